//! `cutoff` among single children, 1,000 to 1,000,000, without limits and with one on every facility.

// The harness' macros make public items without documentation.
#![allow(missing_docs, clippy::expect_used)]

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use sekiwari::market::{Limit, Market, MarketBuilder, PoolId};
use sekiwari::mechanism::cutoff;
use std::hint::black_box;
use std::time::Duration;

/// The same market with teachers at every facility for four fifths of its seats; the pools of a facility stand together, the
/// youngest first, and one teacher looks after 3, 6, 6, 20, 30, 30 children.
fn with_limits(market: &Market) -> Market {
    let mut b = MarketBuilder::new();
    for p in market.pools() {
        b.add_pool(p.facility, p.seats);
    }
    let pools: Vec<PoolId> = (0..market.pools().len() as u32).map(PoolId::new).collect();
    for own in pools.chunk_by(|&a, &b| market.pool(a).facility == market.pool(b).facility) {
        let weights: Vec<(PoolId, u32)> = own.iter().copied().zip([20, 10, 10, 3, 2, 2]).collect();
        let full: u64 = weights.iter().map(|&(p, w)| u64::from(w) * u64::from(market.pool(p).seats)).sum();
        b.add_limit(Limit { facility: market.pool(own[0]).facility, capacity: full * 4 / 5, weights });
    }
    for h in market.households() {
        let household = b.add_household(market.precedence(h));
        let child = b.add_child(household);
        for claim in market.wishes(h).flat_map(|w| market.claims(w)) {
            let claimant = b.add_claimant(child, claim.pool, claim.rank);
            b.add_wish(household, &[claimant]);
        }
    }
    b.build().expect("the market was valid before")
}

fn singles(c: &mut Criterion) {
    let mut group = c.benchmark_group("cutoff/singles");
    group.sample_size(10).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(3));
    for children in [1_000, 10_000, 100_000, 1_000_000] {
        let market = sekiwari_synth::single_market(children, 1).expect("fits 32-bit ids");
        group.throughput(Throughput::Elements(market.wish_count() as u64));
        for (name, market) in [("limits", with_limits(&market)), ("seats", market)] {
            group.bench_with_input(BenchmarkId::new(name, children), &market, |b, market| {
                b.iter(|| cutoff::run(black_box(market)));
            });
        }
    }
    group.finish();
}

criterion_group!(benches, singles);
criterion_main!(benches);
