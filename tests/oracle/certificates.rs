//! Certificates against brute force: right ones are accepted, and whatever is accepted is true.

use crate::support::certifier::{Flaw, certify, certify_with};
use crate::support::dice::Dice;
use crate::support::spec::{HouseholdSpec, Spec};
use crate::support::tamper::tamper;
use crate::support::{brute_force, config, generators};
use proptest::prelude::*;
use sekiwari::certificate::Certificate;
use sekiwari::exact::{self, Control, Options};
use sekiwari::market::{Market, Stage, Status};
use sekiwari::verify::{check_certificate, shown_bounds};
use std::cell::Cell;
use std::collections::BTreeMap;

const OBJECTIVES: [&[Stage]; 4] = [
    Stage::DEFAULT,
    &[Stage::RankSum],
    &[Stage::Together, Stage::FirstWishes, Stage::Seated, Stage::RankSum],
    &[Stage::WithinRank(1), Stage::WithinRank(2), Stage::RankSum],
];

/// Objectives that `stable-optimal` can be asked for: in all of them a better wish is better.
const SEARCHED: [&[Stage]; 4] = [
    Stage::DEFAULT,
    &[Stage::Seated],
    &[Stage::Together, Stage::FirstWishes, Stage::Seated, Stage::RankSum],
    &[Stage::Seated, Stage::WithinRank(1), Stage::WithinRank(2), Stage::RankSum],
];

/// The value of an allocation at a stage, counted on plain numbers.
fn value(spec: &Spec, ranks: &[u32], stage: Stage) -> i64 {
    let got = |r: &&u32| **r > 0;
    match stage {
        Stage::Seated => i64::from(brute_force::seated(spec, ranks)),
        Stage::RankSum => -(brute_force::rank_sum(ranks) as i64),
        Stage::FirstWishes => ranks.iter().filter(|&&r| r == 1).count() as i64,
        Stage::WithinRank(n) => ranks.iter().filter(got).filter(|&&r| r <= n).count() as i64,
        Stage::Together => {
            let together = |(h, &rank): (&HouseholdSpec, &u32)| {
                let Some(wish) = rank.checked_sub(1).map(|r| &h.wishes[r as usize]) else { return false };
                let mut children: Vec<usize> = wish.iter().map(|&(child, _)| child).collect();
                children.sort_unstable();
                children.dedup();
                // Every two pools make a facility.
                children.len() >= 2 && wish.iter().all(|&(_, pool)| pool / 2 == wish[0].1 / 2)
            };
            spec.households.iter().zip(ranks).filter(|&pair| together(pair)).count() as i64
        }
        // Without an earlier decision nobody is unchanged.
        Stage::Unchanged => 0,
    }
}

/// What is true of a market: per feasible allocation its blocking households and its ranks.
struct Truth<'a> {
    spec: &'a Spec,
    all: Vec<(u32, Vec<u32>)>,
    fewest: u32,
}

impl<'a> Truth<'a> {
    fn of(spec: &'a Spec) -> Self {
        let all: Vec<_> = brute_force::feasible_allocations(spec)
            .into_iter()
            .map(|ranks| (brute_force::blocking_households(spec, &ranks), ranks))
            .collect();
        let fewest = all.iter().map(|a| a.0).min().unwrap();
        Self { spec, all, fewest }
    }

    fn best(&self, blocking: u32, stages: &[Stage]) -> Option<Vec<i64>> {
        let with = self.all.iter().filter(|a| a.0 == blocking);
        with.map(|(_, ranks)| stages.iter().map(|&s| value(self.spec, ranks, s)).collect()).max()
    }

    fn bears_out(&self, certificate: &Certificate) -> bool {
        let best = |claimed: &Vec<i64>| {
            self.best(certificate.blocking_min, &certificate.stages).is_none_or(|b| b <= *claimed)
        };
        certificate.blocking_min <= self.fewest && certificate.best.as_ref().is_none_or(best)
    }
}

/// How many certificates that were tampered with the checker accepted and refused.
#[derive(Default)]
struct Checked {
    accepted: Cell<u32>,
    refused: Cell<u32>,
}

impl Checked {
    /// Has one checked: if it is accepted, it is to be true.
    fn hold(
        &self,
        certificate: &Certificate,
        market: &Market,
        truth: &Truth<'_>,
    ) -> Result<(), TestCaseError> {
        let is_accepted = check_certificate(market, certificate).is_empty();
        prop_assert!(!is_accepted || truth.bears_out(certificate), "accepted: {certificate:#?}");
        let count = if is_accepted { &self.accepted } else { &self.refused };
        count.set(count.get() + 1);
        Ok(())
    }

