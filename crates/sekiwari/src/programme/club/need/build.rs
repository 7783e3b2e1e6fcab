//! From demand to the parts of a city.

use super::club::{Club, Rule, slot_index};
use super::problem::{Party, Problem, Way};
use super::{Demand, Group, NeedOptions, Reach};
use crate::programme::club::{Days, Season};
use petgraph::unionfind::UnionFind;
use std::collections::BTreeMap;

/// A part of a city, with the places that its clubs and routes have in the whole one.
pub(super) struct Part {
    pub(super) problem: Problem,
    /// Clubs of today, then new ones in the order of districts without a club.
    pub(super) clubs: Vec<usize>,
    pub(super) routes: Vec<usize>,
}

/// A whole city.
pub(super) struct City {
    pub(super) parts: Vec<Part>,
    /// Districts that may get a club; their clubs come after those of today.
    pub(super) founded: Vec<u32>,
    /// Groups that no club can take.
    pub(super) nowhere: Vec<u32>,
}

pub(super) fn city(demand: &Demand<'_>, options: &NeedOptions) -> City {
    let standards = demand.seats.standards();
    let today = demand.seats.clubs() as usize;
    let mut clubs: Vec<Club> = (0..today as u32).map(|c| Club::of(demand.seats, c)).collect();
    let lacking = (0..).zip(demand.districts).filter(|(_, d)| d.homes.is_empty() && options.new_clubs);
    let founded: Vec<u32> = lacking.map(|(d, _)| d).collect();
    clubs.extend(founded.iter().map(|_| Club::new(standards)));
    let founded_at: BTreeMap<u32, usize> = founded.iter().copied().zip(today..).collect();

    let mut parties: Vec<Party> = Vec::new();
    let mut nowhere = Vec::new();
    for (at, group) in (0..).zip(demand.groups).filter(|(_, g)| g.children > 0) {
        let ways = ways(demand, options, group, &clubs, founded_at.get(&group.district).copied());
        if ways.is_empty() {
            nowhere.push(at);
        } else {
            parties.push(Party { group: at, children: group.children, seats: group.seats, ways });
        }
    }
    let rule = Rule {
        area_per_child: standards.area_per_child.into(),
        area_per_room: options.area_per_room,
        staff_per_unit: standards.staff_per_unit,
        qualified_per_unit: standards.qualified_per_unit,
    };
    City { parts: parts(demand, options, clubs, parties, rule), founded, nowhere }
}

/// The clubs that can take a group, the best first.
fn ways(
    demand: &Demand<'_>,
    options: &NeedOptions,
    group: &Group,
    clubs: &[Club],
    founded: Option<usize>,
) -> Vec<Way> {
    let homes = &demand.districts[group.district as usize].homes;
    let listed = |home_only: bool| {
        let listed = group.clubs.iter().filter(move |c| !home_only || homes.contains(&c.club));
        listed.map(|c| (c.club as usize, c.route))
    };
    let mut choices: Vec<(usize, Option<u32>)> = founded.into_iter().map(|c| (c, None)).collect();
    match options.reach {
        Reach::WithOverflow => choices.extend(listed(false)),
        Reach::HomeOnly => {
            choices.extend(listed(true));
            if choices.is_empty() {
                // Nobody asked for the home club, but that is what this reach is about.
                choices.extend(homes.iter().map(|&c| (c as usize, None)));
            }
        }
    }
    let way = |(club, route): (usize, Option<u32>)| {
        let slots = slots(group, &clubs[club])?;
        let term = if group.seasons.contains(Season::Term) { group.days } else { Days::NONE };
        let route = route.filter(|_| !term.is_empty());
        // Who cannot get there on a day cannot go there.
        if route.is_some_and(|r| !term.is_subset(demand.routes[r as usize].days)) {
            return None;
        }
        let days = term.iter().fold(0, |bits, d| bits | 1 << d.index());
        Some(Way { club, slots, route: route.map(|r| (r as usize, days)) })
    };
    choices.into_iter().filter_map(way).collect()
}

/// The slots that a child of a group takes at a club, as in [`crate::programme::club::Round::slots`]: all its days in terms; in
/// vacations as the club opens, but all of them in each vacation in which it opens if the child comes in vacations only. `None` if it cannot come.
fn slots(group: &Group, club: &Club) -> Option<u32> {
    let mut bits = 0;
    for season in group.seasons.iter() {
        let open: Days = crate::programme::club::Day::ALL
            .into_iter()
            .filter(|&d| club.slots[slot_index(season, d)].is_some())
            .collect();
        let needed = season == Season::Term || (group.seasons.is_vacation_only() && !open.is_empty());
        if needed && !group.days.is_subset(open) {
            return None;
        }
        group.days.intersection(open).iter().for_each(|d| bits |= 1 << slot_index(season, d));
    }
    (bits != 0).then_some(bits)
}

/// Clubs belong together if children could go to one or the other, or share a route.
fn parts(
    demand: &Demand<'_>,
    options: &NeedOptions,
    clubs: Vec<Club>,
    parties: Vec<Party>,
    rule: Rule,
) -> Vec<Part> {
    let all = clubs.len();
    let mut sets = UnionFind::new(all + demand.routes.len());
    for party in &parties {
        for way in &party.ways {
            sets.union(party.ways[0].club, way.club);
            if let Some((route, _)) = way.route {
                sets.union(way.club, all + route);
            }
        }
    }
    let labels = sets.into_labeling();
    // Parts in the order of their first club; a route that nobody could take is in none.
    let mut part_of: BTreeMap<usize, usize> = BTreeMap::new();
    let mut places = vec![0; labels.len()];
    let mut parts: Vec<(Vec<usize>, Vec<usize>, Vec<Party>)> = Vec::new();
    for (c, label) in labels[..all].iter().enumerate() {
        let part = *part_of.entry(*label).or_insert_with(|| {
            parts.push(Default::default());
            parts.len() - 1
        });
        places[c] = parts[part].0.len();
        parts[part].0.push(c);
    }
    for r in 0..demand.routes.len() {
        if let Some(&part) = part_of.get(&labels[all + r]) {
            places[all + r] = parts[part].1.len();
            parts[part].1.push(r);
        }
    }
    for mut party in parties {
        let part = part_of[&labels[party.ways[0].club]];
        for way in &mut party.ways {
            way.club = places[way.club];
            way.route = way.route.map(|(r, days)| (places[all + r], days));
        }
        parts[part].2.push(party);
    }
    let part = |(of_clubs, routes, parties): (Vec<usize>, Vec<usize>, Vec<Party>)| {
        let own = of_clubs.iter().map(|&c| clubs[c].clone()).collect();
        let seats = routes.iter().map(|&r| demand.routes[r].seats).collect();
        let problem = Problem::new(own, seats, parties, options.costs.clone(), rule);
        Part { problem, clubs: of_clubs, routes }
    };
    parts.into_iter().map(part).collect()
}
