//! The list of every child: as given or made, with fewer days where these are accepted, ending at the seat it holds.

use super::{Entry, Round, RoundError};
use crate::programme::club::district::{ClubSite, DistrictGraph, clubs_in_order};
use crate::programme::club::{Days, FewerDays, Lists, Overflow, Season};
use std::cmp::Reverse;

/// A line of the list before fewer days are put in: the club, its days where the family named them.
type Line = (u32, Option<Days>);

/// Clubs around a district, with the districts whose home clubs they are.
type Around = Vec<(u32, Vec<usize>)>;

impl Round {
    /// `wishes`: child, rank, club and days, sorted.
    pub(super) fn read_lists(
        &mut self,
        wishes: &[(u32, u32, u32, Option<Days>)],
        errors: &mut Vec<RoundError>,
    ) {
        let around = self.clubs_around();
        let mut at = 0;
        self.list_start.push(0);
        for child in 0..self.children.len() as u32 {
            let from = at;
            while wishes.get(at).is_some_and(|w| w.0 == child) {
                at += 1;
            }
            let own = &wishes[from..at];
            self.made.push(own.is_empty());
            let lines = if own.is_empty() {
                self.made_lines(child, &around)
            } else {
                self.own_lines(child, own, errors)
            };
            let list = self.with_fewer_days(child, lines);
            self.list.extend(self.ending_at_stay(child, list));
            self.list_start.push(self.list.len() as u32);
        }
    }

    fn own_lines(
        &self,
        child: u32,
        own: &[(u32, u32, u32, Option<Days>)],
        errors: &mut Vec<RoundError>,
    ) -> Vec<Line> {
        let c = &self.children[child as usize];
        let mut twice = |what: String| errors.push(RoundError::DuplicateWish { child: c.id.clone(), what });
        for pair in own.windows(2).filter(|p| p[0].1 == p[1].1) {
            twice(format!("rank {}", pair[0].1));
        }
        for (i, w) in own.iter().enumerate() {
            if own[..i].iter().any(|v| (v.2, v.3.unwrap_or(c.days)) == (w.2, w.3.unwrap_or(c.days))) {
                twice(format!("club {}", self.clubs[w.2 as usize].id));
            }
        }
        for &(_, _, club, days) in own {
            // A seat may be held on other days than are asked for now.
            let held = c.current.is_some_and(|held| Some(held.1) == days && held.0 == club);
            if let Some(days) = days.filter(|d| !held && (d.is_empty() || !d.is_subset(c.days))) {
                let club = self.clubs[club as usize].id.clone();
                errors.push(RoundError::DaysNotWanted { child: c.id.clone(), club, days, wanted: c.days });
            }
        }
        own.iter().map(|&(_, _, club, days)| (club, days)).collect()
    }

    /// For every district the clubs on lists that are made for its children.
    fn clubs_around(&self) -> Vec<(Vec<Option<u32>>, Around)> {
        let pairs = (0..)
            .zip(&self.districts)
            .flat_map(|(d, district): (usize, _)| district.neighbours.iter().map(move |&n| (d, n as usize)));
        // Positions in a frozen round exist.
        let Ok(graph) = DistrictGraph::new(self.districts.len(), pairs) else { return Vec::new() };
        let most = match self.rules.lists {
            Lists::Home => 0,
            Lists::Neighbours => self.rules.neighbours,
        };
        (0..self.districts.len())
            .map(|home| {
                let hops = graph.hops(home);
                let mut near: Vec<(u32, usize)> = (0..self.districts.len())
                    .filter(|&d| hops[d].is_some_and(|h| h <= most))
                    .flat_map(|d| self.districts[d].homes.iter().map(move |&club| (club, d)))
                    .collect();
                near.sort_unstable();
                let clubs = near.chunk_by(|a, b| a.0 == b.0);
                let clubs = clubs.map(|same| (same[0].0, same.iter().map(|p| p.1).collect())).collect();
                (hops, clubs)
            })
            .collect()
    }

