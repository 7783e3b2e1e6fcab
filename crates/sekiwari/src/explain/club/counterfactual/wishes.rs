//! Where the child would have had a seat, had the family listed it.

use super::desk::Desk;
use super::key::Key;
use crate::explain::counterfactual::{Key as _, Refusal, Tried};
use crate::programme::club::district::metres;
use crate::programme::club::{ChildIndex, ClubIndex, PoolAt};

/// As many clubs are told.
const TOLD: usize = 3;
/// As many are tried; where siblings come together one that has a seat for this child need not have one for all.
const TRIED: usize = 24;

impl Desk<'_> {
    /// For a child without a seat: clubs not on its list that would have taken it on all its days, the nearest first.
    pub(super) fn wishes_for(&self, child: ChildIndex) -> Result<Tried<Vec<ClubIndex>>, Refusal> {
        let round = self.decided.round;
        if self.decided.decisions[child as usize].entry.is_some() {
            return Ok(Tried::NotAsked);
        }
        let days = round.children()[child as usize].days;
        let end = round.list(child).len();
        let mut told = Vec::new();
        for club in self.with_room(child).into_iter().take(TRIED) {
            let line = round.line(child, club, days);
            if self.decide_for(&self.with_line(child, end, line))?.line == Some(line) {
                told.push(club);
            }
            if told.len() == TOLD {
                break;
            }
        }
        Ok(if told.is_empty() { Tried::InVain } else { Tried::Sufficed(told) })
    }

    /// Clubs not on the list where there is a seat on each day for a child that stands as this one would, the nearest first.
    fn with_room(&self, child: ChildIndex) -> Vec<ClubIndex> {
        let (decided, round) = (self.decided, self.decided.round);
        let own = &round.children()[child as usize];
        let household = self.household_of(child);
        let draw = (decided.compiled.draws[child as usize], child);
        let order = self.order();
        let mut found: Vec<(u32, ClubIndex)> = Vec::new();
        for club in 0..round.clubs().len() as ClubIndex {
            if round.list(child).iter().any(|e| e.club == club) {
                continue;
            }
            let Some(slots) = round.slots(child, club, own.days) else { continue };
            let score = round.score_anywhere(child, club);
            // Without points there it would be no round.
            if round.counts_points() && score.is_none() {
                continue;
            }
            let key = Key::new(round, (child, club), score, draw);
            let has_room = |on| {
                let before = decided.sitting(on).iter().filter(|s| {
                    let theirs = order.key_at(s.child, PoolAt::Never { club });
                    self.household_of(s.child) != household
                        && (s.standing.0 == 0 || theirs.is_before(&key, self.room.ties))
                });
                before.map(|s| s.seats).sum::<u32>() + own.seats <= decided.seats(on)
            };
            if slots.into_iter().map(super::SeatsOn::Slot).all(has_room) {
                let there = round.clubs()[club as usize].position;
                let way = own.position.zip(there).map_or(u32::MAX, |(a, b)| metres(a, b));
                found.push((way, club));
            }
        }
        found.sort_unstable();
        found.into_iter().map(|f| f.1).collect()
    }
}
