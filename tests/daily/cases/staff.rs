//! Teachers by the ages of those who come.

use crate::small::{Case, Small, june};
use sekiwari::market::day::Rounding;
use sekiwari::programme::daily::Service::Temporary;
use sekiwari::programme::daily::round::Session;

const DAY: jiff::civil::Date = june(2);

/// One teacher with the ratios of the state (3, 6, 15, 25); children of these classes in this order.
fn one_teacher(rounding: Rounding, minimum: u32, classes: &[u8]) -> Case {
    let mut small = Small::new().site().offer(Temporary, 20, |o| {
        o.teachers = Some(1);
        o.teacher_rule.bands = vec![(0b1, 3), (0b110, 6), (0b1000, 15), (0b11_0000, 25)];
        o.teacher_rule.rounding = rounding;
        o.teacher_rule.minimum = minimum;
    });
    for (n, &class) in classes.iter().enumerate() {
        let id = format!("C{n}");
        small = small.child(&id, class, |_| {}).ask(&id, Temporary, DAY, |_| {});
    }
    small.decide()
}

/// Four infants 4/3 = 1.3, a child of one year 1/6 = 0.1: 1.4 is one teacher. A second of one year makes 1.3 + 0.3 = 1.6, two
/// teachers; one of three years adds 1/15, which is cut to nothing.
#[test]
fn the_mix_of_ages_needs_teachers() {
    let case = one_teacher(Rounding::Cut, 0, &[0, 0, 0, 0, 1, 2, 3]);
    assert_eq!(case.got(), ["A 2", "A 2", "A 2", "A 2", "A 2", "-", "A 2"]);
    let reason = &case.reasons()[0];
    assert_eq!(reason.cause.as_str(), "TEACHERS");
    assert_eq!((reason.broken[0].taken, reason.broken[0].needed, reason.broken[0].ahead), (1, 2, 5));
}

/// Where every band needs whole teachers, one teacher has three infants and nobody of another band.
#[test]
fn whole_teachers_for_every_band() {
    let case = one_teacher(Rounding::PerBand, 0, &[0, 0, 0, 0, 5]);
    assert_eq!(case.codes(), ["GRANTED", "GRANTED", "GRANTED", "TEACHERS", "TEACHERS"]);
}

/// Two teachers at least, and only one there: nobody can come.
#[test]
fn never_alone() {
    let case = one_teacher(Rounding::Cut, 2, &[5]);
    assert_eq!(case.codes(), ["TEACHERS"]);
    assert_eq!(case.reasons()[0].broken[0].needed, 2);
}

/// A seat is taken in the morning by one child and in the afternoon by another; the whole day has none.
#[test]
fn half_days_share_a_seat() {
    let case = Small::new()
        .site()
        .offer(Temporary, 1, |_| {})
        .ask("C1", Temporary, DAY, |r| r.session = Session::Am)
        .ask("C2", Temporary, DAY, |_| {})
        .ask("C3", Temporary, DAY, |r| r.session = Session::Pm)
        .decide();
    assert_eq!(case.codes(), ["GRANTED", "SEATS", "GRANTED"]);
    assert_eq!(case.reasons()[0].broken[0].slot, Some(0));
}

/// Seats by class: the infants' seat is taken, another seat is free.
#[test]
fn seats_of_a_class() {
    let case = Small::new()
        .site()
        .offer(Temporary, 3, |o| o.groups = vec![(0b1, 1), (0b10_1000, 2)])
        .child("C1", 0, |_| {})
        .child("C2", 0, |_| {})
        .child("C4", 2, |_| {})
        .ask("C1", Temporary, DAY, |_| {})
        .ask("C2", Temporary, DAY, |_| {})
        .ask("C3", Temporary, DAY, |_| {})
        .ask("C4", Temporary, DAY, |_| {})
        .decide();
    assert_eq!(case.codes(), ["GRANTED", "CLASS_SEATS", "GRANTED", "CLASS"]);
}
