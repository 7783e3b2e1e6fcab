//! A household that comes with other lists or another condition: compiled alone, and put among those who are there.

use super::desk::{Desk, Local};
use super::key::Key;
use crate::exact::anew::Change;
use crate::market::{HouseholdId, Newcomer, PoolId, Replacement};
use crate::programme::club::{ChildIndex, Compiled, Round, compile_into};

/// A household compiled alone, into the pools of the round.
pub(super) struct Family {
    pub(super) round: Round,
    pub(super) compiled: Compiled,
    /// Those of its market who come, in the order of their children.
    pub(super) households: Vec<HouseholdId>,
}

impl Desk<'_> {
    /// The change in which the household of a child comes as in a round of its own; `None` if that needs other pools than there are.
    /// Siblings who are decided on their own and were before stay as they are.
    pub(super) fn come_as(&self, child: ChildIndex, alone: Round) -> Option<Local> {
        let (round, today) = (self.decided.round, self.decided.compiled);
        let own = round.households()[round.household_of(child) as usize].children.clone();
        let (mut needs, mut possible) = (Vec::new(), Vec::new());
        for (at, c) in (0..).zip(own.clone()) {
            for line in alone.list(at) {
                let before = round.list(c).iter().position(|e| e == line).map(|e| round.list_offset(c) + e);
                needs.push(match before {
                    Some(entry) => today.pools_of(entry).to_vec(),
                    None => self.room.layout.pools_with_line(round, today, c, *line)?,
                });
                possible.push(before.is_none_or(|entry| today.can_be_given(entry)));
            }
        }
        let draws = own.clone().map(|c| today.draws[c as usize]).collect();
        let compiled = compile_into(&alone, draws, &today.pools, needs, possible).ok()?;
        let gone = self.household_of(child);
        let (mut newcomers, mut households) = (Vec::new(), Vec::new());
        for h in compiled.market.households() {
            let mut children = compiled.market.children(h).map(|c| own.start + c.index() as ChildIndex);
            if children.any(|c| self.household_of(c) == gone) {
                newcomers.push(self.placed(own.start, &alone, &compiled, h)?);
                households.push(h);
            }
        }
        let change = Change { replacements: vec![Replacement { gone, newcomers }], seats: Vec::new() };
        Some(Local { change, family: Some(Family { round: alone, compiled, households }) })
    }

    /// A household of the round of its own, with its ranks among all others; `None` if two of its wishes claim the same.
    fn placed(
        &self,
        first: ChildIndex,
        alone: &Round,
        compiled: &Compiled,
        h: HouseholdId,
    ) -> Option<Newcomer> {
        let order = self.order();
        let mut newcomer = Newcomer::of(&compiled.market, h);
        let from = compiled.market.children(h).next()?.index() as u32;
        for (child, pool, rank, _) in &mut newcomer.claimants {
            if !rank.is_held() {
                let own = from + *child;
                let draw = (self.decided.compiled.draws[(first + own) as usize], first + own);
                let at = self.decided.compiled.pools[pool.index()].at;
                let key = Key::at(alone, own, at, draw, |entry| compiled.can_be_given(entry));
                *rank = order.rank(*pool, &key);
            }
        }
        let claims = |wish: &[u32]| -> Vec<(u32, PoolId)> {
            let mut all: Vec<_> =
                wish.iter().map(|&c| newcomer.claimants[c as usize]).map(|c| (c.0, c.1)).collect();
            all.sort_unstable();
            all
        };
        let mut wishes: Vec<_> = newcomer.wishes.iter().map(|w| claims(&w.1)).collect();
        wishes.sort_unstable();
        let alike = wishes.windows(2).any(|w| w[0] == w[1]);
        (!alike).then_some(newcomer)
    }
}
