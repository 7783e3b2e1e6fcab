//! `ties = weak`: most children seated where the order inside a rank class is free.
//!
//! An allocation is *weakly stable* if no wish blocks, equal rank not being displaced. Every order of the equals gives
//! such allocations, and they differ in how many children are seated; the most is NP-hard to find (Manlove, Irving,
//! Iwama, Miyazaki and Morita 2002). So the answer starts from the lottery's order, gets better as long as it is let, and
//! comes with a bound:
//!
//! 1. the allocation of the lottery's strict order, which is weakly stable if it is stable (`board`, `settle` if not);
//! 2. chains of equals that end in a free seat (`augment`), rings in which everyone gets a better wish (`cycles`);
//! 3. propagation on the market with its classes, and for each component of what it leaves a linear relaxation
//!    (`relax`, `cuts`) whose prices prove a bound in exact arithmetic (`price`), and whose fractions, rounded,
//!    give better boards (`attempt`);
//! 4. small pieces of a component searched alone (`region`), and the whole component by branch and bound (`branch`);
//! 5. the same relaxations once more, priced by wish ranks (`ranks`).
//!
//! Every board kept is free of blocking wishes by the definition.
//!
//! | result | status | bounds |
//! |---|---|---|
//! | stable, as many seated as the bound | `optimal` | 0 blocking, most seated |
//! | stable, effort used up | `feasible` | 0 blocking, upper bound on the seated |
//! | no weakly stable allocation exists (proven) | `feasible`, few households blocking | at least 1 blocking |
//! | none found | `feasible`, few households blocking | at least 0 blocking |
//!
//! `optimal` speaks of the children seated; the rank sum is improved, and bounded from below (`ranks`).
//!
//! **Cost.** Counted in work, not time ([`Effort`]), so that the answer is the same on any machine; a stop flag ends it
//! early with the best board and the bounds known by then.

mod attempt;
mod augment;
pub(super) mod board;
mod branch;
mod build;
mod component;
mod cuts;
mod cycles;
mod draw;
mod price;
mod ranks;
mod region;
pub(super) mod relax;
mod settle;
pub(super) mod whole;

use super::Control;
use super::reduced::Reduced;
use crate::market::{Bounds, LotteryAnswer, Market, Outcome, Statistics, Status};
use crate::mechanism::{MechanismError, trivial_bounds};
pub(super) use attempt::Workshop;
use board::Board;
pub(crate) use draw::{mix, unit};
use price::Scratch;

/// How hard to try.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effort {
    /// The most work on relaxations, in rows and columns read. About 40 million are done in a second.
    pub work: u64,
    /// The seed of all draws.
    pub seed: u64,
    /// Seconds that an integer solver ([`super::mip`]) may take for each component that branching leaves open; 0 for none.
    /// It works in slices, each as long as all before, and `stop` is asked in between. Where it runs out of time, the
    /// answer depends on the machine.
    pub mip_seconds: f64,
}

impl Default for Effort {
    /// Work for some ten seconds at most; with the feature `highs`, a minute of HiGHS for each component.
    fn default() -> Self {
        Self { work: 600_000_000, seed: 1, mip_seconds: if cfg!(feature = "highs") { 60.0 } else { 0.0 } }
    }
}

/// Turns of settling a whole board, and how often it is tried.
const TURNS: u64 = 20_000;
const SETTLINGS: u32 = 4;

