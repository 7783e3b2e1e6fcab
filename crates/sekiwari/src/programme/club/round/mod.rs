//! A club round: what was applied for, checked and in canonical order.

mod data;
mod edit;
mod error;
mod freeze;
mod lists;
mod scores;

pub use data::{Child, Club, District, MAX_SEATS, RoundData, Route, ScoreRow, WishRow};
pub use error::RoundError;

use super::capacity::{SeatTable, Slot};
use super::{Days, OrderKey, Rules, Season};
use crate::priority::{Score, ScoreTable};
use crate::programme::siblings::SiblingTerms;
use jiff::civil::Date;
use std::ops::Range;

/// A club's place in [`Round::clubs`], in id order.
pub type ClubIndex = u32;

/// A child's place in [`Round::children`]: by household id, inside a household the elder first.
pub type ChildIndex = u32;

const NONE: u32 = u32::MAX;

/// Children with one household id, and what they accept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Household {
    /// Its id.
    pub id: String,
    /// Its sibling condition; [`SiblingTerms::SEPARATE`] if none was stated.
    pub terms: SiblingTerms,
    /// Its children as positions in [`Round::children`], the elder first.
    pub children: Range<u32>,
}

/// One line of a child's whole list: a club on some days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The club.
    pub club: ClubIndex,
    /// The days.
    pub days: Days,
    /// The route that takes the child there, as a position in [`Round::routes`]; none to a home club, and where the family
    /// sees to it itself.
    pub route: Option<u32>,
    /// It is the seat that the child holds.
    pub stay: bool,
}

/// A checked club round, frozen, in canonical order: the order of rows in the tables leaves no trace.
///
/// Clubs, districts, routes and households are sorted by id, children by household and then grade (elder first). Each child's
/// list is complete: made where the family gave none, with fewer days where it accepts them, cut at the seat it holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Round {
    name: String,
    fiscal_year: i16,
    entry_date: Date,
    rules: Rules,
    seats: SeatTable,
    clubs: Vec<Club>,
    districts: Vec<District>,
    routes: Vec<Route>,
    children: Vec<Child>,
    household_of: Vec<u32>,
    households: Vec<Household>,
    // Children whose list was made.
    made: Vec<bool>,
    list_start: Vec<u32>,
    list: Vec<Entry>,
    // The score row of each list entry, or NONE.
    list_score: Vec<u32>,
    // The score row that speaks for the child as a whole, or NONE.
    child_score: Vec<u32>,
    scores: ScoreTable,
    // Per score row its child and its club, NONE for the row that holds at every other; sorted.
    score_rows: Vec<(u32, u32)>,
    tie_names: Vec<String>,
}

impl Round {
    /// The round's name, shown on every output.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The fiscal year (April to March).
    pub fn fiscal_year(&self) -> i16 {
        self.fiscal_year
    }

    /// The day on which seats are taken up.
    pub fn entry_date(&self) -> Date {
        self.entry_date
    }

    /// The rules of the city.
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// The seats of all slots.
    pub fn seats(&self) -> &SeatTable {
        &self.seats
    }

    /// All clubs by id.
    pub fn clubs(&self) -> &[Club] {
        &self.clubs
    }

    /// The position of a club id.
    pub fn club_by_id(&self, id: &str) -> Option<ClubIndex> {
        self.clubs.binary_search_by(|c| c.id.as_str().cmp(id)).ok().map(|i| i as u32)
    }

    /// All districts by id.
    pub fn districts(&self) -> &[District] {
        &self.districts
    }

    /// All routes by id.
    pub fn routes(&self) -> &[Route] {
        &self.routes
    }

    /// All children, by household and grade.
    pub fn children(&self) -> &[Child] {
        &self.children
    }

    /// The household a child belongs to, as a position in [`Round::households`].
    pub fn household_of(&self, child: ChildIndex) -> u32 {
        self.household_of[child as usize]
    }

    /// All households by id.
    pub fn households(&self) -> &[Household] {
        &self.households
    }

    /// Names of the tie keys, in the order of comparison.
    pub fn tie_names(&self) -> &[String] {
        &self.tie_names
    }

    /// Whether a child's list was made for it.
    pub fn is_list_made(&self, child: ChildIndex) -> bool {
        self.made[child as usize]
    }

