//! Decisions read back for the papers of an office: judged again, and of the round as it is now.

use sekiwari::Lang;
use sekiwari::explain::{Decided, club, daily};
use sekiwari_files::club::LoadedClub;
use sekiwari_files::daily::LoadedDaily;
use sekiwari_files::results::{read_day_result, read_result};
use sekiwari_files::round::LoadedRound;
use sekiwari_files::write::{ALLOCATION, ClubTables, DailyTables, DayResultJson, OutputTables, ResultJson};
use std::path::Path;

use crate::days;
use crate::failure::{Exit, Failure};
use crate::given::{self, Given, GivenClub, GivenDays};

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

/// Outputs would take the place of the decision that they are about.
///
/// # Errors
/// [`Failure`] if both folders are one.
pub(crate) fn apart(out: &Path, dir: &Path) -> Result<(), Failure> {
    let same =
        std::fs::canonicalize(out).is_ok_and(|out| std::fs::canonicalize(dir).is_ok_and(|dir| dir == out));
    match same {
        true => Err(Failure::new(
            "決定の出力フォルダとは別のフォルダに書き出してください。",
            "this needs another folder than that of the decision",
        )),
        false => Ok(()),
    }
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
    let given = given::read(loaded, &at.dir.join(ALLOCATION.file), Some(&result), at.lang, at.json)?;
    let Given { compiled, market, verdict, .. } = match &given {
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
    let given = given::read_club(loaded, &at.dir.join(ALLOCATION.file), Some(&result), at.lang, at.json)?;
    let GivenClub { compiled, market, verdict, ties } = match &given {
        Ok(given) => given,
        Err(exit) => return Ok(Err(*exit)),
    };
    let (allocation, blocking) = (&verdict.allocation, &verdict.blocking);
    let decided = club::Decided::new(&loaded.round, compiled, market, allocation, blocking, *ties);
    make(&ClubTables::new(&decided, *ties), &result).map(Ok)
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
    let given = given::read_daily(loaded, (at.dir, &result), at.lang, at.json)?;
    let GivenDays { compiled, answer, verdict, rule } = match &given {
        Ok(given) => given,
        Err(exit) => return Ok(Err(*exit)),
    };
    let (keys, breaches) = (rule.keys(&compiled.market), days::breaches(*rule, verdict));
    let decided = daily::Decided::new(&loaded.round, compiled, answer, &keys, breaches);
    make(&DailyTables::new(&decided), &result).map(Ok)
}
