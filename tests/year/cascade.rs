//! Cascades: every change told once, and what is told turns one decision into the other.

use jiff::civil::date;
use proptest::prelude::*;
use sekiwari::Lang;
use sekiwari::programme::nursery::year::cascade::{Cascade, Chain, Spot, Start, spot};
use sekiwari::programme::nursery::*;
use std::collections::{BTreeMap, BTreeSet};

/// Children by class, three to a household, at facilities that join the classes 1 and 2.
fn round(facilities: u32, classes: &[u8]) -> Round {
    let facility = |i: u32| Facility {
        partners: Vec::new(),
        care_kinds: Vec::new(),
        id: format!("F{i}"),
        name: String::new(),
        kind: None,
        district: None,
        position: None,
        min_age_days: None,
    };
    let child = |(i, &c): (usize, &u8)| {
        let record = Child {
            affiliation: Default::default(),
            id: format!("C{i:02}"),
            class: AgeClass::new(c).unwrap(),
            birth_date: None,
            current: None,
            district: None,
            position: None,
        };
        (format!("H{:02}", i / 3), record)
    };
    let class = |c| AgeClass::new(c).unwrap();
    let seats = (0..facilities).flat_map(|facility| {
        let shared = ClassSet::of([class(1), class(2)]).unwrap();
        [shared, ClassSet::one(class(3))].map(|classes| SeatRow { facility, classes, seats: 9 })
    });
    Round::new(RoundData {
        name: "r".into(),
        fiscal_year: 2026,
        entry_date: date(2026, 4, 1),
        facilities: (0..facilities).map(facility).collect(),
        seats: seats.collect(),
        limits: Vec::new(),
        children: classes.iter().enumerate().map(child).collect(),
        wishes: Vec::new(),
        terms: Vec::new(),
        decisions: Vec::new(),
        reserves: Vec::new(),
        joint_wishes: Vec::new(),
        tie_names: Vec::new(),
        scores: Vec::new(),
    })
    .unwrap()
}

/// Tells the cascade step by step: a chain only ever moves a child to a seat that is free by then.
pub fn check(
    round: &Round,
    before: &[Option<u32>],
    after: &[Option<u32>],
    freed: &[Spot],
    cascade: &Cascade,
) {
    let at = |c: usize, f: Option<u32>| f.map(|f| spot(round, f, round.children()[c].class));
    let count = |decision: &[Option<u32>]| {
        let mut taken: BTreeMap<Spot, i64> = BTreeMap::new();
        for (c, f) in decision.iter().enumerate() {
            at(c, *f).into_iter().for_each(|s| *taken.entry(s).or_default() += 1);
        }
        taken
    };
    // As many seats as the fuller of the two decisions needs; those given up are free on top of the first.
    let (mut taken, end) = (count(before), count(after));
    let mut now: Vec<Option<Spot>> = before.iter().enumerate().map(|(c, f)| at(c, *f)).collect();
    let mut told = BTreeSet::new();
    for chain in cascade.chains() {
        let moves = &chain.moves;
        assert!(!moves.is_empty() || matches!(chain.start, Start::Freed(_)));
        for m in moves {
            assert!(told.insert(m.child), "told twice");
            assert_eq!(now[m.child as usize], m.from, "it is where it was");
            now[m.child as usize] = m.to;
        }
        for pair in moves.windows(2) {
            assert_eq!(pair[0].from, pair[1].to, "each takes the seat that the one before has left");
        }
        assert!(moves.iter().rev().skip(1).all(|m| m.from.is_some()), "only the last comes from the list");
        let places: Vec<_> = moves.iter().map(|m| m.to).collect();
        assert_eq!(places.iter().collect::<BTreeSet<_>>().len(), places.len(), "no place twice");
        let (first, last) = (moves.first().map(|m| m.to), moves.last().map(|m| m.from));
        match chain.start {
            Start::Freed(spot) | Start::Open(spot) => {
                if let Some(first) = first {
                    assert_eq!(first, Some(spot));
                    assert_ne!(last, Some(first));
                    *taken.entry(spot).or_default() += 1;
                }
            }
            Start::Lost => assert_eq!(first, Some(None)),
            Start::Ring => assert_eq!(first, last),
        }
        if chain.start != Start::Ring {
            last.flatten().into_iter().for_each(|s| *taken.entry(s).or_default() -= 1);
        }
        for lang in Lang::ALL {
            let text = chain.text(round, lang);
            for m in moves {
                assert!(text.contains(&round.children()[m.child as usize].id), "{text}");
            }
        }
    }
    for (c, f) in after.iter().enumerate() {
        assert_eq!(now[c], at(c, *f), "the chains turn one decision into the other");
    }
    taken.retain(|_, n| *n != 0);
    assert_eq!(taken, end, "what chains take and leave is the difference");
    // Seats that were given up: as many chains as there are.
    let begun: Vec<Spot> = cascade
        .chains()
        .filter_map(|c| match c.start {
            Start::Freed(spot) => Some(spot),
            _ => None,
        })
        .collect();
    let (mut begun, mut freed) = (begun, freed.to_vec());
    begun.sort();
    freed.sort();
    assert_eq!(begun, freed);
    // Siblings are told in one bundle.
    let mut bundle_of: BTreeMap<u32, usize> = BTreeMap::new();
    for (i, bundle) in cascade.bundles.iter().enumerate() {
        for m in bundle.iter().flat_map(|c| &c.moves) {
            assert_eq!(*bundle_of.entry(round.household_of(m.child)).or_insert(i), i);
        }
    }
    for lang in Lang::ALL {
        let text = cascade.text(round, lang);
        assert_eq!(text.is_empty(), cascade.bundles.is_empty());
    }
}

