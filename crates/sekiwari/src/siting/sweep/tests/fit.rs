//! Combinations that do not fit, against applying every one of them.

use super::super::unfit;
use super::{closes, grow, opens, resize};
use crate::siting::Draw;
use crate::siting::scenario::tests::made::town;
use crate::siting::scenario::{Case, Families, Fault, FaultKind, Scenario, apply};
use std::collections::BTreeMap;

/// Scenarios that need one another: a facility that another axis opens, seats of one that another closes.
fn axes() -> Vec<Vec<Option<Scenario>>> {
    vec![
        vec![None, Some(opens("N", 0, 2)), Some(closes("F2"))],
        vec![Some(resize("N", 1)), Some(resize("F2", -1)), Some(grow(-1)), None],
        vec![Some(grow(2)), Some(opens("N", 500, 1)), Some(resize("F2", -2)), Some(closes("F3"))],
    ]
}

#[test]
fn what_is_told_is_what_applying_every_combination_says() {
    let (round, axes) = (town(), axes());
    let case = Case::of(&round);
    let draw = Draw { seed: 1, number: 0 };
    let given: Vec<Vec<Option<&Scenario>>> =
        axes.iter().map(|a| a.iter().map(Option::as_ref).collect()).collect();
    let mut told: BTreeMap<Vec<u32>, Vec<Fault>> = BTreeMap::new();
    unfit(&case, &given, draw, &|_| true, &mut |places, faults, _| {
        assert!(told.insert(places.to_vec(), faults.to_vec()).is_none());
    });
    let (mut wrong, mut right) = (0, 0);
    for (i, j, k) in (0..3).flat_map(|i| (0..4).flat_map(move |j| (0..4).map(move |k| (i, j, k)))) {
        let chosen = [&axes[0][i], &axes[1][j], &axes[2][k]];
        let families = Families { draw, ..Families::STILL };
        let mut applied = Ok(case.clone());
        let mut depth = 0;
        for scenario in chosen {
            let Ok(before) = &applied else { break };
            depth += 1;
            if let Some(scenario) = scenario {
                applied = apply(before, scenario, &families).map(|a| a.case);
            }
        }
        let places = [i as u32, j as u32, k as u32];
        match applied {
            Ok(_) => {
                assert!((1..=3).all(|n| !told.contains_key(&places[..n])), "{places:?}");
                right += 1;
            }
            Err(faults) => {
                assert_eq!(told.get(&places[..depth]), Some(&faults), "{places:?}");
                wrong += 1;
            }
        }
    }
    assert!(wrong > 10 && right > 10, "{wrong} {right}");
    // Only what is asked for at the last axis.
    let mut seen = Vec::new();
    unfit(&case, &given, draw, &|places| places == [2, 3, 2], &mut |places, faults, _| {
        seen.push((places.to_vec(), faults[0].kind.clone()));
    });
    let unknown = |facility: &str| FaultKind::UnknownFacility { facility: facility.into() };
    let expected = [
        (vec![0, 0], unknown("N")),
        (vec![2, 0], unknown("N")),
        (vec![2, 1], unknown("F2")),
        (vec![2, 3, 2], unknown("F2")),
    ];
    assert_eq!(seen, expected);
}
