//! Every objective against trying everything, on thousands of tiny problems.

use crate::dice::Dice;
use crate::oracle::{self, choices};
use crate::spec;
use sekiwari::siting::location::{
    Answer, Evenness, Infeasible, Instance, Least, Openings, Outcome, Reach, Search, Share, SiteId, Standing,
    Status, Travel, capacitated, covered, evenness, fixed_charge, max_covering, max_min_covering, p_center,
    p_median, reach, serve, set_covering, travel,
};
use std::fmt::Debug;

const PROBLEMS: u64 = 3_000;

fn problems(mut hold: impl FnMut(&Instance, Openings, &mut Dice)) {
    for seed in 0..PROBLEMS {
        let mut dice = Dice::new(seed);
        let instance = spec::instance(&mut dice);
        let openings = spec::openings(&mut dice);
        let told =
            std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| hold(&instance, openings, &mut dice)));
        if let Err(why) = told {
            eprintln!("seed {seed}: {openings:?} in {instance:?}");
            std::panic::resume_unwind(why);
        }
    }
}

/// Holds an outcome against the best of all choices; without a choice there must be a true reason.
fn hold<V: Ord + Copy + Debug>(
    instance: &Instance,
    openings: Openings,
    outcome: &Outcome<V>,
    value: impl Fn(&[SiteId]) -> V,
    most: bool,
) {
    let all = choices(instance, openings).into_iter().map(|open| value(&open));
    let best = if most { all.max() } else { all.min() };
    match (outcome, best) {
        (Outcome::Found(answer), Some(best)) => {
            assert!(oracle::allowed(instance, openings, &answer.open), "{answer:?} is not allowed");
            assert!(answer.open.is_sorted());
            assert_eq!(answer.value, value(&answer.open), "the value of {answer:?}");
            assert_eq!(
                (answer.value, answer.bound, answer.status),
                (best, best, Status::Optimal),
                "{answer:?}"
            );
        }
        (Outcome::Infeasible(why), None) => hold_reason(instance, openings, why),
        _ => panic!("{outcome:?}, but the best is {best:?}"),
    }
}

fn hold_reason(instance: &Instance, openings: Openings, why: &Infeasible) {
    let required = instance.sites().filter(|&s| instance.site(s).standing == Standing::Required);
    let candidates = instance.sites().filter(|&s| instance.site(s).standing == Standing::Candidate).count();
    match (why, openings) {
        (Infeasible::TooFewSites { possible }, Openings::Exactly(k)) => {
            assert_eq!(*possible as usize, required.count() + candidates);
            assert!(*possible < k);
        }
        (Infeasible::RequiredBeyondLimit { required: told }, Openings::Budget(b)) => {
            assert_eq!(*told, required.map(|s| instance.site(s).cost).sum::<u64>());
            assert!(*told > b);
        }
        (Infeasible::RequiredBeyondLimit { required: told }, Openings::Exactly(k) | Openings::AtMost(k)) => {
            assert_eq!(*told, required.count() as u64);
            assert!(*told > u64::from(k));
        }
        _ => panic!("{why:?} for {openings:?}"),
    }
}

/// Where fewer would do as well, no site is open for nothing.
fn hold_lean<V: PartialEq + Debug>(
    instance: &Instance,
    openings: Openings,
    answer: Option<&Answer<V>>,
    value: impl Fn(&[SiteId]) -> V,
) {
    let Some(answer) = answer.filter(|_| !matches!(openings, Openings::Exactly(_))) else { return };
    for &site in answer.open.iter().filter(|s| instance.site(**s).standing == Standing::Candidate) {
        let fewer: Vec<SiteId> = answer.open.iter().copied().filter(|&s| s != site).collect();
        assert_ne!(value(&fewer), answer.value, "{site:?} is of no use in {answer:?}");
    }
}

#[test]
fn p_median_is_the_best_of_all_choices() {
    problems(|instance, openings, _| {
        let value = |open: &[SiteId]| {
            let (unreached, cost) = oracle::ways(instance, open);
            assert_eq!(travel(instance, open), Travel { unreached, cost });
            Travel { unreached, cost }
        };
        let outcome = p_median(instance, openings, &Search::default());
        hold(instance, openings, &outcome, value, false);
        hold_lean(instance, openings, outcome.answer(), value);
    });
}

#[test]
fn numbers_near_the_limit_do_not_overflow() {
    for seed in 0..1_500 {
        let mut dice = Dice::new(seed);
        let instance = spec::scaled_instance(&mut dice, 1 << 20, 40);
        let openings = spec::openings(&mut dice);
        let value = |open: &[SiteId]| {
            let (unreached, cost) = oracle::ways(&instance, open);
            Travel { unreached, cost }
        };
        hold(&instance, openings, &p_median(&instance, openings, &Search::default()), value, false);
        let radius = dice.below(800) as u32;
        let value = |open: &[SiteId]| oracle::covered(&instance, radius, open);
        hold(
            &instance,
            openings,
            &max_covering(&instance, radius, openings, &Search::default()),
            value,
            true,
        );
        let value = |open: &[SiteId]| evenness(&instance, radius, open);
        hold(
            &instance,
            openings,
            &max_min_covering(&instance, radius, openings, &Search::default()),
            value,
            true,
        );
        let value = |open: &[SiteId]| {
            let mut travel = serve(&instance, open).travel;
            travel.cost += oracle::paid(&instance, open);
            travel
        };
        hold(&instance, openings, &capacitated(&instance, openings, &Search::default()), value, false);
    }
}

