//! One component as an integer program, for solvers from outside.
//!
//! The rows are those of the relaxation ([`ties::relax`](super::ties)), combs found so far included, plus one row for each
//! look of a single child, so that whole points and stable outcomes are the same; they hold for strict priorities as for
//! ties. Households outside the component, and decided ones, are constants; ghosts have rows and no variable.
//!
//! | feature | solver |
//! |---|---|
//! | `highs` | HiGHS, one thread |
//! | `microlp` (default) | microlp; gives up far below the size of a city |
//! | neither | none: `solve` knows nothing |
//!
//! What comes back is rounded and held against every row in whole numbers; a solver that ran out of time has proven
//! nothing, whatever it found.

use super::reduced::Reduced;
use super::ties::relax::Relaxation;
use super::ties::whole::{Row, Sense};
use crate::market::{Allocation, Bounds, HouseholdId, Market, Outcome, Statistics, Status, WishId};
use crate::mechanism::trivial_bounds;

/// What is wanted of a component.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Goal {
    /// The most children seated.
    MostSeated,
    /// The least sum of wish ranks with at least so many children seated.
    LeastRanks { seated: u32 },
}

/// How a component came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Solved {
    /// The best there is.
    Optimal(Vec<Option<WishId>>),
    /// The best found in time.
    Found(Vec<Option<WishId>>),
    /// There is none.
    Infeasible,
    /// Nothing is known.
    Unknown,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unsolved {
    /// No stable allocation exists.
    #[error("no stable allocation exists")]
    NoneStable,
    /// The solver found nothing in time, or there is no solver.
    #[error("no answer in time")]
    TimeUp,
    /// Facility-wide limits.
    #[error("facility-wide limits are not supported")]
    Limits,
}

/// Solves a whole market, strict or with ties, by propagation and an integer solver alone, at most `seconds` for each
/// component and stage: most children seated among stable allocations, then the least sum of wish ranks.
///
/// For comparison: [`super::run`] and [`super::ties::run`] are much faster, and prove without rounding.
///
/// # Errors
/// [`Unsolved`] where there is no stable allocation to give.
pub fn run(market: &Market, seconds: f64) -> Result<Outcome, Unsolved> {
    if !market.limits().is_empty() {
        return Err(Unsolved::Limits);
    }
    let reduced = Reduced::of(market).ok_or(Unsolved::NoneStable)?;
    let mut picks: Vec<Option<WishId>> = market.households().map(|h| reduced.outcome(h)).collect();
    let mut optimal = true;
    for component in &reduced.components {
        let stage = |goal| match solve(&reduced, component, goal, seconds) {
            Solved::Optimal(found) => Ok((found, true)),
            Solved::Found(found) => Ok((found, false)),
            Solved::Infeasible => Err(Unsolved::NoneStable),
            Solved::Unknown => Err(Unsolved::TimeUp),
        };
        let (mut found, most) = stage(Goal::MostSeated)?;
        let seated = found.iter().flatten().map(|&w| market.seated_by(w)).sum();
        if let Ok((better, least)) = stage(Goal::LeastRanks { seated }) {
            found = better;
            optimal &= least;
        }
        optimal &= most;
        for (h, pick) in component.iter().zip(found) {
            picks[h.index()] = pick;
        }
    }
    let place = |h: HouseholdId, w: WishId| (w.index() - market.wish_range(h).start) as u32 + 1;
    let allocation =
        Allocation::from_ranks(market.households().map(|h| picks[h.index()].map(|w| place(h, w))));
    let seated = allocation.tally(market).seated();
    let (status, seated_max) = match optimal {
        true => (Status::Optimal, seated),
        false => (Status::Feasible, trivial_bounds(market).seated_max),
    };
    let bounds = Bounds { blocking_households_min: 0, seated_max };
    Ok(Outcome {
        allocation,
        status,
        bounds,
        placement_max: None,
        rank_sum_min: None,
        statistics: Statistics { passes: 1, ..Statistics::default() },
    })
}

/// Solves a component of a narrowed market; the outcome of each of its households, in order.
pub(crate) fn solve(reduced: &Reduced<'_>, component: &[HouseholdId], goal: Goal, seconds: f64) -> Solved {
    solve_relaxation(reduced, &Relaxation::new(reduced, component), None, goal, seconds)
}

