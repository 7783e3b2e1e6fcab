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

mod components;
mod propagate;
mod search;
mod soften;
mod state;

use crate::market::{Allocation, Bounds, HouseholdId, Market, Outcome, Statistics, Status, WishId};
use crate::mechanism::{MechanismError, deferred_acceptance, trivial_bounds};
use state::State;
use std::cmp::Reverse;

/// Limits of the search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// The most nodes searched in one component. A count, not a time, so that the answer is the same on any machine.
    pub node_limit: u64,
}

impl Default for Options {
    /// 20,000 nodes a component.
    fn default() -> Self {
        Self { node_limit: 20_000 }
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
    if !market.limits().is_empty() {
        return Err(MechanismError::LimitsNotSupported { mechanism: "stable-optimal" });
    }
    let mut statistics = Statistics { passes: 1, ..Statistics::default() };
    let mut state = State::new(market);
    if !state.propagate() {
        return fallback(market, statistics, options, 1);
    }
    state.recording = true;
    let mut picks = state.decided_picks();
    // Without strict orders single children form no lattice, so nothing is claimed about the most seated.
    let mut complete = !market.has_ties();
    let mut slack = 0;
    for component in components::components(&state) {
        let solved = search::solve(&mut state, &component, options.node_limit);
        statistics.proposals += solved.nodes;
        let Some(found) = solved.found else {
            return fallback(market, statistics, options, u32::from(solved.complete));
        };
        if !solved.complete {
            complete = false;
            slack += component
                .iter()
                .zip(&found.picks)
                .map(|(&h, &pick)| {
                    let seated = |w: usize| market.seated_by(WishId::new(w as u32));
                    let most =
                        market.wish_range(h).filter(|&w| state.alive[w]).map(seated).max().unwrap_or(0);
                    most - pick.map_or(0, |w| seated(w as usize)).min(most)
                })
                .sum::<u32>();
        }
        for (&h, &pick) in component.iter().zip(&found.picks) {
            picks[h.index()] = pick;
        }
    }
    let allocation = ranks_of(market, &picks);
    let seated_max = match market.has_ties() {
        true => trivial_bounds(market).seated_max,
        false => allocation.tally(market).seated() + slack,
    };
    let status = if complete { Status::Optimal } else { Status::Feasible };
    let bounds = Bounds { blocking_households_min: 0, seated_max };
    Ok(Outcome { allocation, status, bounds, statistics })
}

fn ranks_of(market: &Market, picks: &[Option<u32>]) -> Allocation {
    let place = |h: HouseholdId, w: u32| w - market.wish_range(h).start as u32 + 1;
    Allocation::from_ranks(market.households().map(|h| picks[h.index()].map(|w| place(h, w))))
}

/// A feasible allocation where no stable one is known, and what is proven all the same.
fn fallback(
    market: &Market,
    statistics: Statistics,
    options: Options,
    blocking_households_min: u32,
) -> Result<Outcome, MechanismError> {
    let bounds = Bounds { blocking_households_min, ..trivial_bounds(market) };
    let statistics = Statistics { gave_up: true, ..statistics };
    let outcome = |allocation| Ok(Outcome { allocation, status: Status::Feasible, bounds, statistics });
    // Where softening works at all, it takes few nodes.
    let softened = soften::few_blocking(market, options.node_limit.min(1_000));
    let value = |a: &Allocation| (soften::count_blocking(market, a), Reverse(a.tally(market).seated()));
    match softened {
        Some(allocation) if value(&allocation).0 <= blocking_households_min => outcome(allocation),
        softened => {
            let heuristic = deferred_acceptance::run(market)?.allocation;
            let better = softened.filter(|a| value(a) <= value(&heuristic));
            outcome(better.unwrap_or(heuristic))
        }
    }
}
