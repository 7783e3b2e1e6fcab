//! The choice of sites against trying everything: every choice, every allocation.

use crate::support::brute_force;
use crate::support::dice::Dice;
use crate::support::spec::Spec;
use crate::towns;
use sekiwari::market::Status;
use sekiwari::priority::Lottery;
use sekiwari::programme::nursery::{ClassSet, Round, compile};
use sekiwari::programme::siblings::JointOptions;
use sekiwari::siting::behaviour::{Behaviour, FitOptions, ListModel};
use sekiwari::siting::location::Standing;
use sekiwari::siting::scenario::{Amount, Case, Edit, Families, Open, Resize, Scenario, apply};
use sekiwari::siting::selection::{Choice, City, Count, Desk, Effort, Limits, Objective, Place, Site};
use sekiwari::siting::{Draw, Rule};

/// All choices within the limits, by counting up.
fn choices(sites: &[Site], limits: &Limits) -> Vec<Vec<(usize, u16)>> {
    let mut all: Vec<Vec<(usize, u16)>> = vec![vec![]];
    for (s, site) in sites.iter().enumerate() {
        let may_close = matches!(site.standing, Standing::Candidate | Standing::Forbidden);
        let sizes = if site.standing == Standing::Forbidden { 0 } else { site.sizes.len() as u16 };
        all = all
            .into_iter()
            .flat_map(|open| {
                let more = (0..sizes).map(|z| [open.clone(), vec![(s, z)]].concat()).collect::<Vec<_>>();
                more.into_iter().chain(may_close.then_some(open))
            })
            .collect();
    }
    let fits = |open: &Vec<(usize, u16)>| {
        let paid = open.iter().filter(|(s, _)| sites[*s].standing != Standing::Existing);
        let sizes: Vec<_> = paid.map(|&(s, z)| &sites[s].sizes[usize::from(z)]).collect();
        let n = sizes.len() as u32;
        (match limits.count {
            Count::Any => true,
            Count::Exactly(k) => n == k,
            Count::AtMost(k) => n <= k,
        }) && limits.budget.is_none_or(|b| sizes.iter().map(|z| z.cost).sum::<u64>() <= b)
            && limits.teachers10.is_none_or(|t| sizes.iter().map(|z| z.teachers10).sum::<u32>() <= t)
    };
    all.into_iter().filter(fits).collect()
}

/// Children with a seat by trying every allocation of every draw: fewest blocking, then most seated.
fn seated(round: &Round, sites: &[Site], open: &[(usize, u16)], behaviour: Behaviour<'_>, draws: u32) -> u64 {
    let mut edits = Vec::new();
    for &(s, z) in open {
        let size = &sites[s].sizes[usize::from(z)];
        match &sites[s].place {
            Place::New(new) => {
                let seats = size.classes().map(|(class, n)| (ClassSet::one(class), n)).collect();
                edits.push(Edit::Open(Open { seats, ..(**new).clone() }));
            }
            Place::Existing(facility) => {
                for (class, n) in size.classes() {
                    let f = round.facility_by_id(facility).unwrap();
                    edits.push(Edit::Resize(Resize {
                        facility: facility.clone(),
                        classes: ClassSet::one(class),
                        seats: Amount::By(i64::from(n)),
                        new: round.seat_row(f, class).is_none(),
                    }));
                }
            }
        }
    }
    let scenario = Scenario { edits, ..Scenario::default() };
    let one = |number| {
        let families = Families { behaviour, draw: Draw { seed: 5, number } };
        let built = apply(&Case::of(round), &scenario, &families).unwrap().case;
        let compiled = compile(&built.round, Lottery::new(9), JointOptions::default()).unwrap();
        u64::from(brute_force::solve(&Spec::of(&compiled.strict())).best.1)
    };
    (0..draws).map(one).sum()
}

