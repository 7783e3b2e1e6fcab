//! What was asked for and given, and what was not, by cause.

use super::{Cause, Decided, MainReason};
use crate::programme::PlacementKind;
use crate::programme::daily::Service;

/// What was asked for and given of a service, in child-days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServiceRow {
    /// The service.
    pub service: Service,
    /// Requests that stand.
    pub asked: u32,
    /// Granted in this round.
    pub granted: u32,
    /// Of these, with the first wish of the family.
    pub first_wish: u32,
    /// Confirmed before.
    pub confirmed: u32,
    /// Refused.
    pub refused: u32,
    /// Withdrawn; not among those asked.
    pub withdrawn: u32,
    /// Different children who ask.
    pub children: u32,
}

/// One row for each service for which there is a request, in the order of services.
pub fn service_rows(decided: &Decided<'_>) -> Vec<ServiceRow> {
    let services = Service::NAMES.iter().map(|&(_, service)| service);
    let rows = services.map(|service| {
        let (asked, granted, first_wish, confirmed, refused, withdrawn, children) = (0, 0, 0, 0, 0, 0, 0);
        let mut row =
            ServiceRow { service, asked, granted, first_wish, confirmed, refused, withdrawn, children };
        let mut who: Vec<u32> = Vec::new();
        let requests = decided.round.requests().iter().zip(decided.decisions());
        for (request, decision) in requests.filter(|(r, _)| r.service == service) {
            let Some(kind) = decision.kind else {
                row.withdrawn += 1;
                continue;
            };
            row.asked += 1;
            who.push(request.child);
            match kind {
                PlacementKind::Placed => {
                    row.granted += 1;
                    row.first_wish += u32::from(decision.place.is_some_and(|p| p.wish_rank == 1));
                }
                PlacementKind::Kept => row.confirmed += 1,
                PlacementKind::Unplaced => row.refused += 1,
            }
        }
        who.sort_unstable();
        who.dedup();
        row.children = who.len() as u32;
        row
    });
    rows.filter(|r| r.asked + r.withdrawn > 0).collect()
}

/// Refused requests of a service with one main reason. A request is a child on a day (延べ児童数).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unmet {
    /// The service.
    pub service: Service,
    /// The reason nearest to a place.
    pub cause: Cause,
    /// Child-days refused.
    pub requests: u32,
    /// Different children among them.
    pub children: u32,
}

/// All services and causes for which something was refused, by service, then cause. `mains` are [`super::main_reasons`].
pub fn unmet(decided: &Decided<'_>, mains: &[MainReason]) -> Vec<Unmet> {
    let mut refused: Vec<(Service, Cause, u32)> = Vec::new();
    for (row, main) in decided.round.requests().iter().zip(mains) {
        if let MainReason::Refused(cause) = *main {
            refused.push((row.service, cause, row.child));
        }
    }
    refused.sort_unstable();
    let same = refused.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1));
    same.map(|rows| {
        let children = rows.chunk_by(|a, b| a.2 == b.2).count() as u32;
        Unmet { service: rows[0].0, cause: rows[0].1, requests: rows.len() as u32, children }
    })
    .collect()
}
