//! How many children a choice can seat at most, whatever the priorities.
//!
//! For every draw, as many children as can be are seated at the facilities of the round and of a set *T* of sites. Whatever is opened,
//! no rule seats more than fit in, and that number is submodular in the seats: what a site adds to *T* and others is no more than
//! what it adds to *T* alone (the rank of a transversal matroid: Edmonds and Fulkerson 1965). So the sum of these gains bounds every choice
//! (Nemhauser, Wolsey and Fisher 1978), for several *T* the least one.
//!
//! **Guarantees.** Holds for every rule, for siblings and transfers: conditions of households and priorities are left out, lists are
//! those with all sites open. **Cost.** Per draw one matching and, per size of a site, one copy of it and a search a seat.

use super::city::{City, SelectionError, largest};
use super::flow::{Asking, Seating};
use super::limits::{Limits, Takes};
use super::site::{Choice, Site};
use crate::market::PoolId;
use crate::priority::Lottery;
use crate::programme::nursery::{AgeClass, compile};
use crate::programme::siblings::JointOptions;
use crate::siting::behaviour::Behaviour;
use crate::siting::location::Standing;
use crate::siting::rule::Undecided;
use rayon::prelude::*;

/// One draw: who asks where, and who sits without any site.
struct Draw {
    asking: Asking,
    // By site and class its pool, where some size has seats of the class.
    pools: Vec<[Option<u32>; AgeClass::COUNT]>,
    // Who sits without any site.
    without: Seating,
}

/// What a set of sites seats at most, and what each size adds to it.
pub(super) struct From {
    set: Choice,
    seated: u64,
    gains: Vec<Vec<u64>>,
}

/// Bounds on what choices seat, over all draws.
pub(super) struct Bound {
    draws: Vec<Draw>,
    from: Vec<From>,
}

impl Bound {
    pub(super) fn new(city: &City<'_>) -> Result<Self, SelectionError> {
        let draws: Result<Vec<Draw>, SelectionError> =
            (0..city.draws).into_par_iter().map(|draw| Draw::new(city, draw)).collect();
        Ok(Self { draws: draws?, from: Vec::new() })
    }

    /// Bounds choices by what they add to a set, too.
    pub(super) fn add(&mut self, sites: &[Site], set: &Choice) {
        if self.from.iter().any(|f| f.set == *set) {
            return;
        }
        let of = |draw: &Draw| {
            let base = draw.seating(sites, set);
            let gain = |(site, size): (usize, u16)| {
                let mut seating = base.clone();
                draw.open(sites, &mut seating, (site, size), set.size(site))
            };
            let gains: Vec<Vec<u64>> = (0..sites.len())
                .map(|site| (0..sites[site].sizes.len() as u16).map(|size| gain((site, size))).collect())
                .collect();
            (base.seated(), gains)
        };
        let parts: Vec<(u64, Vec<Vec<u64>>)> = self.draws.par_iter().map(of).collect();
        let mut from = From {
            set: set.clone(),
            seated: 0,
            gains: sites.iter().map(|s| vec![0; s.sizes.len()]).collect(),
        };
        for (seated, gains) in parts {
            from.seated += seated;
            for (sum, own) in from.gains.iter_mut().flatten().zip(gains.iter().flatten()) {
                *sum += own;
            }
        }
        self.from.push(from);
    }

    /// What a choice seats at most, by gains.
    pub(super) fn of(&self, choice: &Choice) -> u64 {
        let by = |f: &From| {
            let gain = |(site, size): (usize, u16)| f.gains[site][usize::from(size)];
            f.seated + choice.opened().map(gain).sum::<u64>()
        };
        self.from.iter().map(by).min().unwrap_or(u64::MAX)
    }

    /// What a choice seats at most, by matching its children anew: sharper, and dearer.
    pub(super) fn exactly(&self, sites: &[Site], choice: &Choice) -> u64 {
        self.draws.iter().map(|draw| draw.seating(sites, choice).seated()).sum()
    }

    /// What any choice within the limits seats at most, by gains: each limit by itself, parts of a site for parts of its gain.
    pub(super) fn of_all(&self, sites: &[Site], limits: &Limits) -> u64 {
        let by = |f: &From| f.seated + most_gain(sites, limits, &f.gains);
        self.from.iter().map(by).min().unwrap_or(u64::MAX)
    }
}

