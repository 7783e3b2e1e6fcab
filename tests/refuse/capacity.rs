//! Seats from staff, rooms and declared numbers: a round with all these tables is accepted in silence; what does not fit is told
//! where it stands.

use crate::base::{Broken, refused, warned};
use sekiwari::programme::nursery::capacity::Binding;

const DECLARED: &str = "\
facility_id,class,seats,reserved,quota
F1,,,,20
F1,0,3,,
F1,1,3,,
F1,2,5,,
F1,3,6,,
F2,0,3,,
F2,1,5,,
F2,3,10,,
F2,4,10,,
F2,5,10,,
F3,0,1,,
F3,1,3,,
F3,2,4,,
";

const STAFF: &str = "\
facility_id,class,teachers,nurses
F1,,3,
F2,,2.5,0.5
F3,,2,
";

const ROOMS: &str = "\
facility_id,room_id,kind,area_m2,class
F1,a,crawling,20,0-1
F1,b,room,22,2-3
F2,a,crawling,26.4,0-1
F2,b,room,59.4,3-5
F3,a,crawling,26.4,0-2
";

const ENROLLED: &str = "\
facility_id,class,children,part,staff_weight,seat_weight
F1,2,3,,,
F1,3,4,,,
F2,1,2,,,
F2,3,8,,,
F2,4,9,,,
F2,5,8,,,
F3,1,2,,,
F3,2,3,,,
";

const LAST_YEAR: &str = "\
facility_id,class,seats,enrolled,quota
F1,,,18,
F1,0,3,,
F1,1,2,,
F1,2-3,5,,
";

fn good() -> Broken {
    Broken::good()
        .set("declared.csv", DECLARED)
        .set("staff.csv", STAFF)
        .set("rooms.csv", ROOMS)
        .set("enrolled.csv", ENROLLED)
        .set("last_year.csv", LAST_YEAR)
}

#[test]
fn accepted_in_silence_and_the_table_of_seats_counts() {
    let loaded = warned(good(), &[]);
    assert_eq!(loaded.round, Broken::good().read().0.unwrap().round);
    let capacity = loaded.capacity.unwrap();
    assert!(capacity.seats_given);
    assert_eq!(capacity.facilities.iter().map(|f| f.id.as_str()).collect::<Vec<_>>(), ["F1", "F2", "F3"]);
    let f1 = &capacity.facilities[0].seats.classes[1];
    assert_eq!(
        (f1.continuing, f1.open, f1.binding.clone()),
        (1, 2, vec![Binding::Declared, Binding::Area]),
        "G may stay"
    );
    let all: Vec<u32> = capacity.facilities.iter().map(|f| f.seats.open()).collect();
    assert_eq!(all, [9, 11, 3]);
    assert_ne!(loaded.input_sha256, Broken::good().read().0.unwrap().input_sha256);
}

#[test]
fn without_a_table_of_seats_the_derived_ones_are_offered() {
    let loaded = warned(good().without("seats.csv"), &[("N0910", "round", 0, "", "")]);
    let seats: Vec<(u32, String, u32)> =
        loaded.round.seats().iter().map(|s| (s.facility, s.classes.to_string(), s.seats)).collect();
    let of =
        |f: u32, rows: &[(&str, u32)]| rows.iter().map(|&(c, n)| (f, c.to_owned(), n)).collect::<Vec<_>>();
    let expected = [
        of(0, &[("0", 3), ("1", 2), ("2", 2), ("3", 2)]),
        of(1, &[("0", 3), ("1", 3), ("3", 2), ("4", 1), ("5", 2)]),
        of(2, &[("0", 1), ("1", 1), ("2", 1)]),
    ];
    assert_eq!(seats, expected.concat());
    assert!(!loaded.capacity.unwrap().seats_given);
    // Neither: then the table of seats is missing.
    let none = Broken::good().without("seats.csv").set("enrolled.csv", ENROLLED);
    refused(none, &[("E0102", "seats.csv", 0, "", "")]);
}

#[test]
fn japanese_titles_names_and_words() {
    let round = good()
        .without("declared.csv")
        .without("staff.csv")
        .without("rooms.csv")
        .without("enrolled.csv")
        .without("last_year.csv")
        .set(
            "受入申告.csv",
            DECLARED
                .replace("facility_id,class,seats,reserved,quota", "施設ID,歳児,受入人数,取り置き,利用定員"),
        )
        .set(
            "保育士.csv",
            STAFF.replace("facility_id,class,teachers,nurses", "施設ID,クラス,保育士数,看護師"),
        )
        .set(
            "室.csv",
            ROOMS
                .replace("facility_id,room_id,kind,area_m2,class", "施設ID,室名,室の種別,面積,クラス")
                .replace("crawling", "ほふく室")
                .replace(",room,", ",保育室,"),
        )
        .set(
            "在園児.csv",
            ENROLLED.replace(
                "facility_id,class,children,part,staff_weight,seat_weight",
                "施設ID,クラス,児童数,区分,配置上の人数,席数",
            ),
        )
        .set(
            "昨年度.csv",
            LAST_YEAR.replace("facility_id,class,seats,enrolled,quota", "施設ID,クラス,枠,在籍,定員"),
        );
    let japanese = warned(round, &[]).capacity.unwrap();
    assert_eq!(japanese, good().read().0.unwrap().capacity.unwrap());
}

