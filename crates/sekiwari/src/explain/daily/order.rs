//! The order in which requests were considered.

use crate::market::day::{DayAnswer, DayMarket, KeyPart, Keys};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Uses of every child of the market, before and in the answer.
pub(super) fn uses(market: &DayMarket, answer: &DayAnswer) -> Vec<u32> {
    let mut uses = market.uses().to_vec();
    for (request, given) in market.requests().zip(&answer.given) {
        if given.is_some() {
            request.members().iter().for_each(|m| uses[m.child as usize] += 1);
        }
    }
    uses
}

/// Where a request stood when it was considered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Considered {
    /// Its place in the order, counted from 0.
    pub(super) place: u32,
    /// Uses that counted for it then.
    pub(super) uses: u32,
}

/// For every request its place in the order: stage by stage, confirmed ones first, then by the keys, where each grant counts
/// as a use for those who follow. What was granted is read from the answer, so the order is that of the rule which gave it.
///
/// Where the rank of the wish is a key, a request stands at the rank it is given, or at its last one if it is refused.
/// Cost: sorting the requests; one is put back as often as its children are granted others.
pub(super) fn considered(market: &DayMarket, keys: &Keys, answer: &DayAnswer) -> Vec<Considered> {
    let granted = |r: u32| answer.given.get(r as usize).and_then(Option::as_ref);
    let mut uses = market.uses().to_vec();
    let mut place = vec![Considered::default(); market.requests().len()];
    let mut next = 0;
    // What is confirmed counts from the start, in all stages.
    for (r, request) in (0..).zip(market.requests()).filter(|(_, request)| request.fixed()) {
        if granted(r).is_some() {
            request.members().iter().for_each(|m| uses[m.child as usize] += 1);
        }
    }
    let uses_of = |r: u32, uses: &[u32]| {
        let members = market.request(r as usize).members().iter();
        members.map(|m| uses[m.child as usize]).max().unwrap_or(0)
    };
    let key = |r: u32, uses: &[u32]| {
        let request = market.request(r as usize);
        let of_children = uses_of(r, uses);
        let rank = || match granted(r) {
            Some(given) => request.stay(given.stay as usize).rank,
            None => request.stays().last().map_or(0, |s| s.rank),
        };
        let part = |part: &KeyPart| match part {
            KeyPart::Need => i64::from(request.need()),
            KeyPart::Uses => i64::from(of_children),
            KeyPart::Home => i64::from(request.home()),
            KeyPart::Wish => i64::from(rank()),
            KeyPart::Time => request.time(),
        };
        let Keys(parts) = keys;
        (parts.iter().map(part).collect::<Vec<_>>(), request.turn(), r)
    };
    let all = || (0..).zip(market.requests());
    let mut stages: Vec<u8> = all().map(|(_, request)| request.stage()).collect();
    stages.sort_unstable();
    stages.dedup();
    for stage in stages {
        let of_stage = || all().filter(|(_, request)| request.stage() == stage);
        let mut fixed: Vec<_> = of_stage().filter(|f| f.1.fixed()).map(|(r, _)| key(r, &uses)).collect();
        fixed.sort_unstable();
        for (_, _, r) in fixed {
            place[r as usize] = Considered { place: next, uses: uses_of(r, &uses) };
            next += 1;
        }
        let open = of_stage().filter(|o| !o.1.fixed());
        let mut queue: BinaryHeap<_> = open.map(|(r, _)| Reverse(key(r, &uses))).collect();
        while let Some(Reverse(first)) = queue.pop() {
            let r = first.2;
            // Uses only grow, so a key that is out of date is too small.
            let now = key(r, &uses);
            if now > first {
                queue.push(Reverse(now));
                continue;
            }
            place[r as usize] = Considered { place: next, uses: uses_of(r, &uses) };
            next += 1;
            if granted(r).is_some() {
                let members = market.request(r as usize).members();
                members.iter().for_each(|m| uses[m.child as usize] += 1);
            }
        }
    }
    place
}
