//! `round.toml`.

use crate::base::{Broken, refused, warned};

fn toml(from: &str, to: &str) -> Broken {
    Broken::good().swap("round.toml", from, to)
}

#[test]
fn not_toml() {
    refused(toml("fiscal_year = 2026", "fiscal_year = "), &[("E0211", "round.toml", 3, "", "")]);
}

#[test]
fn wrong_type() {
    refused(toml("= 2026\n", "= \"2026\"\n"), &[("E0213", "round.toml", 3, "fiscal_year", "2026")]);
    refused(
        toml("time_limit_s = 30", "time_limit_s = 1.5"),
        &[("E0213", "round.toml", 9, "allocate.time_limit_s", "")],
    );
    refused(toml("name = \"2026年4月\"", "name = 4"), &[("E0213", "round.toml", 2, "name", "4")]);
}

#[test]
fn missing_key() {
    refused(toml("name = \"2026年4月\"\n", ""), &[("E0214", "round.toml", 0, "name", "")]);
    refused(toml("entry_date = 2026-04-01\n", ""), &[("E0214", "round.toml", 0, "entry_date", "")]);
}

#[test]
fn unknown_mechanism_and_ties() {
    refused(
        toml("deferred-acceptance", "defered-acceptance"),
        &[("E0215", "round.toml", 7, "allocate.mechanism", "defered-acceptance")],
    );
    refused(toml("strict", "strickt"), &[("E0215", "round.toml", 8, "allocate.ties", "strickt")]);
    refused(toml("20260401", "-1"), &[("E0215", "round.toml", 12, "priority.lottery_seed", "-1")]);
}

#[test]
fn impossible_entry_date() {
    refused(toml("2026-04-01", "\"2026-04-31\""), &[("E0307", "round.toml", 4, "entry_date", "2026-04-31")]);
    refused(toml("2026-04-01", "\"spring\""), &[("E0306", "round.toml", 4, "entry_date", "spring")]);
}

#[test]
fn rounds_of_other_programmes() {
    refused(toml("nursery", "daily"), &[("E0221", "round.toml", 1, "programme", "daily")]);
    refused(toml("nursery", "club"), &[("E0221", "round.toml", 1, "programme", "club")]);
    refused(toml("nursery", "nursry"), &[("E0215", "round.toml", 1, "programme", "nursry")]);
}

#[test]
fn no_settings_at_all() {
    refused(Broken::good().without("round.toml"), &[("E0102", "round.toml", 0, "", "")]);
}

#[test]
fn unknown_key_is_a_warning() {
    let loaded = warned(toml("ties =", "tie ="), &[("W0212", "round.toml", 8, "allocate.tie", "")]);
    assert_eq!(loaded.settings.ties, sekiwari::mechanism::Ties::Strict);
}

#[test]
fn entry_date_outside_the_fiscal_year() {
    warned(toml("2026-04-01", "2027-04-01"), &[("W0520", "round.toml", 4, "entry_date", "2027-04-01")]);
}

#[test]
fn missing_seed_is_noted() {
    let loaded = warned(
        toml("lottery_seed = 20260401\n", ""),
        &[("N0523", "round.toml", 0, "priority.lottery_seed", "")],
    );
    assert_eq!(loaded.settings.lottery_seed, 0);
}

#[test]
fn objectives_that_make_none() {
    let objective = |list: &str| toml("ties =", &format!("objective = {list}\nties ="));
    let at = |code, value| (code, "round.toml", 8, "allocate.objective", value);
    refused(objective("[\"seated\", \"rank-sums\"]"), &[at("E0215", "rank-sums")]);
    refused(objective("[]"), &[at("E0215", "")]);
    refused(objective("[\"seated\", 4]"), &[at("E0213", "")]);
    refused(objective("[\"seated\", \"together\", \"seated\"]"), &[at("E0219", "seated")]);
    refused(objective("[\"rank-sum\", \"seated\"]"), &[at("E0220", "rank-sum, seated")]);
    refused(objective("\"rank-sum\""), &[at("E0220", "rank-sum")]);
}

#[test]
fn an_objective_is_a_list_or_a_text_with_commas() {
    use sekiwari::market::Goal;
    for list in ["[\"together\", \"seated\", \"rank-sum\"]", "\"together, seated, rank-sum\""] {
        let loaded = warned(toml("ties =", &format!("objective = {list}\nties =")), &[]);
        let goals = loaded.settings.objective;
        assert_eq!(goals.as_slice(), [Goal::Together, Goal::Seated, Goal::RankSum]);
    }
}
