//! Rounds of clubs with a rulebook: what only rounds of the other programme know, and tables that do not fit.

use super::base::good;
use crate::base::{Broken, club_refused};
use crate::rulebooks::ruled as nursery;
use sekiwari_files::club::LoadedClub;
use sekiwari_files::finding::{Findings, Severity};

const RULES: &str = r#"[rulebook]
id = "clubs"

[[component]]
id = "total"
reasons = "max"
guardians = "min"
missing = "none"

[[group]]
id = "work"
level = "reason"
combine = "first"
when = "reason.kind == 'work'"

[[group.item]]
id = "full"
when = "reason.days_week >= 5"
points = 20

[[group]]
id = "grade"
level = "child"
when = "!child.vacation_only"

[[group.item]]
id = "low"
when = "child.grade <= 3"
points = 5

[[group.item]]
id = "days"
times = "child.days"
points = 1

[[group]]
id = "here"
level = "facility"

[[group.item]]
id = "home"
when = "at.home"
points = 2

[[tie]]
id = "single"
by = "household.single_parent ? 1 : 0"
better = "more"
"#;

const GUARDIANS: &str = "\
household_id,guardian_id,kind,days_week
H1,P1,work,5
H1,Q1,work,6
H2,P2,work,5
H2,Q2,study,
H3,P3,work,5
H4,P4,work,4
H4,Q4,work,5
";

const CIRCUMSTANCES: &str = "\
世帯ID,児童ID,クラブID,事実,値
H3,,,ひとり親,
,A,K2,きょうだい在園,はい
";

fn ruled() -> Broken {
    good()
        .without("scores.csv")
        .swap("round.toml", "[priority]\n", "[priority]\nrulebook = \"rules.toml\"\n")
        .set("rules.toml", RULES)
        .set("guardians.csv", GUARDIANS)
        .set("circumstances.csv", CIRCUMSTANCES)
}

/// The round is accepted, with these warnings (code, file) and any notes.
#[track_caller]
fn accepted(round: Broken, want: &[(&str, &str)]) -> LoadedClub {
    let (loaded, findings) = round.read_club();
    let warnings = findings.iter().filter(|f| f.kind.severity != Severity::Note);
    let warnings: Vec<_> = warnings.map(|f| (f.code(), f.place.file.as_str())).collect();
    assert_eq!(warnings, want, "{}", findings.render(sekiwari::Lang::En));
    loaded.unwrap()
}

/// Code, line, character, key and value of what is said about the rulebook.
type Said = (String, u32, u32, String, String);

fn said(findings: &Findings) -> Vec<Said> {
    let about = findings.iter().filter(|f| f.place.file == "rules.toml");
    about
        .map(|f| {
            let p = &f.place;
            let (column, value) = (p.column.clone().unwrap_or_default(), f.value.clone().unwrap_or_default());
            (f.code().to_owned(), p.line.unwrap_or(0), p.character.unwrap_or(0), column, value)
        })
        .collect()
}

/// The line of the rulebook on which a text stands, from 1, and its character there.
fn place(rules: &str, text: &str) -> (u32, u32) {
    let at = rules.find(text).unwrap();
    let before = &rules[..at];
    let line = before.matches('\n').count() as u32 + 1;
    (line, before.chars().rev().take_while(|c| *c != '\n').count() as u32 + 1)
}

#[test]
fn the_good_one_is_read_and_scores() {
    let loaded = accepted(ruled(), &[]);
    assert_eq!(
        (loaded.named.as_slice(), loaded.round.tie_names()),
        (&["rules.toml".to_owned()][..], &["single".to_owned()][..])
    );
    let points = |id: &str| {
        let child = loaded.round.children().iter().position(|c| c.id == id).unwrap() as u32;
        loaded.round.general_score(child).unwrap().points.to_string()
    };
    // 20 of both, grade 1 and five days; grade 4 and three days; 0 of a guardian at school, grade 2 and two days; vacations only.
    assert_eq!(["A", "B", "C", "D"].map(points), ["30", "23", "7", "20"]);
    let plain = ruled().set("other.toml", "").read_club().0.unwrap();
    assert_eq!(plain.input_sha256, loaded.input_sha256, "only the rulebook that is named counts");
    let commented = ruled().append("rules.toml", "# more\n").read_club().0.unwrap();
    assert_ne!(commented.input_sha256, loaded.input_sha256);
    assert_eq!(commented.round, loaded.round);
}

