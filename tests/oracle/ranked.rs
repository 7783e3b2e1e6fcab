//! Markets in which wishes share ranks, and children take several seats of a pool, against brute force.

use crate::support::spec::{HouseholdSpec, Spec};
use crate::support::{brute_force, config, generators, spec};
use proptest::collection::vec;
use proptest::prelude::*;
use sekiwari::exact::{Control, Options, prove};
use sekiwari::market::{
    FacilityId, Goal, Goals, Market, MarketBuilder, MarketError, PoolId, RankClass, Stage, Status,
};
use sekiwari::mechanism::max_placement;
use sekiwari::verify::{Claims, Submission, check_borne_out, check_certificate, judge, stage_values};
use std::collections::BTreeMap;

/// Builds a market with ranks of its own for every wish, and so many seats for every child.
fn build(spec: &Spec, ranks: &[Vec<u32>], weights: &[Vec<u32>]) -> Market {
    let mut b = MarketBuilder::new();
    for (pool, &seats) in spec.seats.iter().enumerate() {
        b.add_pool(FacilityId::new(pool as u32 / 2), seats);
    }
    for ((h, ranks), weights) in spec.households.iter().zip(ranks).zip(weights) {
        let household = b.add_household(h.precedence);
        let children: Vec<_> = (0..h.children).map(|_| b.add_child(household)).collect();
        let mut claimants: BTreeMap<(usize, usize), Vec<_>> = BTreeMap::new();
        for (&(child, pool), &rank) in &h.ranks {
            for _ in 0..weights[child] {
                let c = b.add_claimant(children[child], PoolId::new(pool as u32), RankClass::new(rank));
                claimants.entry((child, pool)).or_default().push(c);
            }
        }
        for (wish, &rank) in h.wishes.iter().zip(ranks) {
            let claims: Vec<_> = wish.iter().flat_map(|seat| claimants[seat].clone()).collect();
            b.add_wish_ranked(household, &claims, rank);
        }
    }
    b.build().expect("a valid market")
}

/// Ranks along each list: each wish one further than the last, two further, or the same.
fn ranks(spec: &Spec, steps: &[u32]) -> Vec<Vec<u32>> {
    let mut steps = steps.iter().copied().cycle();
    let list = |h: &HouseholdSpec| {
        let mut rank = 1;
        let next = |(i, _)| {
            rank += if i > 0 { steps.next().unwrap_or(1) } else { 0 };
            rank
        };
        h.wishes.iter().enumerate().map(next).collect()
    };
    spec.households.iter().map(list).collect()
}

/// The same market for the oracle: a child that takes two seats has a shadow that goes with it.
fn with_shadows(spec: &Spec, weights: &[Vec<u32>]) -> Spec {
    let mut shadowed = spec.clone();
    for (h, weights) in shadowed.households.iter_mut().zip(weights) {
        for child in (0..h.children).filter(|&c| weights[c] == 2).collect::<Vec<_>>() {
            let shadow = h.children;
            h.children += 1;
            let own: Vec<_> = h.ranks.iter().filter(|(s, _)| s.0 == child).map(|(s, &r)| (s.1, r)).collect();
            h.ranks.extend(own.into_iter().map(|(pool, rank)| ((shadow, pool), rank)));
            for wish in &mut h.wishes {
                let own: Vec<usize> = wish.iter().filter(|s| s.0 == child).map(|s| s.1).collect();
                wish.extend(own.into_iter().map(|pool| (shadow, pool)));
            }
        }
    }
    shadowed
}

/// Seats for all that is held.
fn roomy(mut spec: Spec) -> Spec {
    for pool in 0..spec.seats.len() {
        let held = spec.households.iter().flat_map(HouseholdSpec::held).filter(|h| h.1 == pool).count();
        spec.seats[pool] = spec.seats[pool].max(held as u32);
    }
    spec
}

