//! Writes the sample round `data/soja-daily`, or with numbers a made-up city:
//!
//! - without an argument to `data/soja-daily` of the repository, else to the folder named;
//! - `cargo run -p sekiwari-synth --example make_soja_daily -- /tmp/city 30 20000 1`: folder, sites, requests, seed. That is
//!   a month of a city of 200,000.

use sekiwari_synth::{daily, soja_daily};
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let default = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../data/soja-daily");
    let target = std::env::args().nth(1).map_or(default, PathBuf::from);
    let numbers: Vec<u32> = std::env::args().skip(2).map(|n| n.parse()).collect::<Result<_, _>>()?;
    let made = match numbers[..] {
        [] => soja_daily(),
        [sites, requests, seed] => daily(sites, requests, seed.into()),
        _ => return Err("give a folder, or a folder, sites, requests and a seed".into()),
    };
    std::fs::create_dir_all(&target)?;
    for (name, text) in made.files() {
        std::fs::write(target.join(name), text)?;
    }
    println!("{}", target.display());
    Ok(())
}
