//! The judge against brute force: feasible or not, from a mechanism or typed by hand.

use crate::support::brute_force::{self, Sitting};
use crate::support::generators::{
    any_market, any_market_with_limits, with_allocation, with_feasible_allocation, with_typed_seats,
};
use crate::support::spec::{Spec, allocation};
use proptest::prelude::*;
use sekiwari::market::{HouseholdId, PoolId};
use sekiwari::verify::{Objective, Seat, Submission, Verdict, Violation, certify, judge};
use std::collections::BTreeSet;

fn blocking(verdict: &Verdict) -> Vec<(usize, u32, bool)> {
    verdict.blocking.iter().map(|b| (b.household.index(), b.rank, b.wasted)).collect()
}

/// Everything wrong with hand-typed seats, found by comparing sets.
fn expected_violations(spec: &Spec, typed: &[Vec<usize>]) -> (BTreeSet<Violation>, Vec<Option<u32>>) {
    let (mut wrong, mut ranks) = (BTreeSet::new(), Vec::new());
    let mut taken = vec![0u32; spec.seats.len()];
    for (h, household) in spec.households.iter().enumerate() {
        let mut seats: BTreeSet<(usize, usize)> = BTreeSet::new();
        let mut refused = false;
        for child in 0..household.children {
            let id = spec.child(h, child);
            let mine = &typed[id.index()];
            let real: BTreeSet<usize> = mine.iter().copied().filter(|&p| p < spec.seats.len()).collect();
            if mine.iter().any(|&p| p >= spec.seats.len()) {
                wrong.insert(Violation::NoSuchSeat { child: id });
                refused = true;
            }
            if mine.is_empty() && (0..spec.seats.len()).any(|p| household.ranks.get(&(child, p)) == Some(&0))
            {
                wrong.insert(Violation::HolderLeftOut { household: HouseholdId::new(h as u32), child: id });
                refused = true;
            }
            for &p in &real {
                taken[p] += 1;
                let pool = PoolId::new(p as u32);
                if mine.iter().filter(|&&q| q == p).count() > 1 {
                    wrong.insert(Violation::SeatTwice { child: id, pool });
                }
                if !household.wishes.iter().flatten().any(|&seat| seat == (child, p)) {
                    wrong.insert(Violation::SeatNotWished { child: id, pool });
                    refused = true;
                }
                seats.insert((child, p));
            }
        }
        let as_set = |w: &Vec<(usize, usize)>| w.iter().copied().collect::<BTreeSet<_>>();
        let mut outcomes = vec![BTreeSet::new()];
        outcomes.extend(household.wishes.iter().map(as_set));
        match outcomes.iter().position(|o| *o == seats) {
            _ if refused => ranks.push(None),
            Some(rank) => ranks.push(Some(rank as u32)),
            None => {
                wrong.insert(Violation::UnlistedOutcome { household: HouseholdId::new(h as u32) });
                ranks.push(None);
            }
        }
    }
    for (p, (&seats, &taken)) in spec.seats.iter().zip(&taken).enumerate() {
        if taken > seats {
            wrong.insert(Violation::PoolOverfull { pool: PoolId::new(p as u32), seats, taken });
        }
    }
    let market = spec.build();
    for (i, limit) in spec.limits.iter().enumerate() {
        let load: u64 = limit.weights.iter().map(|&(p, w)| u64::from(w) * u64::from(taken[p])).sum();
        if load > limit.capacity {
            let facility = market.limits()[i].facility;
            wrong.insert(Violation::LimitExceeded { limit: i, facility, capacity: limit.capacity, load });
        }
    }
    (wrong, ranks)
}

fn typed_sittings(spec: &Spec, typed: &[Vec<usize>]) -> Vec<Sitting> {
    let mut all = Vec::new();
    for (household, h) in spec.households.iter().enumerate() {
        for child in 0..h.children {
            let mine = &typed[spec.child(household, child).index()];
            for pool in 0..spec.seats.len() {
                if mine.contains(&pool) {
                    let rank = h.ranks.get(&(child, pool)).copied();
                    all.push(Sitting { household, child, pool, rank });
                }
            }
        }
    }
    all
}

