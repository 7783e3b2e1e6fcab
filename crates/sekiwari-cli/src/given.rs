//! A decision of a round, read back from its table: what it says holds only if it is possible.

use sekiwari::Lang;
use sekiwari::exact::day::DayRule;
use sekiwari::market::Market;
use sekiwari::market::day::DayAnswer;
use sekiwari::mechanism::Ties;
use sekiwari::programme::nursery::Compiled;
use sekiwari::programme::{club, daily};
use sekiwari::verify::Verdict;
use sekiwari::verify::day::DayVerdict;
use sekiwari_files::club::LoadedClub;
use sekiwari_files::daily::LoadedDaily;
use sekiwari_files::finding::Findings;
use sekiwari_files::review::{Case, ClubNames, RoundNames, read_allocation, read_days, review, review_days};
use sekiwari_files::round::LoadedRound;
use sekiwari_files::write::{ALLOCATION, DayResultJson, ResultJson};
use std::path::Path;

use crate::failure::{Exit, Failure};
use crate::{days, input};

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

/// A decision of a club round without violations.
pub(crate) struct GivenClub {
    /// The round with the seed that decided.
    pub(crate) compiled: club::Compiled,
    /// With the priorities that counted.
    pub(crate) market: Market,
    /// What the judge says of it.
    pub(crate) verdict: Verdict,
    /// What equal scores meant.
    pub(crate) ties: Ties,
}

/// The same for the `allocation.csv` of a club round, beside its result.
///
/// # Errors
/// As [`read`].
pub(crate) fn read_club(
    loaded: &LoadedClub,
    (dir, result): (&Path, &ResultJson),
    lang: Lang,
    json: bool,
) -> Result<Result<GivenClub, Exit>, Failure> {
    let settings = &loaded.settings;
    let (ties, seed) = (Ties::from_name(&result.ties).unwrap_or(settings.ties), result.seed);
    let mut findings = Findings::new();
    let stated = read_allocation(bytes_of(dir)?, ALLOCATION.file, &mut findings);
    let compiled = input::compile_club(loaded, seed, &mut findings)?;
    let (Some(stated), false) = (stated, findings.has_errors()) else {
        return Ok(Err(input::refuse(&findings, lang, json)?));
    };
    let market = input::judged_club(&compiled, ties).into_owned();
    let names = ClubNames { round: &loaded.round, compiled: &compiled };
    let (input_sha256, goals) = (&loaded.input_sha256, &settings.objective);
    let case = Case { subject: &names, market: &market, input_sha256, ties, seed, goals };
    let review = review(case, &stated, None, None, false);
    if !review.is_clean() {
        return Ok(Err(input::refuse(&review.violations, lang, json)?));
    }
    Ok(Ok(GivenClub { compiled, market, verdict: review.verdict, ties }))
}

/// A decision of a round of day services without violations.
pub(crate) struct GivenDays {
    /// The round with the seed that decided.
    pub(crate) compiled: daily::Compiled,
    /// The decision.
    pub(crate) answer: DayAnswer,
    /// What the judge says of it.
    pub(crate) verdict: DayVerdict,
    /// The rule that decided.
    pub(crate) rule: DayRule,
}

/// The same for the `allocation.csv` of a round of day services, beside its result.
///
/// # Errors
/// As [`read`].
pub(crate) fn read_daily(
    loaded: &LoadedDaily,
    (dir, result): (&Path, &DayResultJson),
    lang: Lang,
    json: bool,
) -> Result<Result<GivenDays, Exit>, Failure> {
    let mut findings = Findings::new();
    let stated = read_days(bytes_of(dir)?, ALLOCATION.file, &mut findings);
    let compiled = days::compile_daily(loaded, result.seed, &mut findings)?;
    let (Some(stated), false) = (stated, findings.has_errors()) else {
        return Ok(Err(input::refuse(&findings, lang, json)?));
    };
    let review = review_days(&loaded.round, &compiled, &stated);
    let clean = review.is_clean();
    let (Some((answer, verdict)), true) = (review.judged, clean) else {
        return Ok(Err(input::refuse(&review.violations, lang, json)?));
    };
    let rule = DayRule::from_name(&result.mechanism).unwrap_or_default();
    Ok(Ok(GivenDays { compiled, answer, verdict, rule }))
}

fn bytes_of(dir: &Path) -> Result<Vec<u8>, Failure> {
    let table = dir.join(ALLOCATION.file);
    std::fs::read(&table).map_err(|e| Failure::io(&table, &e))
}
