//! What the tables of units and enrolled children make together, and what the library finds wrong with them.

use std::collections::BTreeMap;

use sekiwari::programme::club::capacity::{CapacityError, Doubt, SeatTable, Slot, Standards};
use sekiwari::programme::club::{Day, Days, Season, Seasons};

use super::clubs::Clubs;
use super::units::{Enrolled, Units};
use crate::finding::catalogue::club_seats as kinds;
use crate::finding::catalogue::consistency::ROUND_INCONSISTENT;
use crate::finding::{Finding, Findings, Kind, Place};
use crate::round::source::Tables;
use crate::table::{Col, Table};

/// The seats of all slots; nothing where the rows contradict each other or not all could be read.
pub(super) fn check(
    tables: &Tables,
    clubs: &Clubs,
    units: &Units,
    enrolled: &Enrolled,
    standards: Standards,
    findings: &mut Findings,
) -> Option<SeatTable> {
    let unit_rows: Vec<_> = units.rows.iter().map(|(row, _)| *row).collect();
    let enrolled_rows: Vec<_> = enrolled.rows.iter().map(|(row, _)| *row).collect();
    let places = Places { tables, clubs, units, enrolled };
    if !units.incomplete {
        places.clubs_without_units(findings);
    }
    match SeatTable::new(clubs.rows.len() as u32, standards, &unit_rows, &enrolled_rows) {
        Ok(_) if units.incomplete || enrolled.incomplete => None,
        Ok(seats) => {
            places.doubts(&seats, findings);
            Some(seats)
        }
        Err(faults) => {
            findings.extend(faults.iter().filter_map(|fault| places.fault(fault)));
            None
        }
    }
}

/// The rows behind what the library says.
struct Places<'a> {
    tables: &'a Tables,
    clubs: &'a Clubs,
    units: &'a Units,
    enrolled: &'a Enrolled,
}

