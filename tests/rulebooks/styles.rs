//! Ranks and pairs of letters.

use crate::round::{Case, itemised, shipped};
use sekiwari::priority::Thousandths;

#[test]
fn the_worst_rank_comes_first_then_the_adjustment() {
    let work = |hours: &str| {
        format!("household_id,guardian_id,kind,hours_month,main\nH1,P,work,160,\nH1,Q,work,{hours},\n")
    };
    let case =
        Case::new("rank-style.toml").guardians(&work("100")).circumstances("H1,,F1,sibling_here,yes\n");
    assert_eq!(case.score("C1", Some("F1")), ["D", "4"]);
    assert_eq!(case.score("C1", Some("F2")), ["D", "0"]);
    // A better rank beats any adjustment.
    let points = |case: &Case| {
        let loaded = case.load();
        let score = loaded.round.general_score(0).unwrap();
        (score.points, score.ties.to_vec())
    };
    let better = Case::new("rank-style.toml").guardians(&work("120")).circumstances("H1,,,保育料滞納,\n");
    assert!(points(&better).0 > points(&case).0);
    assert_eq!(points(&better).0, Thousandths(7000), "C is the seventh step from below");
    assert_eq!(points(&better).1[0], Thousandths(4000), "less is better, so points are negated");
    let extending = better.circumstances(",C1,,育休延長可,\n");
    assert_eq!(extending.score("C1", None), ["I", "0"]);
}

#[test]
fn the_main_reason_counts_even_if_another_is_better() {
    let case = Case::new("rank-style.toml").guardians(
        "household_id,guardian_id,kind,hours_month,main\nH1,P,work,160,\nH1,Q,study,,yes\nH1,Q,work,160,\n",
    );
    assert_eq!(case.score("C1", None)[0], "D");
    assert_eq!(case.items("C1", None), ["study"], "the guardian with the worst rank counts");
    let unmarked = Case::new("rank-style.toml")
        .guardians("household_id,guardian_id,kind,hours_month\nH1,P,work,160\nH1,Q,study,\nH1,Q,work,160\n");
    let (loaded, findings) = unmarked.read();
    assert!(loaded.is_none() && findings.iter().any(|f| f.code() == "E0712" && f.place.line == Some(3)));
}

#[test]
fn a_and_e_is_ae_and_a_sibling_at_the_same_place_lifts_it_to_dd() {
    let guardians = "household_id,guardian_id,kind,hours_month\nH1,P,work,160\nH1,Q,job-seeking,\n";
    let case = Case::new("pair-style.toml").guardians(guardians).circumstances("H1,,F1,sibling_here,yes\n");
    assert_eq!(case.score("C1", Some("F1")), ["DD", "0"]);
    assert_eq!(case.score("C1", Some("F2")), ["AE", "0"]);
    // The order of the parents is of no account.
    let swapped = "household_id,guardian_id,kind,hours_month\nH1,P,job-seeking,\nH1,Q,work,160\n";
    assert_eq!(Case::new("pair-style.toml").guardians(swapped).score("C1", None), ["AE", "0"]);
}

#[test]
fn welfare_stands_above_all_pairs_and_is_not_lifted_off_the_ladder() {
    let case = Case::new("pair-style.toml")
        .guardians("household_id,guardian_id,kind,hours_month\nH1,P,work,60\n")
        .circumstances("H1,,,single_parent,\nH1,,F1,sibling_here,\nH1,,,children_under_18,4\n");
    assert_eq!(case.score("C1", Some("F1")), ["福祉", "0"]);
}

#[test]
fn every_shipped_rulebook_is_read_without_errors_or_warnings() {
    let dir = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/rulebooks");
    let mut names: Vec<String> =
        std::fs::read_dir(dir).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|n| n.ends_with(".toml"));
    names.sort();
    assert_eq!(names.len(), 8, "{names:?}");
    for name in names {
        let mut findings = sekiwari_files::finding::Findings::new();
        let text = shipped(&name);
        let book = sekiwari_files::rulebook::read_rulebook(text.as_bytes(), &name, None, &mut findings);
        let mut codes: Vec<&str> = findings.iter().map(|f| f.code()).collect();
        codes.dedup();
        let expected: &[&str] = if name == "naha-r8.toml" { &["W0636"] } else { &[] };
        assert_eq!(codes, expected, "{name}: {}", findings.render(sekiwari::Lang::En));
        assert!(book.unwrap().source().len() > 5);
        assert!(
            text.contains("市に確認のこと") && text.contains("Confirm") || text.contains("fit"),
            "{name}"
        );
    }
}

#[test]
fn the_income_band_changes_inside_the_year() {
    let case = |entry: &'static str| {
        let mut case = Case::new("rank-style.toml")
            .guardians("household_id,guardian_id,kind,hours_month\nH1,P,work,160\nH1,Q,work,160\n")
            .circumstances("H1,,,tax_last_year,50000\nH1,,,tax_this_year,90000\nH1,,,children_under_18,2\n");
        case.entry = entry.to_owned();
        itemised(&case.load(), "C1", None).ties
    };
    assert_eq!(case("2026-04-01"), [50_000_000, 2000]);
    assert_eq!(case("2026-08-01"), [50_000_000, 2000]);
    assert_eq!(case("2026-09-01"), [90_000_000, 2000]);
    assert_eq!(case("2027-03-01"), [90_000_000, 2000]);
}
