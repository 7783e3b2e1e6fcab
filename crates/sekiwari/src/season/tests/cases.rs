//! Cases counted by hand.

use super::{decided, drawn, everybody, one_seat};
use crate::explain::daily::{Cause, Limit};
use crate::programme::daily::Round;
use crate::season::{Counts, Fate, ItemKind, SeasonError, SeasonOptions, Tally, Way, simulate};

fn counts(children: u32, way: Way, options: &SeasonOptions) -> Counts {
    let demand = drawn(one_seat(children), options);
    Tally::of(&demand, &demand.compiled.market, &decided(&demand, way, options)).total()
}

#[test]
fn without_cancellations_one_seat_serves_one_child_a_day() {
    let options = SeasonOptions { cancelled: 0.0, no_show: 0.0, ..everybody() };
    for way in Way::ALL {
        let got = counts(2, way, &options);
        assert_eq!(got, Counts { asked: 10, served: 5, unmet: 5, ..Counts::default() }, "{way:?}");
    }
    let demand = drawn(one_seat(2), &options);
    let first_come = decided(&demand, Way::FirstCome, &options);
    assert_eq!(first_come, decided(&demand, Way::Waitlist, &options));
    let unmet = first_come.fates.iter().filter(|&&f| f == Fate::Unmet(Cause::Limit(Limit::Seats)));
    assert_eq!(unmet.count(), 5);
}

#[test]
fn nobody_is_served_where_everybody_cancels() {
    let options = SeasonOptions { cancelled: 1.0, no_show: 0.0, risk: 0.0, ..everybody() };
    for way in Way::ALL {
        let got = counts(3, way, &options);
        assert_eq!(got, Counts { asked: 15, cancelled: 5, unmet: 10, ..Counts::default() }, "{way:?}");
    }
    // At any risk all may have a place, as nobody ever comes.
    let got = counts(3, Way::Overbooking, &SeasonOptions { risk: 1e-9, ..options });
    assert_eq!((got.cancelled, got.turned_away), (15, 0));
}

#[test]
fn without_risk_overbooking_is_first_come() {
    let options = SeasonOptions { cancelled: 0.5, risk: 0.0, ..everybody() };
    let demand = drawn(one_seat(4), &options);
    let [first, over] = [Way::FirstCome, Way::Overbooking].map(|way| decided(&demand, way, &options));
    assert_eq!(first, over);
}

#[test]
fn overbooking_accepts_as_many_as_the_risk_allows() {
    // Two of two come with probability 0.25; one seat is then too few. With three it is 0.5.
    let options = SeasonOptions { cancelled: 0.5, no_show: 0.0, risk: 0.25, ..everybody() };
    let demand = drawn(one_seat(3), &options);
    let over = decided(&demand, Way::Overbooking, &options);
    assert_eq!(over.given.iter().flatten().count(), 10);
    let none = decided(&demand, Way::Overbooking, &SeasonOptions { risk: 0.2499, ..options.clone() });
    assert_eq!(none.given.iter().flatten().count(), 5);
    let all = decided(&demand, Way::Overbooking, &SeasonOptions { risk: 0.5, ..options });
    assert_eq!(all.given.iter().flatten().count(), 15);
    // One child goes in at most on every day; everybody else who comes is turned away.
    let served = |day: u32| {
        let of_day = demand.drawn.iter().zip(&all.fates).filter(|(d, _)| d.day == day);
        of_day.filter(|(_, f)| matches!(f, Fate::Served(_))).count()
    };
    let came = |day: u32| {
        let of_day = demand.drawn.iter().zip(&all.fates).filter(|(d, _)| d.day == day);
        of_day.filter(|(_, f)| matches!(f, Fate::Served(_) | Fate::TurnedAway)).count()
    };
    assert!((0..5).all(|day| served(day) == came(day).min(1)));
}

