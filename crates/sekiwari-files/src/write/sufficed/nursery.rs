//! What counts of what was found in a nursery round.

use super::counts::{SufficedCountsJson, SufficedFiguresJson, SufficedPoolJson};
use super::figures::Figures;
use super::found::{Counting, Found, terms_of};
use crate::write::outputs::OutputTables;
use sekiwari::explain::counterfactual::Counterfactuals;
use sekiwari::market::PoolId;
use sekiwari::programme::PlacementKind;
use std::collections::BTreeMap;

/// The counts of some children of a decided round, in all and as figures.
pub(super) fn counted(
    tables: &OutputTables<'_>,
    all: &[Counterfactuals],
) -> (SufficedCountsJson, SufficedFiguresJson) {
    let (round, compiled) = (tables.decided.round(), tables.decided.compiled());
    let facility = |f: u32| round.facilities()[f as usize].id.clone();
    let wished = wished(all);
    let place = |pool: &PoolId, seats: u32| {
        let label = &compiled.pools[pool.index()];
        SufficedPoolJson {
            facility_id: facility(label.facility),
            class: Some(label.classes.map_or_else(String::new, |c| c.to_string())),
            reserved_for: round.reserved_for(label.reserve),
            seats,
            wished: wished.get(pool).copied().unwrap_or(0),
            ..SufficedPoolJson::default()
        }
    };
    let found: Vec<Found<PoolId>> = all.iter().map(|c| of_child(tables, c)).collect();
    let figures = Figures {
        counting: Counting::Nursery,
        unplaced: tables.decisions.iter().filter(|d| d.kind == PlacementKind::Unplaced).count() as u32,
        all: &found,
        place: &place,
        facility: &facility,
    };
    (figures.counts(), figures.json())
}

fn of_child(tables: &OutputTables<'_>, found: &Counterfactuals) -> Found<PoolId> {
    let wishes = || found.wishes.iter();
    Found {
        group: tables.decided.round().children()[found.child as usize].class.get(),
        has_seat: tables.decisions[found.child as usize].facility.is_some(),
        points: wishes().filter_map(|w| w.points.sufficed()).map(|p| p.more).min(),
        seats: wishes().filter_map(|w| w.seats.sufficed()).map(|s| (s.pool, s.seats)).collect(),
        days: false,
        terms: terms_of(&found.terms, |looser| looser.terms),
        added: found.added.sufficed().cloned().unwrap_or_default(),
    }
}

/// How many would rather be at a place than where they are.
fn wished(all: &[Counterfactuals]) -> BTreeMap<PoolId, u32> {
    let mut wished: BTreeMap<PoolId, u32> = BTreeMap::new();
    for found in all {
        let mut there: Vec<PoolId> = found.wishes.iter().map(|w| w.reason.pool).collect();
        there.sort_unstable();
        there.dedup();
        there.into_iter().for_each(|pool| *wished.entry(pool).or_default() += 1);
    }
    wished
}
