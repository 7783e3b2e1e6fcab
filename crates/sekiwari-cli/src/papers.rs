//! Decisions read back for the papers of an office: judged again, and of the round as it is now.

use sekiwari::Lang;
use sekiwari::exact::day::DayRule;
use sekiwari::explain::{Decided, club, daily};
use sekiwari::mechanism::Ties;
use sekiwari_files::club::LoadedClub;
use sekiwari_files::daily::LoadedDaily;
use sekiwari_files::finding::Findings;
use sekiwari_files::results::{read_day_result, read_result};
use sekiwari_files::review::{Case, ClubNames, read_allocation, read_days, review, review_days};
use sekiwari_files::round::LoadedRound;
use sekiwari_files::write::{ClubTables, DailyTables, DayResultJson, OutputTables, ResultJson};
use std::path::Path;

use crate::failure::{Exit, Failure};
use crate::given::{self, Given};
use crate::{days, input};

/// What comes of a decision that can be used; an exit if the table is no possible allocation of the round, which has been told.
pub(crate) type Made<T> = Result<Result<T, Exit>, Failure>;

/// Where a decision stands, and how to speak of it.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    /// The output folder of `allocate`.
    pub(crate) dir: &'a Path,
    /// The language of messages.
    pub(crate) lang: Lang,
    /// Whether they are told as JSON.
    pub(crate) json: bool,
}

/// Papers of another state of the round would say what was not decided.
fn stale(decided: &str, input_sha256: &str) -> Result<(), Failure> {
    if decided == input_sha256 {
        return Ok(());
    }
    Err(Failure::new(
        "この結果は別の内容の募集から作られています。募集をその内容に戻すか、もう一度 allocate で決めてください。",
        "the result was made from another state of this round: restore that state, or decide it anew with allocate",
    ))
}

/// Judges the decision of a nursery round again and uses it.
///
/// # Errors
/// [`Failure`] if a file is missing, the decision is of another state of the round, or `make` fails.
pub(crate) fn nursery<T>(
    loaded: &LoadedRound,
    at: Place<'_>,
    make: impl FnOnce(&OutputTables<'_>, &ResultJson) -> Result<T, Failure>,
) -> Made<T> {
    let result = read_result(at.dir).map_err(|e| Failure::new(e.message(Lang::Ja), e.message(Lang::En)))?;
    stale(&result.input_sha256, &loaded.input_sha256)?;
    let given = given::read(loaded, &at.dir.join("allocation.csv"), Some(&result), at.lang, at.json)?;
    let Given { compiled, market, verdict } = match &given {
        Ok(given) => given,
        Err(exit) => return Ok(Err(*exit)),
    };
    let decided = Decided::new(&loaded.round, compiled, market, &verdict.allocation);
    make(&OutputTables::new(&decided), &result).map(Ok)
}

/// The same for a club round.
///
/// # Errors
/// As [`nursery`].
pub(crate) fn clubs<T>(
    loaded: &LoadedClub,
    at: Place<'_>,
    make: impl FnOnce(&ClubTables<'_>, &ResultJson) -> Result<T, Failure>,
) -> Made<T> {
    let result = read_result(at.dir).map_err(|e| Failure::new(e.message(Lang::Ja), e.message(Lang::En)))?;
    stale(&result.input_sha256, &loaded.input_sha256)?;
    let (round, settings) = (&loaded.round, &loaded.settings);
    let ties = Ties::from_name(&result.ties).unwrap_or(settings.ties);
    let table = at.dir.join("allocation.csv");
    let bytes = std::fs::read(&table).map_err(|e| Failure::io(&table, &e))?;
    let mut findings = Findings::new();
    let stated = read_allocation(bytes, "allocation.csv", &mut findings);
    let compiled = input::compile_club(loaded, result.seed, &mut findings)?;
    let (Some(stated), false) = (stated, findings.has_errors()) else {
        return Ok(Err(input::refuse(&findings, at.lang, at.json)?));
    };
    let market = input::judged_club(&compiled, ties);
    let names = ClubNames { round, compiled: &compiled };
    let (input_sha256, seed, goals) = (&loaded.input_sha256, result.seed, &settings.objective);
    let case = Case { subject: &names, market: &market, input_sha256, ties, seed, goals };
    let review = review(case, &stated, None, None, false);
    if !review.is_clean() {
        return Ok(Err(input::refuse(&review.violations, at.lang, at.json)?));
    }
    let verdict = &review.verdict;
    let decided = club::Decided::new(round, &compiled, &market, &verdict.allocation, &verdict.blocking, ties);
    make(&ClubTables::new(&decided, ties), &result).map(Ok)
}

/// The same for a round of day services.
///
/// # Errors
/// As [`nursery`].
pub(crate) fn days<T>(
    loaded: &LoadedDaily,
    at: Place<'_>,
    make: impl FnOnce(&DailyTables<'_>, &DayResultJson) -> Result<T, Failure>,
) -> Made<T> {
    let result =
        read_day_result(at.dir).map_err(|e| Failure::new(e.message(Lang::Ja), e.message(Lang::En)))?;
    stale(&result.input_sha256, &loaded.input_sha256)?;
    let table = at.dir.join("allocation.csv");
    let bytes = std::fs::read(&table).map_err(|e| Failure::io(&table, &e))?;
    let mut findings = Findings::new();
    let stated = read_days(bytes, "allocation.csv", &mut findings);
    let compiled = days::compile_daily(loaded, result.seed, &mut findings)?;
    let (Some(stated), false) = (stated, findings.has_errors()) else {
        return Ok(Err(input::refuse(&findings, at.lang, at.json)?));
    };
    let review = review_days(&loaded.round, &compiled, &stated);
    let (Some((answer, verdict)), true) = (&review.judged, review.is_clean()) else {
        return Ok(Err(input::refuse(&review.violations, at.lang, at.json)?));
    };
    let rule = DayRule::from_name(&result.mechanism).unwrap_or_default();
    let keys = rule.keys(&compiled.market);
    let decided = daily::Decided::new(&loaded.round, &compiled, answer, &keys, days::breaches(rule, verdict));
    make(&DailyTables::new(&decided), &result).map(Ok)
}
