//! The years after tiny rounds: what a schedule cannot change, and what has to add up whatever happens.

use crate::support::dice::Dice;
use crate::towns;
use sekiwari::exact::Control;
use sekiwari::programme::nursery::AgeClass;
use sekiwari::siting::Rule;
use sekiwari::siting::behaviour::Behaviour;
use sekiwari::siting::location::Standing;
use sekiwari::siting::selection::{Place, Site};
use sekiwari::siting::years::{
    Assumptions, Births, Enrolled, Goal, Horizon, Moves, Opening, Schedule, YearDesk, YearEffort, YearLimits,
};

const YEARS: u32 = 4;

fn assumptions(dice: &mut Dice) -> Assumptions {
    let district = |dice: &mut Dice| dice.one_in(2).then(|| "east".to_owned());
    Assumptions {
        reapply: [0, 500, 1000][dice.below(3)],
        stay: [0, 900, 1000][dice.below(3)],
        births: (0..dice.below(3))
            .map(|i| Births {
                district: district(dice),
                year: 2027 + i as i16,
                thousandths: 500 * dice.below(5) as u32,
            })
            .collect(),
        moves: (0..dice.below(2))
            .map(|_| Moves { district: district(dice), thousandths: 100 * (dice.below(5) as i32 - 2) })
            .collect(),
    }
}

fn schedule(dice: &mut Dice, sites: &[Site]) -> Schedule {
    (0..sites.len()).fold(Schedule::nothing(sites.len()), |schedule, site| {
        let after = 1 + dice.below(YEARS as usize) as u16;
        let size = dice.below(sites[site].sizes.len()) as u16;
        let opens = sites[site].standing != Standing::Forbidden && !dice.one_in(3);
        schedule.with(site, opens.then_some(Opening { after, size }))
    })
}

#[test]
fn what_has_to_add_up_does() {
    let (mut with_sites, mut waited) = (0, 0);
    for seed in 0..300 {
        let mut dice = Dice::new(seed);
        let round = towns::town(&mut dice);
        let sites = towns::sites(&mut dice, &round);
        let assume = assumptions(&mut dice);
        let rule = Rule { lottery: seed, ..Rule::default() };
        let enrolled: Vec<Enrolled> = round
            .facilities()
            .iter()
            .map(|f| Enrolled {
                facility: f.id.clone(),
                children: std::array::from_fn(|_| dice.below(3) as u32),
            })
            .collect();
        let known = dice.one_in(2);
        let horizon = Horizon {
            round: &round,
            enrolled: known.then_some(&enrolled[..]),
            sites: &sites,
            behaviour: Behaviour::Near { metres: 1_500, most: None },
            assume: &assume,
            years: YEARS,
            seed,
            draws: 2,
            rule: &rule,
        };
        let mut desk = YearDesk::new(horizon).unwrap();
        let as_is = desk.outlook(&Schedule::nothing(sites.len())).unwrap();
        let opens = schedule(&mut dice, &sites);
        let outlook = desk.outlook(&opens).unwrap();
        let first = opens.openings().map(|(_, o)| u32::from(o.after)).min().unwrap_or(YEARS + 1);
        with_sites += u32::from(first <= YEARS);

        let judged = rule.decide(&round, Control::default()).unwrap();
        let seated = judged.verified.verdict().objective.seated;
        for year in outlook.year(0) {
            assert_eq!(year.children - year.waiting(), seated, "{seed}");
        }
        for after in 0..=YEARS {
            let pairs = || outlook.year(after).zip(as_is.year(after));
            // Before anything opens nothing is different; who is new never depends on what opens.
            assert!(after >= first || pairs().all(|(a, b)| a == b), "{seed} {after}");
            assert!(pairs().all(|(a, b)| a.fresh == b.fresh), "{seed} {after}");
            for (draw, year) in outlook.year(after).enumerate() {
                let sum = |of: fn(&(u32, u32)) -> u32| year.cells.iter().map(of).sum::<u32>();
                assert_eq!((sum(|c| c.0), sum(|c| c.1)), (year.children, year.waiting()), "{seed} {after}");
                // New seats are open ones, or such as holders leave who move.
                let movers = round.children().iter().filter(|c| c.current.is_some()).count() as u32;
                assert!(year.placed <= year.open + movers, "{seed} {after}");
                assert!(after == 0 || year.kept <= movers, "{seed} {after}");
                // Nobody applies but the new ones, those without a seat a year before, and those who kept one.
                if after > 0 {
                    let before = outlook.year(after - 1).nth(draw).unwrap();
                    let again = year.children - year.fresh;
                    assert!(again <= before.waiting() + before.kept, "{seed} {after}");
                    if assume.reapply == 0 {
                        assert_eq!(again, 0, "{seed} {after}");
                    }
                    waited += again;
                }
                // Where it is not known who has the places, as many come free every year at the facilities of the round.
                let now = round.seats().iter().map(|s| s.seats).sum::<u32>();
                assert!(known || after >= first || year.open == now, "{seed} {after}");
            }
        }
        // The places of sites are never more than built.
        if !known && sites.iter().all(|s| matches!(s.place, Place::New(_))) {
            for after in 1..=YEARS {
                let open = opens.openings().filter(|(_, o)| u32::from(o.after) <= after);
                let built: u32 = open.map(|(s, o)| sites[s].sizes[usize::from(o.size)].all_seats()).sum();
                let now = round.seats().iter().map(|s| s.seats).sum::<u32>();
                assert!(outlook.year(after).all(|y| y.open <= now + built), "{seed} {after}");
            }
        }
        assert!(outlook.year(1).all(|y| y.cells.len() == desk.districts().len() * AgeClass::COUNT));
    }
    assert!(with_sites > 150 && waited > 200, "{with_sites} {waited}");
}

