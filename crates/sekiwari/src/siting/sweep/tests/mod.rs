//! Sweeps on a small town: every figure against what scenarios tell of themselves.

mod figures;
mod fit;
mod grid;
mod run;

use crate::siting::scenario::tests::made::{class, ones, open};
use crate::siting::scenario::{Amount, Close, Demand, Edit, Growth, Resize, Scenario};

fn one(edit: Edit) -> Scenario {
    Scenario { edits: vec![edit], ..Scenario::default() }
}

fn resize(facility: &str, by: i64) -> Scenario {
    let seats = Amount::By(by);
    one(Edit::Resize(Resize { facility: facility.into(), classes: ones(), seats, new: false }))
}

fn grow(children: i64) -> Scenario {
    let growth = Growth::Children(children);
    one(Edit::Demand(Demand { district: None, class: Some(class(1)), growth }))
}

fn opens(id: &str, metres: i32, seats: u32) -> Scenario {
    one(Edit::Open(open(id, metres, seats)))
}

fn closes(id: &str) -> Scenario {
    one(Edit::Close(Close { facility: id.into(), release: true }))
}
