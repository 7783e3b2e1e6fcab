//! `sekiwari ledger decide FILE CHILD [FACILITY] --reason R --by CODE`.

use super::{EntryArgs, File, record};
use crate::failure::{Exit, Failure};
use clap::Args;
use jiff::civil::Date;
use sekiwari::Lang;
use sekiwari_ledger::{Event, ManualDecision};

/// Arguments of `ledger decide`.
#[derive(Debug, Args)]
pub(super) struct Decide {
    #[command(flatten)]
    file: File,
    /// The child.
    /// 児童。
    child: String,
    /// The facility that it gets a seat at; without it, it gets none.
    /// 施設(なければ席なし)。
    facility: Option<String>,
    /// The group whose reserved seat it gets, if it is not an open one.
    /// 優先枠の席なら、その対象。
    #[arg(long, value_name = "GROUP", requires = "facility")]
    reserved_for: Option<String>,
    /// The day on which it enters (YYYY-MM-DD); if not given, with the children of the last round, or on the day of the entry.
    /// 入所日。
    #[arg(long, value_name = "DATE", requires = "facility")]
    from: Option<Date>,
    /// The code of the officer who decided, not a name.
    /// 決定者の職員コード(氏名ではなく)。
    #[arg(long, value_name = "CODE")]
    by: String,
    #[command(flatten)]
    pub(super) entry: EntryArgs,
}

impl Decide {
    pub(super) fn run(self, lang: Lang) -> Result<Exit, Failure> {
        let event = Event::Decide(ManualDecision {
            child_id: self.child,
            facility_id: self.facility,
            reserved_for: self.reserved_for,
            from: self.from,
            reason: self.entry.reason.clone(),
            by: self.by,
        });
        record(&self.file.file, &self.entry, event, lang)
    }
}
