//! `circumstances`: facts about households, children, and children at facilities, one a row.

use std::collections::BTreeMap;

use jiff::civil::Date;
use sekiwari::priority::rulebook::{Level, Rulebook, Source, ValueKind};
use sekiwari::programme::nursery::{FactRow, FactValue, Validity};

use super::families::Known;
use super::guardians::validity;
use super::hash::QuickMap;
use super::ids::{self, Reference};
use super::words;
use crate::finding::catalogue::{circumstances as kinds, references};
use crate::finding::{Finding, Findings, did_you_mean};
use crate::normalise::{find_word, fold_width, normal_title, parse_date, parse_thousandths};
use crate::table::{CellReader, Col, Table, TableSpec};

/// What was read.
#[derive(Default)]
pub(super) struct Facts {
    pub(super) rows: Vec<(FactRow, usize)>,
    /// Attributes that some row gives a value for.
    pub(super) given: Vec<bool>,
    /// Whether some row could not be used.
    pub(super) incomplete: bool,
}

/// What a fact is about: attribute, household, child, facility.
type About = (u32, Option<String>, Option<String>, Option<String>);

pub(super) fn read(
    table: &Table,
    spec: &'static TableSpec,
    known: &mut Known<'_>,
    book: &Rulebook,
    entry: Option<Date>,
    findings: &mut Findings,
) -> Option<Facts> {
    let mut r = CellReader::new(table, spec, findings)?;
    let (household, child, facility) = (r.col("household_id"), r.col("child_id"), r.col("facility_id"));
    let (fact, value) = (r.col("fact"), r.col("value"));
    let period = (r.col("valid_from"), r.col("valid_to"));
    let schema = book.schema();
    let mut out = Facts { given: vec![false; schema.attributes().len()], ..Facts::default() };
    let mut seen: BTreeMap<About, Vec<(FactValue, Validity, usize)>> = BTreeMap::new();
    // Names and words read so far: a table holds few of them many times.
    let mut names: QuickMap<String, Option<usize>> = QuickMap::default();
    let mut words: QuickMap<(usize, String), FactValue> = QuickMap::default();
    for row in 0..table.rows() {
        let name = r.need_id(row, fact);
        let h = r.id(row, household);
        let of = known.children.as_deref_mut();
        let c = ids::refer(&mut r, row, child, of, &references::CHILD_UNKNOWN);
        let of = known.facilities.as_deref_mut();
        let f = ids::refer(&mut r, row, facility, of, &references::FACILITY_UNKNOWN);
        let validity = validity(&mut r, row, period);
        let (Ok(name), Ok(h), Ok(c), Ok(f), Ok(validity)) = (name, h, c, f, validity) else {
            out.incomplete = true;
            continue;
        };
        let named = *names.entry(name.to_string()).or_insert_with(|| {
            let wanted = normal_title(&name);
            schema.fact(|n| normal_title(n) == wanted)
        });
        let Some(attribute) = named else {
            let all = schema.attributes().iter().filter(|a| a.source == Source::Fact);
            let near = did_you_mean(
                &name,
                all.flat_map(|a| [a.bare_name()].into_iter().chain(a.titles.iter().map(String::as_str))),
            );
            let finding = r.finding(&kinds::FACT_UNKNOWN, row, fact).hint(near);
            r.push(row, finding);
            out.incomplete = true;
            continue;
        };
        let a = &schema.attributes()[attribute];
        let (c, f) = (position(c), position(f));
        let scope_fits = match a.level {
            Level::Household => h.is_some() && c.is_none() && f.is_none(),
            Level::Child => c.is_some() && f.is_none(),
            _ => (c.is_some() || h.is_some()) && f.is_some(),
        };
        if !scope_fits {
            let (ja, en) = match a.level {
                Level::Household => ("世帯 (児童と施設は空)", "a household (child and facility empty)"),
                Level::Child => ("児童 (施設は空)", "a child (facility empty)"),
                _ => ("児童か世帯と、施設", "a child or household, and a facility"),
            };
            let finding = r.finding(&kinds::FACT_SCOPE, row, fact).arg("needed_ja", ja).arg("needed_en", en);
            r.push(row, finding);
            out.incomplete = true;
            continue;
        }
        let listed = matches!(a.kind, ValueKind::YesNo | ValueKind::Word(_));
        let key =
            if listed { (attribute, r.text(row, value).to_owned()) } else { (attribute, String::new()) };
        let value = match words.get(&key).filter(|_| listed) {
            Some(known) => known.clone(),
            None => {
                let Some(value) = read_value(&mut r, row, value, &a.kind, a.bare_name()) else {
                    out.incomplete = true;
                    continue;
                };
                if listed {
                    words.insert(key, value.clone());
                }
                value
            }
        };
        if let (None, Some(h), Some(families)) = (c, &h, known.families.as_deref_mut())
            && families.ids.get(h).is_none()
        {
            let near = families.ids.nearest(h);
            let kind = if near.is_some() { &references::HOUSEHOLD_UNKNOWN } else { &kinds::ROW_OUTSIDE };
            let finding = r.finding(kind, row, household);
            r.push(row, if near.is_some() { finding.hint(near.as_deref()) } else { finding });
            continue;
        }
        out.given[attribute] = true;
        if let Some(entry) = entry.filter(|&entry| !validity.holds_on(entry)) {
            let at = if validity.to.is_some_and(|to| to < entry) { period.1 } else { period.0 };
            let finding = Finding::new(&kinds::FACT_NOT_VALID, table.place_at(row, at));
            r.push(row, finding.arg("fact", a.bare_name()).arg("entry_date", entry));
        }
        let name = |ids: Option<&ids::Ids>, at: Option<u32>| Some(ids?.name(at?).to_owned());
        let child = name(known.children.as_deref(), c);
        let household = if child.is_some() { None } else { h.map(String::from) };
        let facility = name(known.facilities.as_deref(), f);
        let about = (attribute as u32, household.clone(), child.clone(), facility.clone());
        let earlier = seen.entry(about).or_default();
        let overlaps = |v: &Validity| entry.is_none_or(|e| v.holds_on(e) && validity.holds_on(e));
        if let Some((other, _, first)) = earlier.iter().find(|(_, v, _)| overlaps(v)) {
            let kind = if *other == value { &kinds::FACT_REPEATED } else { &kinds::FACT_CONTRADICTS };
            let finding = Finding::new(kind, table.place_at(row, fact));
            r.push(row, finding.arg("fact", a.bare_name()).arg("first_line", table.line(*first)));
            continue;
        }
        earlier.push((value.clone(), validity, row));
        out.rows.push((
            FactRow { attribute: attribute as u32, household, child, facility, value, validity },
            row,
        ));
    }
    r.finish(findings);
    Some(out)
}

