//! Children, their diseases, and what they used before.

use super::base::{C, doubted, good, refused};

const U: &str = "usage.csv";

#[test]
fn ages() {
    refused(good().swap(C, "A,H1,2023-05-10", "A,H1,"), &[("E1802", C, 2, "birth_date", "")]);
    refused(good().swap(C, "2023-05-10,,", "2023-05-10,4,"), &[("E1803", C, 2, "class", "4")]);
    refused(good().swap(C, "2023-05-10", "2010-05-10"), &[("E1804", C, 2, "birth_date", "")]);
    refused(good().swap(C, "B,H2,,3,,", "B,H2,,3,1,"), &[("E1805", C, 3, "grade", "1")]);
}

#[test]
fn what_is_known_of_them() {
    refused(good().swap(C, "C,H3,,4,,F3,,", "C,H3,,4,,F3,no,"), &[("E1806", C, 4, "enrolled", "no")]);
    refused(good().swap(C, ",1.5", ",0.05"), &[("E1705", C, 3, "load", "0.05")]);
}

#[test]
fn diseases_twice() {
    let file = "diseases.csv";
    refused(good().append(file, "インフルエンザ,mix\n"), &[("E1717", file, 3, "disease", "インフルエンザ")]);
}

#[test]
fn uses_before_the_round() {
    refused(good().swap(U, "2026-05-01,am,", "2026-05-01,am,2"), &[("E1807", U, 3, "uses", "2")]);
    doubted(good().append(U, "B,temporary,2026-06-01,,\n"), &[("W1819", U, 4, "date", "2026-06-01")]);
    doubted(good().append(U, "A,temporary,2026-05-01,am,\n"), &[("W1820", U, 4, "date", "2026-05-01")]);
}
