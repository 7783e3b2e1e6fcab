//! `districts.geojson`: in which district a place lies.

use sekiwari::programme::club::district::DistrictMap;
use sekiwari::programme::nursery::Position;

use super::districts::Districts;
use crate::districts::read_districts;
use crate::finding::Findings;

/// The name of the file, for findings.
const FILE: &str = "districts.geojson";

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
    let areas = read_districts(bytes, FILE, findings)?.map;
    let districts = districts?;
    let positions = areas.ids().iter().map(|id| districts.ids.get(id)).collect();
    Some(Map { areas, districts: positions })
}

impl Map {
    /// The districts in which a place lies, as positions in their table.
    pub(super) fn districts_at(&self, place: Position) -> Vec<u32> {
        use sekiwari::programme::club::district::Found;
        let found = match self.areas.locate(place) {
            Found::Nowhere => Vec::new(),
            Found::One(area) => vec![area],
            Found::Several(areas) => areas,
        };
        found.into_iter().filter_map(|area| self.districts.get(area).copied().flatten()).collect()
    }
}
