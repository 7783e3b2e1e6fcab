//! Makes a round folder from published figures in the tidy layout and prints what came of them.
//!
//! `cargo run --release -p sekiwari-synth --example make_from_listings -- FACILITIES.csv LISTINGS.csv FISCAL_YEAR OUT [SEED]`

use sekiwari_files::listings::{read_facilities, read_listings};
use sekiwari_files::write::{RoundSettings, write_round};
use sekiwari_synth::{ListingOptions, from_listings};
use std::path::Path;
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [facilities, listings, year, out, rest @ ..] = &args[..] else {
        return Err("needs FACILITIES.csv LISTINGS.csv FISCAL_YEAR OUT [SEED]".into());
    };
    let seed: u64 = rest.first().map_or(Ok(7), |s| s.parse())?;
    let facilities = read_facilities(&std::fs::read_to_string(facilities)?)?;
    let rows = read_listings(&std::fs::read_to_string(listings)?, &facilities)?;
    let start = Instant::now();
    let options = ListingOptions::new("公表された待ち人数からの合成ラウンド", year.parse()?, seed);
    let (data, report) = from_listings(&facilities, &rows, &options)?;
    eprintln!("made in {:.3} s", start.elapsed().as_secs_f64());
    println!("{} children, {} wishes", report.children, data.wishes.len());
    println!("{} placed, {} kept, {} unplaced", report.placed, report.kept, report.unplaced);
    println!("{} with a sibling, {} transfer applicants", report.siblings, report.transfers);
    println!("{} waiting listings, {} dropped", report.listings, report.dropped());
    let waiting: u32 = report.contradictions.iter().map(|c| c.waiting).sum();
    println!("{} classes with {waiting} listings beside free seats", report.contradictions.len());
    let settings = RoundSettings { lottery_seed: Some(seed), ..RoundSettings::default() };
    write_round(Path::new(out), &data, &settings)?;
    Ok(())
}
