//! The ledger of a year: recording a round, recording an event, a child's history.

// The harness' macros make public items without documentation.
#![allow(missing_docs)]
#![allow(clippy::unwrap_used)]

mod common;

use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};
use jiff::civil::{Date, date};
use sekiwari::mechanism::points_order;
use sekiwari::programme::nursery::RoundData;
use sekiwari::programme::nursery::year::{Movers, NextRound};
use sekiwari_files::finding::Findings;
use sekiwari_files::round::{RoundFiles, read_round_files};
use sekiwari_files::write::{RoundSettings, write_round};
use sekiwari_ledger::{CapacityChange, Event, Given, JudgedRound, Ledger, Outputs};
use sekiwari_synth::{Options, generate};
use std::hint::black_box;
use std::path::Path;
use std::time::Duration;
use tempfile::TempDir;

const DAY: Date = date(2026, 1, 20);
/// April twice, then every month but April.
const ROUNDS: u32 = 13;

/// A round as its files.
fn files(data: &RoundData, settings: &RoundSettings) -> RoundFiles {
    let dir = TempDir::new().unwrap();
    let folder = dir.path().join("round");
    write_round(&folder, data, settings).unwrap();
    RoundFiles::open(&folder, &mut Findings::new()).unwrap()
}

/// Decided by points order, which takes no time to speak of, and judged and packed.
fn judged(files: &RoundFiles, label: &str) -> JudgedRound {
    let loaded = read_round_files(files.clone()).0.unwrap();
    let compiled = common::compiled(&loaded.round);
    let allocation = points_order::run(&compiled.strict()).allocation;
    let mut table = "child_id,facility_id\n".to_owned();
    for (child, d) in loaded.round.children().iter().zip(compiled.decisions(&loaded.round, &allocation)) {
        let facility = d.facility.map_or("", |f| &loaded.round.facilities()[f as usize].id);
        table += &format!("{},{facility}\n", child.id);
    }
    let outputs = Outputs::from_memory([("allocation.csv".to_owned(), table.into_bytes())]);
    JudgedRound::new(label, Given { files, loaded: &loaded, compiled: &compiled }, &outputs).unwrap()
}

fn opened(dir: &Path) -> Ledger {
    Ledger::create(&dir.join("year.ledger"), 2026, "", date(2025, 10, 1)).unwrap()
}

fn ledger(c: &mut Criterion) {
    let mut group = c.benchmark_group("ledger");
    group.sample_size(10).warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(5));
    for children in [1_600, 10_000] {
        let data = generate(&Options::new(children, 1));
        let first = files(&data, &RoundSettings::default());
        group.bench_with_input(BenchmarkId::new("judge_and_pack", children), &first, |b, first| {
            b.iter(|| judged(black_box(first), "first"));
        });
        let round = judged(&first, "first");
        group.bench_with_input(BenchmarkId::new("record_round", children), &round, |b, round| {
            let fresh = || {
                let dir = TempDir::new().unwrap();
                let ledger = opened(dir.path());
                (dir, ledger, round.clone())
            };
            let record = |(dir, mut ledger, round): (TempDir, Ledger, JudgedRound)| {
                ledger.record_round(DAY, round, None).unwrap();
                (dir, ledger)
            };
            b.iter_batched(fresh, record, BatchSize::PerIteration);
        });

        let dir = TempDir::new().unwrap();
        let mut year = opened(dir.path());
        year.record_round(DAY, round, None).unwrap();
        for number in 1..ROUNDS {
            let entry_date = date(2026, 4, 1 + number as i8);
            let ask = NextRound { name: entry_date.to_string(), entry_date, movers: Movers::Better };
            let next = year.next(&ask).unwrap();
            let round = judged(&files(&next.data, &next.settings), &ask.name);
            year.record_round(DAY, round, None).unwrap();
        }
        let child = data.children[data.children.len() / 2].1.id.clone();
        group.bench_function(BenchmarkId::new("history_of_a_child", children), |b| {
            b.iter(|| year.history(black_box(&child)).unwrap());
        });
        let facility = data.facilities[0].id.clone();
        let row = data.seats.iter().find(|row| row.facility == 0).unwrap();
        let event = Event::Capacity(CapacityChange {
            facility_id: facility,
            classes: row.classes.to_string(),
            reserved_for: None,
            seats: 1,
            reason: "bench".into(),
        });
        group.bench_function(BenchmarkId::new("record_event_after_13_rounds", children), |b| {
            b.iter(|| year.record(DAY, event.clone(), None).unwrap());
        });
    }
    group.finish();
}

criterion_group!(benches, ledger);
criterion_main!(benches);