#[test]
fn attributes_that_only_nursery_rounds_know() {
    for (from, to, key, name) in [
        ("child.grade <= 3", "child.class <= 3", "item.low.when", "child.class"),
        ("child.grade <= 3", "child.grade <= 3 && child.transfer", "item.low.when", "child.transfer"),
        ("child.grade <= 3", "has(child.age) && child.age > 400", "item.low.when", "child.age"),
        ("!child.vacation_only", "!child.transfer", "group.grade.when", "child.transfer"),
        ("\"child.days\"", "\"child.class\"", "item.days.times", "child.class"),
        (
            "when = \"at.home\"",
            "when = \"at.home || at.same_district\"",
            "item.home.when",
            "at.same_district",
        ),
        ("when = \"at.home\"", "when = \"facility.kind == 'x'\"", "item.home.when", "facility.kind"),
        ("household.single_parent ? 1 : 0", "child.class", "tie.single.by", "child.class"),
    ] {
        let rules = RULES.replacen(from, to, 1);
        let (loaded, findings) = ruled().set("rules.toml", rules.as_str()).read_club();
        let (line, character) = place(&rules, name);
        let want = ("E0640".to_owned(), line, character, key.to_owned(), name.to_owned());
        assert_eq!(said(&findings), [want], "{to}: {}", findings.render(sekiwari::Lang::En));
        assert!(loaded.is_none());
        crate::base::texts_are_complete(&findings);
        let text = findings.render(sekiwari::Lang::En);
        assert!(text.contains("Only rounds of nursery schools have the attribute"), "{text}");
    }
}

#[test]
fn attributes_that_only_club_rounds_know() {
    for (from, to, name) in [
        ("at.sibling_here", "at.home", "at.home"),
        ("at.sibling_here", "at.sibling_here || child.grade == 1", "child.grade"),
        ("household.tax\"", "child.days\"", "child.days"),
    ] {
        let rules = crate::rulebooks::RULES.replacen(from, to, 1);
        let (loaded, findings) = nursery().set("rules.toml", rules.as_str()).read();
        let (line, character) = place(&rules, name);
        let said: Vec<_> = said(&findings).into_iter().map(|s| (s.0, s.1, s.2, s.4)).collect();
        assert_eq!(said, [("E0640".to_owned(), line, character, name.to_owned())]);
        assert!(loaded.is_none());
        assert!(findings.render(sekiwari::Lang::Ja).contains("放課後児童クラブの募集だけ"));
    }
}

#[test]
fn faults_of_both_kinds_are_told_at_once() {
    let broken = ruled()
        .swap("rules.toml", "child.grade <= 3", "child.class <= 3")
        .swap("rules.toml", "at.home", "at.hom")
        .swap("rules.toml", "points = 20", "pints = 20");
    let mut codes: Vec<String> = said(&broken.read_club().1).into_iter().map(|s| s.0).collect();
    codes.sort();
    assert_eq!(codes, ["E0603", "E0611", "E0625", "E0640"]);
}

#[test]
fn what_must_or_must_not_stand_beside_a_rulebook() {
    club_refused(
        ruled().set("scores.csv", "child_id,score\nA,1\n"),
        &[("E0602", "round.toml", 10, "priority.rulebook", "")],
    );
    club_refused(
        ruled().without("rules.toml"),
        &[("E0601", "round.toml", 10, "priority.rulebook", "rules.toml")],
    );
    club_refused(ruled().without("guardians.csv"), &[("E0638", "round", 0, "", "")]);
    accepted(good().set("guardians.csv", GUARDIANS), &[("W0639", "guardians.csv")]);
    accepted(ruled().set("circumstances.csv", "household_id,fact\nH3,single_parent\n"), &[]);
}

#[test]
fn rows_about_what_is_not_there() {
    club_refused(
        ruled().swap("guardians.csv", "H4,Q4", "H44,Q4"),
        &[("E0406", "guardians.csv", 8, "household_id", "H44")],
    );
    club_refused(
        ruled().swap("circumstances.csv", ",A,K2", ",A,K9"),
        &[("E0405", "circumstances.csv", 3, "クラブID", "K9")],
    );
    club_refused(
        ruled().swap("circumstances.csv", ",A,K2", ",Z,K2"),
        &[("E0404", "circumstances.csv", 3, "児童ID", "Z")],
    );
}
