//! Who sits where somebody would rather be who stands higher, against double loops over the rows.

use crate::both::Both;
use crate::oracle::{Assignment, Place};
use crate::town::town;
use sekiwari::explain::club::{Decided, DecidedBy, Reversal, SeatsOn, reasons, reversals};
use sekiwari::explain::{ReasonCode, ReversalRule};
use sekiwari::mechanism::Ties;
use sekiwari::programme::club::OrderKey;
use sekiwari::verify::{Submission, judge};
use std::collections::BTreeSet;

/// Assignments tried in one town, of at most so many.
const TRIED: usize = 12;
const MOST: usize = 700;

/// Per row the line that it is given.
fn lines(both: &Both, assignment: &Assignment) -> Vec<Option<usize>> {
    let mut lines = vec![None; both.data.children.len()];
    for (family, has) in both.oracle.families.iter().zip(assignment) {
        let Some(has) = has else { continue };
        for (&child, line) in family.children.iter().zip(&family.outcomes[*has].given) {
            lines[child] = *line;
        }
    }
    lines
}

/// Those who sit on a day at a club that a child would rather have, of another family, and stand behind it there.
fn lower(both: &Both, got: &[Option<usize>], child: usize, club: usize, slot: Place) -> Vec<usize> {
    let family = |c: usize| both.oracle.families.iter().position(|f| f.children.contains(&c));
    let key = |c: usize| both.oracle.in_order(&both.data, c, club);
    let sits = |c: &usize| {
        let line = got[*c].map(|l| &both.oracle.lines[*c][l]);
        line.is_some_and(|l| l.places.iter().flatten().any(|p| *p == slot))
    };
    let others = (0..got.len()).filter(|&c| family(c) != family(child)).filter(sits);
    others.filter(|&c| key(c).is_some_and(|k| key(child).is_some_and(|own| own < k))).collect()
}

/// Children and clubs for which there is somebody at all.
fn defined(both: &Both, got: &[Option<usize>]) -> BTreeSet<(usize, usize)> {
    let mut all = BTreeSet::new();
    for child in 0..got.len() {
        let lines = &both.oracle.lines[child];
        for line in &lines[..got[child].unwrap_or(lines.len())] {
            let slots = line.places.iter().flatten().filter(|p| matches!(p, Place::Slot(..)));
            for &slot in slots {
                if !lower(both, got, child, line.club, slot).is_empty() {
                    all.insert((child, line.club));
                }
            }
        }
    }
    all
}

/// What is said of one: who stands lower sits there, and key and rule are true.
fn holds_true(both: &Both, got: &[Option<usize>], found: &Reversal, code: ReasonCode) -> Result<(), String> {
    let (child, over) = (both.row_of(found.child), both.row_of(found.over.0));
    let club = both.round.entry(found.entry).club;
    let club = both.data.clubs.iter().position(|c| c.id == both.round.clubs()[club as usize].id).unwrap();
    let fail = |what: &str| Err(format!("{what}: {found:?} ({code:?})"));
    let against_order = matches!(code, ReasonCode::Envy | ReasonCode::FreeSeat);
    if against_order != (found.rule == ReversalRule::Steps) {
        return fail("the rule is not that of the reason");
    }
    let SeatsOn::Slot(slot) = found.on else {
        // On the way there only where somebody has to give way.
        return if code == ReasonCode::Envy { Ok(()) } else { fail("a route") };
    };
    let place = Place::Slot(club, slot.season, slot.day);
    if !lower(both, got, child, club, place).contains(&over) {
        return fail("nobody who stands lower sits there");
    }
    if found.rule == ReversalRule::HeldSeat && !both.oracle.holds(over, place) {
        return fail("nothing is held");
    }
    let keys = |c| both.oracle.in_order(&both.data, c, club).unwrap();
    let ((own, draw), (theirs, other)) = (keys(child), keys(over));
    let first = own.iter().zip(&theirs).position(|(a, b)| a != b);
    let order = &both.data.rules.order;
    let said = match found.key {
        DecidedBy::Key(key) => order.iter().position(|k: &OrderKey| *k == key),
        DecidedBy::Tie(tie) => Some(order.len() + tie),
        DecidedBy::Lottery if draw < other => None,
        _ => return fail("no key"),
    };
    if said == first { Ok(()) } else { fail("another key") }
}

fn check(both: &Both, assignment: &Assignment) -> Result<BTreeSet<ReversalRule>, String> {
    let allocation = both.allocation(assignment);
    let verdict = judge(&both.strict, &Submission::from_allocation(&both.strict, &allocation));
    let (round, compiled) = (&both.round, &both.compiled);
    let decided = Decided::new(round, compiled, &both.strict, &allocation, &verdict.blocking, Ties::Strict);
    let all = reasons(&decided);
    let told = reversals(&decided, &all);
    let got = lines(both, assignment);
    let mut clubs = BTreeSet::new();
    for found in &told {
        let reason = all.iter().find(|r| (r.child, r.entry) == (found.child, found.entry)).unwrap();
        holds_true(both, &got, found, reason.code)?;
        let id = &both.round.clubs()[both.round.entry(found.entry).club as usize].id;
        let club = both.data.clubs.iter().position(|c| c.id == *id).unwrap();
        clubs.insert((both.row_of(found.child), club));
    }
    // Nobody is left out; that somebody is there has been seen, unless it is on the way.
    let defined = defined(both, &got);
    if !clubs.is_superset(&defined) {
        return Err(format!("told {clubs:?}, by definition {defined:?}"));
    }
    let once: BTreeSet<_> = told.iter().map(|r| (r.child, round.entry(r.entry).club, r.rule)).collect();
    if once.len() != told.len() {
        return Err("the same is told twice".to_owned());
    }
    Ok(told.iter().map(|r| r.rule).collect())
}

#[test]
fn whoever_sits_there_and_stands_lower_is_found_with_key_and_rule() {
    let mut rules = BTreeSet::new();
    let mut towns = 0;
    for seed in 0..700 {
        let Ok(both) = Both::new(town(seed)) else { continue };
        let Some(all) = both.oracle.assignments(MOST) else { continue };
        towns += 1;
        let feasible: Vec<&Assignment> = all.iter().filter(|a| both.oracle.is_feasible(a)).collect();
        for assignment in feasible.iter().step_by(feasible.len().div_ceil(TRIED).max(1)) {
            match check(&both, assignment) {
                Ok(found) => rules.extend(found),
                Err(what) => panic!("town {seed}, {assignment:?}: {what}"),
            }
        }
    }
    assert!(towns > 100, "{towns}");
    for rule in [
        ReversalRule::HeldSeat,
        ReversalRule::Siblings,
        ReversalRule::SeveralSeats,
        ReversalRule::EveryDay,
        ReversalRule::Transport,
        ReversalRule::Steps,
    ] {
        assert!(rules.contains(&rule), "{rule:?} in none of the towns");
    }
}
