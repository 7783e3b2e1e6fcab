//! `districts.geojson`: in which district a place lies, and which districts touch.

use sekiwari::programme::club::district::{DistrictMap, Found, Touch};
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
    /// The areas themselves.
    pub(super) fn into_areas(self) -> DistrictMap {
        self.areas
    }

    /// The districts in which a place lies, as positions in their table.
    pub(super) fn districts_at(&self, place: Position) -> Vec<u32> {
        let found = match self.areas.locate(place) {
            Found::Nowhere => Vec::new(),
            Found::One(area) => vec![area],
            Found::Several(areas) => areas,
        };
        found.into_iter().filter_map(|area| self.district_of(area)).collect()
    }

    /// The pairs of districts that share a border or overlap, as positions in their table.
    pub(super) fn touching(&self, touch: Touch) -> Vec<(u32, u32)> {
        let borders = self.areas.shared_borders(touch).into_iter().map(|s| (s.a, s.b));
        // Areas that reach far into each other have no border in common, but meet all the same.
        let overlaps = self.areas.overlaps(touch.within_m).into_iter().map(|o| (o.a, o.b));
        let both = |(a, b)| Some((self.district_of(a)?, self.district_of(b)?));
        let mut pairs: Vec<(u32, u32)> = borders.chain(overlaps).filter_map(both).collect();
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    fn district_of(&self, area: usize) -> Option<u32> {
        self.districts.get(area).copied().flatten()
    }
}
