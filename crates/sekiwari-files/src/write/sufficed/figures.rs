//! Counting what would have sufficed.

use super::counts::{
    SufficedAddedJson, SufficedClassJson, SufficedCountsJson, SufficedFiguresJson, SufficedGroupJson,
    SufficedPoolJson, SufficedStepJson, SufficedTermsJson,
};
use crate::write::outputs::OutputTables;
use sekiwari::explain::counterfactual::{Counterfactuals, Tried};
use sekiwari::market::PoolId;
use sekiwari::programme::PlacementKind;
use sekiwari::programme::nursery::{FacilityIndex, Round};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Steps of points.
const POINTS: [u32; 7] = [1, 2, 5, 10, 20, 50, 100];
/// Steps of seats.
const SEATS: [u32; 2] = [1, 2];
const THOUSANDTHS: i64 = 1000;

impl SufficedCountsJson {
    /// The counts of some children.
    pub(super) fn of<'a>(all: impl IntoIterator<Item = &'a Counterfactuals>) -> Self {
        let mut counts = Self::default();
        for found in all {
            let points = found.wishes.iter().any(|w| w.points.sufficed().is_some());
            let seats = found.wishes.iter().any(|w| w.seats.sufficed().is_some());
            let (terms, wish) = (found.terms.sufficed().is_some(), found.added.sufficed().is_some());
            counts.children += 1;
            counts.points += u32::from(points);
            counts.seats += u32::from(seats);
            counts.terms += u32::from(terms);
            counts.wish += u32::from(wish);
            counts.nothing += u32::from(!(points || seats || terms || wish));
        }
        counts
    }
}

impl SufficedFiguresJson {
    /// What was found for some children of a decided round, in counts. Cost: a pass over their wishes, and sorting what is told.
    pub(super) fn new(tables: &OutputTables<'_>, all: &[Counterfactuals]) -> Self {
        let round = tables.decided.round();
        let is_without = |c: &Counterfactuals| tables.decisions[c.child as usize].facility.is_none();
        let (without, with): (Vec<_>, Vec<_>) = all.iter().partition(|&c| is_without(c));
        let unplaced = tables.decisions.iter().filter(|d| d.kind == PlacementKind::Unplaced).count();
        Self {
            unplaced: unplaced as u32,
            without_seat: group(&without),
            with_seat: group(&with),
            classes: classes(round, &without, &with),
            pools: pools(tables, &without, &with),
            terms: terms(all),
            added: added(round, all),
        }
    }
}

fn group(all: &[&Counterfactuals]) -> SufficedGroupJson {
    let points = all.iter().filter_map(|found| {
        let more = found.wishes.iter().filter_map(|w| w.points.sufficed()).map(|p| p.more.0).min()?;
        // Up to a whole number of points: parts of a point count as one.
        Some(u32::try_from((more + THOUSANDTHS - 1).div_euclid(THOUSANDTHS)).unwrap_or(u32::MAX))
    });
    let seats = all
        .iter()
        .filter_map(|found| found.wishes.iter().filter_map(|w| w.seats.sufficed()).map(|s| s.seats).min());
    SufficedGroupJson {
        counts: SufficedCountsJson::of(all.iter().copied()),
        terms_asked: all.iter().filter(|c| c.terms != Tried::NotAsked).count() as u32,
        point_steps: steps(&POINTS, points),
        seat_steps: steps(&SEATS, seats),
    }
}

/// How many values lie in each step.
fn steps(limits: &[u32], values: impl Iterator<Item = u32>) -> Vec<SufficedStepJson> {
    let limits = limits.iter().copied().map(Some).chain([None]);
    let mut steps: Vec<SufficedStepJson> =
        limits.map(|up_to| SufficedStepJson { up_to, children: 0 }).collect();
    for value in values {
        if let Some(step) = steps.iter_mut().find(|s| s.up_to.is_none_or(|most| value <= most)) {
            step.children += 1;
        }
    }
    steps
}

