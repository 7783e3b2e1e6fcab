//! Children in clubs, counted as they move.

use super::club::{PerSlot, SLOTS};
use super::costs::{ITEMS, Score};
use super::problem::{DAYS, Problem};
use super::{Item, Totals};

/// How many of each party go which way, and what the clubs and routes need for it.
#[derive(Clone)]
pub(super) struct State<'a> {
    pub(super) problem: &'a Problem,
    /// By party and way.
    pub(super) going: Vec<Vec<u32>>,
    pub(super) loads: Vec<PerSlot<u32>>,
    route_loads: Vec<[u32; DAYS]>,
    /// What is added to each club.
    pub(super) added: Vec<[u32; ITEMS]>,
    /// And to each route.
    pub(super) transport: Vec<u32>,
    totals: Totals,
}

impl<'a> State<'a> {
    /// From the number of each party that go each way.
    pub(super) fn new(problem: &'a Problem, going: Vec<Vec<u32>>) -> Self {
        let mut loads = vec![[0; SLOTS]; problem.clubs.len()];
        let mut route_loads = vec![[0; DAYS]; problem.routes.len()];
        for (party, going) in problem.parties.iter().zip(&going) {
            for (way, &n) in party.ways.iter().zip(going) {
                way.slots().for_each(|s| loads[way.club][s] += n * party.seats);
                way.route_days().for_each(|(r, d)| route_loads[r][d] += n);
            }
        }
        let added: Vec<[u32; ITEMS]> =
            problem.clubs.iter().zip(&loads).map(|(c, loads)| c.needs(loads, &problem.rule)).collect();
        let transport: Vec<u32> =
            problem.routes.iter().zip(&route_loads).map(|(&s, loads)| beyond(s, loads)).collect();
        let mut totals = Totals::default();
        added.iter().for_each(|n| totals.add(n));
        totals.0[Item::Transport.index()] += transport.iter().map(|&n| u64::from(n)).sum::<u64>();
        Self { problem, going, loads, route_loads, added, transport, totals }
    }

    /// Everybody goes the first way.
    pub(super) fn first_ways(problem: &'a Problem) -> Self {
        let first = |party: &super::problem::Party| {
            (0..party.ways.len()).map(|w| if w == 0 { party.children } else { 0 }).collect()
        };
        Self::new(problem, problem.parties.iter().map(first).collect())
    }

    pub(super) fn score(&self) -> Score {
        self.problem.costs.score(&self.totals)
    }

    /// Sends `n` children of a party another way.
    pub(super) fn shift(&mut self, party: usize, from: usize, to: usize, n: u32) {
        let of = &self.problem.parties[party];
        let (here, there) = (of.ways[from], of.ways[to]);
        let seats = n * of.seats;
        here.slots().for_each(|s| self.loads[here.club][s] -= seats);
        there.slots().for_each(|s| self.loads[there.club][s] += seats);
        here.route_days().for_each(|(r, d)| self.route_loads[r][d] -= n);
        there.route_days().for_each(|(r, d)| self.route_loads[r][d] += n);
        self.going[party][from] -= n;
        self.going[party][to] += n;
        for club in [here.club, there.club] {
            self.totals.remove(&self.added[club]);
            self.added[club] = self.problem.clubs[club].needs(&self.loads[club], &self.problem.rule);
            self.totals.add(&self.added[club]);
        }
        for (route, _) in [here.route, there.route].into_iter().flatten() {
            let all = &mut self.totals.0[Item::Transport.index()];
            *all -= u64::from(self.transport[route]);
            self.transport[route] = beyond(self.problem.routes[route], &self.route_loads[route]);
            *all += u64::from(self.transport[route]);
        }
    }

    /// Whether a route is as full as on no other day.
    pub(super) fn is_peak(&self, route: usize, day: usize) -> bool {
        let loads = &self.route_loads[route];
        loads.iter().all(|&n| n <= loads[day])
    }

    /// Seats of a route that are free on all days of a way, beside those already added.
    pub(super) fn free_on_route(&self, way: super::problem::Way) -> i64 {
        let free = way.route_days().map(|(r, d)| {
            i64::from(self.problem.routes[r]) + i64::from(self.transport[r])
                - i64::from(self.route_loads[r][d])
        });
        free.min().unwrap_or(i64::MAX)
    }
}

fn beyond(seats: u32, loads: &[u32; DAYS]) -> u32 {
    loads.iter().copied().max().unwrap_or(0).saturating_sub(seats)
}