    /// Has copies checked that each differ in one thing from a right one.
    fn hold_tampered(
        &self,
        copies: u32,
        right: &Certificate,
        market: &Market,
        truth: &Truth<'_>,
        dice: &mut Dice,
    ) -> Result<(), TestCaseError> {
        for _ in 0..copies {
            let mut certificate = right.clone();
            tamper(&mut certificate, market, dice);
            self.hold(&certificate, market, truth)?;
        }
        Ok(())
    }

    fn counts(&self) -> (u32, u32) {
        (self.accepted.get(), self.refused.get())
    }
}

/// Two siblings want the seats of pools `a` and `b`; a single child wants `a`, else `b`. `a` ranks the sibling first, `b`
/// the single child: whatever is done, one of the households blocks.
fn conflict(a: usize, b: usize) -> [HouseholdSpec; 2] {
    [
        HouseholdSpec::with_children(2, &[], vec![vec![(0, a, 1), (1, b, 2)]]),
        HouseholdSpec::single(&[(a, 2), (b, 1)]),
    ]
}

/// A small market beside one to three conflicts; some of its households want the seats in conflict, too.
fn conflicts() -> BoxedStrategy<Spec> {
    let small = generators::Shape {
        households: 3,
        pools: 3,
        wishes: 2,
        children: 2,
        ..generators::Shape::siblings()
    };
    let few = prop_oneof![4 => Just(1usize), 3 => Just(2), 1 => Just(3)];
    (small.holders().markets(), few, proptest::collection::vec((any::<u8>(), any::<u8>(), 0..9u32), 0..3))
        .prop_map(|(mut spec, count, meddling)| {
            spec.households.truncate(6 - 2 * count);
            for (pool, seats) in spec.seats.iter_mut().enumerate() {
                let held = spec.households.iter().flat_map(HouseholdSpec::held).filter(|h| h.1 == pool);
                *seats = (*seats).max(held.count() as u32);
            }
            for _ in 0..count {
                let first = spec.seats.len();
                spec.seats.extend([1, 1]);
                spec.households.extend(conflict(first, first + 1));
            }
            for (household, pool, rank) in meddling {
                let households = spec.households.len();
                let household = &mut spec.households[usize::from(household) % households];
                let pool = usize::from(pool) % spec.seats.len();
                if household.children == 1 && !household.ranks.contains_key(&(0, pool)) {
                    household.ranks.insert((0, pool), rank + 3);
                    household.wishes.insert(0, vec![(0, pool)]);
                }
            }
            spec
        })
        .boxed()
}

fn markets() -> BoxedStrategy<Spec> {
    let small = generators::Shape { households: 4, ..generators::Shape::everything() };
    prop_oneof![
        3 => conflicts(),
        1 => small.markets(),
        1 => generators::Shape { households: 5, wishes: 3, ..generators::Shape::singles() }.holders().markets(),
    ]
    .boxed()
}

/// The naive producer's certificates are accepted, and they are as strong as can be.
#[test]
fn right_certificates_are_accepted_and_tight() {
    let conflicting = Cell::new(0);
    let runner = &mut proptest::test_runner::TestRunner::new(config(400));
    let result = runner.run(&(markets(), any::<u64>()), |(spec, seed)| {
        let (market, truth, dice) = (spec.build(), Truth::of(&spec), &mut Dice::new(seed));
        let stages = OBJECTIVES[dice.below(4)];
        let certificate = certify(&market, stages, dice);
        let violations = check_certificate(&market, &certificate);
        prop_assert!(violations.is_empty(), "{violations:?} {certificate:#?}");
        prop_assert_eq!(certificate.blocking_min, truth.fewest);
        prop_assert!(truth.bears_out(&certificate));
        if certificate.parts.len() <= 1 {
            prop_assert_eq!(&certificate.best, &truth.best(truth.fewest, stages));
        }
        conflicting.set(conflicting.get() + u32::from(truth.fewest > 0));
        Ok(())
    });
    result.unwrap();
    assert!(conflicting.get() > 100, "{} markets without a stable allocation", conflicting.get());
}

/// Whatever the checker accepts is true, however it came about.
#[test]
fn accepted_certificates_are_true_even_if_tampered_with() {
    let checked = Checked::default();
    let runner = &mut proptest::test_runner::TestRunner::new(config(300));
    let result = runner.run(&(markets(), any::<u64>()), |(spec, seed)| {
        let (market, truth, dice) = (spec.build(), Truth::of(&spec), &mut Dice::new(seed));
        let right = certify(&market, OBJECTIVES[dice.below(4)], dice);
        for _ in 0..100 {
            let mut certificate = right.clone();
            for _ in 0..=dice.below(3) {
                tamper(&mut certificate, &market, dice);
            }
            checked.hold(&certificate, &market, &truth)?;
        }
        Ok(())
    });
    result.unwrap();
    let (accepted, refused) = checked.counts();
    assert!(accepted > 2_000 && refused > 5_000, "{accepted} accepted, {refused} refused");
}

