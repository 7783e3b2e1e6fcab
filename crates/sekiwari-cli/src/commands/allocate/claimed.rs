//! What is claimed of a decision: judged before it is written, and told.

use sekiwari::Lang;
use sekiwari::certificate::{Certificate, Core};
use sekiwari::exact::{Control, sharpen};
use sekiwari::explain::conflict::{Naming, Teller, blockers};
use sekiwari::market::{Allocation, Goals, Market, Outcome};
use sekiwari::verify::{
    Claims, Names, Verified, Violation, certify, check_borne_out, check_certificate, check_claims,
};
use sekiwari_files::review::Subject;
use sekiwari_files::write::{ConflictFacts, ConflictJson, Labels, ToldCore, ToldGroup};

use super::run::{Decision, Run};
use crate::failure::Failure;

/// Refutations to make a core smaller before it is told, and for all cores together.
const SHARPEN_TRIES: u32 = 40;
const SHARPEN_TRIES_IN_ALL: u32 = 300;
/// Wishes read over all refutations where wishes are looked at together, as each then reads many of them.
const SHARPEN_WORK_TOGETHER: usize = 3_000_000;

/// Why nothing is stable, if so.
pub(super) fn conflict(
    run: &Run,
    naming: &dyn Naming,
    labels: &dyn Labels,
    input_sha256: &str,
    decision: &Decision<'_>,
) -> Option<ConflictJson> {
    let blocking_min = decision.outcome.bounds.blocking_households_min;
    if blocking_min == 0 {
        return None;
    }
    let market = decision.market;
    let facts = ConflictFacts {
        version: env!("CARGO_PKG_VERSION"),
        input_sha256,
        seed: run.seed,
        blocking_min,
        blockers: &blockers(market, decision.verified.verdict()),
        groups: &decision.certificate.as_ref().map_or_else(Vec::new, |c| told(market, c, run.together)),
    };
    Some(ConflictJson::new(market, naming, labels, &facts))
}

/// The cores of a certificate with their arguments, group by group.
fn told(market: &Market, certificate: &Certificate, together: bool) -> Vec<ToldGroup> {
    let all: Vec<Core> = certificate.groups.iter().flat_map(|g| g.cores.iter().cloned()).collect();
    let most = match together {
        true => {
            (SHARPEN_WORK_TOGETHER / market.wish_count().max(1)).min(SHARPEN_TRIES_IN_ALL as usize) as u32
        }
        false => SHARPEN_TRIES_IN_ALL,
    };
    let tries = SHARPEN_TRIES.min(most / (all.len() as u32).max(1));
    let sharp = sharpen(market, &all, tries, &Control::default());
    // What cannot be made smaller is told as it was found.
    let (mut of_sharp, mut as_found) =
        (Teller::new(market, &sharp.always), Teller::new(market, &certificate.always));
    let mut cores = all.iter().zip(&sharp.cores).map(|(found, sharp)| {
        let (core, argument) = match sharp {
            Some(core) => (core, of_sharp.tell(core)),
            None => (found, as_found.tell(found)),
        };
        ToldCore { households: core.households.clone(), argument }
    });
    let groups = certificate.groups.iter();
    groups
        .map(|g| ToldGroup { at_least: g.at_least, cores: cores.by_ref().take(g.cores.len()).collect() })
        .collect()
}

/// The seal of the judge on an outcome and on what it claims about itself, and on a certificate if there is one.
pub(super) fn vouch(
    names: &dyn Subject,
    market: &Market,
    goals: &Goals,
    outcome: &Outcome,
    certificate: Option<&Certificate>,
) -> Result<Verified<Allocation>, Failure> {
    let wrong = |violations: &[Violation]| {
        let names: &dyn Names = names;
        let list = |lang| {
            let lines = violations.iter().map(|v| format!("  {} {}", v.code(), v.describe_with(lang, names)));
            lines.collect::<Vec<_>>().join("\n")
        };
        Failure::new(
            format!("内部の誤りです。検証が結果を退けたため、何も書きません。\n{}", list(Lang::Ja)),
            format!(
                "internal error: the judge refused the result, so nothing is written\n{}",
                list(Lang::En)
            ),
        )
    };
    // What the certificate says of all allocations has nothing to do with the one at hand.
    let (certified, mut unfounded) = rayon::join(
        || certify(market, outcome.allocation.clone()),
        || certificate.map_or_else(Vec::new, |certificate| check_certificate(market, certificate)),
    );
    let verified = certified.map_err(|verdict| wrong(&verdict.violations))?;
    let claims = Claims::from_verdict(verified.verdict(), Some(outcome.bounds), outcome.status)
        .with_placement_max(outcome.placement_max)
        .with_rank_sum_min(outcome.rank_sum_min);
    let objective = goals.stages(market);
    let mut untrue = check_claims(verified.verdict(), &claims, &objective);
    if let Some(certificate) = certificate {
        untrue.append(&mut unfounded);
        untrue.extend(check_borne_out(market, verified.verdict(), &claims, &objective, certificate));
    }
    if untrue.is_empty() { Ok(verified) } else { Err(wrong(&untrue)) }
}