#[test]
fn a_plan_that_is_found_keeps_its_limits_and_is_no_worse_than_none() {
    for seed in 0..60 {
        let mut dice = Dice::new(5_000 + seed);
        let round = towns::town(&mut dice);
        let sites = towns::sites(&mut dice, &round);
        let assume = assumptions(&mut dice);
        let rule = Rule::default();
        let behaviour = Behaviour::Near { metres: 1_500, most: None };
        let horizon = Horizon {
            round: &round,
            enrolled: None,
            sites: &sites,
            behaviour,
            assume: &assume,
            years: YEARS,
            seed,
            draws: 1,
            rule: &rule,
        };
        let mut desk = YearDesk::new(horizon).unwrap();
        let limits = YearLimits {
            sites_a_year: dice.one_in(2).then_some(1),
            cost_a_year: dice.one_in(2).then_some(5),
            cost: dice.one_in(2).then_some(7),
            earliest: vec![1 + dice.below(3) as u16; sites.len()],
            ..YearLimits::default()
        };
        let fixed = desk.fixed(&limits);
        let none = desk.outlook(&fixed).unwrap();
        for goal in [Goal::FewestWaiting, Goal::Reach { after: YEARS, waiting: dice.below(3) as u32 }] {
            let effort = YearEffort::default();
            let found = desk.best(&limits, goal, &effort).unwrap();
            let fits = limits.allow(&sites, YEARS, &found.schedule) || !limits.allow(&sites, YEARS, &fixed);
            assert!(fits, "{seed}: {:?}", found.schedule);
            assert_eq!(desk.outlook(&found.schedule).unwrap(), found.outlook);
            match goal {
                Goal::FewestWaiting => assert!(found.outlook.all_waiting() <= none.all_waiting(), "{seed}"),
                Goal::Reach { after, waiting } => {
                    assert_eq!(found.reached, found.outlook.waiting(after) <= u64::from(waiting), "{seed}");
                    if none.waiting(after) <= u64::from(waiting) {
                        assert!(found.reached && found.schedule.cost(&sites) <= fixed.cost(&sites), "{seed}");
                    }
                }
            }
            assert_eq!(desk.best(&limits, goal, &effort).unwrap().schedule, found.schedule);
        }
    }
}
