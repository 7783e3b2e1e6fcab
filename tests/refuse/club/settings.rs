//! `[club]` in `round.toml`, and which settings belong to which programme.

use super::base::{doubted, good};
use crate::base::{Broken, club_refused, warned};
use sekiwari::programme::club::capacity::Counted;
use sekiwari::programme::club::{FewerDays, Lists, OrderKey, Overflow};

const T: &str = "round.toml";

fn club(from: &str, to: &str) -> Broken {
    good().swap(T, from, to)
}

#[test]
fn every_key_is_read() {
    let more = "lists = \"home\"\noverflow = \"transport\"\nfewer_days = \"days-first\"\nlimit = \"hard\"\n\
                limit_per_unit = 42\nstaff_per_unit = 1\nqualified_per_unit = 0\n";
    let round = club("neighbours = 1\n", &format!("neighbours = 2\n{more}")).swap(T, "1.65", "1.8");
    let loaded = round.read_club().0.unwrap();
    let (rules, standards) = (loaded.round.rules(), loaded.round.seats().standards());
    assert_eq!(
        (rules.lists, rules.overflow, rules.fewer_days),
        (Lists::Home, Overflow::Transport, FewerDays::DaysFirst)
    );
    assert_eq!((rules.neighbours, rules.first_grades), (2, 3));
    assert_eq!((standards.area_per_child, standards.limit, standards.hard_limit), (180, 42, 45));
    assert_eq!(
        (standards.counts, standards.staff_per_unit, standards.qualified_per_unit),
        (Counted::Hard, 1, 0)
    );
}

#[test]
fn without_the_section_defaults_hold() {
    let text = super::base::SETTINGS.split("[club]").next().unwrap();
    let loaded = doubted(good().set(T, text), &[]);
    assert_eq!(*loaded.round.rules(), Default::default());
    assert_eq!(*loaded.round.seats().standards(), Default::default());
}

#[test]
fn the_order_is_a_list_of_keys() {
    let at = |code, value| (code, T, 13, "club.order", value);
    club_refused(club("\"home\"", "\"hom\""), &[at("E0215", "hom")]);
    club_refused(club("\"home\"", "\"always\""), &[at("E1416", "always")]);
    let loaded = doubted(club("\"score\", ", "").without("scores.csv"), &[]);
    assert!(!loaded.round.rules().order.contains(&OrderKey::Score));
}

#[test]
fn numbers_in_their_ranges() {
    club_refused(club("first_grades = 3", "first_grades = 7"), &[("E0215", T, 14, "club.first_grades", "7")]);
    club_refused(club("\"1.65\"", "\"1.655\""), &[("E0215", T, 16, "club.area_per_child_m2", "1.655")]);
    club_refused(club("\"1.65\"", "\"0\""), &[("E0215", T, 16, "club.area_per_child_m2", "0")]);
    club_refused(club("\"1.65\"", "1.65"), &[("E0213", T, 16, "club.area_per_child_m2", "")]);
    club_refused(club("= 45", "= 39"), &[("E1605", T, 17, "club.hard_limit_per_unit", "39")]);
    club_refused(
        club("= 45\n", "= 45\nstaff_per_unit = 1\nqualified_per_unit = 2\n"),
        &[("E1606", T, 19, "club.qualified_per_unit", "2")],
    );
}

#[test]
fn settings_of_other_programmes_are_not_used() {
    let loaded = doubted(
        club("[club]", "[count]\nmunicipality = \"総社市\"\n\n[club]"),
        &[("W0212", T, 13, "count.municipality", "")],
    );
    assert_eq!(loaded.settings.count, Default::default());
    doubted(
        club("[club]", "[capacity]\nmode = \"per-group\"\n\n[club]"),
        &[("W0212", T, 13, "capacity.mode", "")],
    );
    let nursery = Broken::good().append(T, "\n[club]\nfirst_grades = 2\n");
    warned(nursery, &[("W0212", T, 15, "club.first_grades", "")]);
}

#[test]
fn scores_are_needed_where_they_count() {
    club_refused(good().without("scores.csv"), &[("E0102", "scores.csv", 0, "", "")]);
}
