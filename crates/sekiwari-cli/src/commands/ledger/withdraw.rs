//! `sekiwari ledger withdraw FILE CHILD --reason R`.

use super::{EntryArgs, File, record};
use crate::failure::{Exit, Failure};
use clap::Args;
use sekiwari::Lang;
use sekiwari_ledger::{Event, Withdrawal};

/// Arguments of `ledger withdraw`.
#[derive(Debug, Args)]
pub(super) struct Withdraw {
    #[command(flatten)]
    file: File,
    /// The child.
    /// 児童。
    child: String,
    #[command(flatten)]
    pub(super) entry: EntryArgs,
}

impl Withdraw {
    pub(super) fn run(self, lang: Lang) -> Result<Exit, Failure> {
        let event = Event::Withdraw(Withdrawal {
            child_id: self.child,
            // The ledger knows whether it has a seat.
            facility_id: None,
            reason: self.entry.reason.clone(),
        });
        record(&self.file.file, &self.entry, event, lang)
    }
}
