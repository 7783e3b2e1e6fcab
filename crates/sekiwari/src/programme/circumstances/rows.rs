//! The rows of the tables by household, in an order that does not depend on the tables.

use super::view::Families;
use super::{Circumstances, FactRow, ReasonRow};
use crate::priority::rulebook::{Level, Rulebook, Slot};
use rayon::prelude::*;
use std::collections::HashMap;

/// A fact that holds, with what it is about as positions in the round.
pub(super) struct Fact<'a> {
    pub(super) row: &'a FactRow,
    pub(super) slot: Slot,
    pub(super) level: Level,
    child: Option<u32>,
    pub(super) facility: Option<u32>,
}

impl Fact<'_> {
    pub(super) fn is_about(&self, child: u32) -> bool {
        self.child.is_none_or(|c| c == child)
    }
}

/// The rows of each household.
pub(super) struct Rows<'a> {
    reasons: Vec<(u32, &'a ReasonRow)>,
    idle: Vec<(u32, &'a str)>,
    facts: Vec<(u32, Fact<'a>)>,
    /// The first rows that no household has taken yet.
    at: [usize; 3],
}

impl<'a> Rows<'a> {
    pub(super) fn new(round: &impl Families, book: &Rulebook, circumstances: &'a Circumstances) -> Self {
        let entry = round.entry_date();
        // Only looked up, never walked through, so the order inside leaves no trace.
        let households: HashMap<&str, u32> = round.household_ids().zip(0..).collect();
        let children: HashMap<&str, u32> = round.child_ids().zip(0..).collect();
        let household = |id: &str| households.get(id).copied();
        let mut reasons: Vec<(u32, &ReasonRow)> =
            circumstances.reasons.iter().filter_map(|r| Some((household(&r.household)?, r))).collect();
        reasons.par_sort_unstable();
        let mut idle: Vec<(u32, &str)> =
            circumstances.idle.iter().filter_map(|(h, g)| Some((household(h)?, g.as_str()))).collect();
        idle.sort_unstable();
        let mut facts: Vec<(u32, Fact<'a>)> = circumstances
            .facts
            .iter()
            .filter(|f| f.validity.holds_on(entry))
            .filter_map(|row| {
                let child = match &row.child {
                    Some(id) => Some(children.get(id.as_str()).copied()?),
                    None => None,
                };
                let household = match child {
                    Some(c) => round.household_of(c),
                    None => household(row.household.as_deref()?)?,
                };
                let facility = match &row.facility {
                    Some(id) => Some(round.facility_by_id(id)?),
                    None => None,
                };
                let attribute = row.attribute as usize;
                let level = book.schema().attributes().get(attribute)?.level;
                let slot = book.schema().slot(attribute);
                Some((household, Fact { row, slot, level, child, facility }))
            })
            .collect();
        facts.par_sort_unstable_by(|a, b| (a.0, a.1.row).cmp(&(b.0, b.1.row)));
        Self { reasons, idle, facts, at: [0; 3] }
    }

    /// The rows of the next household; households are asked for in their order.
    pub(super) fn next(&mut self, household: u32) -> OfHousehold<'_, 'a> {
        OfHousehold {
            reasons: take(&self.reasons, &mut self.at[0], household, |r| r.0),
            idle: take(&self.idle, &mut self.at[1], household, |r| r.0),
            facts: take(&self.facts, &mut self.at[2], household, |r| r.0),
        }
    }
}

/// The rows of one household.
pub(super) struct OfHousehold<'r, 'a> {
    pub(super) reasons: &'r [(u32, &'a ReasonRow)],
    pub(super) idle: &'r [(u32, &'a str)],
    pub(super) facts: &'r [(u32, Fact<'a>)],
}

fn take<'r, T>(rows: &'r [T], at: &mut usize, household: u32, of: impl Fn(&T) -> u32) -> &'r [T] {
    let from = *at;
    while rows.get(*at).is_some_and(|r| of(r) == household) {
        *at += 1;
    }
    &rows[from..*at]
}
