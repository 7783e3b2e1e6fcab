//! Lists that lead nowhere.

use super::base::{doubted, good};
use crate::base::Broken;

const C: &str = "children.csv";
const W: &str = "wishes.csv";

fn wish(row: &str) -> Broken {
    good().append(W, row)
}

#[test]
fn clubs_closed_in_the_wished_seasons() {
    // C comes in terms, K3 opens in summer.
    doubted(wish("C,1,K3,\n"), &[("W1423", W, 9, "facility_id", "K3")]);
    doubted(good().swap(C, "MTWHF,summer", "MTWHF,winter"), &[("W1423", W, 5, "facility_id", "K3")]);
}

#[test]
fn clubs_closed_on_wished_days() {
    let saturday = good().swap(C, "B,H1,,2017-04-01,MWF", "B,H1,,2017-04-01,MWS");
    doubted(saturday, &[("W1424", W, 4, "facility_id", "K1")]);
    // Who accepts fewer days can still be taken.
    doubted(good().swap(C, "B,H1,,2017-04-01,MWF,,", "B,H1,,2017-04-01,MWS,,2"), &[]);
    // In the summer K1 opens on Saturdays.
    doubted(
        good().swap(C, "MTWHF,summer", "MTWHFS,summer").swap(W, "D,1,K3", "D,1,K1").swap(
            W,
            "D,2,K2,MWF\n",
            "",
        ),
        &[],
    );
}

#[test]
fn children_without_a_list() {
    doubted(good().swap(C, "term,,D3", "term,,"), &[("W1421", C, 4, "", "C")]);
    doubted(good().swap("transport.csv", "R1,D3", "R1,D2"), &[("W1422", C, 4, "", "C")]);
    doubted(
        good().swap(C, "TH,term", "TS,term").swap("transport.csv", "K1;K2,,8", "K1;K2,MTWHFS,8"),
        &[("W1425", C, 4, "", "C")],
    );
}

#[test]
fn seats_held_on_closed_days() {
    doubted(
        good().swap(C, "K2,MT,K2", "K2,MS,K2").swap(W, "E,2,K2,", "E,2,K2,MS"),
        &[("W1426", C, 6, "", "K2")],
    );
}