#[test]
fn who_waits_takes_what_is_cancelled() {
    let options = SeasonOptions { cancelled: 0.5, no_show: 0.0, ..everybody() };
    let demand = drawn(one_seat(4), &options);
    let waitlist = decided(&demand, Way::Waitlist, &options);
    for day in 0..5 {
        let fates = || demand.drawn.iter().zip(&waitlist.fates).filter(|(d, _)| d.day == day);
        let would_come = fates().any(|(d, _)| d.intent == crate::season::Intent::Comes);
        let served = fates().filter(|(_, f)| matches!(f, Fate::Served(_))).count();
        assert_eq!(served, usize::from(would_come), "day {day}");
    }
    // Nobody who cannot come any more is called.
    let far = SeasonOptions { reachable: 0.0, ..options };
    let demand = drawn(one_seat(4), &far);
    let [a, b] = [Way::FirstCome, Way::Waitlist].map(|way| decided(&demand, way, &far));
    assert_eq!(a.fates, b.fates);
}

#[test]
fn one_more_seat_is_worth_what_it_serves() {
    let options = SeasonOptions { cancelled: 0.0, no_show: 0.0, worth: true, ..everybody() };
    let worth =
        |children| simulate(&Round::new(one_seat(children)).unwrap(), &options, &|| ()).unwrap().worth;
    for (children, days) in [(3, 5.0), (1, 0.0)] {
        let worth = worth(children);
        assert_eq!(worth.len(), Way::ALL.len());
        assert!(worth.iter().all(|w| w.item.kind == ItemKind::Seat));
        assert!(worth.iter().all(|w| (w.gain.mean, w.gain.low, w.gain.high) == (days, days, days)));
    }
}

#[test]
fn the_report_is_the_same_on_any_number_of_threads() {
    let options = SeasonOptions { seasons: 12, demand: 3.0, worth: true, ..SeasonOptions::default() };
    let round = Round::new(one_seat(6)).unwrap();
    let on = |threads, options: &SeasonOptions| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| simulate(&round, options, &|| ()).unwrap())
    };
    let one = on(1, &options);
    assert_eq!(one, on(4, &options));
    assert_ne!(one, on(1, &SeasonOptions { seed: 2, ..options }));
}

#[test]
fn one_child_more_leaves_the_draws_of_the_others() {
    let options = SeasonOptions { demand: 2.0, ..SeasonOptions::default() };
    let demands = [5, 6].map(|children| {
        let mut data = one_seat(6);
        data.children.truncate(children);
        data.requests.retain(|r| r.child < 5);
        // As much is asked by each child.
        let options = SeasonOptions { demand: 2.0 * children as f64, ..options.clone() };
        let demand = drawn(data, &options);
        let rows = demand.round.requests().iter().zip(&demand.drawn).filter(|(r, _)| r.child < 5);
        rows.map(|(r, d)| (r.child, r.requested_at, d.day, d.intent)).collect::<Vec<_>>()
    });
    assert!(!demands[0].is_empty());
    assert_eq!(demands[0], demands[1]);
}

#[test]
fn options_that_cannot_be_are_refused() {
    let round = Round::new(one_seat(1)).unwrap();
    let wrong = [
        SeasonOptions { cancelled: 1.1, ..SeasonOptions::default() },
        SeasonOptions { cancelled: 0.6, no_show: 0.6, ..SeasonOptions::default() },
        SeasonOptions { risk: f64::NAN, ..SeasonOptions::default() },
        SeasonOptions { seasons: 0, ..SeasonOptions::default() },
        SeasonOptions { ways: vec![Way::Batch, Way::Batch], ..SeasonOptions::default() },
        SeasonOptions { diseases: vec![("none".to_owned(), 1.0)], ..SeasonOptions::default() },
    ];
    for options in wrong {
        assert!(matches!(simulate(&round, &options, &|| ()), Err(SeasonError::Option { .. })), "{options:?}");
    }
}
