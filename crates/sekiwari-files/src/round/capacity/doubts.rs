//! Doubts about the numbers as findings, each at the row it is about.

use sekiwari::programme::nursery::AgeClass;
use sekiwari::programme::nursery::capacity::{Doubt, FacilityTable, Overrun, Review, RoomKind};

use super::FacilityCapacity;
use super::rooms::YARDS;
use super::rows::Lines;
use crate::finding::catalogue::capacity as kinds;
use crate::finding::{Finding, Findings, Kind, Place};
use crate::round::facilities::Facilities;
use crate::round::source::Tables;
use crate::round::tables;

/// Places of findings.
struct Places<'a> {
    tables: &'a Tables,
    lines: &'a Lines,
}

impl Places<'_> {
    /// The row of a facility in a table (of a class, if one is given and has a row), or the table.
    fn of(&self, table: &'static str, facility: usize, class: Option<AgeClass>) -> Place {
        let file = if table == YARDS { tables::ROOMS.name } else { table };
        let Some(found) = self.tables.get(file) else { return Place::file(self.tables.origin()) };
        let facility = facility as u32;
        let row = class.and_then(|c| self.lines.of_class(table, facility, c.index()));
        match row.or_else(|| self.lines.of(table, facility)) {
            Some(row) => found.place().line(found.line(row)),
            None => found.place(),
        }
    }
}

/// One warning for all facilities that a table has no row of.
pub(super) fn facilities_without_row(
    tables: &Tables,
    name: &'static str,
    facilities: &Facilities,
    lines: &Lines,
    findings: &mut Findings,
) {
    let Some(table) = tables.get(name) else { return };
    let missing = (0..facilities.rows.len()).filter(|&f| lines.of(name, f as u32).is_none());
    let missing: Vec<usize> = missing.collect();
    if let Some(&first) = missing.first() {
        let finding = Finding::new(&kinds::CAPACITY_ROWS_MISSING, table.place());
        let finding = finding.value(&facilities.rows[first].id).arg("count", missing.len());
        findings.push(finding.arg("table", name));
    }
}

/// Facilities that list rooms, but none for a class they serve.
pub(super) fn classes_without_room(
    tables: &Tables,
    facilities: &Facilities,
    of: &[FacilityTable],
    lines: &Lines,
    findings: &mut Findings,
) {
    let places = Places { tables, lines };
    for (f, table) in of.iter().enumerate() {
        let indoor: Vec<_> = table.rooms.iter().filter(|r| r.kind != RoomKind::Yard).collect();
        if indoor.is_empty() {
            continue;
        }
        let served = table.served();
        for class in AgeClass::all().filter(|c| served[c.index()]) {
            let needs = table.classes[class.index()].declared != Some(0)
                || table.classes[class.index()].continuing() > 0;
            if needs && !indoor.iter().any(|r| r.classes.contains(class)) {
                let place = places.of(tables::ROOMS.name, f, None);
                let finding = Finding::new(&kinds::CLASS_WITHOUT_ROOM, place);
                findings.push(finding.value(&facilities.rows[f].id).arg("class", class));
            }
        }
    }
}

/// Tells the doubts of a review.
pub(super) fn tell(
    tables: &Tables,
    facilities: &[FacilityCapacity],
    review: &Review,
    lines: &Lines,
    findings: &mut Findings,
) {
    let places = Places { tables, lines };
    for (facility, doubt) in &review.doubts {
        let finding = match facility {
            Some(f) => about_facility(&places, *f, doubt).map(|finding| finding.value(&facilities[*f].id)),
            None => about_all(&places, doubt),
        };
        findings.extend(finding);
    }
    above_quota(&places, facilities, review, findings);
}

fn about_facility(places: &Places<'_>, f: usize, doubt: &Doubt) -> Option<Finding> {
    let at = |kind: &'static Kind, table: &'static str, class: Option<AgeClass>| {
        Finding::new(kind, places.of(table, f, class))
    };
    Some(match doubt {
        Doubt::ContinuingOverrun(overrun) => {
            let (staff, area, declared) =
                (&kinds::CONTINUING_STAFF, &kinds::CONTINUING_AREA, &kinds::CONTINUING_DECLARED);
            let files = [tables::STAFF.name, tables::ROOMS.name, tables::DECLARED.name];
            over(places, f, overrun, [staff, area, declared], files)
        }
        Doubt::OfferedOverrun(overrun) => {
            let (staff, area, declared) =
                (&kinds::OFFERED_STAFF, &kinds::OFFERED_AREA, &kinds::OFFERED_DECLARED);
            over(places, f, overrun, [staff, area, declared], [tables::SEATS.name; 3])
        }
        Doubt::ReservedBeyond { class, reserved, possible } => {
            let finding = at(&kinds::RESERVED_BEYOND, tables::DECLARED.name, Some(*class));
            finding.arg("class", class).arg("reserved", reserved).arg("possible", possible)
        }
        Doubt::OfferedShort { offered, missing, classes } => {
            let list: Vec<String> = classes.iter().map(|(class, more)| format!("{class}: +{more}")).collect();
            let finding = at(&kinds::OFFERED_SHORT, tables::SEATS.name, None);
            finding.arg("offered", offered).arg("missing", missing).arg("classes", list.join(", "))
        }
        Doubt::OfferedNothing { class, missing } => {
            let finding = at(&kinds::OFFERED_NOTHING, tables::SEATS.name, Some(*class));
            finding.arg("class", class).arg("missing", missing)
        }
        Doubt::AboveQuotaTwice { children, quota, last_enrolled, last_quota } => {
            let finding = at(&kinds::ABOVE_QUOTA_TWICE, tables::DECLARED.name, None);
            let finding = finding.arg("children", children).arg("quota", quota);
            finding.arg("last_enrolled", last_enrolled).arg("last_quota", last_quota)
        }
        Doubt::FarFromLastYear { classes, seats, last } => {
            let class = classes.classes().next();
            let finding = at(&kinds::FAR_FROM_LAST_YEAR, tables::LAST_YEAR.name, class);
            finding.arg("class", classes).arg("seats", seats).arg("last", last)
        }
        // One note for all says it; the others are about the round.
        Doubt::AboveQuota { .. } | Doubt::ShortInAll { .. } | Doubt::FarFromLastYearInAll { .. } => {
            return None;
        }
    })
}

