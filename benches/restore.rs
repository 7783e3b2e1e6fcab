//! Where nothing is stable: telling why, and the fewest extra seats, on synthetic city rounds.

// The harness' macros make public items without documentation.
#![allow(missing_docs, clippy::expect_used)]

mod common;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use sekiwari::certificate::Core;
use sekiwari::exact::restore::{Allowed, fewest_seats};
use sekiwari::exact::{Control, Options, prove, sharpen};
use sekiwari::explain::conflict::tell;
use sekiwari::priority::Lottery;
use sekiwari::programme::nursery::compile;
use std::hint::black_box;
use std::time::Duration;

/// Rounds in which nothing is stable: children, seed of `generate`.
const ROUNDS: [(u32, u64); 3] = [(1_600, 24), (10_000, 10), (30_000, 2)];

fn where_nothing_is_stable(c: &mut Criterion) {
    let mut group = c.benchmark_group("restore");
    group.sample_size(10).warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(4));
    for (children, seed) in ROUNDS {
        let round = common::round(children, seed);
        let compiled = compile(&round, Lottery::new(seed), Default::default()).expect("compiles");
        let market = compiled.strict();
        let (options, control) = (Options::default(), Control::default());
        let certificate = prove(&market, &options, &control).expect("no limits").certificate;
        let groups = certificate.expect("proven in writing").groups;
        let cores: Vec<Core> = groups.into_iter().flat_map(|g| g.cores).collect();
        assert!(!cores.is_empty(), "{children} {seed} has a stable allocation");
        group.bench_with_input(BenchmarkId::new("tell", children), &market, |b, market| {
            b.iter(|| {
                let sharp = sharpen(market, &cores, 40, &control);
                let told = sharp.cores.iter().flatten().map(|core| tell(market, &sharp.always, core));
                black_box(told.collect::<Vec<_>>())
            });
        });
        let allowed = Allowed::where_seats_are(&market);
        group.bench_with_input(BenchmarkId::new("fewest_seats", children), &market, |b, market| {
            b.iter(|| black_box(fewest_seats(market, &allowed, &options, &control, &|_, _| {})));
        });
    }
    group.finish();
}

criterion_group!(benches, where_nothing_is_stable);
criterion_main!(benches);
