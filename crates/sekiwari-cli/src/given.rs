//! A decision of a round, read back from its table: what it says holds only if it is possible.

use sekiwari::Lang;
use sekiwari::market::Market;
use sekiwari::mechanism::Ties;
use sekiwari::programme::nursery::Compiled;
use sekiwari::verify::Verdict;
use sekiwari_files::finding::Findings;
use sekiwari_files::review::{Case, RoundNames, read_allocation, review};
use sekiwari_files::round::LoadedRound;
use sekiwari_files::write::ResultJson;
use std::path::Path;

use crate::failure::{Exit, Failure};
use crate::input;

/// A decision without violations.
pub(crate) struct Given {
    /// The round with the seed that decided.
    pub(crate) compiled: Compiled,
    /// With the priorities that counted.
    pub(crate) market: Market,
    /// What the judge says of it.
    pub(crate) verdict: Verdict,
}

/// Reads a table of a round and has it judged; `result` is what stands beside it about ties and seed, otherwise those of the
/// round count. What is wrong with it has been told where there is only an exit.
///
/// # Errors
/// [`Failure`] if there is no such file.
pub(crate) fn read(
    loaded: &LoadedRound,
    table: &Path,
    result: Option<&ResultJson>,
    lang: Lang,
    json: bool,
) -> Result<Result<Given, Exit>, Failure> {
    let settings = &loaded.settings;
    let ties = result.and_then(|r| Ties::from_name(&r.ties)).unwrap_or(settings.ties);
    let seed = result.map_or(settings.lottery_seed, |r| r.seed);
    let bytes = std::fs::read(table).map_err(|e| Failure::io(table, &e))?;
    let name = table.file_name().unwrap_or(table.as_os_str()).to_string_lossy();
    let mut findings = Findings::new();
    let stated = read_allocation(bytes, &name, &mut findings);
    let compiled = input::compile_round(loaded, seed, &mut findings)?;
    let (Some(stated), false) = (stated, findings.has_errors()) else {
        return Ok(Err(input::refuse(&findings, lang, json)?));
    };
    let market = input::judged_market(&compiled, ties).into_owned();
    let case = Case {
        subject: &RoundNames { round: &loaded.round, compiled: &compiled },
        market: &market,
        input_sha256: &loaded.input_sha256,
        ties,
        seed,
        goals: &settings.objective,
    };
    let review = review(case, &stated, None, None, false);
    if !review.is_clean() {
        return Ok(Err(input::refuse(&review.violations, lang, json)?));
    }
    Ok(Ok(Given { compiled, market, verdict: review.verdict }))
}
