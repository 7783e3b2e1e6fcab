//! `cutoff` against brute force over all cut-offs: fair, and best for every child.

use crate::support::{brute_force, config, generators, spec};
use proptest::prelude::*;
use sekiwari::market::Status;
use sekiwari::mechanism::{MechanismError, cutoff, deferred_acceptance};
use sekiwari::verify::certify;

/// A claimant of a pool by household; every household has one child.
type Claimant = (usize, usize);

fn rank(spec: &spec::Spec, (household, pool): Claimant) -> u32 {
    spec.households[household].ranks[&(0, pool)]
}

/// Pools linked by limits that weigh them, each set once.
fn linked(spec: &spec::Spec) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for limit in &spec.limits {
        let mut pools: Vec<usize> = limit.weights.iter().filter(|w| w.1 > 0).map(|w| w.0).collect();
        let (joined, apart): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|group| group.iter().any(|p| pools.contains(p)));
        groups = apart;
        pools.extend(joined.into_iter().flatten());
        pools.sort_unstable();
        pools.dedup();
        if !pools.is_empty() {
            groups.push(pools);
        }
    }
    groups
}

/// The common order of some pools' claimants: of the best left in each, held seats first, then by precedence.
fn common_order(spec: &spec::Spec, pools: &[usize]) -> Vec<Claimant> {
    let all = |pool: usize| {
        let mut list: Vec<Claimant> = (0..spec.households.len())
            .filter(|&h| spec.households[h].ranks.contains_key(&(0, pool)))
            .map(|h| (h, pool))
            .collect();
        list.sort_by_key(|&c| (rank(spec, c), c.0));
        list
    };
    let mut left: Vec<Vec<Claimant>> = pools.iter().map(|&p| all(p)).collect();
    let mut order = Vec::new();
    loop {
        let heads = left.iter().enumerate().filter_map(|(i, list)| list.first().map(|&c| (i, c)));
        let key = |c: Claimant| (rank(spec, c) > 0, spec.households[c.0].precedence, c.0, c.1);
        let Some((i, next)) = heads.min_by_key(|&(_, c)| key(c)) else { return order };
        left[i].remove(0);
        order.push(next);
    }
}

/// Everybody at the best place whose cut-offs it meets: at most `own[pool]` in the pool's order, `common[group]` in the group's.
fn outcome(
    spec: &spec::Spec,
    orders: &[Vec<Claimant>],
    groups: &[(Vec<usize>, Vec<Claimant>)],
    own: &[usize],
    common: &[usize],
) -> Vec<u32> {
    let admitted = |c: Claimant| {
        orders[c.1].iter().position(|&o| o == c).is_some_and(|at| at < own[c.1])
            && groups.iter().zip(common).all(|((pools, order), &cut)| {
                !pools.contains(&c.1) || order.iter().position(|&o| o == c).is_some_and(|at| at < cut)
            })
    };
    let best = |(h, household): (usize, &spec::HouseholdSpec)| {
        let place = household.wishes.iter().position(|w| admitted((h, w[0].1)));
        place.map_or(0, |p| p as u32 + 1)
    };
    spec.households.iter().enumerate().map(best).collect()
}

/// All outcomes of cut-offs that are feasible and in which a pool's own cut-off keeps out only where the pool is full.
fn fair_outcomes(spec: &spec::Spec) -> Vec<Vec<u32>> {
    let pools = spec.seats.len();
    let orders: Vec<Vec<Claimant>> = (0..pools).map(|p| common_order(spec, &[p])).collect();
    let groups: Vec<_> = linked(spec).into_iter().map(|g| (g.clone(), common_order(spec, &g))).collect();
    let most: Vec<usize> = orders.iter().map(Vec::len).chain(groups.iter().map(|g| g.1.len())).collect();
    let mut cuts = vec![0; most.len()];
    let mut found = Vec::new();
    loop {
        let (own, common) = cuts.split_at(pools);
        let ranks = outcome(spec, &orders, &groups, own, common);
        let count =
            |pool: usize| brute_force::sittings(spec, &ranks).iter().filter(|s| s.pool == pool).count();
        let justified = (0..pools).all(|p| {
            let common_keeps_out = |c: &Claimant| {
                groups.iter().zip(common).any(|((pools, order), &cut)| {
                    pools.contains(&p) && order.iter().position(|o| o == c).is_some_and(|at| at >= cut)
                })
            };
            orders[p][own[p]..].iter().all(common_keeps_out) || count(p) as u32 == spec.seats[p]
        });
        if justified && brute_force::is_feasible(spec, &ranks) {
            found.push(ranks);
        }
        let Some(i) = (0..cuts.len()).find(|&i| cuts[i] < most[i]) else { return found };
        cuts[i] += 1;
        cuts[..i].fill(0);
    }
}

