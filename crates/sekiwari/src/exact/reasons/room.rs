//! Why a pool has room for a wish whatever others get.

use super::Reasons;
use crate::exact::state::State;
use crate::market::{Demand, HouseholdId};

impl Reasons {
    /// Offers, as `offers[from..]`, enough events before `at` to show that a pool has room for a demand of a wish of `h` whatever
    /// the others get; false if there are not enough.
    pub(super) fn of_room(
        &mut self,
        state: &State<'_>,
        h: HouseholdId,
        wish: usize,
        d: Demand,
        at: u32,
    ) -> bool {
        let from = self.offers.len();
        let few = self.of_few(state, h, d, at);
        let to = self.offers.len();
        if few && to == from {
            return true;
        }
        let sure = self.of_sure(state, h, wish, d, at);
        let unseen = |offers: &[(u32, u32, u32, u32)]| offers.iter().map(|o| o.0).sum::<u32>();
        match (few, sure) {
            (false, false) => self.lost = true,
            (true, true) if unseen(&self.offers[to..]) < unseen(&self.offers[from..to]) => {
                self.offers.drain(from..to);
            }
            (true, _) => self.offers.truncate(to),
            (false, true) => {}
        }
        few || sure
    }

    /// By those ranked no worse who are gone: with the others there are no more than the seats.
    fn of_few(&mut self, state: &State<'_>, h: HouseholdId, d: Demand, at: u32) -> bool {
        let (market, from) = (state.market, self.offers.len());
        let mut ahead = 0u32;
        for &c in market.pool_claimants(d.pool) {
            if market.claimant(c).rank > d.worst {
                break;
            }
            let owner = state.owner(c.index());
            if owner == h {
                continue;
            }
            ahead += 1;
            let start = self.offered.len();
            let gone = self.using.of(c).iter().all(|w| {
                let dead = !state.alive[w.index()] && state.dead_at[w.index()] < at;
                if dead {
                    self.offered.push(state.dead_at[w.index()]);
                }
                dead
            });
            if gone {
                self.offer(start);
            } else {
                self.offered.truncate(start);
            }
        }
        let needed = (ahead + d.count).saturating_sub(market.pool(d.pool).seats) as usize;
        self.fewest(from, needed)
    }

    /// By seats that are sure to be taken by others ranked worse, or by its own in all that is worse than the wish.
    fn of_sure(&mut self, state: &State<'_>, h: HouseholdId, wish: usize, d: Demand, at: u32) -> bool {
        let (market, from) = (state.market, self.offers.len());
        for &c in market.pool_claimants(d.pool) {
            let owner = state.owner(c.index());
            let offer = match owner == h {
                true => self.taken(state, owner, c.index(), wish + 1, at),
                false if market.claimant(c).rank > d.worst => self.forced(state, owner, c.index(), at),
                false => None,
            };
            self.offers.extend(offer);
        }
        self.fewest(from, d.count as usize)
    }

    /// Keeps as many offers as are needed; none if there are not as many.
    fn fewest(&mut self, from: usize, needed: usize) -> bool {
        let enough = self.offers.len() - from >= needed;
        self.offers[from..].sort_unstable();
        self.offers.truncate(from + if enough { needed } else { 0 });
        enough
    }
}
