//! The only way to an instance: a builder that checks everything and reports all that is wrong at once.

use super::ids::{PointId, SiteId};
use super::instance::{Instance, NONE, Site};

/// One reason why [`InstanceBuilder::build`] refuses; it returns all of them at once.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LocationError {
    /// A row of distances that does not have one for every site.
    #[error("{point:?} has {given} distances for {sites} sites")]
    RowLength {
        /// The point.
        point: PointId,
        /// Distances in its row.
        given: usize,
        /// Sites of the instance.
        sites: usize,
    },
    /// A distance that is kept for "cannot be reached".
    #[error("the distance from {point:?} to {site:?} is larger than {}", u32::MAX - 1)]
    DistanceTooLarge {
        /// The point.
        point: PointId,
        /// The site.
        site: SiteId,
    },
    /// A district number that would need a table of its size.
    #[error("{point:?} is in district {district}, but there can be at most {most}")]
    DistrictTooLarge {
        /// The point.
        point: PointId,
        /// The district given.
        district: u32,
        /// The most districts.
        most: u32,
    },
    /// Weights, distances and costs whose sums would not fit the whole numbers of the search.
    ///
    /// Let *W* be the sum of the weights, and *D* the larger of 6 (*W* + 1) and the sum over points of weight times the farthest distance plus all
    /// costs of opening: (*D* + 1) (*W* + 1) must be below 2⁶⁰.
    #[error("weights, distances and costs are too large: choose a coarser unit")]
    TooLarge,
    /// More points or sites than a 32-bit id can number.
    #[error("more than {} {what}", u32::MAX)]
    TooMany {
        /// Which table.
        what: &'static str,
    },
}

/// Collects sites, then points with their distances; then checks and freezes.
///
/// ```
/// use sekiwari::siting::location::{InstanceBuilder, Openings, Search, Site, p_median};
///
/// let mut b = InstanceBuilder::new();
/// let west = b.add_site(Site::candidate());
/// let east = b.add_site(Site::candidate());
/// b.add_point(30, &[Some(200), Some(900)]);
/// b.add_point(10, &[Some(700), None]);
/// let instance = b.build().expect("valid");
/// let answer = p_median(&instance, Openings::Exactly(1), &Search::default()).found().expect("one of two");
/// assert_eq!(answer.open, [west]);
/// assert_eq!(answer.value.cost, 30 * 200 + 10 * 700);
/// # let _ = east;
/// ```
#[derive(Clone, Debug)]
pub struct InstanceBuilder {
    weights: Vec<u32>,
    districts: Vec<u32>,
    sites: Vec<Site>,
    rows: Vec<u32>,
    distances: Vec<u32>,
    cutoff: u32,
    errors: Vec<LocationError>,
}

impl Default for InstanceBuilder {
    fn default() -> Self {
        Self::new()
    }
}

/// The most districts.
const MOST_DISTRICTS: u32 = 1 << 20;

impl InstanceBuilder {
    /// An empty builder.
    pub fn new() -> Self {
        Self {
            weights: Vec::new(),
            districts: Vec::new(),
            sites: Vec::new(),
            rows: Vec::new(),
            distances: Vec::new(),
            cutoff: NONE - 1,
            errors: Vec::new(),
        }
    }

    /// Distances beyond this one, of points added before or after, count as "cannot be reached".
    pub fn cut_off(&mut self, farthest: u32) {
        self.cutoff = farthest.min(NONE - 1);
    }

    /// Adds a site.
    pub fn add_site(&mut self, site: Site) -> SiteId {
        self.sites.push(site);
        SiteId::new(self.sites.len() as u32 - 1)
    }

    /// Adds a point with its distances to all sites in their order; `None` where a site cannot be reached.
    pub fn add_point(&mut self, weight: u32, distances: &[Option<u32>]) -> PointId {
        self.add_point_in(0, weight, distances)
    }

    /// The same in a district, for [`max_min_covering`](super::max_min_covering()).
    pub fn add_point_in(&mut self, district: u32, weight: u32, distances: &[Option<u32>]) -> PointId {
        let point = PointId::new(self.weights.len() as u32);
        self.weights.push(weight);
        if district >= MOST_DISTRICTS {
            self.errors.push(LocationError::DistrictTooLarge { point, district, most: MOST_DISTRICTS });
        }
        self.districts.push(district);
        for (j, &d) in distances.iter().enumerate() {
            if d == Some(NONE) {
                let site = SiteId::new(j as u32);
                self.errors.push(LocationError::DistanceTooLarge { point, site });
            }
            self.distances.push(d.unwrap_or(NONE));
        }
        self.rows.push(distances.len() as u32);
        point
    }

    /// Checks everything and freezes the instance.
    ///
    /// # Errors
    /// All reasons at once. Cost: linear in the distances.
    pub fn build(mut self) -> Result<Instance, Vec<LocationError>> {
        let sites = self.sites.len();
        for (what, size) in [("points", self.weights.len()), ("sites", sites)] {
            if size >= u32::MAX as usize {
                self.errors.push(LocationError::TooMany { what });
            }
        }
        for (i, &given) in self.rows.iter().enumerate().filter(|(_, given)| **given as usize != sites) {
            let (point, given) = (PointId::new(i as u32), given as usize);
            self.errors.push(LocationError::RowLength { point, given, sites });
        }
        if !self.errors.is_empty() {
            return Err(self.errors);
        }
        let cutoff = self.cutoff;
        self.distances.iter_mut().filter(|d| **d > cutoff).for_each(|d| *d = NONE);
        if self.is_too_large() {
            return Err(vec![LocationError::TooLarge]);
        }
        let district_count = self.districts.iter().max().map_or(0, |&d| d as usize + 1);
        Ok(Instance {
            weights: self.weights,
            districts: self.districts,
            district_count,
            sites: self.sites,
            distances: self.distances,
        })
    }

    fn is_too_large(&self) -> bool {
        let width = self.sites.len();
        let farthest = |i: usize| {
            let row = &self.distances[i * width..(i + 1) * width];
            row.iter().filter(|&&d| d != NONE).max().map_or(0, |&d| u128::from(d))
        };
        let way: u128 = (0..self.weights.len()).map(|i| u128::from(self.weights[i]) * farthest(i)).sum();
        let costs: u128 = self.sites.iter().map(|s| u128::from(s.cost)).sum();
        let weight: u128 = self.weights.iter().map(|&w| u128::from(w)).sum();
        (way + costs).max(weight * 6 + 6).saturating_add(1).saturating_mul(weight + 1) >= 1 << 60
    }
}
