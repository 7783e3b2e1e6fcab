//! Who comes before whom.

use super::lines::is_home;
use super::{Oracle, Place};
use sekiwari::programme::club::{OrderKey, RoundData, ScoreRow};

/// The row that counts for a child at a club; without a club, the row that speaks for the child as a whole.
fn score(data: &RoundData, child: usize, club: Option<usize>) -> Option<&ScoreRow> {
    let rows = || data.scores.iter().filter(|s| s.child as usize == child);
    let general = rows().find(|s| s.club.is_none());
    match club {
        Some(club) => rows().find(|s| s.club == Some(club as u32)).or(general),
        None => general.or_else(|| rows().min_by_key(|s| (std::cmp::Reverse(s.points), s.ties.clone()))),
    }
}

fn has_sibling_at(data: &RoundData, child: usize, club: usize) -> bool {
    let there = |of: Option<u32>| of == Some(club as u32);
    (0..data.children.len()).filter(|&c| c != child && data.children[c].0 == data.children[child].0).any(|c| {
        let sibling = &data.children[c].1;
        there(sibling.current.map(|(club, _)| club)) || there(sibling.last_year)
    })
}

/// What is compared of a child at a club, or on a route (no club); smaller is better.
fn standing(data: &RoundData, child: usize, club: Option<usize>) -> Vec<i64> {
    let (_, c) = &data.children[child];
    let mut all = Vec::new();
    let mut ties = Vec::new();
    for key in &data.rules.order {
        let first = |yes: bool| i64::from(!yes);
        all.push(match key {
            OrderKey::Always => first(c.always),
            OrderKey::Yearly => first(!c.seasons.is_vacation_only()),
            OrderKey::Continuing => first(club.is_some_and(|club| c.last_year == Some(club as u32))),
            OrderKey::Home => first(club.is_some_and(|club| is_home(data, child, club))),
            OrderKey::FirstGrades => first(c.disabled || c.grade.get() <= data.rules.first_grades),
            OrderKey::Disabled => first(c.disabled),
            OrderKey::Sibling => first(club.is_some_and(|club| has_sibling_at(data, child, club))),
            OrderKey::Score => {
                let row = score(data, child, club).expect("a score");
                ties = row.ties.iter().map(|t| t.0).collect();
                -row.points.0
            }
            OrderKey::Grade => i64::from(c.grade.get()),
        });
    }
    all.extend(ties);
    all
}

impl Oracle {
    /// The rank of a child at a place: 0 where it holds a seat, else 1 and one more for everybody strictly before it.
    /// `strict` ends ties by the lottery.
    pub(super) fn rank(&self, data: &RoundData, child: usize, place: Place, strict: bool) -> u32 {
        if self.held[child].contains(&place) {
            return 0;
        }
        let club = match place {
            Place::Slot(club, ..) => Some(club),
            Place::Route(..) => None,
        };
        let key = |c: usize| (standing(data, c, club), if strict { self.draws[c] } else { 0 });
        let own = key(child);
        1 + (0..data.children.len()).filter(|&other| key(other) < own).count() as u32
    }
}
