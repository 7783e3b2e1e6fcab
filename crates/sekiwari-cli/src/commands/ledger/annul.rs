//! `sekiwari ledger annul FILE ENTRY --reason R`.

use super::{File, When, not_recorded, open, tell};
use crate::cli::Messages;
use crate::failure::{Exit, Failure};
use clap::Args;
use sekiwari::Lang;
use sekiwari_ledger::{Annulment, Event};

/// Arguments of `ledger annul`.
#[derive(Debug, Args)]
pub(super) struct Annul {
    #[command(flatten)]
    file: File,
    /// The entry that does not hold. It stays in the ledger, and nothing stands in its place.
    /// 取り消す記録の番号。
    entry: i64,
    /// Why, in a few words; without names.
    /// 理由(氏名は書かないでください)。
    #[arg(long, value_name = "TEXT")]
    reason: String,
    #[command(flatten)]
    when: When,
    #[command(flatten)]
    pub(super) messages: Messages,
}

impl Annul {
    pub(super) fn run(self, lang: Lang) -> Result<Exit, Failure> {
        let (json, on, corrects) = (self.messages.json, self.when.day(), Some(self.entry));
        match open(&self.file.file)?.record(on, Event::Annul(Annulment { reason: self.reason }), corrects) {
            Ok(recorded) => tell(&recorded, None, on, corrects, json, lang),
            Err(error) => not_recorded(&self.file.file, &error, json, lang),
        }
    }
}
