//! Proofs for generated rounds in which nothing is stable.

#![allow(clippy::unwrap_used)]

use sekiwari::certificate::{Case, Certificate, Core, End};
use sekiwari::exact;
use sekiwari::market::{HouseholdId, Status};
use sekiwari::priority::Lottery;
use sekiwari::programme::nursery::siblings::JointOptions;
use sekiwari::programme::nursery::{Round, compile};
use sekiwari::verify::{certify, check_certificate};
use sekiwari_synth::{Options, generate};
use std::sync::atomic::{AtomicU32, Ordering};

/// Solves a round, has it judged and its proof checked. Returns the blocking households and the proof.
fn proven(options: &Options) -> (u32, Certificate) {
    let round = Round::new(generate(options)).unwrap();
    let market = compile(&round, Lottery::new(1), JointOptions::default()).unwrap().strict();
    let solution = exact::prove(&market, &exact::Options::default(), &exact::Control::default()).unwrap();
    assert_eq!(solution.outcome.status, Status::Optimal);
    let certificate = solution.certificate.unwrap();
    assert_eq!(check_certificate(&market, &certificate), []);
    let judged = certify(&market, solution.outcome.allocation).unwrap();
    assert_eq!(judged.verdict().blocking_households(), certificate.blocking_min);
    (certificate.blocking_min, certificate)
}

/// How often suspects of a group are halved, and how often one of them is told to block or not.
fn splits(certificate: &Certificate) -> (usize, usize) {
    let (mut among, mut one) = (0, 0);
    let mut open: Vec<&Case> = certificate.parts.iter().map(|p| &p.case).collect();
    while let Some(case) = open.pop() {
        match &case.end {
            End::Among { none, some, .. } => {
                among += 1;
                open.extend([&**none, &**some]);
            }
            End::Suspect { hard, blocks, .. } => {
                one += 1;
                open.extend([&**hard, &**blocks]);
            }
            End::Choice { cases, .. } => open.extend(cases.iter().map(|(_, case)| case)),
            End::Apart { within, rest, .. } => open.extend([&**within, &**rest]),
            End::Contradiction { .. } | End::Bounded => {}
        }
    }
    (among, one)
}

#[test]
fn groups_of_which_one_blocks_are_halved() {
    let (blocking, certificate) = proven(&Options { sibling_permille: 150, ..Options::new(10_000, 5) });
    assert_eq!(blocking, 1);
    let (among, one) = splits(&certificate);
    assert!(among > 0 && one == 0, "{among} {one}");
}

#[test]
fn of_a_group_of_which_two_block_one_is_told_and_the_other_halved() {
    let options = Options { sibling_permille: 400, priority_noise: 10, ..Options::new(1_600, 1) };
    let (blocking, certificate) = proven(&options);
    assert!(blocking == 2 && certificate.groups.iter().any(|g| g.at_least == 2));
    let (among, one) = splits(&certificate);
    assert!(among > 0 && one > 0, "{among} {one}");
}

/// Three of five children have siblings, on lists of eight wishes that every facility ranks otherwise: the search does not come to an end,
/// but that nothing is stable it shows soon, as whoever has lost a wish leaves no room for worse claims.
#[test]
fn that_somebody_blocks_is_shown_where_the_search_does_not_end() {
    let options =
        Options { sibling_permille: 600, priority_noise: 30, list_length: Some(8), ..Options::new(500, 1) };
    let round = Round::new(generate(&options)).unwrap();
    let market = compile(&round, Lottery::new(1), JointOptions::default()).unwrap().strict();
    let asked = AtomicU32::new(0);
    let stop = || asked.fetch_add(1, Ordering::Relaxed) > 400;
    let control = exact::Control::new(&stop, &|_| {});
    let solution = exact::prove(&market, &exact::Options::default(), &control).unwrap();
    assert_eq!(solution.outcome.status, Status::Feasible);
    let certificate = solution.certificate.unwrap();
    assert_eq!(check_certificate(&market, &certificate), []);
    assert_eq!((certificate.blocking_min, solution.outcome.bounds.blocking_households_min), (1, 1));
}

