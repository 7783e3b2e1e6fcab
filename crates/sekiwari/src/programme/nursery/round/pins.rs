//! Decisions made by hand (個別決定): pinned before anything else is decided.
//!
//! The list of a pinned child is its decision and nothing else: a seat at one facility, or none. It takes an open seat like
//! anybody who is placed, but nobody can take it away, and it is never too young or without points for it. A pinned child
//! that held another seat gives that up. In a household decided together the outcomes are left in which its pinned children
//! have what was decided, and at the end the one in which the others get nothing (or stay).

use super::{Child, ChildIndex, DecisionRow, FacilityIndex, Round, RoundError};
use crate::programme::nursery::ReserveKind;
use std::cmp::Reverse;

/// The decision that was made for a child by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pin {
    /// The facility whose seat it gets; `None` for no seat.
    pub facility: Option<FacilityIndex>,
    /// The rank of the facility in the list that the family gave; `None` if it is not in it, or where siblings are decided
    /// together.
    pub wish_rank: Option<u32>,
    /// The reserve whose seat it takes, as a position in [`Round::reserves`]; `None` for an open seat.
    pub reserve: Option<u32>,
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
        let pin = |r: DecisionRow| {
            (r.child, Pin { facility: r.facility, wish_rank: None, reserve: None, reason: r.reason })
        };
        self.pins = rows.into_iter().map(pin).collect();
    }

    /// Gives everybody a seat who was given one by hand, beside those who keep theirs: one reserved for the child's group where
    /// there is one, else an open one, else any other reserved one, since what was decided by hand needs no group.
    pub(super) fn seat_pins(&mut self, errors: &mut Vec<RoundError>) {
        if self.pins.is_empty() {
            return;
        }
        // Open seats, and what holders give up who were decided to be elsewhere; then the reserves.
        let mut open: Vec<u32> = self.seats.iter().map(|s| s.seats).collect();
        let mut reserved: Vec<u32> = self.reserves.iter().map(|r| r.seats).collect();
        for (child, pin) in &self.pins {
            let c = &self.children[*child as usize];
            let left = c.current.filter(|f| pin.facility != Some(*f));
            if let Some(row) = left.and_then(|f| self.seat_row(f, c.class)) {
                open[row as usize] += c.affiliation.seat_weight;
            }
        }
        for at in 0..self.pins.len() {
            let (child, pin) = &self.pins[at];
            let c = &self.children[*child as usize];
            let Some(facility) = pin.facility.filter(|f| c.current != Some(*f)) else { continue };
            let Some(row) = self.seat_row(facility, c.class) else {
                let facility = self.facilities[facility as usize].id.clone();
                errors.push(RoundError::DecidedWithoutSeats { child: c.id.clone(), facility });
                continue;
            };
            let weight = c.affiliation.seat_weight;
            let roomy = |i: u32, kind| kind != ReserveKind::Guarantee && reserved[i as usize] >= weight;
            let roomy: Vec<(u32, bool)> = self
                .reserves_at(facility, c.class)
                .filter(|(i, r)| roomy(*i, r.kind))
                .map(|(i, r)| (i, self.is_member(*child, r)))
                .collect();
            // Members take hard seats first, others soft ones: hard ones go unused without members.
            let own = |member: bool| {
                let mut of = roomy.iter().filter(|(_, m)| *m == member).map(|&(i, _)| i);
                if member {
                    of.next()
                } else {
                    of.max_by_key(|&i| (self.reserves[i as usize].kind, Reverse(i)))
                }
            };
            let reserve = own(true).or_else(|| if open[row as usize] >= weight { None } else { own(false) });
            let left = match reserve {
                Some(reserve) => &mut reserved[reserve as usize],
                None => &mut open[row as usize],
            };
            match left.checked_sub(weight) {
                Some(rest) => *left = rest,
                None => errors.push(RoundError::DecidedOverSeats {
                    child: c.id.clone(),
                    facility: self.facilities[facility as usize].id.clone(),
                }),
            }
            self.pins[at].1.reserve = reserve;
        }
        self.check_pinned_limits(errors);
    }

    fn check_pinned_limits(&self, errors: &mut Vec<RoundError>) {
        for limit in &self.limits {
            let Some(scaled) = limit.scaled() else { continue };
            // A child that takes several seats weighs as many times.
            let weight = |c: &Child| {
                i128::from(scaled.weight[c.class.index()]) * i128::from(c.affiliation.seat_weight)
            };
            let mut left = i128::from(scaled.capacity);
            for (child, pin) in &self.pins {
                let c = &self.children[*child as usize];
                if c.current == Some(limit.facility) {
                    left += weight(c);
                }
                if pin.facility == Some(limit.facility) {
                    left -= weight(c);
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
