//! The frontier of synthetic city rounds, `stable-optimal` before it excluded.

// The harness' macros make public items without documentation.
#![allow(missing_docs, clippy::expect_used)]

mod common;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use sekiwari::exact::frontier::{Reach, frontier};
use sekiwari::exact::{Control, Options, prove};
use std::hint::black_box;
use std::time::Duration;

fn chart(c: &mut Criterion) {
    let mut group = c.benchmark_group("frontier");
    group.sample_size(10).warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(4));
    for children in [1_600, 10_000] {
        let market = common::city(children, 1).strict();
        let (options, control) = (Options::default(), Control::default());
        let fewest = prove(&market, &options, &control).expect("no limits");
        group.bench_with_input(BenchmarkId::new("to_20", children), &market, |b, market| {
            b.iter(|| black_box(frontier(market, &fewest, &options, Reach::default(), &control, &|_, _| {})));
        });
    }
    group.finish();
}

criterion_group!(benches, chart);
criterion_main!(benches);