/// Finds a weakly stable allocation that seats as many children as it can, with an upper bound on what any can.
///
/// `strict` is `weak` with its ties broken ([`Market::break_ties`]). `stop` is asked now and then; once it says yes, the
/// best answer so far is given.
///
/// # Errors
/// [`MechanismError::LimitsNotSupported`] on a market with facility-wide limits.
///
/// ```
/// use sekiwari::exact::ties::{Effort, run};
/// use sekiwari::market::{FacilityId, MarketBuilder, RankClass, Status};
///
/// // Two children are equal at the first facility, and one of them would go to the second as well.
/// let mut b = MarketBuilder::new();
/// let pools = [0, 1].map(|f| b.add_pool(FacilityId::new(f), 1));
/// for wishes in [&pools[..], &pools[..1]] {
///     let household = b.add_household(0);
///     let child = b.add_child(household);
///     for &pool in wishes {
///         let claimant = b.add_claimant(child, pool, RankClass::new(1));
///         b.add_wish(household, &[claimant]);
///     }
/// }
/// let weak = b.build().expect("valid");
/// // A lottery that draws the first child first leaves the second out.
/// let strict = weak.break_ties(|child| child.index() as u64);
/// let outcome = run(&weak, &strict, Effort::default(), &|| false).expect("no limits");
/// assert_eq!((outcome.status, outcome.bounds.seated_max), (Status::Optimal, 2));
/// assert_eq!(outcome.statistics.lottery.map(|l| l.seated), Some(1));
/// ```
pub fn run(
    weak: &Market,
    strict: &Market,
    effort: Effort,
    stop: &(dyn Fn() -> bool + Sync),
) -> Result<Outcome, MechanismError> {
    let control = Control::new(stop, &|_| {});
    let options = super::Options { proof: false, ..super::Options::default() };
    let start = super::prove(strict, &options, &control)?.outcome;
    let mut lottery = Board::new(strict, &start.allocation);
    lottery.keep();
    let answer = LotteryAnswer { seated: lottery.seated(), blocking_households: lottery.blocking() };
    let mut shop = Workshop::new(weak, Board::new(weak, &start.allocation), effort.seed);
    let statistics = |shop: &Workshop<'_>| Statistics {
        proposals: shop.attempts + shop.settling.turns,
        passes: 1,
        gave_up: !shop.stable,
        lottery: Some(answer),
        ..Statistics::default()
    };
    let Some(reduced) = Reduced::of(weak) else {
        return Ok(unstable(weak, &mut shop, 1, statistics));
    };
    let mut scratch = Scratch::new(effort.work);
    for _ in 0..SETTLINGS {
        if shop.stable || stop() || shop.settle_all(TURNS) {
            break;
        }
    }
    if !shop.stable {
        component::repair(&reduced, &mut shop, &mut scratch, stop);
    }
    if shop.stable {
        let all: Vec<_> = weak.households().collect();
        shop.polish(&all);
    }
    let Some(parts) = component::improve(&reduced, &mut shop, &mut scratch, effort, stop) else {
        return Ok(unstable(weak, &mut shop, 1, statistics));
    };
    if !shop.stable {
        return Ok(unstable(weak, &mut shop, 0, statistics));
    }
    shop.improve_wishes();
    let rank_sum_min = ranks::improve(&reduced, &parts, &mut shop, effort, stop);
    let open_max: u32 = parts.iter().map(|p| p.seated_max).sum();
    let decided = weak.households().filter_map(|h| reduced.outcome(h)).map(|w| weak.seated_by(w));
    let seated_max = (decided.sum::<u32>() + open_max).min(trivial_bounds(weak).seated_max);
    let status = if shop.board.seated() == seated_max { Status::Optimal } else { Status::Feasible };
    let bounds = Bounds { blocking_households_min: 0, seated_max };
    Ok(Outcome {
        allocation: shop.board.allocation(),
        status,
        bounds,
        placement_max: None,
        rank_sum_min: Some(rank_sum_min),
        statistics: statistics(&shop),
    })
}

/// The outcome where no weakly stable allocation is known.
fn unstable(
    weak: &Market,
    shop: &mut Workshop<'_>,
    blocking_households_min: u32,
    statistics: impl Fn(&Workshop<'_>) -> Statistics,
) -> Outcome {
    shop.fill_up();
    Outcome {
        allocation: shop.board.allocation(),
        status: Status::Feasible,
        bounds: Bounds { blocking_households_min, ..trivial_bounds(weak) },
        placement_max: None,
        rank_sum_min: None,
        statistics: Statistics { gave_up: true, ..statistics(shop) },
    }
}
