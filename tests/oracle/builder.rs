//! The market builder on garbage and on slips, against a naive model of what its calls mean.

use crate::support::generators::any_market_with_limits;
use crate::support::spec::Spec;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use sekiwari::market::{
    ChildId, ClaimantId, FacilityId, HouseholdId, Limit, Market, MarketBuilder, MarketError, PoolId,
    RankClass,
};
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

/// A call on the builder, with whatever arguments.
#[derive(Clone, Debug)]
enum Call {
    Pool(u32),
    Limit(u64, Vec<(u32, u32)>),
    Household(u32),
    Child(u32),
    Claimant(u32, u32, u32),
    Wish(u32, Vec<u32>),
}

/// Ids count back from the last one handed out, so that most exist; `u32::MAX / 2` never does.
fn id() -> impl Strategy<Value = u32> + Clone {
    prop_oneof![30 => Just(0u32), 10 => 1..3u32, 1 => Just(u32::MAX / 2)]
}

fn call() -> impl Strategy<Value = Call> {
    let last = prop_oneof![40 => Just(0u32), 1 => 1..3u32];
    let rank = prop_oneof![1 => Just(0u32), 8 => 1..4u32, 1 => Just(u32::MAX)];
    prop_oneof![
        3 => (0..4u32).prop_map(Call::Pool),
        1 => (0..9u64, vec((id(), 0..4u32), 0..3)).prop_map(|(c, w)| Call::Limit(c, w)),
        4 => any::<u32>().prop_map(Call::Household),
        6 => last.clone().prop_map(Call::Child),
        8 => (id(), id(), rank).prop_map(|(c, p, r)| Call::Claimant(c, p, r)),
        6 => (last, vec(id(), 0..4)).prop_map(|(h, c)| Call::Wish(h, c)),
    ]
}

/// What the calls mean, kept as naively as possible.
#[derive(Default)]
struct Model {
    pools: Vec<u32>,
    limits: Vec<(u64, Vec<(usize, u32)>)>,
    households: usize,
    children: Vec<usize>,
    claimants: Vec<(usize, usize, u32)>,
    wishes: Vec<(usize, Vec<usize>)>,
    broken: bool,
}

impl Model {
    fn household_of(&self, claimant: usize) -> usize {
        self.children[self.claimants[claimant].0]
    }

    fn held_in(&self, pool: usize) -> usize {
        self.claimants.iter().filter(|c| c.1 == pool && c.2 == 0).count()
    }

    /// Whether a market should come out.
    fn is_valid(&self) -> bool {
        // A child may be a claimant of a pool several times, but only ever with one rank.
        let alike = |c: &(usize, usize, u32), d: &(usize, usize, u32)| (c.0, c.1) != (d.0, d.1) || c.2 == d.2;
        !self.broken
            && (0..self.households).all(|h| self.children.contains(&h) && self.household_is_valid(h))
            && self.claimants.iter().all(|c| self.claimants.iter().all(|d| alike(c, d)))
            && (0..self.pools.len()).all(|p| self.held_in(p) <= self.pools[p] as usize)
            && self.limits.iter().all(|(capacity, weights)| {
                weights.iter().all(|&(p, _)| p < self.pools.len())
                    && weights.iter().map(|&(p, w)| u64::from(w) * self.held_in(p) as u64).sum::<u64>()
                        <= *capacity
            })
    }

    fn household_is_valid(&self, h: usize) -> bool {
        let wishes: Vec<&Vec<usize>> = self.wishes.iter().filter(|w| w.0 == h).map(|w| &w.1).collect();
        let sets: BTreeSet<BTreeSet<usize>> = wishes.iter().map(|w| w.iter().copied().collect()).collect();
        let held: BTreeSet<usize> = (0..self.claimants.len())
            .filter(|&c| self.claimants[c].2 == 0 && self.household_of(c) == h)
            .collect();
        sets.len() == wishes.len()
            && wishes.iter().all(|w| {
                !w.is_empty()
                    && w.iter().collect::<BTreeSet<_>>().len() == w.len()
                    && held.iter().all(|&c| w.iter().any(|&d| self.claimants[d].0 == self.claimants[c].0))
            })
            && (held.is_empty()
                || wishes.last().is_some_and(|w| w.iter().copied().collect::<BTreeSet<_>>() == held))
    }
}

