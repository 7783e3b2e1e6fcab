//! What is written comes back the same through the reader, and the default mechanism settles it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use proptest::prelude::*;
use sekiwari::market::Status;
use sekiwari::priority::Lottery;
use sekiwari::programme::nursery::siblings::JointOptions;
use sekiwari::programme::nursery::{Facility, ListingRow, Round, RoundData, compile};
use sekiwari::{Lang, Request, solve, verify};
use sekiwari_files::listings::{read_facilities, read_listings};
use sekiwari_files::round::{LoadedRound, read_round};
use sekiwari_files::write::{RoundSettings, write_round};
use sekiwari_synth::{ListingOptions, Options, from_listings, generate, soja};
use std::path::{Path, PathBuf};

/// Writes and reads a round; the reader may warn, but not about errors.
fn there_and_back(data: &RoundData, no_bom: bool) -> LoadedRound {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().join("round");
    let settings = RoundSettings { lottery_seed: Some(9), no_bom, ..RoundSettings::default() };
    write_round(&dir, data, &settings).unwrap();
    read(&dir)
}

fn read(dir: &Path) -> LoadedRound {
    let (loaded, findings) = read_round(dir);
    loaded.unwrap_or_else(|| panic!("{}", findings.render_capped(Lang::En, 5)))
}

/// The share of the children who miss their wishes is counted by the caller; here the result must be proven and clean.
fn settle(round: &Round, seed: u64) -> sekiwari::market::Tally {
    let compiled = compile(round, Lottery::new(seed), JointOptions::default()).unwrap();
    let strict = compiled.strict();
    let outcome = solve(&Request::default(), &compiled.market, &strict).unwrap().outcome;
    assert_eq!(outcome.status, Status::Optimal);
    let verified = verify::certify(&strict, outcome.allocation.clone()).expect("clean");
    assert!(verified.verdict().is_stable());
    outcome.allocation.tally(&strict)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn generated_rounds_come_back(
        children in 1u32..120,
        seed: u64,
        shared_permille in 0u32..1_000,
        priority_noise in 0u32..4,
        joint_wishes_permille in 0u32..1_000,
        list_length in proptest::option::of(1u32..12),
        tie_step in 0u32..12,
        no_bom: bool,
    ) {
        let options = Options {
            shared_permille, priority_noise, joint_wishes_permille, list_length, tie_step, sibling_permille: 400,
            ..Options::new(children, seed)
        };
        let data = generate(&options);
        let loaded = there_and_back(&data, no_bom);
        prop_assert_eq!(loaded.settings.lottery_seed, 9);
        prop_assert!(loaded.round == Round::new(data).unwrap(), "the round came back changed");
    }
}

#[test]
fn the_sample_of_soja_comes_back_and_is_settled() {
    let shipped = read(&PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../data/soja"));
    assert_eq!(shipped.settings.lottery_seed, soja::LOTTERY_SEED);
    let book = &shipped.scoring.as_ref().unwrap().rulebook;
    assert!(shipped.round == soja::scored(book).unwrap(), "the shipped round is another one");
    let tally = settle(&shipped.round, soja::LOTTERY_SEED);
    println!("{tally:?}");
    assert_eq!(tally.children, 503);
    assert!((216..=236).contains(&(tally.kept + tally.unplaced)), "226 missed their wishes in fiscal 2022");
}

#[test]
fn the_tiny_sample_is_read() {
    let tiny = read(&PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../data/tiny"));
    let tally = settle(&tiny.round, tiny.settings.lottery_seed);
    assert_eq!((tally.placed, tally.kept, tally.unplaced), (9, 0, 5));
}

#[test]
fn yokohama_comes_back_and_is_settled() {
    let root = std::env::var_os("SEKIWARI_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    let dir = root.join("data/yokohama");
    let Ok(text) = std::fs::read_to_string(dir.join("facilities.csv")) else {
        println!("skipped: no shared data at {}", dir.display());
        return;
    };
    let facilities: Vec<Facility> = read_facilities(&text).unwrap();
    let text = std::fs::read_to_string(dir.join("derived_april2025.csv")).unwrap();
    let rows: Vec<ListingRow> = read_listings(&text, &facilities).unwrap();
    let (data, report) = from_listings(&facilities, &rows, &ListingOptions::new("横浜", 2025, 7)).unwrap();
    let loaded = there_and_back(&data, false);
    assert!(loaded.round == Round::new(data).unwrap(), "the round came back changed");
    let tally = settle(&loaded.round, 1);
    assert_eq!((tally.placed, tally.kept, tally.unplaced), (report.placed, report.kept, report.unplaced));
}
