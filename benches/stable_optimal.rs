//! `stable-optimal` on synthetic city rounds with siblings and transfers, strict priorities, in memory.

// The harness' macros make public items without documentation.
#![allow(missing_docs)]

mod common;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use sekiwari::exact::{Options, run};
use std::hint::black_box;
use std::time::Duration;

fn strict(c: &mut Criterion) {
    let mut group = c.benchmark_group("stable_optimal/strict");
    group.sample_size(10).warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(5));
    for children in [500, 1_600, 10_000, 30_000, 100_000] {
        let market = common::city(children, 1).strict();
        group.throughput(Throughput::Elements(market.wish_count() as u64));
        group.bench_with_input(BenchmarkId::from_parameter(children), &market, |b, market| {
            b.iter(|| run(black_box(market), Options::default()));
        });
    }
    group.finish();
}

fn compile(c: &mut Criterion) {
    let mut group = c.benchmark_group("compile");
    group.sample_size(10).warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(5));
    for children in [1_600, 10_000, 100_000] {
        let round = common::round(children, 1);
        group.throughput(Throughput::Elements(round.list_len() as u64));
        group.bench_with_input(BenchmarkId::from_parameter(children), &round, |b, round| {
            b.iter(|| common::compiled(black_box(round)));
        });
    }
    group.finish();
}

criterion_group!(benches, strict, compile);
criterion_main!(benches);
