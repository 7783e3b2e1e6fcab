//! `sekiwari ledger decline FILE CHILD --reason R`.

use super::{EntryArgs, File, record};
use crate::failure::{Exit, Failure};
use clap::Args;
use sekiwari::Lang;
use sekiwari_ledger::{AfterDecline, Decline as Body, Event};

/// Arguments of `ledger decline`.
#[derive(Debug, Args)]
pub(super) struct Decline {
    #[command(flatten)]
    file: File,
    /// The child.
    /// 児童。
    child: String,
    /// It goes on waiting, for other seats (this is so if nothing is said).
    /// 引き続き待ちます(既定)。
    #[arg(long, group = "then")]
    stays: bool,
    /// It leaves the list altogether.
    /// 申込みも終えます。
    #[arg(long, group = "then")]
    leaves: bool,
    /// It goes back to the seat that it held before.
    /// 元の席に残ります(転園の辞退)。
    #[arg(long, group = "then")]
    returns: bool,
    #[command(flatten)]
    pub(super) entry: EntryArgs,
}

impl Decline {
    pub(super) fn run(self, lang: Lang) -> Result<Exit, Failure> {
        let then = match (self.leaves, self.returns) {
            (true, _) => AfterDecline::Leaves,
            (_, true) => AfterDecline::Returns,
            _ => AfterDecline::Waits,
        };
        let event = Event::Decline(Body {
            child_id: self.child,
            // The ledger knows the seats.
            facility_id: String::new(),
            then,
            returns_to: None,
            reason: self.entry.reason.clone(),
        });
        record(&self.file.file, &self.entry, event, lang)
    }
}
