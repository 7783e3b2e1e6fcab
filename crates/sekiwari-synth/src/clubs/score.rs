//! Points of the applicants.

use super::tables::Table;
use crate::draw::Draw;

/// Two keys below the points: the reason of the guardians, and whether grandparents live near.
const COLUMNS: &[&str] = &["child_id", "facility_id", "score", "tie_1", "tie_2"];

/// Points of a family: the days and hours of the guardian who works less, up to 20, and 3 for a single parent (about as the
/// tables of 昭島市 and others have it).
#[derive(Clone, Copy)]
pub(super) struct Points {
    whole: u32,
    reason: u32,
    grandparents: u32,
}

impl Points {
    pub(super) fn draw(draw: &mut Draw) -> Self {
        let work = [20, 19, 18, 17, 16, 15, 12][draw.weighted(&[380, 120, 160, 110, 90, 80, 60])];
        let single = draw.chance(120);
        let reason = 1 + draw.weighted(&[800, 120, 80]) as u32;
        Self { whole: work + if single { 3 } else { 0 }, reason, grandparents: 1 + draw.below(3) }
    }
}

pub(super) fn table() -> Table {
    Table::new("scores", COLUMNS)
}

/// One row of a child for all clubs.
pub(super) fn push(table: &mut Table, child: &str, points: Points) {
    let Points { whole, reason, grandparents } = points;
    let numbers = [whole, reason, grandparents].map(|n| n.to_string());
    let [score, tie_1, tie_2] = numbers;
    table.push([child.to_owned(), String::new(), score, tie_1, tie_2]);
}
