//! Flexible seats against all divisions of tiny markets.

use crate::support::spec::Spec;
use crate::support::{brute_force, config, generators};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use sekiwari::exact::flexible::{Divided, Judged, Reach, Sites, divide};
use sekiwari::exact::{Control, Options};
use sekiwari::market::{Allocation, Market, PoolId};
use sekiwari::verify::certify;
use std::cell::Cell;

fn judge(market: &Market, allocation: &Allocation) -> Option<Judged> {
    let verified = certify(market, allocation.clone()).ok()?;
    let o = verified.verdict().objective;
    Some(Judged { blocking: o.blocking_households, seated: o.seated, rank_sum: o.rank_sum })
}

/// Sites of two pools each; a seat of pool `p` weighs `1 + p % 3`, and a site bears what it has today and a little more.
struct Town {
    pools: Vec<Vec<usize>>,
    capacity: Vec<u32>,
}

fn weight(pool: usize) -> u32 {
    1 + pool as u32 % 3
}

impl Town {
    fn of(spec: &Spec, more: u32) -> Self {
        let all: Vec<usize> = (0..spec.seats.len()).collect();
        let pools: Vec<Vec<usize>> = all.chunks(2).map(<[usize]>::to_vec).collect();
        let load = |of: &Vec<usize>| of.iter().map(|&p| weight(p) * spec.seats[p]).sum::<u32>() + more;
        Self { capacity: pools.iter().map(load).collect(), pools }
    }

    fn allows(&self, site: usize, seats: &[u32]) -> bool {
        let load: u32 = self.pools[site].iter().zip(seats).map(|(&p, n)| weight(p) * n).sum();
        load <= self.capacity[site]
    }

    fn most(&self) -> Vec<(Vec<PoolId>, u32)> {
        let id = |p: &usize| PoolId::new(*p as u32);
        let mut sets = Vec::new();
        for (pools, capacity) in self.pools.iter().zip(&self.capacity) {
            sets.extend(pools.iter().map(|p| (vec![id(p)], capacity / weight(*p))));
            let lightest = pools.iter().map(|&p| weight(p)).min().unwrap();
            sets.push((pools.iter().map(id).collect(), capacity / lightest));
        }
        sets
    }

    /// Every division, by counting.
    fn divisions(&self, spec: &Spec) -> Vec<Vec<u32>> {
        let mut held = vec![0u32; spec.seats.len()];
        spec.households.iter().flat_map(|h| h.held()).for_each(|(_, p)| held[p] += 1);
        let mut all = vec![held.clone()];
        for (site, pools) in self.pools.iter().enumerate() {
            let mut next = Vec::new();
            for seats in &all {
                let mut here = seats.clone();
                loop {
                    let of: Vec<u32> = pools.iter().map(|&p| here[p]).collect();
                    if self.allows(site, &of) {
                        next.push(here.clone());
                    }
                    let Some(i) =
                        (0..pools.len()).find(|&i| weight(pools[i]) * here[pools[i]] < self.capacity[site])
                    else {
                        break;
                    };
                    here[pools[i]] += 1;
                    pools[..i].iter().for_each(|&p| here[p] = held[p]);
                }
            }
            next.sort();
            next.dedup();
            all = next;
        }
        all
    }
}

fn found(spec: &Spec, town: &Town, reach: Reach) -> Divided {
    let market = spec.build();
    let allows = |site: usize, seats: &[u32]| town.allows(site, seats);
    let pools = town.pools.iter().map(|of| of.iter().map(|&p| PoolId::new(p as u32)).collect());
    let sites = Sites { pools: pools.collect(), allows: &allows, most: town.most() };
    divide(&market, &sites, &Options::default(), reach, &Control::default(), &judge).expect("no limits")
}

fn key(best: (u32, u32, u64)) -> (u32, u32, u64) {
    (best.0, u32::MAX - best.1, best.2)
}

fn of(judged: Judged) -> (u32, u32, u64) {
    (judged.blocking, judged.seated, judged.rank_sum)
}

