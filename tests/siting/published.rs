//! Published instances with known optima, read from `SEKIWARI_SHARED` (default `../shared`); skipped, saying so, where it is absent.

use crate::oracle;
use sekiwari::siting::location::{
    Infeasible, Instance, InstanceBuilder, Least, Openings, Outcome, PointId, Reach, Search, Site, Standing,
    Status, Travel, capacitated, fixed_charge, max_covering, p_center, p_median, set_covering,
};
use std::path::PathBuf;

pub fn shared(file: &str) -> Option<String> {
    let root = std::env::var_os("SEKIWARI_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    let path = root.join("data/facility_location").join(file);
    let text = std::fs::read_to_string(&path).ok();
    if text.is_none() {
        println!("skipped: {} is not there", path.display());
    }
    text
}

/// A number with decimals in hundred-thousandths.
fn hundred_thousandths(number: &str) -> u64 {
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    assert!(part.len() <= 5, "{number}");
    let part: u64 = format!("{part:0<5}").parse().unwrap();
    if whole.is_empty() { part } else { whole.parse::<u64>().unwrap() * 100_000 + part }
}

/// An instance of the OR-Library (Beasley 1990): warehouses with capacity and cost, customers with their demand and what serving all of it
/// from each warehouse costs. Costs of a unit of demand in hundred-thousandths.
fn or_library(text: &str) -> Instance {
    let mut numbers = text.split_ascii_whitespace();
    let mut next = || numbers.next().unwrap();
    let (sites, points): (usize, usize) = (next().parse().unwrap(), next().parse().unwrap());
    let mut b = InstanceBuilder::new();
    for _ in 0..sites {
        let capacity = next().parse().unwrap();
        b.add_site(Site::candidate().costing(hundred_thousandths(next())).serving(capacity));
    }
    for _ in 0..points {
        let demand: u64 = next().parse().unwrap();
        let unit = |whole: u64| {
            assert_eq!(whole % demand, 0, "the cost of a unit is a whole number of hundred-thousandths");
            Some((whole / demand) as u32)
        };
        let row: Vec<Option<u32>> = (0..sites).map(|_| unit(hundred_thousandths(next()))).collect();
        b.add_point(demand as u32, &row);
    }
    assert_eq!(numbers.next(), None);
    b.build().unwrap()
}

#[test]
fn cap41_has_the_published_optimum() {
    let Some(text) = shared("cap41.txt") else { return };
    let instance = or_library(&text);
    assert_eq!((instance.site_count(), instance.point_count(), instance.total_weight()), (16, 50, 58_268));
    let answer = capacitated(&instance, Openings::Any, &Search::default()).found().unwrap();
    assert_eq!(answer.value, Travel { unreached: 0, cost: 104_044_437_500 });
    assert_eq!((answer.bound, answer.status), (answer.value, Status::Optimal));
    // Without capacities it is the instance cap71 of the same library, whose published optimum is 932,615.750.
    let answer = fixed_charge(&instance, Openings::Any, &Search::default()).found().unwrap();
    assert_eq!((answer.value.cost, answer.status), (93_261_575_000, Status::Optimal));
}

/// San Francisco: 205 census tracts with their people, 16 stores, distances by road rounded to whole metres.
fn san_francisco(standing: impl Fn(usize) -> Standing) -> Option<Instance> {
    let text = shared("SF_network_distance_candidateStore_16_censusTract_205_new.csv")?;
    let (mut stores, mut tracts): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    let mut rows: Vec<(u32, Vec<Option<u32>>)> = Vec::new();
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let [distance, store, tract, people] = cells[..] else { panic!("{line}") };
        let at = |names: &mut Vec<_>, name| {
            let known = names.iter().position(|n| *n == name);
            known.unwrap_or_else(|| {
                names.push(name);
                names.len() - 1
            })
        };
        let (s, t) = (at(&mut stores, store), at(&mut tracts, tract));
        rows.resize(tracts.len(), (0, vec![None; 16]));
        rows[t].0 = people.parse().unwrap();
        rows[t].1[s] = Some(distance.parse::<f64>().unwrap().round() as u32);
    }
    assert_eq!((stores.len(), rows.len()), (16, 205));
    let mut b = InstanceBuilder::new();
    (0..16).for_each(|s| _ = b.add_site(Site::new(standing(s))));
    rows.iter().for_each(|(people, row)| _ = b.add_point(*people, row));
    Some(b.build().unwrap())
}