/// Certificates made by rules that are wrong in one point, consistent in themselves, are only accepted where what they
/// claim happens to be true.
#[test]
fn flawed_rules_prove_nothing_false() {
    let few = generators::Shape { households: 4, pools: 3, wishes: 3, ..generators::Shape::everything() };
    let twins = generators::Shape { pools: 2, pools_per_child: 1, ..few.clone() };
    let markets = prop_oneof![2 => few.markets(), 2 => twins.markets(), 1 => conflicts()];
    let mut untrue: BTreeMap<Flaw, u32> = Flaw::ALL.map(|flaw| (flaw, 0)).into();
    let untrue = std::cell::RefCell::new(&mut untrue);
    let runner = &mut proptest::test_runner::TestRunner::new(config(1500));
    let result = runner.run(&(markets, any::<u64>()), |(spec, seed)| {
        let (market, truth, dice) = (spec.build(), Truth::of(&spec), &mut Dice::new(seed));
        for flaw in Flaw::ALL {
            let certificate = certify_with(flaw, &market, Stage::DEFAULT, dice);
            if !truth.bears_out(&certificate) {
                *untrue.borrow_mut().get_mut(&flaw).unwrap() += 1;
                let accepted = check_certificate(&market, &certificate).is_empty();
                prop_assert!(!accepted, "{flaw:?} accepted: {certificate:#?}");
            }
        }
        Ok(())
    });
    result.unwrap();
    let untrue = untrue.into_inner();
    assert!(
        untrue.values().all(|&count| count > 0),
        "false claims that could have been accepted: {untrue:?}"
    );
}

/// Claims that are just too strong are refused, whatever stands below them.
#[test]
fn claims_a_little_too_strong_are_refused() {
    let runner = &mut proptest::test_runner::TestRunner::new(config(300));
    let result = runner.run(&(markets(), any::<u64>()), |(spec, seed)| {
        let (market, truth, dice) = (spec.build(), Truth::of(&spec), &mut Dice::new(seed));
        let right = certify(&market, Stage::DEFAULT, dice);
        let last = right.parts.len().wrapping_sub(1);
        for stage in 0..2 {
            let mut better = right.clone();
            if let Some(part) = better.parts.get_mut(last) {
                part.value[stage] -= 1;
            }
            better.best.as_mut().unwrap()[stage] -= 1;
            if !truth.bears_out(&better) {
                prop_assert!(!check_certificate(&market, &better).is_empty(), "{better:#?}");
            }
        }
        let mut fewer = right;
        fewer.blocking_min += 1;
        prop_assert!(!check_certificate(&market, &fewer).is_empty());
        Ok(())
    });
    result.unwrap();
}

/// What `stable-optimal` claims comes with a certificate that is accepted and as strong as the claim; tampered with, it is
/// only accepted where it stays true.
#[test]
fn certificates_of_stable_optimal() {
    let (conflicting, checked) = (Cell::new(0), Checked::default());
    let runner = &mut proptest::test_runner::TestRunner::new(config(1500));
    let markets = prop_oneof![2 => markets(), 1 => generators::any_market()];
    let result = runner.run(&(markets, any::<u64>()), |(spec, seed)| {
        let (market, truth, dice) = (spec.build(), Truth::of(&spec), &mut Dice::new(seed));
        // Now and then the search is cut short.
        let node_limit =
            if dice.one_in(4) { 1 + dice.below(4) as u64 } else { Options::default().node_limit };
        let (stages, together) = (SEARCHED[dice.below(4)].to_vec(), dice.below(2) == 0);
        // Now and then more is found out about who may block before nearly every search.
        let quick = if dice.one_in(2) { 1 } else { Options::default().quick };
        let options = Options { stages, node_limit, quick, together, proof: true };
        let solution = exact::prove(&market, &options, &Control::default()).expect("no limits");
        let outcome = solution.outcome;
        let without = Options { proof: false, ..options.clone() };
        let without = exact::prove(&market, &without, &Control::default()).expect("no limits");
        prop_assert_eq!((&without.outcome, &without.certificate), (&outcome, &None));
        let Some(right) = solution.certificate else {
            prop_assert!(outcome.status == Status::Feasible, "optimal, and nothing to show");
            return Ok(());
        };
        let violations = check_certificate(&market, &right);
        prop_assert!(violations.is_empty(), "{violations:?} {right:#?}");
        prop_assert_eq!(right.blocking_min, outcome.bounds.blocking_households_min);
        let shown = shown_bounds(&market, &right);
        prop_assert_eq!(shown.blocking_households_min, right.blocking_min);
        if right.blocking_min == truth.fewest {
            prop_assert!(
                i64::from(shown.seated_max) >= truth.best(truth.fewest, &[Stage::Seated]).unwrap()[0]
            );
        }
        match (&right.best, outcome.status) {
            (best, Status::Optimal) => prop_assert_eq!(best, &truth.best(truth.fewest, &options.stages)),
            (Some(bound), Status::Feasible) => {
                prop_assert!(truth.best(truth.fewest, &options.stages).is_none_or(|best| best <= *bound));
            }
            (None, Status::Feasible) => {}
        }
        conflicting.set(conflicting.get() + u32::from(right.blocking_min > 0));
        checked.hold_tampered(20, &right, &market, &truth, dice)
    });
    result.unwrap();
    let (accepted, _) = checked.counts();
    assert!(conflicting.get() > 100 && accepted > 1_000, "{conflicting:?} {accepted:?}");
}

