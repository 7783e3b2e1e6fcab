//! Reserves: how groups are written, and what only all tables together can tell about them.

use std::collections::{BTreeMap, BTreeSet};

use sekiwari::programme::nursery::{Child, Facility, ReserveGroup, ReserveKind, ReserveRow};

use super::consistency::All;
use crate::finding::{Finding, Findings, Place, catalogue::reserves as kinds, did_you_mean};
use crate::normalise::{Word, find_word};
use crate::table::{CellReader, Col, Invalid};
use crate::write::unguard;

const fn word<T: Copy>(name: &'static str, aliases: &'static [&'static str], value: T) -> Word<T> {
    Word { name, aliases, value }
}

/// Words of `reserve_kind`.
pub(super) static KINDS: &[Word<ReserveKind>] = &[
    word("soft", &["優先", "優先枠"], ReserveKind::Soft),
    word("hard", &["専用", "専用枠", "限定"], ReserveKind::Hard),
    word("guarantee", &["保証", "全員保証", "最優先"], ReserveKind::Guarantee),
];

/// Words of `reserved_for` that have a meaning of their own, by their place in [`ReserveGroup::NAMES`].
pub(super) static GROUPS: &[Word<usize>] = &[
    word(
        "special-care",
        &["障害児・医療的ケア児", "医療的ケア児", "医療的ケア", "医ケア", "障害児", "障がい児", "特別な配慮"],
        0,
    ),
    word("leavers", &["卒園児", "連携施設卒園児", "連携施設の卒園児", "小規模卒園児", "連携枠"], 1),
    word("staff", &["従業員", "従業員枠", "職員", "職員枠"], 2),
    word("local", &["地域", "地域枠"], 3),
];

/// What districts may begin with beside [`ReserveGroup::DISTRICT`].
const DISTRICTS: [&str; 5] = [ReserveGroup::DISTRICT, "地区:", "地区：", "学区:", "学区："];

/// The group that a cell names; none in a blank cell.
///
/// # Errors
/// [`Invalid`] where it names nobody; the caller reports it.
pub(super) fn group(r: &mut CellReader<'_>, row: usize, col: Col) -> Result<Option<ReserveGroup>, Invalid> {
    let Some(text) = r.id(row, col)? else { return Ok(None) };
    let text = unguard(&text);
    let named = find_word(GROUPS, text).and_then(|at| ReserveGroup::NAMES.get(at));
    if let Some((_, group)) = named {
        return Ok(Some(group.clone()));
    }
    if let Some(ids) = DISTRICTS.iter().find_map(|prefix| text.strip_prefix(prefix)) {
        let ids = ids.split([';', ',', '、']).map(str::trim);
        return ReserveGroup::districts(ids).map(Some).ok_or(Invalid);
    }
    ReserveGroup::from_name(text).map(Some).ok_or(Invalid)
}

/// What a table says about the kind of a seat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StatedSeat {
    /// An open one.
    Open,
    /// One reserved for this group.
    Reserved(ReserveGroup),
    /// Words that name nobody.
    Unknown(String),
}

/// The kind of seat that a cell of an allocation names; none in a blank cell.
pub(crate) fn seat(r: &mut CellReader<'_>, row: usize, col: Col) -> Option<StatedSeat> {
    let text = unguard(r.text(row, col));
    if [ReserveGroup::OPEN, "一般", "一般枠"].contains(&text) {
        return Some(StatedSeat::Open);
    }
    match group(r, row, col) {
        Ok(group) => group.map(StatedSeat::Reserved),
        Err(Invalid) => Some(StatedSeat::Unknown(text.to_owned())),
    }
}

/// Runs every check.
pub(super) fn check(all: &All<'_>, findings: &mut Findings) {
    if all.facilities.partners_known {
        leavers_without_partner(all, findings);
    }
    if all.facilities.care_known && all.children.affiliations_known {
        care_nowhere(all, findings);
    }
    if all.seats.incomplete || !all.children.affiliations_known || !all.facilities.partners_known {
        return;
    }
    without_members(all, findings);
    groups_without_seats(all, findings);
    guaranteed_more_than_seats(all, findings);
}

