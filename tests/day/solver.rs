//! The solver against the oracle: tiny markets decided by every rule, and what the solver says of its own answer.

use crate::agree::{is_first_come, is_points_order, is_priority};
use crate::naive;
use crate::oracle::Oracle;
use crate::spec::{SMALL, Size, market};
use crate::support::config;
use proptest::prelude::*;
use sekiwari::exact::day::{DayError, DayOptions, DayRule, DaySolution, Fate, Refusal, solve};
use sekiwari::market::day::{
    DayAnswer, DayMarket, DayMarketBuilder, KeyPart, Keys, Limits, Member, NewRequest, NewStay, Slots,
};

fn solution(market: &DayMarket, rule: DayRule) -> Result<DaySolution, DayError> {
    solve(market, &DayOptions { rule, ..DayOptions::default() })
}

/// One who decides markets.
type Decide = fn(&DayMarket) -> Result<DayAnswer, String>;

fn decide(market: &DayMarket, rule: DayRule) -> Result<DayAnswer, String> {
    solution(market, rule).map(|s| s.answer).map_err(|e| e.to_string())
}

/// The rules of one who decides, each against the oracle.
fn agrees(market: &DayMarket, [priority, first_come, points_order]: [Decide; 3]) -> Result<(), String> {
    is_priority(market, &priority(market)?).map_err(|e| format!("priority: {e}"))?;
    is_first_come(market, &first_come(market)?).map_err(|e| format!("first-come: {e}"))?;
    is_points_order(market, &points_order(market)?).map_err(|e| format!("points-order: {e}"))
}

const SOLVER: [Decide; 3] = [
    |m| decide(m, DayRule::Priority),
    |m| decide(m, DayRule::FirstCome),
    |m| decide(m, DayRule::PointsOrder),
];

/// What the solution says beside the answer: order, fates, counts.
fn says_what_it_did(market: &DayMarket, solution: &DaySolution) -> Result<(), String> {
    let open = market.requests().enumerate().filter(|(_, r)| !r.fixed()).map(|(r, _)| r as u32);
    let mut order = solution.order.clone();
    order.sort_unstable();
    if order != open.collect::<Vec<_>>() {
        return Err(format!("order {:?}", solution.order));
    }
    for (r, (fate, given)) in solution.fates.iter().zip(&solution.answer.given).enumerate() {
        let fits = match fate {
            Fate::Fixed => market.request(r).fixed() && given.is_some(),
            Fate::Granted { .. } => !market.request(r).fixed() && given.is_some(),
            Fate::Refused(_) => given.is_none(),
        };
        if !fits {
            return Err(format!("request {r}: {fate:?} and {given:?}"));
        }
    }
    let s = &solution.statistics;
    let granted = solution.fates.iter().filter(|f| matches!(f, Fate::Granted { .. })).count();
    let refused = solution.fates.iter().filter(|f| matches!(f, Fate::Refused(_))).count();
    if (s.granted as usize, s.refused as usize) != (granted, refused) {
        return Err(format!("{s:?}"));
    }
    Ok(())
}

/// More requests with fewer stays: longer ways to make room.
const MANY: Size = Size { requests: 8, stays: 2, stages: 2 };

proptest! {
    #![proptest_config(config(4000))]

    #[test]
    fn every_rule_is_that_of_the_oracle(spec in market(SMALL)) {
        prop_assert_eq!(agrees(&spec.build(), SOLVER), Ok(()));
    }

    #[test]
    fn every_rule_is_that_of_the_oracle_with_more_requests(spec in market(MANY)) {
        prop_assert_eq!(agrees(&spec.build(), SOLVER), Ok(()));
    }

    /// With next to no steps the answer may be another, but it is feasible; and what is said to be proven is right, as long
    /// as all before it is proven too.
    #[test]
    fn short_searches_claim_nothing_false(spec in market(SMALL), steps in 0..6u64) {
        let market = spec.build();
        let solution = solve(&market, &DayOptions { steps, ..DayOptions::default() }).unwrap();
        prop_assert_eq!(says_what_it_did(&market, &solution), Ok(()));
        let verdict = sekiwari::verify::day::judge(&market, &solution.answer);
        prop_assert_eq!(&verdict.violations, &[]);
        if solution.is_proven() {
            prop_assert_eq!(is_priority(&market, &solution.answer), Ok(()));
        }
    }

    /// The same market gives the same solution, and a tiny one is proven.
    #[test]
    fn solutions_are_proven_and_repeatable(spec in market(SMALL)) {
        let market = spec.build();
        for rule in [DayRule::Priority, DayRule::FirstCome, DayRule::PointsOrder] {
            let one = solution(&market, rule).unwrap();
            prop_assert_eq!(says_what_it_did(&market, &one), Ok(()));
            prop_assert_eq!(&one, &solution(&market, rule).unwrap());
            prop_assert!(rule != DayRule::Priority || one.is_proven(), "{:?}", one.fates);
        }
    }
}

/// Wish by wish and without a step to search: what could be had at rank 2 is not found, and at rank 3 there is nothing. That
/// nothing is there at rank 3 proves no refusal.
#[test]
fn a_rank_that_was_given_up_leaves_the_refusal_unproven() {
    let mut b = DayMarketBuilder::new(1);
    b.set_keys(Keys(vec![KeyPart::Wish, KeyPart::Time]));
    let two = b.add_opening(0, 0, Limits::seats(&[2]));
    let one = b.add_opening(0, 1, Limits::seats(&[1]));
    let quota = b.add_quota(2);
    let stay = |opening, rank, takes: u32| NewStay {
        opening,
        slots: Slots::one(0),
        rank,
        takes: (takes > 0).then_some((quota, takes)).into_iter().collect(),
    };
    // The third takes all of the quota, though half would do; then the first finds none of it left.
    let stays = [
        vec![stay(two, 2, 2), stay(two, 2, 1), stay(two, 3, 0)],
        vec![stay(two, 2, 0)],
        vec![stay(one, 1, 2), stay(one, 1, 1)],
        vec![stay(two, 1, 0)],
        vec![stay(two, 2, 0)],
    ];
    for (turn, stays) in (0..).zip(stays) {
        let members = vec![Member::new(turn, 0)];
        b.add_request(NewRequest { turn, members, stays, ..NewRequest::default() });
    }
    let market = b.build().unwrap();
    let short = solve(&market, &DayOptions { steps: 0, ..DayOptions::default() }).unwrap();
    let searched = solution(&market, DayRule::Priority).unwrap();
    assert!(searched.is_proven() && searched.answer.given[0].is_some());
    assert_eq!(short.fates[0], Fate::Refused(Refusal::Unknown), "{short:?}");
}

/// Fixed requests that do not fit together are refused as a whole, and only those.
#[test]
fn fixed_requests_that_do_not_fit_are_an_error() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::new(config(1));
    let strategy = market(SMALL);
    let mut errors = 0;
    for _ in 0..3000 {
        let mut spec = strategy.new_tree(&mut runner).unwrap().current();
        for request in &mut spec.requests {
            request.fixed = !request.stays.is_empty();
        }
        let market = spec.build();
        let stays = market.requests().map(|r| r.fixed().then_some(0)).collect();
        let fits = naive::feasible(&market, &stays);
        assert_eq!(solution(&market, DayRule::Priority).is_ok(), fits, "{spec:#?}");
        assert_eq!(Oracle::new(&market).fixed().is_some(), fits);
        errors += u32::from(!fits);
    }
    assert!(errors > 500, "{errors}");
}
