//! The opening of a year.

use super::super::state::{Family, Place, Seated, SeatedBy, Seats, Site};
use super::super::{OpeningPlace, Registered, Year, YearError, YearOpened};
use jiff::civil::Date;
use std::collections::BTreeMap;

pub(super) fn open(date: Date, opened: &YearOpened) -> Result<Year, YearError> {
    let mut year = Year {
        fiscal_year: opened.fiscal_year,
        name: opened.name.clone(),
        tie_names: opened.tie_names.clone(),
        last: date,
        facilities: BTreeMap::new(),
        seats: BTreeMap::new(),
        children: BTreeMap::new(),
        families: BTreeMap::new(),
        rounds: Vec::new(),
        rules: BTreeMap::new(),
    };
    for facility in &opened.facilities {
        let partner = |&f: &u32| opened.facilities.get(f as usize).map(|f| f.id.clone());
        let partners = facility.partners.iter().filter_map(partner).collect();
        let before = year.facilities.insert(facility.id.clone(), Site::new(facility.clone(), partners));
        if before.is_some() {
            return Err(YearError::FacilityTwice(facility.id.clone()));
        }
    }
    for row in &opened.seats {
        year.check_facility(&row.key.facility)?;
        let Some(site) = year.facilities.get_mut(&row.key.facility) else { continue };
        site.check_apart(&row.key)?;
        site.add(row.key.clone());
        year.seats.insert(row.key.clone(), Seats { open: row.seats, ..Seats::default() });
    }
    for limit in &opened.limits {
        let bad = || YearError::BadLimit { facility: limit.facility.clone(), limit: limit.name.clone() };
        year.check_facility(&limit.facility)?;
        let Some(site) = year.facilities.get_mut(&limit.facility) else { continue };
        let twice = site.limits.iter().any(|l| l.name == limit.name);
        if twice || limit.weights.iter().any(|w| w.2 == 0) || limit.as_rows(0).scaled().is_none() {
            return Err(bad());
        }
        let at = site.limits.partition_point(|l| l.name < limit.name);
        site.limits.insert(at, limit.clone());
    }
    for row in &opened.continuing {
        year.check_facility(&row.facility)?;
        let Some(key) = year.make_class(&row.facility, row.class) else { continue };
        let Some(site) = year.facilities.get_mut(&row.facility) else { continue };
        let unnamed = &mut site.unnamed[row.class.index()];
        *unnamed = Some(unnamed.unwrap_or(0) + row.children);
        if let Some(seats) = year.seats.get_mut(&key) {
            seats.unnamed += row.children;
        }
    }
    for child in &opened.children {
        let (applicant, id) = (&child.applicant, &child.applicant.record.id);
        year.check_list(id, &applicant.list)?;
        let place = match (child.place, &applicant.current) {
            (OpeningPlace::Enrolled, Some(facility)) => {
                year.check_facility(facility)?;
                let Some(key) = year.make_class(facility, applicant.record.class) else { continue };
                if let Some(seats) = year.seats.get_mut(&key) {
                    seats.taken += 1;
                }
                Place::Seated(Seated { key, from: None, by: SeatedBy::Before, moved: false })
            }
            (OpeningPlace::Enrolled, None) => {
                return Err(YearError::OtherSeat { child: id.clone(), holds: None });
            }
            (_, Some(facility)) => {
                return Err(YearError::OtherSeat { child: id.clone(), holds: Some(facility.clone()) });
            }
            (OpeningPlace::Waiting, None) => Place::Waiting,
            (OpeningPlace::School, None) => Place::School,
        };
        let moves = matches!(place, Place::Seated(_)) && !applicant.list.is_empty();
        let registered = Registered { moves, ..Registered::new(&child.household, applicant, place) };
        if year.children.insert(id.clone(), registered).is_some() {
            return Err(YearError::ChildTwice(id.clone()));
        }
        let family = year.families.entry(child.household.clone()).or_insert_with(Family::new);
        family.children.insert(id.clone());
    }
    for family in &opened.families {
        year.change_family(family)?;
    }
    Ok(year)
}
