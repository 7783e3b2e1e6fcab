//! Rounds of day services for a command: compiled, and their results judged.

use sekiwari::Lang;
use sekiwari::exact::day::{DayError, DayOptions, DayRule, solve};
use sekiwari::market::day::DayAnswer;
use sekiwari::priority::Lottery;
use sekiwari::programme::daily::decided::judge_round;
use sekiwari::programme::daily::{Compiled, Round, compile};
use sekiwari::verify::day::{DayVerdict, DayViolation, OrderBreach, VerifiedDay, certify};
use sekiwari_files::daily::LoadedDaily;
use sekiwari_files::finding::catalogue::daily_requests as kinds;
use sekiwari_files::finding::{Finding, Findings};
use sekiwari_files::review::DayRoundNames;

use crate::failure::Failure;
use crate::input;

/// Who was passed over, which the judge knows for the order of `priority` only.
pub(crate) fn breaches(rule: DayRule, verdict: &DayVerdict) -> &[OrderBreach] {
    match rule {
        DayRule::Priority => &verdict.breaches,
        DayRule::FirstCome | DayRule::PointsOrder => &[],
    }
}

/// Compiles a round.
///
/// # Errors
/// [`Failure`] if it is too large for the market.
pub(crate) fn compile_round(round: &Round, seed: u64) -> Result<Compiled, Failure> {
    compile(round, Lottery::new(seed)).map_err(|errors| input::too_large(&errors))
}

/// Compiles a round; a seed that is not the one committed to is told in `findings`.
///
/// # Errors
/// As [`compile_round`].
pub(crate) fn compile_daily(
    loaded: &LoadedDaily,
    seed: u64,
    findings: &mut Findings,
) -> Result<Compiled, Failure> {
    let compiled = compile_round(&loaded.round, seed)?;
    let settings = &loaded.settings;
    let committed = (settings.lottery_commitment.as_deref(), settings.lottery_nonce.as_str());
    input::check_committed(committed, Lottery::new(seed), findings);
    Ok(compiled)
}

/// Checks what only the compiled round can tell: the seed, and whether what was confirmed before fits together.
///
/// # Errors
/// As [`compile_round`].
pub(crate) fn check_daily(loaded: &LoadedDaily, findings: &mut Findings) -> Result<(), Failure> {
    let compiled = compile_daily(loaded, loaded.settings.lottery_seed, findings)?;
    // The quickest rule: what is fixed is placed first by all of them.
    let options = DayOptions { rule: DayRule::FirstCome, ..DayOptions::default() };
    if let Err(DayError::FixedDoNotFit(requests)) = solve(&compiled.market, &options) {
        tell_overfull(loaded, &requests, findings);
    }
    Ok(())
}

/// That confirmed requests do not fit beside the ones before them.
pub(crate) fn tell_overfull(loaded: &LoadedDaily, requests: &[u32], findings: &mut Findings) {
    let round = &loaded.round;
    for &group in requests {
        for &request in &round.groups()[group as usize] {
            let row = &round.requests()[request as usize];
            let place = loaded.places.get(request as usize).cloned().unwrap_or_default();
            let finding =
                Finding::new(&kinds::CONFIRMED_OVERFULL, place).value(&row.id).arg("request", &row.id);
            let site = row.sites.first().map_or("", |&s| &round.sites()[s as usize].id);
            let date = row.dates.first().map_or_else(String::new, ToString::to_string);
            findings.push(finding.arg("facility", site).arg("date", date));
        }
    }
}

/// The seal of both judges on an answer; with `in_order` also that nobody was passed over and no place is left empty.
pub(crate) fn vouch(
    names: &DayRoundNames<'_>,
    answer: DayAnswer,
    in_order: bool,
) -> Result<VerifiedDay, Failure> {
    let wrong = |lines: &dyn Fn(Lang) -> Vec<String>| {
        Failure::new(
            format!(
                "内部の誤りです。検証が結果を退けたため、何も書きません。\n  {}",
                lines(Lang::Ja).join("\n  ")
            ),
            format!(
                "internal error: the judge refused the result, so nothing is written\n  {}",
                lines(Lang::En).join("\n  ")
            ),
        )
    };
    let verified = certify(&names.compiled.market, answer).map_err(|verdict| {
        let line = |v: &DayViolation, lang| format!("{} {}", v.code(), v.describe_with(lang, names));
        wrong(&|lang| verdict.violations.iter().map(|v| line(v, lang)).collect())
    })?;
    if in_order && !verified.verdict().is_orderly() {
        let (ja, en) = ("順番が守られていません", "the order is not kept");
        return Err(wrong(&|lang: Lang| vec![lang.pick(ja, en).to_owned()]));
    }
    let decisions = names.compiled.decisions(names.round, &verified);
    let verdict = judge_round(names.round, &decisions);
    if !verdict.is_clean() {
        let lines = |lang| {
            let all = verdict.violations.iter();
            all.map(|v| format!("{} {}", v.code(), v.describe(names.round, lang))).collect()
        };
        return Err(wrong(&lines));
    }
    Ok(verified)
}
