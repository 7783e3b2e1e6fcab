//! Figures, refusals and a naive recount.

mod faults;
mod figures;
mod properties;
