//! The rows of a round as the tables give them, before checking.

use crate::priority::Thousandths;
use crate::programme::nursery::{AgeClass, ClassSet, ReserveGroup, ReserveKind, SiblingTerms};
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
    /// Partner facilities (連携施設), as positions in the facilities; either side may name the other.
    pub partners: Vec<u32>,
    /// The care needs that it can meet; children with others are not eligible here.
    pub care_kinds: Vec<String>,
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

/// Seats of one or several classes of a facility that are kept for some children.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReserveRow {
    /// The facility, as a position in the facilities.
    pub facility: u32,
    /// The classes that share the seats.
    pub classes: ClassSet,
    /// Reserved seats; they come on top of the open ones. Those of a guarantee are open seats.
    pub seats: u32,
    /// Whom they are for.
    pub group: ReserveGroup,
    /// How strictly.
    pub kind: ReserveKind,
    /// The age in days on the entry date from which children can have them.
    pub min_age_days: Option<u32>,
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
    /// To which groups it belongs, what care it needs and what it takes.
    pub affiliation: Affiliation,
}

/// To which groups a child belongs, what care it needs, and how much it takes of seats and teachers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Affiliation {
    /// The small-scale facility that it leaves because of its age, as a position in the facilities.
    pub leaver_of: Option<u32>,
    /// The facility that employs one of its parents, as a position in the facilities.
    pub employee_of: Option<u32>,
    /// Groups of the city's own that seats are reserved for.
    pub groups: Vec<String>,
    /// Care that it needs (障害・医療的ケア); a facility is open to it only where it can meet all of them.
    pub care_needs: Vec<String>,
    /// Seats that it takes, at least 1.
    pub seat_weight: u32,
    /// Teachers that it takes by itself, in thousandths, in place of what children of its class take; `None` as usual.
    pub staff_weight: Option<u64>,
}

impl Default for Affiliation {
    /// Of no group, without needs, one seat.
    fn default() -> Self {
        Self {
            leaver_of: None,
            employee_of: None,
            groups: Vec::new(),
            care_needs: Vec::new(),
            seat_weight: 1,
            staff_weight: None,
        }
    }
}

/// The most seats that one child may take.
pub const MAX_SEAT_WEIGHT: u32 = 10;

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
    /// The reserved seats and guarantees; mostly none.
    pub reserves: Vec<ReserveRow>,
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
