//! Proptest strategies of tiny markets, and of allocations and submissions for them.
//!
//! Raw numbers are drawn first and then mended into a valid [`Spec`] (holders get their "stay" wish and their seat,
//! doubles go, capacities cover what is held), so every draw is a market and shrinking works on plain numbers.
//! All markets contain pools without seats and households without wishes now and then.

use super::brute_force;
use super::spec::{HouseholdSpec, LimitSpec, Spec};
use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// How pools rank claimants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Priorities {
    /// Every pool follows one list of households; no ties.
    Common,
    /// Each pool has an order of its own; no ties.
    Strict,
    /// Each pool has up to three rank classes of its own.
    Ties,
}

/// What a market may contain.
#[derive(Clone, Debug)]
pub struct Shape {
    /// At most this many households, at least 1. The oracle bears 6.
    pub households: usize,
    /// At most this many pools, at least 1.
    pub pools: usize,
    /// At most this many children in a household, at least 1.
    pub children: usize,
    /// At most this many wishes, not counting "stay".
    pub wishes: usize,
    /// At most this many pools for one child in one wish (weekdays, classes shared over days).
    pub pools_per_child: usize,
    /// Whether children may hold seats.
    pub holders: bool,
    /// Whether there are facility-wide limits.
    pub limits: bool,
    /// The kinds of priorities drawn from.
    pub priorities: Vec<Priorities>,
}

impl Shape {
    /// Single children with a strict order in each pool: the textbook market.
    pub fn singles() -> Self {
        Self {
            households: 6,
            pools: 4,
            children: 1,
            wishes: 4,
            pools_per_child: 1,
            holders: false,
            limits: false,
            priorities: vec![Priorities::Common, Priorities::Strict],
        }
    }

    /// Up to four siblings together, often in one pool (twins), with strict orders.
    pub fn siblings() -> Self {
        Self { households: 5, children: 4, ..Self::singles() }
    }

    /// Single children who want several pools at once (a club child's weekdays), with strict orders.
    pub fn weekdays() -> Self {
        Self { households: 5, pools: 5, pools_per_child: 3, ..Self::singles() }
    }

    /// Everything but limits: siblings, holders, several pools per child, all kinds of priorities.
    pub fn everything() -> Self {
        Self {
            households: 5,
            pools: 5,
            children: 4,
            wishes: 4,
            pools_per_child: 2,
            holders: true,
            limits: false,
            priorities: vec![Priorities::Common, Priorities::Strict, Priorities::Ties],
        }
    }

    /// With children who hold a seat and may move.
    pub fn holders(self) -> Self {
        Self { holders: true, ..self }
    }

    /// With ties only.
    pub fn ties(self) -> Self {
        Self { priorities: vec![Priorities::Ties], ..self }
    }

    /// With strict orders only.
    pub fn strict(self) -> Self {
        Self { priorities: vec![Priorities::Common, Priorities::Strict], ..self }
    }

    /// With facility-wide limits.
    pub fn limits(self) -> Self {
        Self { limits: true, ..self }
    }

    /// The strategy of such markets.
    pub fn markets(self) -> BoxedStrategy<Spec> {
        let limits = if self.limits { 1..=2 } else { 0..=0 };
        let shape = self.clone();
        (
            1..=self.pools,
            vec(seats(), self.pools),
            vec(raw_household(&self), 1..=self.households),
            vec((0..=8u64, vec((any::<u8>(), 0..=3u32), 1..=3)), limits),
            proptest::sample::select(self.priorities.clone()),
        )
            .prop_map(move |(pools, seats, households, limits, priorities)| {
                mend(&shape, &seats[..pools], &households, &limits, priorities)
            })
            .boxed()
    }
}

/// Markets of every kind but those with limits.
pub fn any_market() -> BoxedStrategy<Spec> {
    prop_oneof![
        2 => Shape::singles().markets(),
        2 => Shape::siblings().markets(),
        1 => Shape::siblings().holders().ties().markets(),
        1 => Shape::weekdays().holders().markets(),
        1 => chains(),
        3 => Shape::everything().markets(),
    ]
    .boxed()
}

/// Markets of every kind, with limits now and then.
pub fn any_market_with_limits() -> BoxedStrategy<Spec> {
    prop_oneof![
        2 => any_market(),
        1 => Shape::everything().limits().markets(),
        1 => Shape::singles().holders().limits().markets(),
    ]
    .boxed()
}

