//! Figures of real cities and offices.

use super::made::{TODAY, class, classes, national, room, standard, teachers, usual};
use crate::programme::nursery::AgeClass;
use crate::programme::nursery::capacity::{
    Binding, Mode, Overrun, Ratios, RoomKind, Rounding, Teachers, children_in, derive, most_children,
};
use jiff::civil::date;

const CUT: (Rounding, Mode) = (Rounding::Cut, Mode::Facility);

fn needed(heads: [u64; 6], (rounding, mode): (Rounding, Mode)) -> u64 {
    standard(rounding, mode).staff.needed(&heads.map(|n| 10 * n))
}

#[test]
fn teachers_of_the_pay_table() {
    // 3.0 + 5.3 + 1.3 + 1.6 = 11.2
    assert_eq!(needed([9, 16, 16, 20, 20, 21], CUT), 11);
    // 1.6 + 1.6 + 0.9 + 0.9 = 5.0
    assert_eq!(needed([5, 5, 5, 14, 12, 12], CUT), 5);
}

#[test]
fn on_the_floor_every_group_needs_its_own() {
    // 2 + 2 + 1 + 1
    assert_eq!(needed([5, 5, 5, 14, 12, 12], (Rounding::Cut, Mode::PerGroup)), 6);
    assert_eq!(needed([5, 0, 0, 0, 0, 0], (Rounding::Cut, Mode::PerGroup)), 2, "five infants");
}

#[test]
fn rounding_at_the_second_decimal_can_ask_for_one_more() {
    // 1.666 is 1.6 cut and 1.7 rounded: 1.6 + 1.8 = 3.4 and 1.7 + 1.8 = 3.5.
    let heads = [5, 6, 5, 0, 0, 0];
    assert_eq!(needed(heads, CUT), 3);
    assert_eq!(needed(heads, (Rounding::Round, Mode::Facility)), 4);
    // Half a hundredth below stays: 1 of 6 is 0.1666, rounded 0.2; 1 of 25 is 0.04, rounded 0.0.
    assert_eq!(standard(Rounding::Round, Mode::Facility).staff.units(10, 6), 2);
    assert_eq!(standard(Rounding::Round, Mode::Facility).staff.units(10, 25), 0);
    assert_eq!(standard(Rounding::Round, Mode::Facility).staff.units(10, 20), 1, "0.05 goes up");
}

#[test]
fn old_figures_by_date_and_by_tolerance() {
    let heads = [0, 0, 0, 20, 15, 15].map(|n| 10 * n);
    let on = |day, ratios| {
        let standard = national().on(day, None, ratios, Rounding::Cut, Mode::Facility);
        standard.staff.needed(&heads)
    };
    // 20 at 20 and 30 at 30.
    assert_eq!(on(date(2024, 3, 31), Ratios::Current), 2);
    // 20 at 15 is 1.3, 30 at 25 is 1.2: 2.5.
    assert_eq!(on(date(2024, 4, 1), Ratios::Current), 3);
    assert_eq!(on(TODAY, Ratios::Current), 3);
    assert_eq!(on(TODAY, Ratios::Tolerated), 2);
    // Before it is over a tolerated row is just the one in force.
    assert_eq!(on(date(2024, 3, 31), Ratios::Tolerated), 2);
    assert!(national().faults(TODAY).is_empty() && national().faults(date(2023, 4, 1)).is_empty());
}

#[test]
fn small_facilities_need_one_more() {
    let of = |kind| national().on(TODAY, kind, Ratios::Current, Rounding::Cut, Mode::Facility).staff;
    // 3 infants and 6 of the next classes: 1.0 + 1.0.
    let load = [30, 60, 0, 0, 0, 0];
    assert_eq!((of(None).needed(&load), of(Some("nursery")).needed(&load)), (2, 2));
    assert_eq!(of(Some("small_a")).needed(&load), 3);
    assert_eq!(of(Some("small_a")).needed(&[0; 6]), 0, "nobody, no teacher");
}

