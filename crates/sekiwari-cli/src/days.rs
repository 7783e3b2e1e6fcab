//! Rounds of day services for a command: compiled, and the order in which a rule looks at requests.

use sekiwari::exact::day::{DayError, DayOptions, DayRule, solve};
use sekiwari::market::day::{KeyPart, Keys};
use sekiwari::priority::Lottery;
use sekiwari::programme::daily::{Compiled, Round, compile};
use sekiwari::verify::day::{DayVerdict, OrderBreach};
use sekiwari_files::daily::LoadedDaily;
use sekiwari_files::finding::catalogue::daily_requests as kinds;
use sekiwari_files::finding::{Finding, Findings};

use crate::failure::Failure;
use crate::input;

/// A round and its market.
#[derive(Clone, Copy)]
pub(crate) struct Days<'a> {
    pub(crate) round: &'a Round,
    pub(crate) compiled: &'a Compiled,
}

impl Days<'_> {
    /// By what a rule orders requests: only `priority` asks wish by wish, and `first-come` knows nothing but the time.
    pub(crate) fn keys(&self, rule: DayRule) -> Keys {
        let Keys(all) = self.compiled.market.keys();
        match rule {
            DayRule::Priority => Keys(all.clone()),
            DayRule::PointsOrder => Keys(all.iter().copied().filter(|k| *k != KeyPart::Wish).collect()),
            DayRule::FirstCome => Keys(vec![KeyPart::Time]),
        }
    }
}

/// Who was passed over, which the judge knows for the order of `priority` only.
pub(crate) fn breaches(rule: DayRule, verdict: &DayVerdict) -> &[OrderBreach] {
    match rule {
        DayRule::Priority => &verdict.breaches,
        DayRule::FirstCome | DayRule::PointsOrder => &[],
    }
}

/// The rule of a name.
pub(crate) fn rule_of(name: &str) -> Option<DayRule> {
    DayRule::NAMES.iter().find(|(n, _)| *n == name).map(|(_, rule)| *rule)
}

/// Compiles a round; a seed that is not the one committed to is told in `findings`.
///
/// # Errors
/// [`Failure`] if the round is too large for the market.
pub(crate) fn compile_daily(
    loaded: &LoadedDaily,
    seed: u64,
    findings: &mut Findings,
) -> Result<Compiled, Failure> {
    let lottery = Lottery::new(seed);
    let compiled = compile(&loaded.round, lottery).map_err(|errors| {
        let reasons: Vec<String> = errors.iter().map(ToString::to_string).collect();
        let reasons = reasons.join("; ");
        Failure::new(format!("募集が大きすぎます: {reasons}"), format!("the round is too large: {reasons}"))
    })?;
    let settings = &loaded.settings;
    let committed = (settings.lottery_commitment.as_deref(), settings.lottery_nonce.as_str());
    input::check_committed(committed, lottery, findings);
    Ok(compiled)
}

/// Checks what only the compiled round can tell: the seed, and whether what was confirmed before fits together.
///
/// # Errors
/// As [`compile_daily`].
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
