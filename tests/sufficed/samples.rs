//! The shipped samples.

use crate::confirm::{Rule, confirm};
use sekiwari::programme::nursery::Round;
use sekiwari_files::round::read_round;
use std::path::Path;

fn data(sample: &str) -> (sekiwari::programme::nursery::RoundData, u64) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data").join(sample);
    let loaded = read_round(&folder).0.expect("a clean sample");
    (loaded.round.data(), loaded.settings.lottery_seed)
}

fn everybody(round: &Round) -> Vec<u32> {
    (0..round.children().len() as u32).collect()
}

#[test]
fn tiny() {
    let (data, lottery) = data("tiny");
    let confirmed = confirm(&data, Rule { lottery, ..Rule::default() }, everybody).expect("a round");
    assert!(confirmed.points >= 3 && confirmed.seats >= 3 && confirmed.terms >= 1, "{confirmed:?}");
}

#[test]
fn reserves() {
    let (data, lottery) = data("reserves");
    let confirmed = confirm(&data, Rule { lottery, ..Rule::default() }, everybody).expect("a round");
    assert!(confirmed.all() >= 3, "{confirmed:?}");
}

#[test]
fn soja() {
    let (data, lottery) = data("soja");
    let few = |round: &Round| everybody(round).into_iter().step_by(11).collect();
    let confirmed = confirm(&data, Rule { lottery, ..Rule::default() }, few).expect("a round");
    assert!(confirmed.all() >= 30, "{confirmed:?}");
}
