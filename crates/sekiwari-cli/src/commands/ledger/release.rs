//! `sekiwari ledger release FILE CHILD --reason R --by CODE`.

use super::{EntryArgs, File, record};
use crate::failure::{Exit, Failure};
use clap::Args;
use sekiwari::Lang;
use sekiwari_ledger::{Event, Release as Body};

/// Arguments of `ledger release`.
#[derive(Debug, Args)]
pub(super) struct Release {
    #[command(flatten)]
    file: File,
    /// The child, which rounds decide again.
    /// 児童(次の利用調整で決めます)。
    child: String,
    /// The code of the officer who decided, not a name.
    /// 決定者の職員コード(氏名ではなく)。
    #[arg(long, value_name = "CODE")]
    by: String,
    #[command(flatten)]
    pub(super) entry: EntryArgs,
}

impl Release {
    pub(super) fn run(self, lang: Lang) -> Result<Exit, Failure> {
        let event =
            Event::Release(Body { child_id: self.child, reason: self.entry.reason.clone(), by: self.by });
        record(&self.file.file, &self.entry, event, lang)
    }
}
