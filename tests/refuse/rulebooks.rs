//! Broken rulebooks: a good one with one change each, refused with the right finding at the right line and character.

use crate::base::Broken;
use sekiwari::Lang;
use sekiwari_files::finding::Severity;

pub(crate) const RULES: &str = r#"[rulebook]
id = "test"
name = "見本"

[guardians]
count = 2

[[fact]]
name = "household.shuttle"
kind = "word"
words = ["north", "south"]

[[component]]
id = "total"
reasons = "max"
guardians = "mean"
missing = 10

[[component]]
id = "rank"
kind = "rank"
ranks = ["A", "B", "C"]
otherwise = "C"
guardians = "worst-rank"

[[component]]
id = "pair"
kind = "pair"
letters = ["A", "B"]
guardians = "pair"
missing = "A"
steps = ["AA", "AB", "BB"]

[[group]]
id = "work"
level = "reason"
combine = "first"
when = "reason.kind == 'work'"

[[group.item]]
id = "full"
text = "月160時間以上"
when = "reason.hours_month >= 160"
points = 10

[[group.item]]
id = "part"
when = "reason.hours_month >= 48.5"
points = 4.5

[[group]]
id = "household"
level = "household"
combine = "max-plus-k"
k = 1

[[group.item]]
id = "shuttle"
when = "household.shuttle == 'north'"
points = 2

[[group.item]]
id = "children"
times = "household.children_under_18 - 1"
points = 1

[[group]]
id = "ranks"
level = "reason"
component = "rank"

[[group.item]]
id = "rank-a"
when = "reason.kind in ['work', 'care']"
rank = "A"

[[group]]
id = "pairs"
level = "facility"
component = "pair"

[[group.item]]
id = "lift"
when = "at.sibling_here"
lift = 1
valid_from = 2020-04-01

[[tie]]
id = "tax"
by = "household.tax"
better = "less"
bands = [48600, 97000]
"#;

pub(crate) const GUARDIANS: &str = "\
household_id,guardian_id,kind,hours_month,main,valid_from,valid_to
H1,P1,work,160,,,
H1,Q1,work,100,,,
H2,P2,work,160,,,
H2,Q2,care,40,,,
H4,P4,work,160,,,
H4,Q4,job-seeking,,,,
H5,P5,work,50,,,
";

pub(crate) const CIRCUMSTANCES: &str = "\
household_id,child_id,facility_id,fact,value,valid_from,valid_to
H5,,,single_parent,,,
H1,,,shuttle,north,,
H1,,,children_under_18,3,,
H2,,F1,sibling_here,yes,,
H1,,,tax_last_year,50000,,
";

/// The good round with a rulebook in place of its scores.
pub(crate) fn ruled() -> Broken {
    Broken::good()
        .without("scores.csv")
        .swap("round.toml", "[priority]\n", "[priority]\nrulebook = \"rules.toml\"\n")
        .set("rules.toml", RULES)
        .set("guardians.csv", GUARDIANS)
        .set("circumstances.csv", CIRCUMSTANCES)
}

/// A finding about the rulebook: code, line, character, key.
pub(crate) type Want = (&'static str, u32, u32, &'static str);

#[track_caller]
pub(crate) fn refused(from: &str, to: &str, want: &[Want]) {
    let (loaded, findings) = ruled().swap("rules.toml", from, to).read();
    let seen: Vec<(String, u32, u32, String)> = findings
        .iter()
        .filter(|f| f.place.file == "rules.toml" && f.kind.severity != Severity::Note)
        .map(|f| {
            let p = &f.place;
            let column = p.column.clone().unwrap_or_default();
            (f.code().to_owned(), p.line.unwrap_or(0), p.character.unwrap_or(0), column)
        })
        .collect();
    let want: Vec<_> = want.iter().map(|w| (w.0.to_owned(), w.1, w.2, w.3.to_owned())).collect();
    assert_eq!(seen, want, "{}", findings.render(Lang::En));
    assert!(loaded.is_none() && findings.has_errors());
    for f in &findings {
        for lang in Lang::ALL {
            let text = f.render(lang);
            assert!(!text.contains('{') || f.code() == "E0624", "{text}");
        }
    }
}

/// The 1-based line of the good rulebook that begins with a text (the first one after `after`).
pub(crate) fn line(after: &str, begins: &str) -> u32 {
    let lines: Vec<&str> = RULES.lines().collect();
    let from = lines.iter().position(|l| l.starts_with(after)).unwrap();
    (from + lines[from..].iter().position(|l| l.starts_with(begins)).unwrap()) as u32 + 1
}