fn child_place(all: &All<'_>, child: usize) -> Option<Place> {
    let table = all.tables.get("children")?;
    Some(table.place().line(table.line(all.children.row_of[child])))
}

fn children<'a>(all: &'a All<'_>) -> impl Iterator<Item = (usize, &'a Child)> {
    all.children.rows.iter().enumerate().map(|(i, (_, c))| (i, c))
}

fn leavers_without_partner(all: &All<'_>, findings: &mut Findings) {
    let facilities = &all.facilities.rows;
    let mut told = BTreeSet::new();
    for (i, c) in children(all) {
        let Some(from) = c.affiliation.leaver_of else { continue };
        let has = !facilities[from as usize].partners.is_empty()
            || facilities.iter().any(|f| f.partners.contains(&from));
        if !has && told.insert(from) {
            let Some(place) = child_place(all, i) else { continue };
            let finding = Finding::new(&kinds::LEAVER_WITHOUT_PARTNER, place);
            findings.push(finding.value(&facilities[from as usize].id).arg("child", &c.id));
        }
    }
}

/// The care that a child needs and a facility cannot give.
pub(super) fn unmet<'c>(facility: &Facility, child: &'c Child) -> Vec<&'c str> {
    let needs = child.affiliation.care_needs.iter().filter(|need| !facility.care_kinds.contains(need));
    needs.map(String::as_str).collect()
}

fn care_nowhere(all: &All<'_>, findings: &mut Findings) {
    for (i, c) in children(all).filter(|(_, c)| !c.affiliation.care_needs.is_empty()) {
        if !all.facilities.rows.iter().any(|f| unmet(f, c).is_empty()) {
            let Some(place) = child_place(all, i) else { continue };
            let finding = Finding::new(&kinds::CARE_NOWHERE, place);
            findings.push(finding.value(&c.affiliation.care_needs.join(";")).arg("child", &c.id));
        }
    }
}

/// A wish for a facility that cannot give all the care the child needs; says whether it was told.
pub(super) fn wish_not_cared_for(
    all: &All<'_>,
    child: &Child,
    facility: &Facility,
    place: &dyn Fn() -> Place,
    findings: &mut Findings,
) -> bool {
    let needs = unmet(facility, child);
    let meets = !all.facilities.care_known || needs.is_empty();
    if !meets {
        let finding = Finding::new(&kinds::WISH_CARE_NOT_MET, place()).value(&facility.id);
        findings.push(finding.arg("child", &child.id).arg("needs", needs.join(";")));
    }
    !meets
}

/// Whether a child of one of its classes belongs to a reserve and can be cared for there.
fn counts(all: &All<'_>, child: usize, reserve: &ReserveRow) -> bool {
    let c = &all.children.rows[child].1;
    let facilities = &all.facilities.rows;
    all.children.class_known[child]
        && reserve.classes.contains(c.class)
        && reserve.is_for(c, facilities)
        && unmet(&facilities[reserve.facility as usize], c).is_empty()
}

fn without_members(all: &All<'_>, findings: &mut Findings) {
    let Some(table) = all.tables.get("seats") else { return };
    if all.children.class_known.contains(&false) {
        return;
    }
    let known: BTreeSet<&str> = children(all)
        .flat_map(|(_, c)| c.affiliation.groups.iter().map(String::as_str))
        .chain(ReserveGroup::NAMES.iter().map(|(name, _)| *name))
        .collect();
    for (reserve, row) in &all.seats.reserves {
        if (0..all.children.rows.len()).any(|i| counts(all, i, reserve)) {
            continue;
        }
        let group = reserve.group.to_string();
        let near = match &reserve.group {
            ReserveGroup::Named(name) => {
                did_you_mean(name, known.iter().copied().filter(|k| k != name)).map(str::to_owned)
            }
            _ => None,
        };
        let finding =
            Finding::new(&kinds::RESERVE_WITHOUT_MEMBERS, table.place_at(*row, all.seats.reserved_col));
        let facility = all.facilities.ids.name(reserve.facility);
        let finding = finding.value(&group).arg("facility", facility).arg("class", reserve.classes);
        findings.push(finding.hint(near.as_deref()));
    }
}