/// Everything claimed about a market against trying everything. `children` counts those seated by an allocation.
fn agrees(
    market: &Market,
    oracle: &Spec,
    ranks: &[Vec<u32>],
    children: impl Fn(&[u32]) -> i64,
    goals: &[Goal],
) -> Result<(), TestCaseError> {
    let goals = Goals::new(goals.to_vec()).expect("goals");
    let stages = goals.stages(market);
    let rank = |places: &[u32], h: usize| places[h].checked_sub(1).map(|p| ranks[h][p as usize]);
    let value = |places: &[u32]| -> Vec<i64> {
        let given: Vec<u32> = (0..places.len()).filter_map(|h| rank(places, h)).collect();
        let of = |stage: &Stage| match stage {
            Stage::Seated => children(places),
            Stage::RankSum => -given.iter().map(|&r| i64::from(r)).sum::<i64>(),
            Stage::FirstWishes => given.iter().filter(|&&r| r == 1).count() as i64,
            Stage::WithinRank(n) => given.iter().filter(|&&r| r <= *n).count() as i64,
            _ => 0,
        };
        stages.iter().map(of).collect()
    };
    let all = brute_force::feasible_allocations(oracle);
    let blocking = |places: &Vec<u32>| brute_force::blocking_households(oracle, places);
    let fewest = all.iter().map(blocking).min().expect("one is feasible");
    let best = all.iter().filter(|p| blocking(p) == fewest).map(|p| value(p)).max().expect("one is best");

    let options = Options { stages: stages.clone(), ..Options::default() };
    let solution = prove(market, &options, &Control::default()).expect("no limits");
    let outcome = &solution.outcome;
    prop_assert_eq!(outcome.status, Status::Optimal);
    prop_assert_eq!(outcome.bounds.blocking_households_min, fewest);
    let places = spec::ranks(market, &outcome.allocation);
    prop_assert_eq!(value(&places), best.clone(), "{:?}", places);
    prop_assert_eq!(stage_values(market, &outcome.allocation, &stages), best);

    let verdict = judge(market, &Submission::from_allocation(market, &outcome.allocation));
    prop_assert!(verdict.is_clean(), "{:?}", verdict.violations);
    prop_assert_eq!(verdict.blocking_households(), fewest);
    let given = (0..places.len()).filter_map(|h| rank(&places, h)).map(u64::from);
    prop_assert_eq!(verdict.tally.rank_sum, given.sum::<u64>());
    // Nearly always written down; where it is, it holds.
    let Some(certificate) = &solution.certificate else { return Ok(()) };
    prop_assert!(check_certificate(market, certificate).is_empty());
    let claims = Claims::from_verdict(&verdict, Some(outcome.bounds), outcome.status);
    prop_assert!(check_borne_out(market, &verdict, &claims, &stages, certificate).is_empty());
    Ok(())
}

/// Every way of blocking that the oracle sees, by household and rank; the judge tells one a rank.
fn blocking_alike(
    market: &Market,
    oracle: &Spec,
    ranks: &[Vec<u32>],
    places: &[u32],
) -> Result<(), TestCaseError> {
    let verdict = judge(market, &Submission::from_allocation(market, &spec::allocation(places)));
    let mut expected: BTreeMap<(usize, u32), bool> = BTreeMap::new();
    for (h, place, wasted) in brute_force::blocking(oracle, places) {
        *expected.entry((h, ranks[h][place as usize - 1])).or_default() |= wasted;
    }
    let found: BTreeMap<(usize, u32), bool> =
        verdict.blocking.iter().map(|b| ((b.household.index(), b.rank), b.wasted)).collect();
    prop_assert_eq!(found.len(), verdict.blocking.len(), "one a rank");
    prop_assert_eq!(found, expected);
    Ok(())
}

const GOALS: [&[Goal]; 3] =
    [&[Goal::Seated, Goal::RankSum], &[Goal::FirstWishes, Goal::Seated, Goal::RankSum], &[Goal::RankMaximal]];

fn ones(spec: &Spec) -> Vec<Vec<u32>> {
    spec.households.iter().map(|h| vec![1; h.children]).collect()
}

