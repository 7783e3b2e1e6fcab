//! The tables about sites: how full each time of each day is, and who waits.

use super::{DAILY_OPENINGS, DAILY_WAITLIST, DailyTables};
use crate::normalise::show_all_classes;
use crate::write::table::TableWriter;
use sekiwari::explain::daily::{Limit, SlotRow};
use sekiwari::programme::daily::round::{OfferIndex, Round};
use std::io::{self, Write};

pub(super) fn openings(tables: &DailyTables<'_>, out: impl Write, bom: bool) -> io::Result<()> {
    let round = tables.decided.round();
    let mut table = TableWriter::new(out, &DAILY_OPENINGS, 0, bom)?;
    for row in &tables.calendar {
        at(&mut table, round, row.offer, row.day)?;
        let time = round.rules().slot_time(row.slot as usize);
        table.optional(
            time.map(|(from, to)| format!("{}-{}", from.strftime("%H:%M"), to.strftime("%H:%M"))),
        )?;
        table.value(row.children)?;
        for classes in [0..1, 1..3, 3..6, 6..row.by_class.len()] {
            table.value(row.by_class[classes].iter().sum::<u32>())?;
        }
        table.optional(row.seats)?.optional(row.seats.map(|_| row.freed))?.optional(row.seats_left())?;
        table.value(class_seats(row))?;
        for staff in [row.teachers, row.nurses] {
            table.optional(staff.map(|s| s.0))?.optional(staff.map(|s| s.1))?;
        }
        table.optional(row.rooms.map(|r| r.rooms))?.optional(row.rooms.map(|r| r.used))?;
        let isolation = row.rooms.and_then(|r| r.isolation);
        table.optional(isolation.map(|i| i.0))?.optional(isolation.map(|i| i.1))?;
        table.value(row.refused)?.value(row.refused_first)?;
        table.optional(row.binding.map(Limit::as_str))?.end_row()?;
    }
    table.finish()
}

/// Seats and children by classes: `0:1/3;1-2:6/6`, children first.
fn class_seats(row: &SlotRow) -> String {
    let part = |(classes, seats, children): &(u16, u32, u32)| {
        format!("{}:{children}/{seats}", show_all_classes(*classes).replace(';', ","))
    };
    row.class_seats.iter().map(part).collect::<Vec<_>>().join(";")
}

pub(super) fn waitlist(tables: &DailyTables<'_>, out: impl Write, bom: bool) -> io::Result<()> {
    let (decided, round) = (tables.decided, tables.decided.round());
    let mut table = TableWriter::new(out, &DAILY_WAITLIST, 0, bom)?;
    for (opening, waiting) in decided.compiled().openings.iter().zip(&tables.waiting) {
        for line in waiting {
            let request = &round.requests()[line.request as usize];
            at(&mut table, round, opening.offer, opening.day)?;
            table.value(line.place)?.text(&request.id)?;
            table.text(&round.children()[request.child as usize].id)?;
            let stay = decided.compiled().market.request(line.group as usize).stay(line.stay as usize);
            table.value(stay.rank)?;
            let codes = |limits: &mut dyn Iterator<Item = Limit>| {
                limits.map(Limit::as_str).collect::<Vec<_>>().join(";")
            };
            table.value(codes(&mut line.lacks.iter().map(|b| b.limit)))?;
            table.value(codes(&mut line.one_more.iter().copied()))?.end_row()?;
        }
    }
    table.finish()
}

/// The site, the service and the date.
fn at<W: Write>(table: &mut TableWriter<W>, round: &Round, offer: OfferIndex, day: u32) -> io::Result<()> {
    let offer = &round.offers()[offer as usize];
    table.text(&round.sites()[offer.site as usize].id)?.value(offer.service.as_str())?;
    table.value(round.date_of(day))?;
    Ok(())
}
