//! The ground of a district: polygons with holes.

use crate::programme::nursery::Position;

/// Millionths of a degree of the poles and of the edge of the map.
const POLE: i32 = 90_000_000;
const EDGE: i32 = 180_000_000;

/// Why rings make no area.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ShapeFault {
    /// Nothing at all.
    #[error("there is no polygon, or one without an outer ring")]
    Empty,
    /// A ring with fewer than three different corners, or with all of them on one line.
    #[error("ring {ring} of polygon {part} encloses nothing")]
    NoArea {
        /// The polygon, from 0.
        part: usize,
        /// Its ring, 0 the outer one.
        ring: usize,
    },
    /// A corner beyond a pole or beyond 180 degrees.
    #[error("corner {corner} of ring {ring} of polygon {part} is not on the earth")]
    OffEarth {
        /// The polygon, from 0.
        part: usize,
        /// Its ring, 0 the outer one.
        ring: usize,
        /// The corner, from 0.
        corner: usize,
    },
}

/// The smallest rectangle of latitudes and longitudes around something, edges included.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Bounds {
    /// Smallest latitude.
    pub south: i32,
    /// Smallest longitude.
    pub west: i32,
    /// Largest latitude.
    pub north: i32,
    /// Largest longitude.
    pub east: i32,
}

impl Bounds {
    pub(super) fn of(corners: impl IntoIterator<Item = Position>) -> Self {
        let none = Self { south: i32::MAX, west: i32::MAX, north: i32::MIN, east: i32::MIN };
        corners.into_iter().fold(none, |b, p| Self {
            south: b.south.min(p.lat_e6),
            west: b.west.min(p.lon_e6),
            north: b.north.max(p.lat_e6),
            east: b.east.max(p.lon_e6),
        })
    }

    /// The smallest rectangle around this one and another.
    pub(super) fn around(self, o: Bounds) -> Self {
        Self {
            south: self.south.min(o.south),
            west: self.west.min(o.west),
            north: self.north.max(o.north),
            east: self.east.max(o.east),
        }
    }

    /// Whether a place lies in it or on its edge.
    pub const fn contains(&self, p: Position) -> bool {
        self.south <= p.lat_e6 && p.lat_e6 <= self.north && self.west <= p.lon_e6 && p.lon_e6 <= self.east
    }
}

/// A closed line through at least three corners, no two neighbours alike; the last corner is joined to the first.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Ring(Vec<Position>);

impl Ring {
    fn new(mut corners: Vec<Position>) -> Option<Self> {
        corners.dedup();
        while corners.len() > 1 && corners.first() == corners.last() {
            corners.pop();
        }
        let ring = Self(corners);
        (ring.0.len() >= 3 && ring.encloses_something()).then_some(ring)
    }

    /// Whether not all corners are on one line.
    fn encloses_something(&self) -> bool {
        let Some((&first, rest)) = self.0.split_first() else { return false };
        rest.iter().zip(rest.iter().skip(1)).any(|(&a, &b)| cross(first, a, b) != 0)
    }

    pub(super) fn edges(&self) -> impl Iterator<Item = (Position, Position)> + Clone {
        let next = self.0.iter().skip(1).chain(self.0.first());
        self.0.iter().copied().zip(next.copied())
    }

    /// Whether the ray from a place to the east crosses the ring an odd number of times.
    ///
    /// The place is taken as if it lay a hair to the east, and a still finer hair to the north: an edge it lies on is west of
    /// it, a corner at its latitude is south of it.
    fn surrounds(&self, p: Position) -> bool {
        let crossed = self.edges().filter(|&(a, b)| {
            if (a.lat_e6 <= p.lat_e6) == (b.lat_e6 <= p.lat_e6) {
                return false;
            }
            let (low, high) = if a.lat_e6 < b.lat_e6 { (a, b) } else { (b, a) };
            cross(low, high, p) > 0
        });
        crossed.count() % 2 == 1
    }
}

/// Twice the area of the triangle `a`, `b`, `c`, positive if `c` is left of the way from `a` to `b`. Exact: differences of
/// micro-degrees have at most 29 bits, so their products fit easily.
pub(super) fn cross(a: Position, b: Position, c: Position) -> i64 {
    let (ab_x, ab_y) = (i64::from(b.lon_e6) - i64::from(a.lon_e6), i64::from(b.lat_e6) - i64::from(a.lat_e6));
    let (ac_x, ac_y) = (i64::from(c.lon_e6) - i64::from(a.lon_e6), i64::from(c.lat_e6) - i64::from(a.lat_e6));
    ab_x * ac_y - ab_y * ac_x
}

/// One polygon: an outer ring and its holes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Part {
    pub(super) rings: Vec<Ring>,
    bounds: Bounds,
}

impl Part {
    fn contains(&self, p: Position) -> bool {
        let Some((outer, holes)) = self.rings.split_first() else { return false };
        self.bounds.contains(p) && outer.surrounds(p) && !holes.iter().any(|h| h.surrounds(p))
    }

