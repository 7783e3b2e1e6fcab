//! A `proof.json` beside an allocation: is it about this round and this allocation, and does it prove what it says?

mod argument;
mod convert;

use sekiwari::certificate::Certificate;
use sekiwari::market::{HouseholdId, PoolId, Stage};
use sekiwari::verify::{Names, Verdict, Violation, check_borne_out, check_certificate, check_witnesses};

use super::{Case, StatedResult, codes};
use crate::finding::{Finding, Findings, Place, catalogue::shape};
use crate::write::{ENGINE, ProofJson, proof_household, proof_pool};

/// A `proof.json` as stated.
#[derive(Clone, Debug)]
pub struct StatedProof {
    file: String,
    json: Result<Box<ProofJson>, String>,
}

/// What a proof that was found in order confirms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proven {
    /// No allocation has fewer blocking households.
    pub blocking_min: u32,
    /// By what allocations are compared after that.
    pub stages: Vec<Stage>,
    /// No allocation with `blocking_min` blocking households is better, stage by stage; `None` where that is not shown.
    pub best: Option<Vec<i64>>,
}

/// Reads a `proof.json`. `file` is the name used in findings; nothing is returned where it is no JSON. What is JSON but
/// no proof is told by the review. Memory: a few times the size of the file, whatever stands in it.
pub fn read_proof(bytes: &[u8], file: &str, findings: &mut Findings) -> Option<StatedProof> {
    let json = match serde_json::from_slice::<ProofJson>(bytes) {
        Ok(json) => Ok(Box::new(json)),
        Err(e) if e.is_data() => Err(e.to_string()),
        Err(e) => {
            let finding = Finding::new(&shape::JSON_SYNTAX, Place::file(file));
            findings.push(finding.arg("reason", e));
            return None;
        }
    };
    Some(StatedProof { file: file.to_owned(), json })
}

impl StatedProof {
    fn place(&self, key: impl Into<String>) -> Place {
        Place::file(&self.file).column(key)
    }

    fn fault(&self, violation: &Violation, names: &dyn Names) -> Finding {
        let place = match violation {
            Violation::Proof { place, .. } => place.to_string(),
            _ => String::new(),
        };
        codes::finding(violation, self.place(place), names)
    }

    /// Holds the proof against the round, the allocation (if there is a verdict that can be trusted) and what is claimed
    /// beside it. Returns what it confirms, if its own argument is in order.
    pub(super) fn check(
        &self,
        case: Case<'_>,
        verdict: Option<&Verdict>,
        result: Option<&StatedResult>,
        names: &dyn Names,
        out: &mut Findings,
    ) -> Option<Proven> {
        let json = match &self.json {
            Ok(json) => json,
            Err(reason) => {
                let finding = Finding::new(&codes::PROOF_SHAPE, Place::file(&self.file));
                out.push(finding.arg("reason", reason));
                return None;
            }
        };
        if !self.is_about(json, case, out) {
            return None;
        }
        let verdict = verdict.filter(|verdict| self.is_of(json, verdict, out));
        if let Some(verdict) = verdict {
            for violation in check_witnesses(case.market, &verdict.allocation, &convert::witnesses(json)) {
                out.push(self.fault(&violation, names));
            }
        }
        let certificate = convert::certificate(json, case.market, &self.file, names, out)?;
        let violations = check_certificate(case.market, &certificate);
        violations.iter().for_each(|v| out.push(self.fault(v, names)));
        if !violations.is_empty() {
            return None;
        }
        if let Some((verdict, result)) = verdict.zip(result) {
            for violation in not_shown(case, verdict, result, &certificate) {
                let place = result.place(codes::claimed_key(&violation));
                out.push(codes::finding(&violation, place, names));
            }
        }
        let Certificate { stages, blocking_min, best, .. } = certificate;
        Some(Proven { blocking_min, stages, best })
    }

    /// Whether it was made for this round, with these ties and this lottery.
    fn is_about(&self, json: &ProofJson, case: Case<'_>, out: &mut Findings) -> bool {
        let head = [
            ("engine", json.engine.clone(), ENGINE.to_owned()),
            ("input_sha256", json.input_sha256.clone(), case.input_sha256.to_owned()),
            ("ties", json.ties.clone(), case.ties.as_str().to_owned()),
            ("seed", json.seed.to_string(), case.seed.to_string()),
        ];
        let before = out.len();
        for (key, said, expected) in head {
            if said != expected {
                let finding = Finding::new(&codes::PROOF_OTHER, self.place(key)).value(&said);
                out.push(finding.arg("expected", expected));
            }
        }
        // The market follows from all of these.
        if out.len() == before
            && let Some(place) = other_market(json, case)
        {
            out.push(Finding::new(&codes::PROOF_MARKET, self.place(place)));
        }
        out.len() == before
    }

    /// Whether it speaks of the allocation that was judged.
    fn is_of(&self, json: &ProofJson, verdict: &Verdict, out: &mut Findings) -> bool {
        let rank = |h: usize| verdict.allocation.rank(HouseholdId::new(h as u32)).unwrap_or(0);
        let count = verdict.allocation.len();
        let (key, said, expected) = if json.outcomes.len() != count {
            ("outcomes".to_owned(), json.outcomes.len(), count)
        } else {
            let Some(h) = (0..count).find(|&h| json.outcomes[h] != rank(h)) else { return true };
            (format!("outcomes[{h}]"), json.outcomes[h] as usize, rank(h) as usize)
        };
        let finding = Finding::new(&codes::PROOF_OTHER, self.place(key)).value(&said.to_string());
        out.push(finding.arg("expected", expected));
        false
    }
}

/// The first place where the market of the proof is not that of the round.
fn other_market(json: &ProofJson, case: Case<'_>) -> Option<String> {
    let (pools, households) = (case.market.pools().len(), case.market.households().len());
    if json.pools.len() != pools {
        return Some("pools".to_owned());
    }
    let same_pool =
        |p: &usize| json.pools[*p] == proof_pool(case.subject, case.market, PoolId::new(*p as u32));
    if let Some(pool) = (0..pools).find(|p| !same_pool(p)) {
        return Some(format!("pools[{pool}]"));
    }
    if json.households.len() != households {
        return Some("households".to_owned());
    }
    let same_household = |h: &usize| {
        json.households[*h] == proof_household(case.subject, case.market, HouseholdId::new(*h as u32))
    };
    let household = (0..households).find(|h| !same_household(h))?;
    Some(format!("households[{household}]"))
}

/// What `result.json` claims and the certificate does not show.
fn not_shown(
    case: Case<'_>,
    verdict: &Verdict,
    result: &StatedResult,
    certificate: &Certificate,
) -> Vec<Violation> {
    // Claims that cannot be read are told where they are read.
    match result.claims(&mut Findings::new()) {
        Some(claims) => {
            let objective = case.goals.stages(case.market);
            check_borne_out(case.market, verdict, &claims, &objective, certificate)
        }
        None => Vec::new(),
    }
}