fn play(calls: &[Call]) -> (MarketBuilder, Model) {
    let mut b = MarketBuilder::default();
    let mut m = Model::default();
    let back = |len: usize, from_last: u32| (len as u32).wrapping_sub(1).wrapping_sub(from_last);
    for call in calls {
        match call {
            Call::Pool(seats) => {
                let pool = b.add_pool(FacilityId::new(0), *seats);
                assert_eq!(pool.index(), m.pools.len());
                m.pools.push(*seats);
            }
            Call::Limit(capacity, weights) => {
                let weights: Vec<(u32, u32)> =
                    weights.iter().map(|&(p, w)| (back(m.pools.len(), p), w)).collect();
                m.limits.push((*capacity, weights.iter().map(|&(p, w)| (p as usize, w)).collect()));
                let weights = weights.into_iter().map(|(p, w)| (PoolId::new(p), w)).collect();
                b.add_limit(Limit { facility: FacilityId::new(0), capacity: *capacity, weights });
            }
            Call::Household(precedence) => {
                b.add_household(*precedence);
                m.households += 1;
            }
            Call::Child(h) => {
                let household = back(m.households, *h);
                b.add_child(HouseholdId::new(household));
                m.broken |= m.households == 0 || *h != 0;
                m.children.push(household as usize);
            }
            Call::Claimant(child, pool, rank) => {
                let (child, pool) = (back(m.children.len(), *child), back(m.pools.len(), *pool));
                b.add_claimant(ChildId::new(child), PoolId::new(pool), RankClass::new(*rank));
                let of_last = m.children.get(child as usize).is_some_and(|h| h + 1 == m.households);
                m.broken |= !of_last || pool as usize >= m.pools.len();
                m.claimants.push((child as usize, pool as usize, *rank));
            }
            Call::Wish(h, claimants) => {
                let household = back(m.households, *h);
                let claimants: Vec<u32> = claimants.iter().map(|&c| back(m.claimants.len(), c)).collect();
                add_wish(&mut b, &mut m, household, &claimants);
                m.broken |= *h != 0;
            }
        }
    }
    (b, m)
}

fn add_wish(b: &mut MarketBuilder, m: &mut Model, household: u32, claimants: &[u32]) {
    let ids: Vec<ClaimantId> = claimants.iter().map(|&c| ClaimantId::new(c)).collect();
    b.add_wish(HouseholdId::new(household), &ids);
    let claimants: Vec<usize> = claimants.iter().map(|&c| c as usize).collect();
    m.broken |= m.households == 0;
    for &c in &claimants {
        let own = m.claimants.get(c).and_then(|c| m.children.get(c.0)).is_some_and(|h| h + 1 == m.households);
        m.broken |= !own;
    }
    m.wishes.push((household as usize, claimants));
}

/// The tables of a market agree with each other.
fn check_tables(market: &Market, m: &Model) {
    assert_eq!(market.pools().iter().map(|p| p.seats).collect::<Vec<_>>(), m.pools);
    assert_eq!(market.households().len(), m.households);
    assert_eq!((market.child_count(), market.wish_count()), (m.children.len(), m.wishes.len()));
    assert_eq!(market.claim_count(), m.wishes.iter().map(|w| w.1.len()).sum::<usize>());
    for (c, claimant) in market.claimants().iter().enumerate() {
        let (child, pool, rank) = m.claimants[c];
        assert_eq!((claimant.child.index(), claimant.pool.index(), claimant.rank.get()), (child, pool, rank));
        assert_eq!(market.claimant(ClaimantId::new(c as u32)), *claimant);
    }
    for pool in 0..m.pools.len() {
        let order: Vec<usize> =
            market.pool_claimants(PoolId::new(pool as u32)).iter().map(|c| c.index()).collect();
        let mut expected: Vec<usize> = (0..m.claimants.len()).filter(|&c| m.claimants[c].1 == pool).collect();
        expected.sort_by_key(|&c| (m.claimants[c].2, c));
        assert_eq!(order, expected);
    }
    for h in market.households() {
        let children: Vec<usize> = market.children(h).map(|c| c.index()).collect();
        let expected: Vec<usize> = (0..m.children.len()).filter(|&c| m.children[c] == h.index()).collect();
        assert_eq!(children, expected);
        let holds = (0..m.claimants.len()).any(|c| m.claimants[c].2 == 0 && m.household_of(c) == h.index());
        assert_eq!(market.holds_seat(h), holds);
        let wishes = m.wishes.iter().filter(|w| w.0 == h.index());
        assert_eq!(market.wishes(h).len(), wishes.clone().count());
        for (rank, (_, claimants)) in wishes.enumerate() {
            let wish = market.wish_at(h, rank as u32 + 1).expect("in the list");
            let mut expected: Vec<(usize, usize)> =
                claimants.iter().map(|&c| (m.claimants[c].1, c)).collect();
            expected.sort_unstable();
            let claims = market.claims(wish).iter();
            let found: Vec<_> = claims.map(|c| (c.pool.index(), c.claimant.index())).collect();
            assert_eq!(found, expected);
            let mut demands: BTreeMap<usize, (u32, u32)> = BTreeMap::new();
            for &c in claimants {
                let demand = demands.entry(m.claimants[c].1).or_default();
                *demand = (demand.0 + 1, demand.1.max(m.claimants[c].2));
            }
            let found = market.demands(wish).map(|d| (d.pool.index(), (d.count, d.worst.get())));
            assert_eq!(found.collect::<Vec<_>>(), demands.into_iter().collect::<Vec<_>>());
            let seated: BTreeSet<usize> = claimants.iter().map(|&c| m.claimants[c].0).collect();
            assert_eq!(market.seated_by(wish) as usize, seated.len());
        }
        assert_eq!(market.wish_at(h, market.wishes(h).len() as u32 + 1), None);
        assert_eq!(market.wish_at(h, 0), None);
    }
}

