#![allow(clippy::unwrap_used)]
use super::Shut;
use crate::market::day::Slots;
use crate::programme::daily::made::{row, with};
use crate::programme::daily::round::{Closure, RoundData, Session};
use crate::programme::daily::{Round, Service, Weekdays, holidays};
use jiff::civil::{Date, date, time};

const AM: Slots = Slots::from_bits(1);
const PM: Slots = Slots::from_bits(2);
const DAY: Slots = Slots::from_bits(3);

fn may(change: impl FnOnce(&mut RoundData)) -> Round {
    with(|d| {
        d.period = (date(2026, 5, 1), date(2026, 5, 31));
        d.holidays = holidays::between(d.period.0, d.period.1).unwrap().into_iter().map(|h| h.date).collect();
        change(d);
    })
}

fn open(round: &Round, day: i8) -> Result<Slots, Shut> {
    round.calendar().at(0, day as u32 - 1).map(|open| open.open)
}

fn slots(round: &Round, day: i8, session: Session) -> Option<Slots> {
    let open = round.calendar().at(0, day as u32 - 1);
    open.ok().and_then(|open| open.slots_for(round.rules(), session))
}

fn hours(from: (i8, i8), to: (i8, i8)) -> Session {
    Session::Hours(time(from.0, from.1, 0, 0), time(to.0, to.1, 0, 0))
}

#[test]
fn weekdays_but_no_national_holidays() {
    let round = may(|_| {});
    assert_eq!(open(&round, 1), Ok(DAY));
    assert_eq!(open(&round, 2), Err(Shut::Weekday));
    // May 3 to 5 are holidays, the first of them a Sunday, so Wednesday 6 is one too.
    for day in 3..=6 {
        assert_eq!(open(&round, day), Err(Shut::NationalHoliday));
    }
    assert_eq!(open(&round, 7), Ok(DAY));
    let round = may(|d| d.offers[0].on_holidays = Some(true));
    assert_eq!((open(&round, 3), open(&round, 4)), (Err(Shut::NationalHoliday), Ok(DAY)));
}

#[test]
fn holiday_care_is_open_on_sundays_and_every_holiday() {
    let holiday = |said| {
        may(move |d| {
            d.offers[0].service = Service::Holiday;
            d.offers[0].days = "U".parse().unwrap();
            d.offers[0].on_holidays = said;
        })
    };
    let round = holiday(None);
    for day in [3, 4, 5, 6, 10, 17] {
        assert_eq!(open(&round, day), Ok(DAY));
    }
    assert_eq!((open(&round, 7), open(&round, 9)), (Err(Shut::Weekday), Err(Shut::Weekday)));
    let round = holiday(Some(false));
    assert_eq!((open(&round, 4), open(&round, 10)), (Err(Shut::NationalHoliday), Ok(DAY)));
}

#[test]
fn holiday_care_is_closed_around_new_year() {
    let days = |from: Date, to: Date| {
        with(move |d| {
            d.period = (from, to);
            d.holidays = holidays::between(from, to).unwrap().into_iter().map(|h| h.date).collect();
            d.offers[0].service = Service::Holiday;
            d.offers[0].days = "U".parse().unwrap();
            let (from, to) = (date(2026, 12, 29), date(2027, 1, 3));
            d.closures = vec![Closure {
                site: None,
                service: Some(Service::Holiday),
                from,
                to,
                reason: String::new(),
            }];
        })
    };
    let round = days(date(2026, 12, 20), date(2027, 1, 11));
    // Sundays are December 20 and 27, January 3 and 10; holidays January 1 and 11.
    let open: Vec<i8> = (0..round.days())
        .filter(|&day| round.calendar().at(0, day).is_ok())
        .map(|day| round.date_of(day).day())
        .collect();
    assert_eq!(open, [20, 27, 10, 11]);
    assert_eq!(round.calendar().at(0, 12), Err(Shut::Closure(0)));
    // Temporary care is not touched by a closure of holiday care.
    assert!(round.calendar().at(1, 9).is_ok());
}

