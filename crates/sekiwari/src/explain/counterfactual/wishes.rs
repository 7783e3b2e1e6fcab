//! Where the child would have had a seat, had the family listed it.

use super::Refusal;
use super::Tried;
use super::desk::{Desk, Otherwise};
use super::room::Key;
use crate::market::{PoolId, RankClass};
use crate::programme::club::district::metres;
use crate::programme::nursery::{ChildIndex, FacilityIndex, WishRow};

/// As many facilities are told.
const TOLD: usize = 3;
/// As many are tried; where siblings come together one that has a seat for this child need not have one for all.
const TRIED: usize = 24;

impl Desk<'_> {
    /// For a child without a seat: facilities not on its list that would have taken it, the nearest first.
    pub(super) fn wishes_for(&self, child: ChildIndex) -> Result<Tried<Vec<FacilityIndex>>, Refusal> {
        let round = self.decided.round;
        let household = &round.households()[round.household_of(child) as usize];
        if self.today(child).is_some() || round.pin(child).is_some() || household.joint_wishes.is_some() {
            return Ok(Tried::NotAsked);
        }
        let mut told = Vec::new();
        for facility in self.with_room(child).into_iter().take(TRIED) {
            let mut data = self.rows(child);
            let own = child - household.children.start;
            let last = data.wishes.iter().filter(|w| w.child == own).map(|w| w.rank).max().unwrap_or(0);
            data.wishes.push(WishRow { child: own, rank: last + 1, facility });
            let Some(otherwise) = self.otherwise(child, data) else { continue };
            if !self.opens(child, facility, &otherwise) {
                continue;
            }
            if self.decide_for(child, &otherwise)?.facility == Some(facility) {
                told.push(facility);
            }
            if told.len() == TOLD {
                break;
            }
        }
        Ok(if told.is_empty() { Tried::InVain } else { Tried::Sufficed(told) })
    }

    /// Whether a family that comes otherwise has a wish with a facility for a child that today's decision leaves room for, where
    /// all of it would be given to who stands before others.
    fn opens(&self, child: ChildIndex, facility: FacilityIndex, otherwise: &Otherwise) -> bool {
        let mut children = &otherwise.children[..];
        otherwise.change.replacements.iter().flat_map(|r| &r.newcomers).any(|newcomer| {
            let (own, rest) = children.split_at(newcomer.children as usize);
            children = rest;
            let Some(at) = own.iter().position(|&c| c == child) else { return false };
            newcomer.wishes.iter().any(|(_, wish)| {
                let claims = || wish.iter().map(|&c| &newcomer.claimants[c as usize]);
                let goes = |c: &(u32, PoolId, RankClass, bool)| {
                    let pool = self.decided.compiled.pools.get(c.1.index());
                    c.0 as usize == at && pool.is_some_and(|p| p.facility == facility)
                };
                claims().any(goes) && claims().all(|c| self.leaves_room(child, c.1, claims()))
            })
        })
    }

    /// Whether today's decision leaves room in a pool for claims of a child's household on it.
    fn leaves_room<'c>(
        &self,
        child: ChildIndex,
        pool: PoolId,
        claims: impl Iterator<Item = &'c (u32, PoolId, RankClass, bool)>,
    ) -> bool {
        let household = self.household_of(child);
        let here = claims.filter(|c| c.1 == pool).map(|c| c.2);
        let (count, worst) = here.fold((0, RankClass::HELD), |(n, worst), rank| (n + 1, worst.max(rank)));
        if pool == self.room.nowhere {
            return false;
        }
        let before = self
            .decided
            .sitting(pool)
            .iter()
            .map(|&c| self.room.market.claimant(c))
            .filter(|c| c.rank <= worst && self.decided.market.household_of(c.child) != household);
        before.count() as u32 + count <= self.decided.market.pool(pool).seats
    }

    /// Facilities not on the list where the child would stand before the last who sits there, or a seat is free, or some are reserved.
    fn with_room(&self, child: ChildIndex) -> Vec<FacilityIndex> {
        let (decided, round) = (self.decided, self.decided.round);
        let household = self.household_of(child);
        let own = &round.children()[child as usize];
        let mut found: Vec<(u32, FacilityIndex)> = Vec::new();
        for facility in 0..round.facilities().len() as FacilityIndex {
            if round.list(child).contains(&facility) {
                continue;
            }
            let Some(&pool) = decided.compiled.pools_for(round, child, facility).first() else { continue };
            // Not where it can never be given.
            if decided.compiled.pools[pool.index()].classes.is_none() {
                continue;
            }
            // Without points there it would be no round.
            let Some(score) = round.score_anywhere(child, facility) else { continue };
            let late = self.room.is_late(decided, child, pool);
            let draw = (decided.compiled.draws[child as usize], child);
            let rank = self.room.rank(decided, pool, Key { outsider: false, late, score: Some(score), draw });
            let before = decided.sitting(pool).iter().filter(|c| {
                let other = decided.market.household_of(decided.market.claimant(**c).child) != household;
                other && self.room.market.claimant(**c).rank < rank
            });
            let room = before.count() as u32 + own.affiliation.seat_weight <= decided.market.pool(pool).seats;
            // On seats kept for some it can be otherwise; trying will tell.
            if room || round.reserves_at(facility, own.class).next().is_some() {
                let there = round.facilities()[facility as usize].position;
                let way = own.position.zip(there).map_or(u32::MAX, |(a, b)| metres(a, b));
                found.push((way, facility));
            }
        }
        found.sort_unstable();
        found.into_iter().map(|f| f.1).collect()
    }
}
