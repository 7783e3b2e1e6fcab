//! A household that comes with other lists or another condition: compiled alone, and put among those who are there.

use super::desk::{Desk, Otherwise};
use super::room::Key;
use crate::exact::anew::Change;
use crate::market::{ClaimantId, HouseholdId, Newcomer, PoolId, RankClass, Replacement};
use crate::programme::nursery::{ChildIndex, Compiled, PoolLabel, Round, RoundData, SeatRow, compile_drawn};
use crate::programme::siblings::JointOptions;

impl Desk<'_> {
    /// The rows of the round household of a child alone, with seats as in the round.
    pub(super) fn rows(&self, child: ChildIndex) -> RoundData {
        let (round, compiled) = (self.decided.round, self.decided.compiled);
        let household = round.household_of(child);
        let mut data = round.data_of_household(household);
        // What others hold is there for outcomes too, also in classes without a row; what the household holds is added when
        // it is compiled.
        let children = round.households()[household as usize].children.clone();
        let held_by_others = |label: &PoolLabel| {
            let own = children.clone().map(|c| &round.children()[c as usize]).filter(|c| {
                c.current == Some(label.facility)
                    && label.classes.is_some_and(|classes| classes.contains(c.class))
            });
            label.held.saturating_sub(own.map(|c| c.affiliation.seat_weight).sum())
        };
        for (row, label) in data.seats.iter_mut().zip(&compiled.pools) {
            row.seats += held_by_others(label);
        }
        let beside = compiled.pools.iter().skip(data.seats.len()).filter(|l| l.reserve.is_none());
        let row = |l: &PoolLabel| {
            let (facility, classes, seats) = (l.facility, l.classes?, held_by_others(l));
            (seats > 0).then_some(SeatRow { facility, classes, seats })
        };
        let beside: Vec<SeatRow> = beside.filter_map(row).collect();
        data.seats.extend(beside);
        data
    }

    /// The family of a child made from rows of its own; `None` if they make no round. Siblings who are decided on their own
    /// and were before stay as they are.
    pub(super) fn otherwise(&self, child: ChildIndex, data: RoundData) -> Option<Otherwise> {
        let round = Round::new(data).ok()?;
        let own =
            self.decided.round.households()[self.decided.round.household_of(child) as usize].children.clone();
        let draws = own.clone().map(|c| self.decided.compiled.draws[c as usize]).collect();
        let compiled = compile_drawn(&round, draws, JointOptions::default()).ok()?;
        let market = &compiled.market;
        let gone = self.household_of(child);
        let (mut newcomers, mut children) = (Vec::new(), Vec::new());
        for h in market.households() {
            let of: Vec<ChildIndex> =
                market.children(h).map(|c| own.start + c.index() as ChildIndex).collect();
            if of.iter().any(|&c| self.household_of(c) == gone) {
                newcomers.push(self.placed(child, &round, &compiled, Newcomer::of(market, h), h));
                children.extend(of);
            }
        }
        let replacements = vec![Replacement { gone, newcomers }];
        Some(Otherwise { change: Change { replacements, seats: Vec::new() }, children })
    }

    /// A household of the round of its own, with its ranks among all others.
    fn placed(
        &self,
        child: ChildIndex,
        round: &Round,
        compiled: &Compiled,
        mut newcomer: Newcomer,
        h: HouseholdId,
    ) -> Newcomer {
        let decided = self.decided;
        let first = decided.round.households()[decided.round.household_of(child) as usize].children.start;
        let draw = |own: ChildIndex| (decided.compiled.draws[(first + own) as usize], first + own);
        let market = &compiled.market;
        for (at, claimant) in market.claimants_of(h).zip(&mut newcomer.claimants) {
            let id = ClaimantId::new(at as u32);
            let own = market.claimant(id).child.index() as ChildIndex;
            let Some(pool) = self.pool_like(&compiled.pools[claimant.1.index()]) else {
                // Seats that the round does not have: nothing to stand in line for.
                (claimant.1, claimant.2) = (self.room.nowhere, RankClass::new(1));
                continue;
            };
            claimant.1 = pool;
            if !claimant.2.is_held() {
                let key = Key {
                    outsider: claimant.3,
                    late: self.room.is_late(decided, first + own, pool),
                    score: round.score_at(compiled.entry_of(id)),
                    draw: draw(own),
                };
                claimant.2 = self.room.rank(decided, pool, key);
            }
        }
        let children = market.children(h).map(|c| c.index() as ChildIndex);
        let best = children.filter_map(|c| Some((round.general_score(c)?, draw(c).0, draw(c).1))).min();
        newcomer.precedence = self.room.precedence(decided, best);
        newcomer
    }

    /// The pool of the round that is what a pool of the household's own round is.
    fn pool_like(&self, label: &PoolLabel) -> Option<PoolId> {
        let same = |l: &PoolLabel| {
            (l.facility, l.classes, l.reserve) == (label.facility, label.classes, label.reserve)
        };
        let at = self.decided.compiled.pools.iter().position(same)?;
        Some(PoolId::new(at as u32))
    }
}
