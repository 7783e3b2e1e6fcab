//! Hafalir, Yenmez and Yildirim, *Effective affirmative action in school choice*, Theoretical Economics 8 (2013), 325-363:
//! quotas that keep others out can hurt the very children they are for (after Kojima, *School choice: impossibilities for
//! affirmative action*, Games and Economic Behavior 75 (2012), 685-693); reserves, which others may use, do not here.

use crate::support::brute_force;
use crate::support::spec::{HouseholdSpec, Spec};
use sekiwari::mechanism::deferred_acceptance;

/// Schools 0 (two seats) and 1 (one seat) rank child 0 before 1 before 2; child 2 is of the minority. Child 0 wants school
/// 0, child 1 school 0 and then 1, child 2 school 1 and then 0. One seat of school 0 is for the minority: pools 0 (its open
/// seat), 1 (the reserved one) and 2 (school 1). `others` says whether the others may use what the minority leaves.
fn example(others: bool) -> Spec {
    let majority = |rank: u32, then: &[(usize, u32)]| {
        // On the reserved seat they stand behind the minority.
        let left = others.then_some((1, rank + 3));
        let wishes: Vec<(usize, u32)> =
            [(0, rank)].into_iter().chain(left).chain(then.iter().copied()).collect();
        HouseholdSpec::single(&wishes)
    };
    let minority = HouseholdSpec::single(&[(2, 3), (1, 1), (0, 3)]);
    Spec::new(&[1, 1, 1], vec![majority(1, &[]), majority(2, &[(2, 2)]), minority])
}

/// The school of each child when children apply; the outcome is stable, and best for all of them.
fn applied(spec: &Spec) -> Vec<Option<usize>> {
    let market = spec.build();
    let outcome = deferred_acceptance::run(&market).expect("no limits");
    let places = crate::support::spec::ranks(&market, &outcome.allocation);
    assert!(brute_force::is_stable(spec, &places));
    let pool =
        |(h, &place): (usize, &u32)| Some(spec.households[h].wishes[place.checked_sub(1)? as usize][0].1);
    places.iter().enumerate().map(|h| pool(h).map(|p| usize::from(p == 2))).collect()
}

#[test]
fn a_quota_hurts_the_minority_child() {
    assert_eq!(applied(&example(false)), [Some(0), Some(1), Some(0)]);
}

#[test]
fn a_reserve_lets_everybody_have_their_first_wish() {
    assert_eq!(applied(&example(true)), [Some(0), Some(0), Some(1)]);
}
