//! All reasons of a round, and the one that stands for each child.

use super::{Decided, Reason, ReasonCode, household};
use crate::market::{ChildId, HouseholdId};
use crate::programme::nursery::{ChildIndex, Decision, PlacementKind};
use rayon::prelude::*;

/// The reasons against every wish above each child's outcome, in the order of the children and their lists.
///
/// A wish is above the outcome if the child's own list has it higher, or if the child would sit there under something
/// that its household ranks above what it got. Many joint wishes of a household come down to one reason per child and
/// facility. Cost: linear in the claims, times the logarithm of a pool's seats; households are spread over threads.
pub fn reasons(decided: &Decided<'_>) -> Vec<Reason> {
    let households = decided.market.households().len() as u32;
    (0..households)
        .into_par_iter()
        .fold(Vec::new, |mut found, h| {
            household::explain(decided, HouseholdId::new(h), &mut found);
            found
        })
        // Pieces are joined in the order of the households, however they were cut.
        .reduce(Vec::new, |mut a, b| {
            a.extend(b);
            a
        })
}

/// The reasons of one child, in the order of its list. Cost: its household's claims.
pub fn reasons_of(decided: &Decided<'_>, child: ChildIndex) -> Vec<Reason> {
    let mut found = Vec::new();
    household::explain(decided, decided.market.household_of(ChildId::new(child)), &mut found);
    found.retain(|r| r.child == child);
    found
}

/// One code per child, in the order of the children: why it has this decision.
///
/// For a child without a seat it is the reason nearest to one ([`ReasonCode::ALL`]). `decisions` and `reasons` are those
/// of [`crate::programme::nursery::Compiled::decisions`] and [`reasons`]. Linear.
pub fn main_reasons(decided: &Decided<'_>, decisions: &[Decision], reasons: &[Reason]) -> Vec<ReasonCode> {
    let mut nearest: Vec<Option<ReasonCode>> = vec![None; decided.round.children().len()];
    for reason in reasons {
        let slot = &mut nearest[reason.child as usize];
        *slot = Some(slot.map_or(reason.code, |c| c.min(reason.code)));
    }
    let code = |(decision, nearest): (&Decision, Option<ReasonCode>)| match decision.kind {
        PlacementKind::Placed => ReasonCode::WishGiven,
        PlacementKind::Kept => ReasonCode::TransferKeptSeat,
        PlacementKind::Unplaced => nearest.unwrap_or(ReasonCode::NoWishes),
    };
    let mut codes: Vec<ReasonCode> = decisions.iter().zip(nearest).map(code).collect();
    for (child, _) in decided.round.pins() {
        codes[*child as usize] = ReasonCode::ManualDecision;
    }
    codes
}
