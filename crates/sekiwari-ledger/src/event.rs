//! What a ledger holds: the bodies of its entries. Ids only; no names of people.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Something that happened in the year. In the file: JSON with the field `kind`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Event {
    /// 開設: the first entry of every ledger.
    Open(Opening),
    /// 利用調整: a round was decided.
    Round(Box<RoundRecord>),
    /// 辞退: a placed child does not take its seat.
    Decline(Decline),
    /// 取下げ・退所: a child leaves the list, or gives up its seat.
    Withdraw(Withdrawal),
    /// 個別決定: somebody decided by hand, with a reason.
    Decide(ManualDecision),
    /// 個別決定の解除: rounds may decide the child again.
    Release(Release),
    /// 希望変更: a child's list is another from now on.
    Wishes(WishChange),
    /// 事由確認: need was checked again.
    Need(NeedCheck),
    /// 受入枠変更: a facility takes more or fewer children.
    Capacity(CapacityChange),
    /// 取消: the entry that it corrects does not hold, and nothing stands in its place.
    Annul(Annulment),
}

/// The year that a ledger is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// The fiscal year (April to March).
    pub fiscal_year: i16,
    /// What people call it; may be empty.
    pub name: String,
    /// The version of the program that made the file.
    pub version: String,
}

/// A decided round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundRecord {
    /// What people call it in this ledger (`4月1次`).
    pub label: String,
    /// The name in its settings.
    pub name: String,
    /// The day on which seats are taken up (`YYYY-MM-DD`).
    pub entry_date: String,
    /// SHA-256 over its input, as in `result.json`.
    pub input_sha256: String,
    /// What equal scores meant to the judge: `strict` or `weak`.
    pub ties: String,
    /// The seed of the lottery.
    pub seed: u64,
    /// Why, if it is the last round decided anew for some of its children (再調整).
    pub again: Option<String>,
    /// How it was decided, where this program did so and its outputs say how.
    pub decided: Option<Decided>,
    /// Children who applied.
    pub children: u32,
    /// Children with a new seat.
    pub placed: u32,
    /// Children who stay at the seat they hold.
    pub kept: u32,
    /// Children without a seat.
    pub unplaced: u32,
    /// Households with a blocking wish.
    pub blocking_households: u32,
    /// The facilities of the round, by id.
    pub facilities: Vec<String>,
    /// Everything that went in and came out, inputs first, by name.
    pub files: Vec<FileRecord>,
}

/// How a round was decided by this program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// The version of the program.
    pub version: String,
    /// The rule.
    pub mechanism: String,
    /// By what allocations were compared.
    pub objective: Vec<String>,
    /// Seconds the search may have taken, as the settings of the round say.
    pub time_limit_s: u32,
    /// `optimal` or `feasible`.
    pub status: String,
    /// `time-limit` or `interrupt` if that ended the search; then another run may decide otherwise.
    pub stopped: Option<String>,
    /// Whether tables have a byte order mark.
    pub bom: bool,
}

/// How a file belongs to a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// It was read.
    Input,
    /// It was written.
    Output,
}

impl Role {
    /// The name in the file: `input` or `output`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Input => "input",
            Role::Output => "output",
        }
    }
}

/// A file of a round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRecord {
    /// Input or output.
    pub role: Role,
    /// Its name, without folders.
    pub name: String,
    /// Its length in bytes.
    pub size: u64,
    /// The SHA-256 of its content.
    pub sha256: String,
    /// Whether the ledger holds the content; of a proof that can be made again only the SHA-256 is kept.
    pub kept: bool,
}

/// A placed child does not take its seat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decline {
    /// The child.
    pub child_id: String,
    /// The seat that is free again.
    pub facility_id: String,
    /// What becomes of the child.
    pub then: AfterDecline,
    /// The seat that it goes back to, if it does.
    pub returns_to: Option<String>,
    /// Why.
    pub reason: String,
}

/// What becomes of a child that declines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AfterDecline {
    /// It goes on waiting, for other seats.
    Waits,
    /// It leaves altogether.
    Leaves,
    /// It goes back to the seat that it held before the round.
    Returns,
}

impl AfterDecline {
    /// The name in the file: `waits`, `leaves`, `returns`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            AfterDecline::Waits => "waits",
            AfterDecline::Leaves => "leaves",
            AfterDecline::Returns => "returns",
        }
    }
}

/// A child leaves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawal {
    /// The child.
    pub child_id: String,
    /// The seat that is free again, if it had one.
    pub facility_id: Option<String>,
    /// Why.
    pub reason: String,
}

