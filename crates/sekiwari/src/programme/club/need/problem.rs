//! Groups and clubs of one part of a city.

use super::Costs;
use super::club::{Club, PerSlot, Rule, SLOTS};
use super::costs::ITEMS;
use crate::programme::club::Day;

/// Days of a week on a route.
pub(super) const DAYS: usize = Day::ALL.len();

/// Children who are alike and at least one club that can take them.
#[derive(Clone, Debug)]
pub(super) struct Party {
    /// The group in the demand.
    pub(super) group: u32,
    pub(super) children: u32,
    pub(super) seats: u32,
    pub(super) ways: Vec<Way>,
}

/// A club that can take them, by its place in the part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Way {
    pub(super) club: usize,
    /// The slots that a child takes there, as bits.
    pub(super) slots: u32,
    /// The route by its place in the part, with the days as bits.
    pub(super) route: Option<(usize, u8)>,
}

impl Way {
    pub(super) fn slots(self) -> impl Iterator<Item = usize> {
        bits(self.slots)
    }

    pub(super) fn route_days(self) -> impl Iterator<Item = (usize, usize)> {
        let (route, days) = self.route.unwrap_or((0, 0));
        bits(days.into()).map(move |d| (route, d))
    }
}

/// A part of a city: no party has a way out of it, and no route leaves it.
#[derive(Clone, Debug)]
pub(super) struct Problem {
    pub(super) clubs: Vec<Club>,
    /// Seats of each route.
    pub(super) routes: Vec<u32>,
    pub(super) parties: Vec<Party>,
    /// The ways of parties to each club: party and place of the way.
    pub(super) coming: Vec<Vec<(usize, usize)>>,
    pub(super) costs: Costs,
    /// The level of each item.
    pub(super) level_of: [usize; ITEMS],
    pub(super) rule: Rule,
}

impl Problem {
    pub(super) fn new(
        clubs: Vec<Club>,
        routes: Vec<u32>,
        parties: Vec<Party>,
        costs: Costs,
        rule: Rule,
    ) -> Self {
        let mut coming = vec![Vec::new(); clubs.len()];
        for (p, party) in parties.iter().enumerate() {
            party.ways.iter().enumerate().for_each(|(w, way)| coming[way.club].push((p, w)));
        }
        let level_of = costs.level_of();
        Self { clubs, routes, parties, coming, costs, level_of, rule }
    }

    /// Whether nobody has a choice.
    pub(super) fn is_forced(&self) -> bool {
        self.parties.iter().all(|p| p.ways.len() == 1)
    }

    /// Ways among which there is a choice.
    pub(super) fn choices(&self) -> usize {
        self.parties.iter().map(|p| p.ways.len()).filter(|&n| n > 1).sum()
    }

    /// Seats on each slot that are taken by those who have no choice, club by club.
    pub(super) fn forced_loads(&self) -> Vec<PerSlot<u32>> {
        let mut loads = vec![[0; SLOTS]; self.clubs.len()];
        for party in self.parties.iter().filter(|p| p.ways.len() == 1) {
            let way = party.ways[0];
            way.slots().for_each(|s| loads[way.club][s] += party.children * party.seats);
        }
        loads
    }

    /// Transport seats to add for those who have no choice, over all routes.
    pub(super) fn forced_transport(&self) -> u64 {
        let mut loads = vec![[0u32; DAYS]; self.routes.len()];
        for party in self.parties.iter().filter(|p| p.ways.len() == 1) {
            party.ways[0].route_days().for_each(|(r, d)| loads[r][d] += party.children);
        }
        let most = loads.iter().map(|l| l.iter().copied().max().unwrap_or(0));
        most.zip(&self.routes).map(|(n, seats)| u64::from(n.saturating_sub(*seats))).sum()
    }
}

/// The places of the bits that are set.
fn bits(mut of: u32) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let next = (of != 0).then(|| of.trailing_zeros() as usize);
        of &= of.wrapping_sub(1);
        next
    })
}