    /// Home clubs, then those of neighbours.
    fn made_lines(&self, child: u32, around: &[(Vec<Option<u32>>, Around)]) -> Vec<Line> {
        let c = &self.children[child as usize];
        let Some((hops, clubs)) = c.district.and_then(|d| around.get(d as usize)) else { return Vec::new() };
        let sites: Vec<ClubSite<'_>> = clubs
            .iter()
            .map(|(club, districts)| {
                let club = &self.clubs[*club as usize];
                ClubSite { id: &club.id, districts, position: club.position }
            })
            .collect();
        // Without a home of its own a way begins where the first home club is.
        let homes = c.district.map_or(&[][..], |d| &self.districts[d as usize].homes);
        let from = c.position.or_else(|| homes.iter().find_map(|&h| self.clubs[h as usize].position));
        clubs_in_order(hops, from, &sites, self.rules.neighbours)
            .iter()
            .map(|near| (clubs[near.club].0, None))
            .collect()
    }

    /// How a child gets to a club on some days: by itself, or on a route. `None` if it cannot, by its own or the city's rules.
    pub(super) fn way_to(&self, child: u32, club: u32, days: Days) -> Option<Option<u32>> {
        if self.is_home(child, club) {
            return Some(None);
        }
        let c = &self.children[child as usize];
        // Routes run in terms. What they do not run on is left to the family, where that is allowed.
        let runs = |r: usize| days.intersection(self.routes[r].days).len();
        let serves = |&r: &usize| {
            let route = &self.routes[r];
            c.district.is_some_and(|d| route.districts.contains(&d))
                && route.clubs.contains(&club)
                && c.seasons.contains(Season::Term)
                && runs(r) > 0
        };
        let route = || (0..self.routes.len()).filter(serves).min_by_key(|&r| Reverse(runs(r)));
        match c.overflow.unwrap_or(self.rules.overflow) {
            Overflow::No => None,
            Overflow::Own => Some(None),
            Overflow::Any => Some(route().map(|r| r as u32)),
            Overflow::Transport => route().filter(|&r| runs(r) == days.len()).map(|r| Some(r as u32)),
        }
    }

    /// The list with the sets of fewer days that the family accepts, as far as the child can get there. Where a family named a
    /// club, it sees to the way itself if there is no other.
    fn with_fewer_days(&self, child: u32, lines: Vec<Line>) -> Vec<Entry> {
        let c = &self.children[child as usize];
        let mut list: Vec<Entry> = Vec::new();
        let own = !self.made[child as usize];
        let mut add = |(club, _): Line, days: Days| {
            // Who keeps a seat keeps the way it comes.
            let stay = c.current == Some((club, days));
            let way = if stay { Some(None) } else { self.way_to(child, club, days).or(own.then_some(None)) };
            if let Some(route) = way
                && list.iter().all(|e| (e.club, e.days) != (club, days))
            {
                list.push(Entry { club, days, route, stay });
            }
        };
        let fewer = |len: u32| c.days.subsets(len);
        let lens = || (c.min_days.max(1)..c.days.len()).rev();
        match self.rules.fewer_days {
            FewerDays::ClubFirst => {
                for line in lines {
                    add(line, line.1.unwrap_or(c.days));
                    if line.1.is_none() {
                        lens().flat_map(fewer).for_each(|days| add(line, days));
                    }
                }
            }
            FewerDays::DaysFirst => {
                lines.iter().for_each(|&line| add(line, line.1.unwrap_or(c.days)));
                for len in lens() {
                    for &line in lines.iter().filter(|l| l.1.is_none()) {
                        fewer(len).for_each(|days| add(line, days));
                    }
                }
            }
        }
        list
    }

    /// Whatever stands below "stay" can never be better than staying, which ends the list.
    fn ending_at_stay(&self, child: u32, mut list: Vec<Entry>) -> Vec<Entry> {
        let Some((club, days)) = self.children[child as usize].current else { return list };
        match list.iter().position(|e| e.stay) {
            Some(end) => list.truncate(end + 1),
            None => list.push(Entry { club, days, route: None, stay: true }),
        }
        list
    }
}
