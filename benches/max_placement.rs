//! Most children seated: single children to 1,000,000, city rounds with siblings to 100,000; and the bound alone.

// The harness' macros make public items without documentation.
#![allow(missing_docs, clippy::expect_used)]

mod common;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use sekiwari::mechanism::max_placement::{most_seated_bound, run};
use std::hint::black_box;
use std::time::Duration;

fn singles(c: &mut Criterion) {
    let mut group = c.benchmark_group("max_placement/singles");
    group.sample_size(10).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(3));
    for children in [1_000, 10_000, 100_000, 1_000_000] {
        let market = sekiwari_synth::single_market(children, 1).expect("fits 32-bit ids");
        group.throughput(Throughput::Elements(market.wish_count() as u64));
        group.bench_with_input(BenchmarkId::new("run", children), &market, |b, market| {
            b.iter(|| run(black_box(market)));
        });
        group.bench_with_input(BenchmarkId::new("bound", children), &market, |b, market| {
            b.iter(|| most_seated_bound(black_box(market)));
        });
    }
    group.finish();
}

fn cities(c: &mut Criterion) {
    let mut group = c.benchmark_group("max_placement/cities");
    group.sample_size(10).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(3));
    for children in [1_600, 10_000, 100_000] {
        let market = common::city(children, 1).strict();
        group.throughput(Throughput::Elements(market.wish_count() as u64));
        group.bench_with_input(BenchmarkId::new("run", children), &market, |b, market| {
            b.iter(|| run(black_box(market)));
        });
    }
    group.finish();
}

criterion_group!(benches, singles, cities);
criterion_main!(benches);
