//! How long it takes to say what would have sufficed in a round of clubs.
//!
//! `cargo run --release -p sekiwari-synth --example sufficed_clubs -- ROUND [EVERY]`: every so-manieth child with a line above its
//! outcome is asked for (1 = all). `make_soja_clubs` makes rounds.

use sekiwari::Request;
use sekiwari::exact::Options;
use sekiwari::explain::club::counterfactual::{Desk, Room};
use sekiwari::explain::club::{Decided, reasons_of};
use sekiwari::market::Goals;
use sekiwari::mechanism::Ties;
use sekiwari::priority::Lottery;
use sekiwari::programme::club::compile;
use sekiwari::programme::siblings::JointOptions;
use sekiwari::verify::{Submission, judge};
use sekiwari_files::{AnyRound, read_any};
use std::path::Path;
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let path = args.next().ok_or("a round of clubs")?;
    let every: usize = args.next().map_or(Ok(1), |a| a.parse())?;
    let (Some(AnyRound::Club(loaded)), _) = read_any(Path::new(&path)) else {
        return Err("no round of clubs".into());
    };
    let round = &loaded.round;
    let start = Instant::now();
    let compiled = compile(round, Lottery::new(1), JointOptions::default()).map_err(|e| format!("{e:?}"))?;
    let strict = compiled.strict();
    println!("compiled: {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    let options = Options { stages: Goals::default().stages(&strict), together: true, ..Options::default() };
    let request = Request { options, ..Request::default() };
    let start = Instant::now();
    let outcome = sekiwari::solve(&request, &compiled.market, &strict)?.outcome;
    println!(
        "decided: {:.1} ms, {:?}, {:?}",
        start.elapsed().as_secs_f64() * 1e3,
        outcome.status,
        outcome.bounds
    );
    let verdict = judge(&strict, &Submission::from_allocation(&strict, &outcome.allocation));
    let decided =
        Decided::new(round, &compiled, &strict, &outcome.allocation, &verdict.blocking, Ties::Strict);
    let start = Instant::now();
    let room = Room::of(&decided, Ties::Strict);
    let desk = Desk::new(&decided, &room, request)?;
    println!("the desk: {:.1} ms", start.elapsed().as_secs_f64() * 1e3);

    let asked: Vec<u32> = (0..round.children().len() as u32)
        .filter(|&c| !reasons_of(&decided, c).is_empty())
        .step_by(every)
        .collect();
    let mut times = Vec::with_capacity(asked.len());
    let mut suffices = [0; 6];
    for &child in &asked {
        let start = Instant::now();
        let found = desk.counterfactuals(child)?;
        times.push(start.elapsed().as_secs_f64() * 1e3);
        let own = [
            found.lines.iter().any(|l| l.points.sufficed().is_some()),
            found.lines.iter().any(|l| l.seats.sufficed().is_some()),
            found.lines.iter().any(|l| l.days.sufficed().is_some()),
            found.terms.sufficed().is_some(),
            found.added.sufficed().is_some(),
        ];
        suffices.iter_mut().zip(own).for_each(|(n, yes)| *n += u32::from(yes));
        suffices[5] += u32::from(!own.contains(&true));
    }
    times.sort_by(f64::total_cmp);
    let at = |permille: usize| times.get((times.len() * permille / 1000).min(times.len().saturating_sub(1)));
    println!(
        "{} children: within 50 ms {:.1} %, median {:.1} ms, 99 % {:.1} ms, worst {:.1} ms",
        asked.len(),
        times.partition_point(|&t| t <= 50.0) as f64 * 100.0 / times.len().max(1) as f64,
        at(500).unwrap_or(&0.0),
        at(990).unwrap_or(&0.0),
        at(1000).unwrap_or(&0.0)
    );
    let [points, seats, days, terms, clubs, nothing] = suffices;
    println!(
        "children for whom it suffices: points {points}, seats {seats}, fewer days {days}, terms {terms}, another club {clubs}; nothing for {nothing}"
    );
    let start = Instant::now();
    let found = desk.of_all(&asked)?;
    println!("all of them on all threads: {:.2} s ({})", start.elapsed().as_secs_f64(), found.len());
    Ok(())
}
