//! Small rounds for the tests.
#![allow(clippy::unwrap_used)]

use super::round::{
    Age, Child, Enrolled, Entitlement, Offer, RequestRow, RoundData, Rules, Session, SessionRow, Site, State,
    TeacherRule,
};
use super::{Round, Service};
use crate::market::day::{KeyPart, Rounding};
use jiff::civil::{Date, date, time};

/// A child of class 3.
pub(crate) fn child(id: &str) -> Child {
    Child {
        id: id.to_owned(),
        household: id.to_owned(),
        age: Age::Class(3),
        enrolled: Enrolled::No,
        registered: vec![],
        resident: true,
        load: 10,
    }
}

/// Temporary care at site 0 for the whole day.
pub(crate) fn request(id: &str, child: u32, dates: &[Date]) -> RequestRow {
    RequestRow {
        id: id.to_owned(),
        child,
        service: Service::Temporary,
        dates: dates.to_vec(),
        session: Session::Day,
        reason: 0,
        disease: None,
        note: false,
        both_work: false,
        rest_day: None,
        sites: vec![0],
        together: None,
        requested_at: None,
        state: State::Open,
    }
}

/// Three seats from Monday to Friday.
pub(crate) fn offer(site: u32, service: Service) -> Offer {
    Offer {
        site,
        service,
        also: vec![],
        days: "MTWHF".parse().unwrap(),
        on_holidays: None,
        hours: None,
        short: None,
        entitlement: Entitlement::default(),
        seats: Some(3),
        groups: vec![],
        teachers: None,
        teacher_rule: TeacherRule { bands: vec![], rounding: Rounding::Cut, minimum: 0 },
        nurses: None,
        per_nurse: 10,
        rooms: vec![],
        same_may_share: true,
        spare: false,
    }
}

/// A session row.
pub(crate) fn row(offer: u32, date: Date, session: Session, classes: u16, seats: Option<u32>) -> SessionRow {
    SessionRow { offer, date, session, classes, seats, teachers: None, nurses: None }
}

/// June 2026: two sites with temporary care, two half days, children C1 and C2, no request.
pub(crate) fn june() -> RoundData {
    RoundData {
        name: "June".to_owned(),
        period: (date(2026, 6, 1), date(2026, 6, 30)),
        rules: Rules {
            bounds: vec![time(8, 0, 0, 0), time(12, 30, 0, 0), time(17, 0, 0, 0)],
            half: time(12, 30, 0, 0),
            reasons: vec!["urgent".to_owned(), "regular".to_owned()],
            order: vec![KeyPart::Need, KeyPart::Uses, KeyPart::Time],
            uses_by_service: true,
            site_first: false,
            caps: vec![],
        },
        holidays: vec![],
        sites: ["A", "B"].map(|id| Site { id: id.to_owned(), name: String::new(), position: None }).to_vec(),
        offers: vec![offer(0, Service::Temporary), offer(1, Service::Temporary)],
        sessions: vec![],
        closures: vec![],
        diseases: vec![],
        children: vec![child("C1"), child("C2")],
        usage: vec![],
        requests: vec![],
    }
}

/// June with changes.
pub(crate) fn with(change: impl FnOnce(&mut RoundData)) -> Round {
    let mut data = june();
    change(&mut data);
    Round::new(data).unwrap()
}
