//! What was asked for and not given, by cause.

use super::{Cause, Decided, MainReason};
use crate::programme::daily::Service;

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
