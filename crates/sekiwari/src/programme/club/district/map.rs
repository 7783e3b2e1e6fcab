//! All districts of a city.

use super::Area;
use super::area::Bounds;
use super::plane::Plane;
use crate::programme::nursery::Position;
use std::collections::HashSet;

/// Where a place lies.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Found {
    /// In no district.
    Nowhere,
    /// In one; its number on the map.
    One(usize),
    /// In several, whose polygons overlap there; in the order of the map.
    Several(Vec<usize>),
}

impl Found {
    /// The district; the first one where several overlap.
    pub fn first(&self) -> Option<usize> {
        match self {
            Found::Nowhere => None,
            Found::One(d) => Some(*d),
            Found::Several(all) => all.first().copied(),
        }
    }
}

/// Two areas under one id.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("district {0} stands on the map twice")]
pub struct SameDistrictTwice(pub String);

/// The districts of a city with their areas, in the order given. No two have the same id.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct DistrictMap {
    ids: Vec<String>,
    areas: Vec<Area>,
}

impl DistrictMap {
    /// A map of these districts.
    ///
    /// # Errors
    /// An id that comes twice.
    pub fn new(districts: impl IntoIterator<Item = (String, Area)>) -> Result<Self, SameDistrictTwice> {
        let (ids, areas): (Vec<String>, Vec<Area>) = districts.into_iter().unzip();
        let mut seen = HashSet::new();
        if let Some(twice) = ids.iter().find(|id| !seen.insert(id.as_str())) {
            return Err(SameDistrictTwice(twice.clone()));
        }
        Ok(Self { ids, areas })
    }

    /// The number of districts.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The id of every district.
    pub fn ids(&self) -> &[String] {
        &self.ids
    }

    /// The area of every district.
    pub fn areas(&self) -> &[Area] {
        &self.areas
    }

    /// The district in which a place lies. Places on borders are in the eastern, or else the northern district: see [`Area`].
    ///
    /// Cost: one look at every bounding box, and the corners of the districts whose box holds the place.
    pub fn locate(&self, p: Position) -> Found {
        let mut inside = self.areas.iter().enumerate().filter(|(_, a)| a.contains(p)).map(|(d, _)| d);
        let Some(first) = inside.next() else { return Found::Nowhere };
        let mut all = vec![first];
        all.extend(inside);
        if all.len() == 1 { Found::One(first) } else { Found::Several(all) }
    }

    /// The district whose border is nearest to a place, with the distance in metres, if it is at most `within_m` away; the
    /// first one of several at the same distance. For places that fell into a gap between the polygons.
    ///
    /// Cost: the corners of all districts near enough.
    pub fn nearest(&self, p: Position, within_m: u32) -> Option<(usize, u32)> {
        let plane = Plane::between(p, p);
        let (here, bounds) = (plane.xy(p), Bounds::of([p]));
        let mut best: Option<(usize, f64)> = None;
        for (d, area) in self.areas.iter().enumerate() {
            if !plane.are_near(bounds, area.bounds(), f64::from(within_m) * 2.0 + 1.0) {
                continue;
            }
            for (a, b) in area.edges() {
                let far = here.to_segment(plane.xy(a), plane.xy(b));
                if far <= f64::from(within_m) && best.is_none_or(|(_, least)| far < least) {
                    best = Some((d, far));
                }
            }
        }
        best.map(|(d, far)| (d, far.round() as u32))
    }

    /// Pairs of districts whose bounding boxes are at most so many metres apart, the smaller number first, in order, each with
    /// the plane that fits between them. Cost: quadratic in the districts, a few operations a pair.
    pub(super) fn close_pairs(&self, metres: f64) -> Vec<(usize, usize, Plane)> {
        let mut pairs = Vec::new();
        for (a, one) in self.areas.iter().enumerate() {
            for (b, two) in self.areas.iter().enumerate().skip(a + 1) {
                let plane = Plane::amid(one.bounds().around(two.bounds()));
                if plane.are_near(one.bounds(), two.bounds(), metres) {
                    pairs.push((a, b, plane));
                }
            }
        }
        pairs
    }
}
