//! Who gains and who loses.

use super::snapshot::{Seen, Snapshot};
use super::spread::mean;
use crate::explain::ChangeKind;
use std::collections::BTreeMap;

/// A child for whom something changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChildEffect {
    /// Its id.
    pub child: String,
    /// Its facility in the baseline.
    pub before: Option<String>,
    /// Its facility in most draws; among equals the first by id, none first.
    pub after: Option<String>,
    /// How that differs; `None` if it does not (most draws change nothing).
    pub change: Option<ChangeKind>,
    /// Draws in which it is there.
    pub draws: u32,
    /// Draws in which it is better off: a seat, or one that it would rather have.
    pub gains: u32,
    /// Draws in which it is worse off.
    pub loses: u32,
    /// Mean change in being seated, in thousandths: 1000 if it has a seat in all draws and none in the baseline.
    pub seated: i64,
}

/// How a child's seat differs. What it would rather have is told by its list in the scenario; where the old facility is not in it
/// any more, by its list in the baseline.
fn kind(a: (&Snapshot, &Seen), b: (&Snapshot, &Seen)) -> Option<ChangeKind> {
    let id = |(s, seen): (&Snapshot, &Seen)| seen.facility.map(|f| s.id(f).to_owned());
    let (old, new) = match (id(a), id(b)) {
        (old, new) if old == new => return None,
        (None, _) => return Some(ChangeKind::GainedSeat),
        (_, None) => return Some(ChangeKind::LostSeat),
        (Some(old), Some(new)) => (old, new),
    };
    let place = |(s, seen): (&Snapshot, &Seen), of: &str| seen.list.iter().position(|&f| s.id(f) == of);
    let both = |side| Some((place(side, &old)?, place(side, &new)?));
    Some(match both(b).or_else(|| both(a)) {
        Some((old, new)) if new < old => ChangeKind::BetterWish,
        Some((old, new)) if new > old => ChangeKind::WorseWish,
        _ => ChangeKind::OtherSeat,
    })
}

pub(super) fn compare(before: &Snapshot, draws: &[Snapshot]) -> Vec<ChildEffect> {
    let mut rows = Vec::new();
    for (child, seen) in &before.children {
        let there: Vec<(&Snapshot, &Seen)> =
            draws.iter().filter_map(|d| Some((d, d.children.get(child)?))).collect();
        let kinds: Vec<Option<ChangeKind>> = there.iter().map(|&d| kind((before, seen), d)).collect();
        if kinds.iter().all(Option::is_none) {
            continue;
        }
        let mut outcomes: BTreeMap<(Option<&str>, Option<ChangeKind>), u32> = BTreeMap::new();
        for (&(d, s), &kind) in there.iter().zip(&kinds) {
            *outcomes.entry((s.facility.map(|f| d.id(f)), kind)).or_default() += 1;
        }
        let most = outcomes.values().copied().max().unwrap_or_default();
        let usual = outcomes.iter().find(|(_, n)| **n == most).map(|(key, _)| *key);
        let count =
            |wanted: [ChangeKind; 2]| kinds.iter().flatten().filter(|k| wanted.contains(k)).count() as u32;
        let seat = |s: &Seen| i64::from(s.facility.is_some());
        rows.push(ChildEffect {
            child: child.clone(),
            before: seen.facility.map(|f| before.id(f).to_owned()),
            after: usual.and_then(|(f, _)| f).map(str::to_owned),
            change: usual.and_then(|(_, kind)| kind),
            draws: there.len() as u32,
            gains: count([ChangeKind::GainedSeat, ChangeKind::BetterWish]),
            loses: count([ChangeKind::LostSeat, ChangeKind::WorseWish]),
            seated: mean(there.iter().map(|(_, s)| seat(s))) - 1000 * seat(seen),
        });
    }
    rows
}
