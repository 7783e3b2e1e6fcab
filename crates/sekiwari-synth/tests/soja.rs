//! The shipped sample `data/soja` is what the generator makes, and is as tight as the city was.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use sekiwari::mechanism::deferred_acceptance;
use sekiwari::priority::Lottery;
use sekiwari::priority::rulebook::Rulebook;
use sekiwari::programme::nursery::siblings::JointOptions;
use sekiwari::programme::nursery::{PlacementKind, compile};
use sekiwari::verify;
use sekiwari_files::finding::Findings;
use sekiwari_files::round::CountSettings;
use sekiwari_files::rulebook::read_rulebook;
use sekiwari_files::write::{RoundSettings, RuledBy, write_round};
use sekiwari_synth::{CONDITIONS, soja};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../data/soja")
}

fn rules() -> String {
    fs::read_to_string(folder().join("../rulebooks").join(soja::RULEBOOK)).unwrap()
}

fn book() -> Rulebook {
    read_rulebook(rules().as_bytes(), soja::RULEBOOK, None, &mut Findings::new()).unwrap()
}

fn files(dir: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(dir).unwrap().map(|e| e.unwrap().path());
    entries
        .filter(|p| p.extension().is_some_and(|e| e == "csv" || e == "toml"))
        .map(|p| (p.file_name().unwrap().to_string_lossy().into_owned(), fs::read_to_string(&p).unwrap()))
        .collect()
}

#[test]
fn the_shipped_folder_is_what_the_generator_makes() {
    let temp = tempfile::tempdir().unwrap();
    let made = temp.path().join("soja");
    let rulebook =
        RuledBy { file: soja::RULEBOOK.to_owned(), text: rules(), circumstances: soja::families() };
    let settings = RoundSettings {
        lottery_seed: Some(soja::LOTTERY_SEED),
        rulebook: Some(rulebook),
        count: CountSettings {
            municipality: Some(soja::MUNICIPALITY.to_owned()),
            ..CountSettings::default()
        },
        survey: soja::survey(&book()).unwrap(),
        ..RoundSettings::default()
    };
    write_round(&made, &soja::round(), &settings).unwrap();
    for (name, text) in soja::capacity_tables() {
        fs::write(made.join(name), text).unwrap();
    }
    let (made, shipped) = (files(&made), files(&folder()));
    assert_eq!(made.keys().collect::<Vec<_>>(), shipped.keys().collect::<Vec<_>>());
    for (name, text) in &made {
        assert!(shipped[name] == *text, "{name} differs: run the example make_soja and look at the change");
    }
}

#[test]
fn as_many_miss_their_wishes_as_in_fiscal_2022() {
    let round = soja::scored(&book()).unwrap();
    assert_eq!(round.children().len(), 503);
    let compiled = compile(&round, Lottery::new(soja::LOTTERY_SEED), JointOptions::default()).unwrap();
    let strict = compiled.strict();
    let outcome = deferred_acceptance::run(&strict).unwrap();
    let verified = verify::certify(&strict, outcome.allocation.clone()).expect("clean");
    assert!(verified.verdict().is_stable(), "a stable allocation exists and is found");
    let decisions = compiled.decisions(&round, &outcome.allocation);
    let count = |kind| decisions.iter().filter(|d| d.kind == kind).count();
    let (placed, kept) = (count(PlacementKind::Placed), count(PlacementKind::Kept));
    let missed = 503 - placed;
    println!("{placed} placed, {kept} kept, {} unplaced: {missed} miss all their wishes", missed - kept);
    assert!((216..=236).contains(&missed), "{missed} of 503, against 226 in fiscal 2022");
}

#[test]
fn every_table_and_every_printed_condition_occurs() {
    let data = soja::round();
    assert_eq!((data.facilities.len(), data.joint_wishes.is_empty()), (19, false));
    for (joint, fallback, _) in CONDITIONS {
        let ticked = data.terms.iter().any(|(_, t)| t.joint == joint && t.single_fallback == fallback);
        assert!(ticked, "nobody ticked {joint:?} {fallback:?}");
    }
    let small = |id: &str| {
        ["sakura-hoikuen", "smile-nyujien", "sereno-honobono-hoikuen", "izumi-hoikuen"].contains(&id)
    };
    for row in &data.seats {
        let facility = &data.facilities[row.facility as usize];
        assert!(!small(&facility.id) || row.classes.classes().all(|c| c.get() <= 2), "{}", facility.id);
    }
    assert!(data.facilities.iter().all(|f| f.position.is_some() && f.district.is_some()));
}
