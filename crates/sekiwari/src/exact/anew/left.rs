//! What is left of the cores in a changed market.
//!
//! First only the logs are looked at, which costs little. Cores that are in doubt then are refuted again: as many as it takes to show
//! that as many block, the small ones first, or all.

use super::bound::{Bound, Held};
use super::cases::{Now, Refuted};
use super::cores::Cores;
use super::difference::Difference;
use super::refute::{Doubted, refute};
use super::retract::Retraction;
use crate::exact::fewest::{smallest_of, suspects};
use crate::exact::hitting::Group;
use crate::exact::state::State;
use crate::market::{HouseholdId, Market, PoolId};
use std::borrow::Cow;

/// With more suspects it is quicker to refute another core.
const WIDE: usize = 300;

/// A core of before.
enum Core<'b> {
    /// It is one still, of these households.
    Holds(Cow<'b, [HouseholdId]>),
    /// It is not known.
    Doubted,
    /// It was not refuted again.
    Fallen,
}

/// What is left of the cores in a changed market.
pub(super) struct Left<'b, 'n> {
    cores: Vec<Core<'b>>,
    /// The state in which everybody may block, where it was needed.
    pub(super) everybody: Option<State<'n>>,
}

impl<'b> Left<'b, '_> {
    /// Whether all hold.
    pub(super) fn all(&self) -> bool {
        self.cores.iter().all(|core| matches!(core, Core::Holds(_)))
    }

    /// Those that hold, in their order.
    pub(super) fn holding(&self) -> Vec<Cow<'b, [HouseholdId]>> {
        let holding = |core: &Core<'b>| match core {
            Core::Holds(households) => Some(households.clone()),
            Core::Doubted | Core::Fallen => None,
        };
        self.cores.iter().filter_map(holding).collect()
    }

    /// Those in doubt.
    fn doubted(&self) -> Vec<usize> {
        (0..self.cores.len()).filter(|&at| matches!(self.cores[at], Core::Doubted)).collect()
    }

    /// Whether any is in doubt.
    pub(super) fn are_doubted(&self) -> bool {
        self.cores.iter().any(|core| matches!(core, Core::Doubted))
    }
}

impl<'m> Bound<'m> {
    /// The cores that hold in a changed market by what is known of them, and those in doubt.
    pub(super) fn left<'b, 'n>(&'b self, difference: &Difference, now: &Now<'_, 'n>) -> Left<'b, 'n> {
        let cases = self.cores.iter().flat_map(|core| core.cases.iter().flatten());
        let mut retraction = Retraction::new(cases.map(|case| case.events()).max().unwrap_or_default());
        let core = |core: &'b Held<'m>| {
            let mut remains = |case: &Refuted<'_>| case.remains(difference, now, &mut retraction);
            match core.is_near(&difference.pools) {
                false => Core::Holds(Cow::Borrowed(&core.households[..])),
                true if core.cases.as_ref().is_some_and(|all| all.iter().all(&mut remains)) => {
                    Core::Holds(without(&core.households, difference))
                }
                true => Core::Doubted,
            }
        };
        Left { cores: self.cores.iter().map(core).collect(), everybody: None }
    }

    /// As many cores as show that as many block as before, and not too many who may; `None` if there are none.
    pub(super) fn enough<'b, 'n>(
        &'b self,
        left: &mut Left<'b, 'n>,
        difference: &Difference,
        market: &'n Market,
        state: &State<'_>,
    ) -> Option<Cores<'b>> {
        let mut doubted = left.doubted();
        doubted.sort_by_key(|&at| std::cmp::Reverse((self.cores[at].households.len(), at)));
        loop {
            let holding = left.holding();
            let sets: Vec<&[HouseholdId]> = holding.iter().map(|core| &core[..]).collect();
            let groups = smallest_of(&sets, state);
            let may = suspects(&groups, |i| sets[i]);
            let count = may.iter().map(Vec::len).sum::<usize>();
            let at_least = |groups: &[Group]| groups.iter().map(|g| g.at_least).sum::<u32>();
            if at_least(&groups) == at_least(&self.groups) && count <= WIDE {
                return Some(Cores::new(Cow::Owned(groups), holding, Cow::Owned(may), &self.suspects));
            }
            let next = doubted.pop()?;
            self.mend(left, &[next], difference, market);
            if matches!(left.cores[next], Core::Fallen) {
                // Where one falls others do, and together they are refuted sooner.
                self.mend(left, &std::mem::take(&mut doubted), difference, market);
            }
        }
    }

    /// Refutes all again that are in doubt.
    pub(super) fn mend_all<'b, 'n>(
        &'b self,
        left: &mut Left<'b, 'n>,
        difference: &Difference,
        market: &'n Market,
    ) {
        let doubted = left.doubted();
        self.mend(left, &doubted, difference, market);
    }

    fn mend<'b, 'n>(
        &'b self,
        left: &mut Left<'b, 'n>,
        doubted: &[usize],
        difference: &Difference,
        market: &'n Market,
    ) {
        if left.everybody.is_none() {
            left.everybody = self.all_may_block(difference, market);
        }
        let with = |of: &[HouseholdId]| with_newcomers(of, difference);
        let of = |&at: &usize| (with(&self.cores[at].households), with(&self.cores[at].branched));
        let again: Vec<Doubted> = doubted.iter().map(of).collect();
        let mut refuted = vec![false; again.len()];
        if let Some(state) = &mut left.everybody {
            refute(state, &again, (0..again.len()).collect(), &mut refuted);
        }
        for ((&at, (core, _)), refuted) in doubted.iter().zip(again).zip(refuted) {
            let before = &self.cores[at].households[..];
            left.cores[at] = match refuted {
                true if core == before => Core::Holds(Cow::Borrowed(before)),
                true => Core::Holds(Cow::Owned(core)),
                false => Core::Fallen,
            };
        }
    }
}

impl Held<'_> {
    fn is_near(&self, pools: &[PoolId]) -> bool {
        let among = |of: &[PoolId]| pools.iter().any(|p| of.binary_search(p).is_ok());
        among(&self.claims) || self.needs.as_ref().is_none_or(|needs| among(needs))
    }
}

fn without<'c>(of: &'c [HouseholdId], difference: &Difference) -> Cow<'c, [HouseholdId]> {
    match of.iter().any(|&h| difference.is_gone(h)) {
        true => Cow::Owned(of.iter().copied().filter(|&h| !difference.is_gone(h)).collect()),
        false => Cow::Borrowed(of),
    }
}

/// Some households with the newcomers instead of those who are gone.
fn with_newcomers(of: &[HouseholdId], difference: &Difference) -> Vec<HouseholdId> {
    let mut there = without(of, difference).into_owned();
    let newcomers = difference.newcomers().zip(&difference.in_place_of);
    there.extend(newcomers.filter(|(_, gone)| of.binary_search(gone).is_ok()).map(|(h, _)| h));
    there
}