#[test]
fn the_good_one_is_read_and_scores() {
    let (loaded, findings) = ruled().read();
    let errors: Vec<&str> =
        findings.iter().filter(|f| f.place.file == "rules.toml").map(|f| f.code()).collect();
    assert_eq!(errors, [""; 0], "{}", findings.render(Lang::En));
    let loaded = loaded.unwrap_or_else(|| panic!("{}", findings.render(Lang::En)));
    assert_eq!(loaded.round.tie_names(), ["rank", "pair", "tax"]);
    // A: (10 + 4.5) / 2, north 2, and 1 for the second item that holds (twice 1 point each is 2, the best of both).
    let a = loaded.round.children().iter().position(|c| c.id == "A").unwrap() as u32;
    assert_eq!(loaded.round.general_score(a).unwrap().points.to_string(), "10.25");
}

#[test]
fn not_toml() {
    refused("count = 2", "count = ", &[("E0211", 6, 9, "")]);
}

#[test]
fn an_unknown_key_is_an_error() {
    refused(
        "combine = \"first\"",
        "combin = \"first\"",
        &[("E0603", line("id = \"work\"", "combine"), 1, "group.work.combin")],
    );
    refused("[guardians]", "[gardians]", &[("E0603", 5, 2, "gardians")]);
    refused("text = ", "txt = ", &[("E0603", line("id = \"full\"", "text"), 1, "item.full.txt")]);
}

#[test]
fn a_missing_key() {
    refused("id = \"test\"\n", "", &[("E0604", 1, 1, "rulebook.id")]);
    let group = line("id = \"part\"", "[[group]]");
    refused("level = \"household\"\n", "", &[("E0604", group, 1, "group.household.level")]);
    let combine = line("id = \"household\"", "combine");
    refused("k = 1\n", "", &[("E0604", combine, 11, "group.household.combine")]);
    refused("better = \"less\"\n", "", &[("E0604", line("[[tie]]", "[[tie]]"), 1, "tie.tax.better")]);
}

#[test]
fn a_wrong_type() {
    refused("count = 2", "count = \"2\"", &[("E0605", 6, 9, "guardians.count")]);
    refused(
        "points = 10",
        "points = \"10\"",
        &[("E0605", line("id = \"full\"", "points"), 10, "item.full.points")],
    );
    refused(
        "bands = [48600, 97000]",
        "bands = [48600, \"x\"]",
        &[("E0605", line("[[tie]]", "bands"), 9, "tie.tax.bands")],
    );
}

#[test]
fn a_value_that_may_not_stand_there() {
    refused(
        "guardians = \"mean\"",
        "guardians = \"meen\"",
        &[("E0606", line("id = \"total\"", "guardians"), 13, "component.total.guardians")],
    );
    refused(
        "combine = \"max-plus-k\"\nk = 1",
        "combine = \"max-plus\"\nk = 1",
        &[("E0606", line("id = \"household\"", "combine"), 11, "group.household.combine")],
    );
    refused(
        "component = \"rank\"",
        "component = \"ranks\"",
        &[("E0606", line("id = \"ranks\"", "component"), 13, "group.ranks.component")],
    );
}

#[test]
fn ranks_that_are_not_on_the_ladder() {
    refused(
        "rank = \"A\"",
        "rank = \"D\"",
        &[("E0606", line("id = \"rank-a\"", "rank"), 8, "item.rank-a.rank")],
    );
    refused(
        "otherwise = \"C\"",
        "otherwise = \"Z\"",
        &[("E0606", line("id = \"rank\"", "otherwise"), 13, "component.rank.otherwise")],
    );
    refused(
        "ranks = [\"A\", \"B\", \"C\"]",
        "ranks = [\"A\", \"A\", \"C\"]",
        &[("E0618", line("ranks", "ranks") - 3, 1, "component.rank")],
    );
}

#[test]
fn numbers_too_fine_or_too_large() {
    let part = line("id = \"part\"", "points");
    refused("points = 4.5", "points = 4.0005", &[("E0607", part, 10, "item.part.points")]);
    refused("points = 4.5", "points = 4e1", &[("E0607", part, 10, "item.part.points")]);
    let full = line("when = \"reason.kind == 'work'\"", "[[group.item]]");
    refused("points = 10", "points = 2_000_000", &[("E0608", full, 1, "item.full")]);
    refused("count = 2", "count = 9", &[("E0608", 1, 1, "")]);
}

#[test]
fn half_points_that_a_mean_cannot_halve() {
    let at = line("when = \"reason.hours_month >= 160\"", "[[group.item]]");
    refused("points = 4.5", "points = 4.505", &[("E0617", at, 1, "item.part")]);
    refused(
        "missing = 10",
        "missing = 0.001",
        &[("E0617", line("[[component]]", "[[component]]"), 1, "component.total")],
    );
}

