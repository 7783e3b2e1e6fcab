//! What one seat is worth: how many more children sit if a pool has a seat more, or how many fewer with one seat less,
//! under the same rule.
//!
//! # How it goes
//!
//! The market is solved once, and the log of its propagation is kept. With another number of seats in one pool some
//! conclusions of the log do not hold any more: they are found in the order of the log (`anew`), the wishes that they
//! deleted are possible again, and propagation goes on from there. That ends at the very state to which the other market
//! would have been propagated from the start, but touches only the chain of families that the seat concerns. What
//! was searched for in components away from it stays as it is, and so do the cores that show how many block at least.
//!
//! Where the seat touches such a component or a core, where something is left open or a contradiction appears, or where a market
//! has equal ranks, the other market is solved as a whole.
//!
//! **Guarantees.** The same number of seated children and of blocking households as solving each market anew; [`SeatValue::proven`] where
//! both ends are.
//!
//! **Cost.** One solution; then per pool a look at the claimants of the pools concerned for each event at them.
//!
//! **Sources.** Vacancy chains in stable matchings: Blum, Roth and Rothblum (1997). Recomputing a fixpoint after a change:
//! Ramalingam and Reps (1996).

use super::anew::Retraction;
use super::anew::{Known, propagate_anew};
use super::control::Control;
use super::objective::Objective;
use super::solve::{Kept, solve_and_keep};
use super::state::State;
use super::{Options, Solution};
use crate::market::{Market, PoolId, Stage, Status};
use crate::mechanism::MechanismError;
use rayon::prelude::*;

/// One seat more, or one less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// One seat more.
    More,
    /// One seat less; never one that is held.
    Less,
}

impl Step {
    /// The market with that seat more or less in a pool. Cost: a copy.
    pub fn market(self, market: &Market, pool: PoolId) -> Market {
        match self {
            Step::More => market.with_more_seats(&[(pool, 1)]),
            Step::Less => market.with_fewer_seats(pool, 1),
        }
    }
}

/// What a seat changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeatValue {
    /// The pool.
    pub pool: PoolId,
    /// Children seated more than today; negative for fewer.
    pub seated: i64,
    /// Blocking households more than today.
    pub blocking: i64,
    /// Households with a better wish than today.
    pub better: u32,
    /// Households with a worse wish than today, or none: a seat may bring siblings in who take others' places.
    pub worse: u32,
    /// Whether the market was solved as a whole: then another answer as good may differ from today's anywhere.
    pub as_a_whole: bool,
    /// Whether both numbers are proven, today's and the changed ones.
    pub proven: bool,
}

/// What one seat is worth in some pools.
#[derive(Clone, Debug)]
pub struct SeatValues {
    /// Today's solution.
    pub today: Solution,
    /// By step, then by pool, in the orders asked; `None` where there is no seat to take away.
    pub values: Vec<Vec<Option<SeatValue>>>,
}

/// Finds what one seat more or less (`steps`) in each of some pools changes. The stages have to begin with [`Stage::Seated`], or else the number
/// of seated children is that of the answer which is best by them.
///
/// # Errors
/// [`MechanismError::LimitsNotSupported`] on a market with facility-wide limits.
///
/// ```
/// use sekiwari::exact::marginal::{Step, seat_values};
/// use sekiwari::exact::{Control, Options};
/// use sekiwari::market::{FacilityId, MarketBuilder, PoolId, RankClass};
///
/// // One seat for two children; with a second one both sit.
/// let mut b = MarketBuilder::new();
/// let pool = b.add_pool(FacilityId::new(0), 1);
/// for rank in [1, 2] {
///     let household = b.add_household(rank);
///     let child = b.add_child(household);
///     let claimant = b.add_claimant(child, pool, RankClass::new(rank));
///     b.add_wish(household, &[claimant]);
/// }
/// let market = b.build().expect("valid");
/// let pools = [PoolId::new(0)];
/// let found =
///     seat_values(&market, &Options::default(), &Control::default(), &pools, &[Step::More]).expect("no limits");
/// assert_eq!(found.values[0][0].map(|v| (v.seated, v.better, v.proven)), Some((1, 1, true)));
/// ```
pub fn seat_values(
    market: &Market,
    options: &Options,
    control: &Control<'_>,
    pools: &[PoolId],
    steps: &[Step],
) -> Result<SeatValues, MechanismError> {
    let (today, kept) = solve_and_keep(market, options, control)?;
    let proven = today.outcome.status == Status::Optimal && !market.has_ties() && !options.together;
    let chains = kept.filter(|_| proven).map(|kept| Chains::new(kept, &today));
    let of = |step| in_pools(market, options, control, (&today, chains.as_ref()), pools, step);
    let values = steps.iter().map(|&step| of(step)).collect::<Result<_, _>>()?;
    Ok(SeatValues { today, values })
}

