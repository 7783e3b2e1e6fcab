//! Trying everything, for small markets.
//!
//! Households in turn take each outcome for which there are seats. A branch is left where it cannot seat more than is known
//! with as few blocking households: those who block whatever is still to come are counted on the way.
//!
//! **Cost.** Exponential in the households; nodes are bounded.

use super::chains::Archive;
use super::count::count_blocking;
use crate::exact::control::Control;
use crate::market::{Allocation, HouseholdId, Market, WishId};

/// In larger markets there is no use in trying.
const MOST_HOUSEHOLDS: usize = 16;

/// The most seated by blocking households, if everything was tried within the nodes: the last entry holds for any more.
/// What is found on the way goes to the archive.
pub(super) fn try_all(
    market: &Market,
    archive: &mut Archive,
    nodes: u64,
    control: &Control<'_>,
) -> Option<Vec<u32>> {
    let households = market.households().len();
    if households > MOST_HOUSEHOLDS {
        return None;
    }
    let mut reachable = vec![0; households + 1];
    for h in (0..households).rev() {
        let wishes = market.wishes(HouseholdId::new(h as u32));
        reachable[h] = reachable[h + 1] + wishes.map(|w| market.seated_by(w)).max().unwrap_or(0);
    }
    let mut search = Search {
        market,
        archive,
        control,
        nodes,
        reachable,
        best: vec![None; households + 1],
        picks: vec![None; households],
        taken: vec![0; market.pools().len()],
    };
    if !search.descend(0, 0) {
        return None;
    }
    // Of so few nothing was found: then there is nothing, and nothing is seated.
    let mut most = 0;
    Some(
        search
            .best
            .into_iter()
            .map(|b| {
                most = most.max(b.unwrap_or(0));
                most
            })
            .collect(),
    )
}

struct Search<'a, 'm> {
    market: &'m Market,
    archive: &'a mut Archive,
    control: &'a Control<'a>,
    nodes: u64,
    /// Children that households from here on can seat.
    reachable: Vec<u32>,
    /// The most seated by blocking households, exactly so many.
    best: Vec<Option<u32>>,
    picks: Vec<Option<WishId>>,
    taken: Vec<u32>,
}

impl Search<'_, '_> {
    /// False if it ran out of nodes.
    fn descend(&mut self, at: usize, seated: u32) -> bool {
        let Some(nodes) = self.nodes.checked_sub(1) else { return false };
        self.nodes = nodes;
        if self.control.stops(nodes) {
            return false;
        }
        let market = self.market;
        let bound = seated + self.reachable[at];
        let blocking = (0..at as u32).filter(|&h| self.surely_blocks(HouseholdId::new(h), at)).count();
        if self.best[..=blocking].iter().flatten().any(|&known| known >= bound) {
            return true;
        }
        if at == market.households().len() {
            let allocation = self.allocation();
            let blocking = count_blocking(market, &allocation) as usize;
            self.best[blocking] = Some(seated.max(self.best[blocking].unwrap_or(0)));
            self.archive.offer(blocking as u32, seated, || allocation);
            return true;
        }
        let h = HouseholdId::new(at as u32);
        let out = (!market.holds_seat(h)).then_some(None);
        for outcome in market.wishes(h).map(Some).chain(out) {
            let demands = || outcome.into_iter().flat_map(|w| market.demands(w));
            if demands().any(|d| self.taken[d.pool.index()] + d.count > market.pool(d.pool).seats) {
                continue;
            }
            demands().for_each(|d| self.taken[d.pool.index()] += d.count);
            self.picks[at] = outcome;
            let more = outcome.map_or(0, |w| market.seated_by(w));
            let done = self.descend(at + 1, seated + more);
            demands().for_each(|d| self.taken[d.pool.index()] -= d.count);
            if !done {
                return false;
            }
        }
        true
    }

    /// Whether a household whose outcome is chosen blocks even if all others still to come take seats before it.
    fn surely_blocks(&self, h: HouseholdId, at: usize) -> bool {
        let market = self.market;
        let end = self.picks[h.index()].map_or(market.wish_range(h).end, WishId::index);
        (market.wish_range(h).start..end).any(|w| {
            market.demands(WishId::new(w as u32)).all(|d| {
                let ahead = market.pool_claimants(d.pool).iter().filter(|&&c| {
                    let claimant = market.claimant(c);
                    let other = market.household_of(claimant.child);
                    let may_sit = other.index() >= at
                        || self.picks[other.index()]
                            .is_some_and(|w| market.claims(w).iter().any(|x| x.claimant == c));
                    claimant.rank <= d.worst && other != h && may_sit
                });
                ahead.count() as u32 + d.count <= market.pool(d.pool).seats
            })
        })
    }

    fn allocation(&self) -> Allocation {
        let rank = |h: HouseholdId| {
            let start = self.market.wish_range(h).start;
            self.picks[h.index()].map(|w| (w.index() - start) as u32 + 1)
        };
        Allocation::from_ranks(self.market.households().map(rank))
    }
}