fn out_last(rank: u32) -> u32 {
    if rank == 0 { u32::MAX } else { rank }
}

/// Nobody would rather have a place at which somebody with a worse rank class sits.
fn nobody_is_passed_over(spec: &spec::Spec, ranks: &[u32]) -> bool {
    brute_force::sittings(spec, ranks).iter().all(|s| {
        (0..ranks.len()).all(|h| {
            let wished = spec.households[h].wishes.iter().position(|w| w[0].1 == s.pool);
            wished.is_none_or(|at| {
                out_last(ranks[h]) <= at as u32 + 1 || Some(rank(spec, (h, s.pool))) >= s.rank
            })
        })
    })
}

fn shape() -> generators::Shape {
    generators::Shape { households: 5, pools: 3, wishes: 3, ..generators::Shape::singles().holders() }
}

proptest! {
    #![proptest_config(config(3000))]

    #[test]
    fn best_for_every_child_among_fair_outcomes(spec in shape().strict().limits().markets()) {
        let market = spec.build();
        let found = cutoff::run(&market).expect("single claims");
        prop_assert!(certify(&market, found.allocation.clone()).is_ok(), "seats, limits and holders");
        let mine = spec::ranks(&market, &found.allocation);
        prop_assert!(nobody_is_passed_over(&spec, &mine), "{:?}", mine);
        let all = fair_outcomes(&spec);
        prop_assert!(all.contains(&mine), "{:?} is of no cut-offs: {:?}", mine, all);
        for other in &all {
            prop_assert!(mine.iter().zip(other).all(|(&a, &b)| out_last(a) <= out_last(b)), "{:?} {:?}", mine, other);
        }
    }

    #[test]
    fn deferred_acceptance_where_there_are_no_limits(spec in generators::Shape::singles().holders().strict().markets()) {
        let market = spec.build();
        let found = cutoff::run(&market).expect("single claims");
        prop_assert_eq!(found.status, Status::Optimal);
        let same = deferred_acceptance::run(&market).expect("no limits");
        prop_assert_eq!((&found.allocation, found.bounds), (&same.allocation, same.bounds));
    }

    #[test]
    fn classes_are_in_or_out_as_a_whole(spec in shape().ties().limits().markets()) {
        let market = spec.build();
        let found = cutoff::run(&market).expect("single claims");
        prop_assert!(certify(&market, found.allocation.clone()).is_ok());
        let ranks = spec::ranks(&market, &found.allocation);
        // Nobody is passed over, not even for an equal.
        for s in brute_force::sittings(&spec, &ranks) {
            for (h, household) in spec.households.iter().enumerate() {
                let wished = household.wishes.iter().position(|w| w[0].1 == s.pool);
                let equal = wished.is_some() && Some(rank(&spec, (h, s.pool))) == s.rank;
                if equal && s.rank > Some(0) {
                    prop_assert!(out_last(ranks[h]) <= wished.map_or(0, |at| at as u32 + 1));
                }
            }
        }
        prop_assert!(nobody_is_passed_over(&spec, &ranks), "{:?}", ranks);
    }

    #[test]
    fn several_claims_are_refused_by_name(spec in generators::Shape::everything().markets()) {
        let market = spec.build();
        let several = market.claim_count() != market.wish_count();
        let named = MechanismError::SeveralClaims { mechanism: "cutoff" };
        prop_assert_eq!(cutoff::run(&market).err(), several.then_some(named));
    }
}
