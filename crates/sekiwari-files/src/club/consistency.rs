//! What only all tables together can tell: lists that lead nowhere, clubs of nobody, scores that are missing.

use std::collections::BTreeSet;

use sekiwari::programme::club::{OrderKey, Round, RoundData};

use super::children::Children;
use super::clubs::Clubs;
use super::districts::Districts;
use super::lists;
use super::routes::Routes;
use super::wishes::Wishes;
use crate::finding::catalogue::clubs as kinds;
use crate::finding::{Finding, Findings};
use crate::round::households::Terms;
use crate::round::scores::Scores;
use crate::round::source::Tables;
use crate::table::Col;

/// Everything that was read.
pub(super) struct All<'a> {
    pub(super) tables: &'a Tables,
    pub(super) clubs: &'a Clubs,
    pub(super) districts: &'a Districts,
    pub(super) routes: &'a Routes,
    pub(super) children: &'a Children,
    pub(super) terms: &'a [Terms],
    pub(super) wishes: &'a Wishes,
    pub(super) scores: Option<&'a Scores>,
}

/// Runs every check. `data` is there where the seats of all clubs are known: then it is known as well where lists lead.
/// `ruled`: whether it is known which scores are needed.
pub(super) fn check(all: &All<'_>, data: Option<&RoundData>, ruled: bool, findings: &mut Findings) {
    clubs_and_districts(all, findings);
    if let Some(table) = all.tables.get("children") {
        let stated: BTreeSet<&str> = all.terms.iter().map(|t| t.household.as_str()).collect();
        all.children.families.tell_silent(&stated, table, findings);
    }
    let Some(data) = data else { return };
    let needed = ruled && data.rules.order.contains(&OrderKey::Score);
    // The round without points: they are what may be missing.
    let mut data = RoundData { scores: Vec::new(), ..data.clone() };
    data.rules.order.retain(|key| *key != OrderKey::Score);
    if let Ok(round) = Round::new(data) {
        lists::check(all, &round, all.scores.filter(|_| needed), findings);
    }
}

/// Clubs that are nobody's home club, districts without one.
fn clubs_and_districts(all: &All<'_>, findings: &mut Findings) {
    if !all.districts.complete {
        return;
    }
    let homes: BTreeSet<u32> = all.districts.rows.iter().flat_map(|d| d.homes.iter().copied()).collect();
    if let Some(table) = all.tables.get("facilities") {
        for (club, &row) in (0..).zip(&all.clubs.row_of).filter(|(club, _)| !homes.contains(club)) {
            let place = table.place_at(row, Col::NONE);
            findings.push(Finding::new(&kinds::CLUB_OF_NOBODY, place).value(all.clubs.ids.name(club)));
        }
    }
    let mut without =
        all.districts.rows.iter().zip(&all.districts.row_of).filter(|(d, _)| d.homes.is_empty());
    if let (Some((first, &row)), Some(table)) = (without.next(), all.tables.get("districts")) {
        let finding = Finding::new(&kinds::DISTRICT_WITHOUT_CLUB, table.place_at(row, Col::NONE));
        findings.push(finding.value(&first.id).arg("count", 1 + without.count()));
    }
}
