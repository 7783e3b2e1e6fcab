//! How many points more would have been enough.

use super::Refusal;
use super::desk::Desk;
use super::keys::{Key as _, Passing, above};
use super::least::Tries;
use super::room::{Key, raised};
use super::{MorePoints, Tried};
use crate::explain::Reason;
use crate::priority::Thousandths;
use crate::programme::nursery::ChildIndex;

impl Desk<'_> {
    /// For each of a child's reasons the least points more with which it gets that wish or a better one.
    pub(super) fn points_for(
        &self,
        child: ChildIndex,
        reasons: &[Reason],
    ) -> Result<Vec<Tried<MorePoints>>, Refusal> {
        let decide = |more| self.decide_for(child, &self.instead(child, self.with_points(child, more)));
        let mut tries = Tries::new(self.steps(child), &decide);
        let mut found = vec![Tried::NotAsked; reasons.len()];
        let rank = |r: &Reason| self.decided.compiled.pools[r.pool.index()].classes.and(r.household_rank);
        let asked = reasons.iter().zip(0..).filter_map(|(r, at)| Some((at, rank(r)?, self.guess(r))));
        for (at, least) in tries.least_of_each(asked.collect())? {
            let reason = &reasons[at];
            found[at] = match least {
                Some((more, got)) => Tried::Sufficed(MorePoints {
                    more,
                    points: self.decided.score(reason.claimant).map_or(more, |s| raised(s, more).points),
                    facility: got.facility.unwrap_or(reason.facility),
                }),
                None => Tried::InVain,
            };
        }
        Ok(found)
    }

    /// The points more with which the child passes the lowest who sits where it would.
    fn guess(&self, reason: &Reason) -> Thousandths {
        let key = |c| self.room.key(self.decided, c);
        let passing = reason.lowest.and_then(|lowest| self.passing(&key(reason.claimant), &key(lowest)));
        passing.map_or(Thousandths(0), |p| p.enough(self.room.step))
    }

    /// The points more with which one claimant of a pool comes level with another, and whether it then stands before it; `None` for
    /// who holds a seat.
    fn passing(&self, own: &Key<'_>, theirs: &Key<'_>) -> Option<Passing> {
        let (mine, other) = own.score.zip(theirs.score)?;
        let level = Thousandths(other.points.0.saturating_sub(mine.points.0));
        let at_level = Key { score: Some(raised(mine, level)), ..*own };
        Some(Passing { level, passes: at_level.is_before(theirs, self.room.ties) })
    }

    /// The points more with which the child passes somebody in a pool of its list, or comes level where that counts, least
    /// first. Also in pools of worse wishes: with siblings it can matter who comes first there.
    fn steps(&self, child: ChildIndex) -> Vec<Thousandths> {
        let (decided, room) = (self.decided, self.room);
        let household = self.household_of(child);
        let entries = decided.round.list_offset(child)..;
        let entries = entries.take(decided.round.list(child).len());
        let mut steps = Vec::new();
        for own in entries.flat_map(|entry| decided.compiled.claimants_of(entry)) {
            let (key, claimant) = (room.key(decided, own), decided.market.claimant(own));
            if claimant.rank.is_held() {
                continue;
            }
            for &other in decided.market.pool_claimants(claimant.pool) {
                let o = decided.market.claimant(other);
                if o.rank > claimant.rank {
                    break;
                }
                if o.rank.is_held() || decided.market.household_of(o.child) == household {
                    continue;
                }
                let theirs = room.key(decided, other);
                // Points do not pass those who come first whatever they have.
                if (theirs.outsider, theirs.late) != (key.outsider, key.late) {
                    continue;
                }
                let passing = self.passing(&key, &theirs);
                steps.extend(passing.into_iter().flat_map(|p| p.steps(room.step, room.ties)));
            }
        }
        if self.again.goes_by_one_list() {
            steps.extend(self.steps_in_list(child));
        }
        steps.retain(|s| s.0 > 0);
        steps.sort_unstable();
        steps.dedup();
        steps
    }
}

impl Desk<'_> {
    /// Points with which the child comes level with, or passes, others in the list over all households.
    fn steps_in_list(&self, child: ChildIndex) -> Vec<Thousandths> {
        let round = self.decided.round;
        let points = |c: ChildIndex| round.general_score(c).map(|s| s.points.0);
        let Some(own) = points(child) else { return Vec::new() };
        let all = 0..round.children().len() as ChildIndex;
        let levels = all.filter_map(points).map(|theirs| Thousandths(theirs.saturating_sub(own)));
        levels.flat_map(|level| [level, above(level, self.room.step)]).collect()
    }
}
