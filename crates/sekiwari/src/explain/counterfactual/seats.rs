//! How many seats more would have been enough.

use super::Refusal;
use super::desk::Desk;
use super::{MoreSeats, Tried};
use crate::explain::Reason;
use crate::market::{ChildId, Newcomer, PoolId, WishId};
use crate::programme::nursery::{ChildIndex, FacilityIndex, Round, SeatRow, compile_drawn};
use crate::programme::siblings::JointOptions;

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
        let got = if self.room.opens_lists[pool.index()] {
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
    /// what could not be given without them: the whole round compiled and decided anew. `None` if the family would not rank
    /// the wish above what it has.
    fn decide_with_seats(
        &self,
        reason: &Reason,
        pool: PoolId,
        seats: u32,
    ) -> Result<Option<Option<FacilityIndex>>, Refusal> {
        let (round, compiled) = (self.decided.round, self.decided.compiled);
        let label = &compiled.pools[pool.index()];
        let mut data = round.data();
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
        let round = Round::new(data).map_err(|_| Refusal::NoRound)?;
        let compiled = compile_drawn(&round, compiled.draws.clone(), JointOptions::default())
            .map_err(Refusal::NoMarket)?;
        let (child, market) = (ChildId::new(reason.child), &compiled.market);
        let household = market.household_of(child);
        let at = |wish: WishId, child: ChildId| {
            let claim = market.claims(wish).iter().find(|c| c.child == child);
            claim.map(|c| compiled.pools[c.pool.index()].facility)
        };
        // What the family has today stands in its list again.
        let as_today =
            |&w: &WishId| market.children(household).all(|c| at(w, c) == self.today(c.index() as ChildIndex));
        let rank = |w: WishId| market.rank_of(w);
        let today = market.wishes(household).find(as_today).map_or(u32::MAX, rank);
        let wished = market.wishes(household).find(|&w| at(w, child) == Some(reason.facility)).map(rank);
        let Some(wished) = wished.filter(|&wished| wished < today) else { return Ok(None) };
        let allocation = self.by_the_rule(market, &compiled.strict())?;
        let got = allocation.wish(market, household).filter(|&w| rank(w) <= wished);
        Ok(Some(got.and_then(|w| at(w, child))))
    }
}