/// A decision by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManualDecision {
    /// The child.
    pub child_id: String,
    /// The seat it gets; none if it gets none.
    pub facility_id: Option<String>,
    /// The group whose reserved seat it gets; none for an open seat.
    pub reserved_for: Option<String>,
    /// The day on which it enters, if it gets a seat.
    pub from: Option<Date>,
    /// Why.
    pub reason: String,
    /// Who decided: an officer's code, not a name.
    pub by: String,
}

/// A child's list is another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WishChange {
    /// The child.
    pub child_id: String,
    /// Its list from now on, best first.
    pub facility_ids: Vec<String>,
    /// Why.
    pub reason: String,
}

/// Need was checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeedCheck {
    /// The child.
    pub child_id: String,
    /// What was found.
    pub need: Need,
    /// Why.
    pub reason: String,
}

/// How long a child needs care.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Need {
    /// Until further notice.
    Lasts,
    /// Up to and including a day.
    Until(Date),
    /// Not any more.
    Ended,
}

/// A decision by hand is lifted: rounds decide the child again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    /// The child.
    pub child_id: String,
    /// Why.
    pub reason: String,
    /// Who decided: an officer's code, not a name.
    pub by: String,
}

/// A facility takes more or fewer children.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CapacityChange {
    /// The facility.
    pub facility_id: String,
    /// The classes that share the seats, as in `seats.csv` (`3`, `0-1`, `4;5`).
    pub classes: String,
    /// The group they are reserved for; none for open seats.
    pub reserved_for: Option<String>,
    /// Seats more, or, if negative, fewer.
    pub seats: i32,
    /// Why.
    pub reason: String,
}

/// An entry does not hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Annulment {
    /// Why.
    pub reason: String,
}

impl Event {
    /// The name of its kind in the file.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Event::Open(_) => "open",
            Event::Round(_) => "round",
            Event::Decline(_) => "decline",
            Event::Withdraw(_) => "withdraw",
            Event::Decide(_) => "decide",
            Event::Release(_) => "release",
            Event::Wishes(_) => "wishes",
            Event::Need(_) => "need",
            Event::Capacity(_) => "capacity",
            Event::Annul(_) => "annul",
        }
    }

    /// The one child it is about.
    #[must_use]
    pub fn child(&self) -> Option<&str> {
        match self {
            Event::Decline(e) => Some(&e.child_id),
            Event::Withdraw(e) => Some(&e.child_id),
            Event::Decide(e) => Some(&e.child_id),
            Event::Release(e) => Some(&e.child_id),
            Event::Wishes(e) => Some(&e.child_id),
            Event::Need(e) => Some(&e.child_id),
            Event::Open(_) | Event::Round(_) | Event::Capacity(_) | Event::Annul(_) => None,
        }
    }

    /// The one facility it is about.
    #[must_use]
    pub fn facility(&self) -> Option<&str> {
        match self {
            Event::Decline(e) => Some(&e.facility_id),
            Event::Withdraw(e) => e.facility_id.as_deref(),
            Event::Decide(e) => e.facility_id.as_deref(),
            Event::Capacity(e) => Some(&e.facility_id),
            Event::Open(_)
            | Event::Round(_)
            | Event::Release(_)
            | Event::Wishes(_)
            | Event::Need(_)
            | Event::Annul(_) => None,
        }
    }

    /// Who decided, if that is recorded.
    #[must_use]
    pub fn by(&self) -> Option<&str> {
        match self {
            Event::Decide(e) => Some(&e.by),
            Event::Release(e) => Some(&e.by),
            _ => None,
        }
    }

    /// Why, in somebody's words.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        match self {
            Event::Decline(e) => Some(&e.reason),
            Event::Withdraw(e) => Some(&e.reason),
            Event::Decide(e) => Some(&e.reason),
            Event::Release(e) => Some(&e.reason),
            Event::Wishes(e) => Some(&e.reason),
            Event::Need(e) => Some(&e.reason),
            Event::Capacity(e) => Some(&e.reason),
            Event::Annul(e) => Some(&e.reason),
            Event::Round(e) => e.again.as_deref(),
            Event::Open(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Annulment, Event, ManualDecision};

    #[test]
    fn the_kind_in_the_file_is_the_kind_of_the_event() {
        let event = Event::Decide(ManualDecision {
            child_id: "C1".into(),
            facility_id: None,
            reserved_for: None,
            from: None,
            reason: "=cmd()\n𠮷\u{202e}".into(),
            by: "K-07".into(),
        });
        let text = serde_json::to_string(&event).unwrap();
        assert!(text.starts_with("{\"kind\":\"decide\",\"child_id\":\"C1\",\"facility_id\":null,"), "{text}");
        assert_eq!(serde_json::from_str::<Event>(&text).unwrap(), event);
        let annul = Event::Annul(Annulment { reason: "x".into() });
        assert_eq!(serde_json::to_value(&annul).unwrap()["kind"], annul.kind());
    }
}
