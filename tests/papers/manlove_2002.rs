//! Manlove, Irving, Iwama, Miyazaki and Morita, *Hard variants of stable marriage*, Theoretical Computer Science 276
//! (2002), 261-279: weakly stable matchings may differ in size, by a factor of up to two; the largest is hard to find.

use crate::support::brute_force;
use crate::support::spec::{HouseholdSpec, Spec};
use sekiwari::exact::ties::{Effort, run};
use sekiwari::market::Status;

/// Copies of the smallest such market: the first child would go to either place, the second only to the first place,
/// where both are equal.
fn copies(n: usize) -> Spec {
    let pair = |i: usize| {
        let flexible = HouseholdSpec::single(&[(2 * i, 1), (2 * i + 1, 1)]);
        [flexible, HouseholdSpec::single(&[(2 * i, 1)])]
    };
    Spec::new(&vec![1; 2 * n], (0..n).flat_map(pair).collect())
}

#[test]
fn stable_matchings_differ_in_size() {
    let spec = copies(2);
    let sizes: Vec<u32> =
        brute_force::solve(&spec).stable.iter().map(|ranks| brute_force::seated(&spec, ranks)).collect();
    assert_eq!((sizes.iter().min(), sizes.iter().max()), (Some(&2), Some(&4)));
}

#[test]
fn the_largest_is_found_and_proven() {
    let weak = copies(500).build();
    // The draw always favours the child who could go elsewhere.
    let strict = weak.break_ties(|child| child.index() as u64);
    let outcome = run(&weak, &strict, Effort::default(), &|| false).expect("no limits");
    assert_eq!(outcome.statistics.lottery.map(|l| l.seated), Some(500));
    assert_eq!((outcome.status, outcome.bounds.seated_max), (Status::Optimal, 1000));
    assert_eq!(outcome.allocation.tally(&weak).seated(), 1000);
}
