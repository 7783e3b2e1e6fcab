//! That the random rounds contain what is hard.

use crate::month::month;
use crate::properties::decide;
use sekiwari::exact::day::DayRule;
use sekiwari::explain::daily::{Cause, Decided, Limit, next_if_cancelled, reasons};
use std::collections::BTreeSet;

#[test]
fn the_rounds_contain_what_is_hard() {
    let mut causes: BTreeSet<&str> = BTreeSet::new();
    let (mut rooms, mut freed, mut next, mut pairs, mut rows) = (0, 0, 0, 0, 0);
    for seed in 0..1500 {
        let Some((d, _)) = decide(month(seed), DayRule::Priority) else { continue };
        let answer = d.compiled.answer(&d.round, &d.decisions).unwrap();
        let decided = Decided::new(&d.round, &d.compiled, &answer, d.compiled.market.keys(), &[]);
        causes.extend(reasons(&decided).iter().map(|r| r.cause.as_str()));
        rows += d.round.data().sessions.iter().filter(|r| r.classes != 0).count();
        rooms += d.decisions.iter().filter(|d| d.place.is_some_and(|p| p.room.is_some())).count();
        freed += d.compiled.market.freed().len();
        pairs += d.round.groups().iter().filter(|g| g.len() > 1).count();
        let requests = 0..d.round.requests().len() as u32;
        next += requests.map(|r| next_if_cancelled(&decided, r).len()).sum::<usize>();
    }
    assert!(
        rooms > 20 && freed > 20 && next > 100 && pairs > 100 && rows > 100,
        "{rooms} {freed} {next} {pairs} {rows}"
    );
    let never = [Cause::FreePlace, Cause::PassedOver];
    let missing: Vec<&str> = Cause::all()
        .filter(|c| !never.contains(c))
        .map(Cause::as_str)
        .filter(|c| !causes.contains(c))
        .collect();
    // Dates outside the period and grades are in the cases by hand.
    assert_eq!(missing, ["OUTSIDE_PERIOD"], "{:?}", Limit::ALL);
}
