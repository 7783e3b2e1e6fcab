//! Decisions made by hand in whole rounds: whatever is pinned stays, and for everybody else it is as if the child were not
//! there and its seat neither.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use proptest::prelude::*;
use sekiwari::market::{Allocation, Status};
use sekiwari::mechanism::Mechanism;
use sekiwari::priority::Lottery;
use sekiwari::programme::nursery::siblings::JointOptions;
use sekiwari::programme::nursery::{
    Compiled, Decision, DecisionRow, PlacementKind, Round, RoundData, RoundError, compile,
};
use sekiwari::verify::{Verified, certify};
use sekiwari_synth::{Options, generate};
use std::collections::{BTreeMap, BTreeSet};

/// The round decided by `stable-optimal` and judged: facility and decision by child.
fn decide(data: RoundData) -> (Round, Compiled, Verified<Allocation>, Status, BTreeMap<String, Decision>) {
    let round = Round::new(data).unwrap_or_else(|errors| panic!("{errors:?}"));
    let compiled = compile(&round, Lottery::new(7), JointOptions::default()).unwrap();
    let strict = compiled.strict();
    let solution = sekiwari::solve(&Mechanism::default().into(), &compiled.market, &strict).unwrap();
    let verified = certify(&strict, solution.outcome.allocation).unwrap_or_else(|v| panic!("{v:?}"));
    let decisions = compiled.decisions(&round, &verified);
    let by_id = round.children().iter().map(|c| c.id.clone()).zip(decisions).collect();
    (round, compiled, verified, solution.outcome.status, by_id)
}

/// Positions of single children (households of one) of a round.
fn singles(data: &RoundData) -> Vec<u32> {
    let mut sizes: BTreeMap<&str, u32> = BTreeMap::new();
    data.children.iter().for_each(|(h, _)| *sizes.entry(h).or_default() += 1);
    let alone = |(i, (h, _)): (u32, &(String, _))| (sizes[h.as_str()] == 1).then_some(i);
    (0..).zip(&data.children).filter_map(alone).collect()
}

/// Without some children, positions moved up.
fn without(mut data: RoundData, gone: &BTreeSet<u32>) -> RoundData {
    let mut at = Vec::new();
    let mut next = 0;
    for child in 0..data.children.len() as u32 {
        at.push((!gone.contains(&child)).then_some(next));
        next += u32::from(!gone.contains(&child));
    }
    let mut child = 0;
    data.children.retain(|_| {
        child += 1;
        at[child - 1].is_some()
    });
    let moved = |c: &mut u32| at[*c as usize].map(|new| *c = new).is_some();
    data.wishes.retain_mut(|w| moved(&mut w.child));
    data.joint_wishes.retain_mut(|w| moved(&mut w.child));
    data.scores.retain_mut(|s| moved(&mut s.child));
    data
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_pinned_child_is_to_the_others_like_a_seat_less(
        children in 20u32..120, seed in 0u64..1_000_000, siblings in 0u32..400, picks in proptest::collection::vec((any::<u32>(), any::<u32>()), 1..6),
    ) {
        let options = Options { sibling_permille: siblings, shared_permille: 200, ..Options::new(children, seed) };
        let mut data = generate(&options);
        let alone = singles(&data);
        let other_singles: BTreeSet<String> =
            alone.iter().map(|&c| data.children[c as usize].1.id.clone()).collect();
        prop_assume!(!alone.is_empty());
        let mut open: Vec<u32> = data.seats.iter().map(|s| s.seats).collect();
        let mut decisions: Vec<DecisionRow> = Vec::new();
        for (who, what) in picks {
            let child = alone[who as usize % alone.len()];
            let (_, c) = &data.children[child as usize];
            // Holders are left alone here: their old seat is not a seat less.
            if c.current.is_some() || decisions.iter().any(|d| d.child == child) {
                continue;
            }
            let roomy: Vec<usize> = (0..open.len())
                .filter(|&row| open[row] > 0 && data.seats[row].classes.contains(c.class))
                .collect();
            let row = roomy.get(what as usize % (roomy.len() + 1)).copied();
            if let Some(row) = row {
                open[row] -= 1;
            }
            let facility = row.map(|row| data.seats[row].facility);
            decisions.push(DecisionRow { child, facility, reason: "test".to_owned() });
        }
        let names: Vec<(String, Option<String>)> = decisions
            .iter()
            .map(|d| (data.children[d.child as usize].1.id.clone(), d.facility.map(|f| data.facilities[f as usize].id.clone())))
            .collect();
        let gone: BTreeSet<u32> = decisions.iter().map(|d| d.child).collect();
        let mut less = without(data.clone(), &gone);
        less.seats.iter_mut().zip(&open).for_each(|(row, &left)| row.seats = left);
        data.decisions = decisions;

        let (round, _, verified, status, pinned) = decide(data);
        let (other, _, plain, plain_status, others) = decide(less);
        for (child, facility) in &names {
            let got = &pinned[child];
            prop_assert_eq!(&got.facility.map(|f| round.facilities()[f as usize].id.clone()), facility);
            prop_assert_eq!(got.kind, if facility.is_some() { PlacementKind::Placed } else { PlacementKind::Unplaced });
        }
        prop_assert_eq!(verified.verdict().blocking_households(), plain.verdict().blocking_households());
        prop_assert_eq!(status, plain_status);
        let tally = verified.verdict().tally;
        let given = names.iter().filter(|n| n.1.is_some()).count() as u32;
        prop_assert_eq!(tally.placed, plain.verdict().tally.placed + given);
        prop_assert_eq!(tally.kept, plain.verdict().tally.kept);
        // Where nothing is stable several answers may be equally good.
        if verified.verdict().blocking_households() == 0 {
            for (child, decision) in &others {
                let name = |r: &Round, d: &Decision| d.facility.map(|f| r.facilities()[f as usize].id.clone());
                prop_assert_eq!(name(&other, decision), name(&round, &pinned[child]), "{}", child);
                // Joint lists leave out what has no seats at all, so that places in them may move up.
                if other_singles.contains(child) {
                    prop_assert_eq!(decision.wish_rank, pinned[child].wish_rank);
                }
            }
        }
    }
}

