//! The objective as settings name it: goals in order.

use super::{Market, Stage};

/// One goal of the objective, by the name that settings use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Goal {
    /// [`Stage::Seated`].
    Seated,
    /// [`Stage::RankSum`]; only after [`Goal::Seated`].
    RankSum,
    /// [`Stage::FirstWishes`].
    FirstWishes,
    /// [`Stage::Together`].
    Together,
    /// [`Stage::WithinRank`] of 1, 2, and so on to the longest list.
    RankMaximal,
    /// [`Stage::Unchanged`].
    Unchanged,
}

impl Goal {
    /// All goals with the names used in files.
    pub const NAMES: &'static [(&'static str, Goal)] = &[
        ("seated", Goal::Seated),
        ("rank-sum", Goal::RankSum),
        ("first-wishes", Goal::FirstWishes),
        ("together", Goal::Together),
        ("rank-maximal", Goal::RankMaximal),
        ("unchanged", Goal::Unchanged),
    ];

    /// The name used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Goal::Seated => "seated",
            Goal::RankSum => "rank-sum",
            Goal::FirstWishes => "first-wishes",
            Goal::Together => "together",
            Goal::RankMaximal => "rank-maximal",
            Goal::Unchanged => "unchanged",
        }
    }

    /// The goal of a name used in files.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(n, _)| *n == name).map(|&(_, goal)| goal)
    }
}

/// Why goals make no objective.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GoalsError {
    /// There is none.
    #[error("an objective needs at least one goal")]
    Empty,
    /// A goal stands in it twice; the second could not decide anything.
    #[error("{} stands in the objective twice", .0.as_str())]
    Twice(Goal),
    /// `rank-sum` does not come after `seated`: a household left out has no rank, so leaving everybody out would be best.
    #[error("rank-sum must come after seated: a household without a seat has no rank to add")]
    RankSumBeforeSeated,
}

/// What makes an allocation better among those with the fewest blocking households: goals in order, a later one deciding
/// only between allocations equal in all earlier ones. At least one, none twice, and `rank-sum` only after `seated`.
///
/// ```
/// use sekiwari::market::{Goal, Goals, GoalsError};
///
/// assert_eq!(Goals::default().as_slice(), [Goal::Seated, Goal::RankSum]);
/// assert_eq!(Goals::new(vec![Goal::RankSum, Goal::Seated]), Err(GoalsError::RankSumBeforeSeated));
/// assert_eq!(Goals::new(vec![Goal::Seated, Goal::Seated]), Err(GoalsError::Twice(Goal::Seated)));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goals(Vec<Goal>);

impl Default for Goals {
    /// `seated`, then `rank-sum`.
    fn default() -> Self {
        Self(vec![Goal::Seated, Goal::RankSum])
    }
}

impl Goals {
    /// The most stages that goals expand to. Lists of more ranks are told apart only so far by `rank-maximal`.
    pub const MAX_STAGES: usize = 256;

    /// An objective of these goals.
    ///
    /// # Errors
    /// [`GoalsError`] if they make none.
    pub fn new(goals: Vec<Goal>) -> Result<Self, GoalsError> {
        if goals.is_empty() {
            return Err(GoalsError::Empty);
        }
        if let Some(i) = (1..goals.len()).find(|&i| goals[..i].contains(&goals[i])) {
            return Err(GoalsError::Twice(goals[i]));
        }
        let place = |goal| goals.iter().position(|&g| g == goal);
        if let Some(rank_sum) = place(Goal::RankSum)
            && place(Goal::Seated).is_none_or(|seated| seated > rank_sum)
        {
            return Err(GoalsError::RankSumBeforeSeated);
        }
        Ok(Self(goals))
    }

    /// The same goals after as few changes to an earlier decision as can be.
    pub fn near(&self) -> Self {
        let others = self.0.iter().copied().filter(|&goal| goal != Goal::Unchanged);
        Self(std::iter::once(Goal::Unchanged).chain(others).collect())
    }

    /// The goals in order.
    pub fn as_slice(&self) -> &[Goal] {
        &self.0
    }

    /// The names in order.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.0.iter().map(|goal| goal.as_str())
    }

    /// The stages on a market: `rank-maximal` becomes one stage per rank of its longest list, at most as many as fit into
    /// [`Goals::MAX_STAGES`]. Never empty, none twice. Cost: linear in the households.
    ///
    /// ```
    /// use sekiwari::market::{FacilityId, Goal, Goals, MarketBuilder, RankClass, Stage};
    ///
    /// let mut b = MarketBuilder::new();
    /// let household = b.add_household(0);
    /// let child = b.add_child(household);
    /// for _ in 0..2 {
    ///     let pool = b.add_pool(FacilityId::new(0), 1);
    ///     let claimant = b.add_claimant(child, pool, RankClass::new(1));
    ///     b.add_wish(household, &[claimant]);
    /// }
    /// let market = b.build().unwrap();
    /// let goals = Goals::new(vec![Goal::RankMaximal, Goal::Seated]).unwrap();
    /// assert_eq!(goals.stages(&market), [Stage::WithinRank(1), Stage::WithinRank(2), Stage::Seated]);
    /// ```
    pub fn stages(&self, market: &Market) -> Vec<Stage> {
        let last = |h| market.wishes(h).next_back().map(|wish| market.rank_of(wish));
        let longest = market.households().filter_map(last).max().unwrap_or(0) as usize;
        let ranks = longest.clamp(1, Self::MAX_STAGES - (self.0.len() - 1)) as u32;
        let mut stages = Vec::with_capacity(self.0.len());
        for goal in &self.0 {
            match goal {
                Goal::Seated => stages.push(Stage::Seated),
                Goal::RankSum => stages.push(Stage::RankSum),
                Goal::FirstWishes => stages.push(Stage::FirstWishes),
                Goal::Together => stages.push(Stage::Together),
                Goal::RankMaximal => stages.extend((1..=ranks).map(Stage::WithinRank)),
                Goal::Unchanged => stages.push(Stage::Unchanged),
            }
        }
        stages
    }
}