fn classes(round: &Round, without: &[&Counterfactuals], with: &[&Counterfactuals]) -> Vec<SufficedClassJson> {
    let class = |c: &Counterfactuals| round.children()[c.child as usize].class.get();
    let mut names: Vec<u8> = without.iter().chain(with).map(|c| class(c)).collect();
    names.sort_unstable();
    names.dedup();
    let counts = |of: &[&Counterfactuals], name| {
        SufficedCountsJson::of(of.iter().copied().filter(|c| class(c) == name))
    };
    let row = |name| SufficedClassJson {
        class: name,
        without_seat: counts(without, name),
        with_seat: counts(with, name),
    };
    names.into_iter().map(row).collect()
}

fn pools(
    tables: &OutputTables<'_>,
    without: &[&Counterfactuals],
    with: &[&Counterfactuals],
) -> Vec<SufficedPoolJson> {
    let (round, compiled) = (tables.decided.round(), tables.decided.compiled());
    let mut helped: BTreeMap<(PoolId, u32), [u32; 2]> = BTreeMap::new();
    let mut wished: BTreeMap<PoolId, u32> = BTreeMap::new();
    for (found, group) in without.iter().map(|c| (c, 0)).chain(with.iter().map(|c| (c, 1))) {
        // A child counts once at a place, however many of its wishes lead there.
        let mut own: Vec<(PoolId, u32)> =
            found.wishes.iter().filter_map(|w| w.seats.sufficed()).map(|s| (s.pool, s.seats)).collect();
        own.sort_unstable();
        own.dedup();
        own.into_iter().for_each(|key| helped.entry(key).or_default()[group] += 1);
        let mut there: Vec<PoolId> = found.wishes.iter().map(|w| w.reason.pool).collect();
        there.sort_unstable();
        there.dedup();
        there.into_iter().for_each(|pool| *wished.entry(pool).or_default() += 1);
    }
    let row = |((pool, seats), [without_seat, with_seat]): ((PoolId, u32), [u32; 2])| {
        let label = &compiled.pools[pool.index()];
        SufficedPoolJson {
            facility_id: id(round, label.facility),
            class: label.classes.map_or_else(String::new, |c| c.to_string()),
            reserved_for: round.reserved_for(label.reserve),
            seats,
            without_seat,
            with_seat,
            wished: wished.get(&pool).copied().unwrap_or(0),
        }
    };
    let mut rows: Vec<SufficedPoolJson> = helped.into_iter().map(row).collect();
    // What is equal stays in the order of the pools.
    rows.sort_by_key(|p| (Reverse((p.without_seat, p.with_seat)), p.seats, Reverse(p.wished)));
    rows
}

fn terms(all: &[Counterfactuals]) -> Vec<SufficedTermsJson> {
    let found = all.iter().filter_map(|c| c.terms.sufficed()).map(|looser| {
        (looser.terms.joint.as_str().to_owned(), looser.terms.single_fallback.as_str().to_owned())
    });
    let row = |((sibling_joint, sibling_single), children)| SufficedTermsJson {
        sibling_joint,
        sibling_single,
        children,
    };
    counted(found).into_iter().map(row).collect()
}

fn added(round: &Round, all: &[Counterfactuals]) -> Vec<SufficedAddedJson> {
    let found = all.iter().filter_map(|c| c.added.sufficed()).flatten().copied();
    let row = |(facility, children)| SufficedAddedJson { facility_id: id(round, facility), children };
    counted(found).into_iter().map(row).collect()
}

/// How often each stands there, the most frequent first.
fn counted<K: Ord + Clone>(all: impl Iterator<Item = K>) -> Vec<(K, u32)> {
    let mut counts: BTreeMap<K, u32> = BTreeMap::new();
    all.for_each(|key| *counts.entry(key).or_default() += 1);
    let mut rows: Vec<(K, u32)> = counts.into_iter().collect();
    rows.sort_by_key(|r| Reverse(r.1));
    rows
}

fn id(round: &Round, facility: FacilityIndex) -> String {
    round.facilities()[facility as usize].id.clone()
}
