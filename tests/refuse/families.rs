//! Broken and doubtful tables of guardians and circumstances, and the lottery's commitment.

use crate::base::{Broken, Want};
use crate::rulebooks::{CIRCUMSTANCES, ruled};
use sekiwari::Lang;
use sekiwari_files::finding::Severity;

/// The findings about one file beyond those of the good round, which says only that some attributes have no value.
#[track_caller]
fn found(round: Broken, file: &str, refused: bool, want: &[Want]) {
    let (loaded, findings) = round.read();
    let seen: Vec<(String, String, u32, String, String)> = findings
        .iter()
        .filter(|f| f.place.file == file && f.kind.severity != Severity::Note && f.code() != "W0718")
        .map(|f| {
            let p = &f.place;
            (
                f.code().to_owned(),
                p.file.clone(),
                p.line.unwrap_or(0),
                p.column.clone().unwrap_or_default(),
                f.value.clone().unwrap_or_default(),
            )
        })
        .collect();
    let want: Vec<_> =
        want.iter().map(|w| (w.0.to_owned(), w.1.to_owned(), w.2, w.3.to_owned(), w.4.to_owned())).collect();
    assert_eq!(seen, want, "{}", findings.render(Lang::En));
    assert_eq!(loaded.is_none(), refused, "{}", findings.render(Lang::En));
    for f in &findings {
        for lang in Lang::ALL {
            assert!(!f.render(lang).contains('{'), "{}", f.render(lang));
        }
    }
}

fn guardians(from: &str, to: &str, want: &[Want]) {
    found(ruled().swap("guardians.csv", from, to), "guardians.csv", true, want);
}

fn doubted(from: &str, to: &str, want: &[Want]) {
    found(ruled().swap("guardians.csv", from, to), "guardians.csv", false, want);
}

fn facts(rows: &str, want: &[Want]) {
    found(ruled().append("circumstances.csv", rows), "circumstances.csv", true, want);
}

fn doubtful(rows: &str, want: &[Want]) {
    found(ruled().append("circumstances.csv", rows), "circumstances.csv", false, want);
}

#[test]
fn hours_beyond_a_month() {
    guardians("H1,Q1,work,100", "H1,Q1,work,745", &[("E0305", "guardians.csv", 3, "hours_month", "")]);
    guardians("H1,Q1,work,100", "H1,Q1,work,-1", &[("E0305", "guardians.csv", 3, "hours_month", "")]);
}

#[test]
fn an_unknown_reason() {
    guardians("H2,Q2,care", "H2,Q2,caer", &[("E0308", "guardians.csv", 5, "kind", "caer")]);
}

#[test]
fn work_hours_without_work() {
    guardians(
        "H4,Q4,job-seeking,,",
        "H4,Q4,job-seeking,60,",
        &[("E0709", "guardians.csv", 7, "hours_month", "60")],
    );
}

#[test]
fn work_without_hours() {
    doubted("H1,Q1,work,100", "H1,Q1,work,", &[("W0710", "guardians.csv", 3, "", "")]);
}

#[test]
fn two_guardians_of_a_single_parent() {
    guardians(
        "H5,P5,work,50,,,\n",
        "H5,P5,work,50,,,\nH5,Q5,work,80,,,\n",
        &[("E0706", "guardians.csv", 8, "", "H5")],
    );
}

#[test]
fn more_guardians_than_the_rulebook_counts() {
    guardians(
        "H1,Q1,work,100,,,\n",
        "H1,Q1,work,100,,,\nH1,R1,work,100,,,\n",
        &[("E0705", "guardians.csv", 2, "", "H1")],
    );
}

#[test]
fn one_guardian_without_a_reason_why() {
    doubted("H1,Q1,work,100,,,\n", "", &[("W0707", "guardians.csv", 2, "", "H1")]);
}

