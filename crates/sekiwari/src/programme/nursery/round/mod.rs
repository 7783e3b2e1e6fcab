//! A nursery round: what was applied for, checked and in canonical order.

mod data;
mod error;
mod freeze;
mod limits;
mod lists;
mod pins;
mod reserved;
mod thaw;

pub use data::{
    Affiliation, Child, DecisionRow, Facility, JointRow, LimitRow, MAX_SEAT_WEIGHT, Position, ReserveRow,
    RoundData, ScoreRow, SeatRow, WishRow,
};
pub use error::RoundError;
pub use limits::{FacilityLimit, ScaledLimit};
pub use pins::Pin;

use super::{AgeClass, SiblingTerms, age_in_days};
use crate::priority::{Score, ScoreTable};
use jiff::civil::Date;
use std::ops::Range;

/// A facility's place in [`Round::facilities`], in id order.
pub type FacilityIndex = u32;

/// A child's place in [`Round::children`]: by household id, inside a household the elder first.
pub type ChildIndex = u32;

/// Children with one household id, and what they accept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Household {
    /// Its id.
    pub id: String,
    /// Its sibling condition; [`SiblingTerms::SEPARATE`] if none was stated.
    pub terms: SiblingTerms,
    /// Its children as positions in [`Round::children`], the elder first.
    pub children: Range<u32>,
    /// Its own ranked list of joint outcomes, if it gave one: per row one facility or none for each child.
    pub joint_wishes: Option<Vec<Box<[Option<FacilityIndex>]>>>,
}

impl Household {
    /// Whether its children are decided together, not one by one.
    pub fn is_decided_together(&self) -> bool {
        self.joint_wishes.is_some() || (self.children.len() > 1 && self.terms.binds())
    }
}

/// What a facility offers to a child.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    /// Seats for its age class: the position in [`Round::seats`].
    Seats(u32),
    /// No seats for its age class are part of this round.
    NotOffered,
    /// The child is younger than the facility takes on the entry date.
    TooYoung,
    /// The facility cannot meet all care that the child needs.
    CareKind,
}

/// A checked nursery round, frozen, in canonical order: the order of rows in the tables leaves no trace.
///
/// Facilities are sorted by id, households by id, children by household and then age (elder first), seats by facility
/// and class. Each child's list is cut at the seat it holds ("stay"), which is added at the end where it was missing.
#[derive(Clone, Debug, PartialEq)]
pub struct Round {
    name: String,
    fiscal_year: i16,
    entry_date: Date,
    facilities: Vec<Facility>,
    seats: Vec<SeatRow>,
    // For each facility and class the seat row that serves it, or u32::MAX.
    seat_of: Vec<u32>,
    // Also read by what knows who belongs to them.
    pub(super) reserves: Vec<ReserveRow>,
    limits: Vec<FacilityLimit>,
    children: Vec<Child>,
    // By child.
    pins: Vec<(ChildIndex, Pin)>,
    household_of: Vec<u32>,
    households: Vec<Household>,
    list_start: Vec<u32>,
    list_facility: Vec<FacilityIndex>,
    // The score row of each list entry, or u32::MAX at a held seat without a score.
    list_score: Vec<u32>,
    // The score row that speaks for the child as a whole, or u32::MAX.
    child_score: Vec<u32>,
    scores: ScoreTable,
    // Whose row of the scores it is: child and facility (u32::MAX for every facility).
    score_of: Vec<(u32, u32)>,
    tie_names: Vec<String>,
}

impl Round {
    /// The round's name, shown on every output.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The fiscal year (April to March) that fixes age classes.
    pub fn fiscal_year(&self) -> i16 {
        self.fiscal_year
    }

    /// The day on which seats are taken up.
    pub fn entry_date(&self) -> Date {
        self.entry_date
    }

    /// All facilities by id.
    pub fn facilities(&self) -> &[Facility] {
        &self.facilities
    }

