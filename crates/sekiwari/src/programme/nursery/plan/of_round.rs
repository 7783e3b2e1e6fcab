//! Demand and supply as a round shows them.

use super::{Category, DemandRow, SupplyRow};
use crate::programme::nursery::waiting::Enrolled;
use crate::programme::nursery::{AgeClass, FacilityIndex, ReserveKind, Round};
use std::collections::BTreeMap;

/// Children of a round by the district they live in, and children who stay without applying by the district of their
/// facility (where they live is not known), in the year of the round. Categories 2 and 3 only; each of them has a row.
/// Facilities that the round does not know count for no district.
pub fn demand_of(round: &Round, enrolled: Option<&[Enrolled]>) -> Vec<DemandRow> {
    let mut sums: BTreeMap<(Option<String>, Category), u64> = BTreeMap::new();
    for child in round.children() {
        *sums.entry((child.district.clone(), Category::of(child.class))).or_default() += 1;
    }
    for row in enrolled.unwrap_or_default() {
        let district = round.facility_by_id(&row.facility).and_then(|f| district(round, f));
        *sums.entry((district, Category::of(row.class))).or_default() += u64::from(row.children);
    }
    let year = round.fiscal_year();
    let somewhere = sums.keys().next().and_then(|(d, _)| d.clone());
    for category in [Category::Two, Category::Infants, Category::Toddlers] {
        sums.entry((somewhere.clone(), category)).or_default();
    }
    sums.into_iter()
        .map(|((district, category), children)| DemandRow { year, district, category, children })
        .collect()
}

/// Seats of the facilities of a round by their district and kind, in the year of the round: seats open, seats that applicants
/// hold, and the seats of children who stay without applying; nothing to be added. Seats that several classes share are split
/// evenly over the classes, what is left over to the youngest.
pub fn supply_of(round: &Round, enrolled: Option<&[Enrolled]>) -> Vec<SupplyRow> {
    let mut sums: BTreeMap<(FacilityIndex, Category), u64> = BTreeMap::new();
    // Seats of guarantees stand among the open ones.
    let reserved = round.reserves().iter().filter(|r| r.kind != ReserveKind::Guarantee);
    let reserved = reserved.map(|r| (r.facility, r.classes, r.seats));
    let open = round.seats().iter().map(|r| (r.facility, r.classes, r.seats));
    for (facility, classes, seats) in open.chain(reserved) {
        let classes: Vec<AgeClass> = classes.classes().collect();
        let (each, rest) = (seats as usize / classes.len(), seats as usize % classes.len());
        for (i, class) in classes.into_iter().enumerate() {
            let seats = each + usize::from(i < rest);
            *sums.entry((facility, Category::of(class))).or_default() += seats as u64;
        }
    }
    for child in round.children() {
        if let Some(held) = child.current {
            *sums.entry((held, Category::of(child.class))).or_default() += 1;
        }
    }
    for row in enrolled.unwrap_or_default() {
        if let Some(f) = round.facility_by_id(&row.facility) {
            *sums.entry((f, Category::of(row.class))).or_default() += u64::from(row.children);
        }
    }
    let row = |((f, category), seats): ((FacilityIndex, Category), u64)| SupplyRow {
        year: round.fiscal_year(),
        district: district(round, f),
        category,
        kind: round.facilities()[f as usize].kind.clone().unwrap_or_default(),
        seats,
        added: 0,
    };
    sums.into_iter().map(row).collect()
}

fn district(round: &Round, facility: FacilityIndex) -> Option<String> {
    round.facilities()[facility as usize].district.clone()
}
