//! `ties = weak` on synthetic city rounds scored by points alone, in memory: to the proof, or as far as the effort goes.

// The harness' macros make public items without documentation.
#![allow(missing_docs)]

mod common;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use sekiwari::exact::ties::{Effort, run};
use std::hint::black_box;
use std::time::Duration;

/// Rounds whose most seated is proven.
fn proven(c: &mut Criterion) {
    let mut group = c.benchmark_group("ties/proven");
    group.sample_size(10).warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(5));
    for (children, seed) in [(500, 1), (1_600, 1), (1_600, 3)] {
        let compiled = common::city_by_points(children, seed);
        let strict = compiled.strict();
        group.throughput(Throughput::Elements(compiled.market.wish_count() as u64));
        let id = BenchmarkId::new(children.to_string(), seed);
        group.bench_with_input(id, &(&compiled.market, &strict), |b, (weak, strict)| {
            b.iter(|| run(black_box(weak), strict, Effort::default(), &|| false));
        });
    }
    group.finish();
}

/// A first answer with its bound: little effort on rounds that are not closed.
fn first_answer(c: &mut Criterion) {
    let mut group = c.benchmark_group("ties/first_answer");
    group.sample_size(10).warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(5));
    for (children, work) in [(5_000, 6_000_000), (10_000, 12_000_000), (30_000, 36_000_000)] {
        let compiled = common::city_by_points(children, 2);
        let strict = compiled.strict();
        let effort = Effort { work, ..Effort::default() };
        group.throughput(Throughput::Elements(compiled.market.wish_count() as u64));
        let input = (&compiled.market, &strict);
        group.bench_with_input(BenchmarkId::from_parameter(children), &input, |b, (weak, strict)| {
            b.iter(|| run(black_box(weak), strict, effort, &|| false));
        });
    }
    group.finish();
}

criterion_group!(benches, proven, first_answer);
criterion_main!(benches);
