//! Solves markets from lines of JSON (as `market_json` prints them) with `stable-optimal` and `deferred-acceptance`, has the
//! results judged, and prints one line of JSON for each. Where ranks have ties, the order inside a class is free (`ties = weak`).
//!
//! `market_json ... | solve_markets [--repeat N] [--time-limit S] [--heuristic]`
//!
//! `blocking`, `seated` and `rank_sum` are the judge's counts, not the solver's; `ranks` is the place of every household's
//! wish, 0 for none. With ties `optimal` speaks of the seated, and `rank_sum_min` bounds the rank sum of all that seat as many. `seconds` is the time of solving only: the median of `--repeat` runs (1 if not given), as far as they
//! take two seconds together. After `--time-limit` seconds a search gives the best so far with its bounds. `--heuristic`: only
//! `deferred-acceptance`.

mod common;

use sekiwari::market::{Market, Outcome};
use sekiwari::mechanism::{Ties, deferred_acceptance};
use sekiwari::priority::Lottery;
use sekiwari::verify::{Objective, Submission, judge};
use sekiwari::{Request, exact};
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
    let limit = value("--time-limit").map_or(f64::INFINITY, |s| s as f64);
    let heuristic = args.iter().any(|a| a == "--heuristic");
    for line in stdin().lock().lines() {
        let named = common::read(&line?)?;
        let market = &named.market;
        let mut row = json!({
            "name": named.name,
            "seed": named.seed,
            "children": market.child_count(),
            "households": market.households().len(),
            "wishes": market.wish_count(),
            "ties": market.has_ties(),
            "da": figures(market, timed(repeat, || deferred_acceptance::run(market))?)?,
        });
        if !heuristic {
            let lottery = Lottery::new(named.seed);
            let strict = market.break_ties(|child| lottery.draw(&child.index().to_string()));
            let (outcome, seconds) = timed(repeat, || {
                let clock = Instant::now();
                let stop = || clock.elapsed().as_secs_f64() > limit;
                let ties = if market.has_ties() { Ties::Weak } else { Ties::Strict };
                let request =
                    Request { ties, control: exact::Control::new(&stop, &|_| ()), ..Request::default() };
                sekiwari::solve(&request, market, &strict).map(|solution| solution.outcome)
            })?;
            row["status"] = outcome.status.as_str().into();
            row["blocking_min"] = outcome.bounds.blocking_households_min.into();
            row["seated_max"] = outcome.bounds.seated_max.into();
            row["rank_sum_min"] = outcome.rank_sum_min.into();
            if let (Value::Object(row), Value::Object(found)) =
                (&mut row, figures(market, (outcome, seconds))?)
            {
                row.extend(found);
            }
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
        if seconds.len() as u64 >= repeat || seconds.iter().sum::<f64>() > 2.0 {
            seconds.sort_by(f64::total_cmp);
            return Ok((outcome, seconds[seconds.len() / 2]));
        }
    }
}

/// What the judge counts, and per household the 1-based place of its wish, 0 for none.
fn figures(market: &Market, (outcome, seconds): (Outcome, f64)) -> Result<Value, String> {
    let verdict = judge(market, &Submission::from_allocation(market, &outcome.allocation));
    if !verdict.is_clean() {
        return Err(format!("refused: {:?}", verdict.violations));
    }
    let ranks: Vec<u32> = market.households().map(|h| outcome.allocation.rank(h).unwrap_or(0)).collect();
    let Objective { blocking_households, seated, rank_sum } = verdict.objective;
    Ok(json!({
        "blocking": blocking_households, "seated": seated, "rank_sum": rank_sum, "seconds": seconds, "ranks": ranks,
    }))
}
