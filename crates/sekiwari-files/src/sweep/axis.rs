//! One axis: scenario files, or a template with values.

use std::collections::BTreeSet;

use sekiwari::siting::scenario::{RuleChanges, Scenario};
use toml::Spanned;
use toml::de::DeValue;

use super::digest::Files;
use super::template::{PLACEHOLDER, fill, label};
use super::{ReadAxis, ReadPlace};
use crate::finding::catalogue::{scenario as scenario_kinds, sweep as kinds};
use crate::finding::{Finding, Findings};
use crate::rulebook::text::{Keys, Source};
use crate::scenario::{BehaviourKeys, ReadScenario, behaviour, edits, read_scenario, rules_and};

/// The place that changes nothing.
const NONE: &str = "none";

/// Titles of columns that stand beside the axes, so no axis can have them.
pub(super) const TAKEN: [&str; 10] =
    ["point", "run", "draw", "draws", "runs", "status", "optimal", "feasible", "district_id", "class"];

pub(super) fn read(
    source: &Source<'_>,
    keys: &mut Keys<'_, '_>,
    files: &mut Files<'_>,
    findings: &mut Findings,
) -> ReadAxis {
    let name = keys.need_text("name", findings).map(|w| w.text.trim().to_owned());
    if name.as_deref() == Some("") {
        findings.push(Finding::new(&kinds::AXIS_NAME, keys.place("name")).value(""));
    }
    let name = name.unwrap_or_default();
    keys.called(format!("axis.{name}").trim_end_matches('.').to_owned());
    keys.text("note", findings);
    if keys.has("files") == keys.has("values") {
        let finding = Finding::new(&scenario_kinds::ONE_OF_TWO, keys.own_place());
        findings.push(finding.arg("first", "files").arg("second", "values"));
        return ReadAxis { name, places: Vec::new() };
    }
    let places = if keys.has("files") {
        of_files(keys, files, findings)
    } else {
        of_values(source, keys, &name, findings)
    };
    let key = if keys.has("files") { "files" } else { "values" };
    if places.as_ref().is_some_and(Vec::is_empty) {
        findings.push(Finding::new(&kinds::AXIS_EMPTY, keys.place(key)).value(&name));
    }
    let places = places.unwrap_or_default();
    let mut seen = BTreeSet::new();
    for place in places.iter().filter(|p| !seen.insert(p.label.as_str())) {
        let finding = Finding::new(&kinds::PLACE_TWICE, keys.place(key)).value(&place.label);
        findings.push(finding.arg("axis", &name));
    }
    ReadAxis { name, places }
}

fn nothing() -> ReadPlace {
    ReadPlace { label: NONE.to_owned(), scenario: None, file: None, lottery_seed: None, everywhere: false }
}

fn of_files(
    keys: &mut Keys<'_, '_>,
    files: &mut Files<'_>,
    findings: &mut Findings,
) -> Option<Vec<ReadPlace>> {
    let names = keys.texts("files", findings)?;
    keys.finish(findings);
    let mut places = Vec::with_capacity(names.len());
    for path in &names {
        if path == NONE {
            places.push(nothing());
            continue;
        }
        let bytes = match files.read(path) {
            Ok(bytes) => bytes,
            Err(e) => {
                let finding = Finding::new(&kinds::FILE_UNREADABLE, keys.place("files")).value(path);
                findings.push(finding.arg("reason", e.kind()));
                continue;
            }
        };
        let file = path.rsplit('/').next().unwrap_or(path);
        let mut own = Findings::new();
        let scenario = read_scenario(bytes, file, &mut own);
        // A file that stands on two axes is not told twice.
        own.into_iter().for_each(|f| once(findings, f));
        let label = file.strip_suffix(".toml").unwrap_or(file).to_owned();
        places.push(ReadPlace {
            label,
            everywhere: scenario.as_ref().is_some_and(only_families),
            scenario,
            file: Some(path.clone()),
            lottery_seed: None,
        });
    }
    // None of those that are named could be read, which is told.
    (!places.is_empty() || names.is_empty()).then_some(places)
}

fn of_values(
    source: &Source<'_>,
    keys: &mut Keys<'_, '_>,
    name: &str,
    findings: &mut Findings,
) -> Option<Vec<ReadPlace>> {
    let values = keys.list("values", findings)?;
    let mut places = Vec::with_capacity(values.len() + 1);
    let (table, span) = keys.parsed();
    let mut used = false;
    let mut told = Findings::new();
    if keys.flag("none", findings) == Some(true) {
        places.push(nothing());
    }
    for value in values {
        let Some(label) = label(value.get_ref()) else {
            let finding = Finding::new(&kinds::VALUE_TYPE, source.place(value.span().start, "values"));
            told.push(finding.arg("found", value.get_ref().type_str()));
            continue;
        };
        let (filled, here) = fill(table, value, &label);
        used |= here;
        let mut own = Keys::new(source, &filled, span.clone(), format!("axis.{name}"));
        places.push(of_value(source, &mut own, label, value, &mut told));
    }
    if !used && !places.is_empty() {
        let finding = Finding::new(&kinds::VALUE_UNUSED, keys.own_place()).value(name);
        told.push(finding.arg("placeholder", PLACEHOLDER));
    }
    // What is wrong with the template is wrong with every value.
    told.into_iter().for_each(|f| once(findings, f));
    (!places.is_empty() || values.is_empty()).then_some(places)
}

/// One value in its template.
fn of_value(
    source: &Source<'_>,
    keys: &mut Keys<'_, '_>,
    label: String,
    value: &Spanned<DeValue<'_>>,
    findings: &mut Findings,
) -> ReadPlace {
    // Read before; they are keys of the table all the same.
    let mut quiet = Findings::new();
    keys.text("name", &mut quiet);
    keys.text("note", &mut quiet);
    keys.flag("none", &mut quiet);
    keys.list("values", &mut quiet);
    let (edits, places): (Vec<_>, Vec<_>) = edits::read(keys, findings).into_iter().unzip();
    let mut lottery_seed = None;
    let (rules, rulebook_place) = rules_and(keys, findings, |t, findings| {
        lottery_seed = t.count("lottery_seed", 0..=i64::MAX, findings).and_then(|n| u64::try_from(n).ok());
    });
    let behaviour = behaviour(keys, findings);
    keys.finish(findings);
    let scenario = Scenario { name: label.clone(), edits, rules };
    let place = source.place(value.span().start, "values");
    let read = ReadScenario { scenario, behaviour, file: place.file, rulebook_place, places };
    ReadPlace { label, everywhere: only_families(&read), scenario: Some(read), file: None, lottery_seed }
}

/// Whether it says what families do and nothing for them to answer to.
fn only_families(read: &ReadScenario) -> bool {
    read.behaviour != BehaviourKeys::default()
        && read.scenario.edits.is_empty()
        && read.scenario.rules == RuleChanges::default()
}

/// Adds a finding that is not there yet.
fn once(findings: &mut Findings, finding: Finding) {
    if !findings.iter().any(|f| *f == finding) {
        findings.push(finding);
    }
}
