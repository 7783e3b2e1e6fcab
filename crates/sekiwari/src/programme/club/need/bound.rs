//! What no plan can go below, item by item.
//!
//! Children without a choice need what they need. For the others: on one slot, with one item as the only limit, a set of parties whose
//! clubs together have too few free seats lacks the difference (Hall's condition); the smallest cut of a flow finds such sets. Sets
//! that share no club add up, each rounded up on its own.

use super::Item;
use super::club::{PerSlot, SLOTS, UNLIMITED};
use super::costs::ITEMS;
use super::flow::{Network, SOURCE};
use super::problem::{Party, Problem};
use petgraph::unionfind::UnionFind;

/// Items that clubs are given one by one.
const LIMITS: [Item; 5] = [Item::Rooms, Item::Units, Item::Staff, Item::Qualified, Item::Declared];

impl Problem {
    /// A number for each item that no plan goes below, each on its own; `forced` is what those need who have no choice.
    ///
    /// **Cost.** A flow for each item and each slot that differs from the others.
    pub(super) fn bound(&self, forced: &[[u32; ITEMS]], transport: u64) -> [u64; ITEMS] {
        let mut bound = [0; ITEMS];
        for of in forced {
            bound.iter_mut().zip(of).for_each(|(sum, &n)| *sum += u64::from(n));
        }
        bound[Item::Transport.index()] += transport;
        if self.is_forced() {
            return bound;
        }
        let loads = self.forced_loads();
        for item in LIMITS {
            let mut seen: Vec<(Vec<i64>, Vec<i64>)> = Vec::new();
            let mut most = 0;
            for slot in 0..SLOTS {
                let free = self.free(item, slot, forced, &loads);
                let wants = self.wants(slot);
                if wants.iter().all(|&n| n == 0) || seen.iter().any(|(f, w)| *f == free && *w == wants) {
                    continue;
                }
                let lacking = self.lacking(&free, &wants);
                let needed = lacking.iter().map(|(clubs, n)| self.least(item, slot, forced, clubs, *n));
                most = needed.sum::<u64>().max(most);
                seen.push((free, wants));
            }
            bound[item.index()] += most;
        }
        bound
    }

    /// Seats that each club has for those with a choice, if only one item limits it.
    fn free(&self, item: Item, slot: usize, forced: &[[u32; ITEMS]], loads: &[PerSlot<u32>]) -> Vec<i64> {
        let of = |c: usize| {
            let takes = self.clubs[c].takes(slot, item, forced[c][item.index()], &self.rule);
            (takes - i64::from(loads[c][slot])).max(0)
        };
        (0..self.clubs.len()).map(of).collect()
    }

    /// Seats that parties with a choice need on a slot wherever they go.
    fn wants(&self, slot: usize) -> Vec<i64> {
        let needs = |p: &Party| p.ways.len() > 1 && p.ways.iter().all(|w| w.slots >> slot & 1 == 1);
        let seats = |p: &Party| i64::from(p.children * p.seats) * i64::from(needs(p));
        self.parties.iter().map(seats).collect()
    }

    /// Sets of clubs that lack seats, and how many; no two sets share a club or a child.
    fn lacking(&self, free: &[i64], wants: &[i64]) -> Vec<(Vec<usize>, i64)> {
        let (clubs, parties) = (self.clubs.len(), self.parties.len());
        let mut network = Network::new(2 + clubs + parties);
        for (c, &n) in free.iter().enumerate() {
            network.arc(2 + c, super::flow::SINK, n);
        }
        for (p, party) in self.parties.iter().enumerate().filter(|&(p, _)| wants[p] > 0) {
            network.arc(SOURCE, 2 + clubs + p, wants[p]);
            party.ways.iter().for_each(|w| network.arc(2 + clubs + p, 2 + w.club, UNLIMITED));
        }
        network.fill();
        let reached = network.reached();
        let short = |p: usize| wants[p] > 0 && reached[2 + clubs + p];
        let mut sets = UnionFind::new(clubs);
        for (_, party) in self.parties.iter().enumerate().filter(|&(p, _)| short(p)) {
            party.ways.windows(2).for_each(|w| {
                sets.union(w[0].club, w[1].club);
            });
        }
        let mut lack = vec![0i64; clubs];
        for c in (0..clubs).filter(|&c| reached[2 + c]) {
            lack[sets.find(c)] -= free[c];
        }
        for (p, party) in self.parties.iter().enumerate().filter(|&(p, _)| short(p)) {
            lack[sets.find(party.ways[0].club)] += wants[p];
        }
        let labels = sets.into_labeling();
        let lacking = (0..clubs).filter(|&root| lack[root] > 0 && labels[root] == root);
        lacking
            .map(|root| {
                let inside = (0..clubs).filter(|&c| reached[2 + c] && labels[c] == root);
                (inside.collect(), lack[root])
            })
            .collect()
    }

    /// The least of an item that gives so many seats more to some clubs together, or a little less than that: clubs give what
    /// the concave hull of their gains gives, the steepest pieces first, the last one in part. Exact where additions come as
    /// whole units.
    fn least(&self, item: Item, slot: usize, forced: &[[u32; ITEMS]], clubs: &[usize], seats: i64) -> u64 {
        let mut pieces: Vec<(i64, i64)> = Vec::new();
        for &c in clubs {
            let has = forced[c][item.index()];
            let takes = |n: i64| self.clubs[c].takes(slot, item, has.saturating_add(n as u32), &self.rule);
            let today = takes(0);
            // Gains of the club as far as they are of use; the hull so far, as numbers and gains.
            let (mut hull, mut gain, mut n) = (vec![(0, 0)], 0, 0);
            while gain < seats && n < FAR {
                n += 1;
                gain = takes(n) - today;
                while let [.., (n0, g0), (n1, g1)] = hull[..]
                    && (g1 - g0) * (n - n1) <= (gain - g1) * (n1 - n0)
                {
                    hull.pop();
                }
                hull.push((n, gain));
            }
            pieces.extend(hull.windows(2).map(|w| (w[1].0 - w[0].0, w[1].1 - w[0].1)));
        }
        // Steep ones first: gain over number, compared crosswise.
        pieces.sort_by(|a, b| (b.1 * a.0).cmp(&(a.1 * b.0)).then(a.cmp(b)));
        let (mut least, mut lacking) = (0, seats);
        for (n, gain) in pieces.into_iter().filter(|p| p.1 > 0) {
            if gain >= lacking {
                return (least
                    + (lacking * n).div_euclid(gain)
                    + i64::from((lacking * n).rem_euclid(gain) > 0)) as u64;
            }
            least += n;
            lacking -= gain;
        }
        least as u64
    }
}

/// More than any club is given of one item.
const FAR: i64 = 20_000;
