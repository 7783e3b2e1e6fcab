//! The order in which requests are asked, replayed from the outcomes alone.

use crate::market::day::{DayMarket, KeyPart, Request};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A request that is asked for its turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Event {
    pub(super) request: u32,
    /// The stays it asks for are those of this rank or better.
    pub(super) within: u32,
    pub(super) granted: bool,
}

/// All events, stage by stage.
#[derive(Clone, Debug)]
pub(super) struct Queue {
    pub(super) events: Vec<Event>,
    /// Per request the positions of its events.
    pub(super) of: Vec<Vec<usize>>,
}

impl Queue {
    /// Replays the queue of the rule for outcomes: who is granted, and at which stay.
    ///
    /// Of those who are left, the one with the smallest key is asked; a granted one counts as a use of its children from
    /// then on, a fixed one from the start. With [`KeyPart::Wish`] a request is asked again for its next rank until it
    /// is asked for the one it has; without, it is asked once, for all its stays. Cost: a heap of the requests, in which
    /// an entry is put back when its children have been granted something since.
    pub(super) fn replay(market: &DayMarket, placed: &[Option<usize>]) -> Self {
        let mut queue = Self { events: Vec::new(), of: vec![Vec::new(); placed.len()] };
        let mut uses: Vec<u64> = market.uses().iter().map(|&u| u64::from(u)).collect();
        let count = |request: Request<'_>, uses: &mut Vec<u64>| {
            for member in request.members() {
                if let Some(uses) = uses.get_mut(member.child as usize) {
                    *uses += 1;
                }
            }
        };
        for (request, _) in market.requests().zip(placed).filter(|(r, p)| r.fixed() && p.is_some()) {
            count(request, &mut uses);
        }
        let by_wish = market.keys().0.contains(&KeyPart::Wish);
        let mut stages: Vec<u8> = market.requests().map(Request::stage).collect();
        stages.sort_unstable();
        stages.dedup();
        for stage in stages {
            let mut waiting = BinaryHeap::new();
            for (index, request) in market.requests().enumerate() {
                let best = if by_wish { request.stays().map(|s| s.rank).min() } else { Some(u32::MAX) };
                if let Some(within) = best.filter(|_| request.stage() == stage && !request.fixed()) {
                    waiting.push(Reverse((key(market, request, within, &uses), index, within)));
                }
            }
            while let Some(Reverse((old, index, within))) = waiting.pop() {
                let request = market.request(index);
                // Uses only rise, so a key that is still what it was is the smallest.
                let now = key(market, request, within, &uses);
                if now != old {
                    waiting.push(Reverse((now, index, within)));
                    continue;
                }
                let granted = placed[index].is_some_and(|stay| request.stay(stay).rank <= within);
                queue.of[index].push(queue.events.len());
                queue.events.push(Event { request: index as u32, within, granted });
                if granted {
                    count(request, &mut uses);
                } else if let Some(next) = request.stays().map(|s| s.rank).filter(|&r| r > within).min() {
                    waiting.push(Reverse((key(market, request, next, &uses), index, next)));
                }
            }
        }
        queue
    }

    /// The position at which a request was first asked for a stay of this rank.
    pub(super) fn asked(&self, request: u32, rank: u32) -> Option<usize> {
        let mut positions = self.of[request as usize].iter().copied();
        positions.find(|&at| self.events[at].within >= rank)
    }

    /// The position at which a request was granted.
    pub(super) fn granted(&self, request: u32) -> Option<usize> {
        self.of[request as usize].iter().copied().find(|&at| self.events[at].granted)
    }
}

fn key(market: &DayMarket, request: Request<'_>, within: u32, uses: &[u64]) -> (Vec<i64>, u32) {
    let part = |part: &KeyPart| match part {
        KeyPart::Need => i64::from(request.need()),
        KeyPart::Home => i64::from(request.home()),
        KeyPart::Time => request.time(),
        KeyPart::Wish => i64::from(within),
        KeyPart::Uses => {
            let of = |child: u32| uses.get(child as usize).copied().unwrap_or(0);
            let most = request.members().iter().map(|m| of(m.child)).max().unwrap_or(0);
            i64::try_from(most).unwrap_or(i64::MAX)
        }
    };
    (market.keys().0.iter().map(part).collect(), request.turn())
}
