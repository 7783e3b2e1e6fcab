//! The judge: recomputes everything from the definitions and trusts nobody.
//!
//! It imports the market and the language of its texts, and shares no code with any mechanism. What it judges comes in
//! outside form ([`Submission`]: which child sits where), so allocations typed by hand or made by another system are
//! judged the same way.
//!
//! | question | answer |
//! |---|---|
//! | is it feasible? | [`judge`]: all [`Violation`]s, each with a code |
//! | who should have had more? | [`Verdict::blocking`]: every [`BlockingWish`], and whether it displaces nobody |
//! | are the figures beside it true? | [`check_claims`], [`stage_values`] |
//! | may it be written? | [`certify`]: the only maker of [`Verified`] |
//! | is what is claimed about all allocations true? | [`check_certificate`], [`check_borne_out`] |
//! | why was a better wish not given? | [`find_witnesses`], [`check_witnesses`] |
//!
//! Day services have a market of their own and a judge of their own: [`day`].

mod blocking;
mod certificate;
mod claims;
pub mod day;
mod feasible;
mod objective;
mod proof_texts;
mod submission;
mod taken;
mod texts;
mod verdict;
mod verified;
mod violation;

pub use crate::lang::ViolationText;
pub use blocking::BlockingWish;
pub use certificate::{
    ProofFault, ProofPlace, ProofSection, ProofTable, check_borne_out, check_certificate, check_witnesses,
    find_witnesses, shown_bounds, stand_ins,
};
pub use claims::{Claims, check_claims};
pub use objective::stage_values;
pub use submission::{Seat, Submission, SubmissionBuilder};
pub use texts::{Names, Numbers, VIOLATION_TEXTS};
pub use verdict::{HouseholdFlags, Objective, Verdict, judge};
pub use verified::{Verified, certify};
pub use violation::{Figure, Table, Violation};
