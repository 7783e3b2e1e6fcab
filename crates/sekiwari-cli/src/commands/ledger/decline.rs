//! `sekiwari ledger decline FILE CHILD --reason R`.

use super::{EntryArgs, File, failure, open, record};
use crate::failure::{Exit, Failure};
use clap::Args;
use sekiwari::Lang;
use sekiwari_files::finding::visible;
use sekiwari_ledger::{AfterDecline, Decline as Body, Event, Standing};

/// Arguments of `ledger decline`.
#[derive(Debug, Args)]
pub(super) struct Decline {
    #[command(flatten)]
    file: File,
    /// The child.
    /// 児童。
    child: String,
    /// It goes on waiting, for other seats (this is so if nothing is said and it held no seat before).
    /// 引き続き待ちます(元の席がない児童の既定)。
    #[arg(long, group = "then")]
    waits: bool,
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
            _ if self.waits => AfterDecline::Waits,
            _ => {
                self.check_no_seat_before()?;
                AfterDecline::Waits
            }
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

    /// Nobody loses two seats because nothing was said.
    fn check_no_seat_before(&self) -> Result<(), Failure> {
        let path = &self.file.file;
        let standing = open(path)?.standing_before(&self.child, self.entry.corrects);
        let Some(Standing::Placed { held: Some(held), .. }) = standing.map_err(|e| failure(path, &e))? else {
            return Ok(());
        };
        let (child, held) = (visible(&self.child), visible(&held));
        Err(Failure::new(
            format!(
                "児童 {child} は、内定の前から施設 {held} に席がありました。--returns (元の席に戻る)、--waits (どちらの席も                  手放して待つ)、--leaves (申込みも終える) のいずれかを指定してください"
            ),
            format!(
                "child {child} held a seat at facility {held} before; say --returns (it goes back there), --waits (it gives up                  both seats and goes on waiting) or --leaves (it leaves altogether)"
            ),
        ))
    }
}
