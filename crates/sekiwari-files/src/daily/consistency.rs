//! What only several tables together can tell: services without a limit, closed days with numbers, caps of nothing.

use std::collections::BTreeSet;

use jiff::civil::Date;
use sekiwari::programme::daily::Service;
use sekiwari::programme::daily::round::{Cap, Closure, Offer, Rules, SessionRow};

use super::Known;
use super::services::Offers;
use super::sites::Sites;
use crate::finding::catalogue::daily as kinds;
use crate::finding::{Finding, Findings, Kind, Place};
use crate::round::source::Tables;
use crate::table::Col;

/// What is offered, as it was read.
pub(super) struct Offered<'a> {
    pub(super) sites: &'a Sites,
    pub(super) offers: &'a Offers,
    pub(super) sessions: &'a [(SessionRow, usize)],
    pub(super) closures: &'a [Closure],
    pub(super) caps: &'a [(Cap, Place)],
}

pub(super) fn check(all: &Offered<'_>, known: &Known<'_>, tables: &Tables, findings: &mut Findings) {
    closed_sessions(all, tables, findings);
    if let Some(rules) = known.rules {
        (0..all.offers.rows.len() as u32).for_each(|offer| all.tell(offer, rules, tables, findings));
    }
    if all.offers.complete {
        let offered: BTreeSet<Service> =
            all.offers.rows.iter().flat_map(|o| o.also.iter().copied().chain([o.service])).collect();
        for (cap, place) in all.caps {
            if !cap.services.is_empty() && cap.services.iter().all(|s| !offered.contains(s)) {
                findings.push(Finding::new(&kinds::CAP_UNUSED, place.clone()).value(&cap.name));
            }
        }
    }
}

impl Offered<'_> {
    fn is_closed(&self, offer: &Offer, date: Date) -> bool {
        self.closures.iter().any(|c| {
            c.site.is_none_or(|s| s == offer.site)
                && c.service.is_none_or(|s| s == offer.service)
                && (c.from..=c.to).contains(&date)
        })
    }

    /// Warns of an offer that has no limit at all, or opens at no time of the day.
    fn tell(&self, number: u32, rules: &Rules, tables: &Tables, findings: &mut Findings) {
        let offer = &self.offers.rows[number as usize];
        let own: Vec<&SessionRow> =
            self.sessions.iter().map(|s| &s.0).filter(|s| s.offer == number).collect();
        let mut about = |kind: &'static Kind| {
            let row = self.offers.row_of[number as usize].zip(tables.get("services"));
            let place = row.map(|(row, table)| table.place_at(row, Col::NONE));
            let place = place.or_else(|| tables.get("sessions").map(|t| t.place())).unwrap_or_default();
            let finding = Finding::new(kind, place).value(offer.service.as_str());
            findings.push(finding.arg("facility", self.sites.ids.name(offer.site)));
        };
        let hours = offer.hours.unwrap_or_else(|| rules.whole_day());
        if rules.mostly_within(hours.0, hours.1).is_empty() {
            about(&kinds::HOURS_OUTSIDE);
        }
        let limited = offer.seats.is_some() || offer.teachers.is_some() || offer.nurses.is_some();
        let limited = limited || !offer.groups.is_empty() || !offer.rooms.is_empty();
        let limits = |s: &&SessionRow| s.seats.is_some() || s.teachers.is_some() || s.nurses.is_some();
        let by_date = offer.days.is_empty() && own.iter().all(limits);
        if !limited && !by_date {
            about(&kinds::NO_LIMIT);
        }
    }
}

/// Rows of sessions for days that are closed.
fn closed_sessions(all: &Offered<'_>, tables: &Tables, findings: &mut Findings) {
    let Some(table) = tables.get("sessions") else { return };
    for (session, row) in all.sessions {
        let offer = &all.offers.rows[session.offer as usize];
        let opens = session.seats != Some(0);
        if opens && all.is_closed(offer, session.date) {
            let place = table.place_at(*row, Col::NONE);
            findings.push(Finding::new(&kinds::SESSION_CLOSED, place).value(&session.date.to_string()));
        }
    }
}
