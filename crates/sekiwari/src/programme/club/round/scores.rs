//! The scores of a round's children, flat.

use super::{Entry, NONE, Round, RoundError, ScoreRow};
use crate::priority::Score;

impl Round {
    pub(super) fn take_scores(&mut self, mut rows: Vec<ScoreRow>, errors: &mut Vec<RoundError>) {
        // The general row of a child stands last.
        rows.sort_by_key(|r| (r.child, r.club.unwrap_or(NONE)));
        for row in &rows {
            self.scores.push(row.points, &row.ties);
            self.score_rows.push((row.child, row.club.unwrap_or(NONE)));
        }
        let counts = self.counts_points();
        let mut at = 0;
        for child in 0..self.children.len() as u32 {
            let from = at;
            while rows.get(at).is_some_and(|r| r.child == child) {
                at += 1;
            }
            let own = &rows[from..at];
            for pair in own.windows(2).filter(|p| p[0].club == p[1].club) {
                let club = pair[0].club.map_or("every club", |c| &self.clubs[c as usize].id).to_owned();
                errors.push(RoundError::DuplicateScore {
                    child: self.children[child as usize].id.clone(),
                    club,
                });
            }
            let row = |club: u32| {
                let place = own.binary_search_by_key(&club, |r| r.club.unwrap_or(NONE));
                place.map_or(NONE, |place| (from + place) as u32)
            };
            let general = row(NONE);
            let mut missing = NONE;
            for entry in self.list_range(child) {
                let Entry { club, stay, .. } = self.list[entry];
                let score = match row(club) {
                    NONE => general,
                    own => own,
                };
                if counts && score == NONE && !stay && missing != club {
                    missing = club;
                    let (child, club) = (&self.children[child as usize].id, &self.clubs[club as usize].id);
                    errors.push(RoundError::NoScore { child: child.clone(), club: club.clone() });
                }
                self.list_score.push(score);
            }
            let score =
                |r: u32| self.scores.get(r).unwrap_or(Score { points: Default::default(), ties: &[] });
            let best = || (from as u32..at as u32).min_by(|&a, &b| score(a).cmp(&score(b)));
            let of_child = if general == NONE { best().unwrap_or(NONE) } else { general };
            self.child_score.push(of_child);
        }
    }
}
