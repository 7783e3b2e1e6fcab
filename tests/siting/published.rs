//! Published instances with known optima, read from `SEKIWARI_SHARED` (default `../shared`); skipped, saying so, where it is absent.

use sekiwari::siting::location::{
    Instance, InstanceBuilder, Openings, Search, Site, Status, Travel, capacitated, fixed_charge,
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
    println!("{:?}", answer);
    assert_eq!(answer.value, Travel { unreached: 0, cost: 104_044_437_500 });
    assert_eq!((answer.bound, answer.status), (answer.value, Status::Optimal));
    // Without capacities it is the instance cap71 of the same library, whose published optimum is 932,615.750.
    let answer = fixed_charge(&instance, Openings::Any, &Search::default()).found().unwrap();
    assert_eq!((answer.value.cost, answer.status), (93_261_575_000, Status::Optimal));
}
