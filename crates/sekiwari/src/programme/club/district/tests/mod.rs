//! The map held against naive versions.

mod area;
mod distance;
mod graph;
mod overlap;
mod touch;

use super::Area;
use crate::programme::nursery::Position;

fn at(lat_e6: i32, lon_e6: i32) -> Position {
    Position { lat_e6, lon_e6 }
}

/// A rectangle in the order south, west, north, east.
fn rectangle(south: i32, west: i32, north: i32, east: i32) -> Vec<Position> {
    vec![at(south, west), at(south, east), at(north, east), at(north, west)]
}

fn area_of(ring: Vec<Position>) -> Area {
    Area::new(vec![vec![ring]]).unwrap()
}
