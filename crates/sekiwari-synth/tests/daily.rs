//! Made-up rounds of day services: the shipped sample is what the generator makes, and cities of any size can be read.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use sekiwari_files::daily::{LoadedDaily, read_daily_files};
use sekiwari_files::round::RoundFiles;
use sekiwari_synth::{DAILY_REQUESTS, DailyTables, daily, soja_daily};
use std::path::Path;

#[track_caller]
fn read(made: &DailyTables) -> LoadedDaily {
    let files: Vec<(String, Vec<u8>)> =
        made.files().into_iter().map(|(name, text)| (name, text.into_bytes())).collect();
    let (loaded, findings) = read_daily_files(RoundFiles::from_memory(files));
    assert!(!findings.has_errors(), "{}", findings.render(sekiwari::Lang::En));
    loaded.unwrap()
}

#[test]
fn the_shipped_sample_is_what_the_generator_makes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/soja-daily");
    for (name, text) in soja_daily().files() {
        let shipped = std::fs::read_to_string(folder.join(&name)).unwrap_or_default();
        assert!(shipped == text, "{name} differs: run the example make_soja_daily");
    }
    assert!(folder.join("README.md").is_file());
}

#[test]
fn the_sample_has_what_is_published_and_says_what_is_invented() {
    let made = soja_daily();
    let facilities = &made.table("facilities").unwrap().rows;
    let real: Vec<&str> =
        facilities.iter().filter(|f| !f[1].ends_with("（架空）")).map(|f| f[0].as_str()).collect();
    assert_eq!(real, ["hotto-chuppy"]);
    let services = &made.table("services").unwrap().rows;
    let room: Vec<_> = services.iter().filter(|s| s[0] == "hotto-chuppy").collect();
    assert_eq!(room.len(), 1);
    // Three a day, one nurse, one teacher; to half past twelve on Wednesdays and Saturdays.
    assert_eq!(room[0][2..10], ["MTWHFS", "8:30", "17:30", "WS", "12:30", "3", "1", "1"]);
    assert_eq!(read(&made).round.requests().len(), DAILY_REQUESTS as usize);
}

#[test]
fn a_month_of_a_city_can_be_read() {
    for (sites, requests, seed) in [(6, 40, 1), (30, 20_000, 1), (12, 900, 7)] {
        let loaded = read(&daily(sites, requests, seed));
        assert_eq!(loaded.round.requests().len(), requests as usize);
        assert_eq!(loaded.round.sites().len(), sites as usize);
    }
    assert_eq!(daily(12, 300, 5), daily(12, 300, 5));
    assert_ne!(daily(12, 300, 5), daily(12, 300, 6));
}
