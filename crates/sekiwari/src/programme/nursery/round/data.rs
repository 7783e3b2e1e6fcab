//! The rows of a round as the tables give them, before checking.

use crate::priority::Thousandths;
use crate::programme::nursery::{AgeClass, ClassSet, SiblingTerms};
use jiff::civil::Date;

/// A place on the earth, in micro-degrees (WGS 84), exact and comparable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Latitude in millionths of a degree.
    pub lat_e6: i32,
    /// Longitude in millionths of a degree.
    pub lon_e6: i32,
}

/// A facility.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facility {
    /// Its id.
    pub id: String,
    /// Its name; empty if none is given.
    pub name: String,
    /// Its kind as written (nursery, kodomoen, small_a, ...).
    pub kind: Option<String>,
    /// The district it lies in.
    pub district: Option<String>,
    /// Where it is.
    pub position: Option<Position>,
    /// The age in days on the entry date from which it takes children.
    pub min_age_days: Option<u32>,
}

/// Seats of one or several classes of a facility.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatRow {
    /// The facility, as a position in the facilities.
    pub facility: u32,
    /// The classes that share the seats.
    pub classes: ClassSet,
    /// Seats open in this round, without those held by applicants who wish to move.
    pub seats: u32,
}

/// What children of some classes take of something that a facility has only so much of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LimitRow {
    /// The facility, as a position in the facilities.
    pub facility: u32,
    /// What is limited (teachers, area, ...); rows of a facility with one name are one limit.
    pub name: String,
    /// The classes.
    pub classes: ClassSet,
    /// What `per` children take together, in thousandths.
    pub weight: u64,
    /// How many children take `weight`; at least 1. One teacher for three children is 1 per 3, exactly.
    pub per: u32,
    /// How much there is in this round, in thousandths, without what applicants who hold a seat take today; the same in all
    /// rows of the limit.
    pub capacity: u64,
}

/// An applying child.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Child {
    /// Its id.
    pub id: String,
    /// Its age class in the fiscal year.
    pub class: AgeClass,
    /// Its birth date, if given.
    pub birth_date: Option<Date>,
    /// The facility whose seat it holds and keeps unless it gets a better wish.
    pub current: Option<u32>,
    /// The district it lives in.
    pub district: Option<String>,
    /// Where it lives.
    pub position: Option<Position>,
}

/// One line of a child's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WishRow {
    /// The child, as a position in the children.
    pub child: u32,
    /// Its place in the list; smaller is better. Gaps are allowed.
    pub rank: u32,
    /// The facility, as a position in the facilities.
    pub facility: u32,
}

/// One line of a household's joint list: where one child goes under one rank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JointRow {
    /// The child, as a position in the children.
    pub child: u32,
    /// The place of the joint outcome in the household's list; smaller is better.
    pub rank: u32,
    /// The facility, or none for "this child gets none".
    pub facility: Option<u32>,
}

/// What was decided for a child by hand, before anything else is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionRow {
    /// The child, as a position in the children.
    pub child: u32,
    /// The facility whose seat it gets, or none.
    pub facility: Option<u32>,
    /// Why.
    pub reason: String,
}

/// A score of a child, everywhere or at one facility.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreRow {
    /// The child, as a position in the children.
    pub child: u32,
    /// The facility it holds for; `None` for every facility without a row of its own.
    pub facility: Option<u32>,
    /// Points; more is better.
    pub points: Thousandths,
    /// Tie keys in order; less is better. [`crate::priority::ScoreTable::BLANK`] for a blank cell.
    pub ties: Box<[Thousandths]>,
}

/// All rows of a nursery round. Positions refer to the vectors here, in the order given.
#[derive(Clone, Debug, PartialEq)]
pub struct RoundData {
    /// The round's name.
    pub name: String,
    /// The fiscal year (April to March).
    pub fiscal_year: i16,
    /// The day on which seats are taken up.
    pub entry_date: Date,
    /// The facilities.
    pub facilities: Vec<Facility>,
    /// The seats.
    pub seats: Vec<SeatRow>,
    /// Limits over several classes of a facility; mostly none.
    pub limits: Vec<LimitRow>,
    /// The children with the id of their household.
    pub children: Vec<(String, Child)>,
    /// The lists of single children.
    pub wishes: Vec<WishRow>,
    /// Sibling conditions by household id.
    pub terms: Vec<(String, SiblingTerms)>,
    /// Joint lists.
    pub joint_wishes: Vec<JointRow>,
    /// Decisions made by hand; mostly none.
    pub decisions: Vec<DecisionRow>,
    /// Names of the tie keys.
    pub tie_names: Vec<String>,
    /// The scores.
    pub scores: Vec<ScoreRow>,
}
