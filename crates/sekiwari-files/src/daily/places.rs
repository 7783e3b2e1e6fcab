//! `isolation_rooms` and `closures`.

use std::collections::BTreeMap;

use sekiwari::market::day::RoomKind;
use sekiwari::programme::daily::round::{Closure, Offer, RoomRow};

use super::Sites;
use super::notation::MOST;
use super::services::{Offers, is_sick_care};
use super::words::{ROOM_KINDS, SERVICES};
use crate::finding::Findings;
use crate::finding::catalogue::{daily as kinds, references};
use crate::round::ids::{self, Reference};
use crate::round::tables::daily as tables;
use crate::table::{CellReader, Table};

/// Reads the rooms into their offers.
pub(super) fn rooms(
    table: &Table,
    mut sites: Option<&mut Sites>,
    mut offers: Option<&mut Offers>,
    findings: &mut Findings,
) -> Option<()> {
    let mut r = CellReader::new(table, &tables::ROOMS, findings)?;
    let (site, service) = (r.col("facility_id"), r.col("service"));
    let (room, seats, kind) = (r.col("room_id"), r.col("seats"), r.col("kind"));
    let mut first_row: BTreeMap<(u32, String), usize> = BTreeMap::new();
    // Whether all rows could be used, so that what is not there is no room.
    let mut whole = true;
    let mut last_row: BTreeMap<u32, usize> = BTreeMap::new();
    for row in 0..table.rows() {
        let of = sites.as_mut().map(|s| &mut s.ids);
        let at = ids::need(&mut r, row, site, of, &references::FACILITY_UNKNOWN);
        let of = r.service(row, service);
        let id = r.need_id(row, room);
        let n = r.need_count(row, seats, 1, MOST);
        let takes = r.word(row, kind, ROOM_KINDS);
        let (Ok(at), Ok(of), Ok(id), Ok(n), Ok(takes)) = (at, of, id, n, takes) else {
            whole = false;
            continue;
        };
        let Some(offers) = offers.as_deref_mut() else { continue };
        let facility = sites.as_ref().map_or("", |s| s.ids.name(at));
        let Some(offer) = offers.get(at, of) else {
            if offers.complete {
                let finding = r.finding(&kinds::SERVICE_NOT_LISTED, row, service).value(of.as_str());
                r.push(row, finding.arg("facility", facility));
            }
            continue;
        };
        if let Some(&first) = first_row.get(&(offer, id.to_string())) {
            let finding = r.finding(&kinds::ROOM_DUPLICATE, row, room).arg("facility", facility);
            r.push(row, finding.arg("first_line", table.line(first)));
            continue;
        }
        if !is_sick_care(of) {
            let finding = r.finding(&kinds::ROOMS_UNUSED, row, service).value(of.as_str());
            r.push(row, finding);
        }
        first_row.insert((offer, id.to_string()), row);
        last_row.insert(offer, row);
        offers.rows[offer as usize].rooms.push(RoomRow {
            id: id.into_owned(),
            seats: n,
            kind: takes.unwrap_or_default(),
        });
    }
    if let Some(offers) = offers.as_deref().filter(|_| whole) {
        for (&offer, &row) in &last_row {
            let Offer { site, service, rooms, .. } = &offers.rows[offer as usize];
            let only = rooms[0].kind;
            if is_sick_care(*service) && only != RoomKind::Any && rooms.iter().all(|r| r.kind == only) {
                let finding = r.finding(&kinds::ROOMS_OF_ONE_KIND, row, kind).value(only.as_str());
                let facility = sites.as_ref().map_or("", |s| s.ids.name(*site));
                r.push(row, finding.arg("facility", facility).arg("service", service.as_str()));
            }
        }
    }
    // Rooms by id, so that the order of rows decides nothing.
    for offer in offers.iter_mut().flat_map(|o| &mut o.rows) {
        offer.rooms.sort();
    }
    r.finish(findings);
    Some(())
}

/// Reads the closed days, in row order.
pub(super) fn closures(
    table: &Table,
    mut sites: Option<&mut Sites>,
    findings: &mut Findings,
) -> Option<Vec<Closure>> {
    let mut r = CellReader::new(table, &tables::CLOSURES, findings)?;
    let (site, service) = (r.col("facility_id"), r.col("service"));
    let (from, to, why) = (r.col("from"), r.col("to"), r.col("reason"));
    let mut out = Vec::new();
    for row in 0..table.rows() {
        let of = sites.as_mut().map(|s| &mut s.ids);
        let at = ids::refer(&mut r, row, site, of, &references::FACILITY_UNKNOWN);
        let of = r.word(row, service, SERVICES);
        let (first, last) = (r.need_date(row, from), r.date(row, to));
        let (Ok(at), Ok(service), Ok(first), Ok(last)) = (at, of, first, last) else { continue };
        let last = last.unwrap_or(first);
        if last < first {
            let finding = r.finding(&kinds::DATES_REVERSED, row, to).value(&last.to_string());
            r.push(row, finding.arg("from", first));
            continue;
        }
        let site = match at {
            Reference::To(site) => Some(site),
            Reference::Blank => None,
        };
        let reason = r.text(row, why).to_owned();
        out.push(Closure { site, service, from: first, to: last, reason });
    }
    r.finish(findings);
    Some(out)
}
