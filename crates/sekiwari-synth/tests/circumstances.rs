//! Synthetic circumstances: written, read back, scored; the same for the same seed.

// Helpers of tests outside test functions.
#![allow(clippy::unwrap_used)]

use sekiwari::priority::Lottery;
use sekiwari::priority::rulebook::Schema;
use sekiwari::programme::nursery::{FactValue, Round, facts_of, score_rows};
use sekiwari_files::finding::{Findings, Severity};
use sekiwari_files::round::read_round;
use sekiwari_files::rulebook::read_rulebook;
use sekiwari_files::write::{RoundSettings, RuledBy, write_round};
use sekiwari_synth::{Options, circumstances, generate};

fn rulebook(name: &str) -> String {
    let path = format!("{}/../../data/rulebooks/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn the_same_seed_gives_the_same_families_and_another_does_not() {
    let data = generate(&Options::new(300, 5));
    assert_eq!(circumstances(&data, 5), circumstances(&data, 5));
    assert_ne!(circumstances(&data, 5), circumstances(&data, 6));
}

#[test]
fn a_ruled_round_comes_back_with_the_scores_of_its_rulebook() {
    for name in
        ["koshigaya-r8", "susono", "naha-r8", "kurashiki-r8", "koriyama-r6", "pair-style", "rank-style"]
    {
        let data = generate(&Options::new(250, 3));
        let families = circumstances(&data, 3);
        let text = rulebook(name);
        let book = read_rulebook(text.as_bytes(), "rules.toml", None, &mut Findings::new()).unwrap();
        let mut expected_data = data.clone();
        expected_data.tie_names = book.tie_names();
        let expected = Round::new_scored(expected_data, |round| {
            score_rows(round, &book.score(&facts_of(round, &book, &families)))
        })
        .unwrap();
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path().join("round");
        let nonce = "a nonce of more than sixteen letters";
        let settings = RoundSettings {
            lottery_seed: Some(9),
            commitment: Some((nonce.to_owned(), Lottery::new(9).commitment(nonce))),
            rulebook: Some(RuledBy { file: "rules.toml".to_owned(), text, circumstances: families }),
            ..RoundSettings::default()
        };
        write_round(&dir, &data, &settings).unwrap();
        let (loaded, findings) = read_round(&dir);
        let shown = findings.render(sekiwari::Lang::En);
        assert_eq!(findings.count(Severity::Error), 0, "{name}: {shown}");
        let loaded = loaded.unwrap_or_else(|| panic!("{name}: {shown}"));
        assert_eq!(loaded.round, expected, "{name}");
        assert!(loaded.settings.lottery_commitment.is_some());
        let points: std::collections::BTreeSet<_> =
            (0..250).map(|c| loaded.round.general_score(c).unwrap().points).collect();
        assert!(points.len() >= if name.ends_with("style") { 7 } else { 12 }, "{name}: {points:?}");
    }
}

#[test]
fn shares_are_near_what_is_assumed() {
    let data = generate(&Options::new(20_000, 1));
    let families = circumstances(&data, 1);
    let schema = Schema::default();
    let households: std::collections::BTreeSet<&String> = data.children.iter().map(|(h, _)| h).collect();
    let count = |name: &str| {
        let attribute = schema.find(name).unwrap() as u32;
        let rows = families.facts.iter().filter(|f| f.attribute == attribute);
        rows.filter(|f| f.value == FactValue::YesNo(true)).count()
    };
    let near =
        |n: usize, permille: usize| n.abs_diff(households.len() * permille / 1000) < households.len() / 100;
    assert!(near(count("household.single_parent"), 80));
    assert!(near(count("household.moved_in"), 40));
    let guardians: std::collections::BTreeSet<&String> =
        families.reasons.iter().map(|r| &r.guardian).collect();
    assert_eq!(guardians.len(), 2 * households.len() - count("household.single_parent"));
}