#[test]
fn short_days_have_no_afternoon() {
    // Sick care: Monday to Saturday 8:30 to 17:30, on Wednesday and Saturday to 12:30.
    let round = may(|d| {
        d.offers[0].days = "MTWHFS".parse().unwrap();
        d.offers[0].hours = Some((time(8, 30, 0, 0), time(17, 30, 0, 0)));
        d.offers[0].short = Some(("WS".parse().unwrap(), time(12, 30, 0, 0)));
    });
    assert_eq!((open(&round, 8), open(&round, 9), open(&round, 13)), (Ok(DAY), Ok(AM), Ok(AM)));
    assert_eq!(slots(&round, 8, Session::Day), Some(DAY));
    assert_eq!(slots(&round, 9, Session::Day), None);
    assert_eq!(slots(&round, 9, Session::Am), Some(AM));
    assert_eq!(slots(&round, 9, Session::Pm), None);
    assert_eq!(slots(&round, 9, hours((9, 0), (12, 30))), Some(AM));
    assert_eq!(slots(&round, 9, hours((8, 0), (12, 0))), None);
    assert_eq!(slots(&round, 9, hours((9, 0), (13, 0))), None);
    assert_eq!(slots(&round, 8, hours((9, 0), (13, 0))), Some(DAY));
}

#[test]
fn who_is_open_in_the_morning_only_gives_no_day() {
    let round = may(|d| d.offers[0].hours = Some((time(8, 0, 0, 0), time(12, 0, 0, 0))));
    assert_eq!(slots(&round, 1, Session::Am), Some(AM));
    assert_eq!((slots(&round, 1, Session::Day), slots(&round, 1, Session::Pm)), (None, None));
}

#[test]
fn a_day_is_the_usual_hours_of_the_service() {
    // Slots of an hour from 7 to 19; the service is open from 8 to 18.
    let round = may(|d| {
        d.rules.bounds = (7..=19).map(|h| time(h, 0, 0, 0)).collect();
        d.rules.half = time(13, 0, 0, 0);
        d.offers[0].hours = Some((time(8, 0, 0, 0), time(18, 0, 0, 0)));
    });
    assert_eq!(
        slots(&round, 1, Session::Day).map(|s| s.iter().collect()),
        Some((1..=10).collect::<Vec<_>>())
    );
    assert_eq!(slots(&round, 1, Session::Pm).map(|s| s.iter().collect()), Some((6..=10).collect::<Vec<_>>()));
    assert_eq!(slots(&round, 1, hours((9, 30), (11, 0))).map(Slots::len), Some(2));
}

#[test]
fn session_rows_open_and_close() {
    let round = may(|d| {
        d.sessions = vec![
            // Saturday morning as well; no seat on Friday afternoon and on Monday.
            row(0, date(2026, 5, 9), Session::Am, 0, Some(2)),
            row(0, date(2026, 5, 8), Session::Pm, 0, Some(0)),
            row(0, date(2026, 5, 11), Session::Day, 0, Some(0)),
            row(0, date(2026, 5, 12), Session::Am, 0, Some(9)),
            // An evening beyond the hours.
            row(0, date(2026, 5, 16), hours((9, 0), (12, 0)), 0, Some(2)),
        ];
        d.offers[0].hours = Some((time(8, 0, 0, 0), time(17, 0, 0, 0)));
    });
    assert_eq!((open(&round, 9), open(&round, 8), open(&round, 11)), (Ok(AM), Ok(AM), Err(Shut::Sessions)));
    assert_eq!(open(&round, 12), Ok(DAY));
    assert_eq!((slots(&round, 16, Session::Am), slots(&round, 16, Session::Pm)), (Some(AM), None));
    assert_eq!(slots(&round, 16, hours((8, 0), (10, 0))), None);
}

#[test]
fn without_weekdays_only_rows_open() {
    let round = may(|d| {
        d.offers[0].days = Weekdays::NONE;
        d.sessions = vec![row(0, date(2026, 5, 4), Session::Pm, 0, Some(2))];
    });
    assert_eq!((open(&round, 1), open(&round, 4)), (Err(Shut::Weekday), Ok(PM)));
}

#[test]
fn classes_with_seats_are_known() {
    let round = may(|d| {
        d.offers[0].groups = vec![(0b111, 3)];
        d.sessions = vec![row(0, date(2026, 5, 1), Session::Day, 0b11000, Some(2))];
        d.sessions.push(row(1, date(2026, 5, 1), Session::Am, 0b1, Some(2)));
    });
    let classes = |offer, day: u32| round.calendar().at(offer, day - 1).map(|o| o.classes);
    assert_eq!((classes(0, 1), classes(0, 7)), (Ok(0b11000), Ok(0b111)));
    // Nothing is said about the afternoon.
    assert_eq!(classes(1, 1), Ok(u16::MAX));
}
