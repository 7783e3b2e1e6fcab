//! Solves markets from lines of JSON (as `market_json` prints them) with `stable-optimal` and `deferred-acceptance`, has the
//! results judged, and prints one line of JSON for each.
//!
//! `market_json ... | solve_markets [--repeat N] [--node-limit N] [--allocations]`
//!
//! `blocking`, `seated` and `rank_sum` are the judge's counts, not the solver's. `seconds` is the time of solving only: the
//! median of `--repeat` runs (1 if not given).

mod common;

use sekiwari::exact;
use sekiwari::market::{Market, Outcome};
use sekiwari::mechanism::deferred_acceptance;
use sekiwari::verify::{Objective, Submission, judge};
use serde_json::{Value, json};
use std::error::Error;
use std::io::{BufRead, Write, stdin, stdout};
use std::time::Instant;

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let value = |name: &str| {
        let at = args.iter().position(|a| a == name)?;
        args.get(at + 1)?.parse::<u64>().ok()
    };
    let repeat = value("--repeat").unwrap_or(1).max(1);
    let mut options = exact::Options::default();
    if let Some(limit) = value("--node-limit") {
        options.node_limit = limit;
    }
    let allocations = args.iter().any(|a| a == "--allocations");
    for line in stdin().lock().lines() {
        let named = common::read(&line?)?;
        let market = &named.market;
        let (ours, seconds) = timed(repeat, || exact::run(market, options))?;
        let (plain, plain_seconds) = timed(repeat, || deferred_acceptance::run(market))?;
        let found = judged(market, &ours)?;
        let plain_found = judged(market, &plain)?;
        let mut row = json!({
            "name": named.name,
            "seed": named.seed,
            "children": market.child_count(),
            "households": market.households().len(),
            "wishes": market.wish_count(),
            "ties": market.has_ties(),
            "status": ours.status.as_str(),
            "blocking": found.blocking_households,
            "blocking_min": ours.bounds.blocking_households_min,
            "seated": found.seated,
            "seated_max": ours.bounds.seated_max,
            "rank_sum": found.rank_sum,
            "seconds": seconds,
            "da": {"blocking": plain_found.blocking_households, "seated": plain_found.seated, "seconds": plain_seconds},
        });
        if allocations {
            row["ranks"] = ranks(market, &ours);
            row["da"]["ranks"] = ranks(market, &plain);
        }
        writeln!(stdout().lock(), "{row}")?;
    }
    Ok(())
}

fn timed<E: Error + 'static>(
    repeat: u64,
    solve: impl Fn() -> Result<Outcome, E>,
) -> Result<(Outcome, f64), Box<dyn Error>> {
    let mut seconds = Vec::new();
    loop {
        let clock = Instant::now();
        let outcome = solve()?;
        seconds.push(clock.elapsed().as_secs_f64());
        if seconds.len() as u64 >= repeat {
            seconds.sort_by(f64::total_cmp);
            return Ok((outcome, seconds[seconds.len() / 2]));
        }
    }
}

fn judged(market: &Market, outcome: &Outcome) -> Result<Objective, String> {
    let verdict = judge(market, &Submission::from_allocation(market, &outcome.allocation));
    if verdict.is_clean() { Ok(verdict.objective) } else { Err(format!("refused: {:?}", verdict.violations)) }
}

/// Per household the 1-based place of its wish, 0 for none.
fn ranks(market: &Market, outcome: &Outcome) -> Value {
    market.households().map(|h| outcome.allocation.rank(h).unwrap_or(0)).collect::<Vec<u32>>().into()
}
