//! Scores of a rulebook as the score rows of a round.

use crate::priority::Thousandths;
use crate::priority::rulebook::Scores;
use crate::programme::nursery::{Round, ScoreRow};

/// The score rows of a round whose facts were made by [`super::facts_of`]: one row per child that holds everywhere, and
/// one more for every facility of its list where its score is another. For [`Round::new_scored`].
pub fn score_rows(round: &Round, scores: &Scores) -> Vec<ScoreRow> {
    let row = |child: u32, facility: Option<u32>, score: &[Thousandths]| {
        let (points, ties) = match score {
            [points, ties @ ..] => (*points, ties),
            [] => (Thousandths::default(), score),
        };
        ScoreRow { child, facility, points, ties: ties.into() }
    };
    let mut rows = Vec::with_capacity(round.children().len());
    for child in 0..round.children().len() as u32 {
        let general = scores.child(child);
        rows.push(row(child, None, general));
        for (place, &facility) in round.list(child).iter().enumerate() {
            let score = scores.entry((round.list_offset(child) + place) as u32);
            if score != general {
                rows.push(row(child, Some(facility), score));
            }
        }
    }
    rows
}