#[test]
fn the_best_choice_is_that_of_trying_everything() {
    let (mut proven, mut none, mut several) = (0, 0, 0);
    for seed in 0..400 {
        let mut dice = Dice::new(seed);
        let round = towns::town(&mut dice);
        let sites = towns::sites(&mut dice, &round);
        let limits = towns::limits(&mut dice);
        let model = ListModel::fit(&round, &FitOptions::within(2_500));
        let most = dice.one_in(3).then_some(2);
        let behaviour = match (dice.below(3), &model) {
            (0, _) => Behaviour::Near { metres: 1_500, most },
            (1, Some(model)) => Behaviour::Model { model, likings: None, most },
            _ => Behaviour::Still,
        };
        let rule = Rule { lottery: 9, ..Rule::default() };
        let draws = if behaviour.is_drawn() { 3 } else { 1 };
        let cases = [Case::of(&round)];
        let city = City { cases: &cases, sites: &sites, behaviour, seed: 5, draws, rule: &rule };
        let all = choices(&sites, &limits);
        let worth: Vec<u64> = all.iter().map(|open| seated(&round, &sites, open, behaviour, draws)).collect();

        let mut desk = Desk::new(city).unwrap();
        for (open, &worth) in all.iter().zip(&worth) {
            let choice = Choice::of(sites.len(), open.iter().copied()).unwrap();
            assert!(desk.seated_max(&choice) >= worth, "{seed}: {open:?}");
        }
        let found = desk.best(&limits, Objective::Seated, &Effort::default()).unwrap();
        assert_eq!(found.possible, Some(all.len() as u64), "{seed}");
        let Some((choice, value)) = &found.best else {
            none += 1;
            assert!(all.is_empty(), "{seed}");
            continue;
        };
        let best = worth.iter().max().copied().unwrap();
        assert_eq!(value.seated(), best, "{seed}: {choice:?}");
        assert_eq!((found.seated_max, found.status), (best, Status::Optimal), "{seed}");
        proven += 1;
        several += u32::from(all.len() > 2);
        let opened: Vec<(usize, u16)> = choice.opened().collect();
        let cost = |open: &Vec<(usize, u16)>| {
            let paid = open.iter().filter(|(s, _)| sites[*s].standing != Standing::Existing);
            paid.map(|&(s, z)| sites[s].sizes[usize::from(z)].cost).sum::<u64>()
        };
        let place = all.iter().position(|open| *open == opened).unwrap();
        assert_eq!(worth[place], best, "{seed}");
        let cheapest = all.iter().zip(&worth).filter(|(_, w)| **w == best).map(|(open, _)| cost(open)).min();
        assert_eq!(Some(cost(&opened)), cheapest, "{seed}: as good and cheaper");

        // Stopped before it began there is a choice all the same, and what is told holds.
        let at_once = Effort { stop: &|| true, ..Effort::default() };
        let stopped = Desk::new(city).unwrap().best(&limits, Objective::Seated, &at_once).unwrap();
        let (choice, value) = stopped.best.as_ref().unwrap();
        assert!(all.iter().any(|open| choice.opened().eq(open.iter().copied())), "{seed}: {choice:?}");
        assert!(value.seated() <= best && stopped.seated_max >= best, "{seed}");
        assert!(stopped.status == Status::Feasible || value.seated() == best, "{seed}");

        // Cut short, what is told still holds.
        let effort = Effort { choices: 2, ..Effort::default() };
        let cut = Desk::new(city).unwrap().best(&limits, Objective::Seated, &effort).unwrap();
        assert!(cut.seated_max >= best, "{seed}");
        if let Some((_, worth)) = &cut.best {
            assert!(worth.seated() <= best, "{seed}");
            assert!(cut.status == Status::Feasible || worth.seated() == best, "{seed}");
        }

        let objective = Objective::Evenness { fewest: 1 };
        let even = desk.best(&limits, objective, &Effort::default()).unwrap();
        let (_, value) = even.best.as_ref().unwrap();
        for open in &all {
            let choice = Choice::of(sites.len(), open.iter().copied()).unwrap();
            let other = desk.worth(&choice).unwrap();
            assert!((value.gap(1), other.seated()) <= (other.gap(1), value.seated()), "{seed}: {open:?}");
        }
    }
    assert!(proven > 200 && none > 10 && several > 100, "{proven} {none} {several}");
}

#[test]
fn one_site_a_year() {
    let mut shorter = 0;
    for seed in 0..150 {
        let mut dice = Dice::new(1_000 + seed);
        let round = towns::town(&mut dice);
        let sites: Vec<Site> = towns::sites(&mut dice, &round)
            .into_iter()
            .map(|s| Site { standing: Standing::Candidate, ..s })
            .collect();
        let rule = Rule { lottery: 9, ..Rule::default() };
        let behaviour = Behaviour::Near { metres: 1_500, most: None };
        let cases = [Case::of(&round)];
        let city = City { cases: &cases, sites: &sites, behaviour, seed: 5, draws: 1, rule: &rule };
        let mut desk = Desk::new(city).unwrap();
        let years = sites.len() as u32;
        let s = desk.sequence(years, &Limits::default(), Objective::Seated, &Effort::default()).unwrap();
        assert_eq!(
            (s.together.len(), s.step_by_step.len(), s.ordered.len()),
            (sites.len(), sites.len() + 1, sites.len() + 1)
        );
        let sum = |path: &[(Choice, sekiwari::siting::selection::Worth)]| {
            path.iter().map(|(_, w)| w.seated()).sum::<u64>()
        };
        for (k, best) in s.together.iter().enumerate() {
            let best = best.best.as_ref().unwrap().1.seated();
            let step = s.step_by_step[k + 1].1.seated();
            assert!(step <= best, "{seed}");
            shorter += u32::from(step < best);
        }
        // With all sites opened in the end, in sizes as they are best together, no order of these is better.
        let end: Vec<(usize, u16)> = s.ordered.last().unwrap().0.opened().collect();
        let orders: Vec<Vec<usize>> = match end.len() {
            1 => vec![vec![0]],
            2 => vec![vec![0, 1], vec![1, 0]],
            _ => {
                vec![vec![0, 1, 2], vec![0, 2, 1], vec![1, 0, 2], vec![1, 2, 0], vec![2, 0, 1], vec![2, 1, 0]]
            }
        };
        let of = |order: &Vec<usize>| {
            (0..=order.len())
                .map(|n| {
                    let open: Vec<(usize, u16)> = order[..n].iter().map(|&i| end[i]).collect();
                    seated(&round, &sites, &open, behaviour, 1)
                })
                .sum::<u64>()
        };
        assert_eq!(Some(sum(&s.ordered)), orders.iter().map(of).max(), "{seed}");
    }
    assert!(shorter > 0);
}
