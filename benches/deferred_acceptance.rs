//! Deferred acceptance among single children, 1,000 to 1,000,000 of them, with the time per wish (throughput in wishes).

// The harness' macros make public items without documentation.
#![allow(missing_docs, clippy::expect_used)]

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use sekiwari::mechanism::deferred_acceptance;
use std::hint::black_box;
use std::time::Duration;

fn singles(c: &mut Criterion) {
    let mut group = c.benchmark_group("deferred_acceptance/singles");
    group.sample_size(10).warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(5));
    for children in [1_000, 10_000, 100_000, 1_000_000] {
        let market = sekiwari_synth::single_market(children, 1).expect("fits 32-bit ids");
        group.throughput(Throughput::Elements(market.wish_count() as u64));
        group.bench_with_input(BenchmarkId::from_parameter(children), &market, |b, market| {
            b.iter(|| deferred_acceptance::run(black_box(market)));
        });
    }
    group.finish();
}

criterion_group!(benches, singles);
criterion_main!(benches);