proptest! {
    #![proptest_config(crate::support::config(4000))]

    #[test]
    fn chains_turn_any_decision_into_any_other(
        children in prop::collection::vec((1..=3u8, 0..5u32, 0..5u32), 0..14),
        freed in prop::collection::vec((0..4u32, 1..=3u8), 0..3),
    ) {
        let classes: Vec<u8> = children.iter().map(|c| c.0).collect();
        let round = round(4, &classes);
        // The round puts elder children first: decisions go with ids.
        let seat = |f: u32| (f < 4).then_some(f);
        let id = |c: &Child| c.id[1..].parse::<usize>().unwrap();
        let before: Vec<_> = round.children().iter().map(|c| seat(children[id(c)].1)).collect();
        let after: Vec<_> = round.children().iter().map(|c| seat(children[id(c)].2)).collect();
        let freed: Vec<Spot> =
            freed.iter().map(|&(f, c)| spot(&round, f, AgeClass::new(c).unwrap())).collect();
        let cascade = Cascade::between(&round, &before, &after, &freed);
        let changed = before.iter().zip(&after).filter(|(b, a)| b != a).count();
        prop_assert_eq!(cascade.changes(), changed);
        check(&round, &before, &after, &freed, &cascade);
    }
}

#[test]
fn a_freed_seat_draws_two_children_and_ends_at_the_waiting_list() {
    // C00 moves F1 -> F0, C01 F2 -> F1, C02 comes in at F2. They are of one household, so one bundle.
    let round = round(3, &[3, 3, 3, 3]);
    let freed = [spot(&round, 0, AgeClass::new(3).unwrap())];
    let before = [Some(1), Some(2), None, None];
    let after = [Some(0), Some(1), Some(2), None];
    let cascade = Cascade::between(&round, &before, &after, &freed);
    check(&round, &before, &after, &freed, &cascade);
    assert_eq!(cascade.bundles.len(), 1);
    assert_eq!(
        cascade.text(&round, Lang::En),
        "a seat comes free at facility F0 (class 3); child C00 moves from facility F1 (class 3) to facility F0 \
         (class 3); child C01 moves from facility F2 (class 3) to facility F1 (class 3); child C02 comes from the \
         waiting list to facility F2 (class 3).\n(C00, C01, C02 are siblings of household H00 and change together)\n"
    );
    assert_eq!(
        cascade.text(&round, Lang::Ja),
        "施設 F0（3歳児クラス）の席が空く → 児童 C00 が施設 F1（3歳児クラス）から施設 F0（3歳児クラス）へ → \
         児童 C01 が施設 F2（3歳児クラス）から施設 F1（3歳児クラス）へ → 児童 C02 が保留から施設 F2（3歳児クラス）へ。\n\
         （C00、C01、C02 は世帯 H00 のきょうだいで、あわせて変わります）\n"
    );
}

#[test]
fn a_seat_that_nobody_wants_stays_empty_and_a_swap_is_a_ring() {
    let round = round(3, &[3, 3]);
    let freed = [spot(&round, 2, AgeClass::new(3).unwrap())];
    let (before, after) = ([Some(0), Some(1)], [Some(1), Some(0)]);
    let cascade = Cascade::between(&round, &before, &after, &freed);
    check(&round, &before, &after, &freed, &cascade);
    let chains: Vec<&Chain> = cascade.chains().collect();
    assert_eq!(chains[0].left_empty(), Some(freed[0]));
    assert_eq!((chains[1].start, chains[1].moves.len()), (Start::Ring, 2));
    assert!(cascade.text(&round, Lang::En).starts_with(
        "a seat comes free at facility F2 (class 3); the seat at facility F2 (class 3) stays empty.\n"
    ));
}
