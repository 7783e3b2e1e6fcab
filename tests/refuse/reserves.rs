//! Reserved seats and care: what is read, refused and warned of.

use crate::base::{Broken, refused, warned};
use sekiwari::programme::nursery::{ReserveGroup, ReserveKind};

/// Cells more for every row of a table, blank but in the header and where `cell` gives one for a first cell.
fn widened(round: Broken, file: &str, header: &str, cell: impl Fn(&str) -> Option<String>) -> Broken {
    let blank = ",".repeat(header.matches(',').count());
    round.map(|name, content| {
        if name != file {
            return content.to_vec();
        }
        let text = std::str::from_utf8(content).unwrap();
        let lines = text.lines().enumerate().map(|(i, l)| {
            let cell = if i == 0 { Some(header.to_owned()) } else { cell(l.split(',').next().unwrap()) };
            format!("{l},{}\n", cell.unwrap_or_else(|| blank.clone()))
        });
        lines.collect::<String>().into_bytes()
    })
}

/// The good round with one more row of seats, which says all that can be said of reserved ones.
fn reserved(row: &str) -> Broken {
    widened(Broken::good(), "seats.csv", "reserve_kind,reserve_min_age_days", |_| None)
        .append("seats.csv", row)
}

/// With a column of children filled in for D (class 3) and B (class 1).
fn children(column: &str, d: &str, b: &str) -> Broken {
    with_column(Broken::good(), column, d, b)
}

fn with_column(round: Broken, column: &str, d: &str, b: &str) -> Broken {
    widened(round, "children.csv", column, |child| match child {
        "D" => Some(d.to_owned()),
        "B" => Some(b.to_owned()),
        _ => None,
    })
}

fn with_facilities(round: Broken, column: &str, f1: &str, f3: &str) -> Broken {
    widened(round, "facilities.csv", column, |facility| match facility {
        "F1" => Some(f1.to_owned()),
        "F3" => Some(f3.to_owned()),
        _ => None,
    })
}

#[test]
fn a_reserve_is_read_with_kind_and_age() {
    let round = with_column(reserved("F1,2-3,2,双子,専用,1000\n"), "groups", "双子;多胎", "");
    let round = round.append("seats.csv", "F1,2-3,1,多胎,,\n");
    let loaded = warned(round, &[]);
    let reserves = loaded.round.reserves();
    assert_eq!(reserves.len(), 2);
    assert_eq!((reserves[0].kind, reserves[0].seats), (ReserveKind::Hard, 2));
    assert_eq!(reserves[0].group, ReserveGroup::Named("双子".to_owned()));
    assert_eq!(reserves[0].min_age_days, Some(1000));
    assert_eq!((reserves[1].kind, reserves[1].min_age_days), (ReserveKind::Soft, None));
}

#[test]
fn groups_have_japanese_words() {
    let word = |word: &str| {
        let round = Broken::good().append("seats.csv", &format!("F1,3,1,{word}\n"));
        round.read().0.unwrap().round.reserves()[0].group.to_string()
    };
    assert_eq!(word("卒園児"), "leavers");
    assert_eq!(word("医療的ケア児"), "special-care");
    assert_eq!(word("従業員枠"), "staff");
    assert_eq!(word("地域枠"), "local");
    assert_eq!(word("地区：D2;D1"), "district:D1;D2");
    assert_eq!(word("district: D2 ; D1"), "district:D1;D2");
    assert_eq!(word("たまご組"), "たまご組");
}

#[test]
fn leavers_are_found_through_partners_named_on_either_side() {
    for (f1, f3) in [("F3", ""), ("", "F1")] {
        let round = with_column(reserved("F1,3,1,leavers,,\n"), "leaver_of", "F3", "");
        let loaded = warned(with_facilities(round, "partners", f1, f3), &[]);
        let round = &loaded.round;
        let members: Vec<&str> = round
            .children()
            .iter()
            .zip(0..)
            .filter(|(_, i)| round.is_member(*i, &round.reserves()[0]))
            .map(|(c, _)| c.id.as_str())
            .collect();
        assert_eq!(members, ["D"]);
    }
}

#[test]
fn a_leaver_of_a_facility_without_partner() {
    let round = children("leaver_of", "F3", "");
    warned(round, &[("W1106", "children.csv", 5, "", "F3")]);
}

#[test]
fn unknown_facilities_are_named() {
    refused(children("leaver_of", "F9", ""), &[("E0405", "children.csv", 5, "leaver_of", "F9")]);
    refused(children("employee_of", "F9", ""), &[("E0405", "children.csv", 5, "employee_of", "F9")]);
    refused(
        with_facilities(Broken::good(), "partners", "F3;F8", ""),
        &[("E0405", "facilities.csv", 2, "partners", "F8")],
    );
}

