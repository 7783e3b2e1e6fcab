//! The judge on synthetic city rounds.

// The harness' macros make public items without documentation.
#![allow(missing_docs)]

mod common;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use sekiwari::mechanism::points_order;
use sekiwari::verify::{Submission, judge};
use std::hint::black_box;
use std::time::Duration;

fn verify(c: &mut Criterion) {
    let mut group = c.benchmark_group("verify");
    group.sample_size(10).warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(5));
    for children in [1_600, 10_000, 100_000] {
        let market = common::city(children, 1).strict();
        // An allocation with envy, so that the judge has blocking wishes to find.
        let submission = Submission::from_allocation(&market, &points_order::run(&market).allocation);
        group.throughput(Throughput::Elements(market.wish_count() as u64));
        group.bench_with_input(BenchmarkId::from_parameter(children), &market, |b, market| {
            b.iter(|| judge(black_box(market), &submission));
        });
    }
    group.finish();
}

criterion_group!(benches, verify);
criterion_main!(benches);
