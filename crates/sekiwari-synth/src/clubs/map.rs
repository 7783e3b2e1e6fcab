//! A made-up map: districts like the stones of a wall, their corners moved.

use sekiwari::programme::nursery::Position;
use std::fmt::Write as _;

use super::tables::degrees;
use crate::draw::Draw;

/// The south-western corner of every made-up city.
const ORIGIN: Position = Position { lat_e6: 34_500_000, lon_e6: 135_000_000 };
/// Height and half the width of a district in micro-degrees: about 1.8 km each way.
const HIGH: i32 = 16_000;
const HALF: i32 = 10_000;
/// How far corners are moved at most, in thousandths of those.
const MOVED: i32 = 180;

/// Districts in rows, every other row moved by half a stone. Neighbours share two corners exactly, so the polygons leave
/// neither gap nor overlap; inner districts have six neighbours.
pub(super) struct Map {
    columns: usize,
    rings: Vec<[Position; 6]>,
}

impl Map {
    /// A map of so many districts, about as wide as it is high.
    pub(super) fn new(districts: usize, draw: &mut Draw) -> Self {
        let columns = districts.isqrt().max(1);
        let rows = districts.div_ceil(columns);
        // Corners stand on the lines between the rows, two for every stone and a few for the moved rows.
        let on_line = 2 * columns + 2;
        let mut corners = Vec::with_capacity((rows + 1) * on_line);
        for line in 0..=rows {
            for k in 0..on_line {
                let mut moved = |by: i32| draw.between(-by * MOVED / 1000, by * MOVED / 1000);
                corners.push(Position {
                    lat_e6: ORIGIN.lat_e6 + line as i32 * HIGH + moved(HIGH),
                    lon_e6: ORIGIN.lon_e6 + k as i32 * HALF + moved(HALF),
                });
            }
        }
        let ring = |d: usize| {
            let (row, first) = (d / columns, 2 * (d % columns) + d / columns % 2);
            let at = |line: usize, k: usize| corners[line * on_line + k];
            let (below, above) = (row, row + 1);
            [
                at(below, first),
                at(below, first + 1),
                at(below, first + 2),
                at(above, first + 2),
                at(above, first + 1),
                at(above, first),
            ]
        };
        let rings = (0..districts).map(ring).collect();
        Self { columns, rings }
    }

    /// The middle of a district; places within a fifth of its size lie in it.
    pub(super) fn centre(&self, d: usize) -> Position {
        let ring = &self.rings[d];
        let mean = |of: fn(&Position) -> i32| (ring.iter().map(|p| i64::from(of(p))).sum::<i64>() / 6) as i32;
        Position { lat_e6: mean(|p| p.lat_e6), lon_e6: mean(|p| p.lon_e6) }
    }

    /// How far from the middle a place surely lies in the district, in micro-degrees.
    pub(super) const REACH: i32 = HALF / 4;

    /// The neighbours of a district in order: left and right, and two in the row on either side.
    pub(super) fn neighbours(&self, d: usize) -> Vec<usize> {
        let (row, column) = (d / self.columns, d % self.columns);
        let mut found = Vec::new();
        // In a moved row the stones above and below begin under this one's middle.
        let (left, right) = if row % 2 == 0 {
            (column.checked_sub(1), Some(column))
        } else {
            (Some(column), Some(column + 1))
        };
        for next in [row.checked_sub(1), Some(row + 1)].into_iter().flatten() {
            found
                .extend([left, right].into_iter().flatten().filter(|&c| c < self.columns).map(|c| (next, c)));
        }
        found.extend(column.checked_sub(1).map(|c| (row, c)));
        found.extend((column + 1 < self.columns).then_some((row, column + 1)));
        let mut found: Vec<usize> = found.into_iter().map(|(r, c)| r * self.columns + c).collect();
        found.retain(|&n| n < self.rings.len());
        found.sort_unstable();
        found
    }

    /// The map as a GeoJSON text, one district a line.
    pub(super) fn geojson<'a>(&self, names: impl Iterator<Item = (&'a str, &'a str)>) -> String {
        let mut out = String::from("{\"type\": \"FeatureCollection\", \"features\": [\n");
        for (d, (id, name)) in names.enumerate().take(self.rings.len()) {
            let ring = &self.rings[d];
            let corner = |p: &Position| format!("[{}, {}]", degrees(p.lon_e6), degrees(p.lat_e6));
            let corners: Vec<String> = ring.iter().chain(&ring[..1]).map(corner).collect();
            let comma = if d + 1 == self.rings.len() { "" } else { "," };
            // Writing to a string cannot fail.
            let _ = writeln!(
                out,
                "{{\"type\": \"Feature\", \"properties\": {{\"district_id\": \"{id}\", \"name\": \"{name}\"}}, \"geometry\": \
                 {{\"type\": \"Polygon\", \"coordinates\": [[{}]]}}}}{comma}",
                corners.join(", ")
            );
        }
        out.push_str("]}\n");
        out
    }
}
