//! A climb from today's division.

use super::{Division, Found, Look, Sites, distance, numbers};
use crate::market::PoolId;
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Seats of a class given at once for one seat of another at most: a teacher looks after up to ten times as many older children.
const MOST_FOR_ONE: u32 = 10;

/// Divisions looked at side by side before a gain is taken. Not the number of threads, or that would change the answer.
const BATCH: usize = 64;

struct Climb<'a> {
    look: &'a Look<'a>,
    sites: &'a Sites<'a>,
    open: &'a [usize],
    held: &'a [u32],
    today: &'a Division,
    // Divisions looked at, which gained nothing or are behind.
    seen: BTreeSet<Vec<u32>>,
    looked_at: u64,
    looks: u64,
}

/// Climbs until no step gains.
pub(super) fn climb(
    look: &Look<'_>,
    sites: &Sites<'_>,
    open: &[usize],
    held: &[u32],
    today: &Division,
    seated_max: u32,
    looks: u64,
) -> Found {
    let mut climb = Climb { look, sites, open, held, today, seen: BTreeSet::new(), looked_at: 0, looks };
    climb.seen.insert(today.seats.clone());
    let mut best = today.clone();
    loop {
        let done = best.judged.blocking == 0 && best.judged.seated >= seated_max;
        if done || climb.is_cut() {
            break;
        }
        let bare = climb.without_empty_seats(&best);
        let waiting = best.waiting(look.market);
        let sweep = climb.sweep(&bare, &waiting);
        let mut next = climb.best_of(vec![sweep], &best);
        if next.is_none() {
            let steps = climb.additions(&bare, &waiting);
            next = climb.best_of(steps, &best);
        }
        if next.is_none() {
            let steps = climb.exchanges(&bare, &waiting);
            next = climb.best_of(steps, &best);
        }
        match next {
            Some(next) => best = next,
            None => break,
        }
    }
    let best = climb.given_back(best);
    Found { best, all: false, looked_at: climb.looked_at, cut: climb.is_cut() }
}