fn position(reference: Reference) -> Option<u32> {
    match reference {
        Reference::To(at) => Some(at),
        Reference::Blank => None,
    }
}

/// The value of a fact by its type; a blank cell says yes.
fn read_value(
    r: &mut CellReader<'_>,
    row: usize,
    col: Col,
    kind: &ValueKind,
    bare: &str,
) -> Option<FactValue> {
    let text = fold_width(r.text(row, col)).into_owned();
    let found = match kind {
        ValueKind::YesNo if text.is_empty() => Some(FactValue::YesNo(true)),
        ValueKind::YesNo => find_word(words::YES_NO, &text).map(FactValue::YesNo),
        ValueKind::Number => parse_thousandths(&text)
            .ok()
            .filter(|&n| (0..=1_000_000_000_000_000).contains(&n))
            .map(FactValue::Number),
        ValueKind::Days => {
            parse_date(&text, r.table().is_sheet()).ok().map(|(date, _)| FactValue::Date(date))
        }
        ValueKind::Word(_) if text.is_empty() => None,
        ValueKind::Word(allowed) if allowed.is_empty() => Some(FactValue::Word(text)),
        ValueKind::Word(allowed) => {
            let named = find_word(words::of(bare), &text).map(str::to_owned);
            named
                .or_else(|| allowed.iter().find(|w| normal_title(w) == normal_title(&text)).cloned())
                .map(FactValue::Word)
        }
    };
    if found.is_none() {
        let (ja, en) = match kind {
            ValueKind::YesNo => ("はい (yes) か いいえ (no)".to_owned(), "yes or no".to_owned()),
            ValueKind::Number => ("0 以上の数".to_owned(), "a number from 0".to_owned()),
            ValueKind::Days => ("日付".to_owned(), "a date".to_owned()),
            ValueKind::Word(words) if words.is_empty() => ("言葉".to_owned(), "a word".to_owned()),
            ValueKind::Word(words) => (words.join(", "), words.join(", ")),
        };
        // Sums of money and the like are personal, so the value itself is left out.
        let finding = Finding::new(&kinds::FACT_VALUE, r.table().place_at(row, col)).arg("fact", bare);
        r.push(row, finding.arg("expected_ja", ja).arg("expected_en", en));
    }
    found
}
