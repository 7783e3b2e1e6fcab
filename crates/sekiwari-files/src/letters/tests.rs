//! The values of letters against the list of names, and templates with every fault.

use super::check::{Allowed, check};
use super::club::Clubs;
use super::nursery::Nurseries;
use super::shape::{Name, Shape};
use super::{Language, LetterFacts, LetterKind, LetterSet, Templates, letters_markdown};
use crate::club::{LoadedClub, read_club};
use crate::finding::Findings;
use crate::round::{LoadedRound, read_round};
use crate::write::{ClubTables, OutputTables};
use sekiwari::explain::club::counterfactual as of_clubs;
use sekiwari::explain::counterfactual::{Desk, Room};
use sekiwari::explain::{Decided, club};
use sekiwari::mechanism::{Mechanism, Ties};
use sekiwari::priority::Lottery;
use sekiwari::programme::nursery::compile;
use sekiwari::programme::nursery::siblings::JointOptions;
use sekiwari::verify::{Submission, judge};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn with_tables(sample: &str, look: impl FnOnce(&LoadedRound, &OutputTables<'_>)) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data").join(sample);
    let loaded = read_round(&path).0.unwrap();
    let compiled = compile(&loaded.round, Lottery::new(7), JointOptions::default()).unwrap();
    let market = compiled.strict();
    let outcome = sekiwari::solve(&Mechanism::DeferredAcceptance.into(), &market, &market).unwrap().outcome;
    let decided = Decided::new(&loaded.round, &compiled, &market, &outcome.allocation);
    look(&loaded, &OutputTables::new(&decided));
}

fn with_clubs(sample: &str, rule: Mechanism, look: impl FnOnce(&LoadedClub, &ClubTables<'_>)) {
    let ties = Ties::Strict;
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data").join(sample);
    let loaded = read_club(&path).0.unwrap();
    let compiled =
        sekiwari::programme::club::compile(&loaded.round, Lottery::new(7), JointOptions::default()).unwrap();
    let market = compiled.strict();
    let allocation = sekiwari::solve(&rule.into(), &market, &market).unwrap().outcome.allocation;
    let verdict = judge(&market, &Submission::from_allocation(&market, &allocation));
    let blocking = &verdict.blocking;
    let decided = club::Decided::new(&loaded.round, &compiled, &market, &allocation, blocking, ties);
    look(&loaded, &ClubTables::new(&decided, ties));
}

/// A value holds exactly the names of these lists, and of each what the list says.
fn same(at: &str, value: &Value, names: &[&[Name]]) {
    let object = value.as_object().unwrap_or_else(|| panic!("{at} is {value}"));
    let names: Vec<&Name> = names.iter().copied().flatten().collect();
    let mut have: Vec<&str> = object.keys().map(String::as_str).collect();
    let mut listed: Vec<&str> = names.iter().map(|n| n.name).collect();
    have.sort_unstable();
    listed.sort_unstable();
    assert_eq!(have, listed, "{at}");
    for name in names {
        fits(&format!("{at}.{}", name.name), &object[name.name], &name.shape);
    }
}

fn fits(at: &str, value: &Value, shape: &Shape) {
    match shape {
        Shape::Text => assert!(value.is_string(), "{at} is {value}"),
        Shape::Number => {
            let decimal = value.as_str().is_some_and(|t| t.parse::<f64>().is_ok());
            assert!(value.is_null() || value.is_u64() || decimal, "{at} is {value}");
        }
        Shape::YesNo => assert!(value.is_boolean(), "{at} is {value}"),
        Shape::List(inner) => value.as_array().unwrap().iter().for_each(|v| fits(at, v, inner)),
        Shape::Record(names) => same(at, value, &[names]),
    }
}

/// A sentence with nothing left to fill in.
fn whole(line: &Value) {
    let line = line.as_str().unwrap();
    assert!(!line.trim().is_empty() && !line.contains(['{', '}']), "{line}");
}

fn facts(input_sha256: &str, shows_points: bool) -> LetterFacts<'_> {
    let rule = "deferred-acceptance";
    LetterFacts { version: "0", input_sha256, rule, seed: 7, date: None, office: "", shows_points }
}

#[test]
fn letters_are_given_exactly_the_names_that_are_listed() {
    for sample in ["tiny", "reserves"] {
        with_tables(sample, |loaded, tables| {
            let room = Room::of(tables.decided, Ties::Strict);
            let desk = Desk::new(tables.decided, &room, Mechanism::DeferredAcceptance.into()).unwrap();
            let found = |c: &u32| (*c, desk.counterfactuals(*c).unwrap());
            let all: Vec<u32> = (0..loaded.round.children().len() as u32).collect();
            let sufficed = all.iter().map(found).collect();
            let mut told = 0;
            for shows_points in [true, false] {
                let facts = facts(&loaded.input_sha256, shows_points);
                let letters = Nurseries::new(tables, &sufficed, &facts, &Language::ALL).unwrap();
                let mut wishes = 0;
                for speaker in 0..Language::ALL.len() {
                    for &child in &all {
                        let value = serde_json::to_value(letters.context(child, speaker)).unwrap();
                        same("letter", &value, &LetterSet::Nurseries.names());
                        let lines = value["sufficed"].as_array().unwrap();
                        lines.iter().for_each(whole);
                        told += lines.len();
                        for wish in value["wishes"].as_array().unwrap() {
                            whole(&wish["sentence"]);
                            assert!(wish["points"].is_null() || shows_points);
                            wishes += 1;
                        }
                    }
                }
                assert!(wishes > 40);
                assert!(told > 40);
            }
        });
    }
}

#[test]
fn letters_of_clubs_are_given_exactly_the_names_that_are_listed() {
    let (mut codes, mut told) = (BTreeSet::new(), 0);
    for sample in ["clubs", "soja-clubs"] {
        for rule in [Mechanism::DeferredAcceptance, Mechanism::WishOrder] {
            with_clubs(sample, rule, |loaded, tables| {
                let room = of_clubs::Room::of(tables.decided, Ties::Strict);
                let desk = of_clubs::Desk::new(tables.decided, &room, rule.into()).unwrap();
                let all: Vec<u32> = (0..loaded.round.children().len() as u32).collect();
                let sufficed = all.iter().copied().zip(desk.of_all(&all).unwrap()).collect();
                for shows_points in [true, false] {
                    let facts = facts(&loaded.input_sha256, shows_points);
                    let letters = Clubs::new(tables, &sufficed, &facts, &Language::ALL).unwrap();
                    for speaker in 0..Language::ALL.len() {
                        for child in 0..loaded.round.children().len() as u32 {
                            let value = serde_json::to_value(letters.context(child, speaker)).unwrap();
                            same("letter", &value, &LetterSet::Clubs.names());
                            value["sufficed"].as_array().unwrap().iter().for_each(whole);
                            told += value["sufficed"].as_array().unwrap().len();
                            let mut lines = 0;
                            let groups = ["same_club", "wishes"].map(|g| value[g].as_array().unwrap());
                            for wish in groups.into_iter().flatten() {
                                whole(&wish["sentence"]);
                                wish["also"].as_array().unwrap().iter().for_each(whole);
                                assert!(wish["points"].is_null() || shows_points);
                                lines += wish["lines"].as_u64().unwrap() as usize;
                                codes.insert(wish["code"].as_str().unwrap().to_owned());
                            }
                            // Every wish above the outcome is told somewhere.
                            assert_eq!(lines, tables.reasons_of(child).len());
                            // And why, where days are missing.
                            if value["fewer_days"] == true {
                                whole(&value["missing_weekdays"]);
                                let note = value["fewer_note"].as_str().unwrap();
                                assert!(note.is_empty() != groups[0].is_empty(), "{value}");
                            }
                        }
                    }
                }
            });
        }
    }
    assert!(told > 100);
    for code in ["LOWER_PRIORITY", "TRANSPORT_FULL", "ENVY"] {
        assert!(codes.contains(code), "{code} {codes:?}");
    }
}

fn found(source: &str) -> Vec<(&'static str, u32, u32, String)> {
    let mut findings = Findings::new();
    let allowed = Allowed { names: LetterSet::Nurseries.names(), templates: &["head.html", "t.html"] };
    check("t.html", source, allowed, &mut findings);
    findings.sort();
    let told = findings.iter().map(|f| {
        let value = f.value.clone().unwrap_or_default();
        (f.code(), f.place.line.unwrap_or(0), f.place.character.unwrap_or(0), value)
    });
    told.collect()
}

#[test]
fn every_fault_of_a_template_is_told_with_its_place() {
    let source = "{{ chld.id }}\n\
        あ{% for wish in wishes %}{{ wish.rnk }}{{ wish.rank.x }}{{ loop.index }}{% endfor %}{{ wish.rank }}\n\
        {% include \"hed.html\" %}{% include office %}{{ child.id|safe }}{{ debug() }}\n\
        {% autoescape false %}{{ x }}{% endautoescape %}{% if rank is nonee %}{% endif %}\n\
        {% set own = facility.nam %}{{ own }}{{ facility[\"id\"] }}{{ facility[\"x\"] }}\n\
        {{ sufficed[0] }}{{ wishes[0].sentence }}{{ wishes[0].sentens }}{{ (wishes|first).cod }}\n\
        {% include \"head.html\" %}{% with a = words %}{{ a.seats }}{{ a.seat }}{% endwith %}{{ a }}\n";
    let told = found(source);
    let short: Vec<(&str, u32, &str)> = told.iter().map(|(c, l, _, v)| (*c, *l, v.as_str())).collect();
    assert_eq!(
        short,
        [
            ("E2502", 1, "chld"),
            ("E2502", 2, "rnk"),
            ("E2502", 2, "x"),
            ("E2502", 2, "wish"),
            ("E2504", 3, "hed.html"),
            ("E2503", 3, "include"),
            ("E2502", 3, "safe"),
            ("E2503", 3, "( )"),
            ("E2503", 4, "autoescape"),
            ("E2502", 4, "x"),
            ("E2502", 4, "nonee"),
            ("E2502", 5, "nam"),
            ("E2502", 5, "x"),
            ("E2502", 6, "sentens"),
            ("E2502", 6, "cod"),
            ("E2502", 7, "seat"),
            ("E2502", 7, "a"),
        ]
    );
    // Characters, not bytes: the first of the line counts one.
    assert_eq!((told[0].2, told[1].2), (4, 29), "{told:?}");
}

#[test]
fn a_template_that_cannot_be_read_says_where() {
    for (source, line) in [
        ("a\n{% if wishes %}\n", 2),
        ("\n{{ child.id }\n", 2),
        ("{% for %}{% endfor %}", 1),
        ("{% macro a() %}{% endmacro %}", 1),
    ] {
        let told = found(source);
        assert_eq!(told.len(), 1, "{source:?} {told:?}");
        assert_eq!((told[0].0, told[0].1), ("E2501", line), "{source:?} {told:?}");
    }
    for source in [
        "{% extends \"head.html\" %}",
        "{% block a %}{% endblock %}",
        "{% import \"head.html\" as a %}",
        "{% from \"head.html\" import a %}",
    ] {
        assert_eq!(found(source)[0].0, "E2503", "{source}");
    }
}

#[test]
fn a_folder_of_templates_is_read_with_all_its_faults() {
    let dir = tempfile::tempdir().unwrap();
    let put = |name: &str, bytes: &[u8]| fs::write(dir.path().join(name), bytes).unwrap();
    put("offer.ja.html", "\u{feff}{{ child.id }}".as_bytes());
    put("ofer.en.html", b"");
    put("head.html", b"\x82\xa0");
    put("style.css", b"p {}\n</STYLE>");
    put("README.txt", b"{{");
    put(".hidden.html", b"{{");
    let mut findings = Findings::new();
    Templates::read(dir.path(), LetterSet::Nurseries, &mut findings).unwrap();
    findings.sort();
    let told: Vec<(&str, &str)> = findings.iter().map(|f| (f.code(), f.place.file.as_str())).collect();
    assert_eq!(told, [("E2506", "head.html"), ("E2505", "ofer.en.html"), ("E2503", "style.css")]);
    assert!(Templates::read(&dir.path().join("none"), LetterSet::Clubs, &mut findings).is_err());
}

#[test]
fn templates_of_one_set_know_nothing_of_the_other() {
    let dir = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &str| fs::write(dir.path().join(name), text).unwrap();
    put("offer.ja.html", "{{ child.grade }}{% include \"club-wishes.html\" %}");
    put("club-offer.ja.html", "{{ child.class }}{{ facility }}{% include \"wishes.html\" %}");
    put("head.html", "{{ child.class_name }}{{ words.record }}");
    for set in LetterSet::ALL {
        let mut findings = Findings::new();
        Templates::read(dir.path(), set, &mut findings).unwrap();
        findings.sort();
        let value = |v: &Option<String>| v.clone().unwrap_or_default();
        let told: Vec<(&str, String, &str)> =
            findings.iter().map(|f| (f.place.file.as_str(), value(&f.value), f.code())).collect();
        let of = |file: &str| {
            let own = told.iter().filter(|t| t.0 == file).map(|t| (t.1.as_str(), t.2));
            own.collect::<Vec<_>>()
        };
        assert_eq!(of("offer.ja.html"), [("grade", "E2502"), ("club-wishes.html", "E2504")]);
        assert_eq!(
            of("club-offer.ja.html"),
            [("class", "E2502"), ("facility", "E2502"), ("wishes.html", "E2504")]
        );
        // What both use is held against the letters that are made.
        let head: &[(&str, &str)] = if set == LetterSet::Clubs { &[("class_name", "E2502")] } else { &[] };
        assert_eq!(of("head.html"), head);
    }
}

#[test]
fn the_templates_compiled_in_are_all_there_and_without_fault() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/letters/templates");
    for set in LetterSet::ALL {
        let mut findings = Findings::new();
        let templates = Templates::read(&folder, set, &mut findings).unwrap();
        assert!(findings.is_empty(), "{findings:?}");
        templates.environment().unwrap();
        assert_eq!(templates.unconfirmed(set, &Language::ALL), Language::ALL);
        for language in Language::ALL {
            for kind in LetterKind::ALL {
                let name = set.template(kind, language);
                assert!(Templates::defaults().iter().any(|t| t.0 == name), "{name}");
            }
        }
    }
    let mut files: Vec<String> =
        fs::read_dir(&folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    files.sort();
    assert_eq!(files, Templates::defaults().iter().map(|t| t.0).collect::<Vec<_>>());
}

#[test]
fn docs_letters_md_is_what_the_names_say() {
    crate::testing::assert_committed("docs/letters.md", &letters_markdown());
}
