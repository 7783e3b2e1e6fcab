//! p-center: new sites so that the farthest child has the shortest way.

use super::assign::Limit;
use super::cover::Cover;
use super::ids::SiteId;
use super::instance::{Instance, NONE};
use super::max_covering::least_uncovered;
use super::openings::Openings;
use super::outcome::{Answer, Outcome, Search, Statistics};
use super::put::{Chosen, drop_useless};
use super::set_covering::cheapest_cover;

/// How far it is. Less is better: first the weight that reaches no open site, then the longest way of the rest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reach {
    /// Weight that reaches no open site.
    pub unreached: u64,
    /// The longest way from a point to its nearest open site; 0 where none reaches any.
    pub farthest: u32,
}

/// How far it is to a set of open sites.
///
/// Cost: points times open sites.
pub fn reach(instance: &Instance, open: &[SiteId]) -> Reach {
    let mut all = Reach::default();
    for i in instance.demand() {
        match open.iter().map(|s| instance.row(i)[s.index()]).min().filter(|&d| d != NONE) {
            Some(d) => all.farthest = all.farthest.max(d),
            None => all.unreached += u64::from(instance.weights[i]),
        }
    }
    all
}

/// Finds the sites with the shortest longest way: least weight that reaches none, then the least distance within which all others have
/// a site. Weights count only in the first of these, and in that a point without weight is none.
///
/// **Guarantees.** Optimal where the status says so: no sites do for the next smaller of all distances. The bound always holds.
/// **Cost.** NP-hard; some twenty questions "do so many sites cover all within this radius", each a
/// [set covering](super::set_covering()). The node limit is for all of them together. **Source.** Hakimi (1964); by covering, Minieka (1970).
///
/// ```
/// use sekiwari::siting::location::{InstanceBuilder, Openings, Search, Site, p_center};
///
/// let mut b = InstanceBuilder::new();
/// let sites = [0, 1, 2].map(|_| b.add_site(Site::candidate()));
/// b.add_point(90, &[Some(0), Some(500), Some(900)]);
/// b.add_point(1, &[Some(900), Some(600), Some(0)]);
/// let answer = p_center(&b.build().expect("valid"), Openings::Exactly(1), &Search::default()).found().expect("one of three");
/// assert_eq!((answer.open, answer.value.farthest), (vec![sites[1]], 600));
/// ```
pub fn p_center(instance: &Instance, openings: Openings, search: &Search<'_>) -> Outcome<Reach> {
    let limit = match openings.left(instance) {
        Ok(Limit::Exactly(k) | Limit::AtMost(k)) => Limit::AtMost(k),
        Ok(limit) => limit,
        Err(why) => return Outcome::Infeasible(why),
    };
    let chosen = Chosen::new(instance);
    let mut asking = Asking { instance, chosen, limit, search, statistics: Statistics::default() };
    let mut bound = Reach::default();
    // How much is reached at all: mostly everything.
    let (mut open, mut lost) = match asking.covers(NONE - 1, 0) {
        (Some(open), _) => (open, 0),
        (None, refuted) => {
            let (open, least) = asking.most_reached();
            bound.unreached = least.max(u64::from(refuted));
            let lost = reach(instance, &open).unreached;
            (open, lost)
        }
    };
    let known = bound.unreached == lost;
    let radii = radii(instance);
    // All below `refuted` are refuted, all below `low` are or could not be decided; `high` will do.
    let (mut low, mut refuted) = (0, 0);
    let place = |farthest: u32| radii.partition_point(|&r| r < farthest);
    let mut high = place(reach(instance, &open).farthest);
    while low < high {
        let middle = low + (high - low) / 2;
        match asking.covers(radii[middle], lost) {
            (Some(found), _) => {
                // As few may be lost in another way, or fewer.
                let now = reach(instance, &found);
                lost = lost.min(now.unreached);
                high = place(now.farthest).min(middle);
                open = found;
            }
            (None, true) => (low, refuted) = (middle + 1, if refuted == low { middle + 1 } else { refuted }),
            (None, false) => low = middle + 1,
        }
    }
    if known && bound.unreached == lost {
        bound.farthest = radii.get(refuted).copied().unwrap_or(0);
    }
    match openings {
        Openings::Exactly(k) => asking.fill(&mut open, k as usize),
        _ => drop_useless(instance, &mut open, |open| reach(instance, open)),
    }
    let value = reach(instance, &open);
    Outcome::Found(Answer::new(open, value, bound.min(value), asking.statistics))
}

