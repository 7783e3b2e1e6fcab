//! Solves generated rounds in memory, seed by seed, has every result judged and every proof checked, and sums up.
//!
//! ```text
//! cargo run --release -p sekiwari-synth --example many_seeds -- CHILDREN FROM TO [--siblings PERMILLE] [--noise N]
//!     [--list-length N] [--time-limit S]
//! ```
//!
//! Seconds are those of `exact::prove`, certificate included, reading and checking excluded.

use sekiwari::exact::{Control, Options as Search, prove};
use sekiwari::market::Status;
use sekiwari::priority::Lottery;
use sekiwari::programme::nursery::siblings::JointOptions;
use sekiwari::programme::nursery::{Round, compile};
use sekiwari::verify::{certify, check_certificate};
use sekiwari_synth::{Options, generate};
use std::collections::HashMap;
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut plain: Vec<u64> = Vec::new();
    let mut named: HashMap<String, u32> = HashMap::new();
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.strip_prefix("--") {
            Some(name) => drop(named.insert(name.to_owned(), args.next().unwrap_or_default().parse()?)),
            None => plain.push(arg.parse()?),
        }
    }
    let [children, from, to] = plain[..] else { return Err("CHILDREN FROM TO".into()) };
    let limit = named.get("time-limit").map_or(f64::INFINITY, |&s| f64::from(s));
    let (mut stable, mut blocked, mut fewest, mut open) = (Vec::new(), Vec::new(), 0, 0);
    for seed in from..=to {
        let mut options = Options::new(children as u32, seed);
        options.sibling_permille = *named.get("siblings").unwrap_or(&options.sibling_permille);
        options.priority_noise = *named.get("noise").unwrap_or(&0);
        options.list_length = named.get("list-length").copied();
        let round = Round::new(generate(&options)).map_err(|e| format!("{e:?}"))?;
        let compiled =
            compile(&round, Lottery::new(1), JointOptions::default()).map_err(|e| format!("{e:?}"))?;
        let market = compiled.strict();
        let clock = Instant::now();
        let stop = || clock.elapsed().as_secs_f64() > limit;
        let solution = prove(&market, &Search::default(), &Control::new(&stop, &|_| ()))?;
        let seconds = clock.elapsed().as_secs_f64();
        let outcome = solution.outcome;
        let judged = certify(&market, outcome.allocation.clone()).map_err(|e| format!("{e:?}"))?;
        let blocking = judged.verdict().blocking_households();
        let proof = match &solution.certificate {
            Some(certificate) if check_certificate(&market, certificate).is_empty() => "proof holds",
            Some(_) => return Err(format!("seed {seed}: the proof does not hold").into()),
            None => "no proof",
        };
        let least = outcome.bounds.blocking_households_min;
        let seated = outcome.allocation.tally(&market).seated();
        println!(
            "seed {seed}: {}, {blocking} blocking (at least {least}), {seated} seated (at most {}), {seconds:.4} s, {proof}",
            if outcome.status == Status::Optimal { "optimal" } else { "feasible" },
            outcome.bounds.seated_max
        );
        match blocking {
            0 => stable.push(seconds),
            _ => blocked.push(seconds),
        }
        open += u32::from(blocking != least);
        fewest += u32::from(blocking == least && outcome.status != Status::Optimal);
    }
    for (name, times) in [("stable", &mut stable), ("nothing stable", &mut blocked)] {
        times.sort_by(f64::total_cmp);
        if let (Some(worst), middle) = (times.last(), times.len() / 2) {
            println!("{name}: {} rounds, median {:.4} s, worst {worst:.4} s", times.len(), times[middle]);
        }
    }
    println!("fewest blocking proven but most seated only bounded: {fewest}; fewest blocking open: {open}");
    Ok(())
}
