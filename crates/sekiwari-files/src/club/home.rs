//! The district in which a child lives: as written, else by its school, else by its place on the map.

use sekiwari::programme::nursery::Position;

use super::districts::Districts;
use super::map::Map;
use crate::finding::Finding;
use crate::finding::catalogue::clubs as kinds;
use crate::round::ids::{self, Reference};
use crate::table::{CellReader, Col, Invalid};

/// Where homes are looked up, and in which columns.
pub(super) struct Homes<'a> {
    pub(super) districts: Option<&'a mut Districts>,
    pub(super) map: Option<&'a Map>,
    pub(super) district: Col,
    pub(super) school: Col,
}

impl Homes<'_> {
    /// The district of the child in a row.
    ///
    /// # Errors
    /// [`Invalid`] where what is written could not be read; it has been reported.
    pub(super) fn find(
        &mut self,
        r: &mut CellReader<'_>,
        row: usize,
        child: &str,
        position: Option<Position>,
    ) -> Result<Option<u32>, Invalid> {
        let ids = self.districts.as_mut().map(|d| &mut d.ids);
        let written = ids::refer(r, row, self.district, ids, &kinds::DISTRICT_UNKNOWN);
        let school = self.of_school(r, row, written == Ok(Reference::Blank));
        let (written, school) = (written?, school?);
        let districts = self.districts.as_deref().ok_or(Invalid)?;
        match (written, school) {
            (Reference::To(district), Some(other)) if district != other => {
                let finding = r.finding(&kinds::SCHOOL_ELSEWHERE, row, self.school).arg("child", child);
                let finding = finding.arg("district", districts.ids.name(district));
                r.push(row, finding.arg("other", districts.ids.name(other)));
                Ok(Some(district))
            }
            (Reference::To(district), _) => Ok(Some(district)),
            (Reference::Blank, Some(district)) => Ok(Some(district)),
            (Reference::Blank, None) => Ok(position.and_then(|p| self.of_place(r, row, child, p))),
        }
    }

    /// The district of the school. Where no district names its schools, schools matter only to children without a district.
    fn of_school(
        &mut self,
        r: &mut CellReader<'_>,
        row: usize,
        needed: bool,
    ) -> Result<Option<u32>, Invalid> {
        let Some(districts) = self.districts.as_deref_mut() else {
            return r.id(row, self.school).map(|_| None);
        };
        if districts.schools.len() == 0 && !needed {
            return Ok(None);
        }
        match ids::refer(r, row, self.school, Some(&mut districts.schools), &kinds::SCHOOL_UNKNOWN)? {
            Reference::To(school) => Ok(districts.school_in.get(school as usize).copied()),
            Reference::Blank => Ok(None),
        }
    }

    fn of_place(&self, r: &mut CellReader<'_>, row: usize, child: &str, place: Position) -> Option<u32> {
        let (map, districts) = (self.map?, self.districts.as_deref()?);
        let found = map.districts_at(place);
        // Coordinates are left out: an address is personal.
        let about = |kind| Finding::new(kind, r.table().place_at(row, Col::NONE)).value(child);
        if found.is_empty() {
            r.push(row, about(&kinds::PLACE_NOWHERE));
        } else if found.len() > 1 {
            let names: Vec<&str> = found.iter().map(|&d| districts.ids.name(d)).collect();
            let finding = about(&kinds::PLACE_IN_SEVERAL).arg("districts", names.join(", "));
            r.push(row, finding);
        }
        found.first().copied()
    }
}
