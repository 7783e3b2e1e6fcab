//! School districts on the map: which one a place lies in, which ones border on each other, how far their clubs are.
//!
//! Places are whole micro-degrees, and whether a place lies in a district is decided in whole numbers, so the answer does not
//! depend on the machine. Lengths are metres in a plane laid on the earth at the latitude in question; they use only the
//! operations that IEEE 754 prescribes to the last bit, so they do not depend on it either.
//!
//! Districts on both sides of the 180th meridian are not supported.

mod area;
mod distance;
mod graph;
mod map;
mod order;
mod overlap;
mod plane;
mod touch;

pub use area::{Area, Bounds, ShapeFault};
pub use distance::metres;
pub use graph::{DistrictGraph, NoSuchDistrict};
pub use map::{DistrictMap, Found, SameDistrictTwice};
pub use order::{ClubSite, NearClub, clubs_in_order};
pub use overlap::Overlap;
pub use touch::{SharedBorder, Touch};

#[cfg(test)]
mod tests;
