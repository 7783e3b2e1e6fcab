//! A model of lists: how facilities come to a family's mind.
//!
//! # The model
//!
//! To child *i* facility *j* within reach has the weight `w(i, j) = popularity(j) × band(distance(i, j))`, and stopping has the weight
//! `stop`. A list is made wish by wish: the next wish is *j* with probability `w(i, j)` over the sum of the weights of all facilities that
//! are open to the child and not on the list, and of `stop`; with the rest the list ends. The first wish is always made. This is the rank-ordered
//! (exploded) multinomial logit, `ln w` being utility (McFadden 1974; Beggs, Cardell and Hausman 1981; Plackett 1975), with distance in bands and a constant
//! for every school, as school demand is commonly modelled for what-if questions (Pathak and Shi 2013).
//!
//! The same model as a race (Luce 1959; Yellott 1977): every facility arrives after an exponential time with rate `w(i, j)`, and the list is the order of
//! arrival until `stop` arrives. So a new facility keeps the order of all others, and its place is where its own arrival falls. What
//! a list says of a family is kept: given the list, times between arrivals are exponential with the sum of the weights still to come as
//! their rate, and where a facility moves, its own time is stretched by old weight over new weight, which keeps the family's own liking for it.
//!
//! # Not in it
//!
//! Quality beyond popularity, the way to work, siblings who go there already, and strategic lists (a family that leaves out
//! what it thinks it cannot get): popularity counts what is listed. A new facility's popularity is unknown; it is that of the one in the middle, times
//! what the scenario says.

/// How facilities come to a family's mind. Made by [`ListModel::fit`], or from numbers by [`ListModel::new`].
#[derive(Clone, Debug, PartialEq)]
pub struct ListModel {
    /// Upper ends of the distance bands in metres, ascending.
    pub(super) edges: Vec<u32>,
    /// The weight of each band; the first is 1.
    pub(super) bands: Vec<f64>,
    /// The weight of stopping.
    pub(super) stop: f64,
    // By facility id, in id order.
    pub(super) popularity: Vec<(String, f64)>,
    // Of the facility in the middle.
    pub(super) middle: f64,
    /// Lists that it was fitted on.
    pub(super) lists: u32,
    /// Wishes that it was fitted on.
    pub(super) wishes: u32,
    /// Rounds of the fit.
    pub(super) rounds: u32,
}

impl ListModel {
    /// A model from its numbers: bands (upper end in metres, weight), the weight of stopping, popularity by facility id. `None` if a number is
    /// not finite or below zero, or the bands are empty or do not ascend.
    pub fn new(bands: &[(u32, f64)], stop: f64, mut popularity: Vec<(String, f64)>) -> Option<Self> {
        let fine = |x: f64| x.is_finite() && x >= 0.0;
        let sound = bands.iter().all(|b| fine(b.1)) && fine(stop) && popularity.iter().all(|p| fine(p.1));
        if bands.is_empty() || !bands.windows(2).all(|w| w[0].0 < w[1].0) || !sound {
            return None;
        }
        popularity.sort_by(|a, b| a.0.cmp(&b.0));
        let middle = middle(popularity.iter().map(|p| p.1));
        let (edges, bands) = bands.iter().copied().unzip();
        Some(Self { edges, bands, stop, popularity, middle, lists: 0, wishes: 0, rounds: 0 })
    }

    /// How far families go: the upper end of the last band, in metres.
    pub fn reach(&self) -> u32 {
        self.edges.last().copied().unwrap_or(0)
    }

    /// The bands: upper end in metres and weight; the first has weight 1 when fitted.
    pub fn bands(&self) -> impl ExactSizeIterator<Item = (u32, f64)> {
        self.edges.iter().copied().zip(self.bands.iter().copied())
    }

    /// The weight of stopping.
    pub fn stop(&self) -> f64 {
        self.stop
    }

    /// The popularity of a facility; that of the one in the middle where nothing is known of it.
    pub fn popularity(&self, facility: &str) -> f64 {
        let at = self.popularity.binary_search_by(|(id, _)| id.as_str().cmp(facility));
        at.map_or(self.middle, |i| self.popularity[i].1)
    }

    /// The popularity of the facility in the middle.
    pub fn middle(&self) -> f64 {
        self.middle
    }

    /// Lists and wishes that it was fitted on.
    pub fn fitted_on(&self) -> (u32, u32) {
        (self.lists, self.wishes)
    }

    /// Rounds of the fit; as many as were allowed if it did not settle before.
    pub fn rounds(&self) -> u32 {
        self.rounds
    }

    /// The band of a distance; `None` out of reach.
    pub(super) fn band_of(&self, metres: u32) -> Option<usize> {
        band_of(&self.edges, metres)
    }

    /// The weight of a distance; 0 out of reach.
    pub(crate) fn at(&self, metres: u32) -> f64 {
        self.band_of(metres).map_or(0.0, |b| self.bands[b])
    }
}

/// The band of a distance; `None` beyond the last edge.
pub(super) fn band_of(edges: &[u32], metres: u32) -> Option<usize> {
    let band = edges.partition_point(|&e| e < metres);
    (band < edges.len()).then_some(band)
}

/// The lower middle of some numbers; 1 if there are none.
pub(super) fn middle(numbers: impl Iterator<Item = f64>) -> f64 {
    let mut all: Vec<f64> = numbers.collect();
    all.sort_by(f64::total_cmp);
    all.get(all.len().saturating_sub(1) / 2).copied().unwrap_or(1.0)
}
