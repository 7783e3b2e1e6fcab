//! What one seat is worth, against solving every market by brute force. Most of it has to come from the chains of today's
//! solution, not from solving anew.

use crate::support::{brute_force, config, generators, spec};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use sekiwari::exact::marginal::{Step, seat_values};
use sekiwari::exact::{Control, Options};
use sekiwari::market::{Market, PoolId};
use std::cell::Cell;

/// How many values were found, and how many of them by solving the market as a whole.
fn agrees(spec: &spec::Spec) -> Result<(u32, u32), TestCaseError> {
    let (mut all, mut whole) = (0, 0);
    let market = spec.build();
    let pools: Vec<PoolId> = (0..market.pools().len() as u32).map(PoolId::new).collect();
    let today = brute_force::solve(spec).best;
    let steps = [Step::More, Step::Less];
    let found =
        seat_values(&market, &Options::default(), &Control::default(), &pools, &steps).expect("no limits");
    for (step, values) in steps.into_iter().zip(&found.values) {
        prop_assert_eq!(values.len(), pools.len());
        for (p, value) in values.iter().enumerate() {
            let Some(seats) = other_seats(&market, spec, p, step) else {
                prop_assert!(value.is_none());
                continue;
            };
            let value = value.expect("a seat to change");
            all += 1;
            whole += u32::from(value.as_a_whole);
            let mut other = spec.clone();
            other.seats[p] = seats;
            let other = brute_force::solve(&other).best;
            prop_assert_eq!(value.pool, pools[p]);
            prop_assert_eq!(value.proven, !market.has_ties());
            prop_assert_eq!(
                value.blocking,
                i64::from(other.0) - i64::from(today.0),
                "{:?} {:?}",
                step,
                value
            );
            if value.proven {
                prop_assert_eq!(
                    value.seated,
                    i64::from(other.1) - i64::from(today.1),
                    "{:?} {:?}",
                    step,
                    value
                );
            }
        }
    }
    Ok((all, whole))
}

fn other_seats(market: &Market, spec: &spec::Spec, pool: usize, step: Step) -> Option<u32> {
    match step {
        Step::More => Some(spec.seats[pool] + 1),
        Step::Less => {
            (spec.seats[pool] > market.held_in(PoolId::new(pool as u32))).then(|| spec.seats[pool] - 1)
        }
    }
}

/// Runs over markets of a kind; at most so many values in a hundred may need a market solved as a whole.
fn agree(markets: BoxedStrategy<spec::Spec>, whole_percent: u32) {
    let count = Cell::new((0, 0));
    let result = TestRunner::new(config(3000)).run(&markets, |spec| {
        let (all, whole) = agrees(&spec)?;
        let before = count.get();
        count.set((before.0 + all, before.1 + whole));
        Ok(())
    });
    result.unwrap_or_else(|e| panic!("{e}"));
    let (all, whole) = count.get();
    assert!(whole * 100 <= all * whole_percent, "{whole} of {all} as a whole");
}

#[test]
fn singles() {
    agree(generators::Shape::singles().strict().markets(), 1);
}

#[test]
fn siblings_holders_and_several_pools() {
    agree(generators::Shape::everything().strict().markets(), 15);
}

#[test]
fn siblings() {
    agree(generators::Shape::siblings().strict().markets(), 15);
}

#[test]
fn chains_of_holders() {
    agree(generators::chains(), 60);
}

#[test]
fn where_siblings_clash() {
    agree(generators::clashes(), 15);
}

#[test]
fn ties() {
    agree(generators::any_market(), 100);
}
