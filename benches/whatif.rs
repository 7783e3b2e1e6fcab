//! Scenarios on synthetic city rounds: applied, compiled, decided.

// The harness' macros make public items without documentation.
#![allow(missing_docs, clippy::expect_used)]

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use sekiwari::mechanism::Mechanism;
use sekiwari::priority::Lottery;
use sekiwari::programme::nursery::{AgeClass, ClassSet, Round, compile};
use sekiwari::programme::siblings::JointOptions;
use sekiwari::siting::Draw;
use sekiwari::siting::behaviour::{Behaviour, FitOptions, ListModel};
use sekiwari::siting::scenario::{Amount, Case, Edit, Families, Open, Resize, Scenario, apply};
use sekiwari_synth::{Options, generate};
use std::hint::black_box;
use std::time::Duration;

fn classes(n: u8) -> ClassSet {
    ClassSet::one(AgeClass::new(n).expect("a class"))
}

/// One facility beside an old one, with 9, 12 and 12 seats.
fn opens(round: &Round, beside: usize) -> Scenario {
    let open = Open {
        id: "NEW".into(),
        name: String::new(),
        kind: None,
        district: None,
        position: round.facilities()[beside % round.facilities().len()].position,
        min_age_days: None,
        care_kinds: Vec::new(),
        seats: vec![(classes(0), 9), (classes(1), 12), (classes(2), 12)],
        limits: Vec::new(),
        wishes: Vec::new(),
        popularity: 1000,
    };
    Scenario { edits: vec![Edit::Open(open)], ..Scenario::default() }
}

/// Two seats more in one row.
fn resizes(round: &Round, row: usize) -> Scenario {
    let row = &round.seats()[row % round.seats().len()];
    let facility = round.facilities()[row.facility as usize].id.clone();
    let resize = Resize { facility, classes: row.classes, seats: Amount::By(2), new: false };
    Scenario { edits: vec![Edit::Resize(resize)], ..Scenario::default() }
}

fn decide(round: &Round) -> u32 {
    let compiled = compile(round, Lottery::new(1), JointOptions::default()).expect("fits");
    let strict = compiled.strict();
    let solution =
        sekiwari::solve(&Mechanism::default().into(), &compiled.market, &strict).expect("no limits");
    solution.outcome.bounds.seated_max
}

fn whatif(c: &mut Criterion) {
    let mut group = c.benchmark_group("whatif");
    group.sample_size(10).warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(5));
    for children in [1_600, 10_000] {
        let round = Round::new(generate(&Options::new(children, 1))).expect("valid");
        let case = Case::of(&round);
        let model = ListModel::fit(&round, &FitOptions::default()).expect("lists");
        let likings = model.likings(&round);
        let families = |number| Families {
            behaviour: Behaviour::Model { model: &model, likings: Some(&likings), most: None },
            draw: Draw { seed: 1, number },
        };
        let named = |what| BenchmarkId::new(what, children);
        group.bench_function(named("fit"), |b| b.iter(|| ListModel::fit(&round, &FitOptions::default())));
        group.bench_function(named("round"), |b| b.iter(|| Round::new(black_box(round.data()))));
        group.bench_function(named("compile"), |b| {
            b.iter(|| compile(black_box(&round), Lottery::new(1), JointOptions::default()));
        });
        group.bench_function(named("decide"), |b| b.iter(|| decide(black_box(&round))));
        let mut at = 0;
        group.bench_function(named("apply-resize"), |b| {
            b.iter(|| {
                at += 1;
                apply(&case, &resizes(&round, at), &families(0)).expect("fits")
            });
        });
        let mut at = 0;
        group.bench_function(named("apply-open"), |b| {
            b.iter(|| {
                at += 1;
                apply(&case, &opens(&round, at), &families(at as u32)).expect("fits")
            });
        });
        let mut at = 0;
        group.bench_function(named("whole-open"), |b| {
            b.iter(|| {
                at += 1;
                let applied = apply(&case, &opens(&round, at), &families(at as u32)).expect("fits");
                decide(&applied.case.round)
            });
        });
    }
    group.finish();
}

criterion_group!(benches, whatif);
criterion_main!(benches);
