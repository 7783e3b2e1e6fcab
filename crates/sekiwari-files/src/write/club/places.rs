//! The tables about clubs, routes and districts.

use super::decisions::full;
use super::{CLUB_CUTOFFS, CLUB_DISTRICTS, CLUB_ROUTES, CLUB_WAITLIST, ClubTables};
use crate::write::table::TableWriter;
use sekiwari::explain::club::SeatsOn;
use sekiwari::priority::ScoreTable;
use std::io::{self, Write};

pub(super) fn cutoffs(tables: &ClubTables<'_>, out: impl Write, bom: bool) -> io::Result<()> {
    let round = tables.decided.round();
    let tie_keys = round.tie_names().len();
    let mut table = TableWriter::new(out, &CLUB_CUTOFFS, tie_keys, bom)?;
    for cut in &tables.cut_offs {
        let SeatsOn::Slot(slot) = cut.on else { continue };
        table.text(&round.clubs()[slot.club as usize].id)?;
        table.value(slot.season.as_str())?.value(slot.day.letter())?;
        table.value(cut.seats)?.optional(cut.derived.map(|d| d.open))?;
        let binding = cut.derived.and_then(|d| d.binding().next());
        table.optional(binding.map(sekiwari::programme::club::capacity::Binding::as_str))?;
        for number in [cut.held, cut.first_wishes, cut.applicants, cut.taken, cut.kept, cut.left] {
            table.value(number)?;
        }
        table.optional(cut.lowest.map(|(c, _)| round.children()[c as usize].grade))?;
        let score = cut.lowest.and_then(|(_, e)| round.score_at(e));
        table.optional(score.map(|s| s.points))?;
        for key in 0..tie_keys {
            let tie = score.and_then(|s| s.ties.get(key).copied());
            table.optional(tie.filter(|&t| t != ScoreTable::BLANK))?;
        }
        table.end_row()?;
    }
    table.finish()
}

pub(super) fn routes(tables: &ClubTables<'_>, out: impl Write, bom: bool) -> io::Result<()> {
    let round = tables.decided.round();
    let mut table = TableWriter::new(out, &CLUB_ROUTES, 0, bom)?;
    for cut in &tables.cut_offs {
        let SeatsOn::Route(route, day) = cut.on else { continue };
        table.text(&round.routes()[route as usize].id)?.value(day.letter())?;
        table.value(cut.seats)?.value(cut.applicants)?.value(cut.taken)?.value(cut.left)?.end_row()?;
    }
    table.finish()
}

pub(super) fn waitlist(tables: &ClubTables<'_>, out: impl Write, bom: bool) -> io::Result<()> {
    let (decided, round) = (tables.decided, tables.decided.round());
    let mut table = TableWriter::new(out, &CLUB_WAITLIST, 0, bom)?;
    for line in &tables.waiting {
        let (child, entry) = (&round.children()[line.child as usize], round.entry(line.entry));
        table.text(&round.clubs()[line.club as usize].id)?.value(line.place)?.text(&child.id)?;
        table.text(&round.households()[round.household_of(line.child) as usize].id)?;
        table.value(line.entry - round.list_offset(line.child) + 1)?;
        table.value(entry.days)?.value(child.seasons)?;
        let reason = tables.reasons_of(line.child).iter().find(|r| r.entry == line.entry);
        table.text(&reason.map_or_else(String::new, |r| full(round, r)))?;
        table.value(decided.decisions()[line.child as usize].kind.as_str())?.end_row()?;
    }
    table.finish()
}

pub(super) fn districts(tables: &ClubTables<'_>, out: impl Write, bom: bool) -> io::Result<()> {
    let round = tables.decided.round();
    let mut table = TableWriter::new(out, &CLUB_DISTRICTS, 0, bom)?;
    for row in &tables.districts {
        let district = row.district.map(|d| &round.districts()[d as usize]);
        table.text(district.map_or("", |d| &d.id))?.text(district.map_or("", |d| &d.name))?;
        let numbers = [
            row.clubs,
            row.seats,
            row.children,
            row.vacation_only,
            row.at_home,
            row.elsewhere,
            row.transported,
            row.fewer_days,
            row.refused,
            row.refused_vacation_only,
        ];
        for number in numbers.into_iter().chain(row.refused_by_grade) {
            table.value(number)?;
        }
        table.end_row()?;
    }
    table.finish()
}
