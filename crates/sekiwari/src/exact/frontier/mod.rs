//! The frontier: most children seated against at most *k* blocking households.
//!
//! For a planner's chart: what would be gained by letting a few households block? From below each point is an allocation
//! that was found; from above it is a bound that holds for all allocations. Where both meet, the point is proven.
//!
//! # The bound for single children
//!
//! *Let every household have one child that claims one seat, with strict priorities, and let N be the number of children
//! seated by stable allocations (all seat the same children: Roth 1986). Then no feasible allocation with at most k blocking
//! households seats more than N + k.*
//!
//! **One more child seats at most one more.** Take stable allocations of a market without child *c*, and let *c* propose down
//! its list (Gale and Shapley 1962; McVitie and Wilson 1971: the order of proposals does not matter). Each proposal is refused,
//! or takes a free seat, or displaces one child, who then proposes on. So there is always at most one child on its way, the
//! chain ends when it finds a free seat or the end of its list, and no seat taken is ever given up: the number of seats taken
//! grows by one or not at all.
//!
//! **Another list changes the number by at most one.** Without *c* the number is *M*; with *c* and either list it is *M* or
//! *M* + 1.
//!
//! **The bound.** Let *B* be the children that block in the allocation *A*, at most *k*. Cut the list of each of them down to
//! what it gets in *A*, or to nothing. Then nobody blocks in *A*: those in *B* have nothing above their outcome left, and for the
//! others nothing has changed. So *A* is stable there, and seats as many as stable allocations of a market in which at most *k*
//! lists differ: at most *N* + *k*. Children who hold a seat come first there, and there are seats for all of them, so they
//! propose like any others.
//!
//! # With siblings
//!
//! Let *N* be the number of the market of single children alone, without the other households, and *C* the most children that
//! the wishes of the other households can seat. Give every claim that these have in *A* to a child of its own that wants
//! just this seat. With the lists of *B* cut as before *A* is stable in this market of single children: the seats taken and
//! their ranks are the same. All the added children are seated, and without them the number would be smaller by at most one
//! each; so the single children seated in *A* are at most *N* + *k*, and *A* seats at most ***N* + *C* + *k***.
//!
//! | bound | holds |
//! |---|---|
//! | [`Bound::Placement`] | always: most children seated whoever blocks |
//! | [`Bound::Singles`] | strict priorities: the two theorems above |
//! | [`Bound::Fewest`] | at the fewest blocking households, where the search proves the most seated |
//! | [`Bound::Tried`] | small markets: everything was tried |
//!
//! # What is found
//!
//! `climb` starts from the best allocation with the fewest blocking households: a household is sent down from its wish,
//! whoever comes first takes its seat and leaves another, and so on along the chain; what seats a child more for one household
//! that blocks is kept. `descend` starts from `max-placement`, where many block: one after the other gets its way, as
//! long as that costs no seat, then where it costs one. Both are improvements by chains; neither proves anything.
//!
//! **Cost.** Per household tried the pools on its chain. Linear memory, and one allocation kept for each point.

mod board;
mod bounds;
mod chains;
mod count;
mod tried;

pub use bounds::Bound;

use super::{Control, Options, Solution};
use crate::market::{Allocation, Market};
use crate::mechanism::{MechanismError, max_placement};
pub(super) use board::Board;
use chains::Archive;
use count::count_blocking;

/// How far the frontier goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    /// Points up to so many blocking households.
    pub blocking_max: u32,
    /// The most nodes for trying everything; 0 for not at all. Enough for a dozen households.
    pub tried_nodes: u64,
}

impl Default for Reach {
    /// Up to 20 blocking households; 200,000 nodes.
    fn default() -> Self {
        Self { blocking_max: 20, tried_nodes: 200_000 }
    }
}

/// One point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// So many households may block.
    pub blocking_max: u32,
    /// The best allocation found; feasible.
    pub allocation: Allocation,
    /// Households that block in it.
    pub blocking: u32,
    /// Children it seats.
    pub seated: u32,
    /// No allocation with so few blocking households seats more.
    pub seated_max: u32,
    /// What proves it.
    pub bound: Bound,
}

