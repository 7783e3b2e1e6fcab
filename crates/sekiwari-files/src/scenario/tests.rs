use super::format::EXAMPLE;
use super::read_scenario;
use crate::finding::{Findings, Severity};
use sekiwari::siting::behaviour::Mode;
use sekiwari::siting::scenario::{Amount, Edit, Growth};

#[test]
fn the_example_of_the_reference_has_every_key_and_is_read() {
    let mut findings = Findings::new();
    let read = read_scenario(EXAMPLE.as_bytes(), "example.toml", &mut findings).unwrap();
    assert!(findings.is_empty(), "{findings:?}");
    let scenario = &read.scenario;
    assert_eq!((scenario.name.as_str(), scenario.edits.len()), ("駅前に新設", 7));
    assert_eq!((read.behaviour.mode, read.behaviour.within_m), (Some(Mode::Model), Some(5000)));
    assert_eq!(scenario.rules.rulebook.as_deref(), Some("next-year.toml"));
    let Edit::Open(open) = &scenario.edits[0] else { panic!("{scenario:?}") };
    assert_eq!(open.position.map(|p| (p.lat_e6, p.lon_e6)), Some((34_672_200, 133_741_300)));
    assert_eq!((open.seats.len(), open.limits[0].capacity, open.wishes[0].rank), (3, 6_500, 1));
    let Edit::Teachers(teachers) = &scenario.edits[4] else { panic!("{scenario:?}") };
    assert_eq!(teachers.teachers10, Amount::By(20));
    let Edit::Demand(demand) = &scenario.edits[6] else { panic!("{scenario:?}") };
    assert_eq!(demand.growth, Growth::Percent(10_000));
}

/// Code, line and column of every finding.
fn told(text: &str) -> Vec<(&'static str, Option<u32>, String)> {
    let mut findings = Findings::new();
    let read = read_scenario(text.as_bytes(), "s.toml", &mut findings);
    assert_eq!(read.is_none(), findings.iter().any(|f| f.kind.severity == Severity::Error), "{findings:?}");
    findings.sort();
    findings.iter().map(|f| (f.code(), f.place.line, f.place.column.clone().unwrap_or_default())).collect()
}

#[test]
fn everything_wrong_is_told_at_once_with_its_line() {
    let text = "[[resize]]\nfacility_id = \"F1\"\nclass = \"6\"\nseats = 3\nchange = 1\n\n[[open]]\nfacility_id = \"N\"\nlat = 34.5\nclas = 1\n\n\
                [[teachers]]\nfacility_id = \"F1\"\nchange = 0.25\n\n[[demand]]\nclass = \"1-2\"\npercent = 5\n\n[rules]\nobjective = [\"rank-sum\"]\nmechanism = \"best\"\n\n\
                [behaviour]\nmode = \"far\"\nwithin_m = 0\n";
    let column = |c: &str| c.to_owned();
    assert_eq!(
        told(text),
        [
            ("E2018", Some(1), column("resize")),
            ("E0311", Some(3), column("resize.class")),
            ("E0604", Some(7), column("open")),
            ("E0604", Some(7), column("open")),
            ("E0603", Some(10), column("open.clas")),
            ("E2019", Some(14), column("teachers.change")),
            ("E2020", Some(17), column("demand.class")),
            ("E2021", Some(21), column("rules.objective")),
            ("E0606", Some(22), column("rules.mechanism")),
            ("E0606", Some(25), column("behaviour.mode")),
            ("E0608", Some(26), column("behaviour.within_m")),
        ]
    );
}

#[test]
fn a_file_that_changes_nothing_is_doubtful_and_one_that_is_no_toml_is_refused() {
    assert_eq!(told("name = \"x\"\n"), [("W2023", None, String::new())]);
    assert!(told("name = \n").iter().all(|f| f.0.starts_with('E')));
    let other =
        "[[close]]\nfacility_id = \"\"\n[[move]]\nfacility_id = \"F1\"\nlat = 91\nlon = 0\n[[demand]]\n";
    let codes: Vec<&str> = told(other).iter().map(|f| f.0).collect();
    assert_eq!(codes, ["E0604", "E0608", "E2018"]);
}

#[test]
fn every_fault_of_the_library_has_a_code_and_whole_texts() {
    use crate::finding::catalogue::GROUPS;
    use sekiwari::Lang;
    use sekiwari::siting::scenario::{Fault, FaultKind as K, NoListing};
    use std::collections::BTreeSet;

    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/tiny");
    let round = crate::round::read_round(&root).0.unwrap().round;
    let mut findings = Findings::new();
    let read = read_scenario(EXAMPLE.as_bytes(), "s.toml", &mut findings).unwrap();
    let f = || "F".to_owned();
    let kinds = vec![
        K::UnknownFacility { facility: f() },
        K::FacilityExists { facility: f() },
        K::WithoutSeats { facility: f() },
        K::ClassTwice { facility: f(), class: 1 },
        K::ClassNotOffered { facility: f(), classes: "1".into(), has: "0, 2".into() },
        K::BelowHeld { facility: f(), classes: "1".into(), open: 1, held: 2 },
        K::SeatsHeld { facility: f(), children: 3 },
        K::DecidedThere { facility: f(), child: "C".into() },
        K::Contradicts { first: 0, about: "F".into() },
        K::UnknownLimit { facility: f(), limit: "L".into() },
        K::OutOfRange { facility: f(), about: "L".into() },
        K::TeachersUnknown { facility: f() },
        K::UnknownChild { child: "C".into() },
        K::CannotList { child: "C".into(), facility: f(), why: NoListing::Decided },
        K::Nobody { district: "D".into(), class: "*".into() },
        K::TooFew { fewer: 5, there: 2 },
        K::TooMany { more: 9 },
    ];
    let faults: Vec<Fault> = kinds.into_iter().map(|kind| Fault { edit: Some(2), kind }).collect();
    read.tell(&round, &faults, &mut findings);
    let told: BTreeSet<&str> = findings.iter().map(|f| f.code()).collect();
    assert_eq!(told.len(), faults.len());
    for finding in findings.iter() {
        assert_eq!(finding.place.line, Some(22), "the third edit is the [[resize]] of the example");
        for lang in [Lang::Ja, Lang::En] {
            let text = finding.cause(lang);
            assert!(!text.contains(['{', '}']), "{text}");
        }
    }
    // The others are told by reading and by the command.
    let by_others = ["E2018", "E2019", "E2020", "E2021", "E2022", "W2023", "W2024"];
    let (_, own) = GROUPS.iter().find(|(title, _)| title.en.starts_with("20")).unwrap();
    for kind in *own {
        assert!(told.contains(kind.code) != by_others.contains(&kind.code), "{}", kind.code);
    }
}
