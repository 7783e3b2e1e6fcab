//! `guardians`: the reasons of the guardians, one a row.

use std::collections::BTreeMap;

use jiff::civil::Date;
use sekiwari::priority::rulebook::{OfReasons, Rulebook, ValueKind};
use sekiwari::programme::nursery::{FactValue, ReasonRow, Validity};

use super::family_ids::FamilyIds;
use super::hash::QuickMap;
use super::{tables, words};
use crate::finding::catalogue::{cells, circumstances as kinds, references};
use crate::finding::{Finding, Findings};
use crate::normalise::Word;
use crate::table::{CellReader, Col, Invalid, Table};

/// What was read.
#[derive(Default)]
pub(super) struct Guardians {
    pub(super) reasons: Vec<ReasonRow>,
    pub(super) idle: Vec<(String, String)>,
    /// Guardians by household, with the first row of each.
    pub(super) by_household: BTreeMap<String, BTreeMap<String, usize>>,
    /// Attributes that some row gives a value for.
    pub(super) given: Vec<bool>,
    /// Whether some row could not be used, so that nothing is concluded from what is missing.
    pub(super) incomplete: bool,
}

/// Most of what a number may be.
const LIMITS: &[(&str, i64)] = &[
    ("hours_month", 744),
    ("days_month", 31),
    ("hours_week", 168),
    ("days_week", 7),
    ("hours_day", 24),
    ("income_month", 1_000_000_000),
    ("months", 600),
    ("visits_week", 21),
    ("grade", 7),
];

/// Columns that only make sense beside some reasons.
const ONLY: &[(&[&str], &[&str])] = &[
    // A threatened pregnancy has a state of illness, and a guardian with a handbook may work.
    (&["illness"], &["illness", "childbirth"]),
    (&["visits_week"], &["illness"]),
    (&["handbook", "grade"], &["disability", "illness", "work"]),
    (&["care_level", "care_scope"], &["care"]),
    (
        &["hours_month", "days_month", "hours_week", "days_week", "hours_day"],
        &["work", "job-offer", "study", "care", "leave", "other"],
    ),
    (&["employment", "income_month"], &["work", "job-offer", "leave"]),
];

/// One column: its attribute and where it stands.
struct Column {
    attribute: u32,
    bare: &'static str,
    kind: ValueKind,
    col: Col,
    /// Words read so far: a table holds few of them many times.
    seen: QuickMap<String, FactValue>,
}

