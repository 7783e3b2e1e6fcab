//! Units and enrolled children.

use super::base::{doubted, good};
use crate::base::{Broken, club_refused, club_warned};

const U: &str = "units.csv";
const N: &str = "enrolled.csv";

fn unit(from: &str, to: &str) -> Broken {
    good().swap(U, from, to)
}

#[test]
fn rows_that_cannot_be_used() {
    club_refused(unit("K3,summer,MTWHF,1,,,,,20", "K3,summer,MTWHF,,,,,,"), &[("E1601", U, 5, "", "")]);
    club_refused(unit("80.5,3,1,30", "80.5,3,4,30"), &[("E1602", U, 4, "qualified_staff", "4")]);
    club_refused(good().append(U, "K1,,F,1,,,,,\n"), &[("E1603", U, 6, "", "")]);
    club_refused(unit("K2,,MTWHF,1,80.5", "K9,,MTWHF,1,80.5"), &[("E0405", U, 4, "facility_id", "K9")]);
    club_refused(unit("80.5", "80.555"), &[("E0906", U, 4, "area_m2", "80.555")]);
    club_refused(unit("80.5", "-1"), &[("E0305", U, 4, "area_m2", "-1")]);
    club_refused(unit("80.5,3,1,30", "80.5,3,1,0"), &[("E0305", U, 4, "limit_per_unit", "0")]);
    club_refused(unit("K3,summer", "K3,sommer"), &[("E1408", U, 5, "season", "sommer")]);
}

#[test]
fn enrolled_children() {
    club_refused(good().append(N, "K3,term,M,1\n"), &[("E1604", N, 4, "", "")]);
    club_refused(good().append(N, "K3,,S,1\n"), &[("E1604", N, 4, "", "")]);
    club_refused(good().append(N, "K9,,,1\n"), &[("E0405", N, 4, "facility_id", "K9")]);
    club_refused(good().append(N, "K3,,,\n"), &[("E0301", N, 4, "children", "")]);
    doubted(good().append(N, "K2,winter,F,31\n"), &[("W1607", N, 4, "", "")]);
}

#[test]
fn declared_against_derived() {
    doubted(unit("2,132,4,2,,70", "2,132,4,2,,81"), &[("W1608", U, 2, "declared_seats", "")]);
    doubted(unit("1,,,,,20", "1,,,,,0"), &[("W1609", U, 5, "declared_seats", "")]);
}

#[test]
fn clubs_that_never_open() {
    let round =
        good().append("facilities.csv", "K4,新本,,,\n").swap("districts.csv", "新本,S3,,", "新本,S3,,K4");
    // The list of C begins with it now.
    club_warned(round, &[("W1610", "facilities.csv", 5, "", "K4")]);
}

#[test]
fn more_held_than_open() {
    let round = good().append(N, "K2,term,M,27\n");
    doubted(round, &[("W1611", "facilities.csv", 3, "", "K2")]);
}
