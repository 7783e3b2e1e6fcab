//! Which districts are neighbours, where the table names none but there is a map.

use sekiwari::programme::club::district::Touch;

use super::districts::Districts;
use super::map::Map;
use crate::finding::catalogue::clubs::NEIGHBOURS_DERIVED;
use crate::finding::{Finding, Findings, Place};
use crate::round::source::DISTRICTS_FILE;

/// Districts whose areas share a border become neighbours. A table that names a neighbour in any row is left as it is: whoever
/// writes the column may well mean that a river is no way for children.
pub(super) fn derive(map: &Map, districts: &mut Districts, findings: &mut Findings) {
    if districts.names_neighbours {
        return;
    }
    let touch = Touch::default();
    let pairs = map.touching(touch);
    for &(a, b) in &pairs {
        // The library makes both neighbours of each other.
        districts.rows[a as usize].neighbours.push(b);
    }
    let alone = (0..districts.rows.len() as u32).filter(|d| pairs.iter().all(|(a, b)| a != d && b != d));
    let finding = Finding::new(&NEIGHBOURS_DERIVED, Place::file(DISTRICTS_FILE));
    let finding = finding.arg("pairs", pairs.len()).arg("metres", touch.at_least_m);
    findings.push(finding.arg("alone", alone.count()));
}
