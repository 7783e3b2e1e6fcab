//! Wishes and scores of a round of clubs.

use super::base::{doubted, good};
use crate::base::{Broken, club_refused};

const W: &str = "wishes.csv";
const S: &str = "scores.csv";

fn wish(row: &str) -> Broken {
    good().append(W, row)
}

#[test]
fn unknown_children_and_clubs() {
    club_refused(wish("X,1,K1,\n"), &[("E0404", W, 9, "child_id", "X")]);
    club_refused(wish("C,1,K9,\n"), &[("E0405", W, 9, "facility_id", "K9")]);
    club_refused(wish("C,x,K1,\n"), &[("E0302", W, 9, "rank", "x")]);
    club_refused(wish("C,1,K1,TQ\n"), &[("E1407", W, 9, "weekdays", "TQ")]);
}

#[test]
fn ranks_and_clubs_twice() {
    club_refused(wish("A,2,K2,MTW\n"), &[("E0407", W, 9, "rank", "2")]);
    // All days of A, once more.
    club_refused(wish("A,3,K1,FHWTM\n"), &[("E0408", W, 9, "facility_id", "K1")]);
    // Another set of days is another wish.
    doubted(wish("A,3,K1,MWF\n"), &[]);
    doubted(wish("A,4,K1,MWF\n"), &[("W0501", W, 9, "rank", "4")]);
}

#[test]
fn days_that_the_child_does_not_want() {
    club_refused(wish("B,2,K2,MT\n"), &[("E1413", W, 9, "weekdays", "MT")]);
    // The days of the held seat may be others than are wished now.
    let held = good().swap("children.csv", "K2,MT,K2", "K2,WF,K2").swap(W, "E,2,K2,", "E,2,K2,WF");
    doubted(held, &[]);
}

#[test]
fn wishes_below_the_held_seat() {
    doubted(wish("E,3,K3,\n"), &[("W0511", W, 9, "facility_id", "K3")]);
}

#[test]
fn scores() {
    club_refused(good().append(S, "X,,3,1\n"), &[("E0404", S, 8, "child_id", "X")]);
    club_refused(good().append(S, "B,,3,1\n"), &[("E0409", S, 8, "child_id", "B")]);
    club_refused(good().swap(S, "B,,18,1\n", ""), &[("E0410", W, 4, "facility_id", "K1")]);
    club_refused(good().swap(S, "C,,18,2\n", ""), &[("E1414", "children.csv", 4, "", "C")]);
    club_refused(good().swap(S, "C,,18,2", "C,,x,2"), &[("E0303", S, 5, "score", "")]);
    doubted(good().swap(S, "C,,18,2", "C,,18,"), &[("W0519", S, 5, "tie_1", "")]);
}

#[test]
fn nothing_is_said_twice() {
    // One slip of the keyboard: what follows from it is not reported again.
    club_refused(good().swap(S, "C,,18,2", "CC,,18,2"), &[("E0404", S, 5, "child_id", "CC")]);
    club_refused(good().swap("units.csv", "K1,,,2,", "K1,,,x,"), &[("E0302", "units.csv", 2, "rooms", "x")]);
}
