//! The classical problems of location on a plane of 20 km by 20 km: p-median to 10,000 points and 100 sites, covering, center, equity, and with
//! capacities. All of these are proven.

// The harness' macros make public items without documentation.
#![allow(missing_docs, clippy::expect_used)]

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use sekiwari::siting::location::{
    Instance, InstanceBuilder, Least, Openings, Search, Site, capacitated, fixed_charge, max_covering,
    max_min_covering, p_center, p_median, set_covering,
};
use std::hint::black_box;
use std::time::Duration;

/// Points of weight 1 to 100 in sixteen districts, sites that cost 50 to 149 and take some two to three points' share of the weight.
fn plane(points: usize, sites: usize, seed: u64) -> Instance {
    let mut state = seed;
    // SplitMix64.
    let mut below = |n: u64| {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % n
    };
    let mut b = InstanceBuilder::new();
    let mut at = Vec::new();
    for _ in 0..sites {
        let capacity = points as u64 * 50 * (3 + below(4)) / sites as u64;
        b.add_site(Site::candidate().costing(50 + below(100)).serving(capacity));
        at.push((below(20_000), below(20_000)));
    }
    for _ in 0..points {
        let (x, y, weight) = (below(20_000), below(20_000), 1 + below(100));
        let way = |&(a, c): &(u64, u64)| {
            let (dx, dy) = (x.abs_diff(a), y.abs_diff(c));
            Some((dx * dx + dy * dy).isqrt() as u32)
        };
        let row: Vec<Option<u32>> = at.iter().map(way).collect();
        b.add_point_in((x / 5_000 * 4 + y / 5_000) as u32, weight as u32, &row);
    }
    b.build().expect("a valid instance")
}

const SIZES: [(usize, usize, u32); 4] =
    [(1_000, 50, 10), (5_000, 50, 10), (10_000, 100, 10), (10_000, 100, 20)];

fn without_capacities(c: &mut Criterion) {
    let search = Search::default();
    let mut group = c.benchmark_group("location");
    group.sample_size(10).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(3));
    for (points, sites, number) in SIZES {
        let instance = plane(points, sites, 1);
        let size = format!("{points}x{sites}, {number} sites");
        let new = Openings::Exactly(number);
        group.bench_with_input(BenchmarkId::new("p_median", &size), &instance, |b, i| {
            b.iter(|| p_median(black_box(i), new, &search));
        });
        group.bench_with_input(BenchmarkId::new("p_center", &size), &instance, |b, i| {
            b.iter(|| p_center(black_box(i), new, &search));
        });
        if number == 10 {
            group.bench_with_input(BenchmarkId::new("max_covering, 3 km", &size), &instance, |b, i| {
                b.iter(|| max_covering(black_box(i), 3_000, new, &search));
            });
            group.bench_with_input(BenchmarkId::new("set_covering, 5 km", &size), &instance, |b, i| {
                b.iter(|| set_covering(black_box(i), 5_000, Least::Sites, &search));
            });
        }
    }
    group.finish();
}

fn with_more(c: &mut Criterion) {
    let search = Search::default();
    let mut group = c.benchmark_group("location");
    group.sample_size(10).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(3));
    for (points, sites, number) in [(200, 20, 8), (1_000, 50, 20)] {
        let instance = plane(points, sites, 1);
        let size = format!("{points}x{sites}, {number} sites");
        let new = Openings::Exactly(number);
        group.bench_with_input(BenchmarkId::new("capacitated", &size), &instance, |b, i| {
            b.iter(|| capacitated(black_box(i), new, &search));
        });
        group.bench_with_input(BenchmarkId::new("fixed_charge", &size), &instance, |b, i| {
            b.iter(|| fixed_charge(black_box(i), Openings::Any, &search));
        });
        group.bench_with_input(BenchmarkId::new("max_min_covering, 3 km", &size), &instance, |b, i| {
            b.iter(|| max_min_covering(black_box(i), 3_000, Openings::Exactly(5), &search));
        });
    }
    group.finish();
}

criterion_group!(benches, without_capacities, with_more);
criterion_main!(benches);
