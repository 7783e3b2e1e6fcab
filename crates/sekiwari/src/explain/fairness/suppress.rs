//! Small cells kept back, so that no figure of a group that is kept back can be worked out from what is published.
//!
//! A group whose children split into a part (a seat at the first wish, another seat, no seat) of 1 to N-1 children is kept back
//! as a whole. The totals are published, so the groups kept back add up to a known rest; further groups of the kind, those
//! with the fewest children first, are kept back until
//!
//! 1. there are two or more, with at least one child more than groups;
//! 2. of each of the three parts the rest is 0 only where the total is, and N or more otherwise;
//! 3. each part of the rest that is not 0 is possible in two of them (a list of one facility has no seat other than the
//!    first wish; children who list nothing but the seat they hold always keep it).
//!
//! Then every figure kept back has at least two values that fit all that is published: row and column sums are met by a
//! table for any row sums of 1 or more, and with (1) those can be shifted, with (2) a child of any part that exists anywhere
//! can be in a row or not. Complementary suppression of one-way tables, after Willenborg and de Waal, *Elements of Statistical
//! Disclosure Control* (2001), made for three columns at once. A kind whose groups would all be kept back is left out without
//! their names; if a part of the total is small, nothing is published.
//!
//! What this does not cover: a reader who knows the procedure can narrow a figure down further, and two publications of one
//! round (other populations, other N) can be subtracted from each other. Publish one.

use super::{Counts, Fairness, Group, Kind, Population, WhyUnknown, WishCount};

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
    let small = |counts: Counts| counts.cells().iter().any(|&c| c > 0 && c < suppress);
    let nothing = small(fairness.total);
    let kinds = fairness
        .kinds
        .iter()
        .map(|k| {
            let published = match &k.rows {
                Err(why) => PublishedKind::Unknown(*why),
                Ok(_) if nothing => PublishedKind::Withheld,
                Ok(rows) => kept_back(rows, fairness.total, suppress, small),
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

fn kept_back(
    rows: &[(Group, Counts)],
    total: Counts,
    suppress: u32,
    small: impl Fn(Counts) -> bool,
) -> PublishedKind {
    let mut hidden: Vec<bool> = rows.iter().map(|r| small(r.1)).collect();
    if hidden.contains(&true) {
        let mut others: Vec<usize> = (0..rows.len()).filter(|&i| !hidden[i]).collect();
        others.sort_by_key(|&i| rows[i].1.children);
        let mut others = others.into_iter();
        while !is_safe(rows, &hidden, total, suppress) {
            let Some(next) = others.next() else { return PublishedKind::Withheld };
            hidden[next] = true;
        }
        if hidden.iter().all(|&h| h) {
            return PublishedKind::Withheld;
        }
    }
    let row = |((group, counts), hidden): (&(Group, Counts), bool)| PublishedRow {
        group: group.clone(),
        counts: Some(*counts).filter(|_| !hidden),
    };
    PublishedKind::Rows(rows.iter().zip(hidden).map(row).collect())
}

/// Whether the three conditions hold for the groups kept back.
fn is_safe(rows: &[(Group, Counts)], hidden: &[bool], total: Counts, suppress: u32) -> bool {
    let mut rest = [0; 3];
    let mut possible = [0; 3];
    let mut groups = 0;
    for ((group, counts), _) in rows.iter().zip(hidden).filter(|(_, h)| **h) {
        rest.iter_mut().zip(counts.cells()).for_each(|(sum, c)| *sum += c);
        groups += 1;
        possible.iter_mut().zip(can_be(group)).for_each(|(n, can)| *n += u32::from(can));
    }
    let live = rest.iter().zip(total.cells()).all(|(&sum, all)| all == 0 || sum >= suppress);
    let spread = rest.iter().zip(possible).all(|(&sum, rows)| sum == 0 || rows >= 2);
    groups >= 2 && rest.iter().sum::<u32>() > groups && live && spread
}

/// Which of the three parts can have children in a group at all, as far as its name says.
pub(super) fn can_be(group: &Group) -> [bool; 3] {
    match group {
        Group::Holder(true) => [true, true, false],
        Group::Wishes(WishCount::Zero) => [true, false, false],
        Group::Wishes(WishCount::One) => [true, false, true],
        _ => [true; 3],
    }
}
