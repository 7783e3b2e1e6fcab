//! The ledger (台帳): one file that holds every round of a fiscal year and everything that happened between them.
//!
//! Nothing in it is ever changed: an [`Entry`] is added at the end, and a mistake is put right by an entry that names the one
//! it corrects. Every entry carries a hash over the one before it and its own content, so that tampering shows
//! ([`Ledger::check`]). A round is held with its input files byte for byte, its settings, the version that decided, the
//! decision and its outputs, so that it can be decided again years later.
//!
//! The file is an SQLite database of four tables; see `docs/ledger.md` for its columns and how to verify it with
//! other programs. An entry is recorded whole or not at all, whatever happens to the process or the power in between.
//! One process records at a time.
//!
//! ```
//! use sekiwari_ledger::{Ledger, LedgerError};
//! # let dir = tempfile::tempdir().unwrap();
//! # let path = dir.path().join("2026.ledger");
//! let ledger = Ledger::create(&path, 2026, "Soja", "2025-10-01".parse().unwrap())?;
//! assert_eq!(ledger.fiscal_year(), 2026);
//! assert!(ledger.check()?.is_empty());
//! assert!(matches!(Ledger::create(&path, 2026, "", "2025-10-01".parse().unwrap()), Err(LedgerError::Exists)));
//! # Ok::<(), LedgerError>(())
//! ```

mod blob;
mod cascade;
mod chain;
mod check;
mod entry;
mod error;
mod event;
mod export;
mod judged;
mod ledger;
mod next;
mod outputs;
mod read;
mod record;
mod refusal;
mod schema;
mod standing;
mod text;
mod year;

pub use chain::{Hash, NotAHash};
pub use check::Fault;
pub use entry::Entry;
pub use error::LedgerError;
pub use event::{
    AfterDecline, Annulment, CapacityChange, Decided, Decline, Event, FileRecord, ManualDecision, Need,
    NeedCheck, Opening, Release, Role, RoundRecord, WishChange, Withdrawal,
};
pub use export::{entry_json, write_files};
pub use judged::{DecisionRow, Given, JudgedRound, NotPassed};
pub use ledger::Ledger;
pub use next::{NextFolder, earlier_table};
pub use outputs::Outputs;
pub use record::Recorded;
pub use refusal::{Refusal, TextFault};
pub use standing::{Standing, Step, standing};
pub use year::Course;
