//! Ground that two districts claim.

use super::DistrictMap;
use super::area::{Area, Part};
use super::plane::{Plane, Xy};
use super::touch::{Edge, edges_near};
use crate::programme::nursery::Position;

/// Places are tried to the nearest micro-degree, a tenth of a metre: what is no deeper than this may be the rounding.
const ROUNDING_M: f64 = 0.2;

/// Two districts that overlap.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Overlap {
    /// The district with the smaller number on the map.
    pub a: usize,
    /// The other.
    pub b: usize,
    /// How deep the one reaches into the other, in metres: the deepest place found (see [`DistrictMap::overlaps`]).
    pub depth_m: u32,
    /// That place.
    pub at: Position,
}

impl DistrictMap {
    /// The pairs of districts that reach into each other by more than `beyond_m` metres, with the deepest place found.
    ///
    /// Guarantees: places are tried on all stretches between corners and crossings of the one border that lie within the other
    /// area (their ends and middles), and one inside every polygon, so every common ground is found, be it a crossing or one
    /// inside the other, if it is deeper than 0.2 m; the depth is a lower
    /// bound. Shared borders that are drawn
    /// a little differently stay out if the slivers are no deeper than `beyond_m`.
    ///
    /// Cost: for every pair whose bounding boxes meet, the edges of the one near the other times those of the other, and the
    /// edges of the other for every place inside it.
    pub fn overlaps(&self, beyond_m: u32) -> Vec<Overlap> {
        let mut found = Vec::new();
        for (a, b, plane) in self.close_pairs(0.0) {
            let (one, two) = (&self.areas()[a], &self.areas()[b]);
            let mut deepest = (f64::from(beyond_m).max(ROUNDING_M), None);
            reach(one, two, &plane, &mut deepest);
            reach(two, one, &plane, &mut deepest);
            if let (depth, Some(at)) = deepest {
                found.push(Overlap { a, b, depth_m: depth.round() as u32, at });
            }
        }
        found
    }
}

/// The deepest place on the border of `one` or inside its parts that lies in `two`, if deeper than what is known.
fn reach(one: &Area, two: &Area, plane: &Plane, deepest: &mut (f64, Option<Position>)) {
    let (mine, others) = (edges_near(one, two, plane, 0.0), edges_near(two, one, plane, 0.0));
    let all: Vec<(Xy, Xy)> = two.edges().map(|(a, b)| (plane.xy(a), plane.xy(b))).collect();
    let mut try_place = |at: Position| {
        if two.contains(at) {
            let here = plane.xy(at);
            let depth = all.iter().map(|&(a, b)| here.to_segment(a, b)).fold(f64::INFINITY, f64::min);
            if depth > deepest.0 {
                *deepest = (depth, Some(at));
            }
        }
    };
    let mut cuts: Vec<f64> = Vec::new();
    for edge in &mine {
        cuts.clear();
        cuts.extend([0.0, 1.0]);
        cuts.extend(others.iter().filter(|o| edge.is_near(o, 0.0)).filter_map(|o| crossing(edge, o)));
        cuts.sort_by(f64::total_cmp);
        for pair in cuts.windows(2) {
            try_place(plane.position(edge.a.towards(edge.b, pair[0])));
            try_place(plane.position(edge.a.towards(edge.b, (pair[0] + pair[1]) / 2.0)));
        }
    }
    one.parts.iter().filter_map(Part::inner_place).for_each(try_place);
}

/// Where an edge crosses another one, as a share of the way along it.
fn crossing(edge: &Edge, other: &Edge) -> Option<f64> {
    let (way, across, between) = (edge.b.minus(edge.a), other.b.minus(other.a), other.a.minus(edge.a));
    let turn = way.cross(across);
    if turn == 0.0 {
        return None;
    }
    let (t, u) = (between.cross(across) / turn, between.cross(way) / turn);
    ((0.0..=1.0).contains(&t) && (0.0..=1.0).contains(&u)).then_some(t)
}
