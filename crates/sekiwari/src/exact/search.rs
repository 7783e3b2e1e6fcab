//! Branch and bound over one component.

use super::state::State;
use crate::market::{HouseholdId, PoolId, WishId};

/// A complete outcome of a component: a wish position or nothing for each household.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) picks: Vec<Option<u32>>,
    seated: u32,
    rank_sum: u64,
}

/// How a component came out.
pub(super) struct Solved {
    /// The best stable outcome found.
    pub(super) found: Option<Found>,
    /// Whether everything was searched, so that `found` is best, or `None` means that there is none.
    pub(super) complete: bool,
    /// Nodes of the search tree.
    pub(super) nodes: u64,
}

/// Searches one component of a state at its fixpoint; the state is left as it was.
pub(super) fn solve(state: &mut State<'_>, component: &[HouseholdId], node_limit: u64) -> Solved {
    let market = state.market;
    let sorted = |mut pools: Vec<PoolId>| {
        pools.sort_unstable();
        pools.dedup();
        pools
    };
    let claimed = component.iter().flat_map(|&h| state.claimants(h)).map(|c| market.claimants()[c].pool);
    let mut pools = sorted(claimed.collect());
    // Decided households whose ghosts look at these pools must not block either.
    let mut watchers: Vec<HouseholdId> = pools
        .iter()
        .flat_map(|&p| market.pool_claimants(p))
        .map(|c| state.owner(c.index()))
        .filter(|&h| !state.soft[h.index()] && state.is_decided(h) && state.ghosts(h).next().is_some())
        .collect();
    watchers.sort_unstable();
    watchers.dedup();
    let watched =
        watchers.iter().flat_map(|&h| state.ghosts(h)).flat_map(|w| market.claims(w)).map(|c| c.pool);
    pools = sorted(pools.iter().copied().chain(watched).collect());
    let mut search = Search { state, component, pools, watchers, node_limit, nodes: 0, best: None };
    search.descend();
    let (nodes, found) = (search.nodes, search.best);
    Solved { found, complete: nodes < node_limit, nodes }
}

struct Search<'s, 'm> {
    state: &'s mut State<'m>,
    component: &'s [HouseholdId],
    pools: Vec<PoolId>,
    watchers: Vec<HouseholdId>,
    node_limit: u64,
    nodes: u64,
    best: Option<Found>,
}

impl Search<'_, '_> {
    fn descend(&mut self) {
        self.nodes += 1;
        if self.nodes >= self.node_limit || !self.can_improve() {
            return;
        }
        let open = |s: &State<'_>, h: HouseholdId| !s.is_decided(h);
        // Households with several claims first, then, should lattice ends not do, anybody.
        let key = |s: &State<'_>, h: HouseholdId| (s.single[h.index()], s.alive_count[h.index()], h);
        let state = &*self.state;
        let next = self.component.iter().copied().filter(|&h| open(state, h)).min_by_key(|&h| key(state, h));
        let several_open = next.is_some_and(|h| !state.single[h.index()]);
        if !several_open {
            // Single children with strict orders form a lattice between these ends, and all of it seats the same
            // children (Roth 1986); the upper end is best in ranks, the lower end keeps others from blocking best.
            let upper = self.candidate(|s, h| s.best_alive(h));
            if self.accept(upper) {
                return;
            }
            let lower = self.candidate(|s, h| if s.must[h.index()] { s.worst_alive(h) } else { None });
            if self.accept(lower) && next.is_none() {
                return;
            }
        }
        let Some(h) = next else { return };
        let options: Vec<u32> = self
            .state
            .market
            .wish_range(h)
            .map(|w| w as u32)
            .filter(|&w| self.state.alive[w as usize])
            .collect();
        let out = (!self.state.must[h.index()]).then_some(None);
        for choice in options.into_iter().map(Some).chain(out) {
            let mark = self.state.mark();
            self.fix(h, choice);
            if self.state.failed.is_none() && self.state.propagate() {
                self.descend();
            }
            self.state.undo_to(mark);
        }
    }

