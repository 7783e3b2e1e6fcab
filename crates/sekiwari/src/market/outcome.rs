//! What a mechanism returns: an allocation with what is known about it.

use super::Allocation;

/// What is proven about an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Proven best for the objective; of an allocation: fewest blocking households, then most children seated, then smallest
    /// rank sum.
    Optimal,
    /// Feasible, and an allocation is judged, without proof that nothing better exists.
    Feasible,
}

impl Status {
    /// The name used in files: `optimal` or `feasible`.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Optimal => "optimal",
            Status::Feasible => "feasible",
        }
    }
}

/// Proven bounds on the objective.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// No allocation has fewer blocking households than this.
    pub blocking_households_min: u32,
    /// No allocation with the fewest blocking households seats more children than this.
    pub seated_max: u32,
}

/// How the search went. Counts only: times are the caller's business.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Statistics {
    /// Wishes proposed or tried.
    pub proposals: u64,
    /// Passes over the households, or steps of the wish order.
    pub passes: u32,
    /// Times the order of multi-child households was changed and the insertion started again.
    pub restarts: u32,
    /// The mechanism gave up its own goal (for instance, no stable order found) and fell back.
    pub gave_up: bool,
    /// With `ties = weak`, what the lottery's strict order gives: the difference in children seated is what the free
    /// order inside ties is worth.
    pub lottery: Option<LotteryAnswer>,
}

/// What the strict order of the lottery gives, for comparison.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LotteryAnswer {
    /// Children seated.
    pub seated: u32,
    /// Households with a blocking wish in that order.
    pub blocking_households: u32,
}

/// An allocation, what is proven about it, and how it was found. A negative answer is a result too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The allocation; always feasible.
    pub allocation: Allocation,
    /// What is proven.
    pub status: Status,
    /// Proven bounds.
    pub bounds: Bounds,
    /// No feasible allocation at all seats more children than this, whoever blocks; `None` if the mechanism did not
    /// look for it. At least [`Bounds::seated_max`] where that is tight.
    pub placement_max: Option<u32>,
    /// No allocation with so few blocking households that seats at least as many children as this one has a smaller sum of
    /// wish ranks. `None` where no such bound was looked for: then `optimal` says that the sum is least, if it was asked for.
    pub rank_sum_min: Option<u64>,
    /// Counts of the search.
    pub statistics: Statistics,
}
