//! Two decisions of one round side by side: who moved, who gained, who lost, and by which rule.

use super::{Decided, Reason, ReasonCode};
use crate::Lang;
use crate::programme::nursery::{ChildIndex, Decision, PlacementKind};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// A seat as it stands in `allocation.csv`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seat {
    /// The facility.
    pub facility: String,
    /// The weekdays on which the child comes, where that is part of the decision; empty otherwise.
    pub days: String,
}

/// What one child got, as it stands in `allocation.csv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutcomeRow {
    /// The child.
    pub child: String,
    /// Its facility, if it has a seat.
    pub facility: Option<String>,
    /// The weekdays on which it comes, where that is part of the decision; empty otherwise.
    pub days: String,
    /// How it comes out.
    pub kind: PlacementKind,
    /// The 1-based place of the outcome in the list the child was decided by.
    pub wish_rank: Option<u32>,
    /// Its main reason.
    pub reason: ReasonCode,
}

/// One decision of a round: what everybody got, and why not what they would rather have had.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Side {
    /// The outcome of every child, in any order.
    pub rows: Vec<OutcomeRow>,
    /// The reason against a seat for a child.
    pub against: BTreeMap<(String, Seat), ReasonCode>,
}

impl Side {
    /// The side of an allocation of a nursery round in memory; `mains` are its [`super::main_reasons`]. Of a club round it is
    /// [`super::club::side`].
    pub fn of(
        decided: &Decided<'_>,
        decisions: &[Decision],
        reasons: &[Reason],
        mains: &[ReasonCode],
    ) -> Self {
        let (children, facilities) = (decided.round.children(), decided.round.facilities());
        let id = |child: ChildIndex| children[child as usize].id.clone();
        let rows = children.iter().zip(decisions).zip(mains).map(|((child, d), &reason)| OutcomeRow {
            child: child.id.clone(),
            facility: d.facility.map(|f| facilities[f as usize].id.clone()),
            days: String::new(),
            kind: d.kind,
            wish_rank: d.wish_rank,
            reason,
        });
        let seat =
            |r: &Reason| Seat { facility: facilities[r.facility as usize].id.clone(), days: String::new() };
        let against = reasons.iter().map(|r| ((id(r.child), seat(r)), r.code));
        Side { rows: rows.collect(), against: against.collect() }
    }
}

/// How a child's outcome differs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ChangeKind {
    /// No seat before, a seat now.
    GainedSeat,
    /// Another seat, higher in the list.
    BetterWish,
    /// Another seat at the same place of the list: the lists differ.
    OtherSeat,
    /// Another seat, lower in the list.
    WorseWish,
    /// A seat before, none now.
    LostSeat,
}

impl ChangeKind {
    /// All kinds, best first.
    pub const ALL: [ChangeKind; 5] = [
        ChangeKind::GainedSeat,
        ChangeKind::BetterWish,
        ChangeKind::OtherSeat,
        ChangeKind::WorseWish,
        ChangeKind::LostSeat,
    ];

    /// The name used in files and messages.
    pub fn as_str(self) -> &'static str {
        match self {
            ChangeKind::GainedSeat => "gained_seat",
            ChangeKind::BetterWish => "better_wish",
            ChangeKind::OtherSeat => "other_seat",
            ChangeKind::WorseWish => "worse_wish",
            ChangeKind::LostSeat => "lost_seat",
        }
    }

    /// The decision that does not give the better of the two seats: 0 for the first, 1 for the second.
    pub fn without(self) -> usize {
        match self {
            ChangeKind::GainedSeat | ChangeKind::BetterWish => 0,
            ChangeKind::OtherSeat | ChangeKind::WorseWish | ChangeKind::LostSeat => 1,
        }
    }

    /// A few words for people.
    pub fn label(self, lang: Lang) -> &'static str {
        let (ja, en) = match self {
            ChangeKind::GainedSeat => ("新たに入所", "gained a seat"),
            ChangeKind::BetterWish => ("上位の希望に変更", "got a better wish"),
            ChangeKind::OtherSeat => ("別の施設に変更", "moved at the same rank"),
            ChangeKind::WorseWish => ("下位の希望に変更", "got a worse wish"),
            ChangeKind::LostSeat => ("入所できなくなった", "lost the seat"),
        };
        lang.pick(ja, en)
    }
}

/// What a child got in one of the decisions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Got {
    /// The facility, if it has a seat.
    pub facility: Option<String>,
    /// The weekdays on which it comes, where that is part of the decision.
    pub days: String,
    /// The rank of the wish.
    pub wish_rank: Option<u32>,
}

impl Got {
    fn of(row: &OutcomeRow) -> Self {
        Self { facility: row.facility.clone(), days: row.days.clone(), wish_rank: row.wish_rank }
    }

