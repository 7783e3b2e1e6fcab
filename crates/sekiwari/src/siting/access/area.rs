//! The small areas that figures are given for.

use super::mesh::{Cell, Mesh};
use crate::programme::club::district::DistrictMap;
use crate::programme::nursery::{Child, Position, Round};

/// Which small areas.
#[derive(Clone, Copy, Debug)]
pub enum Grain<'a> {
    /// The district a child lives in, as its row says; where that is empty, the one of this map in which its place lies (the first
    /// of several that overlap).
    District(Option<&'a DistrictMap>),
    /// The cell of the standard grid in which its place lies.
    Mesh(Mesh),
}

impl Grain<'_> {
    /// The area of a child; empty for no known district. `None` without a place in the grid.
    pub(super) fn of(&self, child: &Child) -> Option<String> {
        match self {
            Grain::Mesh(mesh) => Some(Cell::of(child.position?, *mesh)?.to_string()),
            Grain::District(map) => Some(self.district(child, *map)),
        }
    }

    fn district(&self, child: &Child, map: Option<&DistrictMap>) -> String {
        let mapped = || {
            let map = map?;
            Some(map.ids()[map.locate(child.position?).first()?].clone())
        };
        child.district.clone().or_else(mapped).unwrap_or_default()
    }
}

/// The areas of a round's children, by id.
pub(super) struct Areas {
    pub(super) ids: Vec<String>,
    // By child: its area, or NONE.
    pub(super) of_child: Vec<u32>,
}

/// No area.
pub(super) const NONE: u32 = u32::MAX;

impl Areas {
    pub(super) fn new(round: &Round, grain: Grain<'_>) -> Self {
        let of: Vec<Option<String>> = round.children().iter().map(|c| grain.of(c)).collect();
        let mut ids: Vec<String> = of.iter().flatten().cloned().collect();
        ids.sort_unstable();
        ids.dedup();
        let at = |id: &String| ids.binary_search(id).map_or(NONE, |i| i as u32);
        let of_child = of.iter().map(|id| id.as_ref().map_or(NONE, at)).collect();
        Self { ids, of_child }
    }
}

/// The mean of the middles of the third-level cells in which some places lie, to a thousandth of a degree: where an area is, without
/// telling where anybody in it is. `None` without a place in the grid.
pub(super) fn centre(places: impl Iterator<Item = Position>) -> Option<Position> {
    let (mut n, mut lat, mut lon) = (0i64, 0i64, 0i64);
    for place in places {
        let Some(cell) = Cell::of(place, Mesh::Third) else { continue };
        let middle = cell.middle();
        (n, lat, lon) = (n + 1, lat + i64::from(middle.lat_e6), lon + i64::from(middle.lon_e6));
    }
    // Means of 32-bit numbers.
    let mean = |sum: i64| ((sum / n + 500) / 1000 * 1000) as i32;
    (n > 0).then(|| Position { lat_e6: mean(lat), lon_e6: mean(lon) })
}
