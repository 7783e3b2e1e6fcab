//! Who may come.

use crate::small::{Small, june};
use jiff::civil::date;
use sekiwari::Lang;
use sekiwari::programme::daily::Service::{Holiday, Sick, Temporary};
use sekiwari::programme::daily::round::{Age, Enrolled};

/// Holiday care for children in a licensed place of whom both parents work on the day.
#[test]
fn both_parents_work_on_the_holiday() {
    let case = Small::new()
        .site()
        .offer(Holiday, 5, |o| {
            o.days = "U".parse().unwrap();
            o.entitlement.both_work = true;
            o.entitlement.enrolled = Some(true);
        })
        .child("C1", 3, |c| c.enrolled = Enrolled::At(0))
        .child("C2", 3, |c| c.enrolled = Enrolled::Elsewhere)
        .ask("C1", Holiday, june(7), |_| {})
        .ask("C2", Holiday, june(7), |r| r.both_work = true)
        .ask("C3", Holiday, june(7), |r| r.both_work = true)
        .decide();
    assert_eq!(case.codes(), ["NO_WORK_THAT_DAY", "GRANTED", "ENROLMENT"]);
}

/// From six months on the day of use: born on December 3, a child is 181 days old on June 2 and 182 on June 3.
#[test]
fn old_enough_on_the_day() {
    let case = Small::new()
        .site()
        .offer(Temporary, 5, |o| o.entitlement.min_age_days = Some(182))
        .child("C1", 0, |c| c.age = Age::Born(date(2025, 12, 3)))
        .ask("C1", Temporary, june(2), |_| {})
        .ask("C1", Temporary, june(3), |_| {})
        .decide();
    assert_eq!(case.codes(), ["TOO_YOUNG", "GRANTED"]);
}

/// Registration, residence, and children of this very site.
#[test]
fn registered_residents_of_the_site() {
    let case = Small::new()
        .site()
        .offer(Sick, 5, |o| o.entitlement.registered = true)
        .site()
        .offer(Sick, 5, |o| (o.entitlement.own_only, o.entitlement.resident) = (true, true))
        .child("C1", 3, |c| c.registered = vec![Sick])
        .child("C2", 3, |c| c.enrolled = Enrolled::At(1))
        .child("C3", 3, |c| (c.enrolled, c.resident) = (Enrolled::At(1), false))
        .ask("C1", Sick, june(2), |r| r.sites = vec![1, 0])
        .ask("C2", Sick, june(2), |r| r.sites = vec![0, 1])
        .ask("C3", Sick, june(2), |r| r.sites = vec![1])
        .decide();
    assert_eq!(case.got(), ["A 2", "B 2", "-"]);
    let codes: Vec<_> = case.reasons().iter().map(|r| r.cause.as_str()).collect();
    assert_eq!(codes, ["OTHER_SITE", "NOT_REGISTERED", "NOT_RESIDENT"]);
}

/// Siblings who come together: one seat is left on the first date, so both come on the second.
#[test]
fn siblings_come_together() {
    let together = |dates: &[i8]| {
        let dates: Vec<_> = dates.iter().map(|&d| june(d)).collect();
        Small::new()
            .site()
            .offer(Temporary, 2, |_| {})
            .ask("C0", Temporary, june(2), |_| {})
            .ask("C1", Temporary, june(2), |r| (r.dates, r.together) = (dates.clone(), Some("S".to_owned())))
            .ask("C2", Temporary, june(2), |r| (r.dates, r.together) = (dates.clone(), Some("S".to_owned())))
            .ask("C3", Temporary, june(2), |_| {})
            .decide()
    };
    let case = together(&[2, 3]);
    assert_eq!(case.got(), ["A 2", "A 3", "A 3", "A 2"]);
    // Without a second date both are refused, and the seat goes to the next one.
    let case = together(&[2]);
    assert_eq!(case.codes(), ["GRANTED", "SEATS", "SEATS", "GRANTED"]);
    assert_eq!(
        case.reasons()[0].text(&case.told(), "priority", Lang::Ja),
        "第1希望 施設 A 2026年6月2日（火）：定員 2 人に対し 1 人の利用が決まっています（8:00～12:30）。一緒の利用には 2 席が必要です。順番の決め手は申込みの時刻。"
    );
}

/// A sibling who is too old for the site keeps the other from coming, who is told so.
#[test]
fn one_of_them_cannot_come() {
    let case = Small::new()
        .site()
        .offer(Temporary, 5, |o| o.entitlement.classes = 0b11_1111)
        .child("C2", 7, |_| {})
        .ask("C1", Temporary, june(2), |r| r.together = Some("S".to_owned()))
        .ask("C2", Temporary, june(2), |r| r.together = Some("S".to_owned()))
        .decide();
    assert_eq!(case.codes(), ["TOGETHER", "CLASS"]);
}