    fn list_range(&self, child: ChildIndex) -> Range<usize> {
        self.list_start[child as usize] as usize..self.list_start[child as usize + 1] as usize
    }

    /// A child's list, best first.
    pub fn list(&self, child: ChildIndex) -> &[Entry] {
        &self.list[self.list_range(child)]
    }

    /// The child of a list entry.
    pub fn child_of(&self, entry: usize) -> ChildIndex {
        self.list_start.partition_point(|&start| start as usize <= entry) as u32 - 1
    }

    /// The position of a child's first list entry in a table over all list entries.
    pub fn list_offset(&self, child: ChildIndex) -> usize {
        self.list_start[child as usize] as usize
    }

    /// The number of list entries over all children.
    pub fn list_len(&self) -> usize {
        self.list.len()
    }

    /// The entry at a position over all lists.
    pub fn entry(&self, at: usize) -> Entry {
        self.list[at]
    }

    /// The score that counts for the list entry at a position over all lists; `None` where points do not count, and at a
    /// held seat without a score.
    pub fn score_at(&self, entry: usize) -> Option<Score<'_>> {
        self.list_score.get(entry).and_then(|&row| self.scores.get(row))
    }

    /// The score that speaks for the child as a whole: its row without a club, else its best row.
    pub fn general_score(&self, child: ChildIndex) -> Option<Score<'_>> {
        self.child_score.get(child as usize).and_then(|&row| self.scores.get(row))
    }

    /// Whether points are compared at all.
    pub fn counts_points(&self) -> bool {
        self.rules.order.contains(&OrderKey::Score)
    }

    /// Whether a club is a home club of a child.
    pub fn is_home(&self, child: ChildIndex, club: ClubIndex) -> bool {
        let district = self.children[child as usize].district;
        district.is_some_and(|d| self.districts[d as usize].homes.binary_search(&club).is_ok())
    }

    /// Whether a sibling of a child is at a club already, or was last year.
    pub fn has_sibling_at(&self, child: ChildIndex, club: ClubIndex) -> bool {
        let household = &self.households[self.household_of(child) as usize];
        household.children.clone().filter(|&c| c != child).any(|c| {
            let sibling = &self.children[c as usize];
            sibling.current.is_some_and(|(f, _)| f == club) || sibling.last_year == Some(club)
        })
    }

    /// The slots that a child would take at a club on some days; `None` if it cannot come there so.
    ///
    /// In terms the club has to be open on each of the days. Vacations of a child that comes in terms too are taken as the
    /// club opens. A child that comes in vacations only needs all its days in each of its vacations in which the club opens
    /// at all, and that has to be one.
    pub fn slots(&self, child: ChildIndex, club: ClubIndex, days: Days) -> Option<Vec<Slot>> {
        let wanted = self.children[child as usize].seasons;
        let mut slots = Vec::new();
        for season in wanted.iter() {
            let open = self.seats.open_days(club, season);
            let needed = season == Season::Term || (wanted.is_vacation_only() && !open.is_empty());
            if needed && !days.is_subset(open) {
                return None;
            }
            slots.extend(days.intersection(open).iter().map(|day| Slot { club, season, day }));
        }
        (!slots.is_empty()).then_some(slots)
    }

    /// The slots in which a child holds a seat: its days in its seasons, as far as its club still opens. None for a child
    /// without a seat, and for one whose club has closed.
    pub fn held_slots(&self, child: ChildIndex) -> Vec<Slot> {
        let c = &self.children[child as usize];
        let Some((club, days)) = c.current else { return Vec::new() };
        let open = |season: Season| days.intersection(self.seats.open_days(club, season));
        let slots = |season: Season| open(season).iter().map(move |day| Slot { club, season, day });
        c.seasons.iter().flat_map(slots).collect()
    }

    /// The slots that the list entry at a position over all lists takes; `None` if it can never be given. A held seat can
    /// always be kept.
    pub fn slots_of(&self, entry: usize) -> Option<Vec<Slot>> {
        let (child, e) = (self.child_of(entry), self.entry(entry));
        if e.stay { Some(self.held_slots(child)) } else { self.slots(child, e.club, e.days) }
    }
}