proptest! {
    #![proptest_config(config(1500))]

    #[test]
    fn wishes_that_share_ranks(
        spec in generators::Shape::everything().strict().markets(),
        steps in vec(0..3u32, 1..9),
        goals in proptest::sample::select(GOALS.to_vec()),
    ) {
        let ranks = ranks(&spec, &steps);
        let market = build(&spec, &ranks, &ones(&spec));
        agrees(&market, &spec, &ranks, |p| i64::from(brute_force::seated(&spec, p)), goals)?;
    }

    #[test]
    fn children_who_take_two_seats(
        spec in generators::Shape { children: 2, households: 4, ..generators::Shape::everything() }.strict().markets(),
        heavy in vec(any::<bool>(), 1..5),
        goals in proptest::sample::select(GOALS.to_vec()),
    ) {
        let mut heavy = heavy.iter().copied().cycle();
        let weight = |h: &HouseholdSpec| (0..h.children).map(|_| 1 + u32::from(heavy.next().unwrap_or(false))).collect();
        let weights: Vec<Vec<u32>> = spec.households.iter().map(weight).collect();
        let oracle = roomy(with_shadows(&spec, &weights));
        let spec = Spec { seats: oracle.seats.clone(), ..spec };
        let ranks = ranks(&spec, &[1]);
        let market = build(&spec, &ranks, &weights);
        agrees(&market, &oracle, &ranks, |p| i64::from(brute_force::seated(&spec, p)), goals)?;
        let strict = market.break_ties(|c| c.index() as u64);
        prop_assert!(!strict.has_ties());
    }

    #[test]
    fn the_judge_tells_one_blocking_wish_a_rank(
        (spec, places) in generators::with_feasible_allocation(generators::any_market()),
        steps in vec(0..3u32, 1..9),
    ) {
        let ranks = ranks(&spec, &steps);
        blocking_alike(&build(&spec, &ranks, &ones(&spec)), &spec, &ranks, &places)?;
    }

    #[test]
    fn most_placed_with_the_smallest_sum_of_shared_ranks(
        spec in generators::Shape::singles().holders().markets(),
        steps in vec(0..3u32, 1..9),
    ) {
        let ranks = ranks(&spec, &steps);
        let market = build(&spec, &ranks, &ones(&spec));
        let sum = |places: &Vec<u32>| -> u32 {
            places.iter().enumerate().filter_map(|(h, p)| p.checked_sub(1).map(|p| ranks[h][p as usize])).sum()
        };
        let all = brute_force::feasible_allocations(&spec);
        let most = all.iter().map(|p| brute_force::seated(&spec, p)).max().unwrap_or(0);
        let least = all.iter().filter(|p| brute_force::seated(&spec, p) == most).map(sum).min();
        let found = spec::ranks(&market, &max_placement::run(&market).allocation);
        prop_assert_eq!(brute_force::seated(&spec, &found), most);
        prop_assert_eq!(Some(sum(&found)), least);
    }
}

#[test]
fn ranks_never_fall() {
    let with = |ranks: &[u32]| {
        let mut b = MarketBuilder::new();
        let household = b.add_household(0);
        let child = b.add_child(household);
        for &rank in ranks {
            let pool = b.add_pool(FacilityId::new(0), 1);
            let claimant = b.add_claimant(child, pool, RankClass::new(1));
            b.add_wish_ranked(household, &[claimant], rank);
        }
        b.build()
    };
    let falls = |place| match with(&[2, 1]) {
        Err(errors) => matches!(errors[..], [MarketError::RankFalls { place: p, .. }] if p == place),
        Ok(_) => false,
    };
    assert!(falls(2));
    assert!(with(&[0]).is_err());
    assert!(with(&[3, 3, 7]).is_ok());
    assert!(with(&[1, 2, 3]).is_ok_and(|m| m.ranks_are_places()));
    assert_eq!(with(&[1, 2]), {
        let mut b = MarketBuilder::new();
        let household = b.add_household(0);
        let child = b.add_child(household);
        for _ in 0..2 {
            let pool = b.add_pool(FacilityId::new(0), 1);
            let claimant = b.add_claimant(child, pool, RankClass::new(1));
            b.add_wish(household, &[claimant]);
        }
        b.build()
    });
}

#[test]
fn a_child_ranked_twice_in_one_pool_has_one_rank_there() {
    let mut b = MarketBuilder::new();
    let pool = b.add_pool(FacilityId::new(0), 2);
    let household = b.add_household(0);
    let child = b.add_child(household);
    let claimants = [1, 2].map(|rank| b.add_claimant(child, pool, RankClass::new(rank)));
    b.add_wish(household, &claimants);
    assert_eq!(b.build(), Err(vec![MarketError::UnequalClaimants { child, pool }]));
}
