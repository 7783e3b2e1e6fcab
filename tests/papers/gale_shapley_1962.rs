//! Gale and Shapley, *College admissions and the stability of marriage*, American Mathematical Monthly 69 (1962), 9-15.

use crate::support::brute_force;
use crate::support::spec::{HouseholdSpec, Spec, ranks};
use sekiwari::market::Status;
use sekiwari::mechanism::deferred_acceptance;

/// A ranking matrix of the paper: per man and woman (his rank of her, her rank of him), both from 1.
fn marriages<const N: usize>(matrix: [[(u32, u32); N]; N]) -> Spec {
    let households = matrix.iter().map(|row| {
        let mut women: Vec<(usize, (u32, u32))> = row.iter().copied().enumerate().collect();
        women.sort_by_key(|(_, (his, _))| *his);
        HouseholdSpec::single(&women.iter().map(|&(w, (_, hers))| (w, hers)).collect::<Vec<_>>())
    });
    Spec::new(&[1; N], households.collect())
}

#[test]
fn example_1_has_three_stable_sets_and_proposers_get_the_best() {
    let spec = marriages([[(1, 3), (2, 2), (3, 1)], [(3, 1), (1, 3), (2, 2)], [(2, 2), (3, 1), (1, 3)]]);
    let mut stable = brute_force::solve(&spec).stable;
    stable.sort();
    assert_eq!(stable, [[1, 1, 1], [2, 2, 2], [3, 3, 3]]);
    let market = spec.build();
    let outcome = deferred_acceptance::run(&market).expect("no limits");
    assert_eq!(ranks(&market, &outcome.allocation), [1, 1, 1]);
    assert_eq!(outcome.status, Status::Optimal);
}

#[test]
fn example_2_has_one_stable_set() {
    let spec = marriages([
        [(1, 3), (2, 3), (3, 2), (4, 3)],
        [(1, 4), (4, 1), (3, 3), (2, 2)],
        [(2, 2), (1, 4), (3, 4), (4, 1)],
        [(4, 1), (2, 2), (3, 1), (1, 4)],
    ]);
    // In the paper: alpha-C, beta-D, gamma-A, delta-B.
    let expected = vec![3, 2, 2, 2];
    assert_eq!(brute_force::solve(&spec).stable, [expected.clone()]);
    let market = spec.build();
    let outcome = deferred_acceptance::run(&market).expect("no limits");
    assert_eq!(ranks(&market, &outcome.allocation), expected);
}
