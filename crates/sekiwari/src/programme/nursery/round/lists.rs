//! The lists and scores of a round's children, flat, from rows in canonical order.

use super::{Round, RoundError};
use crate::priority::{Score, Thousandths};

pub(super) const NONE: u32 = u32::MAX;

impl Round {
    pub(super) fn read_joint_wishes(
        &mut self,
        rows: &[(u32, u32, u32, Option<u32>)],
        errors: &mut Vec<RoundError>,
    ) {
        for block in rows.chunk_by(|a, b| a.0 == b.0) {
            let (children, household) = {
                let h = &self.households[block[0].0 as usize];
                (h.children.clone(), h.id.clone())
            };
            let mut list: Vec<Box<[Option<u32>]>> = Vec::new();
            let stay: Box<[Option<u32>]> = children.clone().map(|c| self.stays_at(c)).collect();
            for same_rank in block.chunk_by(|a, b| a.1 == b.1) {
                let (rank, household) = (same_rank[0].1, household.clone());
                let mut row = vec![None; children.len()];
                for pair in same_rank.windows(2).filter(|p| p[0].2 == p[1].2) {
                    let child = self.children[pair[0].2 as usize].id.clone();
                    errors.push(RoundError::DuplicateJointChild {
                        household: household.clone(),
                        rank,
                        child,
                    });
                }
                for &(_, _, child, facility) in same_rank {
                    row[(child - children.start) as usize] = facility;
                }
                let row = row.into_boxed_slice();
                if row.iter().all(Option::is_none) {
                    errors.push(RoundError::EmptyJointWish { household, rank });
                } else if let Some(c) = children.clone().zip(row.iter()).find_map(|(c, f)| {
                    let holds = self.pin(c).is_none() && self.children[c as usize].current.is_some();
                    (f.is_none() && holds).then_some(c)
                }) {
                    let child = self.children[c as usize].id.clone();
                    errors.push(RoundError::HolderLeftOut { household, rank, child });
                } else if list.contains(&row) {
                    errors.push(RoundError::RepeatedJointWish { household, rank });
                } else {
                    list.push(row);
                }
            }
            list.retain(|row| {
                let pinned = children.clone().zip(row.iter());
                pinned.filter_map(|(c, f)| Some((self.pin(c)?, f))).all(|(pin, f)| pin.facility == *f)
            });
            if let Some(end) = list.iter().position(|row| *row == stay) {
                list.truncate(end + 1);
            } else if stay.iter().any(Option::is_some) {
                list.push(stay);
            }
            self.households[block[0].0 as usize].joint_wishes = Some(list);
        }
    }

    pub(super) fn read_lists(&mut self, wishes: &[(u32, u32, u32)], errors: &mut Vec<RoundError>) {
        let mut at = 0;
        self.list_start.push(0);
        for child in 0..self.children.len() as u32 {
            let from = at;
            while wishes.get(at).is_some_and(|w| w.0 == child) {
                at += 1;
            }
            let household = &self.households[self.household_of[child as usize] as usize];
            let own = &wishes[from..at];
            let c = &self.children[child as usize];
            let mut list: Vec<u32> = Vec::with_capacity(own.len() + 1);
            if let Some(rows) = &household.joint_wishes {
                for f in rows.iter().filter_map(|row| row[(child - household.children.start) as usize]) {
                    if !list.contains(&f) {
                        list.push(f);
                    }
                }
            } else {
                for pair in own.windows(2).filter(|p| p[0].1 == p[1].1) {
                    errors.push(RoundError::DuplicateWish {
                        child: c.id.clone(),
                        what: format!("rank {}", pair[0].1),
                    });
                }
                for &(_, _, facility) in own {
                    if list.contains(&facility) {
                        let what = format!("facility {}", self.facilities[facility as usize].id);
                        errors.push(RoundError::DuplicateWish { child: c.id.clone(), what });
                    } else {
                        list.push(facility);
                    }
                }
                if let Ok(at) = self.pins.binary_search_by_key(&child, |(c, _)| *c) {
                    let pin = &mut self.pins[at].1;
                    pin.wish_rank = own.iter().find(|w| Some(w.2) == pin.facility).map(|w| w.1);
                    list.clear();
                }
                // Whatever stands below "stay" can never be better than staying.
                if let Some(end) = list.iter().position(|&f| Some(f) == c.current) {
                    list.truncate(end + 1);
                }
            }
            if let Some(stay) = self.stays_at(child).filter(|f| !list.contains(f)) {
                list.push(stay);
            }
            self.list_facility.extend(&list);
            self.list_start.push(self.list_facility.len() as u32);
        }
    }

    pub(super) fn read_scores(
        &mut self,
        rows: &[(u32, u32, Thousandths, Box<[Thousandths]>)],
        errors: &mut Vec<RoundError>,
    ) {
        for (child, facility, points, ties) in rows {
            self.scores.push(*points, ties);
            self.score_of.push((*child, *facility));
        }
        let mut at = 0;
        self.child_score = vec![NONE; self.children.len()];
        for child in 0..self.children.len() {
            let from = at;
            while rows.get(at).is_some_and(|r| r.0 as usize == child) {
                at += 1;
            }
            // Sorted by facility, the general row (NONE) stands last.
            let own = &rows[from..at];
            for pair in own.windows(2).filter(|p| p[0].1 == p[1].1) {
                let facility = match self.facilities.get(pair[0].1 as usize) {
                    Some(f) => f.id.clone(),
                    None => "every facility".to_owned(),
                };
                errors.push(RoundError::DuplicateScore { child: self.children[child].id.clone(), facility });
            }
            let row = |facility: u32| {
                own.binary_search_by_key(&facility, |r| r.1).map_or(NONE, |place| (from + place) as u32)
            };
            let general = row(NONE);
            for entry in self.list_start[child] as usize..self.list_start[child + 1] as usize {
                let facility = self.list_facility[entry];
                let score = match row(facility) {
                    NONE => general,
                    own => own,
                };
                if score == NONE && self.stays_at(child as u32) != Some(facility) {
                    let facility = self.facilities[facility as usize].id.clone();
                    errors.push(RoundError::NoScore { child: self.children[child].id.clone(), facility });
                }
                self.list_score.push(score);
            }
            let score =
                |r: u32| self.scores.get(r).unwrap_or(Score { points: Default::default(), ties: &[] });
            self.child_score[child] = if general != NONE {
                general
            } else {
                (from as u32..at as u32).min_by(|&a, &b| score(a).cmp(&score(b))).unwrap_or(NONE)
            };
        }
    }
}
