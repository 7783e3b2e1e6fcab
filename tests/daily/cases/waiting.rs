//! Who could come next: by who fits.

use crate::small::{Case, Small, june};
use sekiwari::explain::daily::{Limit, next_if_cancelled, next_if_freed, waiting};
use sekiwari::programme::daily::Service::{Sick, Temporary};
use sekiwari::programme::daily::round::{DiseaseRule, Session};

fn ids(case: &Case, requests: &[u32]) -> Vec<String> {
    requests.iter().map(|&r| case.round.requests()[r as usize].id.clone()).collect()
}

/// Two rooms, a cold and an influenza there; a norovirus and a second influenza wait in this order. Where the cold cancels
/// nobody but the norovirus gets a room; where the influenza does, both could come, one of them; a seat more lets the second one in.
#[test]
fn the_first_that_fits() {
    let case = Small::new()
        .site()
        .disease("cold", DiseaseRule::Mix)
        .disease("flu", DiseaseRule::Separate)
        .disease("noro", DiseaseRule::Separate)
        .offer(Sick, 2, |o| o.rooms = vec![("1".to_owned(), 2), ("2".to_owned(), 2)])
        .ask("C1", Sick, june(2), |r| r.disease = Some(0))
        .ask("C2", Sick, june(2), |r| r.disease = Some(1))
        .ask("C3", Sick, june(2), |r| r.disease = Some(2))
        .ask("C4", Sick, june(2), |r| r.disease = Some(1))
        .decide();
    let told = case.told();
    let opening = case.compiled.opening(0, 1).unwrap();
    let list = waiting(&told, opening);
    let lacks = |i: usize| list[i].lacks.iter().map(|b| b.limit).collect::<Vec<_>>();
    assert_eq!(lacks(0), [Limit::Rooms, Limit::Seats]);
    assert_eq!(lacks(1), [Limit::Seats]);
    assert_eq!((list[0].one_more.len(), &list[1].one_more[..]), (0, &[Limit::Seats][..]));
    // A seat more is of use to the second only, though the first stands before it.
    assert_eq!(ids(&case, &next_if_freed(&told, opening, Limit::Seats)), ["R03"]);
    assert_eq!(ids(&case, &next_if_freed(&told, opening, Limit::Rooms)), [""; 0]);
    assert_eq!(ids(&case, &next_if_cancelled(&told, 0)), ["R02", "R03"]);
    assert_eq!(ids(&case, &next_if_cancelled(&told, 1)), ["R02", "R03"]);
    assert_eq!(ids(&case, &next_if_cancelled(&told, 2)), [""; 0]);
}

/// A morning that is cancelled helps who waits for the morning, not who waits for the whole day and stands before.
#[test]
fn a_morning_for_a_morning() {
    let case = Small::new()
        .site()
        .offer(Temporary, 1, |_| {})
        .ask("C1", Temporary, june(2), |r| r.session = Session::Am)
        .ask("C2", Temporary, june(2), |r| r.session = Session::Pm)
        .ask("C3", Temporary, june(2), |_| {})
        .ask("C4", Temporary, june(2), |r| r.session = Session::Am)
        .decide();
    let told = case.told();
    assert_eq!(ids(&case, &next_if_cancelled(&told, 0)), ["R03"]);
    assert_eq!(ids(&case, &next_if_cancelled(&told, 1)), [""; 0]);
    let opening = case.compiled.opening(0, 1).unwrap();
    assert_eq!(ids(&case, &next_if_freed(&told, opening, Limit::Seats)), ["R02", "R03"]);
}

/// Who has used its days does not wait; a cancellation of its own request lets it come.
#[test]
fn own_days() {
    let case = Small::new()
        .site()
        .offer(Temporary, 2, |_| {})
        .cap("one a week", sekiwari::programme::daily::round::Per::Week, 10)
        .ask("C1", Temporary, june(2), |_| {})
        .ask("C1", Temporary, june(3), |_| {})
        .decide();
    let told = case.told();
    assert!(waiting(&told, case.compiled.opening(0, 2).unwrap()).is_empty());
    assert_eq!(ids(&case, &next_if_cancelled(&told, 0)), ["R01"]);
}
