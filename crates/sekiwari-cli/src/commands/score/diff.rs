//! Another rulebook: whose points change, by which item, and whose seat.

use sekiwari::Lang;
use sekiwari::priority::Thousandths;
use sekiwari::priority::rulebook::{Itemised, Origin};
use sekiwari::programme::nursery::{ChildIndex, Decision, Round};
use sekiwari_files::finding::Findings;
use sekiwari_files::round::{LoadedRound, RoundFiles, Scoring, read_round_files};
use sekiwari_files::write::ScoreSheet;
use serde_json::json;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use crate::console;
use crate::decide::decide;
use crate::failure::{Exit, Failure};
use crate::input;

/// One item of one child that differs: what counted before and counts now, over the lines of the item.
struct Item {
    id: String,
    text: String,
    before: String,
    after: String,
}

/// One child for whom something changes.
struct Change {
    child: String,
    /// The components before and after, wherever no facility makes a difference.
    values: (String, String),
    /// Facilities at which its score changes.
    facilities: usize,
    items: Vec<Item>,
    /// Facility and wish rank before and after, if the seat changes.
    seat: Option<(String, String)>,
}

pub(super) fn run(
    path: &Path,
    loaded: &LoadedRound,
    scoring: &Scoring,
    other: &Path,
    lang: Lang,
    json: bool,
) -> Result<Exit, Failure> {
    let bytes = std::fs::read(other).map_err(|e| Failure::io(other, &e))?;
    let name = loaded.settings.rulebook.clone().unwrap_or_default();
    let mut opening = Findings::new();
    let Some(files) = RoundFiles::open(path, &mut opening) else {
        return input::refuse(&opening, lang, json);
    };
    // Everything is read anew under the other rulebook: it may declare other facts.
    let (changed, mut findings) = read_round_files(files.with_file(&name, bytes));
    let Some(changed) = changed else { return input::refuse(&findings, lang, json) };
    let Some(new) = &changed.scoring else { return input::refuse(&findings, lang, json) };
    let before = decide(loaded, &mut findings)?;
    let after = decide(&changed, &mut findings)?;
    let sheets = [ScoreSheet::new(&loaded.round, scoring), ScoreSheet::new(&changed.round, new)];
    let changes: Vec<Change> = sheets[0]
        .lines
        .by_id()
        .into_iter()
        .filter_map(|c| change(&loaded.round, &sheets, c, &before, &after))
        .collect();
    let books = [&scoring.rulebook, &new.rulebook].map(|b| b.name().to_owned());
    if json {
        console::say_json(&to_json(&books, &changes))?;
    } else {
        console::say(&to_text(&books, &changes, loaded.round.children().len(), lang))?;
    }
    Ok(Exit::Clean)
}

