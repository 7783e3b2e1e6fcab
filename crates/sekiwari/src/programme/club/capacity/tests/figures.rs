//! Numbers of the standard and of real cities.

use crate::programme::club::capacity::{
    Binding, Counted, Doubt, EnrolledRow, SeatTable, Slot, SlotSeats, Standards, UnitRow,
};
use crate::programme::club::{Day, Days, Season, Seasons};

fn seats(row: UnitRow, standards: Standards) -> SlotSeats {
    SlotSeats::of(0, &row, 0, &standards).unwrap()
}

const CASE: UnitRow = UnitRow {
    club: 0,
    seasons: None,
    days: Days::WEEKDAYS,
    rooms: Some(2),
    staff: Some(5),
    qualified: Some(2),
    area: Some(10_000),
    limit_per_unit: None,
    declared: None,
};

const fn monday(club: u32, season: Season) -> Slot {
    Slot { club, season, day: Day::Monday }
}

#[test]
fn a_hundred_square_metres_two_rooms_five_staff() {
    let found = seats(CASE, Standards::default());
    assert_eq!(
        (found.area, found.rooms, found.staff, found.qualified),
        (Some(60), Some(80), Some(80), Some(80))
    );
    assert_eq!((found.capacity, found.units, found.declared), (60, Some(2), None));
    assert!(found.binding().eq([Binding::Area]));
    assert_eq!(found.possible(), Some(60));
}

#[test]
fn each_limit_binds_where_it_is_the_smallest() {
    let of = |row| {
        let found = seats(row, Standards::default());
        (found.capacity, found.binding().collect::<Vec<_>>())
    };
    let wide = UnitRow { area: Some(100_000), ..CASE };
    assert_eq!(of(wide), (80, vec![Binding::Rooms, Binding::Staff, Binding::Qualified]));
    assert_eq!(of(UnitRow { qualified: Some(1), ..wide }), (40, vec![Binding::Qualified]));
    assert_eq!(
        of(UnitRow { staff: Some(3), ..wide }),
        (40, vec![Binding::Staff]),
        "three staff run one unit"
    );
    assert_eq!(of(UnitRow { rooms: Some(1), ..wide }), (40, vec![Binding::Rooms]));
    assert_eq!(of(UnitRow { declared: Some(20), ..wide }), (20, vec![Binding::Declared]));
    assert_eq!(of(UnitRow { declared: Some(60), ..CASE }), (60, vec![Binding::Declared, Binding::Area]));
    assert_eq!(of(UnitRow { staff: Some(1), ..CASE }), (0, vec![Binding::Staff]));
}

#[test]
fn the_new_club_of_twenty() {
    // Soja: a quota of 20 with five staff.
    let club = UnitRow { declared: Some(20), staff: Some(5), days: Days::ALL, ..UnitRow::default() };
    let found = seats(club, Standards::default());
    assert_eq!((found.capacity, found.staff, found.possible()), (20, Some(80), Some(80)));
}

#[test]
fn about_forty_may_be_forty_five() {
    let wide = UnitRow { area: None, ..CASE };
    let hard = Standards { hard_limit: 45, counts: Counted::Hard, ..Standards::default() };
    assert_eq!(seats(wide, hard).capacity, 90);
    assert_eq!(seats(wide, Standards { counts: Counted::Soft, ..hard }).capacity, 80);
    let own = UnitRow { limit_per_unit: Some(35), ..wide };
    assert_eq!((seats(own, hard).capacity, seats(own, Standards::default()).capacity), (70, 70));
}

#[test]
fn cities_may_ask_for_more_area_and_for_less_staff() {
    let area = Standards { area_per_child: 175, ..Standards::default() };
    assert_eq!(seats(CASE, area).capacity, 57);
    // Since 2020 the number of staff is for the city to set.
    let one = Standards { staff_per_unit: 1, qualified_per_unit: 0, ..Standards::default() };
    let row = UnitRow { staff: Some(2), qualified: Some(0), area: None, ..CASE };
    let found = seats(row, one);
    assert_eq!((found.capacity, found.qualified), (80, None));
}

#[test]
fn a_named_season_wins_for_its_slots() {
    let summer = UnitRow {
        seasons: Some(Seasons::one(Season::Summer)),
        days: Days::one(Day::Monday),
        declared: Some(30),
        ..CASE
    };
    let table = SeatTable::new(2, Standards::default(), &[CASE, summer], &[]).unwrap();
    let open = |season, day| table.get(Slot { club: 0, season, day }).map(|s| s.open);
    assert_eq!(open(Season::Summer, Day::Monday), Some(30));
    assert_eq!(open(Season::Summer, Day::Tuesday), Some(60), "the row for all seasons goes on elsewhere");
    assert_eq!(open(Season::Term, Day::Monday), Some(60));
    assert_eq!(open(Season::Term, Day::Saturday), None, "closed");
    assert_eq!(table.open_days(0, Season::Winter), Days::WEEKDAYS);
    assert_eq!((table.open_seasons(0), table.open_seasons(1)), (Seasons::YEAR, Seasons::NONE));
    assert_eq!(table.row(monday(0, Season::Summer)), Some(&summer));
    assert_eq!((table.slots().count(), table.clubs()), (20, 2));
}

#[test]
fn enrolled_children_are_taken_off_and_added_up() {
    let enrolled = |seasons, days, children| EnrolledRow { club: 0, seasons, days, children };
    let rows = [
        enrolled(None, Days::WEEKDAYS, 40),
        enrolled(None, Days::one(Day::Monday), 5),
        enrolled(Some(Seasons::VACATIONS), Days::WEEKDAYS, 25),
    ];
    let table = SeatTable::new(1, Standards::default(), &[CASE], &rows).unwrap();
    let open = |season, day| table.get(Slot { club: 0, season, day }).map(|s| (s.enrolled, s.open));
    assert_eq!(open(Season::Term, Day::Monday), Some((45, 15)));
    assert_eq!(open(Season::Term, Day::Friday), Some((40, 20)));
    assert_eq!(open(Season::Summer, Day::Monday), Some((70, 0)));
    let doubts: Vec<Doubt> = table.doubts().collect();
    assert_eq!(doubts.len(), 15, "every vacation day is beyond 60");
    let slot = monday(0, Season::Spring);
    assert_eq!(doubts[0], Doubt::EnrolledBeyond { slot, enrolled: 70, capacity: 60 });
}

#[test]
fn declared_numbers_that_do_not_fit_are_doubted() {
    let one = Days::one(Day::Monday);
    let term = Some(Seasons::one(Season::Term));
    let row = |club, declared| UnitRow { club, days: one, seasons: term, declared: Some(declared), ..CASE };
    let here = EnrolledRow { club: 1, seasons: term, days: one, children: 30 };
    let table =
        SeatTable::new(3, Standards::default(), &[row(0, 70), row(1, 30), row(2, 30)], &[here]).unwrap();
    let expected = [
        Doubt::DeclaredBeyond { slot: monday(0, Season::Term), declared: 70, possible: 60 },
        Doubt::DeclaredShort { slot: monday(1, Season::Term), declared: 30, possible: 60 },
    ];
    assert!(table.doubts().eq(expected), "the third club has seats left");
}
