//! How much of the caps is used.

use super::Decision;
use super::round::{ChildIndex, Round};

/// What a child uses of a cap in a week, month or period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CapUse {
    /// The cap, as a position in the caps of the rules.
    pub cap: u32,
    /// The child.
    pub child: ChildIndex,
    /// Which week or month, see [`super::round::Cap::bucket`].
    pub bucket: i32,
    /// Tenths of a day before the round.
    pub before: u32,
    /// Tenths of a day that it is given.
    pub given: u32,
    /// Tenths of a day that it asked for and is not given, on its first dates.
    pub refused: u32,
    /// The most, in tenths of a day.
    pub most: u32,
}

/// The use of every cap by every child that asks for something the cap counts, by cap, child and time. A week or month is
/// that of the date that is given, else of the first date.
pub fn caps_used(round: &Round, decisions: &[Decision]) -> Vec<CapUse> {
    let mut uses = Vec::new();
    for (c, cap) in (0..).zip(&round.rules().caps) {
        let mut rows: Vec<(u32, i32, bool, u32)> = Vec::new();
        for ((r, row), decision) in (0..).zip(round.requests()).zip(decisions) {
            let takes = cap.takes(round, r);
            if decision.kind.is_none() || takes == 0 {
                continue;
            }
            let date = decision.place.map_or(row.dates[0], |place| round.date_of(place.day));
            let bucket = cap.bucket(date, round.period());
            rows.extend(bucket.map(|b| (row.child, b, decision.place.is_some(), takes)));
        }
        rows.sort_unstable();
        for same in rows.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let (child, bucket, ..) = same[0];
            let sum = |given| same.iter().filter(|r| r.2 == given).map(|r| r.3).sum();
            uses.push(CapUse {
                cap: c,
                child,
                bucket,
                before: cap.used(round, child, bucket),
                given: sum(true),
                refused: sum(false),
                most: cap.most,
            });
        }
    }
    uses
}
