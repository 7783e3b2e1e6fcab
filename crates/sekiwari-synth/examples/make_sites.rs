//! Candidate sites for a round, at homes drawn from it: a small size for classes 0 to 2 and a large one for all classes.
//!
//! ```text
//! cargo run --release -p sekiwari-synth --example make_sites -- ROUND SITES SEED > candidates.csv
//! ```

use rand_chacha::ChaCha12Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use sekiwari_files::finding::Findings;
use sekiwari_files::round::{RoundFiles, read_round_files};
use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [round, sites, seed] = &args[..] else { return Err("ROUND SITES SEED".into()) };
    let (sites, seed): (usize, u64) = (sites.parse()?, seed.parse()?);
    let mut findings = Findings::new();
    let files = RoundFiles::open(Path::new(round), &mut findings).ok_or("no round there")?;
    let loaded = read_round_files(files).0.ok_or("the round has errors")?;
    let homes: Vec<_> =
        loaded.round.children().iter().filter_map(|c| Some((c.position?, c.district.clone()))).collect();
    if homes.is_empty() {
        return Err("no home is known".into());
    }
    let mut rng = ChaCha12Rng::seed_from_u64(seed);
    println!(
        "site_id,size,district_id,lat,lon,min_age_days,cost,teachers,seats_0,seats_1,seats_2,seats_3,seats_4,seats_5"
    );
    for site in 1..=sites {
        let (place, district) = &homes[rng.next_u64() as usize % homes.len()];
        let (lat, lon) = (f64::from(place.lat_e6) / 1e6, f64::from(place.lon_e6) / 1e6);
        let at = format!("{},{lat:.6},{lon:.6},57", district.as_deref().unwrap_or_default());
        let dear = rng.next_u64() % 40;
        println!("N{site:03},small,{at},{},6,5,7,7,,,", 50 + dear / 2);
        println!("N{site:03},large,{at},{},14,9,15,15,15,15,15", 300 + 2 * dear);
    }
    Ok(())
}
