//! Searches cut short: what they claim still holds.

use crate::dice::Dice;
use crate::oracle::{self, choices};
use crate::spec;
use sekiwari::siting::location::{
    Instance, Openings, Outcome, Search, SiteId, Status, capacitated, covered, evenness, fixed_charge,
    max_covering, max_min_covering, p_center, p_median, reach, serve, travel,
};
use std::fmt::Debug;
use std::sync::atomic::{AtomicU64, Ordering};

/// Holds value and bound on their sides of the best, with few nodes; the number that were not proven.
fn hold<V: Ord + Copy + Debug>(
    instance: &Instance,
    openings: Openings,
    solve: impl Fn(&Search<'_>) -> Outcome<V>,
    value: impl Fn(&[SiteId]) -> V,
    most: bool,
) -> u32 {
    let all = choices(instance, openings).into_iter().map(|open| value(&open));
    let best = if most { all.max() } else { all.min() }.unwrap();
    let mut cut = 0;
    for nodes in [0, 1, 2, 5, 1_000_000] {
        let answer = solve(&Search::default().nodes(nodes)).found().unwrap();
        assert!(oracle::allowed(instance, openings, &answer.open));
        assert_eq!(answer.value, value(&answer.open));
        let (worse, better) = if most { (answer.bound, answer.value) } else { (answer.value, answer.bound) };
        assert!(better <= best && best <= worse, "best {best:?}, {nodes} nodes: {answer:?}");
        assert_eq!(answer.status == Status::Optimal, answer.value == answer.bound);
        assert!(nodes < 1_000_000 || answer.status == Status::Optimal);
        cut += u32::from(answer.status == Status::Feasible);
    }
    cut
}

#[test]
fn bounds_hold_however_short_the_search() {
    let mut cut = [0; 6];
    for seed in 0..40 {
        let mut dice = Dice::new(seed);
        let instance = spec::plane(&mut dice, 40, 11, 4);
        let openings = match dice.below(3) {
            0 => Openings::Exactly(2 + dice.below(5) as u32),
            1 => Openings::AtMost(2 + dice.below(5) as u32),
            _ => Openings::Budget(80 + dice.below(150) as u64),
        };
        let i = &instance;
        let radius = 150 + dice.below(200) as u32;
        cut[0] += hold(i, openings, |s| p_median(i, openings, s), |open| travel(i, open), false);
        cut[1] +=
            hold(i, openings, |s| max_covering(i, radius, openings, s), |o| covered(i, radius, o), true);
        cut[2] += hold(i, openings, |s| p_center(i, openings, s), |open| reach(i, open), false);
        let paid = |mut t: sekiwari::siting::location::Travel, open: &[SiteId]| {
            t.cost += oracle::paid(i, open);
            t
        };
        cut[3] += hold(i, openings, |s| fixed_charge(i, openings, s), |o| paid(travel(i, o), o), false);
        cut[4] +=
            hold(i, openings, |s| max_min_covering(i, radius, openings, s), |o| evenness(i, radius, o), true);
        if seed < 12 {
            cut[5] +=
                hold(i, openings, |s| capacitated(i, openings, s), |o| paid(serve(i, o).travel, o), false);
        }
    }
    println!("not proven: {cut:?}");
    assert!(cut[4] > 0 && cut.iter().sum::<u32>() > 20, "{cut:?}: no search was cut short");
}

#[test]
fn a_search_that_is_stopped_gives_what_it_has() {
    let instance = spec::plane(&mut Dice::new(5), 400, 40, 8);
    let openings = Openings::Exactly(9);
    let asked = AtomicU64::new(0);
    let stop = || asked.fetch_add(1, Ordering::Relaxed) >= 2;
    let search = Search { stop: &stop, ..Search::default() };
    let whole = max_min_covering(&instance, 150, openings, &Search::default()).found().unwrap();
    let cut = max_min_covering(&instance, 150, openings, &search).found().unwrap();
    assert!(asked.load(Ordering::Relaxed) > 2);
    assert!(cut.statistics.nodes < whole.statistics.nodes);
    assert!(cut.value <= whole.bound && whole.value <= cut.bound);
}

#[test]
fn the_same_instance_gives_the_same_answer() {
    let instance = spec::plane(&mut Dice::new(9), 500, 40, 8);
    let search = Search::default().nodes(200);
    for openings in [Openings::Exactly(8), Openings::Budget(300)] {
        let once = || {
            (
                p_median(&instance, openings, &search),
                max_covering(&instance, 200, openings, &search),
                p_center(&instance, openings, &search),
                max_min_covering(&instance, 200, openings, &search),
            )
        };
        let others = std::thread::scope(|s| {
            let all: Vec<_> = (0..2).map(|_| s.spawn(once)).collect();
            all.into_iter().map(|t| t.join().unwrap()).collect::<Vec<_>>()
        });
        others.iter().for_each(|other| assert_eq!(*other, once()));
    }
}
