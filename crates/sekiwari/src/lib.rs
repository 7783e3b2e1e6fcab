//! Sekiwari (席割) decides which child gets which seat, and shows that the decision is right.
//!
//! Data flows one way: a **programme** (nursery, club, daily care) *compiles* its applications to a [`market::Market`];
//! a **mechanism** finds an [`market::Allocation`]; the **judge** in [`verify`] checks it on its own; [`explain`] gives the reasons.
//!
//! The library is pure: no files, no clock, no network, no global state. The same input gives the same answer on any
//! machine and with any number of threads.

pub mod certificate;
pub mod exact;
pub mod explain;
mod lang;
pub mod market;
pub mod mechanism;
pub mod priority;
pub mod programme;
pub mod season;
pub mod siting;
mod solve;
pub mod verify;

pub use exact::Solution;
pub use lang::{Lang, UnknownLang};
pub use solve::{Request, solve};
