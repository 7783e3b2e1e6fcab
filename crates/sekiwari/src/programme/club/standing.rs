//! Where children stand at clubs: the keys of the rules, compared in their order, then the tie keys of the scores.

use super::OrderKey;
use super::round::{ChildIndex, ClubIndex, Round};
use crate::priority::rank_classes;
use rayon::prelude::*;
use std::ops::Range;

/// What a missing score counts as: after every other.
const LAST: u32 = u32::MAX;

/// A child at a club of its list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Candidate {
    child: ChildIndex,
    club: ClubIndex,
}

/// How every child stands at every club of its list: a number per key, smaller first, and the rank class that follows.
#[derive(Clone, Debug, PartialEq)]
pub struct Standings {
    width: usize,
    keys: Vec<u32>,
    candidates: Vec<Candidate>,
    candidate_of: Vec<u32>,
    class: Vec<u32>,
    // By list entry the class of its child on its route.
    on_route: Vec<u32>,
}

impl Standings {
    /// Works them out. Cost: sorting the scores and the candidates of each club.
    pub fn new(round: &Round) -> Self {
        let order = &round.rules().order;
        let scores = score_classes(round);
        let mut all = Self {
            width: order.len() + usize::from(round.counts_points()),
            keys: Vec::new(),
            candidates: Vec::new(),
            candidate_of: Vec::with_capacity(round.list_len()),
            class: Vec::new(),
            on_route: vec![0; round.list_len()],
        };
        for child in 0..round.children().len() as u32 {
            let first = all.candidates.len();
            for (entry, e) in (round.list_offset(child) as u32..).zip(round.list(child)) {
                let known = all.candidates[first..].iter().position(|c| c.club == e.club);
                let at = known.map_or(all.candidates.len(), |k| first + k);
                if known.is_none() {
                    all.candidates.push(Candidate { child, club: e.club });
                    let (points, ties) = scores[entry as usize];
                    all.keys.extend(order.iter().map(|&k| key(round, k, child, e.club, points)));
                    all.keys.extend(round.counts_points().then_some(ties));
                }
                all.candidate_of.push(at as u32);
            }
        }
        let mut by_club: Vec<Vec<u32>> = vec![Vec::new(); round.clubs().len()];
        for (i, c) in (0..).zip(&all.candidates) {
            by_club[c.club as usize].push(i);
        }
        let ranked: Vec<Vec<(u32, u32)>> = by_club.into_par_iter().map(|club| all.ranked(club)).collect();
        all.class = vec![0; all.candidates.len()];
        for (candidate, class) in ranked.into_iter().flatten() {
            all.class[candidate as usize] = class;
        }
        all.rank_on_routes(round);
        all
    }

    /// On a route to several clubs a child stands as at the club where it stands best, of those where it can come on the route.
    fn rank_on_routes(&mut self, round: &Round) {
        let mut by_route: Vec<Vec<(u32, u32)>> = vec![Vec::new(); round.routes().len()];
        for child in 0..round.children().len() as u32 {
            for (entry, e) in (round.list_offset(child) as u32..).zip(round.list(child)) {
                let route = e.route.filter(|_| round.slots_of(entry as usize).is_some());
                route.into_iter().for_each(|r| by_route[r as usize].push((child, entry)));
            }
        }
        for lines in by_route {
            let best = lines.chunk_by(|a, b| a.0 == b.0).filter_map(|own| {
                let candidates = own.iter().map(|&(_, entry)| self.candidate_of[entry as usize]);
                candidates.min_by(|&a, &b| self.keys_of(a).cmp(self.keys_of(b)))
            });
            let mut ranked: Vec<(u32, u32)> = self
                .ranked(best.collect())
                .into_iter()
                .map(|(c, class)| (self.candidates[c as usize].child, class))
                .collect();
            ranked.sort_unstable();
            for (child, entry) in lines {
                let at = ranked.binary_search_by_key(&child, |r| r.0);
                self.on_route[entry as usize] = at.map_or(LAST, |at| ranked[at].1);
            }
        }
    }

