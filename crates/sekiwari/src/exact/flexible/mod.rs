//! Flexible seats (定員の弾力的な配分): each site divides what it can take over its classes so that the most children are seated
//! in an allocation in which as few households as possible block (none, if that can be).
//!
//! Teachers and rooms are limits of a site; the numbers per class are only one way to use them. Mostly those who wait are the
//! youngest while seats of older classes stay empty, so another division seats more with the same teachers.
//!
//! # What is searched
//!
//! A *division* gives every pool of a site a number of seats that the site's limits allow together. For each division the exact core
//! ([`super::prove`]) finds the best allocation; better are fewer blocking households, then more children seated, then a smaller sum of wish
//! ranks. Every allocation that counts has been passed by the judge that the caller gives.
//!
//! - **All divisions**, where they are few ([`Reach::all`]): then the best is the best of all.
//! - Otherwise **a climb** from today's division: seats that stay empty are taken back, and what that leaves is given to the classes with the most children
//!   waiting, at all sites at once as long as that gains, then class by class, one seat or as many as fit; steps that gain at different
//!   sites are taken together. Where nothing more fits, a taken seat is exchanged for seats of another class. It ends where no step gains. Nothing found is
//!   worse than today's division.
//!
//! # What no division can exceed
//!
//! [`Divided::seated_max`]: the children of every household alone, each in any pool that a wish names for it, flow to pools and through nested
//! sets of pools of a site, each with the most seats it can have under any division. A maximum flow (Ford and Fulkerson 1956)
//! is a bound on the children seated by any feasible allocation of any division, whoever blocks.
//!
//! **Cost.** One exact search per division looked at. Nothing depends on the number of threads.

mod all;
mod bound;
mod climb;

use super::{Control, Options, Solution, prove};
use crate::market::{Allocation, Market, PoolId, Status};
use crate::mechanism::MechanismError;
use std::cmp::Reverse;

/// What may be divided anew.
#[derive(Clone)]
pub struct Sites<'a> {
    /// The pools of each site that share its limits, each pool in one site at most.
    pub pools: Vec<Vec<PoolId>>,
    /// Whether a site may have so many seats in its pools (in their order, held seats included). What is allowed stays allowed
    /// with fewer seats.
    pub allows: &'a (dyn Fn(usize, &[u32]) -> bool + Sync),
    /// Sets of pools of one site with the most seats they can have together under any division. Of two sets one holds the other, or
    /// they have no pool in common.
    pub most: Vec<(Vec<PoolId>, u32)>,
}

/// What a judge says of a feasible allocation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judged {
    /// Households with a blocking wish.
    pub blocking: u32,
    /// Children seated.
    pub seated: u32,
    /// Sum of wish ranks of households with a seat.
    pub rank_sum: u64,
}

impl Judged {
    fn key(&self) -> (u32, Reverse<u32>, u64) {
        (self.blocking, Reverse(self.seated), self.rank_sum)
    }
}

/// Judges an allocation; `None` if it is not feasible.
pub type Judge<'a> = &'a (dyn Fn(&Market, &Allocation) -> Option<Judged> + Sync);

/// How far the search goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    /// All divisions are looked at if they are no more than this.
    pub all: u64,
    /// Divisions looked at by the climb at most. A count, not a time, so that the answer is the same on any machine.
    pub looks: u64,
}

impl Default for Reach {
    /// 2,000 divisions if these are all, 20,000 on a climb.
    fn default() -> Self {
        Self { all: 2_000, looks: 20_000 }
    }
}

/// A division with the best allocation found for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Division {
    /// The seats of every pool of the market, held ones included.
    pub seats: Vec<u32>,
    /// The allocation, with what is proven of it under these seats.
    pub solution: Solution,
    /// What the judge says of it.
    pub judged: Judged,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Divided {
    /// Today's division.
    pub today: Division,
    /// The best found; today's if nothing better was.
    pub best: Division,
    /// No allocation of any division seats more children.
    pub seated_max: u32,
    /// Whether all divisions were looked at and each was solved to the end: then none is better than the best.
    pub all: bool,
    /// Divisions looked at.
    pub looked_at: u64,
    /// It was told to stop, or met [`Reach::looks`].
    pub cut: bool,
}

impl Divided {
    /// Whether no division seats more children in an allocation with as few blocking households.
    pub fn is_proven(&self) -> bool {
        self.all || (self.best.judged.blocking == 0 && self.best.judged.seated >= self.seated_max)
    }
}

/// Why nothing was divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DivideError {
    /// The core cannot decide the market.
    #[error(transparent)]
    Mechanism(#[from] MechanismError),
    /// The judge does not pass what was found for today's division.
    #[error("the judge refuses the allocation of today's division")]
    Refused,
}