#[test]
fn area_of_33_square_metres() {
    let standard = standard(Rounding::Cut, Mode::Facility);
    let taken = standard.units.map(|u| children_in(3_300, u.unwrap().0));
    assert_eq!(taken, [20, 10, 16, 10]);
    let mut table = usual();
    table.rooms = vec![room(RoomKind::Crawling, 3_300, &[0]), room(RoomKind::Room, 3_300, &[2])];
    let seats = derive(&table);
    let numbers: Vec<_> = seats.classes.iter().map(|c| (c.class.get(), c.area, c.open)).collect();
    assert_eq!(numbers, [(0, Some(10), 10), (2, Some(16), 16)]);
}

#[test]
fn every_number_is_kept_and_the_smallest_named() {
    let mut table = usual();
    for (c, (declared, here)) in
        [(9, 0), (12, 6), (15, 12), (18, 15), (20, 18), (20, 20)].into_iter().enumerate()
    {
        table.classes[c].declared = Some(declared);
        table.classes[c].enrolled.children = here;
    }
    table.classes[1].holders = 2;
    table.classes[3].reserved = 1;
    // 9 -> 3.0, 27 -> 4.5, 18 -> 1.2, 40 -> 1.6: 10.3 with everything that is declared.
    table.staff = teachers(10);
    table.rooms = vec![
        room(RoomKind::Infant, 1_320, &[0]),      // 8
        room(RoomKind::Crawling, 9_000, &[1, 2]), // 27
        room(RoomKind::Room, 12_000, &[3, 4, 5]), // 60
    ];
    let seats = derive(&table);
    let row = |n: u8| seats.class(class(n)).unwrap();
    assert_eq!(row(0).binding, [Binding::Area]);
    assert_eq!((row(0).declared, row(0).area, row(0).open), (Some(9), Some(8), 8));
    assert_eq!((row(1).continuing, row(1).open), (8, 4), "those who wish to move are continuing");
    assert_eq!((row(2).area, row(2).open), (Some(15), 3), "what class 1 leaves of the room they share");
    assert_eq!(row(2).binding, [Binding::Declared, Binding::Area]);
    assert_eq!((row(3).capacity, row(3).open), (18, 2), "one is reserved");
    assert_eq!((row(5).open, row(5).binding.clone()), (0, vec![Binding::Declared]));
    assert_eq!((seats.needed_full, seats.teachers10), (10, Some(100)));
    assert!(seats.broken.is_empty());
}

#[test]
fn too_few_teachers_cut_all_classes_alike() {
    let mut table = usual();
    for c in 0..6 {
        table.classes[c].declared = Some([9, 18, 18, 20, 20, 20][c]);
    }
    // All would need 3.0 + 6.0 + 1.3 + 1.6 = 11.9.
    table.staff = teachers(8);
    let seats = derive(&table);
    let open: Vec<u32> = seats.classes.iter().map(|c| c.open).collect();
    for (c, declared) in [9, 18, 18, 20, 20, 20].into_iter().enumerate() {
        let permille = open[c] * 1_000 / declared;
        assert!((600..=800).contains(&permille), "{open:?}");
    }
    assert!(seats.classes.iter().all(|c| c.binding == [Binding::Staff]));
    // The most: all of classes 3 to 5 (2.9), and 33 of classes 1 and 2 (5.5).
    assert_eq!((seats.open(), seats.most), (75, Some(93)));
    assert_eq!(seats.needed_full, 8);
}

#[test]
fn continuing_children_that_are_too_many_are_told_and_never_sent_away() {
    let mut table = usual();
    table.classes[0].declared = Some(12);
    table.classes[0].enrolled.children = 10;
    table.classes[3].declared = Some(20);
    table.staff = teachers(3);
    // 10 infants: 3.3, cut and rounded 3. Five more of class 3 would be 3.6.
    let seats = derive(&table);
    assert!(seats.broken.is_empty());
    assert_eq!(seats.class(class(0)).unwrap().open, 0);
    assert_eq!(seats.class(class(3)).unwrap().open, 2, "3.3 + 0.1");
    table.staff = teachers(2);
    table.rooms = vec![room(RoomKind::Crawling, 2_000, &[0])];
    let seats = derive(&table);
    let expected = [
        Overrun::Staff { classes: classes(&[0, 1, 2, 3, 4, 5]), needed: 3, teachers10: 20 },
        Overrun::Area { classes: classes(&[0]), children: 10, room: 6 },
    ];
    assert_eq!(seats.broken, expected);
    let infants = seats.class(class(0)).unwrap();
    assert_eq!((infants.staff, infants.area, infants.capacity, infants.open), (Some(7), Some(6), 6, 0));
    assert_eq!((seats.open(), seats.most), (0, None));
    assert_eq!(most_children(&table), None);
}

