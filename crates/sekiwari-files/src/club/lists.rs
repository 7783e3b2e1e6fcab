//! Where the lists of the children lead, in the round as it will be.

use std::collections::{BTreeMap, HashMap};

use sekiwari::programme::club::capacity::Slot;
use sekiwari::programme::club::{Child, Days, Round, Season, WishRow};

use super::consistency::All;
use super::seats::{seasons_ja, with_slots};
use crate::finding::catalogue::{club_seats, clubs as kinds, consistency, references};
use crate::finding::{Finding, Findings, Kind};
use crate::round::scores::Scores;
use crate::table::Col;

/// Looks at every list. `round` is the round without points, `scores` are there where points are needed.
pub(super) fn check(all: &All<'_>, round: &Round, scores: Option<&Scores>, findings: &mut Findings) {
    let positions: HashMap<&str, u32> =
        round.children().iter().zip(0..).map(|(c, at)| (c.id.as_str(), at)).collect();
    let mut next = all.wishes.rows.as_slice();
    for (child, (_, c)) in (0..).zip(&all.children.rows) {
        let end = next.partition_point(|(w, _)| w.child <= child);
        let (own, rest) = next.split_at(end);
        next = rest;
        let Some(&at) = positions.get(c.id.as_str()) else { continue };
        if !all.children.sound[child as usize] {
            continue;
        }
        let list = List { all, round, scores, child, at, c };
        list.held_seat(findings);
        if own.is_empty() {
            list.made(findings);
        } else {
            list.own(own, findings);
        }
    }
    more_held_than_open(all, round, findings);
}

/// The list of one child.
struct List<'a> {
    all: &'a All<'a>,
    round: &'a Round,
    scores: Option<&'a Scores>,
    /// Its position in the tables.
    child: u32,
    /// Its position in the round.
    at: u32,
    c: &'a Child,
}

