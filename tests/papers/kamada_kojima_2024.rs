//! Kamada and Kojima, *Fair matching under constraints: theory and applications* (2024): teachers by age, the ratios of the national
//! standard (one teacher for 3 children of age 0, 6 of ages 1 and 2, 20 of age 3, 30 of ages 4 and 5), quoted in its
//! introduction; and what its theory says of fairness against waste.

use sekiwari::market::{FacilityId, HouseholdId, Limit, Market, MarketBuilder, RankClass};
use sekiwari::mechanism::cutoff;
use sekiwari::verify::{Submission, judge};

/// Children per teacher of classes 0 to 5; a teacher is 60 parts.
const PER_TEACHER: [u32; 6] = [3, 6, 6, 20, 30, 30];
const TEACHER: u32 = 60;

/// One daycare with plenty of seats in every class and two teachers. Children by class, the first comes first.
fn daycare(classes: &[usize]) -> Market {
    let mut b = MarketBuilder::new();
    let facility = FacilityId::new(0);
    let pools = [(); 6].map(|()| b.add_pool(facility, 100));
    let weights = pools.iter().zip(PER_TEACHER).map(|(&pool, children)| (pool, TEACHER / children)).collect();
    b.add_limit(Limit { facility, capacity: u64::from(2 * TEACHER), weights });
    for (place, &class) in (0..).zip(classes) {
        let household = b.add_household(place);
        let child = b.add_child(household);
        let claimant = b.add_claimant(child, pools[class], RankClass::new(place + 1));
        b.add_wish(household, &[claimant]);
    }
    b.build().expect("valid")
}

fn seated(market: &Market) -> Vec<bool> {
    let outcome = cutoff::run(market).expect("single claims");
    (0..market.households().len() as u32)
        .map(|h| outcome.allocation.rank(HouseholdId::new(h)).is_some())
        .collect()
}

#[test]
fn two_teachers_bear_three_of_age_0_and_six_of_age_1() {
    let classes = [0, 1, 1, 0, 1, 1, 0, 1, 1, 1];
    assert_eq!(seated(&daycare(&classes)), [true, true, true, true, true, true, true, true, true, false]);
}

/// With a constraint that is no plain number of seats, fairness and full use cannot both be had: the child that does not fit is
/// of age 0; the lighter one behind it would, but must not pass it.
#[test]
fn a_fair_outcome_may_waste() {
    let classes = [0, 0, 0, 0, 0, 4, 4, 0, 0, 4];
    let market = daycare(&classes);
    // Five of age 0 take 100 of 120 parts, two of age 4 four more; the next of age 0 needs 20.
    assert_eq!(seated(&market), [true, true, true, true, true, true, true, false, false, false]);
    let outcome = cutoff::run(&market).expect("single claims");
    let verdict = judge(&market, &Submission::from_allocation(&market, &outcome.allocation));
    // The judge counts the room left for the last child as waste: it displaces nobody.
    assert_eq!((verdict.blocking_wishes(), verdict.wasted), (1, 1));
}
