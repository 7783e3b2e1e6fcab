//! Erdil and Ergin, *What's the matter with tie-breaking? Improving efficiency in school choice*, American Economic
//! Review 98 (2008), 669-689: an order drawn for equals can cost children their wishes without need, and rings of
//! children who all move up bring them back.

use crate::support::brute_force;
use crate::support::spec::{HouseholdSpec, Spec, ranks};
use sekiwari::exact::ties::{Effort, run};
use sekiwari::market::Status;

/// Three children and three schools with a seat each. Child 0 is first at school 0, child 1 at school 1, child 2 at
/// school 2; everyone else is equal there.
fn example() -> Spec {
    let [x, y, z] = [0, 1, 2];
    let child = |own: usize, list: [usize; 3]| {
        HouseholdSpec::single(&list.map(|school| (school, if school == own { 1 } else { 2 })))
    };
    Spec::new(&[1, 1, 1], vec![child(x, [y, x, z]), child(y, [z, y, x]), child(z, [y, z, x])])
}

#[test]
fn the_draw_costs_two_children_their_first_wish() {
    let weak = example().build();
    // The draw puts child 0 before child 2 at school 1, which sets off a chain that gains child 0 nothing.
    let strict = weak.break_ties(|child| child.index() as u64);
    let drawn = sekiwari::exact::run(&strict, sekiwari::exact::Options::default()).expect("no limits");
    assert_eq!(ranks(&weak, &drawn.allocation), [2, 2, 2]);
    assert!(brute_force::is_stable(&example(), &[2, 1, 1]));
}

#[test]
fn a_ring_gives_it_back() {
    let weak = example().build();
    let strict = weak.break_ties(|child| child.index() as u64);
    let outcome = run(&weak, &strict, Effort::default(), &|| false).expect("no limits");
    assert_eq!(ranks(&weak, &outcome.allocation), [2, 1, 1]);
    assert_eq!((outcome.status, outcome.bounds.seated_max), (Status::Optimal, 3));
}
