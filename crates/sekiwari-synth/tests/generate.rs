//! Generated rounds: valid for any options, the same every time, close to their calibration.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use proptest::prelude::*;
use sekiwari::programme::nursery::{Round, RoundData, SiblingTerms};
use sekiwari_synth::{CONDITIONS, Options, calibration, generate, single_market};
use std::collections::{BTreeMap, BTreeSet};

fn households(data: &RoundData) -> BTreeMap<&str, Vec<usize>> {
    let mut households: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, (id, _)) in data.children.iter().enumerate() {
        households.entry(id).or_default().push(i);
    }
    households
}

/// How many facilities each child lists, on its own list or in its household's joint list.
fn list_lengths(data: &RoundData) -> Vec<usize> {
    let mut listed: Vec<BTreeSet<u32>> = vec![BTreeSet::new(); data.children.len()];
    for w in &data.wishes {
        listed[w.child as usize].insert(w.facility);
    }
    for w in &data.joint_wishes {
        listed[w.child as usize].extend(w.facility);
    }
    listed.iter().map(BTreeSet::len).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the options, the round is accepted and every child has a list.
    #[test]
    fn every_round_is_valid(
        children in 0u32..160,
        seed: u64,
        facilities in proptest::option::of(0u32..60),
        seats_permille in 0u32..3_000,
        sibling_permille in 0u32..1_200,
        transfer_permille in 0u32..1_200,
        shared_permille in 0u32..1_200,
        priority_noise in 0u32..30,
        joint_wishes_permille in 0u32..1_200,
        list_length in proptest::option::of(0u32..300),
        tie_step in 0u32..1_200,
        fiscal_year in 1990i16..2110,
    ) {
        let options = Options {
            children, seed, facilities, seats_permille, sibling_permille, transfer_permille, shared_permille,
            priority_noise, joint_wishes_permille, list_length, tie_step, fiscal_year,
        };
        let data = generate(&options);
        prop_assert_eq!(data.children.len() as u32, children.max(1));
        prop_assert!(list_lengths(&data).iter().all(|&n| n > 0));
        let round = Round::new(data);
        prop_assert!(round.is_ok(), "{:?}", round.err());
    }
}

#[test]
fn the_same_options_give_the_same_round() {
    let options = Options { priority_noise: 3, shared_permille: 200, ..Options::new(700, 11) };
    assert_eq!(generate(&options), generate(&options));
}

#[test]
fn another_seed_gives_another_round() {
    let wishes = |seed| generate(&Options::new(700, seed)).wishes;
    assert_ne!(wishes(1), wishes(2));
}

#[test]
fn shares_hit_their_calibration() {
    let n = 20_000;
    let data = generate(&Options::new(n, 3));
    assert_eq!(data.facilities.len(), 1_081);
    for (class, &share) in calibration::CLASS_MIX.iter().enumerate() {
        let count = data.children.iter().filter(|(_, c)| c.class.index() == class).count() as u32;
        assert!(count.abs_diff(n * share / 1000) <= 1, "class {class}: {count}");
    }
    let households = households(&data);
    let with_siblings: usize = households.values().map(Vec::len).filter(|&n| n > 1).sum();
    assert!(with_siblings.abs_diff(3_200) <= 1, "{with_siblings} children apply with a sibling");
    assert!(households.values().any(|h| h.len() == 4), "no household of four");
    let twins = households.values().filter(|h| {
        h.windows(2).any(|p| data.children[p[0]].1.birth_date == data.children[p[1]].1.birth_date)
    });
    assert!((50..150).contains(&twins.count()));
    let holders = data.children.iter().filter(|(_, c)| c.current.is_some()).count();
    assert_eq!(holders, 2_000);
    let lengths = list_lengths(&data);
    let mean_hundredths = lengths.iter().sum::<usize>() * 100 / lengths.len();
    assert!((325..=355).contains(&mean_hundredths), "mean list length {mean_hundredths} hundredths");
    assert!(lengths.iter().any(|&l| l >= 14) && lengths.iter().all(|&l| l <= 16));
    let seats: u32 = data.seats.iter().map(|s| s.seats).sum();
    assert!(seats.abs_diff(18_000 * 920 / 1000) <= 6, "{seats} seats");
    for (joint, fallback, _) in CONDITIONS {
        let ticked = |t: &SiblingTerms| t.joint == joint && t.single_fallback == fallback;
        assert!(data.terms.iter().any(|(_, t)| ticked(t)), "nobody ticked {joint:?} {fallback:?}");
    }
}

