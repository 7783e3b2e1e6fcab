//! Who belongs to a reserve.

use super::super::round::{Child, Facility, ReserveRow};
use super::super::{AgeClass, ChildIndex, FacilityIndex, Round, age_in_days};
use super::{ReserveGroup, ReserveKind};

impl ReserveRow {
    /// Whether a child belongs to the group that it is for, whatever its class; `facilities` are those of its round.
    pub fn is_for(&self, child: &Child, facilities: &[Facility]) -> bool {
        let a = &child.affiliation;
        match &self.group {
            ReserveGroup::SpecialCare => !a.care_needs.is_empty(),
            ReserveGroup::Leavers => {
                a.leaver_of.is_some_and(|from| are_partners(facilities, from, self.facility))
            }
            ReserveGroup::Staff => a.employee_of == Some(self.facility),
            ReserveGroup::Local => a.employee_of != Some(self.facility),
            ReserveGroup::District(ids) => {
                child.district.as_ref().is_some_and(|d| ids.binary_search(d).is_ok())
            }
            ReserveGroup::Named(name) => a.groups.contains(name),
        }
    }
}

/// Whether one of two facilities names the other as its partner (連携施設).
fn are_partners(facilities: &[Facility], a: FacilityIndex, b: FacilityIndex) -> bool {
    let names = |x: FacilityIndex, y: FacilityIndex| facilities[x as usize].partners.contains(&y);
    names(a, b) || names(b, a)
}

impl Round {
    /// All reserves, by facility, then in the order in which they are filled: hard before soft before guarantees, then by
    /// group and classes.
    pub fn reserves(&self) -> &[ReserveRow] {
        &self.reserves
    }

    /// Whom a reserve is for, by the name used in files; `None` for open seats.
    pub fn reserved_for(&self, reserve: Option<u32>) -> Option<String> {
        reserve.map(|r| self.reserves[r as usize].group.to_string())
    }

    /// The reserves of a class at a facility with their positions in [`Round::reserves`], in order. Cost: the reserves of
    /// the facility.
    pub fn reserves_at(
        &self,
        facility: FacilityIndex,
        class: AgeClass,
    ) -> impl Iterator<Item = (u32, &ReserveRow)> {
        let from = self.reserves.partition_point(|r| r.facility < facility);
        let own = self.reserves[from..].iter().take_while(move |r| r.facility == facility);
        (from as u32..).zip(own).filter(move |(_, r)| r.classes.contains(class))
    }

    /// Whether a child belongs to the group that a reserve is for, whatever its class.
    pub fn is_member(&self, child: ChildIndex, reserve: &ReserveRow) -> bool {
        reserve.is_for(&self.children()[child as usize], self.facilities())
    }

    /// Whether a child is old enough for a reserve on the entry date; always where nothing is asked or no birth date known.
    pub fn is_old_enough(&self, child: ChildIndex, reserve: &ReserveRow) -> bool {
        match (reserve.min_age_days, self.children()[child as usize].birth_date) {
            (Some(min), Some(birth)) => {
                age_in_days(birth, self.entry_date()) >= i32::try_from(min).unwrap_or(i32::MAX)
            }
            _ => true,
        }
    }

    /// Whether a child is guaranteed to come first at all seats of its class at a facility, once those who hold a seat
    /// there have decided.
    pub fn is_guaranteed(&self, child: ChildIndex, facility: FacilityIndex) -> bool {
        self.reserves_at(facility, self.children()[child as usize].class).any(|(_, r)| {
            r.kind == ReserveKind::Guarantee && self.is_member(child, r) && self.is_old_enough(child, r)
        })
    }

    /// Whether some seat of the round is reserved, or somebody guaranteed to come first.
    pub fn has_reserves(&self) -> bool {
        !self.reserves.is_empty()
    }
}
