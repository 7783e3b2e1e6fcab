//! `districts.geojson`: in which district a place lies.

use sekiwari::programme::club::district::{DistrictMap, Found};
use sekiwari::programme::nursery::Position;

use super::districts::Districts;
use crate::districts::read_districts;
use crate::finding::catalogue::clubs::AREA_UNKNOWN;
use crate::finding::{Finding, Findings, Place};
use crate::round::source::DISTRICTS_FILE;

/// The areas of the districts.
pub(super) struct Map {
    areas: DistrictMap,
    /// For every area the position of its district in the table.
    districts: Vec<Option<u32>>,
}

/// Reads the map and finds its areas in the table of districts.
pub(super) fn read(
    bytes: Vec<u8>,
    districts: Option<&mut Districts>,
    findings: &mut Findings,
) -> Option<Map> {
    let areas = read_districts(bytes, DISTRICTS_FILE, findings)?.map;
    let ids = &mut districts?.ids;
    let mut positions = Vec::with_capacity(areas.len());
    for id in areas.ids() {
        let known = ids.get(id);
        if known.is_none() {
            let near = ids.nearest(id);
            let finding = Finding::new(&AREA_UNKNOWN, Place::file(DISTRICTS_FILE)).value(id);
            findings.push(finding.hint(near.as_deref()));
        }
        positions.push(known);
    }
    Some(Map { areas, districts: positions })
}

impl Map {
    /// The districts in which a place lies, as positions in their table.
    pub(super) fn districts_at(&self, place: Position) -> Vec<u32> {
        let found = match self.areas.locate(place) {
            Found::Nowhere => Vec::new(),
            Found::One(area) => vec![area],
            Found::Several(areas) => areas,
        };
        found.into_iter().filter_map(|area| self.districts.get(area).copied().flatten()).collect()
    }
}
