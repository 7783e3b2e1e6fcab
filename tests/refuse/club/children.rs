//! The children of a round of clubs: grades, days, seasons.

use super::base::{doubted, good};
use crate::base::{Broken, club_refused};

const C: &str = "children.csv";

fn child(from: &str, to: &str) -> Broken {
    good().swap(C, from, to)
}

#[test]
fn grades_and_birth_dates() {
    club_refused(child("D,H3,4", "D,H3,7"), &[("E1406", C, 5, "grade", "7")]);
    club_refused(child("D,H3,4", "D,H3,"), &[("E1409", C, 5, "grade", "")]);
    club_refused(child("A,H1,1", "A,H1,2"), &[("E1410", C, 2, "grade", "2")]);
    club_refused(child("B,H1,,2017-04-01", "B,H1,,2021-04-01"), &[("E1411", C, 3, "birth_date", "")]);
    club_refused(child("B,H1,,2017-04-01", "B,H1,,2013-04-01"), &[("E1411", C, 3, "birth_date", "")]);
}

#[test]
fn days_and_seasons() {
    club_refused(child("TH,term", "TX,term"), &[("E1407", C, 4, "weekdays", "TX")]);
    club_refused(child("TH,term", "TT,term"), &[("E1407", C, 4, "weekdays", "TT")]);
    club_refused(child("TH,term", ",term"), &[("E0301", C, 4, "weekdays", "")]);
    club_refused(child("TH,term", "TH,autumn"), &[("E1408", C, 4, "season", "autumn")]);
    club_refused(child("MTWHF,year,3", "MTWHF,year,6"), &[("E1412", C, 2, "min_days", "6")]);
    club_refused(child("MTWHF,year,3", "MTWHF,year,0"), &[("E0305", C, 2, "min_days", "0")]);
}

#[test]
fn households_are_those_of_nursery_rounds() {
    club_refused(
        good().append("households.csv", "H9,independent,,\n"),
        &[("E0406", "households.csv", 3, "household_id", "H9")],
    );
    doubted(
        good().append("households.csv", "H2,same-round,none,\n"),
        &[("W0512", "households.csv", 3, "household_id", "H2")],
    );
    doubted(good().without("households.csv"), &[("N0522", C, 0, "", "H1")]);
    doubted(child("D,H3,4", "D,,4"), &[("N0521", C, 5, "", "")]);
}

#[test]
fn children_twice_and_other_cells() {
    club_refused(good().append(C, "A,H9,3,,M,,,D1,,,,,,,,,,\n"), &[("E0401", C, 7, "child_id", "A")]);
    club_refused(child("no,yes,2", "no,maybe,2"), &[("E0308", C, 4, "disabled", "maybe")]);
    club_refused(child("no,yes,2", "no,yes,11"), &[("E0305", C, 4, "seats", "11")]);
    club_refused(child("2,transport", "2,bus"), &[("E0308", C, 4, "accepts_neighbour", "bus")]);
    club_refused(child("K2,MT,K2", "K9,MT,K2"), &[("E0405", C, 6, "current_facility_id", "K9")]);
    club_refused(child("K2,MT,K2", "K2,MT,K9"), &[("E0405", C, 6, "last_year_facility_id", "K9")]);
    doubted(child(",,,K1,,,,", ",,MW,K1,,,,"), &[("W1430", C, 3, "current_weekdays", "MW")]);
}