/// All cases of the parts that set households apart.
fn set_apart(certificate: &mut Certificate, mut change: impl FnMut(&mut End)) {
    let mut open: Vec<&mut Case> = certificate.parts.iter_mut().map(|p| &mut p.case).collect();
    while let Some(case) = open.pop() {
        if let End::Apart { .. } = &case.end {
            change(&mut case.end);
        }
        match &mut case.end {
            End::Among { none, some, .. } => open.extend([&mut **none, &mut **some]),
            End::Suspect { hard, blocks, .. } => open.extend([&mut **hard, &mut **blocks]),
            End::Choice { cases, .. } => open.extend(cases.iter_mut().map(|(_, case)| case)),
            End::Apart { within, rest, .. } => open.extend([&mut **within, &mut **rest]),
            End::Contradiction { .. } | End::Bounded => {}
        }
    }
}

#[test]
fn what_does_not_touch_is_bounded_apart_and_nothing_may_be_claimed_for_it() {
    let options = Options { sibling_permille: 400, priority_noise: 10, ..Options::new(1_600, 1) };
    let (certificate, market) = {
        let round = Round::new(generate(&options)).unwrap();
        let market = compile(&round, Lottery::new(1), JointOptions::default()).unwrap().strict();
        (proven(&options).1, market)
    };
    let mut count = 0;
    set_apart(&mut certificate.clone(), |_| count += 1);
    assert!(count > 3, "{count}");
    let refused = |change: &dyn Fn(&mut End)| {
        let mut changed = certificate.clone();
        set_apart(&mut changed, |end| change(end));
        assert_ne!(check_certificate(&market, &changed), []);
    };
    // Less than they reach, no value, twice the same household, nobody, and those who are apart already.
    refused(&|end| {
        if let End::Apart { value, .. } = end {
            value[0] -= 1;
        }
    });
    refused(&|end| {
        if let End::Apart { value, .. } = end {
            value.pop();
        }
    });
    refused(&|end| {
        if let End::Apart { households, .. } = end {
            households.insert(0, households[0]);
        }
    });
    refused(&|end| {
        if let End::Apart { households, .. } = end {
            households.clear();
        }
    });
    let once = std::cell::Cell::new(false);
    refused(&|end| {
        if let End::Apart { households, value, within, rest } = end
            && !once.replace(true)
        {
            let again = std::mem::replace(&mut rest.end, End::Bounded);
            let inner = Box::new(Case { steps: rest.steps.clone(), end: again });
            let (households, value, within) = (households.clone(), value.clone(), within.clone());
            rest.end = End::Apart { households, value, within, rest: inner };
        }
    });
}

/// Where the search for the best pauses, it goes through all sets that could block, on several threads if there are some. What it learns stands with the part, and
/// is the same with any number of them.
#[test]
fn further_cores_are_shown_and_threads_do_not_change_them() {
    let options = Options { sibling_permille: 400, priority_noise: 10, ..Options::new(1_600, 8) };
    let round = Round::new(generate(&options)).unwrap();
    let market = compile(&round, Lottery::new(1), JointOptions::default()).unwrap().strict();
    let solved = |threads: usize, quick: u64| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let options = exact::Options { quick, ..exact::Options::default() };
        pool.install(|| exact::prove(&market, &options, &exact::Control::default())).unwrap()
    };
    let alone = solved(1, 50);
    assert_eq!(alone.outcome.status, Status::Optimal);
    assert_eq!(alone, solved(3, 50));
    let certificate = alone.certificate.unwrap();
    assert_eq!(check_certificate(&market, &certificate), []);
    let cores: usize = certificate.parts.iter().map(|part| part.cores.len()).sum();
    assert!(cores > 20, "{cores}");
    // Without the pause the same is best.
    let straight = solved(2, u64::MAX).certificate.unwrap();
    assert!(straight.parts.iter().all(|part| part.cores.is_empty()));
    assert_eq!((straight.blocking_min, &straight.best), (certificate.blocking_min, &certificate.best));
    // Another household, none, one that is no suspect, twice the same, and no argument.
    let refused = |change: &dyn Fn(&mut Core)| {
        let mut changed = certificate.clone();
        let part = changed.parts.iter_mut().find(|part| !part.cores.is_empty()).unwrap();
        change(&mut part.cores[0]);
        assert_ne!(check_certificate(&market, &changed), []);
    };
    let is_suspect = |h: &HouseholdId| {
        certificate.groups.iter().flat_map(|g| &g.cores).any(|core| core.households.contains(h))
    };
    let stranger = market.households().find(|h| !is_suspect(h)).unwrap();
    refused(&|core| core.households.clear());
    refused(&|core| core.households.insert(0, core.households[0]));
    refused(&|core| core.households = vec![stranger]);
    refused(&|core| core.households = vec![HouseholdId::new(u32::MAX)]);
    refused(&|core| core.households.truncate(1));
    refused(&|core| core.case.steps.clear());
}