#[test]
fn full_time_couples_are_one_great_tie_and_keys_break_most_of_it() {
    let data = generate(&Options::new(10_000, 3));
    let mut points: BTreeMap<i64, usize> = BTreeMap::new();
    let mut scores: BTreeMap<(i64, Vec<i64>), usize> = BTreeMap::new();
    for s in data.scores.iter().filter(|s| s.facility.is_none()) {
        *points.entry(s.points.0).or_default() += 1;
        *scores.entry((s.points.0, s.ties.iter().map(|t| t.0).collect())).or_default() += 1;
    }
    let largest = *points.values().max().unwrap();
    assert!(largest > 2_000, "the largest tie by points holds {largest} of 10,000");
    let largest = *scores.values().max().unwrap();
    assert!((2..200).contains(&largest), "the largest tie by points and keys holds {largest}");
}

#[test]
fn popularity_is_uneven_and_lists_favour_near_facilities() {
    let data = generate(&Options::new(10_000, 4));
    let mut listed = vec![0u32; data.facilities.len()];
    let (mut near, mut far) = (0, 0);
    for w in &data.wishes {
        listed[w.facility as usize] += 1;
        let home = data.children[w.child as usize].1.position.unwrap();
        let place = data.facilities[w.facility as usize].position.unwrap();
        let metres = |a: i32, b: i32, scale: i64| (i64::from(a) - i64::from(b)).abs() * scale / 1000;
        let distance = metres(home.lat_e6, place.lat_e6, 111).max(metres(home.lon_e6, place.lon_e6, 91));
        if distance < 2_000 { near += 1 } else { far += 1 }
    }
    listed.sort_unstable();
    let (few, many) = (listed[listed.len() / 10], listed[listed.len() * 9 / 10]);
    assert!(many > 4 * few, "tenth and ninetieth percentile of listings: {few}, {many}");
    assert!(near > 2 * far, "{near} listings within 2 km, {far} beyond");
}

#[test]
fn options_show_in_the_round() {
    let base = Options::new(2_000, 9);
    let shared = generate(&Options { shared_permille: 1000, ..base.clone() });
    assert!(shared.seats.iter().any(|s| s.classes.to_string() == "0-1"));
    assert!(shared.seats.iter().any(|s| s.classes.to_string() == "4-5"));
    let noisy = generate(&Options { priority_noise: 5, ..base.clone() });
    assert!(noisy.scores.len() > 3 * generate(&base).scores.len());
    let joint = generate(&Options { joint_wishes_permille: 1000, ..base });
    assert!(joint.joint_wishes.len() > 300);
}

#[test]
fn lists_have_the_wanted_length_where_enough_is_in_reach() {
    for wanted in [1, 3, 8] {
        let data = generate(&Options { list_length: Some(wanted), ..Options::new(2_000, 9) });
        let lengths = list_lengths(&data);
        let exact = lengths.iter().filter(|&&n| n == wanted as usize).count();
        assert!(exact > 1_700, "{exact} of 2,000 lists have {wanted} facilities");
        // A careless wish may come on top.
        assert!(lengths.iter().all(|&n| n <= wanted as usize + 1));
    }
}

#[test]
fn coarse_points_make_large_ties() {
    let data = generate(&Options { tie_step: 10, priority_noise: 30, ..Options::new(2_000, 9) });
    assert!(data.tie_names.is_empty());
    assert!(data.scores.iter().all(|s| s.points.0 % 10_000 == 0 && s.ties.is_empty()));
    let mut points: BTreeMap<i64, usize> = BTreeMap::new();
    for s in data.scores.iter().filter(|s| s.facility.is_some()) {
        *points.entry(s.points.0).or_default() += 1;
    }
    assert!((4..20).contains(&points.len()), "{points:?}");
}

#[test]
fn a_market_of_single_children_is_strict_and_repeatable() {
    let market = single_market(3_000, 8).unwrap();
    assert_eq!(market, single_market(3_000, 8).unwrap());
    assert_eq!(market.households().len(), 3_000);
    for pool in 0..market.pools().len() as u32 {
        let pool = sekiwari::market::PoolId::new(pool);
        let ranks = market.pool_claimants(pool).iter().map(|&c| market.claimant(c).rank);
        assert!(ranks.collect::<Vec<_>>().windows(2).all(|r| r[0] < r[1]));
    }
    assert!((2 * 3_000..5 * 3_000).contains(&market.wish_count()));
}
