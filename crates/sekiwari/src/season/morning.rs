//! The morning of a day: whoever cancels leaves a place, and the first who waits, fits and can still come is called.

use super::demand::{Drawn, Intent};
use super::desk::Desk;

/// Goes through the cancellations of every day in the order in which they come. Who waits on the list of the day has asked for it,
/// earlier ones first; a family that would have cancelled itself is no longer waiting.
pub(super) fn call(desk: &mut Desk<'_>) {
    let drawn = &desk.demand.drawn;
    let mut cancelled: Vec<u32> = in_question(drawn, |d| d.intent == Intent::Cancels);
    cancelled.retain(|&r| desk.given[r as usize].is_some());
    let key = |r: u32| (drawn[r as usize].day, drawn[r as usize].notice);
    cancelled.sort_by(|&a, &b| key(a).0.cmp(&key(b).0).then(key(a).1.total_cmp(&key(b).1)).then(a.cmp(&b)));
    let mut waiting: Vec<u32> = in_question(drawn, |d| d.intent != Intent::Cancels && d.reachable);
    waiting.retain(|&r| desk.given[r as usize].is_none());
    let market = desk.market;
    waiting.sort_by_key(|&r| {
        let request = market.request(r as usize);
        (drawn[r as usize].day, request.time(), request.turn())
    });
    for r in cancelled {
        let day = drawn[r as usize].day;
        desk.standing.lift(r);
        let from = waiting.partition_point(|&w| drawn[w as usize].day < day);
        let to = waiting.partition_point(|&w| drawn[w as usize].day <= day);
        for &w in &waiting[from..to] {
            if desk.given[w as usize].is_none()
                && let Some(stay) = desk.standing.first_fit(w)
            {
                desk.give(w, stay);
            }
        }
    }
}

fn in_question(drawn: &[Drawn], is: impl Fn(&Drawn) -> bool) -> Vec<u32> {
    (0..).zip(drawn).filter(|(_, d)| is(d)).map(|(r, _)| r).collect()
}