#[test]
fn continuing_children_alone_are_too_many() {
    let staff = good().swap("staff.csv", "F2,,2.5,0.5", "F2,,1,");
    warned(staff, &[("W0913", "staff.csv", 3, "", "F2")]);
    let area = good().swap("rooms.csv", "F2,b,room,59.4", "F2,b,room,39.6");
    warned(area, &[("W0914", "rooms.csv", 5, "", "F2")]);
    let declared =
        good().swap("declared.csv", "F2,4,10", "F2,4,8").swap("seats.csv", "F2,3;4;5,5", "F2,3;4;5,4");
    warned(declared, &[("W0915", "declared.csv", 10, "", "F2")]);
    let yard = good().append("rooms.csv", "F1,c,yard,13.2,\n");
    warned(yard, &[("W0914", "rooms.csv", 7, "", "F1")]);
}

#[test]
fn more_is_offered_than_can_be() {
    let staff = good().swap("staff.csv", "F1,,3,", "F1,,2.9,");
    warned(staff, &[("W0916", "seats.csv", 2, "", "F1")]);
    let area = good().swap("rooms.csv", "F1,b,room,22", "F1,b,room,19.7");
    warned(area, &[("W0917", "seats.csv", 4, "", "F1")]);
    let declared = good().swap("declared.csv", "F1,0,3", "F1,0,2");
    warned(declared, &[("W0918", "seats.csv", 2, "", "F1")]);
    let reserved = good().swap("declared.csv", "F1,0,3,,", "F1,0,3,4,");
    warned(reserved, &[("W0919", "declared.csv", 3, "", "F1")]);
}

#[test]
fn far_fewer_are_offered_than_could_be() {
    let round = good().swap("seats.csv", "F2,0-1,6,", "F2,0-1,2,").swap("seats.csv", "F1,0,3,", "F1,0,0,");
    let loaded = warned(
        round,
        &[
            ("W0926", "last_year.csv", 0, "", ""),
            // Last year it was three.
            ("W0925", "last_year.csv", 3, "", "F1"),
            ("W0922", "seats.csv", 0, "", ""),
            ("W0920", "seats.csv", 2, "", "F1"),
            ("W0921", "seats.csv", 2, "", "F1"),
            ("W0920", "seats.csv", 5, "", "F2"),
        ],
    );
    let missing: Vec<u32> =
        loaded.capacity.unwrap().facilities.iter().map(|f| f.missing.iter().sum()).collect();
    assert_eq!(missing, [3, 4, 0]);
}

#[test]
fn reserved_seats_count_as_offered() {
    // The reserved row is told by its own finding; nothing is said to be missing.
    let round =
        good().swap("seats.csv", "F1,0,3,", "F1,0,1,").append("seats.csv", "F1,0,2,園児のきょうだい\n");
    let (loaded, findings) = round.read();
    let capacity = loaded.unwrap().capacity.unwrap();
    assert_eq!(capacity.facilities[0].missing, [0; 6]);
    assert!(findings.iter().all(|f| !f.code().starts_with("W09")), "{}", findings.render(sekiwari::Lang::En));
}

#[test]
fn above_the_quota_is_a_note_and_twice_above_a_warning() {
    let above = good().swap("declared.csv", "F1,,,,20", "F1,,,,16");
    warned(above, &[("N0923", "declared.csv", 2, "", "F1")]);
    let twice =
        good().swap("declared.csv", "F1,,,,20", "F1,,,,14").swap("last_year.csv", "F1,,,18,", "F1,,,18,15");
    warned(twice, &[("N0923", "declared.csv", 2, "", "F1"), ("W0924", "declared.csv", 2, "", "F1")]);
}

#[test]
fn rows_and_classes_that_are_left_out() {
    let staff = good().swap("staff.csv", "F3,,2,\n", "");
    warned(staff, &[("W0911", "staff.csv", 0, "", "F3")]);
    let room = good().swap("rooms.csv", "26.4,0-2", "26.4,0-1");
    warned(room, &[("W0912", "rooms.csv", 6, "", "F3")]);
}

