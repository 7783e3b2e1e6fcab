//! What the facts about families look at in a round, whatever its programme.

use crate::priority::rulebook::FactsBuilder;
use jiff::civil::Date;
use std::ops::Range;

/// A round in its canonical order: households with their children, children with the facilities of their lists, all by
/// position.
pub(crate) trait Families {
    /// The day on which seats are taken up.
    fn entry_date(&self) -> Date;
    /// The fiscal year.
    fn fiscal_year(&self) -> i16;
    /// The ids of the households.
    fn household_ids(&self) -> impl Iterator<Item = &str>;
    /// The ids of the children, household after household.
    fn child_ids(&self) -> impl Iterator<Item = &str>;
    /// The ids of the facilities.
    fn facility_ids(&self) -> impl Iterator<Item = &str>;
    /// The children of a household.
    fn children_of(&self, household: u32) -> Range<u32>;
    /// The household of a child.
    fn household_of(&self, child: u32) -> u32;
    /// The id of a facility.
    fn facility_id(&self, facility: u32) -> &str;
    /// The facility of an id.
    fn facility_by_id(&self, id: &str) -> Option<u32>;
    /// The facility of every line of a child's list; one may stand on several lines.
    fn list(&self, child: u32) -> impl Iterator<Item = u32>;
    /// The district that a child lives in; empty if not known.
    fn district(&self, child: u32) -> &str;
    /// The facility at which a child holds a seat.
    fn held_at(&self, child: u32) -> Option<u32>;
}

/// What only rounds of one programme know.
pub(crate) trait Own {
    /// Sets it for the child that was added last.
    fn child(&self, out: &mut FactsBuilder<'_>, child: u32);
    /// Sets it for the line that was added last, of a child at a facility.
    fn entry(&self, out: &mut FactsBuilder<'_>, child: u32, facility: u32);
}
