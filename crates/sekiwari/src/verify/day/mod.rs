//! The judge of day services: recomputes every limit slot by slot, and replays the order.
//!
//! It knows the market and nothing of those who solve it, so answers typed by hand or made by another system are judged
//! the same way.
//!
//! | question | answer |
//! |---|---|
//! | is it feasible? | [`judge`]: all [`DayViolation`]s, each with a code |
//! | was somebody passed over? | [`DayVerdict::breaches`]: refused, though one who came later has a place that would do |
//! | is a place left empty? | [`DayVerdict::wasted`], [`DayVerdict::idle`] |
//! | may it be written? | [`certify`]: the only maker of [`VerifiedDay`] |
//! | is a refusal right, however the others are put? | [`Rechecks::refusal`], [`Rechecks::place`] |
//!
//! Under the mechanism `priority` there is no breach, no wasted place and no idle wish; an answer of which every
//! refusal and every place is found right is the one that this mechanism asks for, up to stays of equal rank.

mod counts;
mod limits;
mod presence;
mod queue;
mod recheck;
mod rooms;
mod search;
mod sharing;
mod texts;
mod verdict;
mod verified;
mod violation;

pub use counts::{IdleWish, OrderBreach, WastedPlace};
pub use recheck::{Recheck, Rechecks};
pub use texts::{DAY_VIOLATION_TEXTS, DayNames, DayNumbers};
pub use verdict::{DayTally, DayVerdict, judge};
pub use verified::{VerifiedDay, certify};
pub use violation::{Apart, DayViolation};
