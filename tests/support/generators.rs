//! Proptest strategies of tiny markets, and of allocations and submissions for them.
//!
//! Raw numbers are drawn first and then mended into a valid [`Spec`] (holders get their "stay" wish and their seat,
//! doubles go, capacities cover what is held), so every draw is a market and shrinking works on plain numbers.
//! All markets contain pools without seats and households without wishes now and then.

use super::brute_force;
use super::mend::{as_today, mend, raw_household, seats};
use super::spec::{HouseholdSpec, Spec};
use proptest::collection::vec;
use proptest::prelude::*;

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

/// Couples who want seats in two of a few pools, and single children who would have either: often nothing is stable.
pub fn clashes() -> BoxedStrategy<Spec> {
    let couple = (vec((0..4usize, 0..4usize), 1..=2), vec(0..99u32, 8));
    let single = (vec(0..4usize, 2..=3), vec(0..99u32, 8));
    (
        2..=4usize,
        vec(prop_oneof![4 => Just(1u32), 1 => Just(2), 1 => Just(0)], 4),
        vec(couple, 1..=2),
        vec(single, 2..=4),
    )
        .prop_map(|(pools, seats, couples, singles)| {
            let mut order = 0;
            // Ranks drawn with a place of their own behind them, so that no two are equal.
            let mut rank = |keys: &[u32], at: usize| {
                order += 1;
                keys[at % 8] * 100 + order + 1
            };
            let mut households = Vec::new();
            for (wishes, keys) in couples {
                let mut list: Vec<Vec<(usize, usize, u32)>> = Vec::new();
                for (a, b) in wishes {
                    let (a, b) = (a % pools, b % pools);
                    let of = |child: usize, pool: usize, list: &[Vec<(usize, usize, u32)>]| {
                        list.iter().flatten().find(|&&(c, p, _)| (c, p) == (child, pool)).map(|&(_, _, r)| r)
                    };
                    let first = of(0, a, &list).unwrap_or_else(|| rank(&keys, a));
                    let second = of(1, b, &list).unwrap_or_else(|| rank(&keys, 4 + b));
                    let wish = vec![(0, a, first), (1, b, second)];
                    if !list.contains(&wish) {
                        list.push(wish);
                    }
                }
                households.push(HouseholdSpec::with_children(2, &[], list));
            }
            for (wishes, keys) in singles {
                let mut list: Vec<(usize, u32)> = Vec::new();
                for pool in wishes.into_iter().map(|p| p % pools) {
                    if list.iter().all(|&(p, _)| p != pool) {
                        list.push((pool, rank(&keys, pool)));
                    }
                }
                households.push(HouseholdSpec::single(&list));
            }
            Spec::new(&seats[..pools], households)
        })
        .boxed()
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
