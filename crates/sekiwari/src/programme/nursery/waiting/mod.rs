//! The official count of waiting children (待機児童数), after the survey rule for 保育所等利用待機児童数.
//!
//! ```text
//! applicants, continuing included - users = deferred (保留)
//! deferred - exclusions = official count (待機)        hidden (隠れ待機) = sum of the exclusions
//! ```
//!
//! | rule | who | how it is known |
//! |---|---|---|
//! | N1 | counted while a parent seeks work, unless the search has stopped | [`Situation::JobSearchStopped`] |
//! | N2 | counted where the child lives: outsiders are no applicants here, residents who applied elsewhere are | residence, [`Situation::ElsewhereWaiting`] |
//! | N3 | not counted: on the way to a licence, kindergarten with long hours, municipal schemes, enterprise-led | a [`Situation`] each |
//! | N4 | not counted: uses a licensed place and wishes another | a held seat, [`Situation::Transfer`] |
//! | N5 | not counted: entry wished after the survey day | wished entry date |
//! | N6 | not counted: certain places only, where another was open within reach, was offered individually and refused | [`Situation::SpecificPlaceOnly`] with the facility refused; [`SpecificTest`] beside it |
//! | N7 | counted on leave if the will to return is confirmed, else not | [`Situation::OnLeave`] |
//!
//! [`count`] goes through the children of a decided round and the lines of a [`Survey`] that hold on the survey day. A child
//! that meets several exclusions is counted under the first of the configured [`ExclusionOrder`]; all it meets are kept.

mod assign;
mod exclusion;
mod ledger;
mod offers;
mod open;
mod reach;
mod rules;
mod standing;
mod survey;

pub use exclusion::{Exclusion, ExclusionOrder, ExclusionSet, NamedTwice};
pub use ledger::{Age, Area, Ledger, Line, Tally};
pub use offers::{Benefit, Candidate, SpecificTest};
pub use reach::{Hours, Reach, Travel, metres};
pub use rules::{Rules, SpecificPlace, Transfers};
pub use standing::{Count, Entry, Standing, count};
pub use survey::{Enrolled, Situation, Survey, SurveyError, SurveyRow};
