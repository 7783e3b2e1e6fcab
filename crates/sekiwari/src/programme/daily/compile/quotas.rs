//! What a child may take in all: caps of days, and one place at a time.
//!
//! Only quotas that could bind are made: a cap for a child and a week or month in which all it asks for would be more than
//! is left, and a slot of a day in which two of its requests may stay.

use super::Combined;
use crate::market::day::{DayMarketBuilder, Slots};
use crate::programme::daily::Round;
use crate::programme::daily::round::{Cap, ChildIndex, Per, RequestIndex, State};
use jiff::civil::{Date, Weekday};

/// What a quota counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum QuotaOf {
    /// Days under a cap.
    Cap {
        /// The cap, as a position in the caps of the rules.
        cap: u32,
        /// The child.
        child: ChildIndex,
        /// Which week or month, see [`Cap::bucket`].
        bucket: i32,
    },
    /// Being somewhere in a slot of a day.
    Elsewhere {
        /// The child.
        child: ChildIndex,
        /// The day of the period.
        day: u32,
        /// The slot.
        slot: u32,
    },
}

impl Cap {
    /// The week, month or period in which a date counts, as a number that is equal for dates that count together. `None` for
    /// a date that does not count: outside the period for a cap over the period.
    pub fn bucket(&self, date: Date, period: (Date, Date)) -> Option<i32> {
        match self.per {
            Per::Week => {
                let monday = jiff::civil::date(1970, 1, 5);
                debug_assert_eq!(monday.weekday(), Weekday::Monday);
                Some((date - monday).get_days().div_euclid(7))
            }
            Per::Month => Some(i32::from(date.year()) * 12 + i32::from(date.month())),
            Per::Period => (period.0 <= date && date <= period.1).then_some(0),
        }
    }

    /// Tenths of a day that a request takes; 0 if the cap does not count it.
    pub fn takes(&self, round: &Round, request: RequestIndex) -> u32 {
        let row = &round.requests()[request as usize];
        let service = self.services.is_empty() || self.services.contains(&row.service);
        let reason = self.reasons.is_empty() || self.reasons.contains(&row.reason);
        if !service || !reason {
            return 0;
        }
        if round.rules().is_whole_day(row.session) { 10 } else { self.part_day }
    }

    /// Tenths of a day that a child took before the round in a week, month or period. Uses with a date only.
    pub fn used(&self, round: &Round, child: ChildIndex, bucket: i32) -> u32 {
        let usage = round.usage();
        let own = usage.partition_point(|u| u.child < child)..usage.partition_point(|u| u.child <= child);
        let mut used = 0;
        for row in &usage[own] {
            let at = row.date.and_then(|date| self.bucket(date, round.period()));
            let service = self.services.is_empty() || self.services.contains(&row.service);
            let reason = self.reasons.is_empty() || row.reason.is_none_or(|r| self.reasons.contains(&r));
            if at == Some(bucket) && service && reason {
                used += if round.rules().is_whole_day(row.session) { 10 } else { self.part_day };
            }
        }
        used
    }
}

/// A quota that a request takes of, by what it counts.
type Taking = (u32, QuotaOf, u32);

/// Makes the quotas and lets the stays take of them.
pub(super) fn add(round: &Round, requests: &mut [Combined], builder: &mut DayMarketBuilder) -> Vec<QuotaOf> {
    let mut quotas = Vec::new();
    // Request, what it counts, and the quota.
    let mut of_caps: Vec<Taking> = Vec::new();
    let mut of_slots: Vec<Taking> = Vec::new();
    caps(round, requests, builder, &mut quotas, &mut of_caps);
    slots(round, requests, builder, &mut quotas, &mut of_slots);
    of_caps.sort_unstable();
    of_slots.sort_unstable();
    for (i, combined) in (0..).zip(requests.iter_mut()) {
        let own = |all: &[Taking]| all.partition_point(|t| t.0 < i)..all.partition_point(|t| t.0 <= i);
        let (caps, slots) = (&of_caps[own(&of_caps)], &of_slots[own(&of_slots)]);
        for (stay, &day) in combined.stays.iter_mut().zip(&combined.days) {
            let date = round.date_of(day);
            for &(_, of, quota) in caps {
                let QuotaOf::Cap { cap, child, bucket } = of else { continue };
                let cap = &round.rules().caps[cap as usize];
                if cap.bucket(date, round.period()) == Some(bucket) {
                    let own = |&&r: &&RequestIndex| round.requests()[r as usize].child == child;
                    let takes =
                        round.groups()[i as usize].iter().find(own).map_or(0, |&r| cap.takes(round, r));
                    stay.takes.push((quota, takes));
                }
            }
            for &(_, of, quota) in slots {
                if let QuotaOf::Elsewhere { day: on, slot, .. } = of
                    && on == day
                    && stay.slots.contains(slot as usize)
                {
                    stay.takes.push((quota, 1));
                }
            }
        }
    }
    quotas
}

