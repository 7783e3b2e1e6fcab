//! As few changes to an earlier decision as can be, against brute force: the whole objective, and its certificate.

use crate::support::brute_force;
use crate::support::config;
use crate::support::dice::Dice;
use crate::support::generators::{self, Shape};
use crate::support::spec::{self, HouseholdSpec, Spec};
use proptest::prelude::*;
use sekiwari::exact::{self, Control, Options};
use sekiwari::market::{Earlier, FacilityId, Stage, Status};
use sekiwari::verify::{Submission, check_certificate, judge, stage_values};
use std::cell::Cell;

/// Per household and child what it had: nothing is known (`None`), no seat, or a seat at a facility.
type Before = Vec<Vec<Option<Option<usize>>>>;

/// Every two pools make a facility.
fn facility(pool: usize) -> usize {
    pool / 2
}

/// What an allocation gives every child.
fn given(spec: &Spec, ranks: &[u32]) -> Vec<Vec<Option<usize>>> {
    let mut all: Vec<Vec<Option<usize>>> = spec.households.iter().map(|h| vec![None; h.children]).collect();
    for s in brute_force::sittings(spec, ranks) {
        let seat = &mut all[s.household][s.child];
        // A child with several pools is where the first of them is.
        *seat = Some(seat.map_or(facility(s.pool), |f: usize| f.min(facility(s.pool))));
    }
    all
}

/// An earlier decision: some feasible allocation, mostly a stable one where there is any, with a few children who are new or
/// sat elsewhere.
fn before(spec: &Spec, dice: &mut Dice) -> Before {
    let mut all = brute_force::feasible_allocations(spec);
    if dice.below(4) > 0 && all.iter().any(|ranks| brute_force::is_stable(spec, ranks)) {
        all.retain(|ranks| brute_force::is_stable(spec, ranks));
    }
    let ranks = &all[dice.below(all.len())];
    let known = |seat: Option<usize>, dice: &mut Dice| match dice.below(8) {
        0 => None,
        1 => Some(Some(dice.below(3))),
        _ => Some(seat),
    };
    given(spec, ranks).into_iter().map(|h| h.into_iter().map(|s| known(s, dice)).collect()).collect()
}

fn unchanged(spec: &Spec, before: &Before, ranks: &[u32]) -> i64 {
    let now = given(spec, ranks);
    let pairs = before.iter().flatten().zip(now.iter().flatten());
    pairs.filter(|(b, n)| **b == Some(**n)).count() as i64
}

const OBJECTIVES: [&[Stage]; 3] = [
    &[Stage::Unchanged, Stage::Seated, Stage::RankSum],
    &[Stage::Seated, Stage::Unchanged],
    &[Stage::Unchanged],
];

fn value(spec: &Spec, before: &Before, ranks: &[u32], stages: &[Stage]) -> Vec<i64> {
    let of = |stage: &Stage| match stage {
        Stage::Unchanged => unchanged(spec, before, ranks),
        Stage::Seated => i64::from(brute_force::seated(spec, ranks)),
        _ => -(brute_force::rank_sum(ranks) as i64),
    };
    stages.iter().map(of).collect()
}

/// Four single children around four seats: each ranks them in a circle from a seat of its own, and each seat ranks the
/// children in a circle against that. Such markets have up to ten stable allocations, from the children's best to the seats' best.
fn circles() -> BoxedStrategy<Spec> {
    let circle = proptest::collection::vec((0..4usize, 0..4usize), 4);
    (circle, 1..=4usize)
        .prop_map(|(shifts, length)| {
            let single = |(child, &(first, shift)): (usize, &(usize, usize))| {
                let pools = (0..length).map(|i| (first + i) % 4);
                // Where nothing is shifted every seat likes best whom its seat is the worst for.
                let rank =
                    |pool: usize| (4 + 4 - (pool + 8 - child - shift / 3) % 4) as u32 * 4 + child as u32;
                let wishes: Vec<(usize, u32)> = pools.map(|pool| (pool, rank(pool))).collect();
                HouseholdSpec::single(&wishes)
            };
            let households =
                shifts.iter().enumerate().map(|(c, &(f, s))| (c, if f > 0 { (c, s) } else { (f, s) }));
            let households: Vec<_> = households.collect();
            Spec {
                seats: vec![1; 4],
                households: households.iter().map(|(c, shift)| single((*c, shift))).collect(),
                ..Spec::default()
            }
        })
        .boxed()
}

#[test]
fn the_fewest_changes_are_found_and_proven() {
    let [mut optimal, mut moved, mut blocked] = [0; 3].map(Cell::new);
    let markets = prop_oneof![
        // Strict singles have whole lattices of stable allocations.
        3 => Shape { households: 6, wishes: 4, priorities: vec![generators::Priorities::Strict], ..Shape::singles() }
            .markets(),
        3 => circles(),
        2 => generators::chains(),
        2 => Shape { households: 4, ..Shape::everything() }.strict().markets(),
        2 => Shape::siblings().markets(),
        1 => Shape { households: 4, ..Shape::everything() }.markets(),
    ];
    let runner = &mut proptest::test_runner::TestRunner::new(config(8000));
    let result = runner.run(&(markets, any::<u64>()), |(spec, seed)| {
        let dice = &mut Dice::new(seed);
        let before = before(&spec, dice);
        let earlier = before.iter().flatten().map(|b| match b {
            None => Earlier::New,
            Some(None) => Earlier::Out,
            Some(Some(f)) => Earlier::At(FacilityId::new(*f as u32)),
        });
        let market = spec.build().with_earlier(earlier.collect());
        let stages = OBJECTIVES[dice.below(OBJECTIVES.len())];
        let options = Options { stages: stages.to_vec(), ..Options::default() };
        let solution = exact::prove(&market, &options, &Control::default()).expect("no limits");
        let outcome = &solution.outcome;
        let ranks = spec::ranks(&market, &outcome.allocation);
        prop_assert!(brute_force::is_feasible(&spec, &ranks));
        let verdict = judge(&market, &Submission::from_allocation(&market, &outcome.allocation));
        prop_assert!(verdict.violations.is_empty());
        prop_assert_eq!(
            stage_values(&market, &outcome.allocation, stages),
            value(&spec, &before, &ranks, stages)
        );
        if let Some(certificate) = &solution.certificate {
            let faults = check_certificate(&market, certificate);
            prop_assert!(faults.is_empty(), "{faults:?}");
        }
        if outcome.status != Status::Optimal {
            return Ok(());
        }
        let all = brute_force::feasible_allocations(&spec).into_iter();
        let best = all
            .map(|r| {
                (-i64::from(brute_force::blocking_households(&spec, &r)), value(&spec, &before, &r, stages))
            })
            .max()
            .expect("everybody as today");
        let blocking = brute_force::blocking_households(&spec, &ranks);
        prop_assert_eq!((-i64::from(blocking), value(&spec, &before, &ranks, stages)), best);
        // How often the answer differs from the one that asks for wishes only.
        let plain = exact::run(&market, Options::default()).expect("no limits");
        optimal.set(optimal.get() + 1);
        moved.set(moved.get() + u32::from(plain.allocation != outcome.allocation));
        blocked.set(blocked.get() + u32::from(blocking > 0));
        Ok(())
    });
    result.unwrap();
    let [optimal, moved, blocked] = [optimal.get_mut(), moved.get_mut(), blocked.get_mut()];
    assert!(
        *optimal > 6_000 && *moved > 300 && *blocked > 20,
        "{optimal} optimal, {moved} unlike the plain answer, {blocked} where somebody blocks"
    );
}
