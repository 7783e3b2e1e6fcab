//! tmp
use std::time::Instant;
fn main() {
    for n in [1000u32, 10_000, 100_000, 1_000_000] {
        if std::env::args().nth(1).is_some_and(|m| m.parse::<u32>().unwrap() < n) { break; }
        let market = sekiwari_synth::single_market(n, 1).unwrap();
        let t = Instant::now();
        let b = sekiwari::mechanism::max_placement::most_seated_bound(&market);
        let tb = t.elapsed();
        let t = Instant::now();
        let o = sekiwari::mechanism::max_placement::run(&market);
        let to = t.elapsed();
        let tally = o.allocation.tally(&market);
        println!("{n} wishes {} bound {b} {tb:?}; run {:?} {to:?} seated {} ranks {} arcs/wish {} cut {}", market.wish_count(), o.placement_max, tally.seated(), tally.rank_sum, o.statistics.proposals / market.wish_count() as u64, o.statistics.gave_up);
    }
}
