//! The mechanisms against brute force: feasible always, stable where they say so, best where theory says so.

use crate::support::{brute_force, config, generators, spec};
use proptest::prelude::*;
use sekiwari::market::{Market, Outcome, Status};
use sekiwari::mechanism::{Mechanism, MechanismError, Ties, deferred_acceptance};
use sekiwari::verify::{Submission, certify, judge};
use sekiwari::{Request, solve as run};

const ALL: [Mechanism; 4] =
    [Mechanism::StableOptimal, Mechanism::PointsOrder, Mechanism::WishOrder, Mechanism::DeferredAcceptance];

fn solve(mechanism: Mechanism, market: &Market) -> Outcome {
    run(&mechanism.into(), market, market).expect("no limits").outcome
}

/// Nobody could take a better wish without anybody else giving up a seat.
fn nothing_is_wasted(spec: &spec::Spec, ranks: &[u32]) -> bool {
    brute_force::blocking(spec, ranks).iter().all(|&(_, _, wasted)| !wasted)
}

proptest! {
    #![proptest_config(config(4000))]

    #[test]
    fn every_mechanism_is_feasible_keeps_held_seats_and_wastes_none(spec in generators::any_market()) {
        let market = spec.build();
        for mechanism in ALL {
            let outcome = solve(mechanism, &market);
            prop_assert!(certify(&market, outcome.allocation.clone()).is_ok(), "{:?}", mechanism);
            let ranks = spec::ranks(&market, &outcome.allocation);
            prop_assert!(brute_force::is_feasible(&spec, &ranks), "{:?}", mechanism);
            let oracle = brute_force::solve(&spec);
            // Where nothing is stable, the household that blocks may point to a free seat: taking it would make others
            // block.
            if mechanism != Mechanism::StableOptimal || !oracle.stable.is_empty() {
                prop_assert!(nothing_is_wasted(&spec, &ranks), "{:?} {:?}", mechanism, ranks);
            }
            prop_assert!(outcome.bounds.blocking_households_min <= oracle.fewest_blocking());
            prop_assert!(outcome.bounds.seated_max >= oracle.best.1);
        }
    }

    #[test]
    fn orders_keep_facility_limits(spec in generators::any_market_with_limits()) {
        let market = spec.build();
        for mechanism in [Mechanism::PointsOrder, Mechanism::WishOrder] {
            let ranks = spec::ranks(&market, &solve(mechanism, &market).allocation);
            prop_assert!(brute_force::is_feasible(&spec, &ranks), "{:?} {:?}", mechanism, ranks);
            prop_assert!(nothing_is_wasted(&spec, &ranks), "{:?} {:?}", mechanism, ranks);
        }
        let refused = run(&Mechanism::DeferredAcceptance.into(), &market, &market);
        if market.limits().is_empty() {
            prop_assert!(refused.is_ok());
        } else {
            let named = MechanismError::LimitsNotSupported { mechanism: "deferred-acceptance" };
            prop_assert_eq!(refused.map(|s| s.outcome), Err(named));
        }
    }

    #[test]
    fn deferred_acceptance_is_best_for_single_children(
        spec in generators::Shape::singles().holders().strict().markets()
    ) {
        let market = spec.build();
        let outcome = solve(Mechanism::DeferredAcceptance, &market);
        prop_assert_eq!(outcome.status, Status::Optimal);
        let oracle = brute_force::solve(&spec);
        let mine = spec::ranks(&market, &outcome.allocation);
        prop_assert!(oracle.stable.contains(&mine));
        let out_last = |r: u32| if r == 0 { u32::MAX } else { r };
        for other in &oracle.stable {
            prop_assert!(mine.iter().zip(other).all(|(&a, &b)| out_last(a) <= out_last(b)));
        }
        prop_assert!(oracle.best_allocations.contains(&mine));
    }

    #[test]
    fn the_same_single_children_are_seated_in_every_stable_allocation(
        spec in generators::Shape::singles().holders().strict().markets()
    ) {
        // Rural hospitals theorem (Roth 1986), with head counts of pools that are not full.
        let stable = brute_force::solve(&spec).stable;
        let seated = |ranks: &Vec<u32>| ranks.iter().map(|&r| r > 0).collect::<Vec<_>>();
        let market = spec.build();
        let counts = |ranks: &Vec<u32>| {
            let mut taken = vec![0u32; spec.seats.len()];
            for (h, &r) in spec.households.iter().zip(ranks) {
                if r > 0 {
                    h.wishes[r as usize - 1].iter().for_each(|&(_, pool)| taken[pool] += 1);
                }
            }
            taken
        };
        let first = &stable[0];
        for other in &stable {
            prop_assert_eq!(seated(first), seated(other));
            prop_assert_eq!(counts(first), counts(other));
        }
        let mine = spec::ranks(&market, &solve(Mechanism::DeferredAcceptance, &market).allocation);
        prop_assert_eq!(seated(first), seated(&mine));
    }

    #[test]
    fn deferred_acceptance_with_households_is_stable_unless_it_says_otherwise(
        spec in generators::Shape::everything().strict().markets()
    ) {
        let market = spec.build();
        let outcome = solve(Mechanism::DeferredAcceptance, &market);
        let ranks = spec::ranks(&market, &outcome.allocation);
        if !outcome.statistics.gave_up {
            prop_assert!(brute_force::is_stable(&spec, &ranks), "{:?}", ranks);
        }
    }

    #[test]
    fn points_order_is_stable_with_one_order_and_single_children(spec in generators::Shape::singles().markets()) {
        // Give every pool the order of service.
        let mut spec = spec;
        for (place, h) in spec.households.iter_mut().enumerate() {
            h.precedence = place as u32;
            h.ranks.values_mut().for_each(|r| *r = place as u32 + 1);
        }
        let market = spec.build();
        let ranks = spec::ranks(&market, &solve(Mechanism::PointsOrder, &market).allocation);
        prop_assert!(brute_force::is_stable(&spec, &ranks));
        let same = solve(Mechanism::DeferredAcceptance, &market);
        prop_assert_eq!(ranks, spec::ranks(&market, &same.allocation));
    }

    #[test]
    fn wish_order_gives_a_first_wish_to_somebody_before_any_second_wish(
        spec in generators::Shape::singles().strict().markets()
    ) {
        let market = spec.build();
        let ranks = spec::ranks(&market, &solve(Mechanism::WishOrder, &market).allocation);
        // A child passed over at its wish r lost against children who asked for it no later than step r.
        for (h, household) in spec.households.iter().enumerate() {
            let end = if ranks[h] == 0 { household.wishes.len() } else { ranks[h] as usize - 1 };
            for (step, wish) in household.wishes[..end].iter().enumerate() {
                let pool = wish[0].1;
                let earlier = spec.households.iter().zip(&ranks).filter(|(other, r)| {
                    **r > 0 && (**r as usize) <= step + 1 && other.wishes[**r as usize - 1][0].1 == pool
                });
                prop_assert!(earlier.count() as u32 >= spec.seats[pool]);
            }
        }
    }

    #[test]
    fn lying_never_helps_a_single_child_under_deferred_acceptance(
        spec in generators::Shape::singles().strict().markets(), who in 0usize..6, cut in 0usize..4, swap in 0usize..3
    ) {
        let who = who % spec.households.len();
        let honest = solve(Mechanism::DeferredAcceptance, &spec.build());
        let true_wishes = spec.households[who].wishes.clone();
        let mut lie = spec.clone();
        let list = &mut lie.households[who].wishes;
        list.truncate(list.len().saturating_sub(cut));
        if swap + 1 < list.len() {
            list.swap(swap, swap + 1);
        }
        let lied_list = list.clone();
        let lied = solve(Mechanism::DeferredAcceptance, &lie.build());
        let h = sekiwari::market::HouseholdId::new(who as u32);
        let place = |wish: Option<&Vec<(usize, usize)>>| {
            wish.and_then(|w| true_wishes.iter().position(|t| t == w)).unwrap_or(usize::MAX)
        };
        let got = |o: &Outcome, list: &[Vec<(usize, usize)>]| place(o.allocation.rank(h).map(|r| &list[r as usize - 1]));
        prop_assert!(got(&honest, &true_wishes) <= got(&lied, &lied_list));
    }

    #[test]
    fn one_more_seat_never_unseats_single_children(
        spec in generators::Shape::singles().strict().markets(), pool in 0usize..4
    ) {
        let before = solve(Mechanism::DeferredAcceptance, &spec.build()).bounds.seated_max;
        let mut more = spec.clone();
        let pool = pool % more.seats.len();
        more.seats[pool] += 1;
        prop_assert!(solve(Mechanism::DeferredAcceptance, &more.build()).bounds.seated_max >= before);
    }

    #[test]
    fn ties_are_broken_towards_a_weakly_stable_allocation(
        spec in generators::Shape::singles().ties().markets(), seed in any::<u64>()
    ) {
        let weak = spec.build();
        let strict = weak.break_ties(|c| seed.wrapping_mul(c.index() as u64 + 1));
        let request = Request { ties: Ties::Weak, ..Mechanism::DeferredAcceptance.into() };
        let outcome = run(&request, &weak, &strict).expect("no limits").outcome;
        prop_assert_eq!(outcome.status, Status::Feasible);
        prop_assert_eq!(judge(&weak, &Submission::from_allocation(&weak, &outcome.allocation)).blocking_households(), 0);
    }
}

#[test]
fn limits_are_refused_by_name() {
    let spec = spec::Spec::new(&[1], vec![spec::HouseholdSpec::single(&[(0, 1)])]).limit(1, &[(0, 1)]);
    let error = deferred_acceptance::run(&spec.build()).expect_err("limits");
    assert_eq!(error.to_string(), "deferred-acceptance cannot keep facility-wide limits");
}
