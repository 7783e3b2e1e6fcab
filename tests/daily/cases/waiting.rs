//! Who could come next: by who fits.

use crate::small::{Case, Small, june};
use sekiwari::Lang;
use sekiwari::explain::daily::{Limit, next_if_cancelled, next_if_freed, waiting, waiting_text};
use sekiwari::market::day::RoomKind;
use sekiwari::programme::daily::Service::{Sick, Temporary};
use sekiwari::programme::daily::round::{DiseaseRule, RoomRow, Session};

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
        .offer(Sick, 2, |o| o.rooms = vec![RoomRow::any("1", 2), RoomRow::any("2", 2)])
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

/// A common room and an isolation room, an influenza and a cold there, and a norovirus that waits: for an isolation room, not for
/// a seat, and not for the cold to leave.
#[test]
fn one_more_isolation_room() {
    let case = Small::new()
        .site()
        .disease("cold", DiseaseRule::Mix)
        .disease("flu", DiseaseRule::Separate)
        .disease("noro", DiseaseRule::Separate)
        .offer(Sick, 3, |o| {
            o.rooms = vec![
                RoomRow::any("1", 1).of_kind(RoomKind::Common),
                RoomRow::any("2", 1).of_kind(RoomKind::Isolation),
            ];
        })
        .ask("C1", Sick, june(2), |r| r.disease = Some(1))
        .ask("C2", Sick, june(2), |r| r.disease = Some(2))
        .ask("C3", Sick, june(2), |r| r.disease = Some(0))
        .decide();
    assert_eq!(case.got(), ["A 2/2", "-", "A 2/1"]);
    let told = case.told();
    let list = waiting(&told, case.compiled.opening(0, 1).unwrap());
    let lacks: Vec<_> = list[0].lacks.iter().map(|b| (b.limit, b.beside)).collect();
    assert_eq!((&lacks[..], &list[0].one_more[..]), (&[(Limit::Rooms, 0)][..], &[Limit::Rooms][..]));
    assert_eq!(ids(&case, &next_if_cancelled(&told, 0)), ["R01"]);
    assert_eq!(ids(&case, &next_if_cancelled(&told, 2)), [""; 0]);
    assert_eq!(
        waiting_text(&told, &case.reasons()[0], Lang::Ja).as_deref(),
        Some("待ち順 1（1 件中）。隔離室が一つ空けば利用できます。")
    );
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
