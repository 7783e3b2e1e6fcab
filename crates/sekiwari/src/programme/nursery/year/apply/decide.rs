//! Decisions outside of rounds: by hand, and the last round decided anew.

use super::super::state::{Place, Seated, SeatedBy};
use super::super::{ManualDecision, Outcome, Redecided, Released, SeatKey, Year, YearError};
use super::seats::Way;
use crate::programme::nursery::AgeClass;
use jiff::civil::Date;
use std::collections::BTreeMap;

impl Year {
    pub(super) fn decide(&mut self, date: Date, decision: &ManualDecision) -> Result<(), YearError> {
        let id = &decision.child;
        self.check_there(id)?;
        let child = self.known(id)?;
        let class = child.record.class;
        let now = child.seat().cloned();
        let moved = now.as_ref().is_some_and(|s| s.has_entered(date));
        let place = match (&decision.facility, &now) {
            (Some(facility), Some(seat))
                if seat.key.facility == *facility && seat.key.reserve == decision.reserve =>
            {
                child.place.clone()
            }
            (Some(facility), _) => {
                self.check_facility(facility)?;
                let key = self.seat_key(id, facility, class, decision.reserve.as_deref())?;
                let from = Some(decision.from.unwrap_or(date));
                Place::Seated(Seated { key, from, by: SeatedBy::Hand, moved })
            }
            (None, Some(seat)) if seat.from.is_none_or(|from| from <= date) => {
                return Err(YearError::Entered(id.clone()));
            }
            (None, _) => Place::Waiting,
        };
        let to = match &place {
            Place::Seated(seat) => Some(seat.key.clone()),
            _ => None,
        };
        let ways = [Way { class, from: now.map(|s| s.key), to }];
        self.check_ways(&ways, None)?;
        self.do_ways(&ways);
        self.settle_family(id);
        if let Some(child) = self.children.get_mut(id) {
            child.place = place;
            child.moves = false;
            child.pinned = Some(decision.reason.clone());
        }
        Ok(())
    }

    pub(super) fn release(&mut self, released: &Released) -> Result<(), YearError> {
        if self.known(&released.child)?.pinned.is_none() {
            return Err(YearError::NotDecidedByHand(released.child.clone()));
        }
        if let Some(child) = self.children.get_mut(&released.child) {
            child.pinned = None;
        }
        Ok(())
    }

    pub(super) fn seat_key(
        &self,
        child: &str,
        facility: &str,
        class: AgeClass,
        reserve: Option<&str>,
    ) -> Result<SeatKey, YearError> {
        self.key_for(facility, class, reserve).cloned().ok_or_else(|| YearError::NoSeatsForClass {
            child: child.to_owned(),
            facility: facility.to_owned(),
        })
    }

    pub(super) fn redecide(&mut self, date: Date, anew: &Redecided) -> Result<(), YearError> {
        let Some(round) = self.rounds.last().filter(|r| r.label == anew.label) else {
            return Err(YearError::NotTheLastRound(anew.label.clone()));
        };
        if date >= round.entry_date {
            return Err(YearError::RoundOver { label: anew.label.clone(), entry_date: round.entry_date });
        }
        let number = self.rounds.len() as u32 - 1;
        let mut places: BTreeMap<&str, (Place, bool)> = BTreeMap::new();
        let mut ways = Vec::new();
        for outcome in &anew.outcomes {
            let id = outcome.child.as_str();
            let (place, moves) = self.place_anew(outcome, number, date)?;
            let child = self.known(id)?;
            let key = |place: &Place| match place {
                Place::Seated(seat) => Some(seat.key.clone()),
                _ => None,
            };
            ways.push(Way { class: child.record.class, from: key(&child.place), to: key(&place) });
            if places.insert(id, (place, moves)).is_some() {
                return Err(YearError::ChildTwice(id.to_owned()));
            }
        }
        self.check_ways(&ways, None)?;
        self.do_ways(&ways);
        for (id, (place, moves)) in places {
            if let Some(child) = self.children.get_mut(id) {
                (child.place, child.moves) = (place, moves);
            }
        }
        Ok(())
    }

    /// Where a new decision of the last round puts a child, and whether it still asks to move.
    fn place_anew(&self, outcome: &Outcome, number: u32, date: Date) -> Result<(Place, bool), YearError> {
        let id = &outcome.child;
        let child = self.known(id)?;
        self.check_there(id)?;
        let Some(part) = child.part.as_ref().filter(|p| p.round == number) else {
            return Err(YearError::NotInRound(id.clone()));
        };
        let same = match (child.seat(), &outcome.facility) {
            (Some(seat), Some(facility)) => {
                seat.key.facility == *facility && seat.key.reserve == outcome.reserve
            }
            (None, None) => true,
            _ => false,
        };
        if same {
            return Ok((child.place.clone(), child.moves));
        }
        if child.pinned.is_some() {
            return Err(YearError::DecidedByHand(id.clone()));
        }
        match (&outcome.facility, &part.held) {
            (None, Some(_)) => Err(YearError::HolderLeftOut(id.clone())),
            (None, None) => Ok((Place::Waiting, false)),
            (Some(facility), Some(held)) if held.key.facility == *facility => {
                Ok((Place::Seated(held.clone()), part.asked))
            }
            (Some(facility), _) => {
                self.check_facility(facility)?;
                if !self.wishes_for(id, facility) {
                    return Err(YearError::NotOnList { child: id.clone(), facility: facility.clone() });
                }
                let key = self.seat_key(id, facility, child.record.class, outcome.reserve.as_deref())?;
                let moved = part.held.as_ref().is_some_and(|held| held.has_entered(date));
                let by = SeatedBy::Round(number);
                Ok((
                    Place::Seated(Seated {
                        key,
                        from: Some(self.rounds[number as usize].entry_date),
                        by,
                        moved,
                    }),
                    false,
                ))
            }
        }
    }

    /// Whether a facility is on a child's list, or in an outcome of its family's joint list.
    fn wishes_for(&self, id: &str, facility: &str) -> bool {
        let Some(child) = self.children.get(id) else { return false };
        let joint = self.families.get(&child.household).map_or(&[][..], |f| &f.joint);
        let there = |(c, f): &(String, Option<String>)| c == id && f.as_deref() == Some(facility);
        child.list.iter().any(|f| f == facility) || joint.iter().flatten().any(there)
    }
}