/// Divides the seats of the sites. A site whose seats of today are more than its limits allow keeps them.
///
/// `judge` has to pass what is found for a division, or the division counts for nothing. Stopping by `control` gives the best so far.
///
/// # Errors
/// [`DivideError`]: a market with facility-wide limits, or a judge that refuses the allocation of today's division.
///
/// ```
/// use sekiwari::exact::flexible::{Judged, Reach, Sites, divide};
/// use sekiwari::exact::{Control, Options};
/// use sekiwari::market::{FacilityId, MarketBuilder, RankClass};
///
/// // Two pools of one site; both children want the first, where there is one seat.
/// let mut b = MarketBuilder::new();
/// let pools = [b.add_pool(FacilityId::new(0), 1), b.add_pool(FacilityId::new(0), 1)];
/// for rank in 1..=2 {
///     let household = b.add_household(rank);
///     let child = b.add_child(household);
///     let claimant = b.add_claimant(child, pools[0], RankClass::new(rank));
///     b.add_wish(household, &[claimant]);
/// }
/// let market = b.build().expect("valid");
/// // The site can take two children, of whatever class.
/// let allows = |_: usize, seats: &[u32]| seats.iter().sum::<u32>() <= 2;
/// let sites = Sites { pools: vec![pools.to_vec()], allows: &allows, most: vec![(pools.to_vec(), 2)] };
/// let judge = |market: &sekiwari::market::Market, a: &sekiwari::market::Allocation| {
///     let verified = sekiwari::verify::certify(market, a.clone()).ok()?;
///     let o = verified.verdict().objective;
///     Some(Judged { blocking: o.blocking_households, seated: o.seated, rank_sum: o.rank_sum })
/// };
/// let found = divide(&market, &sites, &Options::default(), Reach::default(), &Control::default(), &judge)
///     .expect("no limits");
/// assert_eq!((found.today.judged.seated, found.best.judged.seated), (1, 2));
/// assert_eq!((found.best.seats.clone(), found.is_proven()), (vec![2, 0], true));
/// ```
pub fn divide(
    market: &Market,
    sites: &Sites<'_>,
    options: &Options,
    reach: Reach,
    control: &Control<'_>,
    judge: Judge<'_>,
) -> Result<Divided, DivideError> {
    let look = Look { market, options, control, judge };
    let seats: Vec<u32> = market.pools().iter().map(|p| p.seats).collect();
    // Asked first, so that an unsuitable market is an error and not a division that counts for nothing.
    let solution = prove(market, options, control)?;
    let Some(judged) = judge(market, &solution.outcome.allocation) else {
        return Err(DivideError::Refused);
    };
    let today = Division { seats, solution, judged };
    let open: Vec<usize> = (0..sites.pools.len())
        .filter(|&s| (sites.allows)(s, &numbers(&today.seats, &sites.pools[s])))
        .collect();
    let seated_max = bound::most_seated(market, sites, &open);
    let held = held_seats(market);
    let found = match all::count(sites, &open, &held, reach.all) {
        Some(count) => all::try_all(&look, sites, &open, &held, &today, count),
        None => climb::climb(&look, sites, &open, &held, &today, seated_max, reach.looks),
    };
    let best = if found.best.judged.key() < today.judged.key() { found.best } else { today.clone() };
    let seated_max = seated_max.max(best.judged.seated);
    let (all, looked_at, cut) = (found.all, found.looked_at + 1, found.cut);
    Ok(Divided { today, best, seated_max, all, looked_at, cut })
}

/// What a search gives back.
struct Found {
    best: Division,
    all: bool,
    looked_at: u64,
    cut: bool,
}

/// Looks at divisions.
impl Division {
    /// By pool the children who would rather have a seat of it than their outcome. Cost: the claims of the wishes not given, and
    /// one sort of them.
    pub fn waiting(&self, market: &Market) -> Vec<u32> {
        let mut named: Vec<(usize, usize)> = Vec::new();
        for h in market.households() {
            let better = self.solution.outcome.allocation.rank(h).map_or(usize::MAX, |r| r as usize - 1);
            let claims = market.wishes(h).take(better).flat_map(|w| market.claims(w));
            named.extend(claims.map(|c| (c.pool.index(), c.child.index())));
        }
        named.sort_unstable();
        named.dedup();
        let mut waiting = vec![0; market.pools().len()];
        named.into_iter().for_each(|(pool, _)| waiting[pool] += 1);
        waiting
    }
}

struct Look<'a> {
    market: &'a Market,
    options: &'a Options,
    control: &'a Control<'a>,
    judge: Judge<'a>,
}

impl Look<'_> {
    /// The best allocation of a division; nothing if the judge refuses it or it was told to stop.
    fn at(&self, seats: Vec<u32>) -> Option<Division> {
        if self.control.stopped() {
            return None;
        }
        let market = self.market.with_seats(&seats);
        let solution = prove(&market, self.options, self.control).ok()?;
        let judged = (self.judge)(&market, &solution.outcome.allocation)?;
        Some(Division { seats, solution, judged })
    }
}

fn is_solved(division: &Division) -> bool {
    division.solution.outcome.status == Status::Optimal
}

fn numbers(seats: &[u32], pools: &[PoolId]) -> Vec<u32> {
    pools.iter().map(|p| seats[p.index()]).collect()
}

/// Seats of each pool that are held: no division takes them.
fn held_seats(market: &Market) -> Vec<u32> {
    let held = |pool: PoolId| market.held_in(pool);
    (0..market.pools().len() as u32).map(|p| held(PoolId::new(p))).collect()
}

/// How far a division is from today's, to choose the nearest among equals.
fn distance(a: &[u32], b: &[u32]) -> u64 {
    a.iter().zip(b).map(|(x, y)| u64::from(x.abs_diff(*y))).sum()
}