impl Places<'_> {
    fn at(&self, table: &str, row: Option<usize>, col: Col) -> Place {
        match (self.tables.get(table), row) {
            (Some(table), Some(row)) => table.place_at(row, col),
            (Some(table), None) => table.place(),
            (None, _) => Place::file(self.tables.origin()),
        }
    }

    /// A finding about a row of units, with the club.
    fn unit(&self, kind: &'static Kind, row: u32, col: Col) -> Finding {
        let unit = self.units.rows.get(row as usize);
        let club = unit.map_or("", |(unit, _)| self.clubs.ids.name(unit.club));
        Finding::new(kind, self.at("units", unit.map(|(_, at)| *at), col)).arg("facility", club)
    }

    fn line(&self, row: u32) -> u32 {
        let at = self.units.rows.get(row as usize).map(|(_, at)| *at);
        self.tables.get("units").zip(at).map_or(0, |(table, at)| Table::line(table, at))
    }

    /// What makes the rows useless. What no row can be that was read is left to the library to say.
    fn fault(&self, fault: &CapacityError) -> Option<Finding> {
        let on = |finding: Finding, season: Option<Season>, day: Day| {
            let (ja, en) = season.map_or(("どの時期", "any season"), |s| (s.ja(), s.as_str()));
            let finding = finding.arg("season_ja", ja).arg("season_en", en);
            finding.arg("day_ja", format!("{}曜", day.kanji())).arg("day_en", day.letter())
        };
        Some(match *fault {
            CapacityError::NoLimitKnown { row } => self.unit(&kinds::NO_LIMIT_KNOWN, row, Col::NONE),
            CapacityError::QualifiedBeyondStaff { row, staff, qualified } => {
                let finding = self.unit(&kinds::QUALIFIED_ABOVE_STAFF, row, self.units.qualified_col);
                finding.value(&qualified.to_string()).arg("staff", staff)
            }
            CapacityError::SpokenForTwice { first, second, season, day } => {
                let finding = self.unit(&kinds::SLOT_SPOKEN_FOR_TWICE, second, Col::NONE);
                on(finding.arg("first_line", self.line(first)), Some(season), day)
            }
            // A row of units that could not be read may be the one that opens the club.
            CapacityError::EnrolledWhereClosed { .. } if self.units.incomplete => return None,
            CapacityError::EnrolledWhereClosed { row, season, day } => {
                let (of, at) = self.enrolled.rows.get(row as usize)?;
                let place = self.at("enrolled", Some(*at), Col::NONE);
                let finding = Finding::new(&kinds::ENROLLED_WHEN_CLOSED, place);
                on(finding.arg("facility", self.clubs.ids.name(of.club)), season, day)
            }
            // Faults of the standards are those of the settings.
            CapacityError::Standard(_) => return None,
            _ => {
                let place = self.at("units", None, Col::NONE);
                Finding::new(&ROUND_INCONSISTENT, place).arg("reason", fault)
            }
        })
    }

    fn clubs_without_units(&self, findings: &mut Findings) {
        let Some(table) = self.tables.get("facilities") else { return };
        for (club, &row) in (0..).zip(&self.clubs.row_of) {
            if self.units.rows.iter().all(|(unit, _)| unit.club != club) {
                let place = table.place_at(row, Col::NONE);
                findings
                    .push(Finding::new(&kinds::CLUB_WITHOUT_UNITS, place).value(self.clubs.ids.name(club)));
            }
        }
    }

    /// What should be looked at: one finding for all slots with the same numbers of one row.
    fn doubts(&self, seats: &SeatTable, findings: &mut Findings) {
        let mut alike: BTreeMap<(u32, u8, u32, u32), Vec<Slot>> = BTreeMap::new();
        for doubt in seats.doubts() {
            let (slot, what, a, b) = match doubt {
                Doubt::EnrolledBeyond { slot, enrolled, capacity } => (slot, 0, enrolled, capacity),
                Doubt::DeclaredBeyond { slot, declared, possible } => (slot, 1, declared, possible),
                Doubt::DeclaredShort { slot, declared, possible } => (slot, 2, declared, possible),
            };
            let row = seats.get(slot).map_or(0, |s| s.row);
            alike.entry((row, what, a, b)).or_default().push(slot);
        }
        for ((row, what, a, b), slots) in alike {
            let finding = if what == 0 {
                self.of_enrolled(row, &slots).arg("enrolled", a).arg("capacity", b)
            } else {
                let kind = if what == 1 { &kinds::DECLARED_BEYOND } else { &kinds::DECLARED_SHORT };
                self.unit(kind, row, self.units.declared_col).arg("declared", a).arg("possible", b)
            };
            findings.push(with_slots(finding, slots.iter().map(|s| (s.season, s.day))));
        }
    }

    /// About too many enrolled children: at the first row that speaks of them.
    fn of_enrolled(&self, unit: u32, slots: &[Slot]) -> Finding {
        let is_about = |of: &sekiwari::programme::club::capacity::EnrolledRow, slot: &Slot| {
            of.club == slot.club
                && of.days.contains(slot.day)
                && of.seasons.is_none_or(|s| s.contains(slot.season))
        };
        let row = self.enrolled.rows.iter().find(|(of, _)| slots.iter().any(|slot| is_about(of, slot)));
        match row {
            Some((of, at)) => {
                let place = self.at("enrolled", Some(*at), Col::NONE);
                Finding::new(&kinds::ENROLLED_BEYOND, place).arg("facility", self.clubs.ids.name(of.club))
            }
            None => self.unit(&kinds::ENROLLED_BEYOND, unit, Col::NONE),
        }
    }
}

/// With slots as text: seasons with the same days together.
pub(super) fn with_slots(finding: Finding, slots: impl Iterator<Item = (Season, Day)>) -> Finding {
    let mut days_of: BTreeMap<Season, Days> = BTreeMap::new();
    for (season, day) in slots {
        let days = days_of.entry(season).or_default();
        *days = days.with(day);
    }
    let mut alike: Vec<(Seasons, Days)> = Vec::new();
    for (season, days) in days_of {
        match alike.iter_mut().find(|(_, d)| *d == days) {
            Some((seasons, _)) => *seasons = seasons.with(season),
            None => alike.push((Seasons::one(season), days)),
        }
    }
    let ja: Vec<String> = alike.iter().map(|(s, d)| format!("{} {}", seasons_ja(*s), d.kanji())).collect();
    let en: Vec<String> = alike.iter().map(|(s, d)| format!("{s} {d}")).collect();
    finding.arg("slots_ja", ja.join("、")).arg("slots_en", en.join(", "))
}

/// Seasons in Japanese.
pub(super) fn seasons_ja(seasons: Seasons) -> String {
    match seasons {
        Seasons::YEAR => "通年".to_owned(),
        Seasons::VACATIONS => "長期休業".to_owned(),
        some => some.iter().map(Season::ja).collect::<Vec<_>>().join("・"),
    }
}
