//! The tables about requests: what they got, why not more, and what was refused in all.

use super::{DAILY_ALLOCATION, DAILY_CAP_USE, DAILY_CHANGES, DAILY_REASONS, DAILY_UNMET, DailyTables};
use crate::review::{bucket_name, session_name};
use crate::write::table::TableWriter;
use sekiwari::Lang;
use sekiwari::explain::daily::{Broken, Limit, Reason, decided_by, tenths_text};
use sekiwari::programme::PlacementKind;
use sekiwari::programme::daily::Round;
use sekiwari::season::today::Change;
use std::io::{self, Write};

pub(super) fn allocation(tables: &DailyTables<'_>, out: impl Write, bom: bool) -> io::Result<()> {
    let round = tables.decided.round();
    let mut table = TableWriter::new(out, &DAILY_ALLOCATION, 0, bom)?;
    let all = round.requests().iter().zip(tables.decided.decisions()).zip(&tables.main_reasons);
    for ((request, decision), main) in all {
        let child = &round.children()[request.child as usize];
        let place = decision.place;
        let offer = place.map(|p| &round.offers()[p.offer as usize]);
        table.text(&request.id)?.text(&child.id)?.text(&child.household)?.value(request.service.as_str())?;
        table.text(offer.map_or("", |o| &round.sites()[o.site as usize].id))?;
        table.optional(place.map(|p| round.date_of(p.day)))?.value(session_name(request.session))?;
        table.optional(offer.map(|o| o.service.as_str()))?;
        let room = place.and_then(|p| offer?.rooms.get(p.room? as usize));
        table.text(room.map_or("", |r| &r.id))?;
        table.value(decision.kind.map_or("withdrawn", PlacementKind::as_str))?;
        table.optional(place.map(|p| p.wish_rank))?.value(main.as_str())?.end_row()?;
    }
    table.finish()
}

pub(super) fn changes(round: &Round, changes: &[Change], out: impl Write, bom: bool) -> io::Result<()> {
    let mut table = TableWriter::new(out, &DAILY_CHANGES, 0, bom)?;
    for change in changes {
        let request = &round.requests()[change.request as usize];
        let offer = change.place.map(|p| &round.offers()[p.offer as usize]);
        table.value(change.event + 1)?.text(&request.id)?;
        table.text(&round.children()[request.child as usize].id)?.value(change.effect.as_str())?;
        table.text(offer.map_or("", |o| &round.sites()[o.site as usize].id))?;
        table.optional(change.place.map(|p| round.date_of(p.day)))?.value(session_name(request.session))?;
        table.optional(offer.map(|o| o.service.as_str()))?;
        let room = change.place.and_then(|p| offer?.rooms.get(p.room? as usize));
        table.text(room.map_or("", |r| &r.id))?.end_row()?;
    }
    table.finish()
}

pub(super) fn reasons(tables: &DailyTables<'_>, rule: &str, out: impl Write, bom: bool) -> io::Result<()> {
    let (decided, round) = (tables.decided, tables.decided.round());
    let mut table = TableWriter::new(out, &DAILY_REASONS, 0, bom)?;
    for reason in &tables.reasons {
        let request = &round.requests()[reason.request as usize];
        table.text(&request.id)?.text(&round.children()[request.child as usize].id)?;
        table.value(reason.wish_rank)?.text(&round.sites()[reason.site as usize].id)?;
        table.value(reason.date)?.value(reason.cause.as_str())?;
        let impossible: Vec<&str> = reason.impossible.iter().map(|c| c.as_str()).collect();
        table.value(impossible.join(";"))?;
        limit(&mut table, round, reason)?;
        table.optional(decided_by(decided, reason).map(sekiwari::explain::daily::DecidedBy::as_str))?;
        for lang in Lang::ALL {
            table.text(&reason.text(decided, rule, lang))?;
        }
        table.end_row()?;
    }
    table.finish()
}

/// The limit that is full, when, and the numbers; days with their tenths.
fn limit<W: Write>(table: &mut TableWriter<W>, round: &Round, reason: &Reason) -> io::Result<()> {
    let binding = reason.binding.as_ref();
    table.optional(binding.map(|b| b.limit.as_str()))?;
    let time = binding.and_then(|b| round.rules().slot_time(b.slot? as usize));
    table.optional(time.map(|(from, to)| format!("{}-{}", from.strftime("%H:%M"), to.strftime("%H:%M"))))?;
    let shown = |b: &Broken, n: u32| if b.limit == Limit::Cap { tenths_text(n) } else { n.to_string() };
    for of in [|b: &Broken| b.have, |b: &Broken| b.taken, |b: &Broken| b.needed] {
        table.optional(binding.map(|b| shown(b, of(b))))?;
    }
    // A cap is the child's own matter.
    let ahead = binding.filter(|b| !matches!(b.limit, Limit::Cap | Limit::Elsewhere));
    table.optional(ahead.map(|b| b.ahead))?;
    Ok(())
}

pub(super) fn unmet(tables: &DailyTables<'_>, out: impl Write, bom: bool) -> io::Result<()> {
    let mut table = TableWriter::new(out, &DAILY_UNMET, 0, bom)?;
    for row in &tables.unmet {
        table.value(row.service.as_str())?.value(row.cause.as_str())?;
        table.value(row.requests)?.value(row.children)?;
        for lang in Lang::ALL {
            table.text(row.cause.label(lang))?;
        }
        table.end_row()?;
    }
    table.finish()
}

pub(super) fn cap_use(tables: &DailyTables<'_>, out: impl Write, bom: bool) -> io::Result<()> {
    let round = tables.decided.round();
    let mut table = TableWriter::new(out, &DAILY_CAP_USE, 0, bom)?;
    for row in &tables.caps {
        let cap = &round.rules().caps[row.cap as usize];
        table.text(&cap.name)?.text(&round.children()[row.child as usize].id)?;
        table.value(bucket_name(cap.per, row.bucket))?;
        for tenths in [row.before, row.given, row.refused, row.most] {
            table.value(tenths_text(tenths))?;
        }
        table.end_row()?;
    }
    table.finish()
}
