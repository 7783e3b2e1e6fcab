//! A made-up year, round by round: two for April, then one a month. Every round is decided by `stable-optimal` and judged;
//! after each, one child declines and the round is decided anew near to what was decided, then the others decline.
//!
//! ```text
//! cargo run --release -p sekiwari-synth --example year -- CHILDREN SEED [--movers none|better]
//! ```
//!
//! Seconds: `make` lets the month pass and makes the round from the year, `solve` compiles it and decides it, `judge` has it
//! judged, `enter` enters it in the year; `anew` is everything from the decline to the new decision in the year: the round
//! made again, compiled, decided, judged, told as a cascade, entered.

use sekiwari::Lang;
use sekiwari::exact::{Control, Options as Search, prove};
use sekiwari::market::{Goals, Status};
use sekiwari::priority::Lottery;
use sekiwari::programme::nursery::siblings::JointOptions;
use sekiwari::programme::nursery::year::cascade::{Cascade, Spot, spot};
use sekiwari::programme::nursery::year::{Event, Movers, What, Year};
use sekiwari::programme::nursery::{Decision, PlacementKind, Round, compile};
use sekiwari::verify::certify;
use sekiwari_synth::{SimulatedYear, YearOptions};
use std::error::Error;
use std::time::Instant;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// A decided round.
struct Decided {
    decisions: Vec<Decision>,
    blocking: u32,
    status: Status,
    solve: f64,
    judge: f64,
}

/// Decides a round, near to what the year has given so far if one is given.
fn decide(round: &Round, near: Option<&Year>) -> Result<Decided> {
    let clock = Instant::now();
    let compiled = compile(round, Lottery::new(1), JointOptions::default()).map_err(|e| format!("{e:?}"))?;
    let mut market = compiled.strict();
    let mut goals = Goals::default();
    if let Some(year) = near {
        market = market.with_earlier(year.earlier(round));
        goals = goals.near();
    }
    let search = Search { stages: goals.stages(&market), ..Search::default() };
    let outcome = prove(&market, &search, &Control::default())?.outcome;
    let solve = clock.elapsed().as_secs_f64();
    let judged = certify(&market, outcome.allocation).map_err(|v| format!("{v:?}"))?;
    let judge = clock.elapsed().as_secs_f64() - solve;
    let blocking = judged.verdict().blocking_households();
    Ok(Decided {
        decisions: compiled.decisions(round, &judged),
        blocking,
        status: outcome.status,
        solve,
        judge,
    })
}

/// One child declines, and the round is decided anew; the cascade, and the round it speaks of.
fn anew(simulated: &mut SimulatedYear, decline: Event) -> Result<(Cascade, Round)> {
    let What::Declined(declined) = &decline.what else { return Err("no decline".into()) };
    let child = simulated.year().child(&declined.child).ok_or("no such child")?;
    let (facility, class) = (child.facility().unwrap_or_default().to_owned(), child.record.class);
    simulated.enter(decline.date, decline.what)?;
    let year = simulated.year();
    let round = year.last_round_again()?.round().map_err(|e| format!("{e:?}"))?;
    let decided = decide(&round, Some(year))?;
    let at = |id: &str| year.child(id).and_then(|c| c.facility()).and_then(|f| round.facility_by_id(f));
    let before: Vec<Option<u32>> = round.children().iter().map(|c| at(&c.id)).collect();
    let after: Vec<Option<u32>> = decided.decisions.iter().map(|d| d.facility).collect();
    let freed: Vec<Spot> =
        round.facility_by_id(&facility).map(|f| spot(&round, f, class)).into_iter().collect();
    let cascade = Cascade::between(&round, &before, &after, &freed);
    let anew = year.redecided(&round, &decided.decisions, "辞退");
    simulated.enter(decline.date, What::Redecided(anew))?;
    Ok((cascade, round))
}

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (Some(children), Some(seed)) = (args.first(), args.get(1)) else {
        return Err("CHILDREN SEED".into());
    };
    let mut options = YearOptions::new(children.parse()?, seed.parse()?);
    if let Some(place) = args.iter().position(|a| a == "--movers") {
        let name = args.get(place + 1).map_or("", String::as_str);
        options.movers = Movers::from_name(name).ok_or("--movers none|better")?;
    }
    let whole = Instant::now();
    let mut simulated = SimulatedYear::new(&options)?;
    println!(
        "{:<14} {:>8} {:>6} {:>6} {:>6} {:>6} {:>5} {:>8} {:>7} {:>7} {:>7} {:>7} {:>7} {:>6}",
        "round",
        "children",
        "seats",
        "placed",
        "kept",
        "none",
        "block",
        "declined",
        "make",
        "solve",
        "judge",
        "enter",
        "anew",
        "moves"
    );
    let (mut work, mut longest, mut told) = (0.0, 0.0f64, None);
    loop {
        let clock = Instant::now();
        let Some(round) = simulated.next_round().map_err(|e| format!("{e:?}"))? else { break };
        let make = clock.elapsed().as_secs_f64();
        let decided = decide(&round, None)?;
        let clock = Instant::now();
        simulated.hold(&round, &decided.decisions)?;
        let enter = clock.elapsed().as_secs_f64();
        let clock = Instant::now();
        let moves = match simulated.one_declines() {
            Some(decline) => {
                let (cascade, again) = anew(&mut simulated, decline)?;
                let moves = cascade.changes();
                if told.as_ref().is_none_or(|(most, _)| *most < moves) {
                    told = Some((moves, cascade.text(&again, Lang::Ja) + &cascade.text(&again, Lang::En)));
                }
                moves
            }
            None => 0,
        };
        let anew = clock.elapsed().as_secs_f64();
        let declined = simulated.decline();
        let count = |kind| decided.decisions.iter().filter(|d| d.kind == kind).count();
        println!(
            "{:<14} {:>8} {:>6} {:>6} {:>6} {:>6} {:>4}{} {:>8} {:>7.3} {:>7.3} {:>7.3} {:>7.3} {:>7.3} {:>6}",
            simulated.year().rounds().last().map_or("", |r| r.label.as_str()),
            round.children().len(),
            round.seats().iter().map(|s| s.seats).sum::<u32>(),
            count(PlacementKind::Placed),
            count(PlacementKind::Kept),
            count(PlacementKind::Unplaced),
            decided.blocking,
            if decided.status == Status::Optimal { ' ' } else { '?' },
            declined,
            make,
            decided.solve,
            decided.judge,
            enter,
            anew,
            moves
        );
        work += make + decided.solve + decided.judge + enter + anew;
        longest = longest.max(anew);
    }
    let year = simulated.year();
    println!(
        "{} events, {} children, at the end {:?}",
        simulated.events().len(),
        year.children().len(),
        year.tally(year.last())
    );
    println!(
        "all rounds {work:.3} s, longest new decision {longest:.3} s, whole year {:.3} s",
        whole.elapsed().as_secs_f64()
    );
    let clock = Instant::now();
    let replayed = Year::replay(simulated.events()).map_err(|(at, e)| format!("event {at}: {e}"))?;
    println!(
        "replayed in {:.3} s: {}",
        clock.elapsed().as_secs_f64(),
        if replayed == *year { "the same" } else { "DIFFERENT" }
    );
    if let Some((_, text)) = told {
        println!("the longest cascade:\n{text}");
    }
    Ok(())
}
