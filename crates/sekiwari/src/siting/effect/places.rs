//! Facilities and classes: seats, who asks for them, how far down they admit.

use super::snapshot::{Outcome, Snapshot};
use super::spread::Spread;
use crate::explain::CutOff;
use std::collections::{BTreeMap, BTreeSet};

/// Seats of a facility that some classes share.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceKey {
    /// The facility's id.
    pub facility: String,
    /// The classes.
    pub classes: String,
    /// Whom the seats are reserved for; empty for open ones.
    pub reserved_for: String,
}

/// Its figures in one decided round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PlaceFigures {
    /// Seats, open and held.
    pub seats: i64,
    /// Seats taken.
    pub taken: i64,
    /// Children who list it.
    pub applicants: i64,
    /// Children who list it first.
    pub first_wishes: i64,
    /// Points of the last child admitted anew, in thousandths.
    pub cut_off: Option<i64>,
}

/// Its figures in the baseline and over the draws; a side that does not have it is `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceEffect {
    /// Which.
    pub key: PlaceKey,
    /// The baseline.
    pub before: Option<PlaceFigures>,
    /// Seats over the draws.
    pub seats: Option<Spread>,
    /// Seats taken.
    pub taken: Option<Spread>,
    /// Children who list it.
    pub applicants: Option<Spread>,
    /// Children who list it first.
    pub first_wishes: Option<Spread>,
    /// Points of the last child admitted anew, in thousandths, over the draws that admit somebody; the mean in thousandths of that.
    pub cut_off: Option<Spread>,
}

impl PlaceEffect {
    /// Whether it admits down to other points than in the baseline, or anybody at all, in some draw.
    pub fn cut_off_changes(&self) -> bool {
        let before = self.before.and_then(|b| b.cut_off);
        match (before, self.cut_off) {
            (Some(before), Some(after)) => {
                (after.low, after.high, after.mean) != (before, before, before.saturating_mul(1000))
            }
            (before, after) => before.is_some() || after.is_some(),
        }
    }
}

pub(super) fn count(outcome: &Outcome<'_>, cut_offs: &[CutOff]) -> BTreeMap<PlaceKey, PlaceFigures> {
    let (round, compiled) = (outcome.round, outcome.compiled);
    let place = |c: &CutOff| {
        let label = &compiled.pools[c.pool.index()];
        let key = PlaceKey {
            facility: round.facilities()[label.facility as usize].id.clone(),
            classes: label.classes.map(|s| s.to_string()).unwrap_or_default(),
            reserved_for: label
                .reserve
                .map(|r| round.reserves()[r as usize].group.to_string())
                .unwrap_or_default(),
        };
        let lowest = c.lowest.and_then(|l| round.score_at(compiled.entry_of(l)));
        let figures = PlaceFigures {
            seats: c.seats.into(),
            taken: c.taken.into(),
            applicants: c.applicants.into(),
            first_wishes: c.first_wishes.into(),
            cut_off: lowest.map(|s| s.points.0),
        };
        (key, figures)
    };
    cut_offs.iter().map(place).collect()
}

pub(super) fn compare(before: &Snapshot, draws: &[Snapshot]) -> Vec<PlaceEffect> {
    let keys: BTreeSet<&PlaceKey> =
        std::iter::once(before).chain(draws).flat_map(|s| s.places.keys()).collect();
    keys.into_iter()
        .map(|key| {
            let own = || draws.iter().filter_map(|d| d.places.get(key));
            let of = |figure: fn(&PlaceFigures) -> i64| Spread::of(own().map(figure));
            PlaceEffect {
                key: key.clone(),
                before: before.places.get(key).copied(),
                seats: of(|p| p.seats),
                taken: of(|p| p.taken),
                applicants: of(|p| p.applicants),
                first_wishes: of(|p| p.first_wishes),
                cut_off: Spread::of(own().filter_map(|p| p.cut_off)),
            }
        })
        .collect()
}
