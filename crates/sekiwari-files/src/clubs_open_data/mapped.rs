//! Districts as polygons.

use sekiwari::programme::club::district::{DistrictGraph, Found, Touch};
use sekiwari::programme::nursery::Position;

use super::{DistrictRow, OpenData};
use crate::districts::Districts;

/// The districts of a map with their neighbours, and in each the schools that lie in it. Clubs are not on the map.
///
/// A school on no district's ground or on that of several is left out; how many is told.
pub fn read(districts: &Districts, schools: &[(String, Position)], touch: Touch) -> (OpenData, usize) {
    let map = &districts.map;
    let mut rows: Vec<DistrictRow> = map
        .ids()
        .iter()
        .map(|id| DistrictRow {
            id: id.clone(),
            schools: Vec::new(),
            position: None,
            neighbours: Vec::new(),
            clubs: Vec::new(),
        })
        .collect();
    let mut outside = 0;
    for (name, position) in schools {
        if let Found::One(d) = map.locate(*position) {
            rows[d].schools.push(name.clone());
            rows[d].position.get_or_insert(*position);
        } else {
            outside += 1;
        }
    }
    for border in map.shared_borders(touch) {
        rows[border.a].neighbours.push(border.b);
        rows[border.b].neighbours.push(border.a);
    }
    rows.iter_mut().for_each(|d| d.neighbours.sort_unstable());
    (OpenData { clubs: Vec::new(), districts: rows, guessed: Vec::new() }, outside)
}

impl OpenData {
    /// The graph of its districts.
    pub fn graph(&self) -> DistrictGraph {
        let pairs =
            self.districts.iter().enumerate().flat_map(|(a, d)| d.neighbours.iter().map(move |&b| (a, b)));
        let inside = pairs.filter(|&(_, b)| b < self.districts.len());
        DistrictGraph::new(self.districts.len(), inside).unwrap_or_default()
    }
}