/// A finding about more children than a limit allows: of staff, of area, of the declared number.
fn over(
    places: &Places<'_>,
    f: usize,
    overrun: &Overrun,
    kinds: [&'static Kind; 3],
    files: [&'static str; 3],
) -> Finding {
    let (kind, table) = match overrun {
        Overrun::Staff { .. } => (kinds[0], files[0]),
        Overrun::Yard { .. } if files[1] == tables::ROOMS.name => (kinds[1], YARDS),
        Overrun::Area { .. } | Overrun::Yard { .. } => (kinds[1], files[1]),
        Overrun::Declared { .. } => (kinds[2], files[2]),
    };
    let at = |class: Option<AgeClass>| Finding::new(kind, places.of(table, f, class));
    let room = |finding: Finding, yard: bool| {
        let (ja, en) = if yard { ("屋外遊戯場", "outdoor play area") } else { ("室", "rooms") };
        finding.arg("room_ja", ja).arg("room_en", en)
    };
    match *overrun {
        Overrun::Staff { classes, needed, teachers10 } => {
            let (whole, tenths) = (teachers10 / 10, teachers10 % 10);
            let finding = at(None).arg("class", classes).arg("needed", needed);
            finding.arg("teachers", format!("{whole}.{tenths}"))
        }
        Overrun::Area { classes, children, room: places } => {
            let finding = at(classes.classes().next()).arg("class", classes);
            room(finding.arg("children", children).arg("places", places), false)
        }
        Overrun::Yard { classes, children, room: places } => {
            let finding = at(classes.classes().next()).arg("class", classes);
            room(finding.arg("children", children).arg("places", places), true)
        }
        Overrun::Declared { class, seats, declared } => {
            at(Some(class)).arg("class", class).arg("children", seats).arg("declared", declared)
        }
    }
}

fn about_all(places: &Places<'_>, doubt: &Doubt) -> Option<Finding> {
    let whole = |table: &'static str| {
        places.tables.get(table).map_or_else(|| Place::file(places.tables.origin()), |t| t.place())
    };
    Some(match doubt {
        Doubt::ShortInAll { facilities, offered, missing } => {
            let finding = Finding::new(&kinds::SHORT_IN_ALL, whole(tables::SEATS.name));
            finding.arg("facilities", facilities).arg("offered", offered).arg("missing", missing)
        }
        Doubt::FarFromLastYearInAll { seats, last } => {
            let finding = Finding::new(&kinds::FAR_FROM_LAST_YEAR_IN_ALL, whole(tables::LAST_YEAR.name));
            finding.arg("seats", seats).arg("last", last)
        }
        _ => return None,
    })
}

/// One note for all facilities above their quota: that is common, and nothing has to be done.
fn above_quota(
    places: &Places<'_>,
    facilities: &[FacilityCapacity],
    review: &Review,
    findings: &mut Findings,
) {
    let above: Vec<(usize, u32, u32)> = review
        .doubts
        .iter()
        .filter_map(|(f, doubt)| match doubt {
            Doubt::AboveQuota { children, quota } => Some(((*f)?, *children, *quota)),
            _ => None,
        })
        .collect();
    let percent = |children: u32, quota: u32| u64::from(children) * 100 / u64::from(quota.max(1));
    let most = above.iter().copied().max_by_key(|&(f, children, quota)| {
        (u64::from(children) * 1_000_000 / u64::from(quota.max(1)), std::cmp::Reverse(f))
    });
    let Some((f, children, quota)) = most else { return };
    let with_quota: Vec<&FacilityCapacity> = facilities.iter().filter(|f| f.table.quota.is_some()).collect();
    let all_children: u32 = with_quota.iter().map(|f| f.children()).sum();
    let all_quota: u32 = with_quota.iter().filter_map(|f| f.table.quota).sum();
    let finding = Finding::new(&kinds::ABOVE_QUOTA, places.of(tables::DECLARED.name, f, None));
    let finding = finding.value(&facilities[f].id).arg("of", with_quota.len()).arg("count", above.len());
    let finding =
        finding.arg("percent", percent(all_children, all_quota)).arg("most", percent(children, quota));
    findings.push(finding.arg("children", children).arg("quota", quota));
}
