//! What one child is given in all: caps, and one place at a time.

use super::RoundViolation;
use super::places::Places;
use crate::programme::daily::round::{Cap, ChildIndex, RequestIndex, Round, State};
use jiff::civil::Date;

/// All children.
pub(super) fn check(round: &Round, places: &Places, found: &mut Vec<RoundViolation>) {
    for child in 0..round.children().len() as u32 {
        check_child(round, places, child, found);
    }
}

/// Two places at a time, then caps.
fn check_child(round: &Round, places: &Places, child: ChildIndex, found: &mut Vec<RoundViolation>) {
    let placed = |&&r: &&RequestIndex| places.of[r as usize].is_some();
    let requests: Vec<RequestIndex> =
        places.of_child[child as usize].iter().filter(placed).copied().collect();
    for (i, &first) in requests.iter().enumerate() {
        let others = requests[i + 1..].iter().filter(|&&other| at_once(places, first, other));
        found.extend(others.map(|&other| RoundViolation::TwoPlaces { first, other }));
    }
    for (c, cap) in (0..).zip(&round.rules().caps) {
        let mut done: Vec<i32> = Vec::new();
        for &request in &requests {
            let Some(place) = places.of[request as usize] else { continue };
            let date = round.date_of(place.day);
            let Some(bucket) = cap.bucket(date, round.period()) else { continue };
            if tenths(round, cap, request) == 0 || done.contains(&bucket) {
                continue;
            }
            done.push(bucket);
            let given = given(round, places, cap, &requests, bucket);
            let (used, most) = left(round, places, cap, child, bucket);
            if given > most {
                let taken = used + given;
                found.push(RoundViolation::Cap { cap: c, child, date, taken, most: cap.most });
            }
        }
    }
}

fn at_once(places: &Places, a: RequestIndex, b: RequestIndex) -> bool {
    let of = |r: RequestIndex| places.of[r as usize];
    of(a).zip(of(b)).is_some_and(|(a, b)| a.day == b.day && !a.slots.intersection(b.slots).is_empty())
}

/// Tenths of a day that a use counts.
fn tenths(round: &Round, cap: &Cap, request: RequestIndex) -> u32 {
    let row = &round.requests()[request as usize];
    let counts = (cap.services.is_empty() || cap.services.contains(&row.service))
        && (cap.reasons.is_empty() || cap.reasons.contains(&row.reason));
    match (counts, round.rules().is_whole_day(row.session)) {
        (false, _) => 0,
        (true, true) => 10,
        (true, false) => cap.part_day,
    }
}

fn given(round: &Round, places: &Places, cap: &Cap, requests: &[RequestIndex], bucket: i32) -> u32 {
    let then = |&&r: &&RequestIndex| {
        let place = places.of[r as usize];
        place.is_some_and(|p| cap.bucket(round.date_of(p.day), round.period()) == Some(bucket))
    };
    requests.iter().filter(then).map(|&r| tenths(round, cap, r)).sum()
}

/// What a child used before, and what may be given to it: what is left, but at least what was confirmed, which is a promise.
fn left(round: &Round, places: &Places, cap: &Cap, child: ChildIndex, bucket: i32) -> (u32, u32) {
    let in_bucket = |date: Date| cap.bucket(date, round.period()) == Some(bucket);
    let usage = round.usage();
    let own = usage.partition_point(|u| u.child < child)..usage.partition_point(|u| u.child <= child);
    let used: u32 = usage[own]
        .iter()
        .filter(|u| u.date.is_some_and(in_bucket))
        .filter(|u| cap.services.is_empty() || cap.services.contains(&u.service))
        .filter(|u| cap.reasons.is_empty() || u.reason.is_none_or(|r| cap.reasons.contains(&r)))
        .map(|u| if round.rules().is_whole_day(u.session) { 10 } else { cap.part_day })
        .sum();
    let confirmed = places.of_child[child as usize].iter().filter(|&&r| {
        let row = &round.requests()[r as usize];
        row.state == State::Confirmed && in_bucket(row.dates[0])
    });
    let promised = confirmed.map(|&r| tenths(round, cap, r)).sum();
    (used, cap.most.saturating_sub(used).max(promised))
}

/// Whether something is too much for one of the children of some requests.
pub(super) fn too_much(round: &Round, places: &Places, group: &[RequestIndex]) -> bool {
    let mut found = Vec::new();
    for &r in group {
        check_child(round, places, round.requests()[r as usize].child, &mut found);
    }
    !found.is_empty()
}
