//! From the file to a certificate and witnesses.

use sekiwari::certificate::{Certificate, Core, CoreGroup, HittingTree, Part, Step, Witnesses};
use sekiwari::market::{HouseholdId, Market, PoolId, Stage};
use sekiwari::verify::{Names, ProofFault, ProofPlace, ProofSection, Violation, stand_ins};

use super::argument::{self, Unreadable};
use crate::finding::{Finding, Findings, Place};
use crate::review::codes;
use crate::write::{CoreJson, GroupJson, Line, ProofJson, stage_from_name};

/// Reads a certificate; whatever cannot be read goes to `out`.
pub(super) fn certificate(
    json: &ProofJson,
    market: &Market,
    file: &str,
    names: &dyn Names,
    out: &mut Findings,
) -> Option<Certificate> {
    let mut reader = Reader { market, file, names, out, failed: false };
    let certificate = Certificate {
        stages: reader.stages(&json.claim.stages),
        blocking_min: json.claim.blocking_min,
        always: reader.steps(ProofSection::Always, &json.always),
        groups: (0..).zip(&json.groups).filter_map(|(g, group)| reader.group(g, group)).collect(),
        best: json.claim.best.clone(),
        shared: reader.steps(ProofSection::Shared, &json.shared),
        parts: reader.parts(json),
    };
    (!reader.failed).then_some(certificate)
}

/// Reads the witnesses.
pub(super) fn witnesses(json: &ProofJson) -> Witnesses {
    let mut witnesses = Witnesses::new();
    for pools in &json.witnesses {
        witnesses.push(pools.iter().map(|pool| pool.map(PoolId::new)));
    }
    witnesses
}

struct Reader<'a> {
    market: &'a Market,
    file: &'a str,
    names: &'a dyn Names,
    out: &'a mut Findings,
    failed: bool,
}

impl Reader<'_> {
    fn fail(&mut self, place: ProofPlace, why: Unreadable) {
        self.failed = true;
        let at = Place::file(self.file).column(place.to_string());
        self.out.push(match why {
            Unreadable::Lines => Finding::new(&codes::PROOF_ARGUMENT, at),
            Unreadable::Fault(fault) => codes::finding(&Violation::Proof { place, fault }, at, self.names),
        });
    }

    fn stages(&mut self, stages: &[String]) -> Vec<Stage> {
        let mut known = Vec::with_capacity(stages.len());
        for (i, name) in stages.iter().enumerate() {
            match stage_from_name(name) {
                Some(stage) => known.push(stage),
                None => {
                    self.failed = true;
                    let place = Place::file(self.file).column(format!("claim.stages[{i}]"));
                    let allowed = "seated, rank-sum, first-wishes, within-rank-N, together";
                    let finding = Finding::new(&codes::CLAIM_WORD, place).value(name);
                    self.out.push(finding.arg("allowed", allowed));
                }
            }
        }
        known
    }

    fn argument(&mut self, section: ProofSection, lines: &[Line]) -> Option<sekiwari::certificate::Case> {
        match argument::case(self.market, lines) {
            Ok(case) => Some(case),
            Err((line, why)) => {
                self.fail(ProofPlace { section, line: Some(line) }, why);
                None
            }
        }
    }

    fn cores(&mut self, cores: &[CoreJson], section: impl Fn(u32) -> ProofSection) -> Vec<Core> {
        let mut read = Vec::with_capacity(cores.len());
        for (c, core) in (0..).zip(cores) {
            let case = self.argument(section(c), &core.argument);
            read.extend(case.map(|case| Core { households: households(&core.households), case }));
        }
        read
    }

    fn group(&mut self, g: u32, group: &GroupJson) -> Option<CoreGroup> {
        let cores = self.cores(&group.cores, |c| ProofSection::Core(g, c));
        // Branches are read off the cores, and a tree without choices has none.
        let sets: Vec<Vec<HouseholdId>> =
            group.cores.iter().map(|core| households(&core.households)).collect();
        let sets: Vec<&[HouseholdId]> = sets.iter().map(Vec::as_slice).collect();
        let sizes: Vec<usize> = match group.at_least {
            0 | 1 => vec![0; sets.len()],
            _ => stand_ins(&sets).iter().map(Vec::len).collect(),
        };
        let tree = match group.at_least.checked_sub(1).filter(|&depth| depth <= HittingTree::MAX_DEPTH) {
            Some(depth) => argument::tree(&group.tree, &sizes, depth),
            None => {
                let core = group.tree.first().copied().unwrap_or(0);
                Err(Unreadable::Fault(ProofFault::WrongHittingTree { core }))
            }
        };
        match tree {
            Ok(why) => Some(CoreGroup { cores, at_least: group.at_least, why }),
            Err(why) => {
                self.fail(ProofSection::Group(g).into(), why);
                None
            }
        }
    }

    /// Steps alone; an end of a case has no place among them.
    fn steps(&mut self, section: ProofSection, lines: &[Line]) -> Vec<Step> {
        let mut steps = Vec::with_capacity(lines.len());
        for (at, line) in (0..).zip(lines) {
            let place = ProofPlace { section, line: Some(at) };
            match argument::step(self.market, line) {
                Some(Ok(step)) => steps.push(step),
                Some(Err(fault)) => {
                    self.fail(place, Unreadable::Fault(fault));
                    break;
                }
                None => {
                    self.fail(place, Unreadable::Lines);
                    break;
                }
            }
        }
        steps
    }

    fn parts(&mut self, json: &ProofJson) -> Vec<Part> {
        let mut parts = Vec::with_capacity(json.parts.len());
        for (p, part) in (0..).zip(&json.parts) {
            let cores = self.cores(&part.cores, |c| ProofSection::PartCore(p, c));
            let case = self.argument(ProofSection::Part(p), &part.argument);
            parts.extend(case.map(|case| Part {
                households: households(&part.households),
                blocking: part.blocking,
                value: part.value.clone(),
                cores,
                case,
            }));
        }
        parts
    }
}

fn households(numbers: &[u32]) -> Vec<HouseholdId> {
    numbers.iter().map(|&h| HouseholdId::new(h)).collect()
}