/// Whether another division gained something.
fn agrees(spec: &Spec, more: u32) -> Result<bool, TestCaseError> {
    let town = Town::of(spec, more);
    let divisions = town.divisions(spec);
    if divisions.len() > 150 {
        return Ok(false);
    }
    let (mut best, mut most) = (None, 0);
    for seats in &divisions {
        let solved = brute_force::solve(&Spec { seats: seats.clone(), ..spec.clone() });
        best = best.min(Some(key(solved.best))).or(Some(key(solved.best)));
        most = most.max(solved.most_seated);
    }
    let best = best.unwrap();
    let today = brute_force::solve(spec).best;
    let all = found(spec, &town, Reach { all: 1_000, looks: 0 });
    prop_assert_eq!(of(all.today.judged), today);
    prop_assert_eq!(key(of(all.best.judged)), best, "{:?}", all.best.seats);
    prop_assert!(all.all && all.is_proven() && !all.cut);
    prop_assert!(all.seated_max >= most, "no division seats more than {}", all.seated_max);
    let climbed = found(spec, &town, Reach { all: 0, looks: 500 });
    let reached = key(of(climbed.best.judged));
    prop_assert!(reached <= key(today) && reached >= best);
    prop_assert!(!climbed.all);
    if climbed.is_proven() {
        prop_assert_eq!(climbed.best.judged.seated, u32::MAX - best.1);
    }
    for found in [&all, &climbed] {
        // The division is one, and the allocation is one of it.
        let market = spec.build().with_seats(&found.best.seats);
        prop_assert_eq!(judge(&market, &found.best.solution.outcome.allocation), Some(found.best.judged));
        for (site, pools) in town.pools.iter().enumerate() {
            let seats: Vec<u32> = pools.iter().map(|&p| found.best.seats[p]).collect();
            prop_assert!(town.allows(site, &seats), "{:?}", seats);
        }
    }
    prop_assert_eq!(&climbed, &super::flexible::found(spec, &town, Reach { all: 0, looks: 500 }));
    Ok(best < key(today))
}

fn divided_in(markets: BoxedStrategy<Spec>, cases: u32, more: u32, at_least: u32) {
    let gained = Cell::new(0);
    let mut runner = TestRunner::new(config(cases));
    let result = runner.run(&markets, |spec| {
        gained.set(gained.get() + u32::from(agrees(&spec, more)?));
        Ok(())
    });
    result.unwrap_or_else(|e| panic!("{e}"));
    assert!(gained.get() >= at_least, "another division gained in {} of {cases} only", gained.get());
}

fn shape(shape: generators::Shape) -> BoxedStrategy<Spec> {
    generators::Shape { households: 4, pools: 4, wishes: 3, ..shape }.strict().markets()
}

#[test]
fn all_divisions_of_single_children() {
    divided_in(shape(generators::Shape::singles()), 4_000, 0, 200);
    divided_in(shape(generators::Shape::singles().holders()), 4_000, 1, 200);
}

#[test]
fn all_divisions_with_siblings_and_holders() {
    let siblings = generators::Shape { children: 2, ..generators::Shape::siblings() };
    divided_in(shape(siblings.clone()), 4_000, 0, 200);
    divided_in(shape(siblings.holders()), 4_000, 1, 200);
}

#[test]
fn one_infant_seat_becomes_six_for_older_children() {
    use crate::support::spec::HouseholdSpec;
    // Both classes are wished for by many; the site bears 6 of the second class for one of the first.
    let waiting = (0..8).map(|i| HouseholdSpec::single(&[(1, i + 1)]));
    let infants = (0..2).map(|i| HouseholdSpec::single(&[(0, i + 1)]));
    let spec = Spec::new(&[2, 0], infants.chain(waiting).collect());
    let market = spec.build();
    let allows = |_: usize, seats: &[u32]| 6 * seats[0] + seats[1] <= 12;
    let pools = vec![PoolId::new(0), PoolId::new(1)];
    let most = vec![(vec![pools[0]], 2), (pools.clone(), 12)];
    let sites = Sites { pools: vec![pools], allows: &allows, most };
    let reach = Reach { all: 0, looks: 100 };
    let found = divide(&market, &sites, &Options::default(), reach, &Control::default(), &judge).unwrap();
    // An exchange: nothing can be added while both infants have their seats.
    assert_eq!((found.today.judged.seated, found.best.judged.seated), (2, 8));
    assert_eq!((found.best.seats.as_slice(), found.seated_max), (&[0, 8][..], 10));
    let exhausted = divide(
        &market,
        &sites,
        &Options::default(),
        Reach { all: 1_000, looks: 0 },
        &Control::default(),
        &judge,
    );
    assert_eq!(exhausted.unwrap().best.judged.seated, 8);
}