#[test]
fn no_guardian_at_all() {
    guardians("H4,P4,work,160,,,\nH4,Q4,job-seeking,,,,\n", "", &[("E0708", "guardians.csv", 0, "", "H4")]);
    let orphans = ruled()
        .swap("guardians.csv", "H4,P4,work,160,,,\nH4,Q4,job-seeking,,,,\n", "")
        .append("circumstances.csv", "H4,,,両親不在,,,\n");
    found(orphans, "guardians.csv", false, &[]);
}

#[test]
fn a_guardian_in_two_households() {
    guardians("H4,P4,work", "H4,P1,work", &[("E0704", "guardians.csv", 6, "guardian_id", "P1")]);
}

#[test]
fn the_same_reason_twice() {
    guardians(
        "H1,Q1,work,100,,,\n",
        "H1,Q1,work,100,,,\nH1,Q1,work,100,,,\n",
        &[("E0711", "guardians.csv", 4, "", "")],
    );
}

#[test]
fn validity_that_ends_before_entry_or_before_it_begins() {
    doubted(
        "H1,Q1,work,100,,,",
        "H1,Q1,work,100,,,2026-03-31",
        &[("W0702", "guardians.csv", 3, "valid_to", "")],
    );
    doubted(
        "H1,Q1,work,100,,,",
        "H1,Q1,work,100,,2026-05-01,",
        &[("W0702", "guardians.csv", 3, "valid_from", "")],
    );
    guardians(
        "H1,Q1,work,100,,,",
        "H1,Q1,work,100,,2026-05-01,2026-04-30",
        &[("E0701", "guardians.csv", 3, "valid_to", "")],
    );
}

#[test]
fn a_household_that_nobody_applies_from() {
    doubted(
        "H4,P4,work,160,,,\n",
        "H4,P4,work,160,,,\nXYZ123,P9,work,80,,,\n",
        &[("W0719", "guardians.csv", 7, "household_id", "XYZ123")],
    );
    guardians(
        "H4,P4,work,160,,,\n",
        "H4,P4,work,160,,,\nH04,P9,work,80,,,\n",
        &[("E0406", "guardians.csv", 7, "household_id", "H04")],
    );
}

#[test]
fn unknown_facts_get_a_hint() {
    facts("H2,,,singel_parent,yes,,\n", &[("E0713", "circumstances.csv", 7, "fact", "singel_parent")]);
    facts("H2,,,bus,north,,\n", &[("E0713", "circumstances.csv", 7, "fact", "bus")]);
}

#[test]
fn facts_about_something_else() {
    facts(
        "H2,,F1,public_assistance,yes,,\n",
        &[("E0714", "circumstances.csv", 7, "fact", "public_assistance")],
    );
    facts("H2,,,handbook,yes,,\n", &[("E0714", "circumstances.csv", 7, "fact", "handbook")]);
    facts(",A,,sibling_here,yes,,\n", &[("E0714", "circumstances.csv", 7, "fact", "sibling_here")]);
}

#[test]
fn values_of_facts() {
    facts("H2,,,public_assistance,maybe,,\n", &[("E0715", "circumstances.csv", 7, "value", "")]);
    facts("H2,,,children_under_18,many,,\n", &[("E0715", "circumstances.csv", 7, "value", "")]);
    facts("H2,,,shuttle,west,,\n", &[("E0715", "circumstances.csv", 7, "value", "")]);
    facts("H2,,,residence_since,long ago,,\n", &[("E0715", "circumstances.csv", 7, "value", "")]);
}

#[test]
fn facts_that_contradict_or_repeat() {
    facts("H1,,,children_under_18,2,,\n", &[("E0716", "circumstances.csv", 7, "fact", "")]);
    doubtful("H1,,,children_under_18,3,,\n", &[("W0717", "circumstances.csv", 7, "fact", "")]);
    // One after the other is no contradiction.
    let apart = CIRCUMSTANCES.replace(
        "H1,,,children_under_18,3,,",
        "H1,,,children_under_18,2,,2026-03-31\nH1,,,children_under_18,3,2026-04-01,",
    );
    found(
        ruled().set("circumstances.csv", apart),
        "circumstances.csv",
        false,
        &[("W0703", "circumstances.csv", 4, "valid_to", "")],
    );
}

