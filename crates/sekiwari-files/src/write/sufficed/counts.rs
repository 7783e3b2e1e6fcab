//! What would have sufficed in counts, nobody named.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// For how many children something would have sufficed. A wish of a child in a club round is a club on its list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SufficedCountsJson {
    /// Asked for.
    pub children: u32,
    /// More points, for some wish.
    pub points: u32,
    /// The seats that were missing, for some wish.
    pub seats: u32,
    /// Fewer days, at some club; club rounds only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u32>,
    /// A looser sibling condition.
    pub terms: u32,
    /// Another wish.
    pub wish: u32,
    /// Nothing of all this.
    pub nothing: u32,
}

/// Children for whom so much more would have sufficed, and no step before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SufficedStepJson {
    /// Up to so many points or seats more; `null` for more than that.
    pub up_to: Option<u32>,
    /// The children.
    pub children: u32,
}

/// Children asked for who have a seat, or who have none. Those without ask for any seat, those with one for a better wish.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SufficedGroupJson {
    /// For how many something would have sufficed.
    #[serde(flatten)]
    pub counts: SufficedCountsJson,
    /// Of them the children of families with a sibling condition, for whom a looser one was tried.
    pub terms_asked: u32,
    /// By the least points more with which a child gets any of its wishes; the steps add up to `points`.
    pub point_steps: Vec<SufficedStepJson>,
    /// By the least seats more; the steps add up to `seats`. Seats of clubs are counted as in `pools`.
    pub seat_steps: Vec<SufficedStepJson>,
}

/// The same by age class, of nursery rounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SufficedClassJson {
    /// The class of the children.
    pub class: u8,
    /// Those without a seat.
    pub without_seat: SufficedCountsJson,
    /// Those with one.
    pub with_seat: SufficedCountsJson,
}

/// The same by grade, of club rounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SufficedGradeJson {
    /// The grade of the children.
    pub grade: u8,
    /// Those without a seat.
    pub without_seat: SufficedCountsJson,
    /// Those with one.
    pub with_seat: SufficedCountsJson,
}

/// Some days of a club, or a route to it, on each of which as many seats were missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SufficedDaysJson {
    /// The season; not there for a route.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub season: Option<String>,
    /// The weekdays; not there for a route.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weekdays: Option<String>,
    /// The route, which has as many more on each of its days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub route_id: Option<String>,
    /// So many more on each day.
    pub seats: u32,
}

/// Seats more at one place, and the children who would have had a wish with them, each asked for by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SufficedPoolJson {
    /// Where the seats are.
    pub facility_id: String,
    /// The class, or the classes that share the seats; nursery rounds only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    /// Whom the seats are reserved for; not there for open seats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reserved_for: Option<String>,
    /// The days and routes on which they were missing, all of them together; club rounds only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub days: Vec<SufficedDaysJson>,
    /// So many more. Those of clubs are counted for every weekday of every season, those of a route once.
    pub seats: u32,
    /// Children without a seat who would have had one.
    pub without_seat: u32,
    /// Children with a seat who would have had a better wish.
    pub with_seat: u32,
    /// Children asked for who would rather be there than where they are; at a club on all of these days.
    pub wished: u32,
}

/// A looser sibling condition, and the children for whom it is the least loose that would have sufficed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SufficedTermsJson {
    /// As in `households.csv`.
    pub sibling_joint: String,
    /// As in `households.csv`.
    pub sibling_single: String,
    /// The children.
    pub children: u32,
}

/// A facility, and the children without a seat who would have had one there, had it been on their list. Of each child the
/// nearest facilities are known, no more than three.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SufficedAddedJson {
    /// The facility.
    pub facility_id: String,
    /// The children.
    pub children: u32,
}

/// What would have sufficed in counts: nobody is named.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SufficedFiguresJson {
    /// Children of the round without a seat, asked for or not.
    pub unplaced: u32,
    /// Of those asked for: without a seat.
    pub without_seat: SufficedGroupJson,
    /// With a seat.
    pub with_seat: SufficedGroupJson,
    /// By age class; nursery rounds only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub classes: Option<Vec<SufficedClassJson>>,
    /// By grade; club rounds only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grades: Option<Vec<SufficedGradeJson>>,
    /// Where seats would have sufficed: those first that give most children without a seat one, then those that give most a better
    /// wish, then those that need fewer seats, then those that more children would rather have. Clubs stand in the order of what all of
    /// their rows give.
    pub pools: Vec<SufficedPoolJson>,
    /// Looser sibling conditions, the most frequent first.
    pub terms: Vec<SufficedTermsJson>,
    /// Facilities that were not listed, the most frequent first.
    pub added: Vec<SufficedAddedJson>,
}

/// A class or a grade: its number, the counts without a seat and with one.
pub(crate) type SufficedRow = (u8, [SufficedCountsJson; 2]);

impl SufficedFiguresJson {
    /// The rows by class or by grade.
    pub(crate) fn rows(&self) -> Vec<SufficedRow> {
        let classes = self.classes.iter().flatten().map(|c| (c.class, [c.without_seat, c.with_seat]));
        let grades = self.grades.iter().flatten().map(|g| (g.grade, [g.without_seat, g.with_seat]));
        classes.chain(grades).collect()
    }
}
