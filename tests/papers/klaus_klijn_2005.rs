//! Klaus and Klijn, *Stable matchings and preferences of couples*, Journal of Economic Theory 121 (2005), 75-106: with a
//! couple that wants two places together there may be no stable matching.

use crate::support::brute_force;
use crate::support::spec::{HouseholdSpec, Spec};
use sekiwari::exact::{Options, run};
use sekiwari::market::Status;
use sekiwari::mechanism::deferred_acceptance;
use sekiwari::verify::certify;

/// Places 0 and 1. The couple wants 0 and 1 at once; the single wants 0, then 1. Place 0 ranks the couple's first
/// member before the single, place 1 the single before the couple's second member.
fn example() -> Spec {
    let couple = HouseholdSpec::with_children(2, &[], vec![vec![(0, 0, 1), (1, 1, 2)]]);
    let single = HouseholdSpec::single(&[(0, 2), (1, 1)]);
    Spec::new(&[1, 1], vec![couple, single])
}

#[test]
fn nothing_is_stable() {
    let oracle = brute_force::solve(&example());
    assert!(oracle.stable.is_empty());
    assert_eq!(oracle.fewest_blocking(), 1);
}

#[test]
fn stable_optimal_proves_it_and_lets_one_household_block() {
    let market = example().build();
    let outcome = run(&market, Options::default()).expect("no limits");
    assert_eq!(outcome.bounds.blocking_households_min, 1);
    assert_eq!(outcome.status, Status::Optimal, "nothing with one blocking household is better");
    assert!(!outcome.statistics.gave_up);
    let verified = certify(&market, outcome.allocation).expect("feasible");
    assert_eq!(verified.verdict().blocking_households(), 1);
}

#[test]
fn deferred_acceptance_says_that_it_gave_up() {
    let market = example().build();
    assert!(deferred_acceptance::run(&market).expect("no limits").statistics.gave_up);
}
