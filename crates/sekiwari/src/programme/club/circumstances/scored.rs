//! Scores of a rulebook as the score rows of a round.

use crate::priority::rulebook::Scores;
use crate::programme::circumstances;
use crate::programme::club::{Round, ScoreRow};

/// The score rows of a round whose facts were made by [`super::facts_of`]: one row per child that holds everywhere, and
/// one more for every club of its list where its score is another. For [`Round::new_scored`].
pub fn score_rows(round: &Round, scores: &Scores) -> Vec<ScoreRow> {
    circumstances::score_rows(round, scores, |child, club, points, ties| ScoreRow {
        child,
        club,
        points,
        ties,
    })
}
