//! One component as a mixed integer programme.

use crate::market::{HouseholdId, Market};
#[cfg(any(feature = "microlp", feature = "highs"))]
use crate::market::{PoolId, WishId};
#[cfg(any(feature = "microlp", feature = "highs"))]
use good_lp::solvers::SolutionStatus;
#[cfg(any(feature = "microlp", feature = "highs"))]
use good_lp::variable::UnsolvedProblem;
#[cfg(any(feature = "microlp", feature = "highs"))]
use good_lp::{Expression, ProblemVariables, Solution, SolverModel, Variable, constraint, variable};

/// The most wishes a component may have to be given to the solver.
///
/// Larger ones can take the solver minutes; see the measurements in the document of [the rule](super).
#[cfg(all(feature = "microlp", not(feature = "highs")))]
pub(super) const MAX_WISHES: usize = 400;
/// Without a solver there is nothing to give.
#[cfg(not(any(feature = "microlp", feature = "highs")))]
pub(super) const MAX_WISHES: usize = 0;
/// The most wishes a component may have to be given to the solver.
#[cfg(feature = "highs")]
pub(super) const MAX_WISHES: usize = 20_000;

/// Without a solver nothing is solved.
#[cfg(not(any(feature = "microlp", feature = "highs")))]
pub(super) fn solve(_: &Market, _: &[HouseholdId], _: &[bool]) -> Option<Vec<u32>> {
    None
}

/// The 1-based place of each household's wish (0 = out) in an allocation that seats the most children of these households, and
/// among those has the smallest rank sum; `None` if the solver did not prove it. The households must be a whole
/// component, so that nobody else has seats in its scarce pools.
///
/// The solver computes in floating point, so what it says is rounded, and the caller must count again. That nothing seats
/// more rests on the solver.
#[cfg(any(feature = "microlp", feature = "highs"))]
pub(super) fn solve(market: &Market, households: &[HouseholdId], scarce: &[bool]) -> Option<Vec<u32>> {
    let mut variables = ProblemVariables::new();
    let last = |&h: &HouseholdId| market.wishes(h).next_back().map_or(0, |w| market.rank_of(w));
    let longest = households.iter().map(last).max().unwrap_or(0) as usize;
    // One more child weighs more than any sum of ranks.
    let child = (households.len() * longest + 1) as f64;
    let mut objective = Expression::with_capacity(0);
    let mut wishes: Vec<(usize, u32, WishId, Variable)> = Vec::new();
    for (i, &h) in households.iter().enumerate() {
        for (place, wish) in (1..).zip(market.wishes(h)) {
            if market.demands(wish).all(|d| d.count <= market.pool(d.pool).seats) {
                let x = variables.add(variable().binary());
                objective
                    .add_mul(child * f64::from(market.seated_by(wish)) - f64::from(market.rank_of(wish)), x);
                wishes.push((i, place, wish, x));
            }
        }
    }
    let mut model = build(variables.maximise(objective));
    for (i, &h) in households.iter().enumerate() {
        let own = wishes.iter().filter(|w| w.0 == i).map(|w| w.3).sum::<Expression>();
        // A holder gets one of its wishes; its last one is to stay.
        model.add_constraint(if market.holds_seat(h) {
            constraint!(own == 1)
        } else {
            constraint!(own <= 1)
        });
    }
    let mut claims: Vec<(PoolId, usize)> = Vec::new();
    for (at, w) in wishes.iter().enumerate() {
        let scarce = market.claims(w.2).iter().filter(|c| scarce[c.pool.index()]);
        claims.extend(scarce.map(|c| (c.pool, at)));
    }
    claims.sort_unstable();
    let taken = |pool: PoolId| {
        let from = claims.partition_point(|c| c.0 < pool);
        claims[from..].iter().take_while(move |c| c.0 == pool).map(|c| wishes[c.1].3)
    };
    for pool in claims.chunk_by(|a, b| a.0 == b.0).map(|same| same[0].0) {
        let seats = f64::from(market.pool(pool).seats);
        model.add_constraint(constraint!(taken(pool).sum::<Expression>() <= seats));
    }
    for limit in market.limits() {
        let (mut load, mut weighs) = (Expression::with_capacity(0), false);
        for &(pool, weight) in &limit.weights {
            for x in taken(pool) {
                load.add_mul(f64::from(weight), x);
                weighs = true;
            }
        }
        if weighs {
            model.add_constraint(constraint!(load <= limit.capacity as f64));
        }
    }
    let solution = model.solve().ok()?;
    let mut places = vec![0; households.len()];
    for &(i, place, _, x) in &wishes {
        if solution.value(x) > 0.5 {
            places[i] = place;
        }
    }
    matches!(solution.status(), SolutionStatus::Optimal).then_some(places)
}

#[cfg(all(feature = "microlp", not(feature = "highs")))]
fn build(problem: UnsolvedProblem) -> impl SolverModel {
    problem.using(good_lp::microlp)
}

#[cfg(feature = "highs")]
fn build(problem: UnsolvedProblem) -> impl SolverModel {
    problem.using(good_lp::highs)
}
