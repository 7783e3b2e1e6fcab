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
use sekiwari_files::review::{
    Case, ClubNames, RoundNames, StatedAllocation, Subject, read_allocation, read_days, review, review_days,
};
use sekiwari_files::round::{LoadedRound, Settings};
use sekiwari_files::write::{ALLOCATION, DayResultJson, ResultJson};
use std::path::Path;

use crate::failure::{Exit, Failure};
use crate::{days, input};

/// A decision without violations, of nurseries ([`read`]) or clubs ([`read_club`]).
pub(crate) struct Given<C = Compiled> {
    /// The round with the seed that decided.
    pub(crate) compiled: C,
    /// With the priorities that counted.
    pub(crate) market: Market,
    /// What the judge says of it.
    pub(crate) verdict: Verdict,
    /// What equal scores meant.
    pub(crate) ties: Ties,
}

/// A decision of a club round without violations.
pub(crate) type GivenClub = Given<club::Compiled>;

/// A table as it was read, with what decides how it is judged.
struct Stated<'a> {
    rows: Option<StatedAllocation>,
    settings: &'a Settings,
    input_sha256: &'a str,
    ties: Ties,
    seed: u64,
}

impl<'a> Stated<'a> {
    /// Reads a table; `result` is what stands beside it about ties and seed, otherwise those of the round count.
    fn read(
        (settings, input_sha256): (&'a Settings, &'a str),
        table: &Path,
        result: Option<&ResultJson>,
        findings: &mut Findings,
    ) -> Result<Self, Failure> {
        let bytes = std::fs::read(table).map_err(|e| Failure::io(table, &e))?;
        let name = table.file_name().unwrap_or(table.as_os_str()).to_string_lossy();
        Ok(Self {
            rows: read_allocation(bytes, &name, findings),
            settings,
            input_sha256,
            ties: result.and_then(|r| Ties::from_name(&r.ties)).unwrap_or(settings.ties),
            seed: result.map_or(settings.lottery_seed, |r| r.seed),
        })
    }

    /// What the judge says of it; what is wrong with it has been told where there is only an exit.
    fn judged(
        &self,
        subject: &dyn Subject,
        market: &Market,
        findings: &Findings,
        lang: Lang,
        json: bool,
    ) -> Result<Result<Verdict, Exit>, Failure> {
        let (Some(rows), false) = (&self.rows, findings.has_errors()) else {
            return Ok(Err(input::refuse(findings, lang, json)?));
        };
        let Self { settings, input_sha256, ties, seed, .. } = *self;
        let case = Case { subject, market, input_sha256, ties, seed, goals: &settings.objective };
        let review = review(case, rows, None, None, false);
        if !review.is_clean() {
            return Ok(Err(input::refuse(&review.violations, lang, json)?));
        }
        Ok(Ok(review.verdict))
    }
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
    let mut findings = Findings::new();
    let stated = Stated::read((&loaded.settings, &loaded.input_sha256), table, result, &mut findings)?;
    let compiled = input::compile_round(loaded, stated.seed, &mut findings)?;
    let market = input::judged_market(&compiled, stated.ties).into_owned();
    let names = RoundNames { round: &loaded.round, compiled: &compiled };
    let verdict = stated.judged(&names, &market, &findings, lang, json)?;
    Ok(verdict.map(|verdict| Given { compiled, market, verdict, ties: stated.ties }))
}

/// The same for a club round.
///
/// # Errors
/// As [`read`].
pub(crate) fn read_club(
    loaded: &LoadedClub,
    table: &Path,
    result: Option<&ResultJson>,
    lang: Lang,
    json: bool,
) -> Result<Result<GivenClub, Exit>, Failure> {
    let mut findings = Findings::new();
    let stated = Stated::read((&loaded.settings, &loaded.input_sha256), table, result, &mut findings)?;
    let compiled = input::compile_club(loaded, stated.seed, &mut findings)?;
    let market = input::judged_club(&compiled, stated.ties).into_owned();
    let names = ClubNames { round: &loaded.round, compiled: &compiled };
    let verdict = stated.judged(&names, &market, &findings, lang, json)?;
    Ok(verdict.map(|verdict| Given { compiled, market, verdict, ties: stated.ties }))
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
    let table = dir.join(ALLOCATION.file);
    let bytes = std::fs::read(&table).map_err(|e| Failure::io(&table, &e))?;
    let mut findings = Findings::new();
    let stated = read_days(bytes, ALLOCATION.file, &mut findings);
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
