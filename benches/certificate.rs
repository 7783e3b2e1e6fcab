//! Checking certificates and witnesses of synthetic city rounds.

// The harness' macros make public items without documentation.
#![allow(missing_docs)]

mod common;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use sekiwari::certificate::Certificate;
use sekiwari::market::{Market, Stage};
use sekiwari::mechanism::points_order;
use sekiwari::verify::{ProofFault, Violation, check_certificate, check_witnesses, find_witnesses};
use std::hint::black_box;
use std::time::Duration;

/// Nobody blocks; the bound is what the steps leave at best.
fn certificate(market: &Market) -> Certificate {
    let mut certificate = Certificate {
        stages: Stage::DEFAULT.to_vec(),
        blocking_min: 0,
        groups: Vec::new(),
        best: Some(vec![0, 0]),
        shared: common::steps::narrow(market),
        parts: Vec::new(),
    };
    // The checker says what the sum is.
    while let Some(violation) = check_certificate(market, &certificate).pop() {
        match (violation, &mut certificate.best) {
            (Violation::Proof { fault: ProofFault::WrongBest { stage, found, .. }, .. }, Some(best)) => {
                best[stage as usize] = found;
            }
            (other, _) => panic!("{other:?}"),
        }
    }
    certificate
}

fn check(c: &mut Criterion) {
    let mut group = c.benchmark_group("certificate");
    group.sample_size(10).warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(5));
    for children in [1_600, 10_000, 100_000] {
        let market = common::city(children, 1).strict();
        let certificate = certificate(&market);
        eprintln!("{children} children, {} wishes, {} steps", market.wish_count(), certificate.shared.len());
        group.throughput(Throughput::Elements(market.wish_count() as u64));
        group.bench_with_input(BenchmarkId::new("check", children), &market, |b, market| {
            b.iter(|| check_certificate(black_box(market), &certificate));
        });
        let allocation = points_order::run(&market).allocation;
        let witnesses = find_witnesses(&market, &allocation);
        group.bench_with_input(BenchmarkId::new("witnesses", children), &market, |b, market| {
            b.iter(|| check_witnesses(black_box(market), &allocation, &witnesses));
        });
    }
    group.finish();
}

criterion_group!(benches, check);
criterion_main!(benches);
