//! Markets of `knotted_market`: valid for any options, the same every time, and really without a stable allocation.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use proptest::prelude::*;
use sekiwari::exact;
use sekiwari::market::{Allocation, Market, Stage};
use sekiwari::verify::{Claims, Submission, check_borne_out, check_certificate, judge};
use sekiwari_synth::{KnotOptions, knotted_market};
use std::collections::BTreeSet;

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_market_is_valid(
        children in 0u32..250,
        seed: u64,
        regions in 0u32..30,
        pools in 0u32..12,
        seats_permille in 0u32..4_000,
        sibling_permille in 0u32..1_200,
        clash_permille in 0u32..1_200,
        knot_permille in 0u32..1_200,
        link_permille in 0u32..1_200,
        holder_permille in 0u32..1_200,
        class_size in 0u32..1_200,
    ) {
        let market = knotted_market(&KnotOptions {
            children, seed, regions, pools, seats_permille, sibling_permille, clash_permille, knot_permille, link_permille,
            holder_permille, class_size,
        });
        prop_assert!(market.is_ok(), "{:?}", market.err());
        let market = market.unwrap();
        prop_assert_eq!(market.child_count() as u32, children.max(1));
        prop_assert!(market.households().all(|h| market.wishes(h).len() > 0));
        prop_assert!(class_size > 1 || !market.has_ties());
    }
}

#[test]
fn the_same_seed_gives_the_same_market_and_another_seed_another() {
    let market = |seed| knotted_market(&KnotOptions::drawn(seed)).unwrap();
    assert_eq!(market(5), market(5));
    assert_ne!(market(5), market(6));
}

#[test]
fn drawn_options_differ_and_stay_small() {
    let sizes: BTreeSet<u32> = (0..100).map(|seed| KnotOptions::drawn(seed).children).collect();
    assert!(sizes.len() > 40 && sizes.iter().all(|n| (60..=200).contains(n)));
    let ties = knotted_market(&KnotOptions { class_size: 4, ..KnotOptions::drawn(1) }).unwrap();
    assert!(ties.has_ties());
}

/// The fewest blocking households over all feasible outcomes.
fn fewest_blocking(market: &Market) -> u32 {
    let places: Vec<u32> = market.households().map(|h| market.wishes(h).len() as u32 + 1).collect();
    let outcomes = places.iter().product::<u32>();
    let nth = |mut n: u32| {
        Allocation::from_ranks(places.iter().map(|&count| {
            let place = n % count;
            n /= count;
            (place > 0).then_some(place)
        }))
    };
    let judged = (0..outcomes).map(|n| judge(market, &Submission::from_allocation(market, &nth(n))));
    judged.filter(|v| v.is_clean()).map(|v| v.blocking_households()).min().unwrap()
}

#[test]
fn a_knot_leaves_nothing_stable_and_costs_one_household() {
    let knotted = |seed, knot_permille| KnotOptions {
        children: 6,
        seed,
        regions: 1,
        pools: 4,
        seats_permille: 700,
        sibling_permille: 0,
        clash_permille: 500,
        knot_permille,
        link_permille: 0,
        holder_permille: 0,
        class_size: 1,
    };
    let fewest = |seed, knots| fewest_blocking(&knotted_market(&knotted(seed, knots)).unwrap());
    let with: Vec<u32> = (0..40).map(|seed| fewest(seed, 1000)).collect();
    let broken = with.iter().filter(|&&n| n == 1).count();
    assert!(broken >= 20 && with.iter().all(|&n| n <= 1), "fewest blocking households {with:?}");
    // Single children alone always have a stable allocation (Gale and Shapley 1962).
    assert!((0..20).all(|seed| fewest(seed, 0) == 0));
}

/// A household of another component, decided and looking at a pool of this one, once made stable outcomes seem unstable:
/// "nothing is stable" was then claimed where something is.
#[test]
fn watchers_of_other_components_do_not_hide_stable_allocations() {
    for seed in [78, 97] {
        let market = knotted_market(&KnotOptions::drawn(seed)).unwrap();
        let outcome = exact::run(&market, exact::Options::default()).unwrap();
        let verdict = judge(&market, &Submission::from_allocation(&market, &outcome.allocation));
        assert!(verdict.is_stable(), "seed {seed}");
        assert_eq!(outcome.bounds.blocking_households_min, 0, "seed {seed}");
    }
}

/// Where nothing is stable, the fewest blocking households are proven, and the proof is borne out by its certificate.
#[test]
fn claims_on_knotted_markets_are_borne_out() {
    for (seed, fewest) in [(14, 1), (91, 4)] {
        let market = knotted_market(&KnotOptions::drawn(seed)).unwrap();
        let solution = exact::prove(&market, &exact::Options::default(), &exact::Control::default()).unwrap();
        let outcome = solution.outcome;
        let verdict = judge(&market, &Submission::from_allocation(&market, &outcome.allocation));
        assert!(verdict.is_clean(), "seed {seed}");
        assert_eq!(
            (verdict.blocking_households(), outcome.bounds.blocking_households_min),
            (fewest, fewest),
            "seed {seed}"
        );
        let certificate = solution.certificate.unwrap();
        let claims = Claims::from_verdict(&verdict, Some(outcome.bounds), outcome.status);
        assert_eq!(check_certificate(&market, &certificate), [], "seed {seed}");
        assert_eq!(
            check_borne_out(&market, &verdict, &claims, Stage::DEFAULT, &certificate),
            [],
            "seed {seed}"
        );
    }
}
