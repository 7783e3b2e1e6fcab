//! What only all tables together can tell: lists that lead nowhere, seats nobody offers, scores that are missing.

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::civil::Date;
use rayon::prelude::*;
use sekiwari::programme::nursery::{AgeClass, WishRow, age_in_days};

use super::children::Children;
use super::decisions::Decisions;
use super::facilities::Facilities;
use super::households::Terms;
use super::joint::JointWishes;
use super::scores::Scores;
use super::seats::Seats;
use super::source::Tables;
use super::wishes::Wishes;
use crate::finding::{Finding, Findings, Place, catalogue::consistency, catalogue::references};
use crate::table::Col;

/// Everything that was read. Tables that could not be read are absent; nothing is concluded from their absence.
pub(super) struct All<'a> {
    pub(super) tables: &'a Tables,
    pub(super) decisions: Option<&'a Decisions>,
    pub(super) entry_date: Option<Date>,
    pub(super) facilities: &'a Facilities,
    pub(super) seats: &'a Seats,
    pub(super) children: &'a Children,
    pub(super) terms: &'a [Terms],
    pub(super) wishes: Option<&'a Wishes>,
    pub(super) joint: Option<&'a JointWishes>,
    pub(super) scores: Option<&'a Scores>,
}

/// Runs every check.
pub(super) fn check(all: &All<'_>, findings: &mut Findings) {
    facilities_without_seats(all, findings);
    siblings_without_condition(all, findings);
    super::reserves::check(all, findings);
    let (Some(wishes), Some(joint)) = (all.wishes, all.joint) else { return };
    infants_of_unknown_age(all, wishes, joint, findings);
    let offers = Offers::new(all);
    let children = all.children.rows.len();
    let pieces: Vec<Findings> = (0..children.div_ceil(PIECE))
        .into_par_iter()
        .map(|p| own_lists(all, &offers, p * PIECE..children.min((p + 1) * PIECE), wishes, joint))
        .collect();
    pieces.into_iter().for_each(|piece| findings.append(piece));
    if let Some(table) = all.tables.get("joint_wishes") {
        // Nobody has both a list looked at above and joint wishes, so nothing is told twice.
        let mut unscored = Unscored::new();
        for (row, at) in &joint.rows {
            if let Some(facility) = row.facility {
                let place = || table.place_at(*at, joint.facility_col);
                one_wish(all, &offers, &mut unscored, (row.child, facility), &place, findings);
            }
        }
    }
}

/// Children whose lists are looked at by one thread at a time.
const PIECE: usize = 1 << 12;

/// What is to be said about the lists of some children.
fn own_lists(
    all: &All<'_>,
    offers: &Offers,
    children: Range<usize>,
    wishes: &Wishes,
    joint: &JointWishes,
) -> Findings {
    let (mut findings, mut unscored) = (Findings::new(), Unscored::new());
    let mut next = &wishes.rows[wishes.rows.partition_point(|(w, _)| (w.child as usize) < children.start)..];
    for child in children.start as u32..children.end as u32 {
        let end = next.partition_point(|(w, _)| w.child <= child);
        let (own, rest) = next.split_at(end);
        next = rest;
        let (household, c) = &all.children.rows[child as usize];
        if joint.households.contains_key(household) {
            if let (Some(&(_, row)), Some(table)) = (own.first(), all.tables.get("wishes")) {
                let finding =
                    Finding::new(&consistency::JOINT_AND_OWN_WISHES, table.place_at(row as usize, Col::NONE));
                findings.push(finding.arg("household", household).arg("child", &c.id));
            }
            continue;
        }
        own_list(all, offers, &mut unscored, (child, own), wishes, &mut findings);
    }
    findings
}

/// Where a wish can lead.
struct Offers {
    // Classes that open seats serve, and held seats that may come free.
    open: Vec<[bool; AgeClass::COUNT]>,
}

/// (Child, facility) pairs whose missing score was reported.
type Unscored = BTreeSet<(u32, u32)>;

impl Offers {
    fn new(all: &All<'_>) -> Self {
        let mut open = vec![[false; AgeClass::COUNT]; all.facilities.rows.len()];
        let seats = all.seats.shared().flat_map(|(f, classes)| classes.classes().map(move |c| (f, c)));
        let held = all.children.rows.iter().filter_map(|(_, c)| Some((c.current?, c.class)));
        seats.chain(held).for_each(|(f, c)| open[f as usize][c.index()] = true);
        Self { open }
    }
}