fn groups_without_seats(all: &All<'_>, findings: &mut Findings) {
    let reserved: BTreeSet<&str> = all
        .seats
        .reserves
        .iter()
        .filter_map(|(r, _)| match &r.group {
            ReserveGroup::Named(name) => Some(name.as_str()),
            _ => None,
        })
        .collect();
    let mut stray: BTreeMap<&str, (usize, u32)> = BTreeMap::new();
    for (i, c) in children(all) {
        for group in c.affiliation.groups.iter().filter(|g| !reserved.contains(g.as_str())) {
            stray.entry(group).or_insert((i, 0)).1 += 1;
        }
    }
    for (group, (first, count)) in stray {
        let Some(place) = child_place(all, first) else { continue };
        let near = did_you_mean(group, reserved.iter().copied()).map(str::to_owned);
        let finding = Finding::new(&kinds::GROUP_WITHOUT_SEATS, place).value(group);
        let child = &all.children.rows[first].1.id;
        findings.push(finding.arg("count", count).arg("child", child).hint(near.as_deref()));
    }
}

fn guaranteed_more_than_seats(all: &All<'_>, findings: &mut Findings) {
    let (Some(table), Some(wishes), Some(joint)) = (all.tables.get("seats"), all.wishes, all.joint) else {
        return;
    };
    let own = wishes.rows.iter().map(|(w, _)| (w.child, w.facility));
    let tied = joint.rows.iter().filter_map(|(w, _)| Some((w.child, w.facility?)));
    let wished: BTreeSet<(u32, u32)> = own.chain(tied).collect();
    let guarantees = all.seats.reserves.iter().filter(|(r, _)| r.kind == ReserveKind::Guarantee);
    for (reserve, row) in guarantees.filter(|(r, _)| !all.seats.unsure.contains(&r.facility)) {
        let f = reserve.facility;
        let guaranteed = wished.iter().filter(|&&(child, facility)| {
            facility == f
                && all.children.rows[child as usize].1.current != Some(f)
                && counts(all, child as usize, reserve)
        });
        let takes = |&(child, _): &(u32, u32)| all.children.rows[child as usize].1.affiliation.seat_weight;
        let count: u32 = guaranteed.map(takes).sum();
        // Open seats of its classes, those that guarantees bring, and seats that others hold.
        let open =
            all.seats.rows.iter().filter(|(s, _)| s.facility == f && s.classes.overlaps(reserve.classes));
        let brought = all.seats.reserves.iter().filter(|(r, _)| {
            r.facility == f && r.kind == ReserveKind::Guarantee && r.classes.overlaps(reserve.classes)
        });
        let seats: u32 = open.map(|(s, _)| s.seats).chain(brought.map(|(r, _)| r.seats)).sum();
        if count > seats {
            let place = table.place_at(*row, all.seats.reserved_col);
            let finding = Finding::new(&kinds::GUARANTEED_MORE_THAN_SEATS, place);
            let finding =
                finding.value(&reserve.group.to_string()).arg("facility", all.facilities.ids.name(f));
            findings.push(finding.arg("class", reserve.classes).arg("seats", seats).arg("count", count));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{GROUPS, KINDS};
    use sekiwari::programme::nursery::{ReserveGroup, ReserveKind};

    #[test]
    fn words_of_groups_and_kinds_are_those_of_the_library() {
        assert_eq!(GROUPS.len(), ReserveGroup::NAMES.len());
        for w in GROUPS {
            assert_eq!(ReserveGroup::NAMES[w.value].0, w.name);
        }
        assert_eq!(KINDS.len(), ReserveKind::NAMES.len());
        for w in KINDS {
            assert_eq!(w.value.as_str(), w.name);
        }
    }
}
