//! The size of the market of a club round, and how its search goes: `club_market ROUND SECONDS`.

use sekiwari::exact::{Control, Options, prove};
use sekiwari::priority::Lottery;
use sekiwari::programme::club::compile;
use sekiwari::programme::siblings::JointOptions;
use sekiwari_files::{AnyRound, read_any};
use std::path::Path;
use std::time::Instant;

fn main() {
    let path = std::env::args().nth(1).unwrap_or_default();
    let (Some(AnyRound::Club(loaded)), _) = read_any(Path::new(&path)) else { return };
    let start = Instant::now();
    let Ok(compiled) = compile(&loaded.round, Lottery::new(1), JointOptions::default()) else { return };
    println!("compile {:?}", start.elapsed());
    let market = compiled.strict();
    let claims: usize =
        market.households().flat_map(|h| market.wishes(h)).map(|w| market.claims(w).len()).sum();
    let mut lists: Vec<usize> = market.households().map(|h| market.wishes(h).count()).collect();
    lists.sort_unstable();
    println!(
        "{} households, {} wishes, {claims} claims, {} pools, truncated {}, longest lists {:?}",
        lists.len(),
        market.wish_count(),
        market.pools().len(),
        compiled.truncated.len(),
        &lists[lists.len().saturating_sub(10)..]
    );
    for at in [50, 75, 90, 95, 99] {
        println!("  {at} %: {}", lists[lists.len() * at / 100]);
    }
    let options = Options { together: true, ..Options::default() };
    let start = Instant::now();
    let limit: f64 = std::env::args().nth(2).and_then(|s| s.parse().ok()).unwrap_or(5.0);
    let stop = || start.elapsed().as_secs_f64() > limit;
    let tell = |s| println!("  {:?} {s:?}", start.elapsed());
    let control = Control::new(&stop, &tell);
    if let Ok(solution) = prove(&market, &options, &control) {
        let o = &solution.outcome;
        println!(
            "solve {:?}: {:?} {:?} {:?}",
            start.elapsed(),
            o.status,
            o.bounds,
            o.allocation.tally(&market)
        );
    }
}
