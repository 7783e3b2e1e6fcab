//! How many points more would have been enough.

use super::Refusal;
use super::desk::{Desk, Got};
use super::room::{Key, raised};
use super::{MorePoints, Tried};
use crate::explain::Reason;
use crate::mechanism::Ties;
use crate::priority::Thousandths;
use crate::programme::nursery::ChildIndex;

impl Desk<'_> {
    /// For each of a child's reasons the least points more with which it gets that wish or a better one.
    pub(super) fn points_for(
        &self,
        child: ChildIndex,
        reasons: &[Reason],
    ) -> Result<Vec<Tried<MorePoints>>, Refusal> {
        let mut tries = Tries { desk: self, child, steps: self.steps(child), got: Vec::new() };
        tries.got = vec![None; tries.steps.len()];
        let mut found = vec![Tried::NotAsked; reasons.len()];
        // A worse wish needs no more than a better one.
        let asked = |r: &Reason| self.decided.compiled.pools[r.pool.index()].classes.and(r.household_rank);
        let mut order: Vec<(u32, usize)> =
            reasons.iter().zip(0..).filter_map(|(r, at)| Some((asked(r)?, at))).collect();
        order.sort_unstable_by(|a, b| b.cmp(a));
        let mut from = 0;
        for (rank, at) in order {
            let reason = &reasons[at];
            from = tries.least(from, rank, self.guess(reason, &tries.steps))?;
            found[at] = match tries.steps.get(from) {
                Some(&more) => Tried::Sufficed(MorePoints {
                    more,
                    points: self.decided.score(reason.claimant).map_or(more, |s| raised(s, more).points),
                    facility: tries.outcome(from)?.facility.unwrap_or(reason.facility),
                }),
                None => Tried::InVain,
            };
        }
        Ok(found)
    }

    /// The step with which the child passes the lowest who sits where it would.
    fn guess(&self, reason: &Reason, steps: &[Thousandths]) -> usize {
        let key = |c| self.room.key(self.decided, c);
        let passing = reason.lowest.and_then(|lowest| self.passing(&key(reason.claimant), &key(lowest)));
        let Some((level, passes)) = passing else { return 0 };
        let more = if passes { level } else { level.saturating_add(self.room.step) };
        steps.partition_point(|s| s.0 < more)
    }

    /// The points more with which one claimant of a pool comes level with another, and whether it then stands before it; `None` for
    /// who holds a seat.
    fn passing(&self, own: &Key<'_>, theirs: &Key<'_>) -> Option<(i64, bool)> {
        let (mine, other) = own.score.zip(theirs.score)?;
        let level = other.points.0.saturating_sub(mine.points.0);
        let at_level = Key { score: Some(raised(mine, Thousandths(level))), ..*own };
        Some((level, at_level.is_before(theirs, self.room.ties)))
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
                let Some((level, passes)) = self.passing(&key, &theirs) else { continue };
                if passes || room.ties == Ties::Weak {
                    steps.push(Thousandths(level));
                }
                if !passes {
                    steps.push(Thousandths(level.saturating_add(room.step)));
                }
            }
        }
        if self.goes_by_one_list() {
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
        let levels = all.filter_map(points).map(|theirs| theirs.saturating_sub(own));
        levels.flat_map(|level| [level, level.saturating_add(self.room.step)].map(Thousandths)).collect()
    }
}

/// What was tried for one child.
struct Tries<'d, 'a> {
    desk: &'d Desk<'a>,
    child: ChildIndex,
    steps: Vec<Thousandths>,
    got: Vec<Option<Got>>,
}

impl Tries<'_, '_> {
    /// The first step from `from` on with which the family gets a wish of this rank or a better one; the number of steps if there
    /// is none. `guess` is tried first, and the step before it.
    fn least(&mut self, from: usize, rank: u32, guess: usize) -> Result<usize, Refusal> {
        let (mut low, mut high) = (from, self.steps.len());
        if low == high {
            return Ok(high);
        }
        let guess = guess.clamp(low, high - 1);
        // Mostly it takes the guess, and no less.
        self.look_at_both(guess, guess.saturating_sub(1).max(low))?;
        if self.suffices(guess, rank)? {
            high = guess;
            if high > low && !self.suffices(high - 1, rank)? {
                low = high;
            }
        } else {
            low = guess + 1;
            if low == high || !self.suffices(high - 1, rank)? {
                return Ok(high);
            }
            high -= 1;
        }
        while low < high {
            let middle = low + (high - low) / 2;
            if self.suffices(middle, rank)? {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        Ok(high)
    }

    fn suffices(&mut self, step: usize, rank: u32) -> Result<bool, Refusal> {
        let got = self.outcome(step)?;
        Ok(got.rank <= rank && got.facility.is_some())
    }

    fn outcome(&mut self, step: usize) -> Result<Got, Refusal> {
        let got = self.found(step)?;
        self.got[step] = Some(got);
        Ok(got)
    }

    /// Two outcomes at once, where there is a thread to spare.
    fn look_at_both(&mut self, one: usize, other: usize) -> Result<(), Refusal> {
        if one != other && rayon::current_num_threads() > 1 {
            let (first, second) = rayon::join(|| self.found(one), || self.found(other));
            (self.got[one], self.got[other]) = (Some(first?), Some(second?));
        }
        Ok(())
    }

    fn found(&self, step: usize) -> Result<Got, Refusal> {
        if let Some(known) = self.got[step] {
            return Ok(known);
        }
        let newcomer = self.desk.with_points(self.child, self.steps[step]);
        self.desk.decide_for(self.child, &self.desk.instead(self.child, newcomer))
    }
}
