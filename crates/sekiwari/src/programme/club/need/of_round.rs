//! The demand of a round.

use super::{Choice, Demand, District, Group, Route};
use crate::programme::club::Round;
use std::collections::BTreeMap;

/// What a round asks for, in the form that a plan is made from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RoundDemand {
    /// The districts of the round, in its order.
    pub districts: Vec<District>,
    /// The routes of the round, in its order.
    pub routes: Vec<Route>,
    /// Children who are alike: of one district, on the same days, with the same list.
    pub groups: Vec<Group>,
    /// Children of no district whose list names no club of one either; no plan speaks of them.
    pub nowhere: u32,
}

impl RoundDemand {
    /// All children of a round on all their days: fewer days are no answer here. Children of no district belong to that of their
    /// first club.
    pub fn new(round: &Round) -> Self {
        let home_of = |club: u32| {
            let homes = round.districts().iter().position(|d| d.homes.binary_search(&club).is_ok());
            homes.map(|d| d as u32)
        };
        let mut alike: BTreeMap<_, (u32, Vec<Choice>)> = BTreeMap::new();
        let mut nowhere = 0;
        for (child, c) in (0..).zip(round.children()) {
            let mut clubs: Vec<Choice> = Vec::new();
            for e in round.list(child) {
                if clubs.iter().all(|known| known.club != e.club) {
                    clubs.push(Choice { club: e.club, route: e.route });
                }
            }
            let first = clubs.first().map(|choice| choice.club);
            let Some(district) = c.district.or_else(|| first.and_then(home_of)) else {
                nowhere += 1;
                continue;
            };
            let list: Vec<_> = clubs.iter().map(|choice| (choice.club, choice.route)).collect();
            let key = (district, c.seats, c.days, c.seasons, list);
            alike.entry(key).or_insert((0, clubs)).0 += 1;
        }
        let group = |((district, seats, days, seasons, _), (children, clubs))| Group {
            children,
            seats,
            district,
            days,
            seasons,
            clubs,
        };
        Self {
            districts: round.districts().iter().map(|d| District { homes: d.homes.clone() }).collect(),
            routes: round.routes().iter().map(|r| Route { days: r.days, seats: r.seats }).collect(),
            groups: alike.into_iter().map(group).collect(),
            nowhere,
        }
    }

    /// The demand against the seats of the round.
    pub fn against<'a>(&'a self, round: &'a Round) -> Demand<'a> {
        let Self { districts, routes, groups, .. } = self;
        Demand { seats: round.seats(), districts, routes, groups }
    }
}
