//! The tables about children: what they got and why not more.

use super::{CLUB_ALLOCATION, CLUB_REASONS, CLUB_REVERSALS, ClubTables};
use crate::write::table::TableWriter;
use sekiwari::Lang;
use sekiwari::explain::ReasonCode;
use sekiwari::explain::club::{Reason, place_text};
use sekiwari::programme::club::Round;
use std::io::{self, Write};

pub(super) fn allocation(tables: &ClubTables<'_>, out: impl Write, bom: bool) -> io::Result<()> {
    let round = tables.decided.round();
    let mut table = TableWriter::new(out, &CLUB_ALLOCATION, 0, bom)?;
    for &i in &tables.by_child {
        let (child, decision) = (&round.children()[i as usize], tables.decided.decisions()[i as usize]);
        let entry = decision.entry.map(|e| round.entry(e));
        table.text(&child.id)?.text(&round.households()[round.household_of(i) as usize].id)?;
        table.value(child.grade)?.text(entry.map_or("", |e| &round.clubs()[e.club as usize].id))?;
        table.value(decision.kind.as_str())?.optional(decision.wish_rank)?;
        table.value(tables.main_reasons[i as usize].as_str())?;
        table.optional(entry.map(|e| e.days))?.value(child.seasons)?;
        table.text(child.district.map_or("", |d| &round.districts()[d as usize].id))?;
        let route = entry.and_then(|e| e.route);
        table.text(route.map_or("", |r| &round.routes()[r as usize].id))?.end_row()?;
    }
    table.finish()
}

pub(super) fn reasons(tables: &ClubTables<'_>, rule: &str, out: impl Write, bom: bool) -> io::Result<()> {
    let (decided, round) = (tables.decided, tables.decided.round());
    let mut table = TableWriter::new(out, &CLUB_REASONS, 0, bom)?;
    for reason in tables.by_child.iter().flat_map(|&child| tables.reasons_of(child)) {
        let (child, entry) = (&round.children()[reason.child as usize], round.entry(reason.entry));
        table.text(&child.id)?;
        table.text(&round.households()[round.household_of(reason.child) as usize].id)?;
        table.value(reason.wish_rank)?.text(&round.clubs()[entry.club as usize].id)?;
        table.value(entry.days)?.value(child.grade)?.value(reason.code.as_str())?;
        table.text(&full(round, reason))?;
        let tightest = reason.tightest.map(|d| place_text(round, d.on, Lang::En));
        table.text(tightest.as_deref().unwrap_or_default())?;
        table.optional(reason.tightest.map(|d| d.seats))?.optional(reason.tightest.map(|d| d.ahead))?;
        table.optional(tables.place(reason))?;
        let by_points = matches!(reason.code, ReasonCode::LowerPriority | ReasonCode::Envy);
        let points = |entry| round.score_at(entry).filter(|_| by_points).map(|s| s.points);
        table.optional(points(reason.entry))?;
        table.optional(reason.lowest.and_then(|(_, e)| points(e)))?;
        table.optional(reason.decided_by.map(sekiwari::explain::club::DecidedBy::as_str))?;
        for lang in Lang::ALL {
            table.text(&reason.text(decided, rule, tables.place(reason), lang))?;
        }
        table.end_row()?;
    }
    table.finish()
}

/// The days without a seat, as in `term WF; summer M; bus-1 F`.
pub(super) fn full(round: &Round, reason: &Reason) -> String {
    joined(&reason.full.iter().map(|d| place_text(round, d.on, Lang::En)).collect::<Vec<_>>())
}

/// Days with those of one season (or route) together.
pub(super) fn joined(days: &[String]) -> String {
    let mut text = String::new();
    let mut before = "";
    for day in days {
        // Each ends in one letter.
        let (what, letter) = day.rsplit_once(' ').unwrap_or((day, ""));
        if what == before {
            text.push_str(letter);
        } else {
            text.push_str(if text.is_empty() { "" } else { "; " });
            text.push_str(day);
            before = what;
        }
    }
    text
}

pub(super) fn reversals(tables: &ClubTables<'_>, out: impl Write, bom: bool) -> io::Result<()> {
    let round = tables.decided.round();
    let mut table = TableWriter::new(out, &CLUB_REVERSALS, 0, bom)?;
    let all = tables.by_child.iter().flat_map(|&child| tables.reasons_of(child));
    for reason in all.filter(|r| matches!(r.code, ReasonCode::Envy | ReasonCode::FreeSeat)) {
        let (child, entry) = (&round.children()[reason.child as usize], round.entry(reason.entry));
        let over = reason
            .lowest
            .filter(|_| reason.code == ReasonCode::Envy)
            .map(|l| &round.children()[l.0 as usize]);
        table.text(&child.id)?.value(reason.wish_rank)?.text(&round.clubs()[entry.club as usize].id)?;
        table.value(entry.days)?.value(child.grade)?;
        table.text(over.map_or("", |o| &o.id))?.optional(over.map(|o| o.grade))?;
        let by = reason.decided_by.filter(|_| over.is_some());
        table.optional(by.map(sekiwari::explain::club::DecidedBy::as_str))?.end_row()?;
    }
    table.finish()
}