#[test]
fn cells_that_cannot_be_used() {
    refused(
        good().swap("staff.csv", "F2,,2.5,0.5", "F2,,2.55,0.5"),
        &[("E0906", "staff.csv", 3, "teachers", "2.55")],
    );
    refused(good().swap("staff.csv", "F3,,2,", "F3,,,"), &[("E0301", "staff.csv", 4, "teachers", "")]);
    refused(good().swap("staff.csv", "F3,,2,", "F3,,-2,"), &[("E0305", "staff.csv", 4, "teachers", "-2")]);
    refused(good().swap("rooms.csv", "59.4", "59.456"), &[("E0906", "rooms.csv", 5, "area_m2", "59.456")]);
    refused(
        good().swap("rooms.csv", "F3,a,crawling", "F3,a,room"),
        &[("E0904", "rooms.csv", 6, "class", "0-2")],
    );
    refused(
        good().swap("rooms.csv", "F3,a,crawling", "F3,a,hall"),
        &[("E0308", "rooms.csv", 6, "kind", "hall")],
    );
    refused(good().swap("rooms.csv", "F1,b,room", "F1,a,room"), &[("E0905", "rooms.csv", 3, "room_id", "a")]);
    refused(good().append("declared.csv", "F3,2,5,,\n"), &[("E0905", "declared.csv", 15, "class", "2")]);
    refused(
        good().swap("declared.csv", "F1,0,3,,", "F1,0,3,,9"),
        &[("E0908", "declared.csv", 3, "quota", "9")],
    );
    refused(good().swap("declared.csv", "F1,0,3,,", "F1,0,,,"), &[("E0301", "declared.csv", 3, "seats", "")]);
    refused(
        good().swap("declared.csv", "F1,,,,20", "F1,,20,,"),
        &[("E0301", "declared.csv", 2, "class", "")],
    );
    refused(good().swap("declared.csv", "F1,,,,20", "F1,,,,"), &[("E0301", "declared.csv", 2, "quota", "")]);
    refused(
        good().swap("enrolled.csv", "F2,3,8,,,", "F2,3,8,,7.5,"),
        &[("E0907", "enrolled.csv", 5, "staff_weight", "7.5")],
    );
    refused(
        good().swap("enrolled.csv", "F2,3,8,,,", "F2,3,8,,,7"),
        &[("E0907", "enrolled.csv", 5, "seat_weight", "7")],
    );
    refused(
        good().swap("enrolled.csv", "F2,3,8,,,", "F9,3,8,,,"),
        &[("E0405", "enrolled.csv", 5, "facility_id", "F9")],
    );
    refused(
        good().swap("last_year.csv", "F1,0,3,,", "F1,0,3,9,"),
        &[("E0908", "last_year.csv", 3, "enrolled", "9")],
    );
}

#[test]
fn own_standards_and_settings() {
    let with = |settings: &str| {
        let text = format!("{}\n[capacity]\n{settings}\n", crate::base::SETTINGS);
        good().set("round.toml", text)
    };
    warned(with("rounding = \"cut\"\nmode = \"facility\"\nratios = \"tolerated\""), &[]);
    refused(with("mode = \"group\""), &[("E0215", "round.toml", 15, "capacity.mode", "group")]);
    refused(
        with("standards = \"city.toml\""),
        &[("E0901", "round.toml", 15, "capacity.standards", "city.toml")],
    );
    // A city that asks for 2.2 m2 in rooms: ten places instead of eleven, 27 instead of 30.
    let national = include_str!("../../data/standards/national.toml");
    let city = national.replace("m2 = 1.98", "m2 = 2.2").replace("id = \"national\"", "id = \"city\"");
    let round = with("standards = \"city.toml\"").set("city.toml", city.clone());
    let loaded = warned(round, &[("W0917", "seats.csv", 4, "", "F1"), ("W0917", "seats.csv", 6, "", "F2")]);
    let own = loaded.input_sha256;
    let other = with("standards = \"city.toml\"").set("city.toml", city.replace("2.2", "2.20"));
    assert_ne!(own, other.read().0.unwrap().input_sha256, "the digest follows the standards");
    let broken =
        with("standards = \"city.toml\"").set("city.toml", city.replace("children = 15", "childs = 15"));
    let (loaded, findings) = broken.read();
    let codes: Vec<&str> = findings.iter().map(|f| f.code()).collect();
    assert!(loaded.is_none() && codes.contains(&"E0603") && codes.contains(&"E0604"), "{codes:?}");
}

#[test]
fn per_group_counting_asks_for_more() {
    let text = format!("{}\n[capacity]\nmode = \"per-group\"\n", crate::base::SETTINGS);
    // F1: 1 + 2 + 1; F2: 1 + 1 + 1 + 1 beside 3 teachers; F3: 1 + 2 + 1 beside 2.
    let (loaded, findings) = good().set("round.toml", text).read();
    let capacity = loaded.unwrap().capacity.unwrap();
    let needed: Vec<u64> = capacity.facilities.iter().map(|f| f.seats.needed).collect();
    assert_eq!(needed, [2, 3, 2]);
    let codes: Vec<&str> = findings.iter().map(|f| f.code()).collect();
    assert_eq!(codes, ["W0916", "W0916", "W0916"], "{}", findings.render(sekiwari::Lang::En));
}
