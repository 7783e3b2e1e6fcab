//! Scenarios: a TOML file to the library's [`Scenario`], and what is wrong with it as findings at the lines of its edits.

pub(crate) mod edits;
mod faults;
mod format;
#[cfg(test)]
mod tests;

pub(crate) use faults::fault_finding;
pub(crate) use format::chapter;

use sekiwari::market::{Goal, Goals};
use sekiwari::mechanism::{Mechanism, Ties};
use sekiwari::siting::behaviour::Mode;
use sekiwari::siting::scenario::{RuleChanges, Scenario};
use toml::de::DeTable;

use crate::decode::decode;
use crate::finding::catalogue::scenario as kinds;
use crate::finding::{Finding, Findings, Place};
use crate::rulebook::text::{Keys, Source};

/// What families do, as far as a file says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BehaviourKeys {
    /// `behaviour.mode`.
    pub mode: Option<Mode>,
    /// `behaviour.within_m`.
    pub within_m: Option<u32>,
    /// `behaviour.max_wishes`.
    pub max_wishes: Option<u32>,
}

impl BehaviourKeys {
    /// These keys, and where they say nothing those of `other`.
    #[must_use]
    pub fn or(self, other: BehaviourKeys) -> Self {
        Self {
            mode: self.mode.or(other.mode),
            within_m: self.within_m.or(other.within_m),
            max_wishes: self.max_wishes.or(other.max_wishes),
        }
    }
}

/// A scenario with the place of every edit.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadScenario {
    /// The scenario.
    pub scenario: Scenario,
    /// What families do.
    pub behaviour: BehaviourKeys,
    /// The file's name.
    pub file: String,
    /// Where the rulebook is named, if it is.
    pub rulebook_place: Place,
    // Where each edit stands.
    pub(crate) places: Vec<Place>,
}

/// Reads a scenario. It is there exactly if none of the findings added is an error.
pub fn read_scenario(bytes: &[u8], file: &str, findings: &mut Findings) -> Option<ReadScenario> {
    let mut own = Findings::new();
    let read = read(bytes, file, &mut own);
    let sound = !own.has_errors();
    findings.append(own);
    read.filter(|_| sound)
}

fn read(bytes: &[u8], file: &str, findings: &mut Findings) -> Option<ReadScenario> {
    let decoded = decode(bytes.to_vec(), file, findings)?;
    let source = Source { text: &decoded.text, file };
    let table = source.parse(findings)?;
    let table: &DeTable<'_> = table.get_ref();
    let mut root = Keys::new(&source, table, 0..0, String::new());
    let name = root.text("name", findings).map(|w| w.text);
    root.text("note", findings);
    let (edits, places) = edits::read(&mut root, findings).into_iter().unzip();
    let (rules, rulebook_place) = rules(&mut root, findings);
    let behaviour = behaviour(&mut root, findings);
    root.finish(findings);
    let stem = file.strip_suffix(".toml").unwrap_or(file);
    let scenario = Scenario { name: name.unwrap_or_else(|| stem.to_owned()), edits, rules };
    if scenario.edits.is_empty() && scenario.rules == RuleChanges::default() && !findings.has_errors() {
        findings.add(&kinds::NOTHING_CHANGED, Place::file(file));
    }
    Some(ReadScenario { scenario, behaviour, file: file.to_owned(), rulebook_place, places })
}

fn rules(root: &mut Keys<'_, '_>, findings: &mut Findings) -> (RuleChanges, Place) {
    rules_and(root, findings, |_, _| ())
}

/// The table of rules; `more` reads what else may stand in it.
pub(crate) fn rules_and(
    root: &mut Keys<'_, '_>,
    findings: &mut Findings,
    more: impl FnOnce(&mut Keys<'_, '_>, &mut Findings),
) -> (RuleChanges, Place) {
    let Some(mut t) = root.table("rules", findings) else {
        return (RuleChanges::default(), root.own_place());
    };
    more(&mut t, findings);
    let mechanism = t.named("mechanism", Mechanism::NAMES, findings);
    let ties = t.named("ties", Ties::NAMES, findings);
    let objective = t.has("objective").then(|| goals(&mut t, findings)).flatten();
    let rulebook = t.text("rulebook", findings).map(|w| w.text);
    let place = t.place("rulebook");
    if objective.is_none() {
        // Known even where it is absent.
        t.texts("objective", &mut Findings::new());
    }
    t.finish(findings);
    (RuleChanges { mechanism, ties, objective, rulebook }, place)
}

fn goals(t: &mut Keys<'_, '_>, findings: &mut Findings) -> Option<Goals> {
    let mut goals = Vec::new();
    for name in t.texts("objective", findings)? {
        let Some(goal) = Goal::from_name(&name).filter(|g| *g != Goal::Unchanged) else {
            let names = Goal::NAMES.iter().map(|(n, _)| *n).filter(|n| *n != Goal::Unchanged.as_str());
            t.wrong_name("objective", &name, names, findings);
            return None;
        };
        goals.push(goal);
    }
    match Goals::new(goals) {
        Ok(goals) => Some(goals),
        Err(e) => {
            let finding = Finding::new(&kinds::OBJECTIVE, t.place("objective"));
            findings.push(finding.arg("reason", e));
            None
        }
    }
}

pub(crate) fn behaviour(root: &mut Keys<'_, '_>, findings: &mut Findings) -> BehaviourKeys {
    let Some(mut t) = root.table("behaviour", findings) else { return BehaviourKeys::default() };
    let mode = t.named("mode", Mode::NAMES, findings);
    let number = |n: i64| u32::try_from(n).ok();
    let within_m = t.count("within_m", 1..=100_000, findings).and_then(number);
    let max_wishes = t.count("max_wishes", 1..=1_000, findings).and_then(number);
    t.finish(findings);
    BehaviourKeys { mode, within_m, max_wishes }
}