/// Two to four holders, each of whom wants the seat of the next; the last wants a seat that may be free, or the seat of
/// the first (a ring). Newcomers wait for what becomes free.
pub fn chains() -> BoxedStrategy<Spec> {
    let newcomers = Shape { pools: 5, wishes: 3, priorities: vec![Priorities::Strict], ..Shape::singles() };
    let shape = newcomers.clone();
    (2..=4usize, any::<bool>(), 0..=1u32, vec(raw_household(&newcomers), 0..=2), vec(1..9u32, 4))
        .prop_map(move |(length, ring, spare, newcomers, keys)| {
            let pools = if ring { length } else { length + 1 };
            let mut seats = vec![1; length];
            if !ring {
                seats.push(spare);
            }
            let spec = mend(&shape, &seats, &newcomers, &[], Priorities::Ties);
            let holders = (0..length).map(|i| HouseholdSpec::single(&[((i + 1) % pools, keys[i]), (i, 0)]));
            Spec { households: holders.chain(spec.households).collect(), ..spec }
        })
        .boxed()
}

fn seats() -> impl Strategy<Value = u32> + Clone {
    prop_oneof![1 => Just(0u32), 4 => Just(1), 3 => Just(2), 1 => Just(3)]
}

#[derive(Clone, Debug)]
struct RawHousehold {
    children: usize,
    precedence: u32,
    keys: Vec<u32>,
    held: Vec<Option<u8>>,
    wishes: Vec<(u8, Vec<Vec<u8>>)>,
}

fn raw_household(shape: &Shape) -> impl Strategy<Value = RawHousehold> + Clone + use<> {
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

fn mend(
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
fn as_today(household: &HouseholdSpec) -> u32 {
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
    let mut ranks: std::collections::BTreeMap<_, _> = std::collections::BTreeMap::new();
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

/// A market with any allocation of listed wishes, feasible or not.
pub fn with_allocation(markets: BoxedStrategy<Spec>) -> BoxedStrategy<(Spec, Vec<u32>)> {
    (markets, vec(any::<u8>(), 8))
        .prop_map(|(spec, picks)| {
            let ranks = wanted(&spec, &picks);
            (spec, ranks)
        })
        .boxed()
}

/// A market with a feasible allocation, mostly one that blocks.
pub fn with_feasible_allocation(markets: BoxedStrategy<Spec>) -> BoxedStrategy<(Spec, Vec<u32>)> {
    (markets, vec(any::<u8>(), 8))
        .prop_map(|(spec, picks)| {
            let mut ranks: Vec<u32> = spec.households.iter().map(as_today).collect();
            for (h, wanted) in wanted(&spec, &picks).into_iter().enumerate() {
                let before = std::mem::replace(&mut ranks[h], wanted);
                if !brute_force::is_feasible(&spec, &ranks) {
                    ranks[h] = before;
                }
            }
            (spec, ranks)
        })
        .boxed()
}

fn wanted(spec: &Spec, picks: &[u8]) -> Vec<u32> {
    let pick = |(h, pick): (&HouseholdSpec, &u8)| u32::from(*pick) % (h.wishes.len() as u32 + 1);
    spec.households.iter().zip(picks).map(pick).collect()
}

/// A seat as typed by hand: a pool number, which may not exist.
pub type TypedSeats = Vec<Vec<usize>>;

/// A market and, per child in id order, the seats that someone typed: an allocation with up to three slips in it
/// (a seat added, seats of a child removed, a seat that does not exist, a line typed twice).
pub fn with_typed_seats(markets: BoxedStrategy<Spec>) -> BoxedStrategy<(Spec, TypedSeats)> {
    (with_feasible_allocation(markets), vec((0..5u8, any::<u8>(), any::<u8>()), 0..=3))
        .prop_map(|((spec, ranks), slips)| {
            let mut typed = vec![Vec::new(); spec.children()];
            for s in brute_force::sittings(&spec, &ranks) {
                typed[spec.child(s.household, s.child).index()].push(s.pool);
            }
            for (kind, child, pool) in slips {
                let (child, pool) = (usize::from(child) % typed.len(), usize::from(pool) % spec.seats.len());
                let seats = &mut typed[child];
                match kind {
                    0 => seats.clear(),
                    1 => seats.push(spec.seats.len() + pool),
                    2 => seats.extend(seats.clone()),
                    3 => *seats = vec![pool],
                    _ => seats.push(pool),
                }
            }
            (spec, typed)
        })
        .boxed()
}
