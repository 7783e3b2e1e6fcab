//! From raw numbers to valid markets: what the generators draw, and how it is mended.

use super::brute_force;
use super::generators::{Priorities, Shape};
use super::spec::{HouseholdSpec, LimitSpec, Spec};
use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

pub fn seats() -> impl Strategy<Value = u32> + Clone {
    prop_oneof![1 => Just(0u32), 4 => Just(1), 3 => Just(2), 1 => Just(3)]
}

#[derive(Clone, Debug)]
pub struct RawHousehold {
    children: usize,
    precedence: u32,
    keys: Vec<u32>,
    held: Vec<Option<u8>>,
    wishes: Vec<(u8, Vec<Vec<u8>>)>,
}

pub fn raw_household(shape: &Shape) -> impl Strategy<Value = RawHousehold> + Clone + use<> {
    // Most households have one child, as in life; a shape that allows siblings draws them half of the time.
    let children = prop_oneof![Just(1), 1..=shape.children];
    let held = if shape.holders { weighted(0.35, any::<u8>()).boxed() } else { Just(None).boxed() };
    let pools = vec(any::<u8>(), 1..=shape.pools_per_child);
    (
        children,
        0..50u32,
        vec(0..40u32, shape.children * shape.pools),
        vec(held, shape.children),
        vec((0..6u8, vec(pools, shape.children)), 0..=shape.wishes),
    )
        .prop_map(|(children, precedence, keys, held, wishes)| RawHousehold {
            children,
            precedence,
            keys,
            held,
            wishes,
        })
}

pub fn mend(
    shape: &Shape,
    seats: &[u32],
    raw: &[RawHousehold],
    limits: &[(u64, Vec<(u8, u32)>)],
    priorities: Priorities,
) -> Spec {
    let mut spec = Spec {
        seats: seats.to_vec(),
        limits: Vec::new(),
        households: raw.iter().map(|h| mend_household(shape, seats.len(), h)).collect(),
    };
    rank_classes(&mut spec, priorities);
    for (pool, seats) in spec.seats.iter_mut().enumerate() {
        let held = spec.households.iter().flat_map(HouseholdSpec::held).filter(|&(_, p)| p == pool).count();
        *seats = (*seats).max(held as u32);
    }
    for (capacity, weights) in limits {
        let weights = weights.iter().map(|&(pool, w)| (usize::from(pool) % seats.len(), w)).collect();
        spec.limits.push(LimitSpec { capacity: 0, weights });
        let last = spec.limits.len() - 1;
        let today: Vec<_> = spec.households.iter().map(as_today).collect();
        let held = brute_force::load(&spec, &brute_force::sittings(&spec, &today), last);
        spec.limits[last].capacity = held.max(*capacity);
    }
    spec
}

/// The rank of what a household has today: 0, or its last wish, which is to stay.
pub fn as_today(household: &HouseholdSpec) -> u32 {
    if household.held().is_empty() { 0 } else { household.wishes.len() as u32 }
}

fn mend_household(shape: &Shape, pools: usize, raw: &RawHousehold) -> HouseholdSpec {
    let pool = |number: u8| usize::from(number) % pools;
    let mut stay: BTreeSet<(usize, usize)> = BTreeSet::new();
    for child in 0..raw.children {
        if let Some(number) = raw.held[child] {
            stay.insert((child, pool(number)));
            // A child of several pools holds two of them now and then.
            if shape.pools_per_child > 1 && number >= 128 {
                stay.insert((child, (pool(number) + 1) % pools));
            }
        }
    }
    let mut wishes: Vec<Vec<(usize, usize)>> = Vec::new();
    for (style, picks) in &raw.wishes {
        let mut wish: BTreeSet<(usize, usize)> = BTreeSet::new();
        for child in 0..raw.children {
            let from = match style {
                // All where the first one goes.
                0 | 1 => Some(0),
                // One child alone.
                2 => (child == usize::from(picks[0][0]) % raw.children).then_some(child),
                // Each on its own.
                _ => Some(child),
            };
            if let Some(from) = from {
                wish.extend(picks[from].iter().map(|&number| (child, pool(number))));
            } else {
                wish.extend(stay.iter().filter(|&&(c, _)| c == child));
            }
        }
        if wish == stay {
            break;
        }
        let wish: Vec<_> = wish.into_iter().collect();
        if !wish.is_empty() && !wishes.contains(&wish) {
            wishes.push(wish);
        }
    }
    if !stay.is_empty() {
        wishes.push(stay.iter().copied().collect());
    }
    let mut ranks: BTreeMap<_, _> = BTreeMap::new();
    for child in 0..raw.children {
        for pool in 0..pools {
            let key = raw.keys[child * shape.pools + pool];
            let wished = wishes.iter().any(|wish| wish.contains(&(child, pool)));
            // A pool may rank a child that never asks for it.
            if wished || key % 8 == 7 {
                ranks.insert((child, pool), if stay.contains(&(child, pool)) { 0 } else { 1 + key });
            }
        }
    }
    HouseholdSpec { precedence: raw.precedence, children: raw.children, ranks, wishes }
}

/// Turns the raw keys into rank classes of the wanted kind; held seats keep 0.
fn rank_classes(spec: &mut Spec, priorities: Priorities) {
    for pool in 0..spec.seats.len() {
        let mut order = Vec::new();
        for (h, household) in spec.households.iter().enumerate() {
            for (&(child, p), &key) in &household.ranks {
                if p == pool && key > 0 {
                    let key = if priorities == Priorities::Common { household.precedence } else { key };
                    order.push((key, h, child));
                }
            }
        }
        order.sort_unstable();
        for (position, &(key, h, child)) in order.iter().enumerate() {
            let rank = if priorities == Priorities::Ties { 1 + key % 3 } else { 1 + position as u32 };
            spec.households[h].ranks.insert((child, pool), rank);
        }
    }
}