#[test]
fn fewer_children_than_apply() {
    facts("H4,,,children_under_18,1,,\n", &[("E0720", "circumstances.csv", 7, "", "H4")]);
}

#[test]
fn siblings_at_facilities_and_children_that_do_not_exist() {
    facts("H4,,F9,sibling_here,yes,,\n", &[("E0405", "circumstances.csv", 7, "facility_id", "F9")]);
    facts(",ZZ,,handbook,yes,,\n", &[("E0404", "circumstances.csv", 7, "child_id", "ZZ")]);
}

#[test]
fn a_rulebook_and_what_must_or_must_not_stand_beside_it() {
    found(
        ruled().set("scores.csv", "child_id,score\nA,1\n"),
        "round.toml",
        true,
        &[("E0602", "round.toml", 12, "priority.rulebook", "")],
    );
    let missing = ruled().without("rules.toml").set("rule.toml", "x = 1");
    found(missing, "round.toml", true, &[("E0601", "round.toml", 12, "priority.rulebook", "rules.toml")]);
    found(ruled().without("guardians.csv"), "round", true, &[("E0638", "round", 0, "", "")]);
    let unused = Broken::good().set("guardians.csv", "household_id,guardian_id,kind\nH1,P,work\n");
    found(unused, "guardians.csv", false, &[("W0639", "guardians.csv", 0, "", "")]);
    found(Broken::good().without("scores.csv"), "scores.csv", true, &[("E0102", "scores.csv", 0, "", "")]);
}

#[test]
fn the_digest_covers_rulebook_and_facts_and_nothing_else() {
    let digest = |round: Broken| round.read().0.unwrap().input_sha256;
    let base = digest(ruled());
    assert_eq!(digest(ruled().set("other.toml", "x = 1")), base, "a file that nobody names");
    assert_ne!(digest(ruled().swap("rules.toml", "points = 10", "points = 11")), base);
    assert_ne!(digest(ruled().swap("guardians.csv", "H1,Q1,work,100", "H1,Q1,work,101")), base);
    assert_ne!(digest(ruled().swap("circumstances.csv", "shuttle,north", "shuttle,south")), base);
}

#[test]
fn the_seed_has_to_be_the_one_committed_to() {
    use sekiwari::priority::Lottery;
    let committed = |nonce: &str, seed: u64| {
        let line = format!(
            "[priority]\nlottery_nonce = \"{nonce}\"\nlottery_commitment = \"{}\"\n",
            Lottery::new(seed).commitment(nonce)
        );
        Broken::good().swap("round.toml", "[priority]\n", &line)
    };
    found(committed("sixteen letters or more", 20_260_401), "round.toml", false, &[]);
    found(
        committed("sixteen letters or more", 7),
        "round.toml",
        true,
        &[("E0721", "round.toml", 13, "priority.lottery_commitment", "")],
    );
    found(
        committed("short", 20_260_401),
        "round.toml",
        false,
        &[("W0722", "round.toml", 13, "priority.lottery_commitment", "")],
    );
    let malformed =
        Broken::good().swap("round.toml", "[priority]\n", "[priority]\nlottery_commitment = \"abc\"\n");
    found(malformed, "round.toml", true, &[("E0723", "round.toml", 12, "priority.lottery_commitment", "")]);
}

#[test]
fn lists_that_are_rewarded_are_a_warning() {
    let round = ruled().swap("rules.toml", "by = \"household.tax\"", "by = \"at.wish_rank\"");
    let (loaded, findings) = round.read();
    assert!(loaded.is_some());
    let warned: Vec<_> = findings.iter().filter(|f| f.code() == "W0636").collect();
    assert_eq!(warned.len(), 1, "{}", findings.render(Lang::En));
    assert_eq!(warned[0].value.as_deref(), Some("tax"));
}
