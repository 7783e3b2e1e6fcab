//! The rulebooks printed in `docs/rulebook.md` and shipped with the sample are what they say.

use crate::round::Case;
use sekiwari_files::finding::Findings;
use sekiwari_files::rulebook::read_rulebook;
use std::path::Path;

fn file(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)).unwrap()
}

fn examples() -> Vec<String> {
    let guide = file("docs/rulebook.md");
    let blocks = guide.split("```toml\n").skip(1).filter_map(|b| b.split_once("```"));
    blocks.map(|(block, _)| block.to_owned()).collect()
}

#[test]
fn the_examples_are_good_rulebooks() {
    let examples = examples();
    assert_eq!(examples.len(), 2);
    for text in examples {
        let mut findings = Findings::new();
        let book = read_rulebook(text.as_bytes(), "rules.toml", None, &mut findings);
        assert!(book.is_some() && findings.is_empty(), "{}", findings.render(sekiwari::Lang::En));
    }
}

#[test]
fn the_first_example_gives_the_points_it_reads_like() {
    let mut case = Case::new("susono.toml")
        .guardians("household_id,guardian_id,kind,hours_month\nH1,P,work,160\nH1,Q,work,130\n")
        .circumstances("H1,,,children_under_18,3\nH1,,,送迎バス,はい\nH1,,F2,sibling_here,\n");
    case.rulebook = examples().remove(0);
    // 10 + 7.5 + 2 - 0.5, and 1 where the sibling is.
    assert_eq!(case.score("C1", Some("F1")), ["19"]);
    assert_eq!(case.score("C1", Some("F2")), ["20"]);
    // The shuttle counts from April 2026 on.
    case.rulebook = case.rulebook.replace("valid_from = 2026-04-01", "valid_from = 2026-04-02");
    assert_eq!(case.score("C1", Some("F1")), ["19.5"]);
    assert!(case.read().1.iter().any(|f| f.code() == "N0637"));
}

#[test]
fn the_second_example_ranks_by_the_worse_guardian() {
    let mut case = Case::new("susono.toml")
        .guardians("household_id,guardian_id,kind,hours_month\nH1,P,work,160\nH1,Q,work,130\n");
    case.rulebook = examples().remove(1);
    assert_eq!(case.score("C1", None), ["B"]);
}

#[test]
fn every_key_of_the_guide_is_in_the_example_or_the_text() {
    let guide = file("docs/rulebook.md");
    for key in [
        "combine",
        "max-plus-k",
        "times",
        "rank",
        "lift",
        "valid_from",
        "valid_to",
        "reasons",
        "guardians",
        "missing",
        "nobody",
        "better",
        "bands",
        "letters",
        "steps",
        "otherwise",
        "[[fact]]",
        "[tax]",
    ] {
        assert!(guide.contains(key), "{key}");
    }
}
