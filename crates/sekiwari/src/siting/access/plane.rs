//! Facilities on a plane, to find those that can be near; how far they are is measured on the sphere.

use crate::programme::nursery::Position;
use rstar::RTree;
use rstar::primitives::GeomWithData;

/// Metres in a micro-degree of a meridian, as in [`crate::programme::nursery::waiting::metres`].
const METRES_E6: f64 = 0.111_195;
/// That function rounds down three times, less than two metres each; so much may a distance on the plane be too long.
const SLACK: f64 = 6.0;
/// Its cosines are interpolated, to 5e-5.
const COSINE_SLACK: f64 = 1e-4;

/// A plane on which nothing is farther away than on the sphere, but for [`SLACK`].
///
/// Degrees of longitude are as long as at the latitude farthest from the equator, so every distance is at most as long as at its own
/// latitude. Where places lie more than half around the earth from each other, only latitudes count: all is then near, which is slow
/// but not wrong.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plane {
    east: f64,
}

impl Plane {
    /// The plane for these places.
    pub(super) fn of(places: impl Iterator<Item = Position>) -> Self {
        let (mut lat, mut west, mut east) = (0, i32::MAX, i32::MIN);
        for p in places {
            lat = lat.max(p.lat_e6.saturating_abs());
            (west, east) = (west.min(p.lon_e6), east.max(p.lon_e6));
        }
        let wide = i64::from(east) - i64::from(west) > 180_000_000;
        let cosine = (f64::from(lat) / 1e6).to_radians().cos() - COSINE_SLACK;
        Self { east: if wide { 0.0 } else { cosine.max(0.0) * METRES_E6 } }
    }

    fn xy(self, p: Position) -> [f64; 2] {
        [f64::from(p.lon_e6) * self.east, f64::from(p.lat_e6) * METRES_E6]
    }
}

/// Some facilities, for questions about what is near.
pub(super) struct Near {
    plane: Plane,
    tree: RTree<GeomWithData<[f64; 2], u32>>,
}

impl Near {
    /// An index of facilities by number. Cost: n log n.
    pub(super) fn new(plane: Plane, facilities: impl Iterator<Item = (u32, Position)>) -> Self {
        let points = facilities.map(|(f, p)| GeomWithData::new(plane.xy(p), f)).collect();
        Self { plane, tree: RTree::bulk_load(points) }
    }

    /// All facilities that can be within so many metres of a place, and maybe some beyond; in no order.
    pub(super) fn within(&self, place: Position, metres: u32) -> impl Iterator<Item = u32> + '_ {
        let radius = f64::from(metres) + SLACK;
        self.tree.locate_within_distance(self.plane.xy(place), radius * radius).map(|p| p.data)
    }

    /// The least distance to a facility for which `measure` gives one, by trying the nearest first.
    pub(super) fn nearest(&self, place: Position, measure: impl Fn(u32) -> Option<u32>) -> Option<u32> {
        let mut best = None;
        for (point, squared) in self.tree.nearest_neighbor_iter_with_distance_2(self.plane.xy(place)) {
            if best.is_some_and(|b| squared.sqrt() - SLACK > f64::from(b)) {
                break;
            }
            if let Some(metres) = measure(point.data) {
                best = Some(best.map_or(metres, |b: u32| b.min(metres)));
            }
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::{METRES_E6, Plane, SLACK};
    use crate::programme::nursery::Position;
    use crate::programme::nursery::waiting::metres;
    use proptest::prelude::*;

    fn place(lat: std::ops::Range<i32>, lon: std::ops::Range<i32>) -> impl Strategy<Value = Position> {
        (lat, lon).prop_map(|(lat_e6, lon_e6)| Position { lat_e6, lon_e6 })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3_000))]

        #[test]
        fn nothing_is_farther_on_the_plane(
            a in place(-90_000_000..90_000_000, -180_000_000..180_000_000),
            b in place(-90_000_000..90_000_000, -180_000_000..180_000_000),
            other in place(-90_000_000..90_000_000, -180_000_000..180_000_000),
            near in (-30_000i32..30_000, -30_000i32..30_000),
        ) {
            let near = Position {
                lat_e6: (a.lat_e6 + near.0).clamp(-90_000_000, 90_000_000),
                lon_e6: (a.lon_e6 + near.1).clamp(-180_000_000, 180_000_000),
            };
            for (a, b) in [(a, b), (a, near)] {
                let plane = Plane::of([a, b, other].into_iter());
                let ([ax, ay], [bx, by]) = (plane.xy(a), plane.xy(b));
                let straight = (ax - bx).hypot(ay - by);
                prop_assert!(straight <= f64::from(metres(a, b)) + SLACK, "{straight} {}", metres(a, b));
            }
        }
    }

    #[test]
    fn in_a_city_hardly_anything_is_nearer_on_the_plane() {
        let (a, b) = (
            Position { lat_e6: 34_668_084, lon_e6: 133_740_089 },
            Position { lat_e6: 34_668_084, lon_e6: 133_779_255 },
        );
        let plane = Plane::of([a, b].into_iter());
        let straight = plane.xy(b)[0] - plane.xy(a)[0];
        assert!((straight - f64::from(metres(a, b))).abs() < 3.0 && METRES_E6 > 0.0);
    }
}