fn submission(spec: &Spec, typed: &[Vec<usize>]) -> Submission {
    Submission::new(typed.iter().map(|seats| {
        // A pool that does not exist is told in both ways.
        seats.iter().map(|&pool| match pool {
            p if p >= spec.seats.len() && p % 2 == 0 => Seat::Elsewhere,
            p => Seat::Pool(PoolId::new(p as u32)),
        })
    }))
}

proptest! {
    #![proptest_config(crate::support::config(10_000))]

    /// On allocations of listed wishes the judge finds exactly the violations, blocking wishes and waste there are.
    #[test]
    fn agrees_on_allocations((spec, ranks) in with_allocation(any_market_with_limits())) {
        let market = spec.build();
        let verdict = judge(&market, &Submission::from_allocation(&market, &allocation(&ranks)));
        prop_assert_eq!(verdict.is_clean(), brute_force::is_feasible(&spec, &ranks));
        let asked: Vec<Option<u32>> = spec
            .households
            .iter()
            .zip(&ranks)
            .map(|(h, &r)| (r > 0 || h.held().is_empty()).then_some(r))
            .collect();
        let sittings = brute_force::sittings(&spec, &ranks);
        prop_assert_eq!(blocking(&verdict), brute_force::blocking_among(&spec, &sittings, &asked));
        prop_assert_eq!(&verdict.allocation, &allocation(&ranks));
        prop_assert_eq!(verdict.tally, allocation(&ranks).tally(&market));
        prop_assert_eq!(certify(&market, allocation(&ranks)).is_ok(), verdict.is_clean());
    }

    /// On seats typed by hand, slips and all, too.
    #[test]
    fn agrees_on_typed_seats((spec, typed) in with_typed_seats(any_market_with_limits())) {
        let market = spec.build();
        let verdict = judge(&market, &submission(&spec, &typed));
        let (expected, ranks) = expected_violations(&spec, &typed);
        let found: BTreeSet<Violation> = verdict.violations.iter().cloned().collect();
        prop_assert_eq!(verdict.violations.len(), found.len(), "each violation once");
        prop_assert_eq!(found, expected);
        let sittings = typed_sittings(&spec, &typed);
        prop_assert_eq!(blocking(&verdict), brute_force::blocking_among(&spec, &sittings, &ranks));
        for (h, rank) in ranks.iter().enumerate() {
            let household = HouseholdId::new(h as u32);
            prop_assert_eq!(verdict.per_household[h].unlisted, rank.is_none());
            prop_assert_eq!(verdict.allocation.rank(household), rank.filter(|&r| r > 0));
        }
    }

    /// The figures of feasible allocations are those of the oracle.
    #[test]
    fn agrees_on_figures((spec, ranks) in with_feasible_allocation(any_market())) {
        let market = spec.build();
        let verified = certify(&market, allocation(&ranks)).expect("feasible");
        let verdict = verified.verdict();
        let found = brute_force::blocking(&spec, &ranks);
        prop_assert_eq!(verdict.objective, Objective {
            blocking_households: brute_force::blocking_households(&spec, &ranks),
            seated: brute_force::seated(&spec, &ranks),
            rank_sum: brute_force::rank_sum(&ranks),
        });
        prop_assert_eq!(verdict.blocking_wishes() as usize, found.len());
        prop_assert_eq!(verdict.wasted as usize, found.iter().filter(|b| b.2).count());
        for (h, flags) in verdict.per_household.iter().enumerate() {
            prop_assert_eq!(flags.blocks, found.iter().any(|b| b.0 == h));
            prop_assert_eq!(flags.wastes, found.iter().any(|b| b.0 == h && b.2));
        }
        prop_assert_eq!(verdict.is_stable(), brute_force::is_stable(&spec, &ranks));
    }
}

proptest! {
    #![proptest_config(crate::support::config(1000))]

    /// The judge calls no feasible allocation better than the oracle's optimum, and the optimum is what it says.
    #[test]
    fn nothing_beats_the_optimum(spec in any_market()) {
        let market = spec.build();
        let value = |ranks: &Vec<u32>| certify(&market, allocation(ranks)).expect("feasible").verdict().objective;
        let best = brute_force::feasible_allocations(&spec).iter().map(value).min().expect("as today");
        let solutions = brute_force::solve(&spec);
        prop_assert_eq!((best.blocking_households, best.seated, best.rank_sum), solutions.best);
        prop_assert_eq!(value(&solutions.best_allocations[0]), best);
    }
}