#[test]
fn words_that_name_nobody() {
    refused(
        Broken::good().append("seats.csv", "F1,3,1,open\n"),
        &[("E1101", "seats.csv", 8, "reserved_for", "open")],
    );
    refused(
        Broken::good().append("seats.csv", "F1,3,1,district:;\n"),
        &[("E1101", "seats.csv", 8, "reserved_for", "district:;")],
    );
}

#[test]
fn one_group_is_reserved_for_once_a_class() {
    let round = with_column(Broken::good(), "groups", "g", "");
    refused(
        round.append("seats.csv", "F1,3,1,g\nF1,2-3,2,g\n"),
        &[("E1102", "seats.csv", 9, "reserved_for", "g")],
    );
}

#[test]
fn a_guarantee_does_not_divide_shared_seats() {
    let round = with_column(reserved("F1,3,2,g,guarantee,\n"), "groups", "g", "");
    refused(round, &[("E1103", "seats.csv", 8, "reserved_for", "g")]);
    // Without seats of its own it stands beside any.
    let round = with_column(reserved("F1,3,0,g,保証,\n"), "groups", "g", "");
    let loaded = warned(round, &[]);
    let child = loaded.round.children().iter().position(|c| c.id == "D").unwrap() as u32;
    assert!(loaded.round.is_guaranteed(child, loaded.round.facility_by_id("F1").unwrap()));
    // With the same classes its seats are open ones.
    let round = with_column(reserved("F1,2-3,3,g,guarantee,\n"), "groups", "g", "");
    let loaded = warned(round, &[]);
    let row =
        loaded.round.seats().iter().find(|s| s.facility == 0 && s.classes.to_string() == "2-3").unwrap();
    assert_eq!(row.seats, 4 + 3);
}

#[test]
fn a_kind_without_a_group() {
    warned(reserved("F3,3,1,,hard,\n"), &[("W1110", "seats.csv", 8, "reserve_kind", "hard")]);
}

#[test]
fn a_reserve_nobody_belongs_to_and_a_group_without_one() {
    let round =
        with_column(Broken::good(), "groups", "双子です", "").append("seats.csv", "F1,3,1,双子でず\n");
    warned(
        round,
        &[
            ("W1105", "children.csv", 5, "", "双子です"),
            ("W1104", "seats.csv", 8, "reserved_for", "双子でず"),
        ],
    );
    // Members of other classes do not count.
    let round = with_column(Broken::good(), "groups", "", "g").append("seats.csv", "F1,3,1,g\n");
    warned(round, &[("W1104", "seats.csv", 8, "reserved_for", "g")]);
}

#[test]
fn care_that_some_or_no_facility_can_give() {
    let care =
        |needs: &str| with_facilities(children("care_needs", "", needs), "care_kinds", "吸引、経管", "吸引");
    let loaded = warned(care("吸引"), &[("W1108", "wishes.csv", 4, "facility_id", "F2")]);
    let child = loaded.round.children().iter().position(|c| c.id == "B").unwrap();
    assert_eq!(loaded.round.children()[child].affiliation.care_needs, ["吸引"]);
    warned(
        care("吸引;酸素"),
        &[
            ("W1107", "children.csv", 3, "", "吸引;酸素"),
            ("W1108", "wishes.csv", 4, "facility_id", "F2"),
            ("W1108", "wishes.csv", 5, "facility_id", "F3"),
        ],
    );
}

#[test]
fn more_guaranteed_than_seats() {
    let round = with_column(reserved("F1,1,0,g,guarantee,\n"), "groups", "", "g");
    let round = round.swap("seats.csv", "F1,1,2", "F1,1,0").swap("wishes.csv", "B,1,F2", "B,1,F1");
    warned(round, &[("W1109", "seats.csv", 8, "reserved_for", "g")]);
}

#[test]
fn weights() {
    let loaded = warned(children("seat_weight", "2", ""), &[]);
    let of = |id: &str| loaded.round.children().iter().find(|c| c.id == id).unwrap().affiliation.seat_weight;
    assert_eq!((of("D"), of("B")), (2, 1));
    let loaded = warned(children("staff_weight", "0.333", ""), &[]);
    let child = loaded.round.children().iter().find(|c| c.id == "D").unwrap();
    assert_eq!(child.affiliation.staff_weight, Some(333));
    refused(children("seat_weight", "0", ""), &[("E0305", "children.csv", 5, "seat_weight", "0")]);
    refused(children("seat_weight", "11", ""), &[("E0305", "children.csv", 5, "seat_weight", "11")]);
    refused(children("staff_weight", "-1", ""), &[("E0305", "children.csv", 5, "staff_weight", "-1")]);
}