    fn ranked(&self, candidates: Vec<u32>) -> Vec<(u32, u32)> {
        rank_classes(candidates, |&a, &b| self.keys_of(a).cmp(self.keys_of(b)), |&c| c)
    }

    fn keys_of(&self, candidate: u32) -> &[u32] {
        let from = candidate as usize * self.width;
        &self.keys[from..from + self.width]
    }

    /// The keys behind a list entry, in the order of the rules: smaller comes first. Where points count, one more says how its
    /// tie keys stand.
    pub fn keys(&self, entry: usize) -> &[u32] {
        self.keys_of(self.candidate_of[entry])
    }

    /// The rank class of a list entry at its club, 1 for the first.
    pub fn class(&self, entry: usize) -> u32 {
        self.class[self.candidate_of[entry] as usize]
    }

    /// The rank class of a list entry's child on its route.
    pub fn class_on_route(&self, entry: usize) -> u32 {
        self.on_route[entry]
    }

    /// The place of every unit in one list over the round: by the best standing of its children, then the lottery.
    pub(super) fn precedence(&self, units: impl Iterator<Item = Range<u32>>, draws: &[u64]) -> Vec<u32> {
        let best = |children: Range<u32>| {
            let from = self.candidates.partition_point(|c| c.child < children.start);
            let to = self.candidates.partition_point(|c| c.child < children.end);
            (from as u32..to as u32)
                .map(|c| (self.keys_of(c), draws[self.candidates[c as usize].child as usize]))
                .min()
        };
        let keys: Vec<_> = units.map(best).collect();
        let mut order: Vec<u32> = (0..keys.len() as u32).collect();
        // Units without a list come last.
        order.par_sort_by_key(|&u| (keys[u as usize].is_none(), keys[u as usize], u));
        let mut place = vec![0; order.len()];
        for (p, &u) in (0..).zip(&order) {
            place[u as usize] = p;
        }
        place
    }
}

/// The classes of the points and of the tie keys behind every list entry over the whole round.
fn score_classes(round: &Round) -> Vec<(u32, u32)> {
    let mut classes = vec![(LAST, LAST); round.list_len()];
    if !round.counts_points() {
        return classes;
    }
    let scored: Vec<_> =
        (0..round.list_len() as u32).filter_map(|e| Some((e, round.score_at(e as usize)?))).collect();
    for ((entry, _), class) in rank_classes(scored.clone(), |a, b| b.1.points.cmp(&a.1.points), |x| x.0) {
        classes[entry as usize].0 = class;
    }
    for ((entry, _), class) in rank_classes(scored, |a, b| a.1.ties.cmp(b.1.ties), |x| x.0) {
        classes[entry as usize].1 = class;
    }
    classes
}

fn key(round: &Round, key: OrderKey, child: ChildIndex, club: ClubIndex, points: u32) -> u32 {
    match key {
        OrderKey::Score => points,
        key => round.order_key(key, child, club),
    }
}

impl Round {
    /// A key of the rules for a child at a club, smaller first; of points it says nothing.
    pub(crate) fn order_key(&self, key: OrderKey, child: ChildIndex, club: ClubIndex) -> u32 {
        let c = &self.children()[child as usize];
        let first = |yes: bool| u32::from(!yes);
        match key {
            OrderKey::Always => first(c.always),
            OrderKey::Yearly => first(!c.seasons.is_vacation_only()),
            OrderKey::Continuing => first(c.last_year == Some(club)),
            OrderKey::Home => first(self.is_home(child, club)),
            OrderKey::FirstGrades => first(c.disabled || c.grade.get() <= self.rules().first_grades),
            OrderKey::Disabled => first(c.disabled),
            OrderKey::Sibling => first(self.has_sibling_at(child, club)),
            OrderKey::Score => 0,
            OrderKey::Grade => u32::from(c.grade.get()),
        }
    }
}