impl Climb<'_> {
    fn is_cut(&self) -> bool {
        self.looked_at >= self.looks || self.look.control.stopped()
    }

    fn pools(&self) -> impl Iterator<Item = (usize, usize, PoolId)> + '_ {
        let of = |&site: &usize| (0..self.sites.pools[site].len()).map(move |i| (site, i));
        self.open.iter().flat_map(of).map(|(site, i)| (site, i, self.sites.pools[site][i]))
    }

    /// The seats that are taken, and those of other pools: the same allocation stands, and whoever blocked can only block less.
    fn without_empty_seats(&self, division: &Division) -> Vec<u32> {
        let mut taken = vec![0u32; division.seats.len()];
        let market = self.look.market;
        for h in market.households() {
            let wish = division.solution.outcome.allocation.wish(market, h);
            wish.map_or(&[][..], |w| market.claims(w)).iter().for_each(|c| taken[c.pool.index()] += 1);
        }
        let mut seats = division.seats.clone();
        for (_, _, pool) in self.pools() {
            let p = pool.index();
            seats[p] = taken[p].max(self.held[p]).min(seats[p]);
        }
        seats
    }

    fn allows(&self, site: usize, seats: &[u32]) -> bool {
        (self.sites.allows)(site, &numbers(seats, &self.sites.pools[site]))
    }

    /// The seats with so many more in a pool, as many as its site allows; how many that are.
    fn grown(&self, seats: &[u32], site: usize, pool: PoolId, most: u32) -> (Vec<u32>, u32) {
        let mut seats = seats.to_vec();
        let mut more = 0;
        while more < most {
            seats[pool.index()] += 1;
            if !self.allows(site, &seats) {
                seats[pool.index()] -= 1;
                break;
            }
            more += 1;
        }
        (seats, more)
    }

    /// All that the sites can still take at once: one seat after the other to the class of a site with the most children waiting for
    /// whom there is no seat yet. Children wait at several places, so some of these seats stay empty and are given elsewhere next time.
    fn sweep(&self, bare: &[u32], waiting: &[u32]) -> Vec<u32> {
        let mut seats = bare.to_vec();
        for &site in self.open {
            let mut wanted: Vec<PoolId> = self.sites.pools[site].clone();
            loop {
                let left = |p: &PoolId| {
                    let given = seats[p.index()] - bare[p.index()];
                    waiting[p.index()].saturating_sub(given)
                };
                let most = wanted.iter().copied().max_by_key(|p| (left(p), Reverse(*p)));
                let Some(pool) = most.filter(|p| left(p) > 0) else { break };
                let (grown, more) = self.grown(&seats, site, pool, 1);
                seats = grown;
                if more == 0 {
                    wanted.retain(|p| *p != pool);
                }
            }
        }
        seats
    }

    /// One seat more, or as many as children wait for and fit, in each pool that somebody waits for.
    fn additions(&self, bare: &[u32], waiting: &[u32]) -> Vec<Vec<u32>> {
        let mut steps = Vec::new();
        for (site, _, pool) in self.pools().filter(|(_, _, p)| waiting[p.index()] > 0) {
            for most in [1, waiting[pool.index()]] {
                let (seats, more) = self.grown(bare, site, pool, most);
                if more > 0 {
                    steps.push(seats);
                }
            }
        }
        steps
    }

    /// One taken seat for seats of another class that somebody waits for.
    fn exchanges(&self, bare: &[u32], waiting: &[u32]) -> Vec<Vec<u32>> {
        let mut steps = Vec::new();
        for (site, i, pool) in self.pools().filter(|(_, _, p)| waiting[p.index()] > 0) {
            for (j, &from) in self.sites.pools[site].iter().enumerate() {
                if i == j || bare[from.index()] <= self.held[from.index()] {
                    continue;
                }
                let mut less = bare.to_vec();
                less[from.index()] -= 1;
                let (seats, more) = self.grown(&less, site, pool, waiting[pool.index()].min(MOST_FOR_ONE));
                if more > 0 {
                    steps.push(seats);
                }
            }
        }
        steps
    }

    /// The best division among steps that is better than `than`; steps of several sites that gain are tried together too.
    fn best_of(&mut self, steps: Vec<Vec<u32>>, than: &Division) -> Option<Division> {
        let mut fresh: Vec<Vec<u32>> = steps.into_iter().filter(|s| !self.seen.contains(s)).collect();
        fresh.sort_unstable();
        fresh.dedup();
        let left = usize::try_from(self.looks.saturating_sub(self.looked_at)).unwrap_or(usize::MAX);
        fresh.truncate(left);
        let look = self.look;
        let mut gains: Vec<Division> = Vec::new();
        for batch in fresh.chunks(BATCH) {
            self.looked_at += batch.len() as u64;
            self.seen.extend(batch.iter().cloned());
            let looked: Vec<Option<Division>> =
                batch.par_iter().map(|seats| look.at(seats.clone())).collect();
            gains = looked.into_iter().flatten().filter(|d| d.judged.key() < than.judged.key()).collect();
            if !gains.is_empty() || look.control.stopped() {
                break;
            }
        }
        let today = &self.today.seats;
        gains.sort_by(|a, b| {
            let order = |d: &Division| (d.judged.key(), distance(&d.seats, today));
            order(a).cmp(&order(b)).then_with(|| a.seats.cmp(&b.seats))
        });
        let together = self.together(&gains, than);
        let best = gains.into_iter().next()?;
        match together {
            Some(together) if together.judged.key() < best.judged.key() => Some(together),
            _ => Some(best),
        }
    }

    /// The best step of each site, all at once.
    fn together(&mut self, gains: &[Division], than: &Division) -> Option<Division> {
        let mut seats = self.without_empty_seats(than);
        let mut sites = 0;
        for &site in self.open {
            let pools = &self.sites.pools[site];
            let bare = numbers(&seats, pools);
            let own = gains.iter().find(|d| numbers(&d.seats, pools) != bare);
            if let Some(step) = own {
                sites += 1;
                pools.iter().for_each(|p| seats[p.index()] = step.seats[p.index()]);
            }
        }
        if sites < 2 || self.is_cut() || !self.seen.insert(seats.clone()) {
            return None;
        }
        self.looked_at += 1;
        self.look.at(seats)
    }

    /// What the sites can still take is given back where it was, if that makes nothing worse.
    fn given_back(&mut self, best: Division) -> Division {
        if best.seats == self.today.seats {
            return best;
        }
        let mut seats = best.seats.clone();
        for (site, _, pool) in self.pools().collect::<Vec<_>>() {
            let p = pool.index();
            let (grown, _) = self.grown(&seats, site, pool, self.today.seats[p].saturating_sub(seats[p]));
            seats = grown;
        }
        if seats == best.seats || self.look.control.stopped() {
            return best;
        }
        self.looked_at += 1;
        match self.look.at(seats) {
            Some(whole) if whole.judged.key() <= best.judged.key() => whole,
            _ => best,
        }
    }
}
