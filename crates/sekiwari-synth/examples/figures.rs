//! Prints what a generated round looks like and how it comes out under deferred acceptance, with seconds per step.
//!
//! `cargo run --release -p sekiwari-synth --example figures -- CHILDREN [SEED]`

use sekiwari::market::PoolId;
use sekiwari::mechanism::deferred_acceptance;
use sekiwari::priority::Lottery;
use sekiwari::programme::nursery::siblings::JointOptions;
use sekiwari::programme::nursery::{Round, compile};
use sekiwari_synth::{Options, generate, single_market};
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1).filter_map(|a| a.parse::<u64>().ok());
    let (children, seed) = (args.next().unwrap_or(1_600) as u32, args.next().unwrap_or(1));
    let mut clock = Instant::now();
    let mut lap = |what: &str| {
        println!("{what}: {:.3} s", clock.elapsed().as_secs_f64());
        clock = Instant::now();
    };
    let data = generate(&Options::new(children, seed));
    lap("generate");
    println!(
        "{} facilities, {} seats, {} wishes, {} score rows, {} households with terms, {} joint rows",
        data.facilities.len(),
        data.seats.iter().map(|s| u64::from(s.seats)).sum::<u64>(),
        data.wishes.len(),
        data.scores.len(),
        data.terms.len(),
        data.joint_wishes.len()
    );
    let round = Round::new(data).map_err(|e| format!("{e:?}"))?;
    lap("freeze");
    let compiled =
        compile(&round, Lottery::new(seed), JointOptions::default()).map_err(|e| format!("{e:?}"))?;
    let strict = compiled.strict();
    lap("compile");
    let pools = strict.pools().len() as u32;
    let crowded = (0..pools)
        .map(PoolId::new)
        .filter(|&p| strict.pool_claimants(p).len() > strict.pool(p).seats as usize);
    println!("{} market wishes, {} pools, {} of them crowded", strict.wish_count(), pools, crowded.count());
    if let Ok(outcome) = deferred_acceptance::run(&strict) {
        lap("deferred acceptance");
        let t = outcome.allocation.tally(&strict);
        println!(
            "placed {}, kept {}, unplaced {}, gave up: {}",
            t.placed, t.kept, t.unplaced, outcome.statistics.gave_up
        );
    }
    let market = single_market(children, seed).map_err(|e| format!("{e:?}"))?;
    lap("single_market");
    println!("{} wishes", market.wish_count());
    Ok(())
}
