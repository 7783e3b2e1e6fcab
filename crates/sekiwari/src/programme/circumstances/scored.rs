//! Scores of a rulebook by child and facility.

use super::view::Families;
use crate::priority::Thousandths;
use crate::priority::rulebook::Scores;

/// Per child its score that holds everywhere, then for every facility of its list where its score is another that one:
/// `row` gets child, facility, points and tie keys. The lines of one facility have one score.
pub(crate) fn score_rows<T>(
    round: &impl Families,
    scores: &Scores,
    row: impl Fn(u32, Option<u32>, Thousandths, Box<[Thousandths]>) -> T,
) -> Vec<T> {
    let row = |child: u32, facility: Option<u32>, score: &[Thousandths]| match score {
        [points, ties @ ..] => row(child, facility, *points, ties.into()),
        [] => row(child, facility, Thousandths::default(), score.into()),
    };
    let children = round.child_ids().count() as u32;
    let mut rows = Vec::with_capacity(children as usize);
    let mut entry = 0;
    for child in 0..children {
        let general = scores.child(child);
        rows.push(row(child, None, general));
        let mut told: Vec<u32> = Vec::new();
        for facility in round.list(child) {
            let score = scores.entry(entry);
            entry += 1;
            if score != general && !told.contains(&facility) {
                told.push(facility);
                rows.push(row(child, Some(facility), score));
            }
        }
    }
    rows
}