/// A holder put elsewhere by hand gives up its seat to the others; a second decision for one child is refused, and so is one
/// more than there are seats.
#[test]
fn holders_move_by_hand_and_wrong_decisions_are_refused() {
    let data = generate(&Options { sibling_permille: 0, ..Options::new(200, 11) });
    let holder = data.children.iter().position(|(_, c)| c.current.is_some()).unwrap() as u32;
    let (class, current) = {
        let c = &data.children[holder as usize].1;
        (c.class, c.current.unwrap())
    };
    let row = |f: u32| data.seats.iter().find(|s| s.facility == f && s.classes.contains(class));
    let to = data
        .seats
        .iter()
        .find(|s| s.classes.contains(class) && s.facility != current && s.seats > 0)
        .unwrap();
    let decision = |facility| DecisionRow { child: holder, facility, reason: String::new() };
    for facility in [Some(to.facility), None] {
        let moved = RoundData { decisions: vec![decision(facility)], ..data.clone() };
        let (round, compiled, verified, _, decisions) = decide(moved);
        let own = &decisions[&data.children[holder as usize].1.id];
        let id = |f: u32| data.facilities[f as usize].id.clone();
        assert_eq!(own.facility.map(|f| round.facilities()[f as usize].id.clone()), facility.map(id));
        // Its seat is one of those that others can have.
        let old = round.facility_by_id(&data.facilities[current as usize].id).unwrap();
        let pool =
            compiled.pools.iter().find(|p| p.facility == old && p.classes.is_some_and(|c| c.contains(class)));
        assert!(pool.unwrap().held > 0);
        assert_eq!(verified.verdict().blocking_households(), 0);
    }
    // Staying where it is may be decided by hand, too: then it does not move.
    let stays = RoundData { decisions: vec![decision(Some(current))], ..data.clone() };
    let (.., decisions) = decide(stays);
    assert_eq!(decisions[&data.children[holder as usize].1.id].kind, PlacementKind::Kept);

    let twice = RoundData { decisions: vec![decision(None), decision(Some(to.facility))], ..data.clone() };
    assert!(matches!(Round::new(twice).unwrap_err()[..], [RoundError::DecidedTwice { .. }]));
    let lacking = (0..data.facilities.len() as u32).find(|&f| row(f).is_none());
    if let Some(facility) = lacking {
        let nowhere = RoundData { decisions: vec![decision(Some(facility))], ..data.clone() };
        assert!(matches!(Round::new(nowhere).unwrap_err()[..], [RoundError::DecidedWithoutSeats { .. }]));
    }
    let newcomers: Vec<u32> = (0..data.children.len() as u32)
        .filter(|&c| {
            data.children[c as usize].1.class == class && data.children[c as usize].1.current.is_none()
        })
        .take(to.seats as usize + 1)
        .collect();
    assert_eq!(newcomers.len(), to.seats as usize + 1);
    let all = |child: &u32| DecisionRow { child: *child, facility: Some(to.facility), reason: String::new() };
    let too_many = RoundData { decisions: newcomers.iter().map(all).collect(), ..data.clone() };
    assert!(matches!(Round::new(too_many).unwrap_err()[..], [RoundError::DecidedOverSeats { .. }]));
}
