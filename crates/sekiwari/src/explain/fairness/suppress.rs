//! Seat rates as they can be published: small groups kept back, with what would give them away
//! (the procedure is that of `explain/suppress.rs`, for three parts: a seat at the first wish, another seat, no seat).
//!
//! If a part of the total is small, nothing is published; a kind whose groups would all be kept back is left out without their
//! names.

use super::{Counts, Fairness, Group, Kind, Population, WhyUnknown, WishCount};
use crate::explain::suppress::{Row, is_small, kept_back};

/// A group as published.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PublishedRow {
    /// The group.
    pub group: Group,
    /// Its figures; `None` if they are kept back.
    pub counts: Option<Counts>,
}

/// A kind as published.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PublishedKind {
    /// Its groups.
    Rows(Vec<PublishedRow>),
    /// All its groups would be kept back, so they are not even named.
    Withheld,
    /// The groups are not known.
    Unknown(WhyUnknown),
}

/// What can be shown to the public.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Published {
    /// Parts of 1 to this number less one are small; 0 and 1 keep back nothing.
    pub suppress: u32,
    /// Which children are counted.
    pub population: Population,
    /// All of them; `None` if a part of them is small.
    pub total: Option<Counts>,
    /// By kind, in the order of [`Kind::ALL`].
    pub kinds: Vec<(Kind, PublishedKind)>,
}

/// Keeps back what is small, with what would give it away. Cost: the square of the groups of a kind.
pub fn publish(fairness: &Fairness, suppress: u32) -> Published {
    let nothing = is_small(wide(fairness.total), suppress);
    let kinds = fairness
        .kinds
        .iter()
        .map(|k| {
            let published = match &k.rows {
                Err(why) => PublishedKind::Unknown(*why),
                Ok(_) if nothing => PublishedKind::Withheld,
                Ok(rows) => kind(rows, fairness.total, suppress),
            };
            (k.kind, published)
        })
        .collect();
    Published {
        suppress,
        population: fairness.population,
        total: Some(fairness.total).filter(|_| !nothing),
        kinds,
    }
}

fn wide(counts: Counts) -> [u64; 3] {
    counts.cells().map(u64::from)
}

fn kind(rows: &[(Group, Counts)], total: Counts, suppress: u32) -> PublishedKind {
    let row = |(group, counts): &(Group, Counts)| Row { cells: wide(*counts), possible: can_be(group) };
    let table: Vec<Row<3>> = rows.iter().map(row).collect();
    let Some(hidden) = kept_back(&table, wide(total), suppress) else { return PublishedKind::Withheld };
    let row = |((group, counts), hidden): (&(Group, Counts), bool)| PublishedRow {
        group: group.clone(),
        counts: Some(*counts).filter(|_| !hidden),
    };
    PublishedKind::Rows(rows.iter().zip(hidden).map(row).collect())
}

/// Which of the three parts can have children in a group at all, as far as its name says: a list of one facility has no seat other
/// than the first wish; children who list nothing but the seat they hold always keep it.
pub(super) fn can_be(group: &Group) -> [bool; 3] {
    match group {
        Group::Holder(true) => [true, true, false],
        Group::Wishes(WishCount::Zero) => [true, false, false],
        Group::Wishes(WishCount::One) => [true, false, true],
        _ => [true; 3],
    }
}
