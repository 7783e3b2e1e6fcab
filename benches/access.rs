//! Access to seats by small area, on synthetic city rounds.

// The harness' macros make public items without documentation.
#![allow(missing_docs, clippy::expect_used)]

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use sekiwari::programme::nursery::Round;
use sekiwari::siting::access::{Bands, Grain, Mesh, Options, Travel, access, withhold};
use sekiwari_synth::generate;
use std::hint::black_box;
use std::time::Duration;

fn measure(c: &mut Criterion) {
    let mut group = c.benchmark_group("access");
    group.sample_size(10).warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(4));
    for (children, facilities) in [(1_600, 86), (10_000, 540), (30_000, 1_230)] {
        let options = sekiwari_synth::Options {
            facilities: Some(facilities),
            ..sekiwari_synth::Options::new(children, 1)
        };
        let round = Round::new(generate(&options)).expect("valid");
        let named = |what: &str| BenchmarkId::new(what, format!("{children} x {facilities}"));
        for (what, grain) in [("districts", Grain::District(None)), ("mesh250", Grain::Mesh(Mesh::Quarter))] {
            let options = Options {
                grain,
                travel: Travel::Straight { percent: 130 },
                bands: Bands::equal(2_000, &Bands::SLOW).expect("bands"),
                within: vec![500, 1_000, 2_000],
                held: false,
            };
            group.bench_function(named(what), |b| b.iter(|| access(black_box(&round), &options)));
            let counts = [access(&round, &options).counts];
            group.bench_function(named(&format!("withhold-{what}")), |b| {
                b.iter(|| withhold(black_box(&counts), 3));
            });
        }
    }
    group.finish();
}

criterion_group!(benches, measure);
criterion_main!(benches);
