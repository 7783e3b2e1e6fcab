//! Where new sites go.
//!
//! [`location`] has the objectives that siting tools know, by distance and weight alone: a guide to candidates, and what a choice
//! by the real rule is held against.

pub mod location;
