//! Deciding a market and having it judged, whatever the programme.

use sekiwari::certificate::{Certificate, Witnesses};
use sekiwari::exact::Options;
use sekiwari::market::{Allocation, Goals, Market, Outcome, Status};
use sekiwari::mechanism::{Mechanism, MechanismError, Ties};
use sekiwari::verify::{Verified, find_witnesses, shown_bounds};
use sekiwari::{Lang, Request, Solution};
use sekiwari_files::review::Subject;
use sekiwari_files::round::Settings;
use sekiwari_files::write::{Labels, ProofFacts, ResultFacts, ResultJson, Stopped};
use std::time::Duration;

use super::claimed::vouch;
use crate::failure::Failure;
use crate::interrupt::Interrupt;
use crate::progress::Progress;
use crate::rule;
use crate::search::Watch;

/// How this run decides.
pub(in crate::commands) struct Run {
    pub(in crate::commands) mechanism: Mechanism,
    pub(in crate::commands) ties: Ties,
    pub(in crate::commands) goals: Goals,
    pub(in crate::commands) seed: u64,
    pub(in crate::commands) time_limit_s: u32,
    /// Children claim several pools at once.
    pub(in crate::commands) together: bool,
}

/// What was decided, passed by the judge.
pub(in crate::commands) struct Decision<'m> {
    /// The priorities that count.
    pub(in crate::commands) market: &'m Market,
    pub(in crate::commands) outcome: Outcome,
    pub(super) certificate: Option<Certificate>,
    pub(in crate::commands) verified: Verified<Allocation>,
    pub(super) witnesses: Option<Witnesses>,
    /// What ended the search before its own end.
    pub(in crate::commands) stopped: Option<Stopped>,
}

impl Run {
    /// Decides and has it judged. `free` has ties, `strict` none.
    ///
    /// # Errors
    /// [`Failure`] if the rule cannot handle the market, or the judge refuses the result.
    pub(in crate::commands) fn decide<'m>(
        &self,
        names: &dyn Subject,
        free: &'m Market,
        strict: &'m Market,
        interrupt: &Interrupt,
        progress: &mut Progress,
        lang: Lang,
    ) -> Result<Decision<'m>, Failure> {
        progress.step("solve", lang.pick("配分", "allocating"));
        // Rules that do not search have nothing to give before they are through.
        if self.mechanism == Mechanism::StableOptimal {
            interrupt.searching();
        }
        let (Solution { mut outcome, certificate }, stopped) =
            self.solve(free, strict, interrupt, &*progress, lang)?;

        interrupt.searching();
        progress.step("verify", lang.pick("検証", "verifying"));
        let market = match self.ties {
            Ties::Strict => strict,
            Ties::Weak => free,
        };
        if let Some(certificate) = &certificate {
            // A search that was cut may know more than it can show; what is published is what is shown.
            let (known, shown) = (&mut outcome.bounds, shown_bounds(market, certificate));
            known.blocking_households_min = known.blocking_households_min.min(shown.blocking_households_min);
            known.seated_max = known.seated_max.max(shown.seated_max);
        }
        let verified = vouch(names, market, &self.goals, &outcome, certificate.as_ref())?;
        let witnesses = certificate.as_ref().map(|_| find_witnesses(market, &verified));
        Ok(Decision { market, outcome, certificate, verified, witnesses, stopped })
    }

    /// What the rule finds, and what ended its search before its own end. Only `stable-optimal` searches.
    fn solve(
        &self,
        market: &Market,
        strict: &Market,
        interrupt: &Interrupt,
        progress: &Progress,
        lang: Lang,
    ) -> Result<(Solution, Option<Stopped>), Failure> {
        let options =
            Options { stages: self.goals.stages(strict), together: self.together, ..Options::default() };
        let watch = Watch::new(interrupt, Duration::from_secs(u64::from(self.time_limit_s)));
        let (solved, stopped) = watch.over(&progress.standings(lang), |control| {
            let request = Request { mechanism: self.mechanism, ties: self.ties, options, control };
            sekiwari::solve(&request, market, strict)
        });
        let fail = |e: MechanismError| {
            Failure::new(format!("この方式では決められません: {}", rule::refusal_ja(e)), e.to_string())
        };
        let solution = solved.map_err(fail)?;
        // What was told to stop when all was proven already has not been cut short.
        let stopped = stopped.filter(|_| solution.outcome.status != Status::Optimal);
        Ok((solution, stopped))
    }

    /// `result.json`.
    pub(super) fn result(
        &self,
        names: &dyn Subject,
        input_sha256: &str,
        settings: &Settings,
        decision: &Decision<'_>,
    ) -> ResultJson {
        let verdict = decision.verified.verdict();
        let facts = ResultFacts {
            version: env!("CARGO_PKG_VERSION"),
            input_sha256,
            mechanism: self.mechanism.as_str(),
            ties: self.ties.as_str(),
            seed: self.seed,
            goals: &self.goals,
            stopped: decision.stopped,
            outcome: &decision.outcome,
            blocking_households: verdict.blocking_households(),
            blocking_wishes: verdict.blocking_wishes(),
        };
        let commitment = settings.lottery_commitment.as_deref();
        ResultJson::new(&names.facts(), decision.market, &facts)
            .with_commitment(commitment, &settings.lottery_nonce)
    }

    /// `proof.json`, where something is claimed about all allocations.
    pub(super) fn proof<'a>(
        &self,
        names: &'a dyn Labels,
        input_sha256: &'a str,
        decision: &'a Decision<'_>,
    ) -> Option<ProofFacts<'a>> {
        let (certificate, witnesses) = decision.certificate.as_ref().zip(decision.witnesses.as_ref())?;
        Some(ProofFacts {
            version: env!("CARGO_PKG_VERSION"),
            input_sha256,
            ties: self.ties.as_str(),
            seed: self.seed,
            round: names,
            market: decision.market,
            allocation: &decision.verified,
            witnesses,
            certificate,
        })
    }
}
