//! Cell values of facilities, seats, children and scores.

use crate::base::{Broken, Want, refused, warned};

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

const LIMITS: &str = "\
facility_id,limit,class,weight,per,capacity
F1,teachers,0,,3,2
F1,teachers,1-3,,6,2
F1,area,0-1,3.3,,10.5
F2,teachers,0-1,,3,1.333
";

#[test]
fn limits() {
    let f = "limits.csv";
    let good = || Broken::good().set(f, LIMITS);
    let one = |from: &str, to: &str, want: Want| refused(good().swap(f, from, to), &[want]);
    one("F1,teachers,0", "F9,teachers,0", ("E0405", f, 2, "facility_id", "F9"));
    one("F1,teachers,0", "F1,,0", ("E0301", f, 2, "limit", ""));
    one("1-3,", "3-1,", ("E0311", f, 3, "class", "3-1"));
    one("3.3", "-3.3", ("E0305", f, 4, "weight", "-3.3"));
    one("3.3", "3.3333", ("E0304", f, 4, "weight", ""));
    one("0,,3,2", "0,,1/3,2", ("E0302", f, 2, "per", "1/3"));
    one("0,,3,2", "0,,0,2", ("E0305", f, 2, "per", "0"));
    one("10.5", "十", ("E0303", f, 4, "capacity", ""));
    one("10.5", "", ("E0301", f, 4, "capacity", ""));
    one("6,2", "6,3", ("E0416", f, 3, "capacity", "3"));
    one("1-3,", "0-3,", ("E0415", f, 3, "class", "0-3"));
    // F2 has seats that classes 0 and 1 share, and others that classes 3 to 5 share.
    one("F2,teachers,0-1", "F2,teachers,1", ("E0528", f, 5, "capacity", ""));
    one("3.3,,10.5", "3.3,7,9223372036854775", ("E0529", f, 4, "capacity", ""));
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
fn a_limit_that_weighs_nothing_is_doubtful() {
    let row = "facility_id,limit,class,weight,per,capacity\nF1,teachers,5,1,,2\n";
    warned(Broken::good().set("limits.csv", row), &[("W0530", "limits.csv", 2, "capacity", "")]);
}

#[test]
fn limits_under_japanese_titles_become_limits_of_the_market() {
    use sekiwari::priority::Lottery;
    use sekiwari::programme::nursery::{compile, siblings::JointOptions};
    let table = LIMITS.replace(
        "facility_id,limit,class,weight,per,capacity",
        "施設ID,上限,クラス,一人あたり,配置基準,上限値",
    );
    let loaded = warned(Broken::good().set("limits.csv", table), &[]);
    let compiled = compile(&loaded.round, Lottery::new(1), JointOptions::default()).unwrap();
    let limits: Vec<_> = compiled.market.limits().iter().map(|l| (l.capacity, l.weights.clone())).collect();
    let weights = |i: usize| limits[i].1.iter().map(|w| w.1).collect::<Vec<_>>();
    assert_eq!(limits.len(), 3);
    // Area: 3.3 a child is the unit; 10.5 is three of them. The child that holds a seat of class 1 comes on top.
    assert_eq!((limits[0].0, weights(0)), (3 + 1, vec![1, 1]));
    // Teachers: sixths; two teachers, and the holder's one.
    assert_eq!((limits[1].0, weights(1)), (12 + 1, vec![2, 1, 1]));
    // 1.333 teachers bear three children, not four.
    assert_eq!((limits[2].0, weights(2)), (3, vec![1]));
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
