//! Files, encodings and the shape of tables.

use crate::base::{Broken, CHILDREN, refused, warned};

#[test]
fn required_tables() {
    for file in ["facilities.csv", "children.csv", "seats.csv", "wishes.csv", "scores.csv"] {
        refused(Broken::good().without(file), &[("E0102", file, 0, "", "")]);
    }
}

#[test]
fn empty_file() {
    refused(Broken::good().set("wishes.csv", ""), &[("E0110", "wishes.csv", 0, "", "")]);
    refused(Broken::good().set("scores.csv", "\u{FEFF}"), &[("E0110", "scores.csv", 0, "", "")]);
}

#[test]
fn header_without_rows() {
    refused(
        Broken::good().set("seats.csv", "facility_id,class,seats\n"),
        &[
            ("W0508", "facilities.csv", 2, "", "F1"),
            ("W0508", "facilities.csv", 3, "", "F2"),
            ("W0508", "facilities.csv", 4, "", "F3"),
            ("W0509", "joint_wishes.csv", 2, "facility_id", "F1"),
            ("W0509", "joint_wishes.csv", 4, "facility_id", "F2"),
            ("E0210", "seats.csv", 1, "", ""),
            ("W0509", "wishes.csv", 2, "facility_id", "F1"),
            ("W0509", "wishes.csv", 3, "facility_id", "F2"),
            ("W0509", "wishes.csv", 4, "facility_id", "F2"),
            ("W0509", "wishes.csv", 5, "facility_id", "F3"),
            ("W0509", "wishes.csv", 6, "facility_id", "F2"),
            ("W0509", "wishes.csv", 7, "facility_id", "F3"),
        ],
    );
}

#[test]
fn bytes_that_are_no_text() {
    refused(
        Broken::good().swap_bytes("facilities.csv", "秦".as_bytes(), b"\xE7\xA7"),
        &[("E0103", "facilities.csv", 4, "", "")],
    );
}

#[test]
fn euc_jp() {
    let (text, _, _) =
        encoding_rs::EUC_JP.encode("facility_id,name\nF1,きよね認定こども園\nF2,常盤保育園\nF3,秦保育園\n");
    refused(Broken::good().set("facilities.csv", text), &[("E0104", "facilities.csv", 0, "", "")]);
}

#[test]
fn nul_byte() {
    refused(Broken::good().swap("wishes.csv", "A,2", "A\0,2"), &[("E0105", "wishes.csv", 3, "", "")]);
}

#[test]
fn the_same_table_twice() {
    refused(Broken::good().set("児童.csv", CHILDREN), &[("E0112", "児童.csv", 0, "", "")]);
}

#[test]
fn no_workbook() {
    refused(Broken::good().set("wishes.xlsx", "PK"), &[("E0111", "wishes.xlsx", 0, "", "")]);
}

#[test]
fn missing_column() {
    refused(
        Broken::good().swap("seats.csv", ",seats,", ",places,"),
        &[("E0201", "seats.csv", 1, "", ""), ("W0202", "seats.csv", 1, "places", "")],
    );
}

#[test]
fn column_under_two_titles() {
    let twice = Broken::good().set(
        "wishes.csv",
        "child_id,rank,facility_id,施設番号\nA,1,F1,F2\nB,1,F1,F1\nC,1,F1,F1\nG,1,F3,F1\n",
    );
    refused(twice, &[("E0203", "wishes.csv", 1, "施設番号", "")]);
}

#[test]
fn too_few_and_too_many_cells() {
    refused(Broken::good().swap("wishes.csv", "B,2,F3", "B,2"), &[("E0204", "wishes.csv", 5, "", "")]);
    refused(Broken::good().swap("scores.csv", "C,,18,2", "C,,18,2,7"), &[("E0205", "scores.csv", 5, "", "")]);
}

#[test]
fn quotes() {
    refused(
        Broken::good().swap("facilities.csv", "F2,常盤", "F2,\"常盤"),
        &[("E0206", "facilities.csv", 3, "", "")],
    );
    refused(
        Broken::good().swap("facilities.csv", "F2,常盤", "F2,常\"盤"),
        &[("E0207", "facilities.csv", 3, "", "")],
    );
}

#[test]
fn lines_are_counted_through_quoted_breaks() {
    let round = Broken::good().swap("facilities.csv", "きよね", "\"きよ\r\nね\"").swap(
        "facilities.csv",
        ",57",
        ",-57",
    );
    refused(round, &[("E0302", "facilities.csv", 5, "min_age_days", "-57")]);
}

#[test]
fn unknown_column_and_file_are_warnings() {
    warned(
        Broken::good().swap("facilities.csv", "kind", "電話番号").set("wish.csv", "a\n1\n"),
        &[("W0202", "facilities.csv", 1, "電話番号", ""), ("W0113", "wish.csv", 0, "", "")],
    );
}

#[test]
fn odd_characters_are_warnings() {
    warned(
        Broken::good().swap("facilities.csv", "秦", "\u{E001}").swap("facilities.csv", "常盤", "常\u{FFFD}"),
        &[("W0109", "facilities.csv", 3, "name", ""), ("W0108", "facilities.csv", 4, "name", "")],
    );
}