pub(super) fn read(
    table: &Table,
    families: Option<&mut FamilyIds>,
    book: &Rulebook,
    entry: Option<Date>,
    findings: &mut Findings,
) -> Option<Guardians> {
    let mut r = CellReader::new(table, &tables::GUARDIANS, findings)?;
    let mut columns: Vec<Column> = tables::GUARDIANS
        .columns
        .iter()
        .filter_map(|c| {
            let name = format!("reason.{}", c.name);
            let attribute = book.schema().find(&name)?;
            let kind = book.schema().attributes()[attribute].kind.clone();
            let (attribute, col) = (attribute as u32, r.col(c.name));
            Some(Column { attribute, bare: c.name, kind, col, seen: QuickMap::default() })
        })
        .collect();
    let (household, guardian) = (r.col("household_id"), r.col("guardian_id"));
    let (from, to) = (r.col("valid_from"), r.col("valid_to"));
    let mut out = Guardians { given: vec![false; book.schema().attributes().len()], ..Guardians::default() };
    let mut home: BTreeMap<String, (String, usize)> = BTreeMap::new();
    let mut rows: BTreeMap<ReasonRow, usize> = BTreeMap::new();
    let mut households = families.map(|f| &mut f.ids);
    for row in 0..table.rows() {
        let (h, g) = (r.need_id(row, household), r.need_id(row, guardian));
        let values: Result<Vec<_>, Invalid> = columns.iter_mut().map(|c| value(&mut r, row, c)).collect();
        let validity = validity(&mut r, row, (from, to));
        let (Ok(h), Ok(g), Ok(values), Ok(validity)) = (h, g, values, validity) else {
            out.incomplete = true;
            continue;
        };
        if let Some((first, line)) = home.get(g.as_ref()).filter(|(first, _)| *first != h.as_ref()) {
            let finding = r.finding(&kinds::GUARDIAN_ELSEWHERE, row, guardian);
            let finding = finding.arg("household", first).arg("first_line", table.line(*line));
            r.push(row, finding);
            out.incomplete = true;
            continue;
        }
        home.entry(g.to_string()).or_insert_with(|| (h.to_string(), row));
        if let Some(known) = households.as_mut().filter(|known| known.get(&h).is_none()) {
            let near = known.nearest(&h);
            let kind = if near.is_some() { &references::HOUSEHOLD_UNKNOWN } else { &kinds::ROW_OUTSIDE };
            out.incomplete |= near.is_some();
            let finding = r.finding(kind, row, household);
            r.push(row, if near.is_some() { finding.hint(near.as_deref()) } else { finding });
            continue;
        }
        out.by_household.entry(h.to_string()).or_default().entry(g.to_string()).or_insert(row);
        let values: Vec<(u32, FactValue)> = values.into_iter().flatten().collect();
        let kind = values.iter().find_map(|(a, v)| match v {
            FactValue::Word(word) if columns.iter().any(|c| c.bare == "kind" && c.attribute == *a) => {
                Some(word.clone())
            }
            _ => None,
        });
        let Some(kind) = kind else {
            if values.is_empty() {
                out.idle.push((h.into_owned(), g.into_owned()));
            } else {
                let _ = r.need_id(row, r.col("kind"));
            }
            continue;
        };
        values.iter().for_each(|(a, _)| out.given[*a as usize] = true);
        let fits = fits(&mut r, row, &columns, &values, &kind);
        if let Some(entry) = entry.filter(|&entry| !validity.holds_on(entry)) {
            let place = table.place_at(row, if validity.to.is_some_and(|to| to < entry) { to } else { from });
            let finding = Finding::new(&kinds::REASON_NOT_VALID, place).arg("guardian", &g);
            r.push(row, finding.arg("reason", &kind).arg("entry_date", entry));
        } else if kind == "work" && fits && !columns.iter().any(|c| is_hours(c) && holds(&values, c)) {
            let finding = Finding::new(&kinds::WORK_WITHOUT_HOURS, table.place_at(row, Col::NONE));
            r.push(row, finding.arg("guardian", &g));
        }
        let reason = ReasonRow { household: h.into_owned(), guardian: g.into_owned(), values, validity };
        match rows.get(&reason) {
            Some(&first) => {
                let finding = Finding::new(&kinds::REASON_REPEATED, table.place_at(row, Col::NONE));
                r.push(row, finding.arg("guardian", &reason.guardian).arg("first_line", table.line(first)));
            }
            None => {
                rows.insert(reason.clone(), row);
                out.reasons.push(reason);
            }
        }
    }
    check_main(&mut r, book, entry, &out, &rows, guardian);
    r.finish(findings);
    Some(out)
}

fn is_hours(c: &Column) -> bool {
    matches!(c.bare, "hours_month" | "hours_week" | "hours_day" | "days_month" | "days_week")
}

fn holds(values: &[(u32, FactValue)], c: &Column) -> bool {
    values.iter().any(|(a, _)| *a == c.attribute)
}

/// A cell as a value; nothing where it is blank.
fn value(r: &mut CellReader<'_>, row: usize, c: &mut Column) -> Result<Option<(u32, FactValue)>, Invalid> {
    if !c.col.exists() {
        return Ok(None);
    }
    let listed = match &c.kind {
        ValueKind::YesNo => true,
        ValueKind::Word(allowed) => !allowed.is_empty(),
        ValueKind::Number | ValueKind::Days => false,
    };
    if listed && let Some(value) = c.seen.get(r.text(row, c.col)) {
        return Ok(Some((c.attribute, value.clone())));
    }
    let found = match &c.kind {
        ValueKind::YesNo => r.word(row, c.col, words::YES_NO)?.map(FactValue::YesNo),
        ValueKind::Number => number(r, row, c)?.map(FactValue::Number),
        ValueKind::Days => r.date(row, c.col)?.map(FactValue::Date),
        ValueKind::Word(allowed) if allowed.is_empty() => {
            r.id(row, c.col)?.map(|w| FactValue::Word(w.into_owned()))
        }
        ValueKind::Word(_) => {
            let known: &[Word<&str>] = words::of(c.bare);
            r.word(row, c.col, known)?.map(|w| FactValue::Word(w.to_owned()))
        }
    };
    if let (true, Some(value)) = (listed, &found) {
        c.seen.insert(r.text(row, c.col).to_owned(), value.clone());
    }
    Ok(found.map(|v| (c.attribute, v)))
}

