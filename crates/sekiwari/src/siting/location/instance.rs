//! Points of demand, sites, and the way between them: frozen, valid by construction.

use super::ids::{PointId, SiteId};

/// What is known of a site before the search.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// May be opened or not.
    #[default]
    Candidate,
    /// Open today and stays so: it costs nothing and is no new site.
    Existing,
    /// New, and to be opened in any case: it costs and counts as any new site.
    Required,
    /// Must not be opened.
    Forbidden,
}

/// A place where a facility is or may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Site {
    /// What is known of it.
    pub standing: Standing,
    /// What opening it costs, in a unit of the caller's; ignored for existing and forbidden sites.
    pub cost: u64,
    /// The most weight it can serve; `None` is no limit. Only [`capacitated`](super::capacitated()) looks at it.
    pub capacity: Option<u64>,
}

impl Site {
    /// A site that may be opened, for nothing, without limit.
    pub const fn candidate() -> Self {
        Self { standing: Standing::Candidate, cost: 0, capacity: None }
    }

    /// A site of the given standing, for nothing, without limit.
    pub const fn new(standing: Standing) -> Self {
        Self { standing, cost: 0, capacity: None }
    }

    /// The same with a cost of opening.
    #[must_use]
    pub const fn costing(mut self, cost: u64) -> Self {
        self.cost = cost;
        self
    }

    /// The same with a capacity.
    #[must_use]
    pub const fn serving(mut self, capacity: u64) -> Self {
        self.capacity = Some(capacity);
        self
    }
}

/// How a distance that cannot be travelled is kept.
pub(super) const NONE: u32 = u32::MAX;

/// A problem of location without its objective. Made by [`InstanceBuilder`](super::InstanceBuilder) only.
///
/// Memory: 4 bytes a pair of point and site. A point of weight 0 asks for nothing: no objective counts it, and nothing has to reach it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instance {
    pub(super) weights: Vec<u32>,
    pub(super) districts: Vec<u32>,
    pub(super) district_count: usize,
    pub(super) sites: Vec<Site>,
    /// Row-major, a row a point.
    pub(super) distances: Vec<u32>,
}

impl Instance {
    /// The number of points.
    pub fn point_count(&self) -> usize {
        self.weights.len()
    }

    /// The number of sites.
    pub fn site_count(&self) -> usize {
        self.sites.len()
    }

    /// All points, in order.
    pub fn points(&self) -> impl ExactSizeIterator<Item = PointId> + use<> {
        (0..self.weights.len() as u32).map(PointId::new)
    }

    /// All sites, in order.
    pub fn sites(&self) -> impl ExactSizeIterator<Item = SiteId> + use<> {
        (0..self.sites.len() as u32).map(SiteId::new)
    }

    /// The weight of a point: children, say.
    pub fn weight(&self, point: PointId) -> u32 {
        self.weights[point.index()]
    }

    /// The sum of all weights.
    pub fn total_weight(&self) -> u64 {
        self.weights.iter().map(|&w| u64::from(w)).sum()
    }

    /// The district of a point; 0 where none was given.
    pub fn district(&self, point: PointId) -> u32 {
        self.districts[point.index()]
    }

    /// One more than the largest district.
    pub fn district_count(&self) -> usize {
        self.district_count
    }

    /// A site.
    pub fn site(&self, site: SiteId) -> Site {
        self.sites[site.index()]
    }

    /// The way from a point to a site, in the unit of the caller (metres, say); `None` where there is none.
    pub fn distance(&self, point: PointId, site: SiteId) -> Option<u32> {
        let d = self.row(point.index())[site.index()];
        (d != NONE).then_some(d)
    }

    /// The open site next to each point, the one with the smaller id of equals; `None` where none can be reached.
    ///
    /// Cost: points times open sites.
    pub fn nearest(&self, open: &[SiteId]) -> Vec<Option<SiteId>> {
        let near = |p: PointId| {
            let reached = open.iter().filter_map(|&s| self.distance(p, s).map(|d| (d, s)));
            reached.min().map(|(_, s)| s)
        };
        self.points().map(near).collect()
    }

    pub(super) fn row(&self, point: usize) -> &[u32] {
        &self.distances[point * self.sites.len()..(point + 1) * self.sites.len()]
    }

    /// Sites that are open whatever is chosen, existing and required ones.
    pub(super) fn fixed(&self) -> impl Iterator<Item = usize> + '_ {
        let fixed = |s: &Site| matches!(s.standing, Standing::Existing | Standing::Required);
        (0..self.sites.len()).filter(move |&j| fixed(&self.sites[j]))
    }

    /// Sites about which something is to be decided.
    pub(super) fn candidates(&self) -> Vec<u32> {
        let free = |j: &u32| self.sites[*j as usize].standing == Standing::Candidate;
        (0..self.sites.len() as u32).filter(free).collect()
    }

    /// Points that count.
    pub(super) fn demand(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.weights.len()).filter(|&i| self.weights[i] > 0)
    }

    /// The cost of the required sites.
    pub(super) fn required_cost(&self) -> u64 {
        self.sites.iter().filter(|s| s.standing == Standing::Required).map(|s| s.cost).sum()
    }

    /// The number of required sites.
    pub(super) fn required_count(&self) -> usize {
        self.sites.iter().filter(|s| s.standing == Standing::Required).count()
    }

    /// The cost of opening a set of sites, existing ones for nothing.
    pub fn opening_cost(&self, open: &[SiteId]) -> u64 {
        let cost = |s: &SiteId| match self.site(*s).standing {
            Standing::Existing => 0,
            _ => self.site(*s).cost,
        };
        open.iter().map(cost).sum()
    }
}