fn proven<V: Copy + PartialEq + std::fmt::Debug>(outcome: Outcome<V>) -> V {
    let answer = outcome.found().unwrap();
    assert_eq!((answer.status, answer.bound), (Status::Optimal, answer.value));
    answer.value
}

/// The optima are those that PySAL's spopt 0.7.0 proves with CBC on the same whole metres (`benches/peers/location.py` has its models).
#[test]
fn san_francisco_has_the_optima_of_spopt() {
    let Some(city) = san_francisco(|_| Standing::Candidate) else { return };
    let search = Search::default();
    assert_eq!(proven(set_covering(&city, 5_000, Least::Sites, &search)), 8);
    assert_eq!(proven(set_covering(&city, 8_000, Least::Sites, &search)), 3);
    let far = [164, 170, 186, 191, 193].map(PointId::new).to_vec();
    let refused = set_covering(&city, 4_000, Least::Sites, &search);
    assert_eq!(refused, Outcome::Infeasible(Infeasible::Uncoverable { points: far }));
    let covered =
        [(1, 239_817), (2, 377_803), (3, 481_826), (4, 557_571), (5, 620_348), (6, 666_206), (8, 747_498)];
    for (k, people) in covered {
        assert_eq!(proven(max_covering(&city, 3_000, Openings::Exactly(k), &search)), people, "{k} stores");
    }
    for (k, cost) in [
        (1, 5_731_129_104),
        (2, 4_009_079_629),
        (3, 3_385_509_515),
        (4, 2_848_250_514),
        (5, 2_554_109_073),
        (6, 2_347_037_747),
        (8, 2_054_687_476),
        (12, 1_812_251_125),
    ] {
        let value = proven(p_median(&city, Openings::Exactly(k), &search));
        assert_eq!(value, Travel { unreached: 0, cost }, "{k} stores");
    }
    let centre = |k| proven(p_center(&city, Openings::Exactly(k), &search));
    assert_eq!(centre(4), Reach { unreached: 0, farthest: 7_403 });
    for k in [1, 2, 3, 5] {
        let all = oracle::choices(&city, Openings::Exactly(k));
        let farthest = all.iter().map(|open| oracle::farthest(&city, open).1).min().unwrap();
        assert_eq!(centre(k), Reach { unreached: 0, farthest }, "{k} stores");
    }
}

#[test]
fn san_francisco_with_stores_that_are_open_is_the_best_of_all_choices() {
    let standing = |s: usize| match s {
        3 | 8 => Standing::Existing,
        12 => Standing::Required,
        0 | 6 => Standing::Forbidden,
        _ => Standing::Candidate,
    };
    let Some(city) = san_francisco(standing) else { return };
    let (search, openings) = (Search::default(), Openings::Exactly(4));
    let all = oracle::choices(&city, openings);
    assert_eq!(all.len(), 165);
    let cost = all.iter().map(|open| oracle::ways(&city, open).1).min().unwrap();
    assert_eq!(proven(p_median(&city, openings, &search)), Travel { unreached: 0, cost });
    let people = all.iter().map(|open| oracle::covered(&city, 3_000, open)).max().unwrap();
    assert_eq!(proven(max_covering(&city, 3_000, openings, &search)), people);
    let farthest = all.iter().map(|open| oracle::farthest(&city, open).1).min().unwrap();
    assert_eq!(proven(p_center(&city, openings, &search)), Reach { unreached: 0, farthest });
}