impl List<'_> {
    /// A finding about the row of the child.
    fn about(&self, kind: &'static Kind) -> Option<Finding> {
        let table = self.all.tables.get("children")?;
        let row = *self.all.children.row_of.get(self.child as usize)?;
        Some(Finding::new(kind, table.place_at(row, Col::NONE)).value(&self.c.id))
    }

    /// The position of a club in the round.
    fn club(&self, club: u32) -> Option<u32> {
        self.round.club_by_id(self.all.clubs.ids.name(club))
    }

    fn can_come(&self, club: u32, days: Days) -> bool {
        self.round.slots(self.at, club, days).is_some()
    }

    /// Days on which the child needs the club and finds it closed.
    fn closed_days(&self, club: u32, days: Days) -> Days {
        let seats = self.round.seats();
        let needed = |s: &Season| {
            *s == Season::Term || (self.c.seasons.is_vacation_only() && !seats.open_days(club, *s).is_empty())
        };
        let closed = self.c.seasons.iter().filter(needed).map(|s| days.without(seats.open_days(club, s)));
        closed.fold(Days::NONE, Days::union)
    }

    fn held_seat(&self, findings: &mut Findings) {
        let Some((club, days)) = self.c.current else { return };
        let closed = self.club(club).filter(|&at| !self.can_come(at, days));
        if let (Some(_), Some(finding)) = (closed, self.about(&kinds::HELD_CLOSED)) {
            let finding = finding.value(self.all.clubs.ids.name(club)).arg("child", &self.c.id);
            findings.push(finding.arg("days_ja", days.kanji()).arg("days_en", days));
        }
    }

    /// A list that the family gave.
    fn own(&self, own: &[(WishRow, usize)], findings: &mut Findings) {
        let Some(table) = self.all.tables.get("wishes") else { return };
        let mut stays = false;
        for (w, row) in own {
            let at = |kind, col| {
                let finding = Finding::new(kind, table.place_at(*row, col));
                finding.value(self.all.clubs.ids.name(w.club)).arg("child", &self.c.id)
            };
            if stays {
                findings.push(at(&consistency::WISH_BELOW_HELD, self.all.wishes.club_col));
                continue;
            }
            let days = w.days.unwrap_or(self.c.days);
            stays = self.c.current == Some((w.club, days));
            let Some(club) = self.club(w.club).filter(|_| !stays) else { continue };
            self.closed(club, w, days, &at, findings);
            if self.lacks_score(w.club) {
                findings.push(at(&references::SCORE_MISSING, self.all.wishes.club_col));
            }
        }
    }

    /// Whether some line that the wish stands for can be given; says why where none can.
    fn closed(
        &self,
        club: u32,
        wish: &WishRow,
        days: Days,
        at: &dyn Fn(&'static Kind, Col) -> Finding,
        findings: &mut Findings,
    ) {
        let stands_for = |e: &&sekiwari::programme::club::Entry| {
            e.club == club && (e.days == days || (wish.days.is_none() && e.days.is_subset(days)))
        };
        let mut lines = self.round.list(self.at).iter().filter(stands_for);
        if lines.any(|e| self.can_come(club, e.days)) {
            return;
        }
        let seasons = self.c.seasons;
        if seasons.intersection(self.round.seats().open_seasons(club)).is_empty() {
            let finding = at(&kinds::WISH_CLOSED_SEASONS, self.all.wishes.club_col);
            findings.push(finding.arg("seasons_ja", seasons_ja(seasons)).arg("seasons_en", seasons));
        } else {
            let closed = self.closed_days(club, days);
            let finding = at(&kinds::WISH_CLOSED_DAYS, self.all.wishes.club_col);
            findings.push(finding.arg("days_ja", closed.kanji()).arg("days_en", closed));
        }
    }

    /// A list that was made.
    fn made(&self, findings: &mut Findings) {
        if self.all.wishes.partial[self.child as usize] || self.all.wishes.incomplete {
            return;
        }
        let list: Vec<_> = self.round.list(self.at).iter().filter(|e| !e.stay).collect();
        let mut clubs: Vec<u32> = list.iter().map(|e| e.club).collect();
        clubs.dedup();
        if list.is_empty() && self.c.current.is_none() {
            let finding = match self.c.district {
                None => self.about(&kinds::CHILD_WITHOUT_LIST),
                // What is missing may be in a row that could not be read.
                Some(_) if !self.all.districts.complete || self.all.routes.incomplete => None,
                Some(district) => self
                    .about(&kinds::NO_CLUB_IN_REACH)
                    .map(|f| f.arg("district", self.all.districts.ids.name(district))),
            };
            findings.extend(finding);
        } else if !list.is_empty() && list.iter().all(|e| !self.can_come(e.club, e.days)) {
            let (days, seasons) = (self.c.days, self.c.seasons);
            findings.extend(self.about(&kinds::LIST_CLOSED).map(|f| {
                let f = f.arg("count", clubs.len()).arg("days_ja", days.kanji()).arg("days_en", days);
                f.arg("seasons_ja", seasons_ja(seasons)).arg("seasons_en", seasons)
            }));
        }
        let id = |club: u32| self.round.clubs()[club as usize].id.as_str();
        let lacking = |club: &u32| self.all.clubs.ids.get(id(*club)).is_some_and(|c| self.lacks_score(c));
        let mut without = clubs.iter().copied().filter(lacking);
        if let Some(first) = without.next() {
            let count = 1 + without.count();
            let finding = self.about(&kinds::LIST_WITHOUT_SCORE);
            findings.extend(finding.map(|f| f.arg("count", count).arg("facility", id(first))));
        }
    }

    /// Whether points are needed at a club, and there are none nor any sign that they were meant.
    fn lacks_score(&self, club: u32) -> bool {
        let Some(scores) = self.scores else { return false };
        let excused = scores.partial[self.child as usize] || self.all.children.ids.is_suspected(self.child);
        !scores.has(self.child, club) && !excused
    }
}

/// Clubs where children who apply hold more seats than are open: they were probably counted among the enrolled too.
fn more_held_than_open(all: &All<'_>, round: &Round, findings: &mut Findings) {
    let mut held: BTreeMap<Slot, u32> = BTreeMap::new();
    for (c, child) in round.children().iter().zip(0..) {
        let Some((club, days)) = c.current else { continue };
        for slot in round.slots(child, club, days).into_iter().flatten() {
            *held.entry(slot).or_default() += c.seats;
        }
    }
    let mut alike: BTreeMap<(u32, u32, u32), Vec<Slot>> = BTreeMap::new();
    for (slot, held) in held {
        let Some(open) = round.seats().get(slot).map(|s| s.open).filter(|open| held > *open) else {
            continue;
        };
        alike.entry((slot.club, held, open)).or_default().push(slot);
    }
    let Some(table) = all.tables.get("facilities") else { return };
    for ((club, held, open), slots) in alike {
        let id = &round.clubs()[club as usize].id;
        let Some(row) = all.clubs.ids.get(id).and_then(|c| all.clubs.row_of.get(c as usize)) else {
            continue;
        };
        let finding = Finding::new(&club_seats::HELD_BEYOND, table.place_at(*row, Col::NONE));
        let finding = finding.value(id).arg("facility", id).arg("held", held).arg("open", open);
        findings.push(with_slots(finding, slots.iter().map(|s| (s.season, s.day))));
    }
}