/// The most that choices within the limits gain together.
fn most_gain(sites: &[Site], limits: &Limits, gains: &[Vec<u64>]) -> u64 {
    let best = |site: usize| gains[site].iter().copied().max().unwrap_or(0);
    let of = |standing| (0..sites.len()).filter(move |&s| sites[s].standing == standing);
    let decided: u64 = of(Standing::Existing).map(best).sum();
    let required: u64 = of(Standing::Required).map(best).sum();
    let mut candidates: Vec<u64> = of(Standing::Candidate).map(best).collect();
    candidates.sort_unstable_by(|a, b| b.cmp(a));
    let fixed = of(Standing::Required).count() as u32;
    let left = limits.left(Takes { sites: fixed, ..Takes::default() }) as usize;
    let mut most = required + candidates.iter().take(left).sum::<u64>();
    let items = |takes: fn(&super::Size) -> u64| -> Vec<(u64, u64)> {
        let sizes = |s: usize| sites[s].sizes.iter().map(takes).zip(gains[s].iter().copied());
        of(Standing::Candidate).chain(of(Standing::Required)).flat_map(sizes).collect()
    };
    if let Some(budget) = limits.budget {
        most = most.min(filled(items(|s| s.cost), budget));
    }
    if let Some(teachers) = limits.teachers10 {
        most = most.min(filled(items(|s| u64::from(s.teachers10)), u64::from(teachers)));
    }
    decided.saturating_add(most)
}

/// The most gain of (weight, gain) items whose weights fit into a room, the last in part; rounded up.
fn filled(mut items: Vec<(u64, u64)>, room: u64) -> u64 {
    // By gain for weight, those without weight first.
    items.sort_by(|a, b| (u128::from(b.1) * u128::from(a.0)).cmp(&(u128::from(a.1) * u128::from(b.0))));
    let (mut left, mut gain) = (room, 0u64);
    for (weight, own) in items {
        if weight <= left {
            left -= weight;
            gain = gain.saturating_add(own);
        } else {
            let part = (u128::from(own) * u128::from(left)).div_ceil(u128::from(weight));
            return gain.saturating_add(u64::try_from(part).unwrap_or(u64::MAX));
        }
    }
    gain
}

impl Draw {
    fn new(city: &City<'_>, draw: u32) -> Result<Self, SelectionError> {
        // A form of so many lines only makes lists shorter.
        let behaviour = match city.behaviour {
            Behaviour::Still => Behaviour::Still,
            Behaviour::Near { metres, .. } => Behaviour::Near { metres, most: None },
            Behaviour::Model { model, likings, .. } => Behaviour::Model { model, likings, most: None },
        };
        let applied = city.largest(behaviour, draw)?;
        let round = &applied.case.round;
        let compiled = compile(round, Lottery::new(city.rule.lottery), JointOptions::default());
        let compiled = compiled.map_err(Undecided::TooLarge)?;
        let market = &compiled.market;
        let mut pairs: Vec<(u32, u32)> =
            market.claimants().iter().map(|c| (c.child.index() as u32, c.pool.index() as u32)).collect();
        pairs.sort_unstable();
        pairs.dedup();
        let mut seats: Vec<u32> = market.pools().iter().map(|p| p.seats).collect();
        let mut pools = vec![[None; AgeClass::COUNT]; city.sites.len()];
        for (own, site) in pools.iter_mut().zip(city.sites) {
            let Some(facility) = round.facility_by_id(site.place.facility()) else { continue };
            let most = largest(site);
            for class in AgeClass::all().filter(|c| most[c.index()] > 0) {
                let is_here = |l: &crate::programme::nursery::PoolLabel| {
                    l.facility == facility
                        && l.reserve.is_none()
                        && l.classes.is_some_and(|c| c.contains(class))
                };
                let Some(pool) = compiled.pools.iter().position(is_here) else { continue };
                own[class.index()] = Some(pool as u32);
                if site.standing != Standing::Forbidden {
                    seats[pool] =
                        market.pool(PoolId::new(pool as u32)).seats.saturating_sub(most[class.index()]);
                }
            }
        }
        let asking = Asking::new(market.child_count(), seats.len(), &pairs);
        let without = Seating::new(&asking, &seats);
        Ok(Self { asking, pools, without })
    }

    fn seating(&self, sites: &[Site], choice: &Choice) -> Seating {
        let mut seating = self.without.clone();
        for (site, size) in choice.opened() {
            self.open(sites, &mut seating, (site, size), None);
        }
        seating
    }

    /// Opens a size of a site on top of another size of it; says how many more sit.
    fn open(
        &self,
        sites: &[Site],
        seating: &mut Seating,
        (site, size): (usize, u16),
        open: Option<u16>,
    ) -> u64 {
        let seats = sites[site].sizes[usize::from(size)].seats;
        let there = open.map_or([0; AgeClass::COUNT], |s| sites[site].sizes[usize::from(s)].seats);
        let more = |class: AgeClass| seats[class.index()].saturating_sub(there[class.index()]);
        let add = |class: AgeClass| Some((self.pools[site][class.index()]?, more(class)));
        AgeClass::all().filter_map(add).map(|(pool, n)| seating.add(&self.asking, pool, n)).sum()
    }
}