fn number(r: &mut CellReader<'_>, row: usize, c: &Column) -> Result<Option<i64>, Invalid> {
    let Some(n) = r.thousandths(row, c.col)? else { return Ok(None) };
    let most = LIMITS.iter().find(|(name, _)| *name == c.bare).map_or(i64::MAX / 1000, |&(_, most)| most);
    if (0..=most * 1000).contains(&n) {
        return Ok(Some(n));
    }
    let finding =
        Finding::new(&cells::NUMBER_RANGE, r.table().place_at(row, c.col)).arg("min", 0).arg("max", most);
    r.push(row, finding);
    Err(Invalid)
}

/// The days on which a row holds.
pub(super) fn validity(
    r: &mut CellReader<'_>,
    row: usize,
    (from, to): (Col, Col),
) -> Result<Validity, Invalid> {
    let (start, end) = (r.date(row, from), r.date(row, to));
    let validity = Validity { from: start?, to: end? };
    if let (Some(start), Some(end)) = (validity.from, validity.to)
        && end < start
    {
        let finding = Finding::new(&kinds::PERIOD_REVERSED, r.table().place_at(row, to));
        r.push(row, finding.arg("from", start).arg("to", end));
        return Err(Invalid);
    }
    Ok(validity)
}

/// Reports values that do not fit the kind of the reason.
fn fits(
    r: &mut CellReader<'_>,
    row: usize,
    columns: &[Column],
    values: &[(u32, FactValue)],
    kind: &str,
) -> bool {
    let mut all = true;
    for c in columns.iter().filter(|c| holds(values, c)) {
        let Some((_, allowed)) = ONLY.iter().find(|(names, _)| names.contains(&c.bare)) else { continue };
        if !allowed.contains(&kind) {
            let finding = r.finding(&kinds::HOURS_WITHOUT_WORK, row, c.col);
            r.push(row, finding.arg("reason", kind));
            all = false;
        }
    }
    all
}

/// Where the rulebook counts the main reason, every guardian with several needs exactly one.
fn check_main(
    r: &mut CellReader<'_>,
    book: &Rulebook,
    entry: Option<Date>,
    out: &Guardians,
    rows: &BTreeMap<ReasonRow, usize>,
    guardian: Col,
) {
    let Some(entry) = entry.filter(|_| book.components().iter().any(|c| c.reasons == OfReasons::Main)) else {
        return;
    };
    let Some(main) = book.schema().find("reason.main") else { return };
    let mut counts: BTreeMap<&str, (usize, usize, usize)> = BTreeMap::new();
    for reason in out.reasons.iter().filter(|reason| reason.validity.holds_on(entry)) {
        let row = rows.get(reason).copied().unwrap_or_default();
        let (all, marked, first) = counts.entry(&reason.guardian).or_insert((0, 0, row));
        *all += 1;
        *first = row.min(*first);
        *marked += usize::from(reason.values.contains(&(main as u32, FactValue::YesNo(true))));
    }
    for (id, (count, marked, row)) in counts {
        if count > 1 && marked != 1 {
            let finding = Finding::new(&kinds::MAIN_REASON, r.table().place_at(row, guardian));
            r.push(row, finding.arg("guardian", id).arg("count", count).arg("main", marked));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tables;
    use super::{LIMITS, ONLY};
    use sekiwari::priority::rulebook::{Schema, Source, ValueKind};

    #[test]
    fn the_table_has_a_column_for_every_attribute_of_a_reason() {
        let schema = Schema::default();
        let columns: Vec<&str> = tables::GUARDIANS.columns.iter().map(|c| c.name).collect();
        for a in schema.attributes().iter().filter(|a| a.source == Source::Column) {
            assert!(columns.contains(&a.bare_name()), "{}", a.name);
        }
        let outside = ["household_id", "guardian_id", "valid_from", "valid_to", "note"];
        for c in columns.iter().filter(|c| !outside.contains(c)) {
            assert!(schema.find(&format!("reason.{c}")).is_some(), "{c}");
        }
        let names = LIMITS.iter().map(|(n, _)| *n).chain(ONLY.iter().flat_map(|(n, _)| n.iter().copied()));
        for name in names {
            assert!(columns.contains(&name), "{name}");
        }
        for a in
            schema.attributes().iter().filter(|a| a.source == Source::Column && a.kind == ValueKind::Number)
        {
            assert!(LIMITS.iter().any(|(n, _)| *n == a.bare_name()), "{} has no limit", a.name);
        }
    }
}
