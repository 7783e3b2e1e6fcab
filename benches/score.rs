//! Scoring a city round by a rulebook of a city: facts put together, scores of all children and wishes, counts of items.

// The harness' macros make public items without documentation.
#![allow(missing_docs, clippy::expect_used)]

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use sekiwari::priority::rulebook::Rulebook;
use sekiwari::programme::nursery::{Round, facts_of, score_rows};
use sekiwari_files::finding::Findings;
use sekiwari_files::rulebook::read_rulebook;
use sekiwari_synth::{Options, circumstances, generate};
use std::hint::black_box;
use std::time::Duration;

const RULEBOOKS: [(&str, &str); 2] = [
    ("koshigaya-r8", include_str!("../data/rulebooks/koshigaya-r8.toml")),
    ("susono", include_str!("../data/rulebooks/susono.toml")),
];

fn read(text: &str) -> Rulebook {
    read_rulebook(text.as_bytes(), "rules.toml", None, &mut Findings::new())
        .expect("shipped rulebooks are valid")
}

fn score(c: &mut Criterion) {
    let mut group = c.benchmark_group("score");
    group.sample_size(10).warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(4));
    for children in [1_600, 10_000, 100_000] {
        let data = generate(&Options::new(children, 1));
        let families = circumstances(&data, 1);
        let round = Round::new(data).expect("synthetic rounds are valid");
        group.throughput(Throughput::Elements(u64::from(children)));
        for (name, text) in RULEBOOKS {
            let book = read(text);
            let facts = facts_of(&round, &book, &families);
            group.bench_with_input(BenchmarkId::new(name, children), &facts, |b, facts| {
                b.iter(|| book.score(black_box(facts)));
            });
            group.bench_with_input(
                BenchmarkId::new(format!("{name}-count"), children),
                &facts,
                |b, facts| {
                    b.iter(|| book.count(black_box(facts)));
                },
            );
        }
        let book = read(RULEBOOKS[1].1);
        group.bench_with_input(BenchmarkId::new("facts", children), &families, |b, families| {
            b.iter(|| facts_of(&round, &book, black_box(families)));
        });
        let facts = facts_of(&round, &book, &families);
        let scores = book.score(&facts);
        group.bench_with_input(BenchmarkId::new("rows", children), &scores, |b, scores| {
            b.iter(|| score_rows(&round, black_box(scores)));
        });
    }
    group.finish();
}

fn reading(c: &mut Criterion) {
    let mut group = c.benchmark_group("rulebook");
    for (name, text) in RULEBOOKS {
        group.bench_function(BenchmarkId::new("read", name), |b| b.iter(|| read(black_box(text))));
    }
    group.finish();
}

criterion_group!(benches, score, reading);
criterion_main!(benches);
