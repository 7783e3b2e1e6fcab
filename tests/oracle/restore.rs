//! The fewest extra seats against all numbers of extra seats.

use crate::support::{brute_force, config, generators, spec};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use sekiwari::exact::restore::{Allowed, Extent, Restored, fewest_seats};
use sekiwari::exact::{Control, Options};
use sekiwari::market::Market;
use sekiwari::verify::{certify, check_certificate};
use std::cell::Cell;

/// Extra seats tried by brute force, in all.
const MOST: u32 = 3;

/// All vectors of so many extra seats that are allowed.
fn vectors(market: &Market, allowed: &Allowed, sum: u32) -> Vec<Vec<u32>> {
    let pools = market.pools().len();
    let mut all = vec![vec![0; pools]];
    for _ in 0..sum {
        let more = all.iter().flat_map(|v| {
            (0..pools).map(|p| {
                let mut v = v.clone();
                v[p] += 1;
                v
            })
        });
        all = more.collect();
        all.sort();
        all.dedup();
    }
    all.retain(|v| {
        let at = |f: usize| (0..pools).filter(move |p| market.pools()[*p].facility.index() == f);
        v.iter().zip(&allowed.per_pool).all(|(n, most)| n <= most)
            && (0..pools)
                .all(|f| allowed.per_facility.is_none_or(|most| at(f).map(|p| v[p]).sum::<u32>() <= most))
    });
    all
}

fn is_restored(spec: &spec::Spec, v: &[u32]) -> bool {
    let mut spec = spec.clone();
    spec.seats.iter_mut().zip(v).for_each(|(seats, more)| *seats += more);
    brute_force::feasible_allocations(&spec).iter().any(|a| brute_force::is_stable(&spec, a))
}

fn dense(market: &Market, restored: &Restored) -> Vec<Vec<u32>> {
    let mut all: Vec<Vec<u32>> = restored
        .ways
        .iter()
        .map(|w| {
            let mut v = vec![0; market.pools().len()];
            w.extra.iter().for_each(|&(p, n)| v[p.index()] += n);
            v
        })
        .collect();
    all.sort();
    all
}

/// Whether something had to be restored; then everything is held against trying all.
fn agrees(spec: &spec::Spec, allowed: impl Fn(&Market) -> Allowed) -> Result<bool, TestCaseError> {
    let market = spec.build();
    let allowed = Allowed { in_all: MOST, ways: 1_000, ..allowed(&market) };
    let restored = fewest_seats(&market, &allowed, &Options::default(), &Control::default(), &|_, _| {})
        .expect("no limits");
    let truth = (0..=MOST).find_map(|sum| {
        let all: Vec<Vec<u32>> =
            vectors(&market, &allowed, sum).into_iter().filter(|v| is_restored(spec, v)).collect();
        (!all.is_empty()).then_some((sum, all))
    });
    match truth {
        Some((sum, ways)) => {
            prop_assert_eq!(restored.extent, Extent::Complete, "{:?} of {:?}", restored, ways);
            prop_assert_eq!(restored.at_least, sum);
            prop_assert!(restored.is_proven() && restored.all);
            prop_assert_eq!(dense(&market, &restored), ways, "{:?}", restored);
            let mut before = u32::MAX;
            for way in &restored.ways {
                let enlarged = market.with_more_seats(&way.extra);
                let verified = certify(&enlarged, way.solution.outcome.allocation.clone()).expect("feasible");
                prop_assert!(verified.verdict().is_stable());
                prop_assert_eq!(verified.verdict().objective.seated, way.seated);
                prop_assert!(way.seated <= before, "most seated first");
                before = way.seated;
                let certificate = way.solution.certificate.as_ref().expect("proven in writing");
                prop_assert!(check_certificate(&enlarged, certificate).is_empty());
            }
            Ok(sum > 0)
        }
        None => {
            prop_assert!(restored.ways.is_empty(), "{:?}", restored);
            prop_assert!(matches!(restored.extent, Extent::BeyondLimit | Extent::Impossible));
            prop_assert!(restored.at_least > MOST);
            Ok(true)
        }
    }
}

/// Runs over markets of a kind; enough of them must have had no stable allocation.
fn restored_in(
    markets: BoxedStrategy<spec::Spec>,
    cases: u32,
    at_least: u32,
    allowed: impl Fn(&Market) -> Allowed,
) {
    let count = Cell::new(0);
    let mut runner = TestRunner::new(config(cases));
    let result = runner.run(&markets, |spec| {
        count.set(count.get() + u32::from(agrees(&spec, &allowed)?));
        Ok(())
    });
    result.unwrap_or_else(|e| panic!("{e}"));
    assert!(count.get() >= at_least, "{cases} only {} markets without a stable allocation", count.get());
}

#[test]
fn every_way_where_siblings_clash() {
    restored_in(generators::clashes(), 30_000, 1_000, Allowed::where_seats_are);
}

#[test]
fn closed_pools_may_be_opened() {
    let allowed = |market: &Market| Allowed {
        per_pool: vec![u32::MAX; market.pools().len()],
        ..Allowed::where_seats_are(market)
    };
    restored_in(generators::clashes(), 15_000, 500, allowed);
    restored_in(generators::Shape::everything().strict().markets(), 6_000, 20, allowed);
}

#[test]
fn limits_per_pool_and_per_facility_are_kept() {
    let allowed = |market: &Market| Allowed {
        per_pool: (0..market.pools().len() as u32).map(|p| p % 3).collect(),
        per_facility: Some(1),
        ..Allowed::where_seats_are(market)
    };
    restored_in(generators::clashes(), 20_000, 500, allowed);
}

#[test]
fn every_way_in_any_market() {
    restored_in(generators::any_market(), 15_000, 50, Allowed::where_seats_are);
    restored_in(
        generators::Shape::weekdays().holders().strict().markets(),
        10_000,
        50,
        Allowed::where_seats_are,
    );
}

#[test]
fn two_separate_clashes_need_a_seat_each() {
    use spec::{HouseholdSpec, Spec};
    let clash = |a: usize| {
        let couple = HouseholdSpec::with_children(2, &[], vec![vec![(0, a, 2), (1, a + 1, 1)]]);
        [couple, HouseholdSpec::single(&[(a + 1, 2), (a, 1)])]
    };
    let spec = Spec::new(&[1, 1, 1, 1], [clash(0), clash(2)].concat());
    let market = spec.build();
    let restored = fewest_seats(
        &market,
        &Allowed::where_seats_are(&market),
        &Options::default(),
        &Control::default(),
        &|_, _| {},
    )
    .unwrap();
    assert_eq!((restored.at_least, restored.ways.len(), restored.all), (2, 4, true));
    assert!(agrees(&spec, Allowed::where_seats_are).unwrap());
}