fn own_list(
    all: &All<'_>,
    offers: &Offers,
    unscored: &mut Unscored,
    (child, own): (u32, &[(WishRow, u32)]),
    wishes: &Wishes,
    findings: &mut Findings,
) {
    let (_, c) = &all.children.rows[child as usize];
    let Some(table) = all.tables.get("wishes") else { return };
    if own.is_empty() && all.decisions.is_some_and(|d| d.has(child)) {
        return;
    }
    if own.is_empty() {
        let known = all.children.current_known[child as usize]
            && !wishes.partial[child as usize]
            && !wishes.incomplete;
        if let (true, Some(children)) = (known, all.tables.get("children")) {
            let kind = match c.current {
                Some(_) => &consistency::HOLDER_WITHOUT_WISH,
                None => &consistency::CHILD_WITHOUT_WISH,
            };
            let place = children.place().line(children.line(all.children.row_of[child as usize]));
            findings.push(Finding::new(kind, place).value(&c.id));
        }
        return;
    }
    let mut stays = false;
    for (w, row) in own {
        let place = || table.place_at(*row as usize, wishes.facility_col);
        if stays {
            findings.push(
                Finding::new(&consistency::WISH_BELOW_HELD, place())
                    .value(all.facilities.ids.name(w.facility))
                    .arg("child", &c.id),
            );
            continue;
        }
        stays = c.current == Some(w.facility);
        one_wish(all, offers, unscored, (child, w.facility), &place, findings);
    }
}

/// A wish that can never be given, or that has no score. The seat a child holds needs neither, and of children decided by hand
/// no wish is looked at.
fn one_wish(
    all: &All<'_>,
    offers: &Offers,
    unscored: &mut Unscored,
    (child, facility): (u32, u32),
    place: &dyn Fn() -> Place,
    findings: &mut Findings,
) {
    let (_, c) = &all.children.rows[child as usize];
    let decided = all.decisions.is_some_and(|d| d.has(child));
    if decided || c.current == Some(facility) || !all.children.current_known[child as usize] {
        return;
    }
    let f = &all.facilities.rows[facility as usize];
    let about = |kind| Finding::new(kind, place()).value(&f.id).arg("child", &c.id);
    let days = || c.birth_date.zip(all.entry_date).map(|(b, e)| age_in_days(b, e));
    // A facility with a seat row that could not be used may offer any class.
    let unsure = all.seats.incomplete || all.seats.unsure.contains(&facility);
    let known = all.children.class_known[child as usize];
    if let (true, Some(min)) = (known, f.min_age_days)
        && let Some(days) = days()
        && days < i32::try_from(min).unwrap_or(i32::MAX)
    {
        findings.push(about(&consistency::WISH_TOO_YOUNG).arg("days", days).arg("min_days", min));
    } else if super::reserves::wish_not_cared_for(all, c, f, place, findings) {
    } else if known && !unsure && !offers.open[facility as usize][c.class.index()] {
        findings.push(about(&consistency::WISH_NOT_OFFERED).arg("class", c.class));
    }
    let Some(scores) = all.scores else { return };
    let scored = scores.has(child, facility);
    let excused = scores.partial[child as usize] || all.children.ids.is_suspected(child);
    if !scored && !excused && unscored.insert((child, facility)) {
        findings.push(about(&references::SCORE_MISSING));
    }
}

fn facilities_without_seats(all: &All<'_>, findings: &mut Findings) {
    let Some(table) = all.tables.get("facilities").filter(|_| !all.seats.incomplete) else { return };
    for (i, f) in all.facilities.rows.iter().enumerate() {
        if !all.seats.named.contains(&(i as u32)) {
            let place = table.place().line(table.line(all.facilities.row_of[i]));
            findings.push(Finding::new(&consistency::FACILITY_WITHOUT_SEATS, place).value(&f.id));
        }
    }
}

/// One warning for all children of class 0 whose age nobody can hold against a minimum.
fn infants_of_unknown_age(all: &All<'_>, wishes: &Wishes, joint: &JointWishes, findings: &mut Findings) {
    let own = wishes.rows.iter().map(|(w, _)| (w.child, w.facility));
    let joint = joint.rows.iter().filter_map(|(w, _)| Some((w.child, w.facility?)));
    let infants: BTreeSet<u32> = own
        .chain(joint)
        .filter(|&(child, facility)| {
            let (_, c) = &all.children.rows[child as usize];
            let known = all.children.class_known[child as usize];
            let asked = all.facilities.rows[facility as usize].min_age_days.is_some_and(|days| days > 0);
            known && asked && c.class.index() == 0 && c.birth_date.is_none() && c.current != Some(facility)
        })
        .map(|(child, _)| child)
        .collect();
    if let (Some(&first), Some(table)) = (infants.first(), all.tables.get("children")) {
        let place = table.place().line(table.line(all.children.row_of[first as usize]));
        let finding = Finding::new(&consistency::AGE_UNKNOWN, place);
        let id = &all.children.rows[first as usize].1.id;
        findings.push(finding.value(id).arg("count", infants.len()));
    }
}

/// A note on households with several children that state nothing.
fn siblings_without_condition(all: &All<'_>, findings: &mut Findings) {
    let Some(joint) = all.joint else { return };
    let stated: BTreeSet<&str> = all
        .terms
        .iter()
        .map(|t| t.household.as_str())
        .chain(joint.households.keys().map(String::as_str))
        .collect();
    if let Some(table) = all.tables.get("children") {
        all.children.families.tell_silent(&stated, table, findings);
    }
}
