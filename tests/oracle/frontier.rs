//! The frontier against all feasible allocations: what is found and what is proven enclose the truth.

use crate::support::{brute_force, config, generators, spec};
use proptest::prelude::*;
use sekiwari::exact::frontier::{Bound, Frontier, Point, Reach, frontier};
use sekiwari::exact::{Control, Options, prove};
use sekiwari::market::Market;
use sekiwari::verify::certify;

/// Most seated with at most so many blocking; `None` if no allocation has so few.
fn truth(spec: &spec::Spec) -> Vec<Option<u32>> {
    let mut exactly: Vec<Option<u32>> = vec![None; spec.households.len() + 1];
    for ranks in brute_force::feasible_allocations(spec) {
        let at = &mut exactly[brute_force::blocking_households(spec, &ranks) as usize];
        *at = (*at).max(Some(brute_force::seated(spec, &ranks)));
    }
    for k in 1..exactly.len() {
        exactly[k] = exactly[k].max(exactly[k - 1]);
    }
    exactly
}

fn of(market: &Market, tried_nodes: u64) -> Frontier {
    let (options, control) = (Options::default(), Control::default());
    let fewest = prove(market, &options, &control).expect("no limits");
    let reach = Reach { blocking_max: market.households().len() as u32, tried_nodes };
    frontier(market, &fewest, &options, reach, &control, &|_, _| {}).expect("no limits")
}

fn judged(market: &Market, point: &Point) -> Result<(), TestCaseError> {
    let verified = certify(market, point.allocation.clone()).expect("feasible");
    prop_assert_eq!(verified.verdict().blocking_households(), point.blocking);
    prop_assert_eq!(verified.verdict().objective.seated, point.seated);
    prop_assert!(point.blocking <= point.blocking_max);
    Ok(())
}

fn encloses(spec: &spec::Spec) -> Result<(), TestCaseError> {
    let market = spec.build();
    let truth = truth(spec);
    let least = truth.iter().position(Option::is_some).unwrap() as u32;
    let most = truth.last().unwrap().unwrap();
    for nodes in [0, 1_000_000] {
        let found = of(&market, nodes);
        prop_assert_eq!(found.blocking_min, least);
        prop_assert_eq!(found.points.first().map(|p| p.blocking_max), Some(least));
        for point in &found.points {
            let real = truth[point.blocking_max as usize].unwrap();
            judged(&market, point)?;
            prop_assert!(point.seated <= real && real <= point.seated_max, "{:?}: {}", point, real);
            if nodes > 0 {
                prop_assert_eq!((point.seated, point.seated_max), (real, real), "{:?}", point);
            }
        }
        judged(&market, &found.end)?;
        prop_assert!(found.end.seated <= most && most <= found.end.seated_max);
        if nodes > 0 {
            prop_assert_eq!((found.end.seated, found.end.seated_max), (most, most));
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(config(4_000))]

    #[test]
    fn singles(spec in generators::Shape::singles().holders().strict().markets()) {
        encloses(&spec)?;
    }

    #[test]
    fn siblings_that_clash(spec in generators::clashes()) {
        encloses(&spec)?;
    }

    #[test]
    fn any_market(spec in generators::any_market()) {
        encloses(&spec)?;
    }

    #[test]
    fn weekdays(spec in generators::Shape::weekdays().holders().strict().markets()) {
        encloses(&spec)?;
    }
}

/// A line of children, each of whom could move to the next pool: each one that blocks seats one child more.
#[test]
fn each_child_that_blocks_seats_one_more_up_to_the_free_seats() {
    use spec::{HouseholdSpec, Spec};
    let free = 3;
    // Pool 0 has as many seats as children ranked first, who would also go to pool 1; as many others want only pool 0.
    let first = (1..=5).map(|r| HouseholdSpec::single(&[(0, r), (1, r)]));
    let others = (6..=10).map(|r| HouseholdSpec::single(&[(0, r)]));
    let spec = Spec::new(&[5, free], first.chain(others).collect());
    let found = of(&spec.build(), 0);
    let points: Vec<_> = found.points.iter().take(5).map(|p| (p.seated, p.seated_max, p.bound)).collect();
    let singles = Bound::Singles;
    let expected =
        [(5, 5, Bound::Fewest), (6, 6, singles), (7, 7, singles), (8, 8, singles), (8, 8, Bound::Placement)];
    assert_eq!(points, expected);
}
