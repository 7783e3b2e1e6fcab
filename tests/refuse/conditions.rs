//! Broken conditions of rulebooks.

use crate::rulebooks::{line, refused, ruled};

#[test]
fn conditions_that_cannot_be_read() {
    let full = line("id = \"full\"", "when");
    refused("reason.hours_month >= 160", "reason.hours_month >= ", &[("E0623", full, 31, "item.full.when")]);
    refused(
        "reason.hours_month >= 160",
        "reason.hours_month => 160",
        &[("E0623", full, 28, "item.full.when")],
    );
    refused(
        "household.shuttle == 'north'",
        "household.shuttle == 'north",
        &[("E0623", line("id = \"shuttle\"", "when"), 30, "item.shuttle.when")],
    );
}

#[test]
fn conditions_with_what_is_not_taken() {
    let full = line("id = \"full\"", "when");
    for (condition, at) in [
        ("reason.hours_month / 2 >= 80", 28),
        ("size(reason.kind) > 3", 13),
        ("reason.kind.startsWith('w')", 31),
        ("[160].exists(h, reason.hours_month >= h)", 21),
        ("hours >= 160", 9),
        ("{'a': 1}.a == 1", 9),
    ] {
        refused("reason.hours_month >= 160", condition, &[("E0624", full, at, "item.full.when")]);
    }
}

#[test]
fn attributes_that_do_not_exist_or_cannot_be_seen() {
    let full = line("id = \"full\"", "when");
    refused("reason.hours_month >= 160", "reason.hour_month >= 160", &[("E0625", full, 9, "item.full.when")]);
    refused("reason.hours_month >= 160", "true && child.handbook", &[("E0626", full, 17, "item.full.when")]);
    refused(
        "household.shuttle == 'north'",
        "reason.kind == 'work'",
        &[("E0626", line("id = \"shuttle\"", "when"), 9, "item.shuttle.when")],
    );
    refused(
        "by = \"household.tax\"",
        "by = \"guardian.reasons\"",
        &[("E0626", line("[[tie]]", "by"), 7, "tie.tax.by")],
    );
}

#[test]
fn conditions_of_the_wrong_type() {
    let full = line("id = \"full\"", "when");
    for (condition, code, at) in [
        ("reason.hours_month", "E0627", 9),
        ("reason.hours_month >= 160 && reason.kind", "E0627", 38),
        ("!reason.hours_month", "E0627", 10),
        ("reason.hours_month >= '160'", "E0628", 28),
        ("reason.kind == 3", "E0628", 21),
        ("reason.kind > 'work'", "E0629", 21),
        ("reason.proof < true", "E0629", 22),
        ("reason.hours_month in ['a']", "E0627", 32),
        ("reason.hours_month * 1.5 > 3", "E0632", 28),
        ("has(reason.proof)", "E0631", 13),
    ] {
        refused("reason.hours_month >= 160", condition, &[(code, full, at, "item.full.when")]);
    }
    let times = line("id = \"children\"", "times");
    refused(
        "household.children_under_18 - 1",
        "household.single_parent",
        &[("E0627", times, 10, "item.children.times")],
    );
}

#[test]
fn words_that_never_occur() {
    refused(
        "reason.kind == 'work'",
        "reason.kind == 'wrok'",
        &[("E0630", line("id = \"work\"", "when"), 24, "group.work.when")],
    );
    refused(
        "['work', 'care']",
        "['work', 'car']",
        &[("E0630", line("id = \"rank-a\"", "when"), 33, "item.rank-a.when")],
    );
    refused("'north'\"", "'west'\"", &[("E0630", line("id = \"shuttle\"", "when"), 30, "item.shuttle.when")]);
}

#[test]
fn questions_about_all_reasons_at_the_wrong_place() {
    let full = line("id = \"full\"", "when");
    refused(
        "reason.hours_month >= 160",
        "reasons.exists(r, r.kind == 'work')",
        &[("E0633", full, 23, "item.full.when")],
    );
    let shuttle = line("id = \"shuttle\"", "when");
    refused(
        "household.shuttle == 'north'",
        "reasons.exists(r, child.handbook)",
        &[("E0626", shuttle, 27, "item.shuttle.when")],
    );
}

#[test]
fn conditions_that_are_too_long() {
    let long = (0..200).map(|i| format!("reason.hours_month == {i} + {i}")).collect::<Vec<_>>().join(" || ");
    let (loaded, findings) = ruled().swap("rules.toml", "reason.hours_month >= 160", &long).read();
    assert!(loaded.is_none() && findings.iter().any(|f| matches!(f.code(), "E0634" | "E0623")));
}
