//! One search for all objectives. Without capacities every point costs what its best open site costs it, or what going without
//! costs; sites cost what opening them costs, under a limit.
//!
//! | problem | cost of a point at a site | without a site | opening |
//! |---|---|---|---|
//! | p-median | weight times distance | more than all ways together, a unit of weight | nothing |
//! | fixed charge | the same | the same | its cost |
//! | maximal covering | nothing within the radius | its weight | nothing |
//! | set covering | nothing within the radius | more than all sites | one, or its cost |
//!
//! | file | what |
//! |---|---|
//! | `problem` | lists of sites by point, nearest first |
//! | `interchange` | good choices |
//! | `select`, `dual` | bounds by pricing the demand of the points |
//! | `node`, `branch` | fixing by reduced costs, branch and bound |
//! | `model` | what the search needs to know, for problems with capacities or districts too |
//!
//! **Guarantees.** Costs, prices and bounds are whole numbers, so what is called proven does not rest on rounding. **Cost.** A bound takes one
//! pass over the sites that are nearer to a point than its price, often a tenth of all pairs; memory 12 bytes a pair.

mod branch;
mod dual;
mod interchange;
mod model;
mod node;
mod problem;
mod select;
#[cfg(test)]
pub(super) mod tests;

pub(super) use branch::{Solved, solve, solve_model};
pub(super) use model::{Evaluation, Model, scale_for};
pub(super) use node::{Node, State};
pub(super) use problem::{Limit, Problem};
