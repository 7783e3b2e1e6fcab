//! What a round says against the scenarios of a sweep.

use std::collections::BTreeMap;

use sekiwari::programme::nursery::Round;
use sekiwari::siting::scenario::Fault;

use super::ReadSweep;
use crate::finding::catalogue::sweep as kinds;
use crate::finding::{Finding, Findings, Place};
use crate::scenario::ReadScenario;

impl ReadSweep {
    /// A combination in words: `seats=10, growth=none`.
    pub fn named(&self, combination: &[u32]) -> String {
        let parts = self.axes.iter().zip(combination).map(|(axis, &place)| {
            let label = axis.places.get(place as usize).map_or("", |p| p.label.as_str());
            format!("{}={label}", axis.name)
        });
        parts.collect::<Vec<_>>().join(", ")
    }
}

/// Faults of scenarios that do not fit, each once with the combinations at which it holds.
#[derive(Debug, Default)]
pub struct Unfit {
    // What is told, the combination first seen, and how many there are.
    told: Vec<(Finding, String, u64)>,
    // By what is told.
    at: BTreeMap<String, usize>,
}

impl Unfit {
    /// Adds what a round says against a scenario at a combination, or at the beginning of `count` of them.
    pub fn add(
        &mut self,
        sweep: &ReadSweep,
        (combination, count): (&[u32], u64),
        scenario: &ReadScenario,
        (faults, round): (&[Fault], &Round),
    ) {
        let mut own = Findings::new();
        scenario.tell(round, faults, &mut own);
        for finding in own {
            let key = format!("{finding:?}");
            match self.at.get(&key) {
                Some(&i) => self.told[i].2 += count,
                None => {
                    self.at.insert(key, self.told.len());
                    self.told.push((finding, sweep.named(combination), count));
                }
            }
        }
    }

    /// Whether every scenario fits.
    pub fn is_empty(&self) -> bool {
        self.told.is_empty()
    }

    /// Tells them; `all` is the number of combinations.
    pub fn tell(self, all: u32, findings: &mut Findings) {
        for (finding, first, count) in self.told {
            if count < u64::from(all) {
                let note = Finding::new(&kinds::AT_POINTS, finding.place.clone()).value(&first);
                let note = note.arg("code", finding.code()).arg("count", count).arg("all", all);
                let (file, line) = (&finding.place.file, finding.place.line.unwrap_or_default());
                findings.push(note.arg("file", file).arg("line", line));
            }
            findings.push(finding);
        }
    }
}

/// Tells that a combination cannot be decided, and why.
pub fn tell_refused(
    sweep: &ReadSweep,
    combination: &[u32],
    (reason_ja, reason_en): (&str, &str),
    findings: &mut Findings,
) {
    let place = Place::file(&sweep.file);
    let finding = Finding::new(&kinds::CANNOT_DECIDE, place).value(&sweep.named(combination));
    findings.push(finding.arg("reason_ja", reason_ja).arg("reason_en", reason_en));
}
