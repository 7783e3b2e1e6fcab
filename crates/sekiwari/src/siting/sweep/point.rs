//! One job: a draw of a point, applied, compiled, decided, judged and counted.

use super::kept::Kept;
use super::tally::{Scopes, Tally};
use crate::exact::{Control, Options};
use crate::market::MarketError;
use crate::mechanism::{MechanismError, Ties};
use crate::priority::Lottery;
use crate::programme::nursery::siblings::JointOptions;
use crate::programme::nursery::{Round, compile};
use crate::siting::behaviour::Behaviour;
use crate::siting::effect::Outcome;
use crate::siting::scenario::{Case, Fault, Scenario};
use crate::siting::{Draw, Rule};
use crate::solve::{Request, solve};
use crate::verify::{
    Claims, Violation, certify, check_borne_out, check_certificate, check_claims, shown_bounds,
};

/// A scenario of a point, and what families do in it.
#[derive(Clone, Copy, Debug)]
pub struct Step<'a> {
    /// The scenario. Its rule is not looked at: [`Point::rule`] counts.
    pub scenario: &'a Scenario,
    /// What families do.
    pub behaviour: Behaviour<'a>,
}

impl Step<'_> {
    /// Whether something is drawn.
    pub fn is_drawn(&self) -> bool {
        self.scenario.is_drawn() || (self.scenario.changes_lists() && self.behaviour.is_drawn())
    }
}

/// A point of a grid.
#[derive(Clone, Debug)]
pub struct Point<'a> {
    /// The round that is changed.
    pub case: &'a Case<'a>,
    /// The scenarios, applied one after the other.
    pub steps: Vec<Step<'a>>,
    /// The rule.
    pub rule: Rule,
}

/// Why a step cannot be applied, with the round as the steps before left it.
#[derive(Clone, Debug, PartialEq)]
pub struct Stuck {
    /// The step, from 0, among those with edits.
    pub step: usize,
    /// Every fault.
    pub faults: Vec<Fault>,
    /// The round that it does not fit.
    pub round: Box<Round>,
}

/// Why a job has no result.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// A scenario does not fit the round.
    Stuck(Stuck),
    /// The changed round is too large for a market.
    TooLarge(Vec<MarketError>),
    /// The mechanism cannot handle it.
    Mechanism(MechanismError),
    /// The judge refused the result.
    Judge(Vec<Violation>),
}

impl<'a> Point<'a> {
    /// Whether something is drawn, so that one draw differs from another.
    pub fn is_drawn(&self) -> bool {
        self.steps.iter().any(Step::is_drawn)
    }

    /// One draw, decided by the rule and passed by the judge, with everything that it claims. `control` may end its search early;
    /// it then counts as not proven best. What `kept` holds of the run before changes the time and nothing else.
    ///
    /// **Cost.** [`apply`](crate::siting::scenario::apply()) for every scenario that the run before did not share, [`compile`], the mechanism and the judge; counting is
    /// linear in the children.
    ///
    /// # Errors
    /// [`Refusal`]; a judge who refuses is a fault of this library.
    pub fn evaluate(
        &self,
        draw: Draw,
        scopes: &Scopes,
        kept: &mut Kept<'a>,
        control: &Control<'_>,
    ) -> Result<Tally, Refusal> {
        let case = kept.apply(self, draw).map_err(Refusal::Stuck)?;
        self.decide(&case.round, scopes, control)
    }

    fn decide(&self, round: &Round, scopes: &Scopes, control: &Control<'_>) -> Result<Tally, Refusal> {
        let lottery = Lottery::new(self.rule.lottery);
        let compiled = compile(round, lottery, JointOptions::default()).map_err(Refusal::TooLarge)?;
        let strict = compiled.strict();
        let options = Options { stages: self.rule.goals.stages(&strict), ..Options::default() };
        let Rule { mechanism, ties, .. } = self.rule;
        let request = Request { mechanism, ties, options, control: *control };
        let solution = solve(&request, &compiled.market, &strict).map_err(Refusal::Mechanism)?;
        let (mut outcome, certificate) = (solution.outcome, solution.certificate);
        let market = match ties {
            Ties::Strict => &strict,
            Ties::Weak => &compiled.market,
        };
        if let Some(certificate) = &certificate {
            // A search that was cut may know more than it can show; what counts is what is shown.
            let (known, shown) = (&mut outcome.bounds, shown_bounds(market, certificate));
            known.blocking_households_min = known.blocking_households_min.min(shown.blocking_households_min);
            known.seated_max = known.seated_max.max(shown.seated_max);
        }
        let verified =
            certify(market, outcome.allocation).map_err(|verdict| Refusal::Judge(verdict.violations))?;
        let claims = Claims::from_verdict(verified.verdict(), Some(outcome.bounds), outcome.status)
            .with_placement_max(outcome.placement_max)
            .with_rank_sum_min(outcome.rank_sum_min);
        let objective = self.rule.goals.stages(market);
        let mut untrue = check_claims(verified.verdict(), &claims, &objective);
        if let Some(certificate) = &certificate {
            untrue.extend(check_certificate(market, certificate));
            untrue.extend(check_borne_out(market, verified.verdict(), &claims, &objective, certificate));
        }
        if !untrue.is_empty() {
            return Err(Refusal::Judge(untrue));
        }
        Ok(Tally::count(
            &Outcome {
                round,
                compiled: &compiled,
                market,
                allocation: &verified,
                verdict: verified.verdict(),
                bounds: outcome.bounds,
                status: outcome.status,
            },
            scopes,
        ))
    }
}