/// The frontier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frontier {
    /// No allocation has fewer blocking households.
    pub blocking_min: u32,
    /// From the fewest blocking households found to [`Reach::blocking_max`], one point each.
    pub points: Vec<Point>,
    /// The most children seated that was found, with as few blocking households as were found for it. Its bound holds
    /// whoever blocks.
    pub end: Point,
    /// The search was told to stop.
    pub stopped: bool,
}

/// The frontier of a market. `fewest` is what [`super::prove`] says of it.
///
/// `told` hears the most blocking households reached so far and the children seated with them.
///
/// # Errors
/// [`MechanismError::LimitsNotSupported`] on a market with facility-wide limits.
///
/// ```
/// use sekiwari::exact::frontier::{Reach, frontier};
/// use sekiwari::exact::{Control, Options, prove};
/// use sekiwari::market::{FacilityId, MarketBuilder, RankClass};
///
/// // The first child has the only seat that the second wants, and would go elsewhere if it had to.
/// let mut b = MarketBuilder::new();
/// let pools = [0, 1].map(|f| b.add_pool(FacilityId::new(f), 1));
/// for list in [&pools[..], &pools[..1]] {
///     let household = b.add_household(0);
///     let child = b.add_child(household);
///     for &pool in list {
///         let claimant = b.add_claimant(child, pool, RankClass::new(household.index() as u32 + 1));
///         b.add_wish(household, &[claimant]);
///     }
/// }
/// let market = b.build().expect("valid");
/// let (options, control) = (Options::default(), Control::default());
/// let fewest = prove(&market, &options, &control).expect("no limits");
/// let frontier = frontier(&market, &fewest, &options, Reach::default(), &control, &|_, _| {}).expect("no limits");
/// let seated: Vec<_> = frontier.points.iter().take(2).map(|p| (p.blocking_max, p.seated, p.seated_max)).collect();
/// assert_eq!(seated, [(0, 1, 1), (1, 2, 2)]);
/// ```
pub fn frontier(
    market: &Market,
    fewest: &Solution,
    options: &Options,
    reach: Reach,
    control: &Control<'_>,
    told: &(dyn Fn(u32, u32) + Sync),
) -> Result<Frontier, MechanismError> {
    if !market.limits().is_empty() {
        return Err(MechanismError::LimitsNotSupported { mechanism: "frontier" });
    }
    let start = &fewest.outcome.allocation;
    let most = max_placement::run(market);
    let mut archive = Archive::new(reach.blocking_max);
    archive.offer(count_blocking(market, start), start.tally(market).seated(), || start.clone());
    let mut board = Board::new(market, start);
    chains::climb(&mut board, &mut archive, control, told);
    let mut board = Board::new(market, &most.allocation);
    chains::descend(&mut board, &mut archive, control, told);
    let mut tried = None;
    if reach.tried_nodes > 0 {
        tried = tried::try_all(market, &mut archive, reach.tried_nodes, control);
    }
    let bounds = bounds::Bounds::new(market, fewest, options, most.placement_max, tried.as_deref());
    let found = archive.found(market);
    let point = |blocking_max: u32| {
        let (blocking, seated, allocation) = found.iter().rev().find(|(b, _, _)| *b <= blocking_max)?;
        let (seated_max, bound) = bounds.at(blocking_max);
        Some(Point {
            blocking_max,
            allocation: allocation.clone(),
            blocking: *blocking,
            seated: *seated,
            seated_max,
            bound,
        })
    };
    let least = found.first().map_or(0, |(b, _, _)| *b);
    let points: Vec<Point> = (least..=reach.blocking_max).filter_map(point).collect();
    // The archive holds at least where it started.
    let (blocking, seated, allocation) = found.last().cloned().unwrap_or_else(|| (0, 0, start.clone()));
    let (seated_max, bound) = bounds.whoever();
    let end = Point { blocking_max: blocking, allocation, blocking, seated, seated_max, bound };
    let blocking_min = fewest.outcome.bounds.blocking_households_min;
    Ok(Frontier { blocking_min, points, end, stopped: control.stopped() })
}