/// All distances to sites that may be open, rising, each once.
fn radii(instance: &Instance) -> Vec<u32> {
    let mut usable: Vec<usize> = instance.candidates().iter().map(|&j| j as usize).collect();
    usable.extend(instance.fixed());
    let row = |i: usize| usable.iter().map(move |&j| instance.row(i)[j]).collect::<Vec<_>>();
    let mut all: Vec<u32> = instance.demand().flat_map(row).filter(|&d| d != NONE).collect();
    all.sort_unstable();
    all.dedup();
    all
}

struct Asking<'a> {
    instance: &'a Instance,
    chosen: Chosen<'a>,
    limit: Limit,
    search: &'a Search<'a>,
    statistics: Statistics,
}

impl Asking<'_> {
    fn left(&self) -> Search<'_> {
        self.search.nodes(self.search.node_limit.saturating_sub(self.statistics.nodes))
    }

    fn count(&mut self, statistics: Statistics) {
        self.statistics.nodes += statistics.nodes;
        self.statistics.iterations += statistics.iterations;
    }

    /// Sites with which no more than `lost` is farther than `radius`; or whether there are none for certain.
    fn covers(&mut self, radius: u32, lost: u64) -> (Option<Vec<SiteId>>, bool) {
        let candidates = &self.chosen.candidates;
        if lost > 0 {
            let search = self.left();
            let solved = least_uncovered(self.instance, candidates, radius, self.limit, Some(lost), &search);
            self.count(solved.statistics);
            let found = solved.cost as u64 <= lost;
            return (found.then(|| self.chosen.whole(&solved.open)), solved.bound as u64 > lost);
        }
        let cover = Cover::new(self.instance, candidates, radius, false);
        if !cover.uncoverable.is_empty() {
            return (None, true);
        }
        let (costs, goal): (Vec<u64>, u64) = match self.limit {
            Limit::Budget(budget) => {
                (candidates.iter().map(|&j| self.instance.sites[j as usize].cost).collect(), budget)
            }
            Limit::AtMost(k) | Limit::Exactly(k) => (vec![1; candidates.len()], k as u64),
            Limit::Any => (vec![0; candidates.len()], 0),
        };
        let solved = cheapest_cover(&cover, &costs, Some(goal), &self.left());
        self.count(solved.statistics);
        let found = solved.cost as u64 <= goal;
        (found.then(|| self.chosen.whole(&solved.open)), solved.bound as u64 > goal)
    }

    /// The choice that reaches the most weight at any distance, and the least weight that any choice leaves.
    fn most_reached(&mut self) -> (Vec<SiteId>, u64) {
        let (candidates, search) = (&self.chosen.candidates, self.left());
        let solved = least_uncovered(self.instance, candidates, NONE - 1, self.limit, None, &search);
        self.count(solved.statistics);
        (self.chosen.whole(&solved.open), solved.bound as u64)
    }

    /// Opens further candidates, the first ones, until so many new sites are open.
    fn fill(&self, open: &mut Vec<SiteId>, count: usize) {
        let new = |s: &&SiteId| self.instance.site(**s).standing != super::Standing::Existing;
        let mut missing = count.saturating_sub(open.iter().filter(new).count());
        for &j in &self.chosen.candidates {
            let site = SiteId::new(j);
            if missing > 0 && !open.contains(&site) {
                open.push(site);
                missing -= 1;
            }
        }
        open.sort_unstable();
    }
}
