//! Checking certificates and witnesses of synthetic city rounds; writing and reading them.

// The harness' macros make public items without documentation.
#![allow(missing_docs, clippy::panic, clippy::expect_used)]

mod common;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use sekiwari::certificate::Certificate;
use sekiwari::market::{Allocation, Goals, Market, Stage};
use sekiwari::mechanism::Ties;
use sekiwari::mechanism::points_order;
use sekiwari::programme::nursery::Round;
use sekiwari::verify::{ProofFault, Violation, check_certificate, check_witnesses, find_witnesses};
use sekiwari_files::finding::Findings;
use sekiwari_files::review::{Case, RoundNames, read_allocation, read_proof, review};
use sekiwari_files::write::{ProofFacts, write_proof};
use std::hint::black_box;
use std::time::Duration;

/// Nobody blocks; the bound is what the steps leave at best.
fn certificate(market: &Market) -> Certificate {
    let mut certificate = Certificate {
        stages: Stage::DEFAULT.to_vec(),
        blocking_min: 0,
        always: Vec::new(),
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

/// `allocation.csv` with its two columns.
fn table(round: &Round, market: &Market, allocation: &Allocation) -> Vec<u8> {
    let mut facility = vec![""; round.children().len()];
    let given = market.households().filter_map(|h| allocation.wish(market, h));
    for claim in given.flat_map(|w| market.claims(w)) {
        let place = market.pool(claim.pool).facility.index();
        facility[claim.child.index()] = &round.facilities()[place].id;
    }
    let rows = round.children().iter().zip(facility).map(|(child, f)| format!("{},{f}\n", child.id));
    format!("child_id,facility_id\n{}", rows.collect::<String>()).into_bytes()
}

fn check(c: &mut Criterion) {
    let mut group = c.benchmark_group("certificate");
    group.sample_size(10).warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(5));
    for children in [1_600, 10_000, 100_000] {
        let round = common::round(children, 1);
        let compiled = common::compiled(&round);
        let market = compiled.strict();
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
        let names = RoundNames { round: &round, compiled: &compiled };
        let facts = ProofFacts {
            version: "0.0.0",
            input_sha256: "00",
            ties: "strict",
            seed: 1,
            round: &names,
            market: &market,
            allocation: &allocation,
            witnesses: &witnesses,
            certificate: &certificate,
        };
        let written = |bytes: &mut Vec<u8>| write_proof(&facts, bytes).expect("memory takes everything");
        let mut bytes = Vec::new();
        written(&mut bytes);
        eprintln!("{} bytes", bytes.len());
        group.bench_function(BenchmarkId::new("write", children), |b| {
            b.iter(|| {
                let mut bytes = Vec::with_capacity(bytes.len());
                written(&mut bytes);
                bytes
            });
        });
        group.bench_function(BenchmarkId::new("read", children), |b| {
            b.iter(|| read_proof(black_box(&bytes), "proof.json", &mut Findings::new()));
        });
        let table = table(&round, &market, &allocation);
        let stated = read_allocation(table, "allocation.csv", &mut Findings::new()).expect("a table");
        let proof = read_proof(&bytes, "proof.json", &mut Findings::new());
        let goals = Goals::default();
        let case = Case {
            subject: &names,
            market: &market,
            input_sha256: "00",
            ties: Ties::Strict,
            seed: 1,
            goals: &goals,
        };
        assert!(review(case, &stated, None, proof.as_ref(), false).proven.is_some());
        group.bench_function(BenchmarkId::new("review", children), |b| {
            b.iter(|| review(black_box(case), &stated, None, proof.as_ref(), false));
        });
    }
    group.finish();
}

criterion_group!(benches, check);
criterion_main!(benches);
