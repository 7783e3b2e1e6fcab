//! Where the rows are that the library finds fault with.

use std::collections::BTreeMap;

use jiff::civil::Date;
use sekiwari::Lang;
use sekiwari::programme::daily::round::{OfferFault, RequestFault, RoundData, SessionFault};
use sekiwari::programme::daily::{Round, RoundError, Service};

use super::requests::Requests;
use super::services::Offers;
use crate::finding::catalogue::{consistency, daily as kinds, daily_requests as asked};
use crate::finding::{Finding, Kind, Place};
use crate::round::source::Tables;
use crate::table::{Col, Table};

/// The rows of the tables by the names that the library gives them.
pub(super) struct Where {
    requests: BTreeMap<String, usize>,
    offers: BTreeMap<(String, Service), usize>,
    sessions: BTreeMap<(String, Service, Date), usize>,
}

impl Where {
    /// `data` holds the rows in the order in which they were read.
    pub(super) fn new(
        data: &RoundData,
        requests: &Requests,
        offers: &Offers,
        session_rows: &[usize],
    ) -> Self {
        let site = |site: u32| data.sites.get(site as usize).map(|s| s.id.clone()).unwrap_or_default();
        let named = data.requests.iter().map(|q| q.id.clone()).zip(requests.row_of.iter().copied());
        let offered = data.offers.iter().zip(&offers.row_of);
        // The first row of a date speaks for all.
        let dated = data.sessions.iter().zip(session_rows).rev().filter_map(|(s, row)| {
            let offer = data.offers.get(s.offer as usize)?;
            Some(((site(offer.site), offer.service, s.date), *row))
        });
        Self {
            requests: named.collect(),
            offers: offered.filter_map(|(o, row)| Some(((site(o.site), o.service), (*row)?))).collect(),
            sessions: dated.collect(),
        }
    }

    /// The place of every request of the round.
    pub(super) fn places(&self, round: &Round, tables: &Tables) -> Vec<Place> {
        let place = |id: &str| self.request(tables, id);
        round.requests().iter().map(|q| place(&q.id)).collect()
    }

    /// The row of a request.
    pub(super) fn request(&self, tables: &Tables, id: &str) -> Place {
        at(tables, "requests", self.requests.get(id))
    }

    /// The row of a service of a site.
    pub(super) fn offer(&self, tables: &Tables, site: &str, service: Service) -> Place {
        let row = self.offers.get(&(site.to_owned(), service));
        at(tables, if tables.get("services").is_some() { "services" } else { "sessions" }, row)
    }

    /// What the library says, at the row that it is about. What the reading has told before does not come here.
    pub(super) fn finding(&self, tables: &Tables, error: RoundError) -> Finding {
        match error {
            RoundError::Request { request, fault } => self.of_request(tables, &request, fault),
            RoundError::Session { site, service, date, fault } => {
                let kind: &Kind = match fault {
                    SessionFault::ClassesWithoutSeats => &kinds::CLASSES_WITHOUT_SEATS,
                    SessionFault::GroupsDiffer => &kinds::CLASSES_DIFFER,
                    _ => &kinds::CLASSES_CUT_TWICE,
                };
                let key = (site, service, date);
                let finding = Finding::new(kind, at(tables, "sessions", self.sessions.get(&key)));
                let finding = finding.value(&date.to_string()).arg("facility", &key.0);
                finding.arg("service", service.as_str())
            }
            RoundError::Offer { site, service, fault: OfferFault::SpareHoliday } => {
                let key = (site, service);
                let finding =
                    Finding::new(&kinds::SPARE_HOLIDAY, at(tables, "services", self.offers.get(&key)));
                finding.value(service.as_str()).arg("facility", &key.0)
            }
            RoundError::ConfirmedTwice { first, second } => {
                let finding = Finding::new(&asked::CONFIRMED_TWICE, self.request(tables, &second));
                finding.value(&second).arg("other", first)
            }
            RoundError::RestDayTwice { first, second, date } => {
                let finding = Finding::new(&asked::REST_DAY_TWICE, self.request(tables, &second));
                finding.value(&date.to_string()).arg("request", second).arg("other", first)
            }
            other => {
                let place = Place::file(tables.origin());
                Finding::new(&consistency::ROUND_INCONSISTENT, place).arg("reason", other)
            }
        }
    }

    fn of_request(&self, tables: &Tables, request: &str, fault: RequestFault) -> Finding {
        let about = |kind| Finding::new(kind, self.request(tables, request));
        match fault {
            RequestFault::FiscalYears => about(&asked::FISCAL_YEARS).value(request),
            RequestFault::RestDay(date) => {
                about(&asked::REST_DAY_ODD).value(&date.to_string()).arg("request", request)
            }
            RequestFault::Confirmed { site, date, cause } => {
                let finding = about(&asked::CONFIRMED_IMPOSSIBLE).value(request).arg("request", request);
                let finding = finding.arg("facility", site).arg("date", date);
                finding.arg("why_ja", cause.label(Lang::Ja)).arg("why_en", cause.label(Lang::En))
            }
            other => {
                let reason = RoundError::Request { request: request.to_owned(), fault: other };
                about(&consistency::ROUND_INCONSISTENT).arg("reason", reason)
            }
        }
    }
}

fn at(tables: &Tables, table: &str, row: Option<&usize>) -> Place {
    let whole = || Place::file(tables.origin());
    tables.get(table).map_or_else(whole, |t: &Table| match row {
        Some(&row) => t.place_at(row, Col::NONE),
        None => t.place(),
    })
}
