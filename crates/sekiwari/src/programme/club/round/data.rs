//! The rows of a club round as the tables give them, before checking.

use crate::priority::Thousandths;
use crate::programme::club::capacity::{EnrolledRow, Standards, UnitRow};
use crate::programme::club::{Days, Grade, Overflow, Rules, Seasons};
use crate::programme::nursery::Position;
use crate::programme::siblings::SiblingTerms;
use jiff::civil::Date;

/// A club.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Club {
    /// Its id.
    pub id: String,
    /// Its name; empty if none is given.
    pub name: String,
    /// Where it is.
    pub position: Option<Position>,
}

/// An elementary school district.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct District {
    /// Its id.
    pub id: String,
    /// Its name; empty if none is given.
    pub name: String,
    /// Its schools.
    pub schools: Vec<String>,
    /// The districts next to it, as positions in the districts; either side may name the other.
    pub neighbours: Vec<u32>,
    /// Its home clubs, as positions in the clubs. Empty = a district without a club.
    pub homes: Vec<u32>,
}

/// A way on which children are taken to a club in another district.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// Its id.
    pub id: String,
    /// Where it picks children up, as positions in the districts.
    pub districts: Vec<u32>,
    /// Where it takes them, as positions in the clubs.
    pub clubs: Vec<u32>,
    /// The days on which it runs. It runs in school terms.
    pub days: Days,
    /// Seats on each of these days.
    pub seats: u32,
}

/// An applying child.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Child {
    /// Its id.
    pub id: String,
    /// Its grade.
    pub grade: Grade,
    /// The days on which it wants to come; at least one.
    pub days: Days,
    /// The fewest days that its family accepts; as many as `days` where it accepts no fewer.
    pub min_days: u32,
    /// The seasons in which it wants to come; at least one.
    pub seasons: Seasons,
    /// The district it lives in, as a position in the districts.
    pub district: Option<u32>,
    /// Where it lives.
    pub position: Option<Position>,
    /// The club where it has a seat that it keeps unless it gets something better, with the days of that seat.
    pub current: Option<(u32, Days)>,
    /// The club where it was last year.
    pub last_year: Option<u32>,
    /// It is always admitted before others.
    pub always: bool,
    /// It is disabled.
    pub disabled: bool,
    /// Seats that it takes, at least 1.
    pub seats: u32,
    /// How it may get to clubs that are not its home clubs; `None` as the rules say. To a club that is on a list of its own it
    /// comes by its own means where it may come in no other way.
    pub overflow: Option<Overflow>,
}

/// The most seats that one child may take.
pub const MAX_SEATS: u32 = 10;

/// One line of a child's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WishRow {
    /// The child, as a position in the children.
    pub child: u32,
    /// Its place in the list; smaller is better. Gaps are allowed.
    pub rank: u32,
    /// The club, as a position in the clubs.
    pub club: u32,
    /// The days, meant as they stand; `None` for all that the child wants, or fewer where it accepts these.
    pub days: Option<Days>,
}

/// A score of a child, everywhere or at one club.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreRow {
    /// The child, as a position in the children.
    pub child: u32,
    /// The club it holds for; `None` for every club without a row of its own.
    pub club: Option<u32>,
    /// Points; more is better.
    pub points: Thousandths,
    /// Tie keys in order; less is better.
    pub ties: Box<[Thousandths]>,
}

/// All rows of a club round. Positions refer to the vectors here, in the order given.
#[derive(Clone, Debug, PartialEq)]
pub struct RoundData {
    /// The round's name.
    pub name: String,
    /// The fiscal year (April to March).
    pub fiscal_year: i16,
    /// The day on which seats are taken up.
    pub entry_date: Date,
    /// The rules.
    pub rules: Rules,
    /// What a unit is, and what its seats are worked out by.
    pub standards: Standards,
    /// The clubs.
    pub clubs: Vec<Club>,
    /// Their rooms and staff.
    pub units: Vec<UnitRow>,
    /// Children with a seat who are not part of the round.
    pub enrolled: Vec<EnrolledRow>,
    /// The districts.
    pub districts: Vec<District>,
    /// The routes.
    pub routes: Vec<Route>,
    /// The children with the id of their household.
    pub children: Vec<(String, Child)>,
    /// The lists of children who gave one.
    pub wishes: Vec<WishRow>,
    /// Sibling conditions by household id.
    pub terms: Vec<(String, SiblingTerms)>,
    /// Names of the tie keys.
    pub tie_names: Vec<String>,
    /// The scores.
    pub scores: Vec<ScoreRow>,
}
