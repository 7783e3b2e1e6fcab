//! Cases worked by hand from the tables of the cities, as tables in `golden/`: one file a rulebook, one row a case.
//!
//! `golden/README.md` says how to read and extend them. Nothing in them comes from a run.

use crate::club;
use crate::round::{Case, itemised, shipped};
use sekiwari::priority::Thousandths;
use sekiwari::priority::rulebook::{Effect, Line, Origin, Rulebook, UNKNOWN};
use sekiwari_files::finding::Findings;
use sekiwari_files::rulebook::read_rulebook;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// One row: its cells by column.
type Row = BTreeMap<String, String>;

const COLUMNS: [&str; 10] =
    ["case", "entry", "children", "guardians", "facts", "at", "expected", "ties", "lines", "source"];

/// The rulebooks in `data/rulebooks`; the first five add points up.
pub(crate) const SHIPPED: [&str; 8] = [
    "koriyama-r6",
    "koshigaya-r8",
    "kurashiki-r8",
    "naha-r8",
    "susono",
    "pair-style",
    "rank-style",
    "club-style",
];

/// Whether a rulebook is one of after-school clubs.
fn is_of_clubs(name: &str) -> bool {
    name.starts_with("club-")
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/rulebooks/golden")
}

fn tables() -> Vec<(String, Vec<Row>)> {
    let mut names: Vec<String> =
        std::fs::read_dir(folder()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|n| n.ends_with(".csv"));
    names.sort();
    let read = |name: &String| {
        let mut table = csv::Reader::from_path(folder().join(name)).unwrap();
        let headers = table.headers().unwrap().clone();
        for h in &headers {
            assert!(COLUMNS.contains(&h), "{name}: no column {h}");
        }
        let rows = table
            .records()
            .map(|r| headers.iter().map(str::to_owned).zip(r.unwrap().iter().map(str::to_owned)).collect());
        rows.collect()
    };
    names.iter().map(|n| (n.trim_end_matches(".csv").to_owned(), read(n))).collect()
}

/// The shipped rulebook of that name, or one beside the table.
fn rulebook(name: &str) -> String {
    let own = folder().join(format!("{name}.toml"));
    if own.exists() { std::fs::read_to_string(own).unwrap() } else { shipped(&format!("{name}.toml")) }
}

fn cell<'a>(row: &'a Row, column: &str) -> &'a str {
    row.get(column).map_or("", String::as_str)
}

/// The parts of a cell, which stand between bars.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split('|').map(str::trim).filter(|p| !p.is_empty())
}

/// `a=b` among the words of a part, by name.
fn pairs(words: &[&str]) -> Vec<(String, String)> {
    let pair = |w: &&str| {
        let (k, v) = w.split_once('=').unwrap_or_else(|| panic!("`{w}` is not name=value"));
        (k.to_owned(), v.to_owned())
    };
    words.iter().map(pair).collect()
}

fn table(first: &[&str], rows: &[BTreeMap<String, String>]) -> String {
    let named: BTreeSet<&str> = rows.iter().flat_map(|r| r.keys().map(String::as_str)).collect();
    let further = named.into_iter().filter(|n| !first.contains(n));
    let columns: Vec<&str> = first.iter().copied().chain(further).collect();
    let mut out = columns.join(",") + "\n";
    for row in rows {
        let cells: Vec<&str> = columns.iter().map(|c| row.get(*c).map_or("", String::as_str)).collect();
        out.push_str(&(cells.join(",") + "\n"));
    }
    out
}

/// `P work hours_month=160`: a guardian, a kind of reason, columns of `guardians.csv`.
fn guardians(text: &str) -> String {
    let row = |part: &str| {
        let words: Vec<&str> = part.split_whitespace().collect();
        let mut row: BTreeMap<String, String> = pairs(&words[2..]).into_iter().collect();
        row.insert("household_id".to_owned(), "H1".to_owned());
        row.insert("guardian_id".to_owned(), words[0].to_owned());
        row.insert("kind".to_owned(), words[1].to_owned());
        row
    };
    table(&["household_id", "guardian_id", "kind"], &parts(text).map(row).collect::<Vec<_>>())
}

/// `C2 class=3`: a child, columns of `children.csv`; C1 is always there, in class 1 or grade 1. `usual`: columns and what they
/// are where nothing is said.
fn children(text: &str, usual: &[(&str, &str)]) -> String {
    let mut rows: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for part in ["C1"].into_iter().chain(parts(text)) {
        let words: Vec<&str> = part.split_whitespace().collect();
        let row = rows.entry(words[0].to_owned()).or_default();
        row.insert("child_id".to_owned(), words[0].to_owned());
        row.insert("household_id".to_owned(), "H1".to_owned());
        for (column, value) in usual {
            row.entry((*column).to_owned()).or_insert((*value).to_owned());
        }
        row.extend(pairs(&words[1..]));
    }
    table(&["child_id", "household_id"], &rows.into_values().collect::<Vec<_>>())
}

/// `C1 F1 sibling_here=yes valid_to=2026-03-31`: the child and the facility it is about, if any, then the fact.
fn facts(text: &str) -> String {
    let row = |part: &str| {
        let words: Vec<&str> = part.split_whitespace().collect();
        let mut row = BTreeMap::new();
        let about = words.iter().take_while(|w| !w.contains('=')).count();
        for word in &words[..about] {
            let column = if word.starts_with('F') { "facility_id" } else { "child_id" };
            row.insert(column.to_owned(), (*word).to_owned());
        }
        let mut said = pairs(&words[about..]).into_iter();
        let (fact, value) = said.next().unwrap();
        // A fact about a child needs no household; one about a facility alone belongs to the household.
        if !row.contains_key("child_id") {
            row.insert("household_id".to_owned(), "H1".to_owned());
        }
        row.extend([("fact".to_owned(), fact), ("value".to_owned(), value)]);
        row.extend(said);
        row
    };
    let rows: Vec<_> = parts(text).map(row).collect();
    table(&["household_id", "child_id", "facility_id", "fact", "value"], &rows)
}

