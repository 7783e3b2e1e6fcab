//! `max-placement` against brute force: the most seated where it says so, never beyond its bounds.

use crate::support::{brute_force, config, generators, spec};
use proptest::prelude::*;
use sekiwari::mechanism::max_placement::{most_seated_bound, run};
use sekiwari::verify::certify;

/// Runs the rule and holds what it claims against all feasible allocations.
fn agrees(spec: &spec::Spec) -> Result<(), TestCaseError> {
    let market = spec.build();
    let outcome = run(&market);
    let oracle = brute_force::solve(spec);
    prop_assert!(certify(&market, outcome.allocation.clone()).is_ok(), "feasible: {:?}", outcome);
    let ranks = spec::ranks(&market, &outcome.allocation);
    prop_assert!(brute_force::is_feasible(spec, &ranks));
    let seated = brute_force::seated(spec, &ranks);
    let claimed = outcome.placement_max.expect("always stated");
    prop_assert!(claimed >= oracle.most_seated, "{} below {:?}", claimed, oracle);
    prop_assert!(outcome.bounds.seated_max >= oracle.best.1);
    prop_assert!(most_seated_bound(&market) >= oracle.most_seated);
    // Tiny markets are solved to the end.
    prop_assert_eq!((claimed, seated), (oracle.most_seated, oracle.most_seated), "{:?}", ranks);
    prop_assert!(!outcome.statistics.gave_up);
    Ok(())
}

/// The smallest rank sum of all feasible allocations that seat the most.
fn smallest_rank_sum(spec: &spec::Spec, most: u32) -> u64 {
    let all = brute_force::feasible_allocations(spec);
    let most_seated = all.iter().filter(|ranks| brute_force::seated(spec, ranks) == most);
    most_seated.map(|ranks| brute_force::rank_sum(ranks)).min().expect("the most is reached")
}

proptest! {
    #![proptest_config(config(6000))]

    #[test]
    fn siblings_holders_and_several_pools(spec in generators::Shape::everything().markets()) {
        agrees(&spec)?;
    }

    #[test]
    fn any_market_with_limits(spec in generators::any_market_with_limits()) {
        agrees(&spec)?;
    }

    #[test]
    fn chains_of_holders(spec in generators::chains()) {
        agrees(&spec)?;
    }

    #[test]
    fn single_children_with_the_smallest_rank_sum(spec in generators::Shape::singles().holders().markets()) {
        agrees(&spec)?;
        let market = spec.build();
        let outcome = run(&market);
        let ranks = spec::ranks(&market, &outcome.allocation);
        let most = brute_force::seated(&spec, &ranks);
        prop_assert_eq!(brute_force::rank_sum(&ranks), smallest_rank_sum(&spec, most), "{:?}", ranks);
        prop_assert_eq!(most_seated_bound(&market), most);
    }
}

/// A child that takes two seats counts twice where it is asked whether a pool can run out: three seats are not enough for two
/// such children.
#[test]
fn children_who_take_several_seats_are_not_seated_beyond_them() {
    use sekiwari::market::{FacilityId, MarketBuilder, RankClass};
    use sekiwari::mechanism::max_placement;
    use sekiwari::verify::{Submission, judge};
    let mut b = MarketBuilder::new();
    let pool = b.add_pool(FacilityId::new(0), 3);
    for rank in [1, 2] {
        let household = b.add_household(rank);
        let child = b.add_child(household);
        let seats = [(); 2].map(|()| b.add_claimant(child, pool, RankClass::new(rank)));
        b.add_wish(household, &seats);
    }
    let market = b.build().unwrap();
    let outcome = max_placement::run(&market);
    let verdict = judge(&market, &Submission::from_allocation(&market, &outcome.allocation));
    assert!(verdict.violations.is_empty(), "{:?}", verdict.violations);
    assert_eq!(outcome.allocation.tally(&market).seated(), 1);
}
