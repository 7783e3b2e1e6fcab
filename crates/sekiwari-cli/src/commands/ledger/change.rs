//! `sekiwari ledger change wishes|need|capacity FILE ...`.

use super::{EntryArgs, File, record};
use crate::failure::{Exit, Failure};
use clap::{Args, Subcommand};
use jiff::civil::Date;
use sekiwari::Lang;
use sekiwari_ledger::{CapacityChange, Event, Need as Found, NeedCheck, WishChange};

/// Arguments of `ledger change`.
#[derive(Debug, Args)]
pub(super) struct Change {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// A child's list is another from now on.
    /// 児童の希望が変わりました。
    Wishes(Wishes),
    /// The need for care was checked again.
    /// 保育の必要性を確認しました。
    Need(Need),
    /// A facility takes more or fewer children.
    /// 施設の受入枠が変わりました。
    Capacity(Capacity),
}

#[derive(Debug, Args)]
struct Wishes {
    #[command(flatten)]
    file: File,
    /// The child.
    /// 児童。
    child: String,
    /// Its whole list, best first; without any, it is content with what it has.
    /// 希望する施設を順に。
    facilities: Vec<String>,
    #[command(flatten)]
    entry: EntryArgs,
}

#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("found").required(true).args(["until", "ended", "lasts"])))]
struct Need {
    #[command(flatten)]
    file: File,
    /// The child.
    /// 児童。
    child: String,
    /// The last day on which there is need (YYYY-MM-DD).
    /// 必要性のある最後の日。
    #[arg(long, value_name = "DATE")]
    until: Option<Date>,
    /// There is need no longer.
    /// 必要性はなくなりました。
    #[arg(long)]
    ended: bool,
    /// There is need until further notice.
    /// 必要性は続いています。
    #[arg(long)]
    lasts: bool,
    #[command(flatten)]
    entry: EntryArgs,
}

#[derive(Debug, Args)]
struct Capacity {
    #[command(flatten)]
    file: File,
    /// The facility.
    /// 施設。
    facility: String,
    /// The classes that share the seats, as in seats.csv: 3, 0-1, 4;5.
    /// 席を分け合う歳児クラス。
    classes: String,
    /// Seats more, or fewer with a minus sign.
    /// 増減する席数。
    #[arg(allow_negative_numbers = true)]
    seats: i32,
    /// The group that the seats are reserved for.
    /// 優先枠の対象。
    #[arg(long, value_name = "GROUP")]
    reserved_for: Option<String>,
    #[command(flatten)]
    entry: EntryArgs,
}

impl Change {
    /// Whether messages are asked for as JSON.
    pub(super) fn json(&self) -> bool {
        match &self.what {
            What::Wishes(c) => c.entry.messages.json,
            What::Need(c) => c.entry.messages.json,
            What::Capacity(c) => c.entry.messages.json,
        }
    }

    pub(super) fn run(self, lang: Lang) -> Result<Exit, Failure> {
        let (file, entry, event) = match self.what {
            What::Wishes(c) => {
                let (child_id, facility_ids) = (c.child, c.facilities);
                let reason = c.entry.reason.clone();
                (c.file, c.entry, Event::Wishes(WishChange { child_id, facility_ids, reason }))
            }
            What::Need(c) => {
                let need = match c.until {
                    Some(day) => Found::Until(day),
                    None if c.lasts => Found::Lasts,
                    None => Found::Ended,
                };
                let reason = c.entry.reason.clone();
                (c.file, c.entry, Event::Need(NeedCheck { child_id: c.child, need, reason }))
            }
            What::Capacity(c) => {
                let event = Event::Capacity(CapacityChange {
                    facility_id: c.facility,
                    classes: c.classes,
                    reserved_for: c.reserved_for,
                    seats: c.seats,
                    reason: c.entry.reason.clone(),
                });
                (c.file, c.entry, event)
            }
        };
        record(&file.file, &entry, event, lang)
    }
}
