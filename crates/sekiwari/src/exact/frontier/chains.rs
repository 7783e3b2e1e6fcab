//! Climbing from the fewest blocking households, and descending from the most seated.

use super::board::Board;
use super::count::count_blocking;
use crate::exact::control::Control;
use crate::market::{Allocation, HouseholdId, Market};
use std::collections::BTreeMap;

/// Passes over all households at most.
const PASSES: u32 = 12;

/// Wishes a household is sent past at most, one after the other.
const BEYOND: u32 = 4;

/// The best found: per number of blocking households the most seated, only where no fewer seat as many.
pub(super) struct Archive {
    most: u32,
    found: BTreeMap<u32, (u32, Allocation)>,
    /// The most seated of all, kept apart where it has more blocking households than there are points.
    end: Option<(u32, u32, Allocation)>,
}

impl Archive {
    /// For points up to so many blocking households.
    pub(super) fn new(most: u32) -> Self {
        Self { most, found: BTreeMap::new(), end: None }
    }

    /// The most seated known with so few blocking.
    pub(super) fn seated(&self, blocking: u32) -> Option<u32> {
        self.found.range(..=blocking).next_back().map(|(_, (seated, _))| *seated)
    }

    /// Keeps an allocation if nothing as good is known. `blocking` may be too many, never too few.
    pub(super) fn offer(&mut self, blocking: u32, seated: u32, allocation: impl FnOnce() -> Allocation) {
        if blocking > self.most {
            let better = |&(b, s, _): &(u32, u32, Allocation)| {
                (s, std::cmp::Reverse(b)) >= (seated, std::cmp::Reverse(blocking))
            };
            if !self.end.as_ref().is_some_and(better) {
                self.end = Some((blocking, seated, allocation()));
            }
        } else if self.seated(blocking).is_none_or(|known| seated > known) {
            self.found.insert(blocking, (seated, allocation()));
            self.found.retain(|&b, (s, _)| b <= blocking || *s > seated);
        }
    }

    /// What was found, counted anew, by blocking households; each seats more than those before.
    pub(super) fn found(self, market: &Market) -> Vec<(u32, u32, Allocation)> {
        let all = self.found.into_values().map(|(_, a)| a).chain(self.end.map(|(_, _, a)| a));
        let mut all: Vec<(u32, u32, Allocation)> =
            all.map(|a| (count_blocking(market, &a), a.tally(market).seated(), a)).collect();
        all.sort_by_key(|&(blocking, seated, _)| (blocking, std::cmp::Reverse(seated)));
        let mut best: Vec<(u32, u32, Allocation)> = Vec::new();
        for found in all {
            if best.last().is_none_or(|b| found.1 > b.1) {
                best.push(found);
            }
        }
        best
    }
}

/// Sends households down where that seats more, first those that block already.
pub(super) fn climb(
    board: &mut Board<'_>,
    archive: &mut Archive,
    control: &Control<'_>,
    told: &(dyn Fn(u32, u32) + Sync),
) {
    for pass in 0..PASSES {
        board.forget_needless();
        let mut order: Vec<HouseholdId> = board.market.households().collect();
        // Siblings may free two seats at once.
        order.sort_by_key(|&h| (!board.is_declared(h), board.market.children(h).len() == 1, h));
        let mut improved = false;
        for h in order {
            if control.stopped() {
                return;
            }
            if board.outcome(h).is_none() {
                continue;
            }
            let cost = i64::from(!board.is_declared(h));
            // In the first pass only what gains more than it costs.
            let least = if pass == 0 { cost + 1 } else { 1 };
            let gains = (0..BEYOND).any(|beyond| match board.send_down(h, beyond) {
                Some(gain) if gain >= least => true,
                Some(_) => {
                    board.take_back();
                    false
                }
                None => false,
            });
            if !gains {
                continue;
            }
            board.settled();
            improved = true;
            let (blocking, seated) = (board.declared, board.seated);
            archive.offer(blocking, seated, || board.allocation());
            told(blocking, seated);
        }
        if !improved && pass > 0 {
            return;
        }
    }
}

/// Lets households have their way: as long as that costs no seat, then where it costs one.
pub(super) fn descend(
    board: &mut Board<'_>,
    archive: &mut Archive,
    control: &Control<'_>,
    told: &(dyn Fn(u32, u32) + Sync),
) {
    for pass in 0..PASSES {
        board.forget_needless();
        let declared: Vec<HouseholdId> =
            board.market.households().filter(|&h| board.is_declared(h)).collect();
        let (blocking, seated) = (board.declared, board.seated);
        archive.offer(blocking, seated, || board.allocation());
        told(blocking, seated);
        let free = pass % 2 == 0;
        let mut improved = false;
        for h in declared {
            if control.stopped() {
                return;
            }
            let Some(gain) = board.let_have(h) else { continue };
            if gain < if free { 0 } else { -1 } {
                board.take_back();
                continue;
            }
            board.settled();
            improved = true;
            let (blocking, seated) = (board.declared, board.seated);
            archive.offer(blocking, seated, || board.allocation());
        }
        if !improved && !free {
            return;
        }
    }
}