fn case(book: &str, row: &Row) -> Case {
    let mut case = Case::new("susono.toml").guardians(&guardians(cell(row, "guardians")));
    case.rulebook = rulebook(book);
    if is_of_clubs(book) {
        case.children = children(cell(row, "children"), &[("grade", "1"), ("weekdays", "MTWHF")]);
    } else {
        case.children = children(cell(row, "children"), &[("class", "1")]);
    }
    case.circumstances = facts(cell(row, "facts"));
    match cell(row, "entry") {
        "" => {}
        date => case.entry = date.to_owned(),
    }
    case
}

/// A line as the tables write it: the item and what of it counts.
fn written(book: &Rulebook, line: &Line) -> String {
    let item = match line.origin {
        Origin::Item(i) => book.items()[i].id.as_str(),
        Origin::MissingGuardian => "missing-guardian",
        Origin::NoGuardian => "no-guardian",
    };
    let effect = match (line.origin, line.effect) {
        (_, Effect::Points(_)) => Thousandths(line.counted).to_string(),
        (Origin::Item(i), _) => book.shown_effect(i),
        (Origin::MissingGuardian, Effect::Rank(r)) => book.shown_letter(line.component, r).to_owned(),
        (_, Effect::Rank(r)) => book.shown(line.component, i64::from(r)),
        (_, Effect::Lift(n)) => format!("{n:+}"),
    };
    format!("{item} {effect}")
}

/// The number at the end of a part.
fn number(part: &str) -> Option<i64> {
    let text = part.rsplit(['=', ' ']).next()?;
    let (whole, half) = text.split_once('.').unwrap_or((text, ""));
    let thousandths = format!("{half:0<3}").parse::<i64>().ok()?;
    let sign = if text.starts_with('-') { -1 } else { 1 };
    Some(sign * (whole.trim_start_matches('-').parse::<i64>().ok()? * 1000 + thousandths))
}

#[test]
fn every_case_has_the_score_and_the_lines_worked_out_by_hand() {
    let mut wrong = Vec::new();
    for (name, rows) in tables() {
        for row in &rows {
            let at = Some(cell(row, "at")).filter(|f| !f.is_empty());
            let case = case(&name, row);
            let (itemised, scoring) = if is_of_clubs(&name) {
                let loaded = club::load(&case);
                (club::itemised(&loaded, "C1", at), loaded.scoring.unwrap())
            } else {
                let loaded = case.load();
                (itemised(&loaded, "C1", at), loaded.scoring.unwrap())
            };
            let book = &scoring.rulebook;
            let values: Vec<String> =
                itemised.values.iter().enumerate().map(|(i, &v)| book.shown(i, v)).collect();
            let lines: Vec<String> =
                itemised.lines.iter().filter(|l| l.counts).map(|l| written(book, l)).collect();
            let shown = |&t: &i64| if t == UNKNOWN { "?".to_owned() } else { Thousandths(t).to_string() };
            let ties: Vec<String> = itemised.ties.iter().map(shown).collect();
            let mut hold = |what: &str, expected: Vec<&str>, found: Vec<String>| {
                if expected != found {
                    wrong.push(format!(
                        "{name}, {}: {what} {expected:?}, computed {found:?}",
                        cell(row, "case")
                    ));
                }
            };
            hold("score", parts(cell(row, "expected")).collect(), values);
            hold("lines", parts(cell(row, "lines")).collect(), lines);
            if row.contains_key("ties") {
                hold("tie keys", parts(cell(row, "ties")).collect(), ties);
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn lines_and_source_of_a_case_add_up_to_its_score() {
    for (name, rows) in tables() {
        // Ladders and means are not sums.
        if !SHIPPED[..5].contains(&name.as_str()) {
            continue;
        }
        for row in &rows {
            let sum = |column: &str| {
                let numbers = parts(cell(row, column)).map(|p| {
                    number(p).unwrap_or_else(|| panic!("{name}, {}: no number in `{p}`", cell(row, "case")))
                });
                numbers.sum::<i64>()
            };
            assert_eq!(sum("lines"), sum("expected"), "{name}, lines of {}", cell(row, "case"));
            assert_eq!(sum("source"), sum("expected"), "{name}, source of {}", cell(row, "case"));
        }
    }
}

#[test]
fn every_item_of_a_shipped_rulebook_counts_in_some_case() {
    let tables = tables();
    for name in SHIPPED {
        let rows = &tables.iter().find(|t| t.0 == name).unwrap().1;
        assert!(rows.len() >= 10, "{name}: {}", rows.len());
        let counted: BTreeSet<&str> =
            rows.iter().flat_map(|r| parts(cell(r, "lines"))).filter_map(|p| p.split(' ').next()).collect();
        let text = rulebook(name);
        let book = read_rulebook(text.as_bytes(), name, None, &mut Findings::new()).unwrap();
        let never: Vec<&str> =
            book.items().iter().map(|i| i.id.as_str()).filter(|i| !counted.contains(i)).collect();
        assert!(never.is_empty(), "{name}: no case for {never:?}");
    }
}

#[test]
fn every_case_has_a_name_of_its_own_and_a_source() {
    for (name, rows) in tables() {
        let names: BTreeSet<&str> = rows.iter().map(|r| cell(r, "case")).collect();
        assert!(names.len() == rows.len() && !names.contains(""), "{name}");
        assert!(rows.iter().all(|r| !cell(r, "source").is_empty()), "{name}");
    }
}