#[test]
fn assigned_teachers_teach_only_their_classes() {
    let mut table = usual();
    for c in [0, 3] {
        table.classes[c].declared = Some(30);
    }
    let of = |of: &[u8], n: u32| Teachers { classes: Some(classes(of)), teachers10: 10 * n, nurses10: 0 };
    table.staff = Some(vec![of(&[0], 2), of(&[3], 1)]);
    let seats = derive(&table);
    // Two for the infants (7 are 2.3), one for class 3 (22 are 1.4); the whole, 3.7, is too much for three.
    let numbers = |n: u8| seats.class(class(n)).unwrap().open;
    assert!(numbers(0) <= 7 && numbers(3) <= 22);
    let need = standard(Rounding::Cut, Mode::Facility).staff.needed(&[
        10 * u64::from(numbers(0)),
        0,
        0,
        10 * u64::from(numbers(3)),
        0,
        0,
    ]);
    assert_eq!(need, 3);
    // Teachers of class 3 are of no use to infants.
    table.classes[3].declared = Some(0);
    assert_eq!(derive(&table).class(class(0)).unwrap().open, 7);
}

#[test]
fn a_nurse_counts_once() {
    let mut table = usual();
    table.classes[0].declared = Some(30);
    table.staff = Some(vec![Teachers { classes: None, teachers10: 10, nurses10: 20 }]);
    assert_eq!(table.teachers10(), Some(20));
    assert_eq!(derive(&table).class(class(0)).unwrap().staff, Some(7), "7 are 2.3, 8 would be 2.6");
}

#[test]
fn children_of_the_education_part_need_teachers_and_rooms() {
    let mut table = usual();
    table.classes[4].declared = Some(30);
    table.classes[4].education = 15;
    table.staff = teachers(1);
    table.rooms = vec![room(RoomKind::Room, 9_900, &[4])]; // 50
    let seats = derive(&table);
    let row = seats.class(class(4)).unwrap();
    // 37 of class 4 are 1.4 teachers: 22 beside the 15.
    assert_eq!((row.declared, row.staff, row.area, row.open), (Some(30), Some(22), Some(35), 22));
}

#[test]
fn heavier_children_leave_less() {
    let mut table = usual();
    table.classes[3].declared = Some(15);
    table.classes[3].enrolled.children = 1;
    table.staff = teachers(1);
    assert_eq!(derive(&table).class(class(3)).unwrap().open, 14);
    // It needs a teacher of its own (15 children) and two seats.
    table.classes[3].enrolled.extra_load10 = 140;
    table.classes[3].enrolled.extra_seats = 1;
    let row = derive(&table).class(class(3)).unwrap().clone();
    assert_eq!((row.continuing, row.taken), (1, 2));
    // 1.0 is taken; 1.4 still are one teacher: seven more.
    assert_eq!((row.staff, row.open, row.binding.clone()), (Some(9), 7, vec![Binding::Staff]));
}

#[test]
fn a_yard_limits_beside_the_rooms() {
    let mut table = usual();
    table.rooms = vec![
        room(RoomKind::Room, 5_940, &[3]),           // 30
        room(RoomKind::Room, 5_940, &[4]),           // 30
        room(RoomKind::Yard, 13_200, &[2, 3, 4, 5]), // 40
    ];
    let seats = derive(&table);
    let open: Vec<(u32, Option<u32>, Option<u32>)> =
        seats.classes.iter().map(|c| (c.open, c.area, c.yard)).collect();
    assert_eq!(open, [(20, Some(30), Some(20)), (20, Some(30), Some(20))]);
    assert!(seats.classes.iter().all(|c| c.binding == [Binding::Yard]));
    assert_eq!(AgeClass::all().filter(|&c| seats.class(c).is_some()).count(), 2);
}
