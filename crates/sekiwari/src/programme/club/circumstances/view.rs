//! A club round as the facts about families look at it.

use crate::programme::circumstances::Families;
use crate::programme::club::Round;
use jiff::civil::Date;
use std::ops::Range;

impl Families for Round {
    fn entry_date(&self) -> Date {
        self.entry_date()
    }

    fn fiscal_year(&self) -> i16 {
        self.fiscal_year()
    }

    fn household_ids(&self) -> impl Iterator<Item = &str> {
        self.households().iter().map(|h| h.id.as_str())
    }

    fn child_ids(&self) -> impl Iterator<Item = &str> {
        self.children().iter().map(|c| c.id.as_str())
    }

    fn facility_ids(&self) -> impl Iterator<Item = &str> {
        self.clubs().iter().map(|f| f.id.as_str())
    }

    fn children_of(&self, household: u32) -> Range<u32> {
        self.households()[household as usize].children.clone()
    }

    fn household_of(&self, child: u32) -> u32 {
        self.household_of(child)
    }

    fn facility_id(&self, facility: u32) -> &str {
        &self.clubs()[facility as usize].id
    }

    fn facility_by_id(&self, id: &str) -> Option<u32> {
        self.club_by_id(id)
    }

    fn list(&self, child: u32) -> impl Iterator<Item = u32> {
        self.list(child).iter().map(|e| e.club)
    }

    fn district(&self, child: u32) -> &str {
        let district = self.children()[child as usize].district;
        district.map_or("", |d| &self.districts()[d as usize].id)
    }

    fn held_at(&self, child: u32) -> Option<u32> {
        self.children()[child as usize].current.map(|(club, _)| club)
    }
}
