//! Writes the sample round `data/soja`. Without an argument to `data/soja` of the repository, else to the folder named.
//!
//! `cargo run -p sekiwari-synth --example make_soja -- /tmp/soja`

use sekiwari_files::finding::Findings;
use sekiwari_files::round::CountSettings;
use sekiwari_files::rulebook::read_rulebook;
use sekiwari_files::write::{RoundSettings, RuledBy, write_round};
use sekiwari_synth::soja;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let default = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../data/soja");
    let target = std::env::args().nth(1).map_or(default, PathBuf::from);
    let rules = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../data/rulebooks").join(soja::RULEBOOK);
    let text = std::fs::read_to_string(rules)?;
    let book = read_rulebook(text.as_bytes(), soja::RULEBOOK, None, &mut Findings::new());
    let survey = book.and_then(|book| soja::survey(&book)).ok_or("the rulebook cannot be used")?;
    let rulebook = RuledBy { file: soja::RULEBOOK.to_owned(), text, circumstances: soja::families() };
    let settings = RoundSettings {
        lottery_seed: Some(soja::LOTTERY_SEED),
        rulebook: Some(rulebook),
        count: CountSettings {
            municipality: Some(soja::MUNICIPALITY.to_owned()),
            ..CountSettings::default()
        },
        survey,
        ..RoundSettings::default()
    };
    let temp = tempfile::tempdir()?;
    let made = temp.path().join("soja");
    write_round(&made, &soja::round(), &settings)?;
    for (name, text) in soja::capacity_tables() {
        std::fs::write(made.join(name), text)?;
    }
    // File by file, since the folder also holds texts that people write.
    std::fs::create_dir_all(&target)?;
    for entry in std::fs::read_dir(&made)? {
        let entry = entry?;
        std::fs::copy(entry.path(), target.join(entry.file_name()))?;
    }
    println!("{}", target.display());
    Ok(())
}
