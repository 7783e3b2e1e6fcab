//! What a file says, and everything that is wrong with one.

use super::super::format::EXAMPLE;
use super::super::{ReadSweep, read_sweep};
use crate::finding::{Findings, Severity};
use sekiwari::mechanism::Mechanism;
use sekiwari::programme::nursery::AgeClass;
use sekiwari::siting::behaviour::Mode;
use sekiwari::siting::scenario::{Amount, Edit, Growth};
use std::collections::BTreeMap;
use std::io::{Error, ErrorKind};

fn read(text: &str, files: &[(&str, &str)]) -> (Option<ReadSweep>, Findings) {
    let files: BTreeMap<&str, &str> = files.iter().copied().collect();
    let mut open = |name: &str| {
        let found = files.get(name).map(|text| text.as_bytes().to_vec());
        found.ok_or_else(|| Error::from(ErrorKind::NotFound))
    };
    let mut findings = Findings::new();
    let read = read_sweep(text.as_bytes(), "s.toml", &mut open, &mut findings);
    assert_eq!(read.is_none(), findings.iter().any(|f| f.kind.severity == Severity::Error), "{findings:?}");
    findings.sort();
    (read, findings)
}

const CLOSE: &str = "[[close]]\nfacility_id = \"N4\"\n";
const NEW: &str = "name = \"new\"\n[[open]]\nfacility_id = \"N9\"\nseats = [{ class = 0, seats = 3 }]\n[behaviour]\nmode = \"near\"\n";

#[test]
fn the_example_of_the_reference_is_read_with_every_value_in_its_place() {
    let files = [("new-nursery.toml", NEW), ("close.toml", CLOSE)];
    let (sweep, findings) = read(EXAMPLE, &files);
    assert!(findings.is_empty(), "{findings:?}");
    let sweep = sweep.unwrap();
    assert_eq!((sweep.draws, sweep.seed, sweep.behaviour.mode), (Some(20), Some(1), Some(Mode::Model)));
    let labels: Vec<(&str, Vec<&str>)> = sweep
        .axes
        .iter()
        .map(|a| (a.name.as_str(), a.places.iter().map(|p| p.label.as_str()).collect()))
        .collect();
    assert_eq!(
        labels,
        [
            ("nursery", vec!["none", "new-nursery", "close"]),
            ("seats", vec!["0", "3", "6"]),
            ("growth", vec!["-5", "0", "2.5"]),
            ("rule", vec!["stable-optimal", "points-order"]),
            ("lottery", vec!["1", "2", "3"]),
            ("families", vec!["none", "model"]),
        ]
    );
    let scenario = |axis: usize, place: usize| sweep.axes[axis].places[place].scenario.as_ref().unwrap();
    assert!(sweep.axes[0].places[0].scenario.is_none());
    assert_eq!(scenario(0, 1).scenario.name, "new");
    let Edit::Resize(resize) = &scenario(1, 2).scenario.edits[0] else { panic!("{sweep:?}") };
    assert_eq!((resize.facility.as_str(), resize.seats), ("N2", Amount::By(6)));
    let Edit::Demand(demand) = &scenario(2, 2).scenario.edits[0] else { panic!("{sweep:?}") };
    assert_eq!((demand.class, demand.growth), (AgeClass::new(1), Growth::Percent(2_500)));
    assert_eq!(scenario(3, 1).scenario.rules.mechanism, Some(Mechanism::PointsOrder));
    let seeds: Vec<Option<u64>> = sweep.axes[4].places.iter().map(|p| p.lottery_seed).collect();
    assert_eq!(seeds, [Some(1), Some(2), Some(3)]);
    // Only an axis that says nothing else speaks for all scenarios.
    assert_eq!(scenario(5, 0).behaviour.mode, Some(Mode::None));
    assert!(sweep.axes[5].places.iter().all(|p| p.everywhere) && !sweep.axes[0].places[1].everywhere);
    // Whatever is read is in the digest.
    let other = [("new-nursery.toml", NEW), ("close.toml", "[[close]]\nfacility_id = \"N5\"\n")];
    assert_ne!(read(EXAMPLE, &other).0.unwrap().sha256, sweep.sha256);
    assert_ne!(read(&EXAMPLE.replace("2.5", "2.6"), &files).0.unwrap().sha256, sweep.sha256);
}

#[test]
fn a_value_may_stand_inside_a_text_deep_in_a_list_and_beside_nothing() {
    let text = "[[axis]]\nname = \"where\"\nvalues = [1, 2]\nnone = true\n[[axis.open]]\nfacility_id = \"N{value}\"\n\
                popularity = \"{value}\"\nseats = [{ class = 0, seats = \"{value}\" }]\n";
    let (sweep, findings) = read(text, &[]);
    assert!(findings.is_empty(), "{findings:?}");
    let places = &sweep.unwrap().axes[0].places;
    assert_eq!(places.iter().map(|p| p.label.as_str()).collect::<Vec<_>>(), ["none", "1", "2"]);
    let Edit::Open(open) = &places[2].scenario.as_ref().unwrap().scenario.edits[0] else { panic!() };
    assert_eq!((open.id.as_str(), open.popularity, open.seats[0].1), ("N2", 2_000, 2));
}

#[test]
fn everything_wrong_is_told_at_once_with_its_line() {
    let text = "draws = 0\nother = 1\n\n[[axis]]\nname = \"a\"\nfiles = [\"none\", \"gone.toml\", \"bad.toml\", \"none\"]\n\n\
                [[axis]]\nname = \"a\"\nvalues = [1.5, [2], 3]\n[[axis.resize]]\nfacility_id = \"F1\"\nclass = \"9\"\nchange = \"{value}\"\n\n\
                [[axis]]\nname = \"draw\"\nvalues = [1]\n[[axis.close]]\nfacility_id = \"F1\"\n\n\
                [[axis]]\nname = \"e\"\nvalues = []\n[axis.rules]\nmechanism = \"{value}\"\n\n\
                [[axis]]\nname = \"b\"\nfiles = [\"none\"]\nvalues = [1]\n";
    let (_, findings) = read(text, &[("bad.toml", "[[close]]\nfacility = \"F\"\n")]);
    let told: Vec<(&str, &str, Option<u32>)> =
        findings.iter().map(|f| (f.code(), f.place.file.as_str(), f.place.line)).collect();
    let expected = [
        ("E0604", "bad.toml", Some(1)),
        ("E0603", "bad.toml", Some(2)),
        ("E0608", "s.toml", Some(1)),
        ("E0603", "s.toml", Some(2)),
        ("E2104", "s.toml", Some(6)),
        ("E2107", "s.toml", Some(6)),
        ("E2103", "s.toml", Some(9)),
        ("E0605", "s.toml", Some(10)),
        ("E2106", "s.toml", Some(10)),
        ("E0311", "s.toml", Some(13)),
        ("E2105", "s.toml", Some(16)),
        ("E2103", "s.toml", Some(17)),
        ("E2102", "s.toml", Some(24)),
        ("E2018", "s.toml", Some(28)),
    ];
    assert_eq!(told, expected);
    assert_eq!(read("name = \"x\"\n", &[]).1.iter().map(|f| f.code()).collect::<Vec<_>>(), ["E2101"]);
    assert!(read("name = \n", &[]).1.has_errors());
}
