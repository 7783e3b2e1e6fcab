//! `events`: what happens on the day, beside a decided round.

use sekiwari::Lang;
use sekiwari::programme::daily::Round;
use sekiwari::season::today::{Event, EventFault, EventKind};

use super::words::EVENTS as WORDS;
use crate::finding::catalogue::{cells, daily_requests as kinds};
use crate::finding::{Findings, did_you_mean};
use crate::round::tables::daily as tables;
use crate::table::{CellReader, Table, read_named};

/// The events of a table, in its order.
#[derive(Debug)]
pub struct StatedEvents {
    /// Those that could be read.
    pub events: Vec<Event>,
    table: Table,
    rows: Vec<usize>,
}

/// Reads the table of events from a CSV file or workbook. Rows that cannot be used are reported and left out; nothing is returned
/// where there is no such table.
pub fn read_events(
    bytes: Vec<u8>,
    file: &str,
    round: &Round,
    findings: &mut Findings,
) -> Option<StatedEvents> {
    let table = read_named(bytes, file, &tables::EVENTS, findings)?;
    let (mut events, mut rows) = (Vec::new(), Vec::new());
    let mut r = CellReader::new(&table, &tables::EVENTS, findings)?;
    let (event, request) = (r.col("event"), r.col("request_id"));
    for row in 0..table.rows() {
        let kind = r.word(row, event, WORDS);
        if kind == Ok(None) {
            let finding = r.finding(&cells::CELL_EMPTY, row, event);
            r.push(row, finding);
        }
        let Ok(id) = r.need_id(row, request) else { continue };
        let Some(of) = round.request_by_id(&id) else {
            let known = round.requests().iter().map(|r| r.id.as_str());
            let finding = r.finding(&kinds::EVENT_REQUEST_UNKNOWN, row, request).value(&id);
            r.push(row, finding.hint(did_you_mean(&id, known)));
            continue;
        };
        if let Ok(Some(kind)) = kind {
            events.push(Event { kind, request: of });
            rows.push(row);
        }
    }
    r.finish(findings);
    Some(StatedEvents { events, table, rows })
}

impl StatedEvents {
    /// Tells the events that cannot be.
    pub fn tell(&self, round: &Round, faults: &[(u32, EventFault)], findings: &mut Findings) {
        let Some(mut r) = CellReader::new(&self.table, &tables::EVENTS, findings) else { return };
        let column = r.col("request_id");
        for &(event, fault) in faults {
            let (Some(at), Some(&row)) = (self.events.get(event as usize), self.rows.get(event as usize))
            else {
                continue;
            };
            let id = &round.requests()[at.request as usize].id;
            let finding = r.finding(&kinds::EVENT_IMPOSSIBLE, row, column).value(id);
            r.push(row, finding.arg("why_ja", why(fault, Lang::Ja)).arg("why_en", why(fault, Lang::En)));
        }
        r.finish(findings);
    }

    /// The requests that are made on the day.
    pub fn new_requests(&self) -> impl Iterator<Item = u32> + '_ {
        self.events.iter().filter(|e| e.kind == EventKind::New).map(|e| e.request)
    }
}

fn why(fault: EventFault, lang: Lang) -> &'static str {
    match fault {
        EventFault::Withdrawn => {
            lang.pick("申込みの表で取り消されています", "it is cancelled in the table of requests")
        }
        EventFault::NothingToCancel => lang.pick(
            "二度目の取消しか、受け付ける前の取消しです",
            "it is cancelled twice, or before it was made",
        ),
        EventFault::NotNew => {
            lang.pick("すでに決まっているか、二度目です", "it has been decided, or is made twice")
        }
        EventFault::PartOfAGroup => lang.pick(
            "一緒に決めた申込みの一部だけを取り消すことはできません",
            "only some of those who come together are cancelled",
        ),
        EventFault::SeatInUse => lang.pick(
            "代わりに休む日の通常保育の枠を、ほかの児童がすでに使っています。その日も休むなら取り消さず、登園するなら先にその枠の利用を取り消してください",
            "others use the regular seat that is free on its day off; leave the request as it is if the child stays at home that day, or cancel that use first if it comes",
        ),
    }
}
