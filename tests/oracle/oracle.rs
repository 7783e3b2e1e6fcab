//! The oracle itself, on markets whose answers are known.

use crate::support::brute_force::{self, solve};
use crate::support::generators::{any_market_with_limits, with_feasible_allocation};
use crate::support::spec::{HouseholdSpec, Spec};
use proptest::prelude::*;

/// The textbook market with two stable matchings (Gale and Shapley 1962, example 1): three on each side.
#[test]
fn finds_every_stable_matching_of_a_textbook_market() {
    // Children prefer 0>1>2, 1>2>0, 2>0>1; pools rank (child 0, 1, 2) as (3,1,2), (2,3,1), (1,2,3).
    let spec = Spec::new(
        &[1, 1, 1],
        vec![
            HouseholdSpec::single(&[(0, 3), (1, 2), (2, 1)]),
            HouseholdSpec::single(&[(1, 3), (2, 2), (0, 1)]),
            HouseholdSpec::single(&[(2, 3), (0, 2), (1, 1)]),
        ],
    );
    let solutions = solve(&spec);
    assert_eq!(solutions.stable, [[1, 1, 1], [2, 2, 2], [3, 3, 3]]);
    assert_eq!(solutions.best, (0, 3, 3));
    assert_eq!(solutions.best_allocations, [[1, 1, 1]]);
}

/// Two siblings who go together or not at all, and a single child: nothing is stable (Roth 1984).
#[test]
fn knows_a_market_without_stable_allocation() {
    let siblings = HouseholdSpec::with_children(2, &[], vec![vec![(0, 0, 1), (1, 1, 2)]]);
    let single = HouseholdSpec::single(&[(0, 2), (1, 1)]);
    let solutions = solve(&Spec::new(&[1, 1], vec![siblings, single]));
    assert_eq!(solutions.feasible, 4);
    assert!(solutions.stable.is_empty());
    assert_eq!(solutions.fewest_blocking(), 1);
    assert_eq!(solutions.best, (1, 2, 1));
    assert_eq!(solutions.best_allocations, [[1, 0]]);
}

/// More children can be seated than any stable allocation seats.
#[test]
fn tells_most_seated_from_best() {
    // Child 0 ranks first everywhere and wants 0, then 1; child 1 lists only 0.
    let spec =
        Spec::new(&[1, 1], vec![HouseholdSpec::single(&[(0, 1), (1, 1)]), HouseholdSpec::single(&[(0, 2)])]);
    let solutions = solve(&spec);
    assert_eq!(solutions.best, (0, 1, 1));
    assert_eq!(solutions.most_seated, 2);
}

proptest! {
    #![proptest_config(crate::support::config(1000))]

    /// Every drawn market is valid, reads back as it was, and has the allocation "as today".
    #[test]
    fn generators_draw_valid_markets(spec in any_market_with_limits()) {
        let market = spec.build();
        prop_assert_eq!(&Spec::of(&market), &spec);
        let today = crate::support::spec::ranks(&market, &sekiwari::market::Allocation::as_today(&market));
        prop_assert!(brute_force::is_feasible(&spec, &today));
    }

    /// Feasible allocations are drawn feasible.
    #[test]
    fn generators_draw_feasible_allocations((spec, ranks) in with_feasible_allocation(any_market_with_limits())) {
        prop_assert!(brute_force::is_feasible(&spec, &ranks));
    }
}

/// What the generators draw is varied enough: each feature is met often.
#[test]
fn generators_meet_every_feature() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::new(crate::support::config(1));
    let strategy = any_market_with_limits();
    let mut met = [0u32; 10];
    for _ in 0..2000 {
        let spec = strategy.new_tree(&mut runner).unwrap().current();
        let hs = &spec.households;
        let twins = |w: &Vec<(usize, usize)>| w.iter().any(|a| w.iter().any(|b| a.0 != b.0 && a.1 == b.1));
        let days = |w: &Vec<(usize, usize)>| w.iter().any(|a| w.iter().any(|b| a.0 == b.0 && a.1 != b.1));
        let tie = |pool: usize| {
            let ranks: Vec<u32> = hs
                .iter()
                .flat_map(|h| h.ranks.iter().filter(|((_, p), r)| *p == pool && **r > 0).map(|(_, r)| *r))
                .collect();
            ranks.iter().enumerate().any(|(i, r)| ranks[..i].contains(r))
        };
        let features = [
            hs.iter().any(|h| h.children > 1),
            hs.iter().any(|h| h.children > 2),
            hs.iter().any(|h| h.wishes.iter().any(twins)),
            hs.iter().any(|h| h.wishes.iter().any(days)),
            hs.iter().any(|h| !h.held().is_empty() && h.wishes.len() > 1),
            hs.iter().any(|h| h.wishes.is_empty()),
            spec.seats.contains(&0),
            (0..spec.seats.len()).any(tie),
            !spec.limits.is_empty(),
            hs.len() >= 5,
        ];
        for (count, met) in met.iter_mut().zip(features) {
            *count += u32::from(met);
        }
    }
    assert!(met.iter().all(|&count| count >= 100), "{met:?}");
}
