//! The made-up year: it can be decided, judged, replayed and written, and nobody is lost in it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use sekiwari::exact::{Options as Search, run};
use sekiwari::priority::Lottery;
use sekiwari::programme::nursery::siblings::JointOptions;
use sekiwari::programme::nursery::year::{Movers, Next, NextRound, What, Year};
use sekiwari::programme::nursery::{Decision, Round, compile};
use sekiwari::verify::certify;
use sekiwari_files::round::read_round;
use sekiwari_files::write::{RoundSettings, write_round};
use sekiwari_synth::{Options, SimulatedYear, YearOptions};

fn decide(round: &Round) -> Vec<Decision> {
    let compiled = compile(round, Lottery::new(1), JointOptions::default()).unwrap();
    let market = compiled.strict();
    let outcome = run(&market, Search::default()).unwrap();
    let judged = certify(&market, outcome.allocation).expect("feasible");
    assert_eq!(judged.verdict().blocking_households(), outcome.bounds.blocking_households_min);
    compiled.decisions(round, &judged)
}

fn live(options: &YearOptions) -> SimulatedYear {
    let mut simulated = SimulatedYear::new(options).unwrap();
    while let Some(round) = simulated.next_round().unwrap() {
        let decisions = decide(&round);
        simulated.hold(&round, &decisions).unwrap();
        simulated.decline();
        let year = simulated.year();
        let seated = year.children().filter(|(_, c)| c.seat().is_some()).count() as u32;
        assert_eq!(seated, year.seats().map(|(_, s)| s.taken).sum::<u32>());
    }
    simulated
}

fn options(seed: u64) -> YearOptions {
    let april = Options {
        sibling_permille: 300,
        shared_permille: 300,
        joint_wishes_permille: 200,
        ..Options::new(300, seed)
    };
    YearOptions {
        april,
        movers: if seed.is_multiple_of(2) { Movers::Better } else { Movers::None },
        ..YearOptions::new(300, seed)
    }
}

#[test]
fn years_are_decided_to_the_end_and_replayed() {
    for seed in 1..=4 {
        let simulated = live(&options(seed));
        let year = simulated.year();
        assert_eq!(year.rounds().len(), SimulatedYear::ROUNDS);
        assert!(Year::replay(simulated.events()).unwrap() == *year);
        let count = |is: fn(&What) -> bool| simulated.events().iter().filter(|e| is(&e.what)).count();
        assert!(count(|w| matches!(w, What::Declined(_))) >= 10);
        assert!(count(|w| matches!(w, What::Withdrawn(_))) >= 10);
        assert!(count(|w| matches!(w, What::Applied(_))) >= 60);
        assert!(count(|w| matches!(w, What::WishesChanged(_))) >= 3);
        assert!(count(|w| matches!(w, What::UnnamedLeft(_))) >= 5);
        assert!(year.children().len() > 380);
    }
}

#[test]
fn the_same_options_make_the_same_year() {
    let (one, other) = (live(&options(9)), live(&options(9)));
    assert!(one.events() == other.events() && one.year() == other.year());
    assert!(one.events() != live(&options(10)).events());
}

#[test]
fn a_next_round_is_the_same_as_a_folder() {
    let simulated = live(&options(6));
    let year = simulated.year();
    let ask =
        NextRound { name: "next".into(), entry_date: jiff::civil::date(2027, 3, 1), movers: Movers::Better };
    let next: Next = year.next_round(&ask);
    assert!(next.entrants.len() > 20 && !next.data.joint_wishes.is_empty());
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().join("next");
    write_round(&dir, &next.data, &RoundSettings::default()).unwrap();
    let (loaded, findings) = read_round(&dir);
    let round = loaded.unwrap_or_else(|| panic!("{findings:?}")).round;
    // Tables have names for tie keys of their own.
    let data = next.data.clone();
    assert_eq!(round.children(), Round::new(data).unwrap().children());
    let expected = Round::new(next.data).unwrap();
    assert_eq!(decide(&round), decide(&expected));
    assert_eq!(round.tie_names(), expected.tie_names());
    assert!(round == expected);
}
