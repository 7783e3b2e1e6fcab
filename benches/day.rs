//! Day services: a month decided by each rule, and one cancellation at the desk.

// The harness' macros make public items without documentation.
#![allow(missing_docs, clippy::expect_used)]

use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use sekiwari::exact::day::{DayOptions, DayRule, Desk, solve};
use sekiwari_synth::{DayOptions as Month, day_market};
use std::hint::black_box;
use std::time::Duration;

/// Months of 30 sites and 22 dates; of the temporary sites none, or three in ten, have teachers for the mix of ages.
fn month(c: &mut Criterion) {
    let mut group = c.benchmark_group("day/month");
    group.sample_size(10).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(3));
    for requests in [2_000, 20_000] {
        for (mix, staffed_permille) in [("seats", 0), ("staffed", 300)] {
            let market = day_market(&Month { staffed_permille, ..Month::month(requests, 1) })
                .expect("fits 32-bit ids");
            group.throughput(Throughput::Elements(u64::from(requests)));
            for &(name, rule) in DayRule::NAMES {
                let options = DayOptions { rule, ..DayOptions::default() };
                group.bench_with_input(
                    BenchmarkId::new(format!("{name}/{mix}"), requests),
                    &market,
                    |b, m| {
                        b.iter(|| solve(black_box(m), &options));
                    },
                );
            }
        }
    }
    group.finish();
}

/// A granted request of a month of 20,000 is cancelled, and all who fit are called.
fn cancellation(c: &mut Criterion) {
    let market = day_market(&Month::month(20_000, 1)).expect("fits 32-bit ids");
    let options = DayOptions { rule: DayRule::PointsOrder, ..DayOptions::default() };
    let answer = solve(&market, &options).expect("nothing is fixed").answer;
    let granted: Vec<u32> =
        (0..).zip(&answer.given).filter(|(_, g)| g.is_some()).map(|(r, _)| r).take(5_000).collect();
    let mut group = c.benchmark_group("day/desk");
    group.sample_size(10);
    group.throughput(Throughput::Elements(granted.len() as u64));
    group.bench_function("5,000 cancellations", |b| {
        b.iter_batched(
            || Desk::open(&market, &answer, DayRule::PointsOrder, |_| false).expect("feasible"),
            |mut desk| {
                granted.iter().filter_map(|&r| desk.cancel(r)).map(|called| called.len()).sum::<usize>()
            },
            BatchSize::LargeInput,
        );
    });
    group.finish();
}

criterion_group!(benches, month, cancellation);
criterion_main!(benches);
