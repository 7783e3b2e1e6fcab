//! `stable-optimal` against brute force: existence, optimum and the words it says about them.

use crate::support::{brute_force, config, generators, spec};
use proptest::prelude::*;
use sekiwari::exact::{Control, Options, prove, run};
use sekiwari::market::{Stage, Status};
use sekiwari::verify::{Claims, Submission, certify, check_borne_out, check_certificate, judge};

/// Solves a market both ways and compares everything that is claimed.
fn agrees(spec: &spec::Spec) -> Result<(), TestCaseError> {
    let market = spec.build();
    let solution = prove(&market, &Options::default(), &Control::default()).expect("no limits");
    let outcome = solution.outcome;
    if let Some(certificate) = &solution.certificate {
        let faults = check_certificate(&market, certificate);
        prop_assert!(faults.is_empty(), "{:?} in {:?}", faults, certificate);
        let verdict = judge(&market, &Submission::from_allocation(&market, &outcome.allocation));
        let claims = Claims::from_verdict(&verdict, Some(outcome.bounds), outcome.status);
        let missing = check_borne_out(&market, &verdict, &claims, Stage::DEFAULT, certificate);
        prop_assert!(missing.is_empty(), "{:?} by {:?}", missing, certificate);
    }
    prop_assert!(solution.certificate.is_some(), "tiny markets are proven in writing");
    let oracle = brute_force::solve(spec);
    let verified = certify(&market, outcome.allocation.clone());
    prop_assert!(verified.is_ok(), "feasible: {:?}", verified.err());
    let ranks = spec::ranks(&market, &outcome.allocation);
    let blocking = brute_force::blocking_households(spec, &ranks);
    prop_assert!(
        outcome.bounds.blocking_households_min <= oracle.best.0,
        "{:?} {:?}",
        outcome,
        oracle.stable
    );
    prop_assert!(outcome.bounds.blocking_households_min <= oracle.best.0);
    prop_assert_eq!(
        outcome.bounds.blocking_households_min,
        oracle.best.0,
        "proven on tiny markets: {:?}",
        ranks
    );
    prop_assert_eq!(blocking, oracle.best.0, "fewest blocking {:?}", outcome);
    prop_assert!(outcome.bounds.seated_max >= oracle.best.1);
    if market.has_ties() {
        prop_assert_eq!(outcome.status, Status::Feasible);
    } else {
        prop_assert_eq!(outcome.status, Status::Optimal, "{:?} of {:?}", outcome, oracle.best);
        prop_assert_eq!(brute_force::seated(spec, &ranks), oracle.best.1, "most seated");
        prop_assert_eq!(outcome.bounds.seated_max, oracle.best.1);
        prop_assert!(oracle.best_allocations.contains(&ranks), "smallest rank sum");
    }
    Ok(())
}

proptest! {
    #![proptest_config(config(6000))]

    #[test]
    fn siblings_holders_and_several_pools(spec in generators::Shape::everything().strict().markets()) {
        agrees(&spec)?;
    }

    #[test]
    fn siblings(spec in generators::Shape::siblings().markets()) {
        agrees(&spec)?;
    }

    #[test]
    fn weekdays(spec in generators::Shape::weekdays().markets()) {
        agrees(&spec)?;
    }

    #[test]
    fn chains_of_holders(spec in generators::chains()) {
        agrees(&spec)?;
    }

    #[test]
    fn ties(spec in generators::any_market()) {
        agrees(&spec)?;
    }

    #[test]
    fn singles_reach_the_whole_objective(spec in generators::Shape::singles().holders().strict().markets()) {
        let market = spec.build();
        let outcome = run(&market, Options::default()).expect("no limits");
        let ranks = spec::ranks(&market, &outcome.allocation);
        prop_assert!(brute_force::solve(&spec).best_allocations.contains(&ranks));
    }
}
