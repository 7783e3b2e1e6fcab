//! `stable-optimal`: an allocation without blocking wishes that seats the most children, with proof.
//!
//! [`propagate`](self) narrows every list to what stable allocations have in common; what is left open falls into
//! components, each searched by branch and bound. With the strict orders that cities use, propagation decides nearly
//! everything.
//!
//! | result | status | bounds |
//! |---|---|---|
//! | every component searched completely | `optimal` | 0 blocking, most seated among stable allocations |
//! | a component cut at the node limit, a stable outcome found | `feasible` | 0 blocking, most seated: an upper bound |
//! | no stable allocation exists (proven) | `feasible`, few households blocking | at least 1 blocking |
//! | nothing found within the limit | `feasible`, few households blocking | at least 0 blocking |
//!
//! Where no allocation is stable, the better of two is given: some households softened (`soften`), or the allocation of
//! `deferred-acceptance`. With one household blocking, the bound of 1 proves that fewer is impossible.
//!
//! **Sources.** Lists and deletions: Gale and Shapley (1962); Gusfield and Irving, *The Stable Marriage Problem* (1989),
//! carried over to households. Deciding whether a stable allocation exists is NP-hard (Ronn 1990).
//!
//! **Cost.** Close to linear in the wishes where propagation decides; the search is bounded by [`Options::node_limit`].

mod branch;
mod components;
mod control;
mod cores;
mod few;
mod fewest;
mod finish;
mod hitting;
pub mod mip;
mod objective;
mod propagate;
mod reasons;
mod reduced;
mod search;
mod solve;
mod state;
pub mod ties;

pub use control::{Control, Standing};

use crate::certificate::Certificate;
use crate::market::{Allocation, HouseholdId, Market, Outcome, Stage};
use crate::mechanism::MechanismError;

/// An outcome, and what shows that its bounds hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Solution {
    /// The allocation with its bounds.
    pub outcome: Outcome,
    /// The argument for the bounds; `None` where nothing is claimed beyond counting, or the argument is too long.
    pub certificate: Option<Certificate>,
}

/// What is searched for, and how far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// What makes an allocation better among those with the fewest blocking households. [`Stage::RankSum`] is to come
    /// after [`Stage::Seated`], or it would be best to leave everybody out.
    pub stages: Vec<Stage>,
    /// The most nodes searched in one component. A count, not a time, so that the answer is the same on any machine.
    pub node_limit: u64,
}

impl Default for Options {
    /// Most seated, then the smallest rank sum; 20,000 nodes a component.
    fn default() -> Self {
        Self { stages: Stage::DEFAULT.to_vec(), node_limit: 20_000 }
    }
}

/// Finds a stable allocation that seats the most children, then with the smallest sum of wish ranks as far as the
/// search goes, or says that there is none.
///
/// # Errors
/// [`MechanismError::LimitsNotSupported`] on a market with facility-wide limits.
///
/// ```
/// use sekiwari::exact::{Options, run};
/// use sekiwari::market::{FacilityId, HouseholdId, MarketBuilder, RankClass, Status};
///
/// // Twins need both seats, and a single child is ranked between them: it gets a seat, and they get none.
/// let mut b = MarketBuilder::new();
/// let pool = b.add_pool(FacilityId::new(0), 2);
/// let twins = b.add_household(0);
/// let claimants = [1, 3].map(|rank| {
///     let child = b.add_child(twins);
///     b.add_claimant(child, pool, RankClass::new(rank))
/// });
/// b.add_wish(twins, &claimants);
/// let other = b.add_household(1);
/// let child = b.add_child(other);
/// let claimant = b.add_claimant(child, pool, RankClass::new(2));
/// b.add_wish(other, &[claimant]);
/// let outcome = run(&b.build().expect("valid"), Options::default()).expect("no limits");
/// assert_eq!(outcome.allocation.rank(HouseholdId::new(1)), Some(1));
/// assert_eq!(outcome.status, Status::Optimal);
/// ```
pub fn run(market: &Market, options: Options) -> Result<Outcome, MechanismError> {
    Ok(prove(market, &options, &Control::default())?.outcome)
}

/// The same with the argument for what is claimed, a way to stop, and news of the bounds.
///
/// # Errors
/// As [`run`].
pub fn prove(market: &Market, options: &Options, control: &Control<'_>) -> Result<Solution, MechanismError> {
    solve::solve(market, options, control)
}

fn ranks_of(market: &Market, picks: &[Option<u32>]) -> Allocation {
    let place = |h: HouseholdId, w: u32| w - market.wish_range(h).start as u32 + 1;
    Allocation::from_ranks(market.households().map(|h| picks[h.index()].map(|w| place(h, w))))
}
