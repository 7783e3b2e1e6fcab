//! `caps.toml`, or a table of caps where the round is a workbook.

use std::collections::BTreeSet;

use sekiwari::programme::daily::Service;
use sekiwari::programme::daily::round::{Cap, Rules};
use toml::de::DeTable;

use super::Known;
use super::requests::reason_of;
use super::words::{PER, SERVICES};
use crate::decode::decode;
use crate::finding::catalogue::{cells, daily as kinds, files, rulebook as keys};
use crate::finding::{Finding, Findings, Place, did_you_mean};
use crate::normalise::find_word;
use crate::round::source::{CAPS_FILE, Tables};
use crate::round::tables::daily as tables;
use crate::rulebook::text::{Keys, Source};
use crate::table::{CellReader, Invalid, Table};

/// Most days of a cap, in tenths.
const MOST: u32 = 10_000;
/// Most days that a part of a day may count, in tenths.
const MOST_PART: u32 = 10;

/// Reads the caps from where they are; those with an error are left out.
pub(super) fn read(all: &Tables, known: &Known<'_>, findings: &mut Findings) -> Vec<(Cap, Place)> {
    let caps = match (all.other(CAPS_FILE), all.get("caps")) {
        (Some(_), Some(table)) => {
            let second = Place { line: None, ..table.place() };
            let finding = Finding::new(&files::SOURCE_AMBIGUOUS, second.clone()).arg("table", "caps");
            findings.push(finding.arg("first", CAPS_FILE).arg("second", second.file));
            Vec::new()
        }
        (Some(bytes), None) => of_toml(bytes, known, findings),
        (None, Some(table)) => of_table(table, known, findings),
        (None, None) => Vec::new(),
    };
    let mut names = BTreeSet::new();
    for (cap, place) in &caps {
        if !names.insert(cap.name.as_str()) {
            findings.push(Finding::new(&kinds::CAP_DUPLICATE, place.clone()).value(&cap.name));
        }
    }
    caps
}

fn of_toml(bytes: &[u8], known: &Known<'_>, findings: &mut Findings) -> Vec<(Cap, Place)> {
    let Some(decoded) = decode(bytes.to_vec(), CAPS_FILE, findings) else { return Vec::new() };
    let source = Source { text: &decoded.text, file: CAPS_FILE };
    let Some(table) = source.parse(findings) else { return Vec::new() };
    let table: &DeTable<'_> = table.get_ref();
    let mut root = Keys::new(&source, table, 0..0, String::new());
    let mut caps = Vec::new();
    for mut t in root.tables("cap", findings) {
        caps.extend(cap(&mut t, known, findings).map(|cap| (cap, t.own_place())));
    }
    root.finish(findings);
    caps
}

fn cap(t: &mut Keys<'_, '_>, known: &Known<'_>, findings: &mut Findings) -> Option<Cap> {
    let name = t.need_text("name", findings).map(|w| w.text);
    let services = services(t, findings);
    let reasons = reasons(t, known, findings);
    let per = t.need_text("per", findings).and_then(|w| {
        let found = find_word(PER, &w.text);
        if found.is_none() {
            t.wrong_name("per", &w.text, PER.iter().map(|p| p.name), findings);
        }
        found
    });
    if !t.has("days") {
        findings.push(Finding::new(&keys::KEY_MISSING, t.own_place()).arg("key", "days"));
    }
    let days = tenths(t, "days", MOST, findings);
    let half = if t.has("half_day") { tenths(t, "half_day", MOST_PART, findings) } else { Some(10) };
    t.finish(findings);
    Some(Cap { name: name?, services: services?, reasons: reasons?, per: per?, most: days?, part_day: half? })
}

fn tenths(t: &mut Keys<'_, '_>, key: &'static str, most: u32, findings: &mut Findings) -> Option<u32> {
    let thousandths = t.decimal(key, findings)?;
    let found = u32::try_from(thousandths).ok().filter(|n| n % 100 == 0 && *n <= most * 100).map(|n| n / 100);
    if found.is_none() {
        let shown = sekiwari::priority::Thousandths(i64::from(most) * 100).to_string();
        let finding = Finding::new(&kinds::CAP_TENTHS, t.place(key)).arg("min", 0).arg("max", shown);
        findings.push(finding);
    }
    found
}

fn services(t: &mut Keys<'_, '_>, findings: &mut Findings) -> Option<Vec<Service>> {
    if !t.has("services") {
        t.texts("services", findings);
        return Some(Vec::new());
    }
    let mut out = Vec::new();
    for name in t.texts("services", findings)? {
        let Some(service) = find_word(SERVICES, &name) else {
            t.wrong_name("services", &name, SERVICES.iter().map(|w| w.name), findings);
            return None;
        };
        if !out.contains(&service) {
            out.push(service);
        }
    }
    Some(out)
}

fn reasons(t: &mut Keys<'_, '_>, known: &Known<'_>, findings: &mut Findings) -> Option<Vec<u8>> {
    if !t.has("reasons") {
        t.texts("reasons", findings);
        return Some(Vec::new());
    }
    let names = t.texts("reasons", findings)?;
    let rules = known.rules?;
    let mut out = Vec::new();
    for name in names {
        let Some(reason) = reason_of(rules, &name) else {
            if known.sound {
                t.wrong_name("reasons", &name, rules.reasons.iter().map(String::as_str), findings);
            }
            return None;
        };
        if !out.contains(&reason) {
            out.push(reason);
        }
    }
    Some(out)
}

fn of_table(table: &Table, known: &Known<'_>, findings: &mut Findings) -> Vec<(Cap, Place)> {
    let Some(mut r) = CellReader::new(table, &tables::CAPS, findings) else { return Vec::new() };
    let columns = ["name", "services", "reasons", "per", "days", "half_day"].map(|name| r.col(name));
    let [name, services, reasons, per, days, half] = columns;
    let mut caps = Vec::new();
    for row in 0..table.rows() {
        let (id, of) = (r.need_id(row, name), r.services(row, services));
        let why = r.list(row, reasons).and_then(|names| match known.rules {
            Some(rules) => listed_reasons(&mut r, row, reasons, rules, &names),
            None => Err(Invalid),
        });
        let over = r.word(row, per, PER);
        let most = r.tenths(row, days, 0, MOST);
        for (missing, col) in [(over == Ok(None), per), (most == Ok(None), days)] {
            if missing {
                let finding = r.finding(&cells::CELL_EMPTY, row, col);
                r.push(row, finding);
            }
        }
        let part = r.tenths(row, half, 0, MOST_PART);
        if let (Ok(id), Ok(services), Ok(reasons), Ok(Some(per)), Ok(Some(most)), Ok(part)) =
            (id, of, why, over, most, part)
        {
            let part_day = part.unwrap_or(10);
            let cap = Cap { name: id.into_owned(), services, reasons, per, most, part_day };
            caps.push((cap, table.place_at(row, name)));
        }
    }
    r.finish(findings);
    caps
}

fn listed_reasons(
    r: &mut CellReader<'_>,
    row: usize,
    col: crate::table::Col,
    rules: &Rules,
    names: &[String],
) -> Result<Vec<u8>, Invalid> {
    let mut out = Vec::new();
    for name in names {
        let Some(reason) = reason_of(rules, name) else {
            let allowed = rules.reasons.join(", ");
            let near = did_you_mean(name, rules.reasons.iter().map(String::as_str));
            let finding = r.finding(&cells::WORD_UNKNOWN, row, col).value(name);
            r.push(row, finding.arg("allowed", allowed).hint(near));
            return Err(Invalid);
        };
        out.push(reason);
    }
    Ok(out)
}