/// The calls that build a market, with ids counted back.
fn calls_of(spec: &Spec) -> Vec<Call> {
    let back = |len: usize, index: usize| (len - 1 - index) as u32;
    let mut calls: Vec<Call> = spec.seats.iter().map(|&seats| Call::Pool(seats)).collect();
    for limit in &spec.limits {
        let weights = limit.weights.iter().map(|&(p, w)| (back(spec.seats.len(), p), w)).collect();
        calls.push(Call::Limit(limit.capacity, weights));
    }
    for h in &spec.households {
        calls.push(Call::Household(h.precedence));
        calls.extend((0..h.children).map(|_| Call::Child(0)));
        let claimants: Vec<(usize, usize)> = h.ranks.keys().copied().collect();
        for (&(child, pool), &rank) in &h.ranks {
            calls.push(Call::Claimant(back(h.children, child), back(spec.seats.len(), pool), rank));
        }
        for wish in &h.wishes {
            let place = |seat| claimants.iter().position(|c| c == seat).expect("ranked");
            calls.push(Call::Wish(0, wish.iter().map(|s| back(claimants.len(), place(s))).collect()));
        }
    }
    calls
}

/// Valid calls with up to two slips: a call left out, said twice, moved, or with a rank turned into a held seat.
fn calls_with_slips() -> impl Strategy<Value = Vec<Call>> {
    let slips = vec((0..4u8, any::<usize>(), any::<usize>()), 0..=2);
    (any_market_with_limits(), slips).prop_map(|(spec, slips)| {
        let mut calls = calls_of(&spec);
        for (kind, from, to) in slips {
            let (from, to) = (from % calls.len(), to % calls.len());
            match kind {
                0 if calls.len() > 1 => drop(calls.remove(from)),
                1 => calls.insert(to, calls[from].clone()),
                2 => calls.swap(from, to),
                _ => {
                    if let Call::Claimant(_, _, rank) = &mut calls[from] {
                        *rank = 0;
                    }
                }
            }
        }
        calls
    })
}

/// Whatever is called in whatever order: no panic, and a market comes out exactly when the calls make sense.
fn check_calls(strategy: impl Strategy<Value = Vec<Call>>) -> [u32; 3] {
    let [built, refused, with_holders] = [const { Cell::new(0u32) }; 3];
    let mut runner = TestRunner::new(crate::support::config(10_000));
    let result = runner.run(&strategy, |calls| {
        let (builder, model) = play(&calls);
        match builder.build() {
            Ok(market) => {
                prop_assert!(model.is_valid());
                check_tables(&market, &model);
                built.set(built.get() + 1);
                let holders = market.households().any(|h| market.holds_seat(h));
                with_holders.set(with_holders.get() + u32::from(holders));
            }
            Err(reasons) => {
                prop_assert!(!reasons.is_empty());
                prop_assert!(!model.is_valid(), "refused without need: {:?}", reasons);
                // A wish that leaves a holder out is named once, whatever the order of the claimants.
                let left_out = |r: &&MarketError| matches!(r, MarketError::HolderLeftOut { .. });
                let left_out: Vec<_> = reasons.iter().filter(left_out).collect();
                prop_assert!(left_out.iter().enumerate().all(|(i, r)| !left_out[..i].contains(r)));
                refused.set(refused.get() + 1);
            }
        }
        Ok(())
    });
    result.unwrap_or_else(|e| panic!("{e}"));
    [&built, &refused, &with_holders].map(Cell::get)
}

#[test]
fn builder_takes_garbage() {
    // A pool and a household in front, mostly, or hardly anything would be valid.
    let calls = (0..3u32, vec(call(), 0..14)).prop_map(|(seats, rest)| {
        let mut calls = vec![Call::Pool(seats), Call::Household(0), Call::Child(0)];
        if rest.len() % 4 == 3 {
            calls.clear();
        }
        calls.extend(rest);
        calls
    });
    let [built, refused, _] = check_calls(calls);
    assert!(built > 500 && refused > 500, "{built} built, {refused} refused");
}

#[test]
fn builder_refuses_slips() {
    let [built, refused, with_holders] = check_calls(calls_with_slips());
    assert!(built > 500 && refused > 500, "{built} built, {refused} refused");
    assert!(with_holders > 500, "{with_holders} built with holders");
}

/// A child that holds several seats is named once, even if another holder's claimants come in between.
#[test]
fn a_holder_left_out_is_named_once() {
    let mut b = MarketBuilder::new();
    let pools = [0, 1, 2].map(|_| b.add_pool(FacilityId::new(0), 2));
    let household = b.add_household(0);
    let [first, second] = [b.add_child(household), b.add_child(household)];
    let held = [(first, pools[0]), (second, pools[0]), (first, pools[1])]
        .map(|(child, pool)| b.add_claimant(child, pool, RankClass::HELD));
    let moved = b.add_claimant(second, pools[2], RankClass::new(1));
    b.add_wish(household, &[moved]);
    b.add_wish(household, &held);
    assert_eq!(b.build(), Err(vec![MarketError::HolderLeftOut { household, rank: 1, child: first }]));
}