#[test]
fn the_same_id_twice() {
    let at = line("when = \"reason.hours_month >= 160\"", "[[group.item]]");
    refused("id = \"part\"", "id = \"full\"", &[("E0609", at, 1, "item.full")]);
    refused(
        "name = \"household.shuttle\"",
        "name = \"household.tax_this_year\"",
        &[("E0609", line("[[fact]]", "[[fact]]"), 1, "fact")],
    );
}

#[test]
fn effects() {
    let full = line("when = \"reason.kind == 'work'\"", "[[group.item]]");
    refused("points = 10\n", "points = 10\nlift = 1\n", &[("E0611", full, 1, "item.full")]);
    refused("points = 10\n", "", &[("E0611", full, 1, "item.full")]);
    let rank = line("id = \"ranks\"", "[[group.item]]");
    refused("rank = \"A\"", "points = 3", &[("E0612", rank, 1, "item.rank-a")]);
    refused("points = 10\n", "lift = 1\n", &[("E0612", full, 1, "item.full")]);
    refused("rank = \"A\"", "lift = 1", &[("E0613", rank, 1, "item.rank-a")]);
    refused(
        "rank = \"A\"",
        "rank = \"A\"\ntimes = \"reason.hours_month\"",
        &[("E0614", rank, 1, "item.rank-a")],
    );
}

#[test]
fn combinations_that_do_not_fit() {
    refused(
        "guardians = \"worst-rank\"",
        "guardians = \"sum\"",
        &[("E0606", line("id = \"rank\"", "guardians"), 13, "component.rank.guardians")],
    );
    refused(
        "id = \"rank\"\nkind",
        "id = \"rank\"\nreasons = \"sum\"\nkind",
        &[("E0615", line("missing = 10", "[[component]]"), 1, "component.rank")],
    );
    refused(
        "level = \"reason\"\ncomponent = \"rank\"",
        "level = \"reason\"\ncombine = \"max-plus-k\"\nk = 1\ncomponent = \"rank\"",
        &[("E0615", line("id = \"children\"", "[[group]]"), 1, "group.ranks")],
    );
    refused("missing = \"A\"\n", "", &[("E0615", line("otherwise", "[[component]]"), 1, "component.pair")]);
    refused("count = 2", "count = 1", &[("E0616", line("otherwise", "[[component]]"), 1, "component.pair")]);
}

#[test]
fn ladders_of_pairs() {
    let at = line("otherwise", "[[component]]");
    refused(
        "steps = [\"AA\", \"AB\", \"BB\"]",
        "steps = [\"AA\", \"BB\"]",
        &[("E0620", at, 1, "component.pair")],
    );
    let pair = ("E0620", at, 1, "component.pair");
    refused(
        "letters = [\"A\", \"B\"]",
        "letters = [\"A\", \"BB\"]",
        &[("E0619", at, 1, "component.pair"), pair, pair],
    );
}

#[test]
fn a_component_that_nothing_counts_for() {
    refused(
        "component = \"rank\"",
        "component = \"pair\"",
        &[("E0610", line("missing = 10", "[[component]]"), 1, "component.rank")],
    );
}

#[test]
fn dates_and_bands() {
    let at = line("id = \"pairs\"", "[[group.item]]");
    refused(
        "valid_from = 2020-04-01",
        "valid_from = 2020-04-01\nvalid_to = 2019-03-31",
        &[("E0621", at, 1, "item.lift")],
    );
    refused(
        "valid_from = 2020-04-01",
        "valid_from = \"春\"",
        &[("E0605", line("id = \"lift\"", "valid_from"), 14, "item.lift.valid_from")],
    );
    refused("[48600, 97000]", "[97000, 48600]", &[("E0622", line("[[tie]]", "[[tie]]"), 1, "tie.tax")]);
}

#[test]
fn several_faults_are_told_at_once() {
    let broken = ruled()
        .swap("rules.toml", "reason.hours_month >= 160", "reason.hour_month >= 160")
        .swap("rules.toml", "at.sibling_here", "at.sibling_her")
        .swap("rules.toml", "points = 10", "pints = 10");
    let (_, findings) = broken.read();
    let codes: Vec<&str> =
        findings.iter().filter(|f| f.place.file == "rules.toml").map(|f| f.code()).collect();
    assert_eq!(codes, ["E0611", "E0625", "E0603", "E0625"], "{}", findings.render(Lang::En));
}

#[test]
fn characters_are_counted_as_people_do() {
    // Full-width text before the fault counts one each; a text of several lines has places of its own.
    let when = "\"\"\"\nhousehold.shuttle == 'north' &&\n  household.sutle == '北'\"\"\"";
    let at = line("id = \"shuttle\"", "when");
    refused("\"household.shuttle == 'north'\"", when, &[("E0625", at + 2, 3, "item.shuttle.when")]);
    refused(
        "household.shuttle == 'north'",
        "'北北' == '北' && household.sutle == ''",
        &[("E0625", at, 24, "item.shuttle.when")],
    );
}
