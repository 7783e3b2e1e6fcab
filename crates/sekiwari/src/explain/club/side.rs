//! A decided club round as one side of a comparison.

use super::{Decided, Reason};
use crate::explain::{OutcomeRow, ReasonCode, Seat, Side};
use std::collections::BTreeMap;

/// What everybody got and why not more; `reasons` and `mains` are those of [`super::reasons`] and [`super::main_reasons`].
pub fn side(decided: &Decided<'_>, reasons: &[Reason], mains: &[ReasonCode]) -> Side {
    let children = decided.round.children();
    let rows = children.iter().zip(&decided.decisions).zip(mains).map(|((child, d), &reason)| {
        let Seat { facility, days } = d.entry.map(|entry| decided.seat(entry)).unwrap_or_default();
        OutcomeRow {
            child: child.id.clone(),
            facility: Some(facility).filter(|_| d.entry.is_some()),
            days,
            kind: d.kind,
            wish_rank: d.wish_rank,
            reason,
        }
    });
    let mut against = BTreeMap::new();
    for reason in reasons {
        let child = children[reason.child as usize].id.clone();
        // Of the ways to one club on the same days the best speaks for it.
        against.entry((child, decided.seat(reason.entry))).or_insert(reason.code);
    }
    Side { rows: rows.collect(), against }
}

impl Decided<'_> {
    /// A line of a list as it stands in tables: the club and the days.
    pub fn seat(&self, entry: usize) -> Seat {
        let line = self.round.entry(entry);
        Seat { facility: self.round.clubs()[line.club as usize].id.clone(), days: line.days.to_string() }
    }
}
