//! Rounds that differ from a given one in one thing: what a family could have written, points, seats.

use super::{ChildIndex, ClubIndex, Entry, NONE, Round};
use crate::priority::{Score, Thousandths};
use crate::programme::club::Days;
use crate::programme::club::capacity::Slot;
use crate::programme::siblings::SiblingTerms;

impl Round {
    /// The round in which a child has more points at every club. Cost, as of all of these: a copy.
    pub fn with_points(&self, child: ChildIndex, more: Thousandths) -> Round {
        let mut round = self.clone();
        let mut rows: Vec<u32> = self.list_score[self.list_range(child)].to_vec();
        rows.push(self.child_score[child as usize]);
        rows.sort_unstable();
        rows.dedup();
        rows.into_iter().for_each(|row| round.scores.raise(row, more));
        round
    }

    /// The round in which a household states another sibling condition.
    pub fn with_terms(&self, household: u32, terms: SiblingTerms) -> Round {
        let mut round = self.clone();
        round.households[household as usize].terms = terms;
        round
    }

    /// The round in which there are more seats on some days of clubs, and on routes.
    pub fn with_seats(&self, slots: &[(Slot, u32)], routes: &[(u32, u32)]) -> Round {
        let mut round = self.clone();
        slots.iter().for_each(|&(slot, more)| round.seats.add(slot, more));
        for &(route, more) in routes {
            let seats = &mut round.routes[route as usize].seats;
            *seats = seats.saturating_add(more);
        }
        round
    }

    /// The round in which the list of a child has one line more, before the one at `place` (0 for the first). A club that is not on its
    /// list needs a score ([`Round::score_anywhere`]).
    pub fn with_line(&self, child: ChildIndex, place: usize, line: Entry) -> Round {
        let mut round = self.clone();
        let at = self.list_offset(child) + place;
        round.list.insert(at, line);
        round.list_score.insert(at, self.score_row(child, line.club));
        round.list_start[child as usize + 1..].iter_mut().for_each(|start| *start += 1);
        round
    }

    /// A line that a family could have written: a club on some days, with the way on which the child would come. It sees to the way itself if
    /// there is no other.
    pub fn line(&self, child: ChildIndex, club: ClubIndex, days: Days) -> Entry {
        Entry { club, days, route: self.way_to(child, club, days).flatten(), stay: false }
    }

    /// The score of a child at any club, on its list or not; `None` if there is none.
    pub fn score_anywhere(&self, child: ChildIndex, club: ClubIndex) -> Option<Score<'_>> {
        self.scores.get(self.score_row(child, club))
    }

    fn score_row(&self, child: ChildIndex, club: ClubIndex) -> u32 {
        let rows = &self.score_rows;
        let at = |club: u32| rows.binary_search_by_key(&(child, club), |r| (r.0, r.1)).ok();
        at(club).or_else(|| at(NONE)).map_or(NONE, |row| row as u32)
    }

    /// The round of one household alone, with all clubs, seats and routes.
    pub fn of_household(&self, household: u32) -> Round {
        let own = self.households[household as usize].children.clone();
        let (from, to) = (own.start as usize, own.end as usize);
        let lines = self.list_start[from] as usize..self.list_start[to] as usize;
        let mut alone = Round {
            households: vec![super::Household {
                children: 0..own.len() as u32,
                ..self.households[household as usize].clone()
            }],
            children: self.children[from..to].to_vec(),
            household_of: vec![0; own.len()],
            made: self.made[from..to].to_vec(),
            list_start: self.list_start[from..=to].iter().map(|s| s - self.list_start[from]).collect(),
            list: self.list[lines.clone()].to_vec(),
            list_score: Vec::new(),
            child_score: Vec::new(),
            scores: crate::priority::ScoreTable::new(self.scores.width()),
            score_rows: Vec::new(),
            name: self.name.clone(),
            fiscal_year: self.fiscal_year,
            entry_date: self.entry_date,
            rules: self.rules.clone(),
            seats: self.seats.clone(),
            clubs: self.clubs.clone(),
            districts: self.districts.clone(),
            routes: self.routes.clone(),
            tie_names: self.tie_names.clone(),
        };
        // The rows of a child stand one after the other.
        let first = self.score_rows.partition_point(|r| r.0 < own.start);
        let own_rows = self.score_rows[first..].iter().take_while(|r| r.0 < own.end);
        for (row, &(child, club)) in (first as u32..).zip(own_rows) {
            if let Some(score) = self.scores.get(row) {
                alone.scores.push(score.points, score.ties);
                alone.score_rows.push((child - own.start, club));
            }
        }
        let here = |row: &u32| if *row == NONE { NONE } else { row - first as u32 };
        alone.list_score = self.list_score[lines].iter().map(here).collect();
        alone.child_score = self.child_score[from..to].iter().map(here).collect();
        alone
    }
}
