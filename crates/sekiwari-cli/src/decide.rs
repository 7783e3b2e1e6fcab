//! Deciding a round by its own rule and objective, for commands that are about something else than the decision.

use sekiwari::exact::Options;
use sekiwari::programme::nursery::{Compiled, Decision, Round};
use sekiwari::verify::certify;
use sekiwari::{Request, Solution};
use sekiwari_files::finding::Findings;
use sekiwari_files::round::{LoadedRound, Settings};

use crate::failure::Failure;
use crate::{input, rule};

/// The decisions of a round by its own rule and objective; the judge has passed them.
///
/// # Errors
/// [`Failure`] if the rule cannot handle the round, or the judge refuses the result.
pub(crate) fn decide(loaded: &LoadedRound, findings: &mut Findings) -> Result<Vec<Decision>, Failure> {
    let compiled = input::compile_round(loaded, loaded.settings.lottery_seed, findings)?;
    decide_compiled(&loaded.settings, &loaded.round, &compiled)
}

/// The same for a round that is compiled.
///
/// # Errors
/// As [`decide`].
pub(crate) fn decide_compiled(
    settings: &Settings,
    round: &Round,
    compiled: &Compiled,
) -> Result<Vec<Decision>, Failure> {
    let strict = compiled.strict();
    let options = Options { stages: settings.objective.stages(&strict), proof: false, ..Options::default() };
    let mechanism = settings.mechanism.unwrap_or_default();
    let request = Request { mechanism, ties: settings.ties, options, ..Request::default() };
    let Solution { outcome, .. } = sekiwari::solve(&request, &compiled.market, &strict).map_err(|e| {
        Failure::new(format!("この方式では決められません: {}", rule::refusal_ja(e)), e.to_string())
    })?;
    let market = input::judged_market(compiled, settings.ties);
    if certify(&market, outcome.allocation.clone()).is_err() {
        return Err(Failure::new(
            "内部の誤りです。検証が結果を退けたため、何も示しません。",
            "internal error: the judge refused the result, so nothing is shown",
        ));
    }
    Ok(compiled.decisions(round, &outcome.allocation))
}
