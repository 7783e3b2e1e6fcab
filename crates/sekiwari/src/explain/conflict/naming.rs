//! How a round names what its market numbers, in words for families and offices.

use super::super::club::days_text;
use super::super::texts::reserve_name;
use crate::Lang;
use crate::market::{ChildId, HouseholdId, Market, PoolId, WishId};
use crate::programme::club::{self, PoolAt, SlotSet};
use crate::programme::nursery;
use std::fmt::Debug;

/// Names of one programme.
pub trait Naming: Debug {
    /// The id of the round's household, and how many children it has in all: more than the market household where its children
    /// are decided one by one.
    fn household(&self, household: HouseholdId) -> (&str, usize);

    /// The id of a child.
    fn child(&self, child: ChildId) -> &str;

    /// What a pool is.
    fn place(&self, pool: PoolId, lang: Lang) -> String;

    /// Where a wish takes one child, seat by seat or in one.
    fn goes_to(&self, market: &Market, wish: WishId, child: ChildId, lang: Lang) -> Vec<String>;
}

/// Names of a nursery round.
#[derive(Clone, Copy, Debug)]
pub struct NurseryNaming<'a> {
    /// The round.
    pub round: &'a nursery::Round,
    /// The round, compiled.
    pub compiled: &'a nursery::Compiled,
}

impl Naming for NurseryNaming<'_> {
    fn household(&self, household: HouseholdId) -> (&str, usize) {
        let own = &self.round.households()[self.compiled.household[household.index()] as usize];
        (&own.id, own.children.len())
    }

    fn child(&self, child: ChildId) -> &str {
        &self.round.children()[child.index()].id
    }

    /// Facility and classes.
    fn place(&self, pool: PoolId, lang: Lang) -> String {
        let label = &self.compiled.pools[pool.index()];
        let facility = &self.round.facilities()[label.facility as usize];
        let named = named(&facility.id, &facility.name);
        let named = match label.classes {
            Some(c) => lang.pick(format!("{named} {c}歳児クラス"), format!("{named} class {c}")),
            None => named,
        };
        let Some(reserve) = label.reserve else { return named };
        let group = reserve_name(&self.round.reserves()[reserve as usize].group, lang);
        lang.pick(format!("{named}・{group}の優先枠"), format!("{named} reserved for {group}"))
    }

    fn goes_to(&self, market: &Market, wish: WishId, child: ChildId, lang: Lang) -> Vec<String> {
        let mut pools: Vec<PoolId> =
            market.claims(wish).iter().filter(|c| c.child == child).map(|c| c.pool).collect();
        pools.sort_unstable();
        pools.into_iter().map(|pool| self.place(pool, lang)).collect()
    }
}

/// Names of a round of after-school clubs.
#[derive(Clone, Copy, Debug)]
pub struct ClubNaming<'a> {
    /// The round.
    pub round: &'a club::Round,
    /// The round, compiled.
    pub compiled: &'a club::Compiled,
}

impl ClubNaming<'_> {
    fn club(&self, club: u32) -> String {
        let club = &self.round.clubs()[club as usize];
        named(&club.id, &club.name)
    }
}

impl Naming for ClubNaming<'_> {
    fn household(&self, household: HouseholdId) -> (&str, usize) {
        let own = &self.round.households()[self.compiled.household[household.index()] as usize];
        (&own.id, own.children.len())
    }

    fn child(&self, child: ChildId) -> &str {
        &self.round.children()[child.index()].id
    }

    /// Club or route with the days that the pool speaks for.
    fn place(&self, pool: PoolId, lang: Lang) -> String {
        match self.compiled.pools[pool.index()].at {
            PoolAt::Club { club, slots } => format!("{} {}", self.club(club), slots_text(slots, lang)),
            PoolAt::Route { route, days } => {
                let (route, days) = (&self.round.routes()[route as usize].id, days_text(days, lang));
                lang.pick(format!("送迎 {route} {days}"), format!("route {route} {days}"))
            }
            PoolAt::Never { club } | PoolAt::Closed { club } => {
                let club = self.club(club);
                lang.pick(format!("{club} の閉所日"), format!("{club} on closed days"))
            }
        }
    }

    /// The club and the weekdays, whatever the pools.
    fn goes_to(&self, _market: &Market, wish: WishId, child: ChildId, lang: Lang) -> Vec<String> {
        let entry = self.compiled.given_to(wish, child.index() as u32).map(|e| self.round.entry(e));
        let text = entry.map(|e| {
            let (club, days) = (self.club(e.club), days_text(e.days, lang));
            let route = e.route.map(|r| &self.round.routes()[r as usize].id);
            let route = route
                .map_or_else(String::new, |r| lang.pick(format!("・送迎 {r}"), format!(" by route {r}")));
            format!("{club} {days}{route}")
        });
        text.into_iter().collect()
    }
}

/// An id with its name, if it has one.
fn named(id: &str, name: &str) -> String {
    let gap = if name.is_empty() { "" } else { " " };
    format!("{id}{gap}{name}")
}

/// As in `授業期間 月火、夏休み 月`; days that are the same in all seasons of the set stand once.
fn slots_text(slots: SlotSet, lang: Lang) -> String {
    let mut groups: Vec<(club::Days, Vec<&str>)> = Vec::new();
    for (season, days) in slots.iter() {
        let name = lang.pick(season.ja(), season.as_str());
        match groups.iter_mut().find(|(known, _)| *known == days) {
            Some((_, seasons)) => seasons.push(name),
            None => groups.push((days, vec![name])),
        }
    }
    let (between, and) = (lang.pick("、", ", "), lang.pick("・", "/"));
    let parts =
        groups.iter().map(|(days, seasons)| format!("{} {}", seasons.join(and), days_text(*days, lang)));
    parts.collect::<Vec<_>>().join(between)
}
