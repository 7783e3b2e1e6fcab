//! The rule by which changed rounds are decided, and its use.

use super::effect::Outcome;
use super::scenario::RuleChanges;
use crate::exact::{Control, Options};
use crate::market::{Allocation, Bounds, Goals, Market, MarketError, Status};
use crate::mechanism::{Mechanism, MechanismError, Ties};
use crate::priority::Lottery;
use crate::programme::nursery::{Compiled, Round, compile};
use crate::programme::siblings::JointOptions;
use crate::verify::{Verdict, Verified, certify};
use crate::{Request, Solution, solve};

/// How rounds are decided: the same for today's and every changed one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rule {
    /// The mechanism.
    pub mechanism: Mechanism,
    /// What equal points mean.
    pub ties: Ties,
    /// What makes an allocation better among those with the fewest blocking households.
    pub goals: Goals,
    /// The seed of the lottery.
    pub lottery: u64,
}

/// A round decided by a rule and passed by the judge.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The round as a market.
    pub compiled: Compiled,
    /// The order of priority that counts.
    pub market: Market,
    /// Who sits where.
    pub verified: Verified<Allocation>,
    /// What is known of all allocations.
    pub bounds: Bounds,
    /// Whether it is proven best.
    pub status: Status,
}

/// Why a round cannot be decided by a rule.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Undecided {
    /// The round is too large for a market.
    #[error("the round is too large")]
    TooLarge(Vec<MarketError>),
    /// The mechanism cannot handle the market.
    #[error(transparent)]
    Mechanism(#[from] MechanismError),
    /// The judge refused the allocation: a defect of the mechanism.
    #[error("the judge refused the allocation")]
    Refused(Box<Verdict>),
}

impl Rule {
    /// The rule with what a scenario changes of it. Another point table is for the caller: it makes another round.
    #[must_use]
    pub fn with(self, changes: &RuleChanges) -> Self {
        Self {
            mechanism: changes.mechanism.unwrap_or(self.mechanism),
            ties: changes.ties.unwrap_or(self.ties),
            goals: changes.objective.clone().unwrap_or(self.goals),
            ..self
        }
    }

    /// Compiles a round, decides it and has it judged.
    ///
    /// # Errors
    /// [`Undecided`].
    pub fn decide(&self, round: &Round, control: Control<'_>) -> Result<Judged, Undecided> {
        let compiled = compile(round, Lottery::new(self.lottery), JointOptions::default());
        let compiled = compiled.map_err(Undecided::TooLarge)?;
        let strict = compiled.strict();
        let options = Options { stages: self.goals.stages(&strict), proof: false, ..Options::default() };
        let request = Request { mechanism: self.mechanism, ties: self.ties, options, control };
        let Solution { outcome, .. } = solve(&request, &compiled.market, &strict)?;
        let market = match self.ties {
            Ties::Strict => strict,
            Ties::Weak => compiled.market.clone(),
        };
        let verified = certify(&market, outcome.allocation).map_err(Undecided::Refused)?;
        Ok(Judged { compiled, market, verified, bounds: outcome.bounds, status: outcome.status })
    }
}

impl Judged {
    /// Beside its round, for figures.
    pub fn outcome<'a>(&'a self, round: &'a Round) -> Outcome<'a> {
        Outcome {
            round,
            compiled: &self.compiled,
            market: &self.market,
            allocation: &self.verified,
            verdict: self.verified.verdict(),
            bounds: self.bounds,
            status: self.status,
        }
    }
}