fn change(
    round: &Round,
    sheets: &[ScoreSheet<'_>; 2],
    child: ChildIndex,
    before: &[Decision],
    after: &[Decision],
) -> Option<Change> {
    let general = [sheets[0].lines.general(child), sheets[1].lines.general(child)];
    let offset = round.list_offset(child);
    let entries = offset..offset + round.list(child).len();
    // Scores of rulebooks with other components cannot be compared key by key; then every score counts as changed.
    let facilities =
        entries.filter(|&e| sheets[0].scores.entry(e as u32) != sheets[1].scores.entry(e as u32)).count();
    let values = [0, 1].map(|i| shown(&sheets[i], &general[i]));
    let items = items(sheets, child, &general);
    let seat = [before, after].map(|d| seat(round, d[child as usize]));
    let moved = seat[0] != seat[1];
    if facilities == 0 && items.is_empty() && !moved && values[0] == values[1] {
        return None;
    }
    let [a, b] = seat;
    let [old, new] = values;
    let id = round.children()[child as usize].id.clone();
    Some(Change { child: id, values: (old, new), facilities, items, seat: moved.then_some((a, b)) })
}

fn shown(sheet: &ScoreSheet<'_>, itemised: &Itemised) -> String {
    let values = itemised.values.iter().enumerate().map(|(i, &v)| sheet.lines.book.shown(i, v));
    values.collect::<Vec<_>>().join(", ")
}

fn seat(round: &Round, decision: Decision) -> String {
    decision.facility.map_or_else(|| "-".to_owned(), |f| round.facilities()[f as usize].id.clone())
}

/// What each item comes to for a child: everywhere, and at facilities (marked by their ids).
fn items(sheets: &[ScoreSheet<'_>; 2], child: ChildIndex, general: &[Itemised; 2]) -> Vec<Item> {
    let mut found: BTreeMap<(String, String), (String, [String; 2])> = BTreeMap::new();
    for (side, sheet) in sheets.iter().enumerate() {
        let mut add = |facility: &str, itemised: &Itemised| {
            // Per item: the points that count, and ranks and lifts that do.
            let mut sums: BTreeMap<usize, (i64, Vec<String>)> = BTreeMap::new();
            let mut stand_in = 0;
            for line in itemised.lines.iter().filter(|l| l.counts) {
                match line.origin {
                    Origin::Item(item) => {
                        let (sum, words) = sums.entry(item).or_default();
                        *sum += line.counted;
                        if line.counted == 0 {
                            words.push(sheet.lines.book.shown_effect(item));
                        }
                    }
                    Origin::MissingGuardian | Origin::NoGuardian => stand_in += line.counted,
                }
            }
            for (item, (sum, words)) in sums {
                let item = &sheet.lines.book.items()[item];
                let shown = if words.is_empty() { Thousandths(sum).to_string() } else { words.join(" ") };
                let key = (item.id.clone(), facility.to_owned());
                let slot = found.entry(key).or_insert_with(|| (item.text.clone(), Default::default()));
                slot.1[side] = shown;
            }
            if stand_in != 0 {
                let key = ("missing-guardian".to_owned(), facility.to_owned());
                found.entry(key).or_default().1[side] = Thousandths(stand_in).to_string();
            }
        };
        add("", &general[side]);
        for (place, itemised) in sheet.lines.special(child) {
            add(sheet.lines.round.facility_at(child, place), &itemised);
        }
    }
    found
        .into_iter()
        .filter(|(_, (_, sides))| sides[0] != sides[1])
        .map(|((item, facility), (text, [before, after]))| {
            let id = if facility.is_empty() { item } else { format!("{item} @ {facility}") };
            Item { id, text, before, after }
        })
        .collect()
}

fn to_text(books: &[String; 2], changes: &[Change], children: usize, lang: Lang) -> String {
    let scores = changes.iter().filter(|c| c.facilities > 0 || c.values.0 != c.values.1).count();
    let seats = changes.iter().filter(|c| c.seat.is_some()).count();
    let mut text = format!("{} -> {}\n", books[0], books[1]);
    text += &lang.pick(
        format!("  点数の変わる児童 {scores} 人、席の変わる児童 {seats} 人 (全 {children} 人)\n"),
        format!("  {scores} of {children} children change points, {seats} change seats\n"),
    );
    for c in changes {
        let (before, after) = &c.values;
        let _ = write!(text, "{}: {before} -> {after}", c.child);
        if let Some((a, b)) = &c.seat {
            let _ = write!(text, "  {}: {a} -> {b}", lang.pick("席", "seat"));
        }
        text.push('\n');
        for item in &c.items {
            let or = |s: &str| if s.is_empty() { "-".to_owned() } else { s.to_owned() };
            let _ =
                writeln!(text, "    {}: {} -> {}  {}", item.id, or(&item.before), or(&item.after), item.text);
        }
    }
    text
}

fn to_json(books: &[String; 2], changes: &[Change]) -> serde_json::Value {
    let list: Vec<_> = changes
        .iter()
        .map(|c| {
            let items: Vec<_> = c
                .items
                .iter()
                .map(|i| json!({"item": i.id, "text": i.text, "before": i.before, "after": i.after}))
                .collect();
            json!({
                "child": c.child,
                "before": c.values.0,
                "after": c.values.1,
                "facilities_changed": c.facilities,
                "items": items,
                "seat": c.seat.as_ref().map(|(a, b)| json!({"before": a, "after": b})),
            })
        })
        .collect();
    json!({
        "rulebooks": books,
        "points_changed": changes.iter().filter(|c| c.facilities > 0 || c.values.0 != c.values.1).count(),
        "seats_changed": changes.iter().filter(|c| c.seat.is_some()).count(),
        "changes": list,
    })
}
