//! Doubtful rounds: accepted, with exactly the right warnings and notes.

use crate::base::{Broken, warned};

#[test]
fn facility_without_seats() {
    warned(
        Broken::good().append("facilities.csv", "F4,空,,,,\n"),
        &[("W0508", "facilities.csv", 5, "", "F4")],
    );
}

#[test]
fn an_infant_without_a_birth_date_may_be_too_young() {
    let round = Broken::good().swap("children.csv", "A,H1,2025-05-10,0", "A,H1,,0");
    let loaded = warned(round, &[("W0527", "children.csv", 2, "", "A")]);
    assert_eq!(loaded.round.children()[0].birth_date, None);
}

#[test]
fn blank_tie_sorts_last() {
    let round =
        Broken::good().swap("scores.csv", "A,,20.5,3", "A,,20.5,").swap("scores.csv", "C,,18,2", "C,,18,");
    warned(round, &[("W0519", "scores.csv", 2, "tie_1", "")]);
}

#[test]
fn half_a_coordinate() {
    warned(Broken::good().swap("facilities.csv", "133.74", ""), &[("W0313", "facilities.csv", 3, "lon", "")]);
}

#[test]
fn children_without_household_are_their_own() {
    let loaded = warned(
        Broken::good().swap("children.csv", "A,H1", "A,").swap("children.csv", "G,H5", "G,A"),
        &[("N0521", "children.csv", 2, "", "")],
    );
    let ids: Vec<&str> = loaded.round.households().iter().map(|h| h.id.as_str()).collect();
    assert_eq!(ids, ["A", "H2", "H4", "_A"]);
}

#[test]
fn tidied_cells_are_one_note_a_column() {
    let round = Broken::good()
        .swap("wishes.csv", "A,1,F1", "Ａ,１, F1")
        .swap("wishes.csv", "A,2,F2", "Ａ,２,F2\u{3000}")
        .swap("children.csv", "2024-06-01", "令和６年６月１日")
        .swap("scores.csv", "20.5", "２０．５");
    let loaded = warned(
        round,
        &[
            ("N0316", "children.csv", 3, "birth_date", ""),
            ("N0317", "children.csv", 3, "birth_date", ""),
            ("N0316", "scores.csv", 2, "score", ""),
            ("N0316", "wishes.csv", 2, "child_id", ""),
            ("N0315", "wishes.csv", 2, "facility_id", ""),
            ("N0316", "wishes.csv", 2, "rank", ""),
        ],
    );
    assert_eq!(loaded.round, Broken::good().read().0.unwrap().round);
}
