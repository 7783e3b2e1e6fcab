//! Writes the sample round `data/soja-clubs`, or with numbers a made-up city:
//!
//! - without an argument to `data/soja-clubs` of the repository, else to the folder named;
//! - `cargo run -p sekiwari-synth --example make_soja_clubs -- /tmp/city 202 20000 1`: folder, districts, children, seed.

use sekiwari_synth::{clubs, soja_clubs};
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let default = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../data/soja-clubs");
    let target = std::env::args().nth(1).map_or(default, PathBuf::from);
    let numbers: Vec<u32> = std::env::args().skip(2).map(|n| n.parse()).collect::<Result<_, _>>()?;
    let made = match numbers[..] {
        [] => soja_clubs(),
        [districts, children, seed] => clubs(districts, children, seed.into()),
        _ => return Err("give a folder, or a folder, districts, children and a seed".into()),
    };
    std::fs::create_dir_all(&target)?;
    for (name, text) in made.files() {
        std::fs::write(target.join(name), text)?;
    }
    println!("{}", target.display());
    Ok(())
}