    /// The seat, if it has one.
    pub fn seat(&self) -> Option<Seat> {
        Some(Seat { facility: self.facility.clone()?, days: self.days.clone() })
    }

    fn text(&self, lang: Lang) -> String {
        let Some(facility) = &self.facility else { return lang.pick("保留", "none").to_owned() };
        let at = if self.days.is_empty() { facility.clone() } else { format!("{facility} {}", self.days) };
        match self.wish_rank {
            Some(r) => lang.pick(format!("{at}（第{r}希望）"), format!("{at} (wish {r})")),
            None => at,
        }
    }
}

/// One child whose facility, or days there, differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The child.
    pub child: String,
    /// How it differs.
    pub kind: ChangeKind,
    /// What it got in the first decision.
    pub before: Got,
    /// What it got in the second decision.
    pub after: Got,
    /// Why the better of the two seats is not given in the decision without it, if that decision says so.
    pub code: Option<ReasonCode>,
}

/// What differs between two decisions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Children whose facility differs, by child id.
    pub changes: Vec<Change>,
    /// Children whose facility is the same.
    pub same: u32,
    /// Ids that only the first decision knows; not empty means that the rounds differ.
    pub only_before: Vec<String>,
    /// Ids that only the second decision knows.
    pub only_after: Vec<String>,
}

impl Comparison {
    /// The number of changes of a kind.
    pub fn count(&self, kind: ChangeKind) -> u32 {
        self.changes.iter().filter(|c| c.kind == kind).count() as u32
    }

    /// The number of changes that are about days alone: the facility is the same.
    pub fn other_days(&self) -> u32 {
        self.changes.iter().filter(|c| c.is_other_days()).count() as u32
    }

    /// Children better off: a seat or a better wish.
    pub fn gained(&self) -> u32 {
        self.count(ChangeKind::GainedSeat) + self.count(ChangeKind::BetterWish)
    }

    /// Children worse off: no seat any more or a worse wish.
    pub fn lost(&self) -> u32 {
        self.count(ChangeKind::LostSeat) + self.count(ChangeKind::WorseWish)
    }
}

/// Compares two decisions of one round, child by child. Cost: sorting the rows.
pub fn compare(before: &Side, after: &Side) -> Comparison {
    let by_child = |side: &Side| -> BTreeMap<String, usize> {
        side.rows.iter().enumerate().map(|(i, row)| (row.child.clone(), i)).collect()
    };
    let (first, second) = (by_child(before), by_child(after));
    let missing = |from: &BTreeMap<String, usize>, other: &BTreeMap<String, usize>| -> Vec<String> {
        from.keys().filter(|id| !other.contains_key(*id)).cloned().collect()
    };
    let mut comparison = Comparison {
        only_before: missing(&first, &second),
        only_after: missing(&second, &first),
        ..Comparison::default()
    };
    for (child, &i) in &first {
        let Some(&j) = second.get(child) else { continue };
        let (a, b) = (&before.rows[i], &after.rows[j]);
        let kind = match (&a.facility, &b.facility) {
            (x, y) if x == y && a.days == b.days => {
                comparison.same += 1;
                continue;
            }
            (None, _) => ChangeKind::GainedSeat,
            (_, None) => ChangeKind::LostSeat,
            _ => match b.wish_rank.cmp(&a.wish_rank) {
                Ordering::Less => ChangeKind::BetterWish,
                Ordering::Equal => ChangeKind::OtherSeat,
                Ordering::Greater => ChangeKind::WorseWish,
            },
        };
        let mut change =
            Change { child: child.clone(), kind, before: Got::of(a), after: Got::of(b), code: None };
        // The decision without the better seat has a reason against it.
        let against = &[before, after][kind.without()].against;
        change.code = change.withheld().and_then(|seat| against.get(&(child.clone(), seat)).copied());
        comparison.changes.push(change);
    }
    comparison
}

impl Change {
    /// The better of the two seats: the one that [`ChangeKind::without`] does not give.
    pub fn withheld(&self) -> Option<Seat> {
        [&self.after, &self.before][self.kind.without()].seat()
    }

    /// Whether the facility is the same, and the days differ.
    pub fn is_other_days(&self) -> bool {
        self.before.facility.is_some() && self.before.facility == self.after.facility
    }

    /// The change as a line for people.
    pub fn text(&self, lang: Lang) -> String {
        let why = self.code.map_or_else(String::new, |c| format!(" [{}: {}]", c.as_str(), c.label(lang)));
        let (before, after) = (self.before.text(lang), self.after.text(lang));
        let days = match self.is_other_days() {
            true => lang.pick("（曜日の違い）", " (other days)"),
            false => "",
        };
        format!("{}: {before} -> {after}, {}{days}{why}", self.child, self.kind.label(lang))
    }
}