/// What one step changes in each pool.
fn in_pools(
    market: &Market,
    options: &Options,
    control: &Control<'_>,
    (today, chains): (&Solution, Option<&Chains<'_>>),
    pools: &[PoolId],
    step: Step,
) -> Result<Vec<Option<SeatValue>>, MechanismError> {
    // Some to a thread, so that each makes its copy of the state once.
    let each = pools.len().div_ceil(rayon::current_num_threads() * 4).max(1);
    let found: Vec<Result<Vec<Option<SeatValue>>, MechanismError>> = pools
        .par_chunks(each)
        .map(|pools| {
            let mut chains = chains.cloned();
            let value = |&pool: &PoolId| {
                if step == Step::Less && market.pool(pool).seats <= market.held_in(pool) {
                    return Ok(None);
                }
                match chains.as_mut().and_then(|c| c.value(pool, step)) {
                    Some(value) => Ok(Some(value)),
                    None => as_a_whole(market, options, control, today, (pool, step)).map(Some),
                }
            };
            pools.iter().map(value).collect()
        })
        .collect();
    let values: Vec<Vec<Option<SeatValue>>> = found.into_iter().collect::<Result<_, _>>()?;
    Ok(values.into_iter().flatten().collect())
}

/// What a seat changes, by solving the other market.
fn as_a_whole(
    market: &Market,
    options: &Options,
    control: &Control<'_>,
    today: &Solution,
    (pool, step): (PoolId, Step),
) -> Result<SeatValue, MechanismError> {
    let other = step.market(market, pool);
    let solution = super::prove(&other, &Options { proof: false, ..options.clone() }, control)?;
    let blocking = |s: &Solution| i64::from(s.outcome.bounds.blocking_households_min);
    let rank = |s: &Solution, h| s.outcome.allocation.rank(h).unwrap_or(u32::MAX);
    let count = |better: fn(u32, u32) -> bool| {
        market.households().filter(|&h| better(rank(&solution, h), rank(today, h))).count() as u32
    };
    Ok(SeatValue {
        pool,
        seated: seated(&other, &solution) - seated(market, today),
        blocking: blocking(&solution) - blocking(today),
        better: count(|is, was| is < was),
        worse: count(|is, was| is > was),
        as_a_whole: true,
        proven: [today, &solution].iter().all(|s| s.outcome.status == Status::Optimal),
    })
}

fn seated(market: &Market, solution: &Solution) -> i64 {
    solution.outcome.allocation.tally(market).seated().into()
}

/// The state of today's solution, to be changed and changed back.
#[derive(Clone)]
struct Chains<'m> {
    state: State<'m>,
    known: std::sync::Arc<Known>,
    retraction: Retraction,
}

impl<'m> Chains<'m> {
    fn new(kept: Kept<'m>, today: &Solution) -> Self {
        let (mut state, known, _) = Known::new(kept, today, false);
        state.recording = true;
        let retraction = Retraction::new(state.events.len());
        Self { state, known: known.into(), retraction }
    }

    /// What a seat changes, if it can be said without solving the market as a whole.
    fn value(&mut self, pool: PoolId, step: Step) -> Option<SeatValue> {
        let Self { state, known, retraction } = self;
        if !known.leaves_alone(pool, step == Step::Less) {
            return None;
        }
        let (mark, trail) = (state.mark(), state.trail.len());
        let seats = state.seats[pool.index()];
        state.seats[pool.index()] = match step {
            Step::More => seats.saturating_add(1),
            Step::Less => seats.saturating_sub(1),
        };
        let value = propagate_anew(state, known.record(), retraction, &[pool], step == Step::Less)
            .then(|| read(state, known, pool, trail))
            .flatten();
        state.undo_to(mark);
        state.seats[pool.index()] = seats;
        value
    }
}

/// What changed, if it is all known and away from what was searched for.
fn read(state: &State<'_>, known: &Known, pool: PoolId, trail: usize) -> Option<SeatValue> {
    let households = known.changed(state, trail)?;
    let objective = Objective::new(state.market, &[Stage::Seated]);
    let (mut before, mut after) = (objective.zero(0), objective.zero(0));
    let (mut better, mut worse) = (0, 0);
    for &h in &households {
        let (was, is) = (known.pick(h), state.best_alive(h));
        objective.add(h, was, &mut before);
        objective.add(h, is, &mut after);
        let place = |wish: Option<u32>| wish.unwrap_or(u32::MAX);
        better += u32::from(place(is) < place(was));
        worse += u32::from(place(is) > place(was));
    }
    let seated = after[1] - before[1];
    Some(SeatValue { pool, seated, blocking: 0, better, worse, as_a_whole: false, proven: true })
}
