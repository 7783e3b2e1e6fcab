//! How many points more would have been enough.

use super::MorePoints;
use super::desk::{Desk, Otherwise};
use crate::explain::club::Reason;
use crate::explain::counterfactual::{Refusal, Tried, Tries, above};
use crate::market::{ClaimantId, Newcomer};
use crate::priority::Thousandths;
use crate::programme::club::{ChildIndex, PoolAt};

impl Desk<'_> {
    /// For each of a child's reasons the least points more with which it gets that line or a better one.
    pub(super) fn points_for(
        &self,
        child: ChildIndex,
        reasons: &[Reason],
    ) -> Result<Vec<Tried<MorePoints>>, Refusal> {
        let (round, compiled) = (self.decided.round, self.decided.compiled);
        let mut found = vec![Tried::NotAsked; reasons.len()];
        let Some(place) = self.room.points else { return Ok(found) };
        let decide = |more| self.decide_for(&self.with_points(child, more, place));
        let mut tries = Tries::new(self.steps(child, place), &decide);
        let rank = |r: &Reason| {
            let rank = self.rank_of(child, r.entry)?;
            (compiled.can_be_given(r.entry) && round.score_at(r.entry).is_some()).then_some(rank)
        };
        let asked = reasons.iter().zip(0..).filter_map(|(r, at)| Some((at, rank(r)?, self.guess(r, place))));
        for (at, least) in tries.least_of_each(asked.collect())? {
            let entry = reasons[at].entry;
            found[at] = match least {
                Some((more, got)) => Tried::Sufficed(MorePoints {
                    more,
                    points: above(round.score_at(entry).map_or(Thousandths(0), |s| s.points), more),
                    line: got.line.unwrap_or_else(|| round.entry(entry)),
                }),
                None => Tried::InVain,
            };
        }
        Ok(found)
    }

    /// The household of a child with more points for it.
    fn with_points(&self, child: ChildIndex, more: Thousandths, place: usize) -> Otherwise<'_> {
        let (order, market, h) = (self.order(), &self.room.market, self.household_of(child));
        let mut newcomer = Newcomer::of(market, h);
        for (at, claimant) in market.claimants_of(h).zip(&mut newcomer.claimants) {
            let id = ClaimantId::new(at as u32);
            if market.claimant(id).child.index() == child as usize && !claimant.2.is_held() {
                claimant.2 = order.rank(claimant.1, &order.key(id).raised(place, more));
            }
        }
        let round = Box::new(move || self.decided.round.with_points(child, more));
        Otherwise { child, local: Some(self.instead(child, newcomer)), round }
    }

    /// The points more with which the child passes the lowest who sits where it would.
    fn guess(&self, reason: &Reason, place: usize) -> Thousandths {
        let round = self.decided.round;
        let passing = reason.lowest.and_then(|(other, entry)| {
            let key = |child, entry| {
                let club = round.entry(entry).club;
                self.order().key_at(child, PoolAt::Never { club })
            };
            key(reason.child, reason.entry).passing(&key(other, entry), place, self.room.ties)
        });
        passing.map_or(Thousandths(0), |p| p.enough(self.room.step))
    }

    /// The points more with which the child passes somebody where it wants to sit, or comes level where that counts, least first. Also at
    /// worse lines: with siblings it can matter who comes first there.
    fn steps(&self, child: ChildIndex, place: usize) -> Vec<Thousandths> {
        let (order, market, ties) = (self.order(), &self.room.market, self.room.ties);
        let household = self.household_of(child);
        let mut steps = Vec::new();
        let own = market.claimants_of(household).map(|at| ClaimantId::new(at as u32));
        for own in own.filter(|&c| market.claimant(c).child.index() == child as usize) {
            let (key, claimant) = (order.key(own), market.claimant(own));
            if claimant.rank.is_held() {
                continue;
            }
            for &other in market.pool_claimants(claimant.pool) {
                let o = market.claimant(other);
                if o.rank > claimant.rank {
                    break;
                }
                if !o.rank.is_held() && market.household_of(o.child) != household {
                    let passing = key.passing(&order.key(other), place, ties);
                    steps.extend(passing.into_iter().flat_map(|p| p.steps(self.room.step, ties)));
                }
            }
        }
        if self.again.goes_by_one_list() {
            self.add_steps_in_list(&mut steps, child);
        }
        steps.retain(|s| s.0 > 0);
        steps.sort_unstable();
        steps.dedup();
        steps
    }

    /// Points with which the child comes level with others, or passes them, in the list over all households, whatever club they stand
    /// there by.
    fn add_steps_in_list(&self, steps: &mut Vec<Thousandths>, child: ChildIndex) {
        let round = self.decided.round;
        let points = |entry| round.score_at(entry).map(|s| s.points.0);
        let lines = |child| round.list_offset(child)..round.list_offset(child) + round.list(child).len();
        let mut theirs: Vec<i64> = (0..round.list_len()).filter_map(points).collect();
        theirs.sort_unstable();
        theirs.dedup();
        for own in lines(child).filter_map(points) {
            let levels = theirs.iter().map(|t| Thousandths(t.saturating_sub(own)));
            steps.extend(levels.flat_map(|level| [level, above(level, self.room.step)]));
        }
    }
}