    /// Gives a household one of its alive wishes, or nothing; what it prefers may still block.
    fn fix(&mut self, h: HouseholdId, choice: Option<u32>) {
        for w in self.state.market.wish_range(h).map(|w| w as u32) {
            if self.state.alive[w as usize] && choice != Some(w) {
                self.state.delete(h, w, choice.is_none_or(|c| w < c));
            }
        }
        if choice.is_some() {
            self.state.set_must(h);
        }
        self.state.refresh(h);
        // Ghosts are examined when their pools are scanned.
        for c in self.state.claimants(h) {
            self.state.touch(self.state.market.claimants()[c].pool);
        }
    }

    fn candidate(&self, pick: impl Fn(&State<'_>, HouseholdId) -> Option<u32>) -> Found {
        let market = self.state.market;
        let picks: Vec<Option<u32>> = self.component.iter().map(|&h| pick(self.state, h)).collect();
        let mut found = Found { seated: 0, rank_sum: 0, picks };
        for (&h, &w) in self.component.iter().zip(&found.picks) {
            if let Some(w) = w {
                found.seated += market.seated_by(WishId::new(w));
                found.rank_sum += u64::from(w) - market.wish_range(h).start as u64 + 1;
            }
        }
        found
    }

    /// Keeps a candidate if it is stable and better than what is known; says whether it is stable.
    fn accept(&mut self, candidate: Found) -> bool {
        let stable = self.is_stable(&candidate);
        let better = |b: &Found| {
            candidate.seated > b.seated || (candidate.seated == b.seated && candidate.rank_sum < b.rank_sum)
        };
        if stable && self.best.as_ref().is_none_or(better) {
            self.best = Some(candidate);
        }
        stable
    }

    /// Whether the outcomes still possible could beat what is known.
    fn can_improve(&self) -> bool {
        let Some(best) = &self.best else { return true };
        let market = self.state.market;
        let (mut seated, mut rank_sum) = (0u32, 0u64);
        for &h in self.component {
            let wishes = market.wish_range(h).filter(|&w| self.state.alive[w]);
            seated += wishes.map(|w| market.seated_by(WishId::new(w as u32))).max().unwrap_or(0);
            if self.state.must[h.index()] {
                rank_sum += u64::from(self.state.best[h.index()]) - market.wish_range(h).start as u64 + 1;
            }
        }
        seated > best.seated || (seated == best.seated && rank_sum < best.rank_sum)
    }

    /// The definition, on the pools and households that this component touches.
    fn is_stable(&self, candidate: &Found) -> bool {
        let market = self.state.market;
        let outcome = |h: HouseholdId| match self.component.binary_search(&h) {
            Ok(i) => candidate.picks[i],
            Err(_) => self.state.best_alive(h).filter(|_| self.state.is_decided(h)),
        };
        // Ranks of the seats taken in each pool, best first.
        let taken: Vec<Vec<(crate::market::RankClass, HouseholdId)>> = self
            .pools
            .iter()
            .map(|&p| {
                let seated = market.pool_claimants(p).iter().filter_map(|&c| {
                    let h = self.state.owner(c.index());
                    let wish = WishId::new(outcome(h)?);
                    let sits = market.claims(wish).iter().any(|x| x.claimant == c);
                    sits.then(|| (market.claimant(c).rank, h))
                });
                seated.collect()
            })
            .collect();
        let at = |p: PoolId| self.pools.binary_search(&p).ok();
        if self.pools.iter().zip(&taken).any(|(&p, t)| t.len() > market.pool(p).seats as usize) {
            return false;
        }
        self.component.iter().chain(&self.watchers).filter(|h| !self.state.soft[h.index()]).all(|&h| {
            let end = outcome(h).map_or(market.wish_range(h).end, |w| w as usize);
            (market.wish_range(h).start..end).all(|w| {
                let wish = WishId::new(w as u32);
                if !self.state.alive[w] && !self.state.ghost[w] {
                    return true;
                }
                market.demands(wish).any(|d| {
                    let taken = at(d.pool).map_or(&[][..], |i| &taken[i]);
                    let others = taken.iter().filter(|&&(r, o)| r <= d.worst && o != h).count() as u32;
                    others + d.count > market.pool(d.pool).seats
                })
            })
        })
    }
}