    /// A place well inside: in the middle of the tallest band without a corner, in the middle of the widest stretch of it.
    /// Nothing if no micro-degree lies inside there.
    pub(super) fn inner_place(&self) -> Option<Position> {
        let edges = || self.rings.iter().flat_map(Ring::edges);
        let mut lats: Vec<i32> = edges().map(|(a, _)| a.lat_e6).collect();
        lats.sort_unstable();
        let (low, high) = lats.iter().zip(lats.iter().skip(1)).max_by_key(|(low, high)| *high - *low)?;
        let lat_e6 = low + (high - low) / 2;
        let mut crossed: Vec<i32> = edges()
            .filter(|(a, b)| (a.lat_e6 <= lat_e6) != (b.lat_e6 <= lat_e6))
            .filter_map(|(a, b)| {
                let [lat, a_lat, b_lat] = [lat_e6, a.lat_e6, b.lat_e6].map(i64::from);
                let [a_lon, b_lon] = [a.lon_e6, b.lon_e6].map(i64::from);
                i32::try_from(a_lon + (b_lon - a_lon) * (lat - a_lat) / (b_lat - a_lat)).ok()
            })
            .collect();
        crossed.sort_unstable();
        let widest = crossed.chunks_exact(2).max_by_key(|c| c[1] - c[0])?;
        let place = Position { lat_e6, lon_e6: widest[0] + (widest[1] - widest[0]) / 2 };
        self.contains(place).then_some(place)
    }
}

/// The ground of a district: one or more polygons, each with an outer ring and any number of holes.
///
/// Guarantees: a place lies in a polygon if it lies in the outer ring and in no hole; it lies in a ring if the way east from it
/// crosses the ring an odd number of times, so it does not matter in which direction rings run. A place *on* a border is taken as if it lay a hair to the east of it,
/// and where the border runs from west to east, a hair to the north. If neighbours share a border exactly, every place on it
/// therefore lies in one of them and in one only: the eastern, or else the northern one. That holds for corners where several
/// districts meet as well, and for borders to which one of the neighbours has additional corners exactly on the line.
///
/// ```
/// use sekiwari::programme::club::district::Area;
/// use sekiwari::programme::nursery::Position;
/// let at = |lat_e6, lon_e6| Position { lat_e6, lon_e6 };
/// let square = |west| vec![vec![vec![at(0, west), at(0, west + 9), at(9, west + 9), at(9, west)]]];
/// let (west, east) = (Area::new(square(0)).unwrap(), Area::new(square(9)).unwrap());
/// assert!(!west.contains(at(4, 9)) && east.contains(at(4, 9)));
/// ```
///
/// Cost of a question: the corners of those polygons whose bounding box holds the place. Source: Shimrat, *Algorithm 112:
/// Position of point relative to polygon*, CACM 5 (1962); the treatment of borders is that of symbolic perturbation
/// (Edelsbrunner and Mücke, *Simulation of simplicity*, ACM TOG 9, 1990).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Area {
    pub(super) parts: Vec<Part>,
    bounds: Bounds,
}

impl Area {
    /// An area from its polygons, each a list of rings, the outer one first. Rings may repeat their first corner at the end.
    ///
    /// # Errors
    /// The first [`ShapeFault`].
    pub fn new(polygons: Vec<Vec<Vec<Position>>>) -> Result<Self, ShapeFault> {
        if polygons.is_empty() {
            return Err(ShapeFault::Empty);
        }
        let mut parts = Vec::with_capacity(polygons.len());
        for (part, polygon) in polygons.into_iter().enumerate() {
            let mut rings = Vec::with_capacity(polygon.len());
            for (ring, corners) in polygon.into_iter().enumerate() {
                let on_earth = |p: &Position| {
                    p.lat_e6.unsigned_abs() <= POLE as u32 && p.lon_e6.unsigned_abs() <= EDGE as u32
                };
                if let Some(corner) = corners.iter().position(|p| !on_earth(p)) {
                    return Err(ShapeFault::OffEarth { part, ring, corner });
                }
                rings.push(Ring::new(corners).ok_or(ShapeFault::NoArea { part, ring })?);
            }
            let outer = rings.first().ok_or(ShapeFault::Empty)?;
            let bounds = Bounds::of(outer.0.iter().copied());
            parts.push(Part { rings, bounds });
        }
        let bounds = Bounds::of(parts.iter().flat_map(|p| p.rings.iter()).flat_map(|r| r.0.iter().copied()));
        Ok(Self { parts, bounds })
    }

    /// Whether a place lies in it; see the type for places on a border.
    pub fn contains(&self, p: Position) -> bool {
        self.bounds.contains(p) && self.parts.iter().any(|part| part.contains(p))
    }

    /// The smallest rectangle around it.
    pub const fn bounds(&self) -> Bounds {
        self.bounds
    }

    /// Its polygons, each a list of rings, the outer one first, as [`Area::new`] takes them; no ring repeats its first corner.
    pub fn polygons(&self) -> impl Iterator<Item = Vec<&[Position]>> {
        self.parts.iter().map(|part| part.rings.iter().map(|ring| ring.0.as_slice()).collect())
    }

    /// The number of corners of all rings.
    pub fn corners(&self) -> usize {
        self.parts.iter().flat_map(|p| &p.rings).map(|r| r.0.len()).sum()
    }

    /// The edges of all rings.
    pub(super) fn edges(&self) -> impl Iterator<Item = (Position, Position)> + Clone {
        self.parts.iter().flat_map(|p| &p.rings).flat_map(Ring::edges)
    }
}
