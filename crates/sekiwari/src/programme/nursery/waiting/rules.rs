//! What a municipality decides about its count.

use super::{ExclusionOrder, Reach};
use jiff::civil::Date;

/// Where children stand who hold a seat, apply for another and keep the one they hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Transfers {
    /// `users`: they use a place, so they are not deferred.
    #[default]
    Users,
    /// `deferred`: their application was deferred; they are taken out again as [`super::Exclusion::Transfer`].
    Deferred,
}

impl Transfers {
    /// Names and values.
    pub const NAMES: &'static [(&'static str, Transfers)] =
        &[("users", Transfers::Users), ("deferred", Transfers::Deferred)];
}

/// What it takes for a child to wait for certain places only.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum SpecificPlace {
    /// `refused`: the survey names a facility that was offered individually and refused.
    #[default]
    Refused,
    /// `confirmed`: besides, the facility has an open seat of its class within reach after the round.
    Confirmed,
}

impl SpecificPlace {
    /// Names and values.
    pub const NAMES: &'static [(&'static str, SpecificPlace)] =
        &[("refused", SpecificPlace::Refused), ("confirmed", SpecificPlace::Confirmed)];
}

/// The rules of a count.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rules {
    /// The survey day: April 1, October 1.
    pub date: Date,
    /// Under which exclusion a child is counted that meets several.
    pub order: ExclusionOrder,
    /// The municipality that counts. Children who live in another are counted there; without a name nobody is taken to live
    /// elsewhere.
    pub municipality: Option<String>,
    /// Where children stand who keep their seat.
    pub transfers: Transfers,
    /// What it takes to wait for certain places only.
    pub specific_place: SpecificPlace,
    /// What is within reach.
    pub reach: Reach,
}

impl Rules {
    /// The rules of the survey for a day.
    pub fn on(date: Date) -> Self {
        Self {
            date,
            order: ExclusionOrder::default(),
            municipality: None,
            transfers: Transfers::default(),
            specific_place: SpecificPlace::default(),
            reach: Reach::default(),
        }
    }
}
