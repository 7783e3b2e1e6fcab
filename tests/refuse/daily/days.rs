//! Dates: sessions, closures, holidays.

use super::base::{C, D, Q, T, doubted, good, refused};

#[test]
fn sessions_that_contradict_each_other() {
    refused(good().append(D, "F1,temporary,2026-05-12,day,,2,,\n"), &[("E1713", D, 4, "date", "2026-05-12")]);
    let twice = "F2,temporary,2026-05-13,am,0-2,2,,\nF2,temporary,2026-05-13,pm,1-5,2,,\n";
    refused(good().append(D, twice), &[("E1736", D, 4, "", "2026-05-13")]);
    refused(good().append(D, "F1,temporary,2026-05-13,am,0-2,,1,\n"), &[("E1735", D, 4, "", "2026-05-13")]);
    let part = "F2,temporary,2026-05-13,am,0-1,2,,\n";
    refused(good().append(D, part), &[("E1738", D, 4, "", "2026-05-13")]);
}

#[test]
fn sessions_outside_the_day_or_the_period() {
    refused(good().swap(D, "05-12,pm", "05-12,18:00-19:00"), &[("E1712", D, 2, "session", "18:00-19:00")]);
    doubted(good().append(D, "F1,temporary,2026-06-02,day,,1,,\n"), &[("W1726", D, 4, "date", "2026-06-02")]);
    doubted(good().append(D, "F2,temporary,2026-05-20,day,,1,,\n"), &[("W1727", D, 4, "", "2026-05-20")]);
}

#[test]
fn closures_and_holidays() {
    let file = "closures.csv";
    refused(good().swap(file, "2026-05-21", "2026-05-19"), &[("E1715", file, 2, "to", "2026-05-19")]);
    let file = "holidays.csv";
    doubted(
        good().set(file, "date\n2026-05-03\n2026-05-04\n2026-05-03\n"),
        &[("W1733", file, 4, "date", "2026-05-03")],
    );
}

#[test]
fn years_without_a_table_of_holidays() {
    let later = |_: &str, bytes: &[u8]| {
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        text.replace("2026-0", "2035-0").replace("2023-05-10", "2032-05-10").into_bytes()
    };
    refused(good().map(later), &[("E1716", T, 5, "daily.from", "")]);
    let known = good().map(later).set("holidays.csv", "date\n2035-05-03\n2035-05-04\n2035-05-05\n");
    // Sundays are others in that year.
    let moved = known.swap(Q, "Q3,C,holiday,2035-05-10", "Q3,C,holiday,2035-05-13");
    let moved = moved.swap(Q, "Q5,E,holiday,2035-05-10", "Q5,E,holiday,2035-05-13");
    let moved = moved.swap(Q, "Q4,D,sick,2035-05-12", "Q4,D,sick,2035-05-14");
    let moved = moved.swap(Q, "2035-05-12,F3", "2035-05-14,F3").swap(C, "B,H2,,3", "B,H2,,4");
    doubted(moved, &[]);
}
