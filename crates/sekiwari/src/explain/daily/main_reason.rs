//! One code per request.

use super::{Cause, Decided, Reason};
use crate::Lang;
use crate::programme::PlacementKind;

/// Why a request has its decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MainReason {
    /// It is granted.
    Granted,
    /// It was confirmed before.
    Confirmed,
    /// It was withdrawn.
    Withdrawn,
    /// It is refused, and this is the cause that is nearest to a place among those against its wishes.
    Refused(Cause),
}

impl MainReason {
    /// The code used in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            MainReason::Granted => "GRANTED",
            MainReason::Confirmed => "CONFIRMED",
            MainReason::Withdrawn => "WITHDRAWN",
            MainReason::Refused(cause) => cause.as_str(),
        }
    }

    /// The reason of a code used in files.
    pub fn from_name(name: &str) -> Option<Self> {
        let fixed = [MainReason::Granted, MainReason::Confirmed, MainReason::Withdrawn];
        let known = fixed.into_iter().find(|r| r.as_str() == name);
        known.or_else(|| Cause::from_name(name).map(MainReason::Refused))
    }

    /// A few words for people.
    pub fn label(self, lang: Lang) -> &'static str {
        let (ja, en) = match self {
            MainReason::Granted => ("利用決定", "granted"),
            MainReason::Confirmed => ("確定済み", "confirmed before"),
            MainReason::Withdrawn => ("取下げ", "withdrawn"),
            MainReason::Refused(cause) => return cause.label(lang),
        };
        lang.pick(ja, en)
    }
}

/// One for each request, in their order. `reasons` are those of [`super::reasons`]. Linear in the reasons.
pub fn main_reasons(decided: &Decided<'_>, reasons: &[Reason]) -> Vec<MainReason> {
    let mut nearest: Vec<Option<Cause>> = vec![None; decided.round.requests().len()];
    for reason in reasons {
        let slot = &mut nearest[reason.request as usize];
        *slot = Some(slot.map_or(reason.cause, |c| c.min(reason.cause)));
    }
    let of = |(decision, nearest): (&crate::programme::daily::Decision, Option<Cause>)| match decision.kind {
        None => MainReason::Withdrawn,
        Some(PlacementKind::Placed) => MainReason::Granted,
        Some(PlacementKind::Kept) => MainReason::Confirmed,
        // Every open request that is refused has a wish, and so a reason; a confirmed one is never refused.
        Some(PlacementKind::Unplaced) => MainReason::Refused(nearest.unwrap_or(Cause::FreePlace)),
    };
    decided.decisions().iter().zip(nearest).map(of).collect()
}
