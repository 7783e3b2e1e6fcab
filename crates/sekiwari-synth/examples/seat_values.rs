//! What one seat more, and one less, is worth in every pool of a round, timed; some pools are held against solving the whole market.
//!
//! ```text
//! cargo run --release -p sekiwari-synth --example seat_values -- CHILDREN SEED [--siblings PERMILLE] [--check POOLS]
//! cargo run --release -p sekiwari-synth --example seat_values -- --round DIR [--check POOLS]
//! ```

use sekiwari::exact::marginal::{Step, seat_values};
use sekiwari::exact::{Control, Options as Search, prove};
use sekiwari::market::{Market, PoolId, Status};
use sekiwari::priority::Lottery;
use sekiwari::programme::nursery::siblings::JointOptions;
use sekiwari::programme::nursery::{Round, compile};
use sekiwari_files::AnyRound;
use sekiwari_synth::{Options, generate};
use std::collections::HashMap;
use std::time::Instant;

type Problem = Box<dyn std::error::Error>;

fn main() -> Result<(), Problem> {
    let mut plain: Vec<u64> = Vec::new();
    let mut named: HashMap<String, String> = HashMap::new();
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.strip_prefix("--") {
            Some(name) => drop(named.insert(name.to_owned(), args.next().unwrap_or_default())),
            None => plain.push(arg.parse()?),
        }
    }
    let round = match (named.get("round"), &plain[..]) {
        (Some(folder), []) => match sekiwari_files::read_any(folder.as_ref()).0 {
            Some(AnyRound::Nursery(loaded)) => loaded.round,
            _ => return Err("no usable nursery round".into()),
        },
        (None, &[children, seed]) => {
            let mut options = Options::new(children as u32, seed);
            if let Some(siblings) = named.get("siblings") {
                options.sibling_permille = siblings.parse()?;
            }
            Round::new(generate(&options)).map_err(|e| format!("{e:?}"))?
        }
        _ => return Err("CHILDREN SEED, or --round DIR".into()),
    };
    let compiled = compile(&round, Lottery::new(1), JointOptions::default()).map_err(|e| format!("{e:?}"))?;
    let market = compiled.strict();
    let pools: Vec<PoolId> = (0..market.pools().len() as u32).map(PoolId::new).collect();
    println!("{} children, {} pools", market.child_count(), pools.len());
    let check: usize = named.get("check").map_or(Ok(0), |n| n.parse())?;
    for step in [Step::More, Step::Less] {
        let clock = Instant::now();
        let found = seat_values(&market, &Search::default(), &Control::default(), &pools, &[step])?;
        let seconds = clock.elapsed().as_secs_f64();
        let values = || found.values.iter().flatten().flatten();
        let sum = |of: fn(&sekiwari::exact::marginal::SeatValue) -> u32| {
            values().map(|v| u64::from(of(v))).sum::<u64>()
        };
        println!(
            "{step:?}: {seconds:.2} s, {} pools, {} proven, {} solved as a whole, {} better and {} worse, seated {:+} in all, most {:+}",
            values().count(),
            values().filter(|v| v.proven).count(),
            values().filter(|v| v.as_a_whole).count(),
            sum(|v| v.better),
            sum(|v| v.worse),
            values().map(|v| v.seated).sum::<i64>(),
            values().map(|v| v.seated).max().unwrap_or(0),
        );
        let every = (pools.len() / check.max(1)).max(1);
        for value in found.values[0].iter().step_by(every).take(check).flatten() {
            let other = step.market(&market, value.pool);
            let solution = prove(&other, &Search::default(), &Control::default())?;
            let difference = i64::from(seated(&other, &solution)) - i64::from(seated(&market, &found.today));
            let known = value.proven && solution.outcome.status == Status::Optimal;
            if known && difference != value.seated {
                return Err(format!("{value:?}: {difference} if solved as a whole").into());
            }
        }
    }
    Ok(())
}

fn seated(market: &Market, solution: &sekiwari::exact::Solution) -> u32 {
    solution.outcome.allocation.tally(market).seated()
}
