//! How many seats more would have been enough.

use super::Refusal;
use super::desk::{Desk, Otherwise};
use super::{MoreSeats, Tried};
use crate::explain::Reason;
use crate::market::{Newcomer, PoolId};
use crate::programme::nursery::{ChildIndex, FacilityIndex, RoundData, SeatRow};

impl Desk<'_> {
    /// As many seats more as were missing at a wish, or for the sibling that had to come too.
    pub(super) fn seats_for(&self, reason: &Reason) -> Result<Tried<MoreSeats>, Refusal> {
        let (pool, missing) = match reason.obstacle {
            Some(o) => (o.pool, o.needed.saturating_sub(o.room)),
            None => {
                let takes = self.decided.round.children()[reason.child as usize].affiliation.seat_weight;
                (reason.pool, (reason.ahead + takes).saturating_sub(reason.seats).min(takes))
            }
        };
        if missing == 0 || self.decided.compiled.pools[pool.index()].classes.is_none() {
            return Ok(Tried::NotAsked);
        }
        let got = if self.room.opens_lists(pool) {
            match self.decide_with_seats(reason, pool, missing)? {
                Some(got) => got,
                None => return Ok(Tried::NotAsked),
            }
        } else {
            let Some(rank) = reason.household_rank else { return Ok(Tried::NotAsked) };
            let newcomer = Newcomer::of(&self.room.market, self.household_of(reason.child));
            let mut otherwise = self.instead(reason.child, newcomer);
            otherwise.change.seats = vec![(pool, i64::from(missing))];
            let got = self.decide_for(reason.child, &otherwise)?;
            got.facility.filter(|_| got.rank <= rank)
        };
        Ok(match got {
            Some(facility) => Tried::Sufficed(MoreSeats { pool, seats: missing, facility }),
            None => Tried::InVain,
        })
    }

    /// What the child of a reason gets with more seats in a pool, if it is its wish or a better one, where lists of siblings leave out
    /// what could not be given without them: those families come with the lists that they would have had. `None` if the
    /// child's family would not rank the wish above what it has.
    fn decide_with_seats(
        &self,
        reason: &Reason,
        pool: PoolId,
        seats: u32,
    ) -> Result<Option<Option<FacilityIndex>>, Refusal> {
        let own = self.household_of(reason.child);
        let mut families: Vec<ChildIndex> = vec![reason.child];
        for &c in self.decided.market.pool_claimants(pool) {
            let child = self.decided.market.claimant(c).child;
            let h = self.decided.market.household_of(child);
            let known = families.iter().any(|&f| self.household_of(f) == h);
            if !known && self.room.is_unused(c) {
                families.push(child.index() as ChildIndex);
            }
        }
        let mut otherwise = Otherwise::default();
        otherwise.change.seats = vec![(pool, i64::from(seats))];
        for child in families {
            let mut data = self.rows(child);
            self.add_seats(&mut data, pool, seats);
            let family = self.otherwise(child, data).ok_or(Refusal::NoRound)?;
            otherwise.change.replacements.extend(family.change.replacements);
            otherwise.children.extend(family.children);
        }
        // The child's own family stands first, and it is one household.
        let children = self.decided.market.children(own).len();
        let at = otherwise.children[..children].iter().position(|&c| c == reason.child).unwrap_or(0);
        let newcomer = &otherwise.change.replacements[0].newcomers[0];
        let facilities = |wish: &[u32]| -> Vec<Option<FacilityIndex>> {
            let mut of = vec![None; children];
            for &c in wish {
                let (child, pool, ..) = newcomer.claimants[c as usize];
                of[child as usize] = self.decided.compiled.pools.get(pool.index()).map(|l| l.facility);
            }
            of
        };
        // What the family has today stands in its list again.
        let today: Vec<_> = otherwise.children[..children].iter().map(|&c| self.today(c)).collect();
        let rank = |matches: &dyn Fn(&[Option<FacilityIndex>]) -> bool| {
            newcomer.wishes.iter().find(|w| matches(&facilities(&w.1))).map(|w| w.0)
        };
        let today = rank(&|of| of == today).unwrap_or(u32::MAX);
        let wished = rank(&|of| of[at] == Some(reason.facility));
        let Some(wished) = wished.filter(|&wished| wished < today) else { return Ok(None) };
        let got = self.decide_for(reason.child, &otherwise)?;
        Ok(Some(got.facility.filter(|_| got.rank <= wished)))
    }

    /// The rows of a family with more seats in a pool of the round.
    fn add_seats(&self, data: &mut RoundData, pool: PoolId, seats: u32) {
        let label = &self.decided.compiled.pools[pool.index()];
        match (label.reserve, label.classes) {
            (Some(reserve), _) => data.reserves[reserve as usize].seats += seats,
            (None, Some(classes)) => {
                let (facility, same) = (label.facility, |r: &&mut SeatRow| r.classes == classes);
                match data.seats.iter_mut().filter(|r| r.facility == facility).find(same) {
                    Some(row) => row.seats += seats,
                    None => data.seats.push(SeatRow { facility, classes, seats }),
                }
            }
            (None, None) => {}
        }
    }
}
