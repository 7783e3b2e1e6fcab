//! Who comes before whom.

use super::lines::is_home;
use super::{Oracle, Place};
use sekiwari::programme::club::{OrderKey, RoundData, ScoreRow};

/// The row that counts for a child at a club.
fn score(data: &RoundData, child: usize, club: usize) -> Option<&ScoreRow> {
    let rows = || data.scores.iter().filter(|s| s.child as usize == child);
    rows().find(|s| s.club == Some(club as u32)).or_else(|| rows().find(|s| s.club.is_none()))
}

fn has_sibling_at(data: &RoundData, child: usize, club: usize) -> bool {
    let there = |of: Option<u32>| of == Some(club as u32);
    (0..data.children.len()).filter(|&c| c != child && data.children[c].0 == data.children[child].0).any(
        |c| {
            let sibling = &data.children[c].1;
            there(sibling.current.map(|(club, _)| club)) || there(sibling.last_year)
        },
    )
}

/// What is compared of a child at a club; smaller is better.
fn standing(data: &RoundData, child: usize, club: usize) -> Vec<i64> {
    let (_, c) = &data.children[child];
    let mut all = Vec::new();
    let mut ties = Vec::new();
    for key in &data.rules.order {
        let first = |yes: bool| i64::from(!yes);
        all.push(match key {
            OrderKey::Always => first(c.always),
            OrderKey::Yearly => first(!c.seasons.is_vacation_only()),
            OrderKey::Continuing => first(c.last_year == Some(club as u32)),
            OrderKey::Home => first(is_home(data, child, club)),
            OrderKey::FirstGrades => first(c.disabled || c.grade.get() <= data.rules.first_grades),
            OrderKey::Disabled => first(c.disabled),
            OrderKey::Sibling => first(has_sibling_at(data, child, club)),
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
    /// What is compared of a child at a club with the lottery last, whoever holds a seat; `None` if its points count and are not known.
    pub(crate) fn in_order(&self, data: &RoundData, child: usize, club: usize) -> Option<(Vec<i64>, u64)> {
        let counts = data.rules.order.contains(&OrderKey::Score);
        let known = !counts || score(data, child, club).is_some();
        known.then(|| (standing(data, child, club), self.draws[child]))
    }

    /// Whether a child holds a seat there.
    pub(crate) fn holds(&self, child: usize, place: Place) -> bool {
        self.held[child].contains(&place)
    }

    /// What is compared of a child at a place; `None` if it never asks for it. On a route, whatever the day, a child stands as
    /// at the club where it stands best of those to which the route takes it.
    fn standing(&self, data: &RoundData, child: usize, place: Place) -> Option<Vec<i64>> {
        let there = |club: usize, route: Option<usize>| match place {
            Place::Slot(at, ..) => club == at,
            Place::Route(on, _) => route == Some(on),
        };
        let asking = self.lines[child].iter().filter(|l| l.places.is_some() && there(l.club, l.route));
        asking.map(|line| standing(data, child, line.club)).min()
    }

    /// The rank of a child at a place: 0 where it holds a seat, else 1 and one more for everybody strictly before it.
    /// `strict` ends ties by the lottery.
    pub(super) fn rank(&self, data: &RoundData, child: usize, place: Place, strict: bool) -> u32 {
        if self.held[child].contains(&place) {
            return 0;
        }
        let key = |c: usize| Some((self.standing(data, c, place)?, if strict { self.draws[c] } else { 0 }));
        let own = key(child);
        let before = |other: usize| key(other).is_some_and(|k| own.as_ref().is_some_and(|own| k < *own));
        1 + (0..data.children.len()).filter(|&other| before(other)).count() as u32
    }
}
