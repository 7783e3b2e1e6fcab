//! Cell values of facilities, seats, children and scores.

use crate::base::{Broken, Want, refused};

fn one(file: &str, from: &str, to: &str, want: Want) {
    refused(Broken::good().swap(file, from, to), &[want]);
}

#[test]
fn facilities() {
    let f = "facilities.csv";
    refused(Broken::good().append(f, "F1,もう一つ,,,,\n"), &[("E0402", f, 5, "facility_id", "F1")]);
    refused(Broken::good().append(f, ",名のみ,,,,\n"), &[("E0301", f, 5, "facility_id", "")]);
    one(f, "34.67", "134.67", ("E0312", f, 3, "lat", ""));
    one(f, "133.70", "abc", ("E0312", f, 4, "lon", ""));
    one(f, ",57", ",57日", ("E0302", f, 4, "min_age_days", "57日"));
    one(f, ",180", ",18000", ("E0305", f, 3, "min_age_days", "18000"));
}

#[test]
fn seats() {
    let f = "seats.csv";
    one(f, "F1,0,3", "F1,0,-3", ("E0302", f, 2, "seats", "-3"));
    one(f, "F1,0,3", "F1,0,99999999999", ("E0305", f, 2, "seats", "99999999999"));
    one(f, "F1,0,3", "F1,0,2.5", ("E0302", f, 2, "seats", "2.5"));
    one(f, "F1,0,3", "F1,0,", ("E0301", f, 2, "seats", ""));
    one(f, "F1,0,3", "F1,0,△", ("E0302", f, 2, "seats", "△"));
    one(f, "F1,2-3,4", "F1,2-6,4", ("E0311", f, 4, "class", "2-6"));
    one(f, "F1,2-3,4", "F1,1-3,4", ("E0413", f, 4, "class", "1-3"));
    one(f, "F3,0-2", "F9,0-2", ("E0405", f, 7, "facility_id", "F9"));
}

#[test]
fn children() {
    let f = "children.csv";
    refused(Broken::good().append(f, "A,H9,2025-05-10,,\n"), &[("E0401", f, 8, "child_id", "A")]);
    one(f, "2025-05-10", "2025-05-32", ("E0307", f, 2, "birth_date", "2025-05-32"));
    one(f, "2025-05-10", "25/5/10", ("E0306", f, 2, "birth_date", "25/5/10"));
    one(f, "2025-05-10", "H40.5.10", ("E0307", f, 2, "birth_date", "H40.5.10"));
    one(f, "2025-05-10", "2026-05-10", ("E0504", f, 2, "birth_date", ""));
    one(f, "2024-06-01", "2019-06-01", ("E0505", f, 3, "birth_date", ""));
    one(f, "2023-04-01", "2023-04-02", ("E0506", f, 5, "class", "3"));
    one(f, "C,H2,,3", "C,H2,,6", ("E0310", f, 4, "class", "6"));
    one(f, "C,H2,,3", "C,H2,,", ("E0507", f, 4, "class", ""));
    one(f, "1,F1", "1,F11", ("E0405", f, 7, "current_facility_id", "F11"));
    one(f, "B,H2", "B,H\u{200B}2", ("E0309", f, 3, "household_id", "H\u{200B}2"));
}

#[test]
fn scores() {
    let f = "scores.csv";
    one(f, "20.5", "20.1234", ("E0304", f, 2, "score", ""));
    one(f, "20.5", "2e1", ("E0303", f, 2, "score", ""));
    one(f, "20.5", "9999999999999999999", ("E0305", f, 2, "score", ""));
    one(f, "A,,20.5", "A,,", ("E0301", f, 2, "score", ""));
    one(f, "20.5,3", "20.5,-", ("E0303", f, 2, "tie_1", ""));
    one(f, "F3", "F4", ("E0405", f, 4, "facility_id", "F4"));
    refused(Broken::good().append(f, "Q9,,1,1\n"), &[("E0404", f, 9, "child_id", "Q9")]);
    refused(Broken::good().append(f, "A,,1,1\n"), &[("E0409", f, 9, "child_id", "A")]);
    refused(Broken::good().append(f, "B,F3,1,1\n"), &[("E0409", f, 9, "child_id", "B")]);
}

#[test]
fn a_wished_facility_without_score() {
    let round = Broken::good().swap("scores.csv", "A,,20.5,3\n", "A,F1,20.5,3\n");
    refused(round, &[("E0410", "wishes.csv", 3, "facility_id", "F2")]);
    let round = Broken::good().swap("scores.csv", "E,,22,5\n", "");
    refused(round, &[("E0410", "joint_wishes.csv", 3, "facility_id", "F1")]);
}

#[test]
fn everything_at_once() {
    let round = Broken::good()
        .swap("round.toml", "strict", "loose")
        .swap("children.csv", "2025-05-10", "2025-02-30")
        .swap("seats.csv", "F1,0,3", "F1,0,x")
        .append("wishes.csv", "A,2,F3\nZ,1,F1\n");
    refused(
        round,
        &[
            ("E0307", "children.csv", 2, "birth_date", "2025-02-30"),
            ("E0215", "round.toml", 8, "allocate.ties", "loose"),
            ("E0302", "seats.csv", 2, "seats", "x"),
            ("E0407", "wishes.csv", 8, "rank", "2"),
            ("E0404", "wishes.csv", 9, "child_id", "Z"),
        ],
    );
}