#[test]
fn fixed_charge_is_the_best_of_all_choices() {
    problems(|instance, openings, _| {
        let value = |open: &[SiteId]| {
            let (unreached, cost) = oracle::ways(instance, open);
            Travel { unreached, cost: cost + oracle::paid(instance, open) }
        };
        hold(instance, openings, &fixed_charge(instance, openings, &Search::default()), value, false);
    });
}

#[test]
fn serving_is_cheapest_and_keeps_every_room() {
    problems(|instance, openings, dice| {
        let all = choices(instance, openings);
        for _ in 0..4.min(all.len()) {
            let open = &all[dice.below(all.len())];
            let served = serve(instance, open);
            let (unreached, cost) = oracle::served(instance, open);
            assert_eq!(served.travel, Travel { unreached, cost });
            let mut cost = 0;
            for &(p, s, units) in &served.ways {
                assert!(units > 0 && open.contains(&s));
                cost += units * u64::from(instance.distance(p, s).unwrap());
            }
            assert_eq!(cost, served.travel.cost);
            assert!(served.ways.is_sorted_by_key(|w| (w.0, w.1)));
            for &s in open {
                let load: u64 = served.ways.iter().filter(|w| w.1 == s).map(|w| w.2).sum();
                assert!(instance.site(s).capacity.is_none_or(|room| load <= room));
            }
            let mut lost = 0;
            for p in instance.points() {
                let units: u64 = served.ways.iter().filter(|w| w.0 == p).map(|w| w.2).sum();
                lost += u64::from(instance.weight(p)).checked_sub(units).unwrap();
            }
            assert_eq!(lost, served.travel.unreached);
        }
    });
}

#[test]
fn capacitated_is_the_best_of_all_choices() {
    problems(|instance, openings, _| {
        let value = |open: &[SiteId]| {
            let (unreached, cost) = oracle::served(instance, open);
            Travel { unreached, cost: cost + oracle::paid(instance, open) }
        };
        hold(instance, openings, &capacitated(instance, openings, &Search::default()), value, false);
    });
}

#[test]
fn max_covering_is_the_best_of_all_choices() {
    problems(|instance, openings, dice| {
        let radius = dice.below(20) as u32;
        let value = |open: &[SiteId]| {
            assert_eq!(covered(instance, radius, open), oracle::covered(instance, radius, open));
            oracle::covered(instance, radius, open)
        };
        let outcome = max_covering(instance, radius, openings, &Search::default());
        hold(instance, openings, &outcome, value, true);
        hold_lean(instance, openings, outcome.answer(), value);
    });
}

#[test]
fn max_min_covering_is_the_best_of_all_choices() {
    problems(|instance, openings, dice| {
        let radius = dice.below(20) as u32;
        let value = |open: &[SiteId]| {
            let shares = oracle::shares(instance, radius, open);
            let covered = shares.iter().map(|s| s.0).sum();
            let smaller = |a: &(u64, u64), b: &(u64, u64)| (a.0 * b.1).cmp(&(b.0 * a.1));
            let (least, weight) = shares.into_iter().min_by(smaller).unwrap_or((1, 1));
            let even = Evenness { least: Share { covered: least, weight }, covered };
            assert_eq!(evenness(instance, radius, open), even);
            even
        };
        let outcome = max_min_covering(instance, radius, openings, &Search::default());
        hold(instance, openings, &outcome, value, true);
        hold_lean(instance, openings, outcome.answer(), value);
    });
}

#[test]
fn p_center_is_the_best_of_all_choices() {
    problems(|instance, openings, _| {
        let value = |open: &[SiteId]| {
            let (unreached, farthest) = oracle::farthest(instance, open);
            assert_eq!(reach(instance, open), Reach { unreached, farthest });
            Reach { unreached, farthest }
        };
        let outcome = p_center(instance, openings, &Search::default());
        hold(instance, openings, &outcome, value, false);
        hold_lean(instance, openings, outcome.answer(), value);
    });
}

#[test]
fn set_covering_is_the_best_of_all_choices() {
    let (mut found, mut refused) = (0, 0);
    problems(|instance, _, dice| {
        let radius = dice.below(25) as u32;
        let least = if dice.one_in(2) { Least::Sites } else { Least::Cost };
        let value = |open: &[SiteId]| match least {
            Least::Sites => oracle::new_sites(instance, open),
            Least::Cost => oracle::paid(instance, open),
        };
        let all = || choices(instance, Openings::Any).into_iter();
        let covers = |open: &Vec<SiteId>| {
            oracle::demand(instance).all(|(p, _)| oracle::covers(instance, radius, p, open))
        };
        match set_covering(instance, radius, least, &Search::default()) {
            Outcome::Found(answer) => {
                found += 1;
                let best = all().filter(covers).map(|open| value(&open)).min();
                assert!(oracle::allowed(instance, Openings::Any, &answer.open) && covers(&answer.open));
                assert_eq!(value(&answer.open), answer.value);
                assert_eq!((Some(answer.value), answer.bound), (best, answer.value));
                assert_eq!(answer.status, Status::Optimal);
            }
            Outcome::Infeasible(Infeasible::Uncoverable { points }) => {
                refused += 1;
                let open: Vec<SiteId> =
                    instance.sites().filter(|&s| instance.site(s).standing != Standing::Forbidden).collect();
                let lost = oracle::demand(instance).map(|(p, _)| p);
                let lost: Vec<_> = lost.filter(|&p| !oracle::covers(instance, radius, p, &open)).collect();
                assert!(!lost.is_empty());
                assert_eq!(points, lost);
            }
            Outcome::Infeasible(other) => panic!("{other:?}"),
        }
    });
    assert!(found > 500 && refused > 500, "{found} {refused}");
}