fn caps(
    round: &Round,
    requests: &[Combined],
    builder: &mut DayMarketBuilder,
    quotas: &mut Vec<QuotaOf>,
    taking: &mut Vec<Taking>,
) {
    for (c, cap) in (0..).zip(&round.rules().caps) {
        // Child, bucket, request, tenths of a day.
        let mut asked: Vec<(u32, i32, u32, u32)> = Vec::new();
        for (i, combined) in (0..).zip(requests) {
            for &r in &round.groups()[i as usize] {
                let takes = cap.takes(round, r);
                let child = round.requests()[r as usize].child;
                let mut buckets: Vec<i32> = if takes == 0 {
                    Vec::new()
                } else {
                    let days = combined.days.iter();
                    days.filter_map(|&d| cap.bucket(round.date_of(d), round.period())).collect()
                };
                buckets.sort_unstable();
                buckets.dedup();
                asked.extend(buckets.into_iter().map(|bucket| (child, bucket, i, takes)));
            }
        }
        asked.sort_unstable();
        for same in asked.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let (child, bucket, ..) = same[0];
            let left = cap.most.saturating_sub(cap.used(round, child, bucket));
            if same.iter().map(|a| a.3).sum::<u32>() <= left {
                continue;
            }
            // What is confirmed is a promise, also beyond the cap.
            let confirmed = |a: &&(u32, i32, u32, u32)| {
                let first = round.groups()[a.2 as usize][0];
                round.requests()[first as usize].state == State::Confirmed
            };
            let promised = same.iter().filter(confirmed).map(|a| a.3).sum();
            let quota = builder.add_quota(left.max(promised));
            let of = QuotaOf::Cap { cap: c, child, bucket };
            quotas.push(of);
            taking.extend(same.iter().map(|a| (a.2, of, quota)));
        }
    }
}

fn slots(
    round: &Round,
    requests: &[Combined],
    builder: &mut DayMarketBuilder,
    quotas: &mut Vec<QuotaOf>,
    taking: &mut Vec<Taking>,
) {
    // Child, day, request, slots.
    let mut wanted: Vec<(u32, u32, u32, Slots)> = Vec::new();
    for (i, combined) in (0..).zip(requests) {
        let mut days: Vec<(u32, Slots)> =
            combined.days.iter().zip(&combined.stays).map(|(&d, s)| (d, s.slots)).collect();
        days.sort_unstable();
        for same in days.chunk_by(|a, b| a.0 == b.0) {
            let slots = same.iter().fold(Slots::NONE, |all, d| all.union(d.1));
            let children = round.groups()[i as usize].iter().map(|&r| round.requests()[r as usize].child);
            wanted.extend(children.map(|child| (child, same[0].0, i, slots)));
        }
    }
    wanted.sort_unstable();
    for same in wanted.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).filter(|same| same.len() > 1) {
        let (child, day, ..) = same[0];
        for slot in 0..round.rules().slots() {
            let there = || same.iter().filter(|w| w.3.contains(slot));
            if there().count() > 1 {
                let of = QuotaOf::Elsewhere { child, day, slot: slot as u32 };
                let quota = builder.add_quota(1);
                quotas.push(of);
                taking.extend(there().map(|w| (w.2, of, quota)));
            }
        }
    }
}
