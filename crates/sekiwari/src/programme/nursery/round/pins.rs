//! Decisions made by hand (個別決定): pinned before anything else is decided.
//!
//! The list of a pinned child is its decision and nothing else: a seat at one facility, or none. It takes an open seat like
//! anybody who is placed, but nobody can take it away, and it is never too young or without points for it. A pinned child
//! that held another seat gives that up. In a household decided together the outcomes are left in which its pinned children
//! have what was decided, and at the end the one in which the others get nothing (or stay).

use super::{ChildIndex, DecisionRow, FacilityIndex, Round, RoundError};
use crate::programme::nursery::AgeClass;

/// The decision that was made for a child by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pin {
    /// The facility whose seat it gets; `None` for no seat.
    pub facility: Option<FacilityIndex>,
    /// The place of the facility in the list that the family gave; `None` if it is not in it, or where siblings are decided
    /// together.
    pub wish_rank: Option<u32>,
    /// Why, as it was written down.
    pub reason: String,
}

impl Round {
    /// The children decided by hand with their decisions, by child.
    pub fn pins(&self) -> &[(ChildIndex, Pin)] {
        &self.pins
    }

    /// The decision made for a child by hand, if there is one. Cost: logarithmic in the pins.
    pub fn pin(&self, child: ChildIndex) -> Option<&Pin> {
        let at = self.pins.binary_search_by_key(&child, |(c, _)| *c).ok()?;
        Some(&self.pins[at].1)
    }

    /// Where a child is sure to be unless it gets something better: where it was put by hand, else the seat it holds.
    pub fn stays_at(&self, child: ChildIndex) -> Option<FacilityIndex> {
        match self.pin(child) {
            Some(pin) => pin.facility,
            None => self.children[child as usize].current,
        }
    }

    /// Takes the decisions over; positions are those of the round.
    pub(super) fn take_pins(&mut self, mut rows: Vec<DecisionRow>, errors: &mut Vec<RoundError>) {
        rows.sort_by_key(|r| r.child);
        for pair in rows.windows(2).filter(|p| p[0].child == p[1].child) {
            errors.push(RoundError::DecidedTwice { child: self.children[pair[0].child as usize].id.clone() });
        }
        rows.dedup_by_key(|r| r.child);
        let pin = |r: DecisionRow| (r.child, Pin { facility: r.facility, wish_rank: None, reason: r.reason });
        self.pins = rows.into_iter().map(pin).collect();
    }

    /// Whether there is a seat for everybody who was given one by hand, beside those who keep theirs.
    pub(super) fn check_pins(&self, errors: &mut Vec<RoundError>) {
        if self.pins.is_empty() {
            return;
        }
        let class_of = |child: ChildIndex| self.children[child as usize].class;
        // Seats of a row are open; so is what a holder gives up who is decided to be elsewhere.
        let mut left: Vec<i64> = self.seats.iter().map(|s| i64::from(s.seats)).collect();
        for (child, pin) in &self.pins {
            let current = self.children[*child as usize].current;
            if pin.facility == current {
                continue;
            }
            let row = |f: Option<FacilityIndex>| f.and_then(|f| self.seat_row(f, class_of(*child)));
            if let Some(row) = row(current) {
                left[row as usize] += 1;
            }
            match (pin.facility, row(pin.facility)) {
                (_, Some(row)) => left[row as usize] -= 1,
                (Some(facility), None) => errors.push(RoundError::DecidedWithoutSeats {
                    child: self.children[*child as usize].id.clone(),
                    facility: self.facilities[facility as usize].id.clone(),
                }),
                (None, None) => {}
            }
        }
        for (seats, left) in self.seats.iter().zip(left).filter(|(_, left)| *left < 0) {
            errors.push(RoundError::DecidedOverSeats {
                facility: self.facilities[seats.facility as usize].id.clone(),
                classes: seats.classes.to_string(),
                over: left.unsigned_abs() as u32,
            });
        }
        self.check_pinned_limits(errors);
    }

    fn check_pinned_limits(&self, errors: &mut Vec<RoundError>) {
        for limit in &self.limits {
            let Some(scaled) = limit.scaled() else { continue };
            let weight = |class: AgeClass| i128::from(scaled.weight[class.index()]);
            let mut left = i128::from(scaled.capacity);
            for (child, pin) in &self.pins {
                let c = &self.children[*child as usize];
                if c.current == Some(limit.facility) {
                    left += weight(c.class);
                }
                if pin.facility == Some(limit.facility) {
                    left -= weight(c.class);
                }
            }
            if left < 0 {
                errors.push(RoundError::DecidedOverLimit {
                    facility: self.facilities[limit.facility as usize].id.clone(),
                    limit: limit.name.clone(),
                });
            }
        }
    }
}
