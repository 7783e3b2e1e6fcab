//! What is claimed of a decision: judged before it is written, and told.

use sekiwari::Lang;
use sekiwari::certificate::{Certificate, Core};
use sekiwari::exact::{Control, sharpen};
use sekiwari::explain::conflict::Teller;
use sekiwari::market::{Allocation, Goals, Market, Outcome};
use sekiwari::verify::{
    Claims, Names, Verified, Violation, certify, check_borne_out, check_certificate, check_claims,
};
use sekiwari_files::review::Subject;
use sekiwari_files::write::{ToldCore, ToldGroup};

use crate::failure::Failure;

/// Refutations to make a core smaller before it is told, and for all cores together.
const SHARPEN_TRIES: u32 = 40;
const SHARPEN_TRIES_IN_ALL: u32 = 300;

/// The cores of a certificate with their arguments, group by group.
pub(super) fn told(market: &Market, certificate: &Certificate) -> Vec<ToldGroup> {
    let all: Vec<Core> = certificate.groups.iter().flat_map(|g| g.cores.iter().cloned()).collect();
    let tries = SHARPEN_TRIES.min(SHARPEN_TRIES_IN_ALL / (all.len() as u32).max(1));
    let sharp = sharpen(market, &all, tries, &Control::default());
    let (always, all) = match &sharp {
        Some(sharp) => (&sharp.always, &sharp.cores),
        None => (&certificate.always, &all),
    };
    let mut teller = Teller::new(market, always);
    let mut cores =
        all.iter().map(|core| ToldCore { households: core.households.clone(), argument: teller.tell(core) });
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
    let verified =
        certify(market, outcome.allocation.clone()).map_err(|verdict| wrong(&verdict.violations))?;
    let claims = Claims::from_verdict(verified.verdict(), Some(outcome.bounds), outcome.status)
        .with_placement_max(outcome.placement_max)
        .with_rank_sum_min(outcome.rank_sum_min);
    let objective = goals.stages(market);
    let mut untrue = check_claims(verified.verdict(), &claims, &objective);
    if let Some(certificate) = certificate {
        untrue.extend(check_certificate(market, certificate));
        untrue.extend(check_borne_out(market, verified.verdict(), &claims, &objective, certificate));
    }
    if untrue.is_empty() { Ok(verified) } else { Err(wrong(&untrue)) }
}