/// Whatever is called optimal is shown: this market once was not.
#[test]
fn a_market_whose_core_needs_a_split_has_its_certificate() {
    let households = vec![
        HouseholdSpec::with_children(
            3,
            &[],
            vec![
                vec![(0, 0, 5), (1, 0, 1), (2, 0, 7)],
                vec![(0, 1, 1), (1, 0, 1), (2, 0, 7)],
                vec![(1, 1, 5)],
            ],
        ),
        HouseholdSpec::with_children(2, &[], vec![vec![(0, 0, 2), (1, 1, 6)], vec![(0, 1, 2), (1, 0, 3)]]),
        HouseholdSpec::with_children(1, &[], vec![vec![(0, 0, 4), (0, 1, 4)], vec![(0, 1, 4)]]),
        HouseholdSpec::with_children(1, &[], vec![vec![(0, 0, 6), (0, 1, 3)]]),
    ];
    let spec = Spec { seats: vec![2, 2], households, ..Spec::default() };
    let market = spec.build();
    let solution = exact::prove(&market, &Options::default(), &Control::default()).expect("no limits");
    let certificate = solution.certificate.expect("something to show");
    assert!(check_certificate(&market, &certificate).is_empty());
}

/// Outcomes that brute force bears.
const FEW_OUTCOMES: u64 = 20_000;

/// Where the search for the best pauses to find out more about who may block, what it finds out is true, and shown. That is rare: these are the
/// markets of very many that need it.
#[test]
fn further_cores_are_true() {
    let shape = generators::Shape {
        households: 8,
        pools: 4,
        wishes: 4,
        children: 2,
        ..generators::Shape::siblings()
    };
    let (with, checked) = (Cell::new(0), Checked::default());
    let runner = &mut proptest::test_runner::TestRunner::new(config(40_000));
    let markets = prop_oneof![3 => shape.clone().markets(), 1 => shape.holders().markets()];
    let result = runner.run(&(markets, any::<u64>()), |(spec, seed)| {
        let outcomes = spec.households.iter().map(|h| h.wishes.len() as u64 + 1).product::<u64>();
        let (market, dice) = (spec.build(), &mut Dice::new(seed));
        let stages = SEARCHED[dice.below(4)].to_vec();
        let options = Options { stages, quick: 1, ..Options::default() };
        let solution = exact::prove(&market, &options, &Control::default()).expect("no limits");
        let right = solution.certificate.expect("something to show");
        let further = right.parts.iter().map(|part| part.cores.len()).sum::<usize>();
        if further == 0 || outcomes > FEW_OUTCOMES {
            return Ok(());
        }
        with.set(with.get() + 1);
        let truth = Truth::of(&spec);
        prop_assert_eq!(solution.outcome.status, Status::Optimal);
        prop_assert_eq!(check_certificate(&market, &right), vec![]);
        prop_assert_eq!(right.blocking_min, truth.fewest);
        prop_assert_eq!(&right.best, &truth.best(truth.fewest, &options.stages));
        checked.hold_tampered(60, &right, &market, &truth, dice)
    });
    result.unwrap();
    let (with, (accepted, refused)) = (with.get(), checked.counts());
    assert!(with > 30 && accepted > 200 && refused > 1_000, "{with} {accepted} {refused}");
}