/// The same for a relaxation at hand, with the combs it has, starting from a whole solution (a column a household).
pub(crate) fn solve_relaxation(
    reduced: &Reduced<'_>,
    relaxation: &Relaxation,
    start: Option<&[Option<u32>]>,
    goal: Goal,
    seconds: f64,
) -> Solved {
    let mut rows = relaxation.whole_rows();
    let rank = |c: u32| f64::from(reduced.market.rank_of(relaxation.wish[c as usize]));
    let columns = 0..relaxation.columns() as u32;
    let gains: Vec<(u32, f64)> = columns.clone().map(|c| (c, relaxation.gain[c as usize])).collect();
    let objective: Vec<(u32, f64)> = match goal {
        Goal::MostSeated => gains,
        Goal::LeastRanks { seated } => {
            rows.push((gains, Sense::AtLeast, f64::from(seated)));
            columns.map(|c| (c, -rank(c))).collect()
        }
    };
    let start = start.map_or(Vec::new(), |picks| relaxation.completed(picks));
    let (point, optimal) = match ask(relaxation.variables(), &objective, &rows, &start, seconds) {
        Answer::Point(point, optimal) => (point, optimal),
        Answer::Infeasible => return Solved::Infeasible,
        Answer::Nothing => return Solved::Unknown,
    };
    if !meets(&point, &rows) {
        return Solved::Unknown;
    }
    let pick =
        |h: &[u32]| (h[0]..h[1]).find(|&c| point[c as usize] == 1).map(|c| relaxation.wish[c as usize]);
    let picks = relaxation.first.windows(2).map(pick).collect();
    if optimal { Solved::Optimal(picks) } else { Solved::Found(picks) }
}

/// Whether a whole point meets every row; all coefficients are whole.
fn meets(point: &[i64], rows: &[Row]) -> bool {
    rows.iter().all(|(terms, sense, right)| {
        let sum: i64 = terms.iter().map(|&(v, a)| a as i64 * point[v as usize]).sum();
        match sense {
            Sense::AtMost => sum <= *right as i64,
            Sense::Exactly => sum == *right as i64,
            Sense::AtLeast => sum >= *right as i64,
        }
    })
}

/// What a solver says.
#[cfg_attr(not(any(feature = "highs", feature = "microlp")), expect(dead_code))]
enum Answer {
    /// A point, and whether it is proven best.
    Point(Vec<i64>, bool),
    Infeasible,
    Nothing,
}

#[cfg(not(any(feature = "highs", feature = "microlp")))]
fn ask(_: usize, _: &[(u32, f64)], _: &[Row], _: &[u32], _: f64) -> Answer {
    Answer::Nothing
}

#[cfg(any(feature = "highs", feature = "microlp"))]
fn ask(variables: usize, objective: &[(u32, f64)], rows: &[Row], start: &[u32], seconds: f64) -> Answer {
    use good_lp::solvers::SolutionStatus;
    use good_lp::{
        Expression, ProblemVariables, ResolutionError, Solution, SolverModel, WithTimeLimit, constraint,
        variable,
    };
    let mut problem = ProblemVariables::new();
    let started = |v: usize| start.contains(&(v as u32));
    let all: Vec<good_lp::Variable> = (0..variables)
        .map(|v| {
            let binary = variable().binary();
            problem.add(if start.is_empty() {
                binary
            } else {
                binary.initial(f64::from(u8::from(started(v))))
            })
        })
        .collect();
    let sum = |terms: &[(u32, f64)]| {
        let mut sum = Expression::with_capacity(terms.len());
        terms.iter().for_each(|&(v, a)| sum.add_mul(a, all[v as usize]));
        sum
    };
    let problem = problem.maximise(sum(objective));
    #[cfg(feature = "highs")]
    let mut model = problem
        .using(good_lp::solvers::highs::highs)
        .set_parallel(good_lp::solvers::highs::HighsParallelType::Off)
        .set_option("mip_rel_gap", 0.0)
        // All objectives are whole.
        .set_option("mip_abs_gap", 0.9)
        .with_time_limit(seconds);
    #[cfg(not(feature = "highs"))]
    let mut model = problem.using(good_lp::solvers::microlp::microlp).with_time_limit(seconds);
    for (terms, sense, right) in rows {
        let sum = sum(terms);
        model.add_constraint(match sense {
            Sense::AtMost => constraint!(sum <= *right),
            Sense::Exactly => constraint!(sum == *right),
            Sense::AtLeast => constraint!(sum >= *right),
        });
    }
    match model.solve() {
        Ok(solution) => {
            let point = all.iter().map(|&v| solution.value(v).round() as i64).collect();
            Answer::Point(point, matches!(solution.status(), SolutionStatus::Optimal))
        }
        Err(ResolutionError::Infeasible) => Answer::Infeasible,
        Err(_) => Answer::Nothing,
    }
}
