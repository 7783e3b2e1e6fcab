//! How long it takes to say why, and what would have sufficed, in a synthetic round.
//!
//! `cargo run --release -p sekiwari-synth --example sufficed -- CHILDREN SEED [EVERY]`: every so-manieth child with a wish above its
//! outcome is asked for (1 = all).

use sekiwari::Request;
use sekiwari::exact::{Control, Options};
use sekiwari::explain::counterfactual::{Desk, Room, Tried};
use sekiwari::explain::{Decided, reasons, reasons_of};
use sekiwari::market::Goals;
use sekiwari::mechanism::Ties;
use sekiwari::priority::Lottery;
use sekiwari::programme::nursery::siblings::JointOptions;
use sekiwari::programme::nursery::{Round, compile};
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let children = args.next().map_or(Ok(1_600), |a| a.parse())?;
    let seed = args.next().map_or(Ok(1), |a| a.parse())?;
    let every: usize = args.next().map_or(Ok(1), |a| a.parse())?;
    let data = sekiwari_synth::generate(&sekiwari_synth::Options::new(children, seed));
    let round = Round::new(data).map_err(|e| format!("{e:?}"))?;
    let compiled =
        compile(&round, Lottery::new(seed), JointOptions::default()).map_err(|e| format!("{e:?}"))?;
    let strict = compiled.strict();
    let options = Options { stages: Goals::default().stages(&strict), ..Options::default() };
    let request = Request { options, control: Control::default(), ..Request::default() };
    let allocation = sekiwari::solve(&request, &compiled.market, &strict)?.outcome.allocation;

    let start = Instant::now();
    let decided = Decided::new(&round, &compiled, &strict, &allocation);
    let all = reasons(&decided);
    println!("{} reasons: {:.1} ms", all.len(), start.elapsed().as_secs_f64() * 1e3);

    let start = Instant::now();
    let room = Room::of(&decided, Ties::Strict);
    let desk = Desk::new(&decided, &room, request)?;
    println!("the desk: {:.1} ms", start.elapsed().as_secs_f64() * 1e3);

    let asked: Vec<u32> = (0..round.children().len() as u32)
        .filter(|&c| !reasons_of(&decided, c).is_empty())
        .step_by(every)
        .collect();
    let mut times = Vec::with_capacity(asked.len());
    let (mut points, mut seats, mut terms, mut wishes, mut nothing) = (0, 0, 0, 0, 0);
    for &child in &asked {
        let start = Instant::now();
        let found = desk.counterfactuals(child)?;
        times.push(start.elapsed().as_secs_f64() * 1e3);
        let any = found.wishes.iter().any(|w| !w.in_vain());
        points += found.wishes.iter().filter(|w| matches!(w.points, Tried::Sufficed(_))).count();
        seats += found.wishes.iter().filter(|w| matches!(w.seats, Tried::Sufficed(_))).count();
        terms += usize::from(found.terms.sufficed().is_some());
        wishes += usize::from(found.added.sufficed().is_some());
        nothing += usize::from(!any && found.terms.sufficed().is_none() && found.added.sufficed().is_none());
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
    println!(
        "suffices: points {points}, seats {seats}, terms {terms}, another wish {wishes}; nothing for {nothing} children"
    );

    let start = Instant::now();
    let found = desk.of_all(&asked)?;
    println!("all of them on all threads: {:.2} s ({})", start.elapsed().as_secs_f64(), found.len());
    Ok(())
}
