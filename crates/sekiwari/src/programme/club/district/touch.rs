//! Which districts border on each other.

use super::DistrictMap;
use super::area::Area;
use super::plane::{Plane, Xy};

/// When two districts are neighbours.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Touch {
    /// Borders at most so many metres apart count as one: gaps and overlaps of that width are slips of the drawing.
    pub within_m: u32,
    /// So many metres of border have to be shared. Districts that meet in a corner only share about twice `within_m`, and a
    /// few times that where the corner is sharp.
    pub at_least_m: u32,
}

impl Default for Touch {
    /// Gaps of 5 m, and 50 m of shared border: more than the width of a crossroads, less than the front of a school.
    fn default() -> Self {
        Self { within_m: 5, at_least_m: 50 }
    }
}

/// Two neighbouring districts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SharedBorder {
    /// The district with the smaller number on the map.
    pub a: usize,
    /// The other.
    pub b: usize,
    /// How long the shared border is: the shorter of what one has along the other.
    pub metres: u32,
}

impl DistrictMap {
    /// The pairs of districts that share a border, by their numbers on the map.
    ///
    /// Guarantees: symmetric; neither order nor direction of the rings matters, nor where corners are set along a border; gaps
    /// and overlaps up to `within_m` do not hide a border, and meeting in one corner makes none (see [`Touch`]). Districts
    /// that overlap by more than that are no neighbours for it: see [`DistrictMap::overlaps`].
    ///
    /// Cost: for every pair whose bounding boxes are close, the edges of the one near the other's box times those of the other.
    /// Source: the border of one within a distance of the other's is the union of the stretches of its edges inside the
    /// capsules around the other's edges, each a quadratic inequality; no sampling.
    pub fn shared_borders(&self, touch: Touch) -> Vec<SharedBorder> {
        let within = f64::from(touch.within_m);
        let mut found = Vec::new();
        for (a, b, plane) in self.close_pairs(within) {
            let (one, two) = (&self.areas()[a], &self.areas()[b]);
            let (of_one, of_two) =
                (edges_near(one, two, &plane, within), edges_near(two, one, &plane, within));
            let metres = along(&of_one, &of_two, within).min(along(&of_two, &of_one, within));
            if metres >= f64::from(touch.at_least_m) && metres > 0.0 {
                found.push(SharedBorder { a, b, metres: metres.round() as u32 });
            }
        }
        found
    }
}

/// A stretch of border with its bounding box.
pub(super) struct Edge {
    pub(super) a: Xy,
    pub(super) b: Xy,
    low: Xy,
    high: Xy,
}

impl Edge {
    fn new(a: Xy, b: Xy) -> Self {
        let low = Xy { x: a.x.min(b.x), y: a.y.min(b.y) };
        let high = Xy { x: a.x.max(b.x), y: a.y.max(b.y) };
        Self { a, b, low, high }
    }

    /// Whether the boxes are at most so far apart.
    pub(super) fn is_near(&self, o: &Edge, metres: f64) -> bool {
        self.low.x - o.high.x <= metres
            && o.low.x - self.high.x <= metres
            && self.low.y - o.high.y <= metres
            && o.low.y - self.high.y <= metres
    }
}

/// The edges of an area that are near the box of another one.
pub(super) fn edges_near(of: &Area, other: &Area, plane: &Plane, metres: f64) -> Vec<Edge> {
    let bounds = other.bounds();
    let corner = |lat_e6, lon_e6| plane.xy(crate::programme::nursery::Position { lat_e6, lon_e6 });
    let whole = Edge::new(corner(bounds.south, bounds.west), corner(bounds.north, bounds.east));
    let edges = of.edges().map(|(a, b)| Edge::new(plane.xy(a), plane.xy(b)));
    edges.filter(|e| e.is_near(&whole, metres)).collect()
}

/// How many metres of these edges are within a distance of the others.
fn along(edges: &[Edge], others: &[Edge], within: f64) -> f64 {
    let mut sum = 0.0;
    let mut stretches: Vec<(f64, f64)> = Vec::new();
    for edge in edges {
        stretches.clear();
        let near = others.iter().filter(|o| edge.is_near(o, within));
        stretches.extend(near.filter_map(|o| stretch(edge, o, within)));
        stretches.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let (mut share, mut reached) = (0.0, 0.0);
        for &(from, to) in &stretches {
            let from = from.max(reached);
            if to > from {
                share += to - from;
                reached = to;
            }
        }
        sum += share * edge.b.minus(edge.a).length();
    }
    sum
}

/// Which part of an edge, as shares of the way along it, is within a distance of another edge. The points within that distance
/// are a convex capsule: a disc around either end and a rectangle between, so the part is one stretch.
fn stretch(edge: &Edge, other: &Edge, within: f64) -> Option<(f64, f64)> {
    let way = edge.b.minus(edge.a);
    let parts = [
        in_disc(edge.a, way, other.a, within),
        in_disc(edge.a, way, other.b, within),
        in_rectangle(edge.a, way, other, within),
    ];
    let found = parts.into_iter().flatten().filter(|(from, to)| from <= to);
    found.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
}

fn in_disc(from: Xy, way: Xy, centre: Xy, radius: f64) -> Option<(f64, f64)> {
    let here = from.minus(centre);
    let (a, half_b, c) = (way.dot(way), way.dot(here), here.dot(here) - radius * radius);
    let under = half_b * half_b - a * c;
    if a <= 0.0 || under < 0.0 {
        return None;
    }
    let root = under.sqrt();
    Some((((-half_b - root) / a).max(0.0), ((-half_b + root) / a).min(1.0)))
}

fn in_rectangle(from: Xy, way: Xy, other: &Edge, within: f64) -> Option<(f64, f64)> {
    let (axis, here) = (other.b.minus(other.a), from.minus(other.a));
    let length = axis.length();
    let along = clip((0.0, 1.0), here.dot(axis), way.dot(axis), 0.0, length * length)?;
    clip(along, axis.cross(here), axis.cross(way), -within * length, within * length)
}

/// The part of a stretch on which `at + t * slope` is from `least` to `most`.
fn clip(stretch: (f64, f64), at: f64, slope: f64, least: f64, most: f64) -> Option<(f64, f64)> {
    if slope == 0.0 {
        return (least <= at && at <= most).then_some(stretch);
    }
    let (one, two) = ((least - at) / slope, (most - at) / slope);
    let clipped = (stretch.0.max(one.min(two)), stretch.1.min(one.max(two)));
    (clipped.0 <= clipped.1).then_some(clipped)
}
