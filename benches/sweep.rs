//! Jobs of a sweep on a synthetic city round: applied, compiled, decided, judged, counted; one alone, and many on all cores.

// The harness' macros make public items without documentation.
#![allow(missing_docs, clippy::expect_used)]

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use sekiwari::exact::Control;
use sekiwari::programme::nursery::{AgeClass, ClassSet, Round};
use sekiwari::siting::behaviour::{Behaviour, FitOptions, ListModel};
use sekiwari::siting::scenario::{Amount, Case, Demand, Edit, Growth, Open, Resize, Scenario};
use sekiwari::siting::sweep::{Grid, Kept, Point, Scopes, Step, Tally, run};
use sekiwari::siting::{Draw, Rule};
use sekiwari_synth::{Options, generate};
use std::hint::black_box;
use std::sync::Mutex;
use std::time::Duration;

const DRAW: Draw = Draw { seed: 1, number: 0 };

fn classes(n: u8) -> ClassSet {
    ClassSet::one(AgeClass::new(n).expect("a class"))
}

fn one(edit: Edit) -> Scenario {
    Scenario { edits: vec![edit], ..Scenario::default() }
}

fn resize(round: &Round, row: usize, by: i64) -> Scenario {
    let row = &round.seats()[row % round.seats().len()];
    let facility = round.facilities()[row.facility as usize].id.clone();
    one(Edit::Resize(Resize { facility, classes: row.classes, seats: Amount::By(by), new: false }))
}

fn demand(percent: i64) -> Scenario {
    one(Edit::Demand(Demand { district: None, class: None, growth: Growth::Percent(percent * 1000) }))
}

fn open(round: &Round, popularity: u32) -> Scenario {
    one(Edit::Open(Open {
        id: "NEW".into(),
        name: String::new(),
        kind: None,
        district: None,
        position: round.facilities()[0].position,
        min_age_days: None,
        care_kinds: Vec::new(),
        seats: vec![(classes(0), 9), (classes(1), 12), (classes(2), 12)],
        limits: Vec::new(),
        wishes: Vec::new(),
        popularity,
    }))
}

fn sweep(c: &mut Criterion) {
    let mut group = c.benchmark_group("sweep");
    group.sample_size(10).warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(5));
    for children in [1_600, 10_000] {
        let round = Round::new(generate(&Options::new(children, 1))).expect("valid");
        let case = Case::of(&round);
        let scopes = Scopes::of(&round);
        let model = ListModel::fit(&round, &FitOptions::default()).expect("lists");
        let likings = model.likings(&round);
        let behaviour = Behaviour::Model { model: &model, likings: Some(&likings), most: None };
        let point = |scenarios: &[&'_ Scenario]| -> Tally {
            let steps = scenarios.iter().map(|scenario| Step { scenario, behaviour }).collect();
            let point = Point { case: &case, steps, rule: Rule::default() };
            point.evaluate(DRAW, &scopes, &mut Kept::default(), &Control::default()).expect("fits")
        };
        let (seats, more, new) = (resize(&round, 7, 2), demand(5), open(&round, 1000));
        for (what, scenarios) in [
            ("as-it-is", vec![]),
            ("resize", vec![&seats]),
            ("demand", vec![&more]),
            ("open", vec![&new]),
            ("all-three", vec![&seats, &more, &new]),
        ] {
            group.bench_function(BenchmarkId::new(what, children), |b| {
                b.iter(|| point(black_box(&scenarios)));
            });
        }
    }
    // A hundred points of ten by ten, as a whole sweep does them.
    let round = Round::new(generate(&Options::new(1_600, 1))).expect("valid");
    let (case, scopes) = (Case::of(&round), Scopes::of(&round));
    let axes: [Vec<Scenario>; 2] = [
        (0..10).map(|by| resize(&round, 7, by)).collect(),
        (0..10).map(|by| resize(&round, 40, by)).collect(),
    ];
    let grid = Grid::new(vec![10, 10]).expect("a hundred");
    let jobs: Vec<u32> = (0..grid.points()).collect();
    group.bench_function("hundred-points/1600", |b| {
        b.iter(|| {
            let tallies = Mutex::new(Vec::with_capacity(jobs.len()));
            run(&jobs, &|| false, &Kept::default, &|kept, job| {
                let steps = axes.iter().zip(grid.places(job)).map(|(axis, place)| Step {
                    scenario: &axis[place as usize],
                    behaviour: Behaviour::Still,
                });
                let point = Point { case: &case, steps: steps.collect(), rule: Rule::default() };
                let tally = point.evaluate(DRAW, &scopes, kept, &Control::default()).expect("fits");
                tallies.lock().expect("nobody panics").push((job, tally));
            });
            tallies.into_inner()
        });
    });
    group.finish();
}

criterion_group!(benches, sweep);
criterion_main!(benches);