    /// The position of a facility id.
    pub fn facility_by_id(&self, id: &str) -> Option<FacilityIndex> {
        self.facilities.binary_search_by(|f| f.id.as_str().cmp(id)).ok().map(|i| i as u32)
    }

    /// All rows of open seats by facility and class. A class with reserved seats only has a row without seats.
    pub fn seats(&self) -> &[SeatRow] {
        &self.seats
    }

    /// Limits over several classes of a facility, by facility and name; mostly none.
    pub fn limits(&self) -> &[FacilityLimit] {
        &self.limits
    }

    /// All children, by household and age.
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

    fn list_range(&self, child: ChildIndex) -> Range<usize> {
        self.list_start[child as usize] as usize..self.list_start[child as usize + 1] as usize
    }

    /// The facilities on a child's list, best first; for a household with joint wishes the facilities it names, in
    /// order of first appearance. A held seat stands at the end or where the family put it.
    pub fn list(&self, child: ChildIndex) -> &[FacilityIndex] {
        &self.list_facility[self.list_range(child)]
    }

    /// The position of a child's first list entry in a table over all list entries.
    pub fn list_offset(&self, child: ChildIndex) -> usize {
        self.list_start[child as usize] as usize
    }

    /// The number of list entries over all children.
    pub fn list_len(&self) -> usize {
        self.list_facility.len()
    }

    /// The score that counts for the list entry at position `entry` over all lists; `None` only at a held seat.
    pub fn score_at(&self, entry: usize) -> Option<Score<'_>> {
        self.list_score.get(entry).and_then(|&row| self.scores.get(row))
    }

    /// The score of a child at a facility of its list.
    pub fn score(&self, child: ChildIndex, facility: FacilityIndex) -> Option<Score<'_>> {
        let place = self.list(child).iter().position(|&f| f == facility)?;
        self.score_at(self.list_offset(child) + place)
    }

    /// The score that would count for a child at a facility, on its list or not: its row for the facility, else its general one;
    /// `None` if it has neither.
    pub fn score_anywhere(&self, child: ChildIndex, facility: FacilityIndex) -> Option<Score<'_>> {
        let row = |facility: u32| self.score_of.binary_search(&(child, facility)).ok();
        let row = row(facility).or_else(|| row(u32::MAX))?;
        self.scores.get(row as u32)
    }

    /// The score that speaks for the child as a whole: its row without a facility, else its best row.
    pub fn general_score(&self, child: ChildIndex) -> Option<Score<'_>> {
        self.child_score.get(child as usize).and_then(|&row| self.scores.get(row))
    }

    /// The seat row that serves a class at a facility.
    pub fn seat_row(&self, facility: FacilityIndex, class: AgeClass) -> Option<u32> {
        let row = self.seat_of[facility as usize * AgeClass::COUNT + class.index()];
        (row != u32::MAX).then_some(row)
    }

    /// The care that a child needs and a facility cannot meet.
    pub fn unmet_needs(&self, child: ChildIndex, facility: FacilityIndex) -> impl Iterator<Item = &str> {
        let able = &self.facilities[facility as usize].care_kinds;
        let needs = &self.children[child as usize].affiliation.care_needs;
        needs.iter().filter(|need| !able.contains(need)).map(String::as_str)
    }

    /// Whether and through which open seats a facility can take a child. A child is never too young for the seat it holds or
    /// was given by hand, and what it needs is met there.
    pub fn offer(&self, child: ChildIndex, facility: FacilityIndex) -> Offer {
        let c = &self.children[child as usize];
        let min = self.facilities[facility as usize].min_age_days;
        if let (Some(min), Some(birth), false) = (min, c.birth_date, self.stays_at(child) == Some(facility))
            && age_in_days(birth, self.entry_date) < i32::try_from(min).unwrap_or(i32::MAX)
        {
            return Offer::TooYoung;
        }
        if self.stays_at(child) != Some(facility) && self.unmet_needs(child, facility).next().is_some() {
            return Offer::CareKind;
        }
        self.seat_row(facility, c.class).map_or(Offer::NotOffered, Offer::Seats)
    }
}
