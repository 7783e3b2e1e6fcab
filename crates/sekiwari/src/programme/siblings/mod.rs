//! From a printed sibling condition to a ranked list of joint outcomes.
//!
//! A form says *together or not*, *who may enter alone* and *what comes first*; the market needs one ranked list of
//! tuples (a facility or none for each child). The list is built in tiers, best tier first:
//!
//! 1. by how many children get what they asked for (all, all but one, ..., one);
//! 2. inside a size, with `together-first`, tuples at one common facility before the others;
//! 3. inside that, by the sum of the wish ranks, then the worst rank, then the elder's rank.
//!
//! `elder-else-younger` puts *which* children enter before the rank sum. A child that holds a seat and is not among
//! those who enter stays where it is; when every child that holds a seat stays and nobody else enters, the list ends.
//!
//! The number of tuples is the product of the list lengths. Tuples are therefore made best first and each tier stops at
//! [`JointOptions::per_tier`]; [`JointList::truncated`] says when that happened. Outcomes that can never be given are
//! not made at all. Cost: a tier of `m` children costs about `per_tier * m`, whatever the product is.

mod terms;
mod tiers;

pub use terms::{Joint, Prefer, SiblingTerms, SingleFallback};

use std::collections::HashSet;
use tiers::{Tuple, enumerate};

/// How far lists of joint outcomes may grow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JointOptions {
    /// The most tuples kept in one tier of one household.
    pub per_tier: usize,
    /// Outcomes with seats that a class does not have in this round are kept too: they count once seats are added.
    pub closed: bool,
    /// The most ways kept in which the children of one outcome can sit on open and reserved seats.
    pub per_outcome: usize,
}

impl Default for JointOptions {
    /// 4,000 a tier, without closed classes: two children with 60 wishes each, or three with 15, are never cut. 64 ways
    /// an outcome: six children with one reserve each, or three with three, are never cut.
    fn default() -> Self {
        Self { per_tier: 4_000, closed: false, per_outcome: 64 }
    }
}

/// Something that one child can get.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Choice {
    /// Its rank in the child's own list, 1 for the best.
    pub rank: u32,
    /// What it is, by a number of the caller's.
    pub what: u32,
    /// The facility where it is: children are together if theirs are the same.
    pub at: u32,
}

impl Choice {
    /// A choice that is a facility and no more.
    pub const fn facility(rank: u32, facility: u32) -> Self {
        Self { rank, what: facility, at: facility }
    }
}

/// What one child of the household can get.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChildOptions {
    /// What the child can be given, best first, including the seat it holds.
    pub wishes: Vec<Choice>,
    /// Which of them is the seat it holds ([`Choice::what`]).
    pub current: Option<u32>,
}

/// A ranked list of joint outcomes, stored flat: `width` entries a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JointList {
    width: usize,
    cells: Vec<Option<u32>>,
    /// Whether a tier was cut at [`JointOptions::per_tier`].
    pub truncated: bool,
}

impl JointList {
    /// The outcomes, best first: per child a choice ([`Choice::what`]) or none.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &[Option<u32>]> {
        self.cells.chunks_exact(self.width.max(1))
    }
}

/// The children who enter: bit `i` for child `i`, the eldest first.
type Subset = u32;

/// The most children one household may tie together; more are refused by [`expand`] with an empty, truncated list.
pub const MAX_CHILDREN: usize = 8;

/// Expands the sibling condition of a household into its ranked list.
///
/// `children` are ordered elder first. The list is empty when nothing is acceptable and nobody holds a seat.
///
/// ```
/// use sekiwari::programme::siblings::{ChildOptions, Choice, JointOptions, expand};
/// use sekiwari::programme::siblings::{Joint, Prefer, SiblingTerms, SingleFallback};
///
/// let child = |facilities: [u32; 2]| ChildOptions {
///     wishes: (1..).zip(facilities).map(|(rank, f)| Choice::facility(rank, f)).collect(),
///     current: None,
/// };
/// let terms = SiblingTerms {
///     joint: Joint::SameFacility,
///     single_fallback: SingleFallback::Elder,
///     prefer: Prefer::TogetherFirst,
/// };
/// let list = expand(&[child([7, 8]), child([8, 7])], terms, JointOptions::default());
/// let rows: Vec<_> = list.rows().collect();
/// assert_eq!(rows, [[Some(7), Some(7)], [Some(8), Some(8)], [Some(7), None], [Some(8), None]]);
/// ```
pub fn expand(children: &[ChildOptions], terms: SiblingTerms, options: JointOptions) -> JointList {
    let width = children.len();
    let mut list = JointList { width, cells: Vec::new(), truncated: width > MAX_CHILDREN };
    if width == 0 || width > MAX_CHILDREN {
        return list;
    }
    let mut seen: HashSet<Box<[Option<u32>]>> = HashSet::new();
    let stay: Box<[_]> = children.iter().map(|c| c.current).collect();
    let mut push = |list: &mut JointList, tuple: &Tuple| {
        let row: Box<[_]> = (0..width)
            .map(|i| if tuple.subset & 1 << i != 0 { tuple.what(i) } else { children[i].current })
            .collect();
        if row != stay && row.iter().any(Option::is_some) && seen.insert(row.clone()) {
            list.cells.extend_from_slice(&row);
        }
    };
    for size in (1..=width).rev() {
        let subsets = subsets(width, size, terms);
        let together_only = terms.joint == Joint::SameFacility;
        let parts: &[Option<bool>] = match (together_only || size == 1, terms.prefer) {
            (true, _) => &[None],
            (false, Prefer::TogetherFirst) => &[Some(true), Some(false)],
            (false, Prefer::WishOrder) => &[None],
        };
        for &part in parts {
            let mut tier: Vec<Tuple> = Vec::new();
            for &subset in &subsets {
                let together = if together_only && size > 1 { Some(true) } else { part };
                tier.extend(enumerate(children, subset, together, options.per_tier));
            }
            let elder_first = terms.single_fallback == SingleFallback::ElderElseYounger;
            tier.sort_by_cached_key(|t| {
                (elder_first.then_some(t.subset_order()), t.order(), t.subset_order())
            });
            if tier.len() > options.per_tier {
                tier.truncate(options.per_tier);
                list.truncated = true;
            }
            tier.iter().for_each(|t| push(&mut list, t));
        }
    }
    if stay.iter().any(Option::is_some) {
        list.cells.extend_from_slice(&stay);
    }
    list
}

/// The sets of `size` children that may enter under the terms, elder-heavy sets first.
fn subsets(width: usize, size: usize, terms: SiblingTerms) -> Vec<Subset> {
    let all = (1u32 << width) - 1;
    if size == width {
        return vec![all];
    }
    match terms.single_fallback {
        SingleFallback::None => Vec::new(),
        SingleFallback::Elder => vec![(1 << size) - 1],
        SingleFallback::Younger => vec![all & !((1 << (width - size)) - 1)],
        SingleFallback::Either | SingleFallback::ElderElseYounger => {
            (1..all).filter(|s: &u32| s.count_ones() as usize == size).collect()
        }
    }
}
