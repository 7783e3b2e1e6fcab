//! The towns contain what is hard about clubs, each thing often enough.

use crate::both::Both;
use crate::oracle::{Line, Place};
use crate::town::town;
use sekiwari::programme::club::{Overflow, PoolAt};
use std::collections::BTreeMap;

fn slots(line: &Line) -> usize {
    line.places.iter().flatten().filter(|p| matches!(p, Place::Slot(..))).count()
}

/// What a town has that is worth counting.
fn features(both: &Both) -> Vec<&'static str> {
    let (data, oracle) = (&both.data, &both.oracle);
    let mut found = Vec::new();
    let mut has = |name: &'static str, yes: bool| found.extend(yes.then_some(name));
    let pools = &both.compiled.pools;
    has(
        "slots merged",
        pools.iter().any(|p| matches!(p.at, PoolAt::Club { slots, .. } if slots.iter().count() > 1)),
    );
    has("seats on closed days", pools.iter().any(|p| matches!(p.at, PoolAt::Closed { .. })));
    has("lines never given", pools.iter().any(|p| matches!(p.at, PoolAt::Never { .. })));
    for (row, (household, child)) in data.children.iter().enumerate() {
        let lines = &oracle.lines[row];
        let holds = child.current.is_some();
        has("a holder who may move", holds && lines.len() > 1);
        let at_held = |l: &&Line| Some(l.club as u32) == child.current.map(|c| c.0) && !l.stay;
        has("a holder with other days at its club", lines.iter().filter(at_held).count() > 0);
        has("a holder with two seats", holds && child.seats > 1);
        has("two seats", child.seats > 1);
        let parts = lines.iter().flat_map(|l| l.places.iter().flatten());
        has("a child on a route", parts.clone().any(|p| matches!(p, Place::Route(..))));
        let own = data.wishes.iter().any(|w| w.child as usize == row);
        has("a made list", !own && !lines.is_empty());
        let given = data.wishes.iter().any(|w| w.child as usize == row && w.days.is_some());
        has("given days beside fewer days", given && child.min_days < child.days.len());
        has("vacations only", child.seasons.is_vacation_only() && lines.iter().any(|l| slots(l) > 0));
        has("only by transport", child.overflow == Some(Overflow::Transport) && !lines.is_empty());
        let siblings = data.children.iter().filter(|(h, _)| h == household).count();
        has("siblings", siblings > 1);
    }
    for r in 0..data.routes.len() {
        let lines = || oracle.lines.iter().map(|lines| lines.iter().filter(|l| l.route == Some(r)));
        let clubs = |l: &Line| l.club;
        let two = |of: Vec<usize>| of.iter().any(|c| *c != of[0]);
        has("a route to two clubs", two(lines().flatten().map(clubs).collect()));
        has("a child with two clubs on a route", lines().any(|own| two(own.map(clubs).collect())));
        has("children who share a route", lines().filter(|own| own.clone().count() > 0).count() > 1);
    }
    for family in oracle.families.iter().filter(|f| f.children.len() > 1) {
        has("siblings decided together", true);
        let child = |c: usize| data.children[c].1.current.is_some();
        has("a holder among siblings", family.children.iter().any(|&c| child(c)));
        for outcome in &family.outcomes {
            let places: Vec<Place> = (family.children.iter().zip(&outcome.given))
                .filter_map(|(&c, line)| Some(oracle.lines[c][(*line)?].places.iter().flatten().copied()))
                .flatten()
                .collect();
            let twice = (1..places.len()).any(|i| places[..i].contains(&places[i]));
            has("siblings in one slot", twice);
        }
    }
    if let Some(all) = oracle.assignments(700) {
        let feasible: Vec<_> = all.iter().filter(|a| oracle.is_feasible(a)).collect();
        let stable = feasible.iter().rev().any(|a| oracle.blocking(a, true).is_empty());
        has("nothing stable", !stable);
        has("something to decide", feasible.len() < all.len());
        has("ties", both.compiled.market.has_ties());
    }
    has("more holders than seats", oracle.overfull(data));
    found.sort_unstable();
    found.dedup();
    found
}

#[test]
fn towns_contain_what_is_hard() {
    let mut seen: BTreeMap<&str, u32> = BTreeMap::new();
    for seed in 0..3_000 {
        let both = Both::new(town(seed)).expect("the lists agree");
        features(&both).into_iter().for_each(|f| *seen.entry(f).or_default() += 1);
    }
    assert_eq!(seen.len(), 23, "{seen:?}");
    // Some are rare.
    let least = |name: &str| if name == "nothing stable" { 3 } else { 60 };
    assert!(seen.iter().all(|(name, &n)| n >= least(name)), "{seen:?}");
}
