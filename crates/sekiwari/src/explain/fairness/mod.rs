//! Seat rates (入所率) by kind of household: who gets a seat under the rules of a round, and whether the rates differ.
//!
//! Cities choose points so that households of one kind do as well as those of another (Koriyama chose the points of siblings
//! so that households with and without siblings have equal entry rates). [`fairness`] counts what a decision came to,
//! [`publish`] makes of the counts what can be shown to the public. Plain counting: nothing is said about why rates differ.

mod kind;
mod suppress;
#[cfg(test)]
mod tests;
mod tune;

pub use kind::{Group, Kind, WhyUnknown, WishCount};
pub use suppress::{Published, PublishedKind, PublishedRow, publish};
pub use tune::{Difference, Goal, Grid, Trial, closest};

use crate::priority::rulebook::{Facts, Rulebook};
use crate::programme::nursery::{Decision, Round};
use std::collections::BTreeMap;

/// Children of one group, and what became of them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Counts {
    /// Children who apply.
    pub children: u32,
    /// Of these, children with a seat: a new one, or the one they hold.
    pub seated: u32,
    /// Of these, children whose seat is at the first facility of their own list.
    pub first: u32,
}

impl Counts {
    /// Three counts that exclude each other and add up to the children: a seat at the first wish, another seat, none.
    pub fn cells(self) -> [u32; 3] {
        [self.first, self.seated - self.first, self.children - self.seated]
    }

    /// The seat rate in thousandths, rounded down; `None` without children.
    pub fn seat_rate(self) -> Option<u32> {
        per_mille(self.seated, self.children)
    }

    /// The share of the children who get their first wish, in thousandths, rounded down; `None` without children.
    pub fn first_rate(self) -> Option<u32> {
        per_mille(self.first, self.children)
    }

    fn add(&mut self, child: Counts) {
        self.children += child.children;
        self.seated += child.seated;
        self.first += child.first;
    }
}

fn per_mille(part: u32, whole: u32) -> Option<u32> {
    (u64::from(part) * 1000).checked_div(u64::from(whole)).map(|rate| rate as u32)
}

/// Which children are counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Population {
    /// All who apply, those who hold a seat and wish to move too. They always have a seat, so they raise the rates.
    #[default]
    Everyone,
    /// Only children without a seat when the round begins.
    WithoutSeat,
}

/// The groups of one kind; every child that is counted is in exactly one of them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KindCounts {
    /// What the children are told apart by.
    pub kind: Kind,
    /// The groups that have children, in order; or why nothing is known.
    pub rows: Result<Vec<(Group, Counts)>, WhyUnknown>,
}

/// What a decision came to, by kind of household.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fairness {
    /// Which children are counted.
    pub population: Population,
    /// All of them.
    pub total: Counts,
    /// By kind, in the order of [`Kind::ALL`].
    pub kinds: Vec<KindCounts>,
}

impl Fairness {
    /// The counts of a group, if it has children.
    pub fn of(&self, group: &Group) -> Option<Counts> {
        let rows = self.kinds.iter().filter_map(|k| k.rows.as_ref().ok()).flatten();
        rows.into_iter().find(|(g, _)| g == group).map(|&(_, counts)| counts)
    }
}

/// Counts the children of a round by kind of household. `decisions` are those of all children in the order of the round;
/// `single` says per household whether it is a single parent's, or why that is not known.
///
/// A household applies together if it has two children or more in the round, whether they are counted or not. The wishes
/// of a child are the facilities of its own list, without the seat it holds.
///
/// Cost: linear in the children and their lists, and the groups sorted.
///
/// # Panics
/// If `decisions` or `single` are not those of the round.
pub fn fairness(
    round: &Round,
    decisions: &[Decision],
    single: Result<&[bool], WhyUnknown>,
    population: Population,
) -> Fairness {
    assert_eq!(round.children().len(), decisions.len(), "decisions of another round");
    if let Ok(single) = single {
        assert_eq!(round.households().len(), single.len(), "households of another round");
    }
    let mut total = Counts::default();
    let mut groups: BTreeMap<Group, Counts> = BTreeMap::new();
    for (i, (child, decision)) in round.children().iter().zip(decisions).enumerate() {
        if population == Population::WithoutSeat && child.current.is_some() {
            continue;
        }
        let i = i as u32;
        let list = round.list(i);
        let first = decision.facility.is_some() && decision.facility == list.first().copied();
        let one = Counts { children: 1, seated: decision.facility.is_some().into(), first: u32::from(first) };
        total.add(one);
        let household = round.household_of(i) as usize;
        let wishes = list.iter().filter(|&&f| child.current != Some(f)).count();
        let mut tell = |group: Group| groups.entry(group).or_default().add(one);
        tell(Group::Siblings(round.households()[household].children.len() > 1));
        if let Ok(single) = single {
            tell(Group::SingleParent(single[household]));
        }
        tell(Group::Holder(child.current.is_some()));
        tell(Group::Wishes(WishCount::of(wishes)));
        tell(Group::Class(child.class));
        tell(Group::District(child.district.clone()));
    }
    let nowhere = !round.children().iter().any(|c| c.district.is_some());
    let kinds = Kind::ALL
        .into_iter()
        .map(|kind| {
            let unknown = match kind {
                Kind::SingleParent => single.err(),
                Kind::District => nowhere.then_some(WhyUnknown::NoDistricts),
                _ => None,
            };
            let rows = groups.iter().filter(|(g, _)| g.kind() == kind).map(|(g, &c)| (g.clone(), c));
            KindCounts { kind, rows: unknown.map_or_else(|| Ok(rows.collect()), Err) }
        })
        .collect();
    Fairness { population, total, kinds }
}

/// Per household of a round whether it is stated to be a single parent's (`household.single_parent`). `facts` are those of the
/// round, made for `book`.
///
/// # Errors
/// [`WhyUnknown::NobodyStated`] if that is stated of no household: a fact that nobody stated may only not have been asked for.
pub fn single_parents(book: &Rulebook, facts: &Facts) -> Result<Vec<bool>, WhyUnknown> {
    let slot = book.schema().find("household.single_parent").map(|a| book.schema().slot(a));
    let Some(slot) = slot else { return Err(WhyUnknown::NobodyStated) };
    let single: Vec<bool> = (0..facts.households()).map(|h| facts.value(slot, h) == 1).collect();
    if single.contains(&true) { Ok(single) } else { Err(WhyUnknown::NobodyStated) }
}
