//! Why a round of day services came out as it did, by date and time.
//!
//! | question | answer |
//! |---|---|
//! | why not this date at this site? | [`reasons`], [`reasons_of`], in words [`Reason::text`] |
//! | why this decision? | [`main_reasons`], [`decision_text`], [`order_text`] |
//! | who could come if a place came free? | [`waiting`], [`next_if_freed`] |
//! | who could come if this one cancelled? | [`next_if_cancelled`] |
//! | where does this one wait, and for what? | [`waiting_text`] |
//! | how full is each time of each day? | [`calendar_rows`] |
//! | what was asked for, given and refused, and why? | [`service_rows`], [`unmet`] |
//! | whose request came out otherwise in another decision? | [`compare`] |
//! | which full times show that somebody had to be refused? | [`FullAt`], [`full_text`] |
//!
//! Everything starts from [`Decided`], a round with its answer, and holds for any feasible answer, whatever rule gave it.
//! The waiting list is *by who fits*: who stands first in the order may need a room or a teacher more, while the next one
//! could come at once.

mod broken;
mod calendar;
mod compare;
mod decided;
mod decided_by;
mod limit;
mod main_reason;
mod occupancy;
mod order;
mod proof;
mod reasons;
mod rooms;
mod texts;
mod unmet;
mod waiting;
mod waiting_text;

pub use broken::Broken;
pub use calendar::{RoomsUsed, SlotRow, calendar_rows};
pub use compare::{Change, ChangeKind, Comparison, Outcome, compare, outcomes};
pub use decided::Decided;
pub use decided_by::{DecidedBy, decided_by};
pub use limit::Limit;
pub use main_reason::{MainReason, main_reasons};
pub use occupancy::{Present, nurses_needed, teachers_needed};
pub use proof::{FullAt, full_text};
pub use reasons::{Cause, Reason, reasons, reasons_of};
pub use texts::{decision_text, key_name, order_text, place_text, tenths_text, time_text};
pub use unmet::{ServiceRow, Unmet, service_rows, unmet};
pub use waiting::{Waiting, next_if_cancelled, next_if_freed, waiting};
pub use waiting_text::waiting_text;
