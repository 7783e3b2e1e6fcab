//! `children`: who applies, with class, household and held seat.

use jiff::civil::Date;
use sekiwari::programme::nursery::{Affiliation, AgeClass, AgeError, Child, MAX_SEAT_WEIGHT};

use super::facilities::{Facilities, position};
use super::family_ids::FamilyIds;
use super::ids::{self, Ids, Reference};
use super::settings::Year;
use super::tables;
use crate::finding::{Finding, Findings, catalogue::cells, catalogue::consistency, catalogue::references};
use crate::table::{CellReader, Col, Table};

/// The children in row order, first rows of an id only.
pub(super) struct Children {
    /// Household id and child.
    pub(super) rows: Vec<(String, Child)>,
    pub(super) ids: Ids,
    /// Table row of each child.
    pub(super) row_of: Vec<usize>,
    /// Whether the class is known; where it is not, an error says so and nothing is concluded from it.
    pub(super) class_known: Vec<bool>,
    /// Whether the held seat is known (or known to be none).
    pub(super) current_known: Vec<bool>,
    /// Its households.
    pub(super) families: FamilyIds,
    /// Whether the groups, care needs and employers of all children are known, so that something can be said about
    /// reserves nobody belongs to.
    pub(super) affiliations_known: bool,
}

pub(super) fn read(
    table: &Table,
    mut facilities: Option<&mut Facilities>,
    year: Option<Year>,
    findings: &mut Findings,
) -> Option<Children> {
    let mut r = CellReader::new(table, &tables::CHILDREN, findings)?;
    let (id, household, current) = (r.col("child_id"), r.col("household_id"), r.col("current_facility_id"));
    let (birth, class) = (r.col("birth_date"), r.col("class"));
    let (district, lat, lon) = (r.col("district_id"), r.col("lat"), r.col("lon"));
    let mut out = Children {
        rows: Vec::with_capacity(table.rows()),
        ids: Ids::default(),
        row_of: Vec::with_capacity(table.rows()),
        class_known: Vec::new(),
        current_known: Vec::new(),
        families: FamilyIds::default(),
        affiliations_known: true,
    };
    let columns = Affiliations::of(&r);
    r.need_rows();
    for row in 0..table.rows() {
        let twice = &references::CHILD_DUPLICATE;
        let Some(child_id) = ids::enlist(&mut r, row, id, &mut out.ids, &mut out.row_of, twice) else {
            continue;
        };
        let household = out.families.read(&mut r, row, household, &child_id);
        let held = ids::refer(
            &mut r,
            row,
            current,
            facilities.as_mut().map(|f| &mut f.ids),
            &references::FACILITY_UNKNOWN,
        );
        let (known, birth_date) = class_of(&mut r, row, &child_id, (birth, class), year);
        out.class_known.push(known.is_some());
        out.current_known.push(held.is_ok());
        let child = Child {
            id: child_id,
            // Class 0 only fills the place; without a known class there is an error and no round.
            class: known.or(AgeClass::new(0))?,
            birth_date,
            current: match held {
                Ok(Reference::To(f)) => Some(f),
                _ => None,
            },
            district: r.id(row, district).ok().flatten().map(Into::into),
            position: position(&mut r, row, lat, lon),
            affiliation: columns.read(&mut r, row, facilities.as_deref_mut()).unwrap_or_else(|| {
                out.affiliations_known = false;
                Affiliation::default()
            }),
        };
        out.rows.push((household, child));
    }
    r.finish(findings);
    let rows = out.rows.iter_mut().map(|(household, child)| (household, child.id.as_str()));
    out.families.settle(rows, &out.row_of, table, findings);
    Some(out)
}

/// The columns that say to which groups a child belongs and what it takes.
struct Affiliations {
    leaver_of: Col,
    employee_of: Col,
    groups: Col,
    care_needs: Col,
    seat_weight: Col,
    staff_weight: Col,
}

/// Most teachers that one child takes, in thousandths; a larger number is a slip of the keyboard.
const MAX_STAFF: i64 = 10_000;

impl Affiliations {
    fn of(r: &CellReader<'_>) -> Self {
        Self {
            leaver_of: r.col("leaver_of"),
            employee_of: r.col("employee_of"),
            groups: r.col("groups"),
            care_needs: r.col("care_needs"),
            seat_weight: r.col("seat_weight"),
            staff_weight: r.col("staff_weight"),
        }
    }

    /// What a row says; nothing where some cell could not be read, and that has been reported.
    fn read(
        &self,
        r: &mut CellReader<'_>,
        row: usize,
        mut facilities: Option<&mut Facilities>,
    ) -> Option<Affiliation> {
        let mut facility = |r: &mut CellReader<'_>, col| {
            let ids = facilities.as_mut().map(|f| &mut f.ids);
            ids::refer(r, row, col, ids, &references::FACILITY_UNKNOWN).map(|found| match found {
                Reference::To(f) => Some(f),
                Reference::Blank => None,
            })
        };
        let (leaver_of, employee_of) = (facility(r, self.leaver_of), facility(r, self.employee_of));
        let (groups, care_needs) = (r.list(row, self.groups), r.list(row, self.care_needs));
        let seats = r.count(row, self.seat_weight, 1, MAX_SEAT_WEIGHT);
        let staff = match r.thousandths(row, self.staff_weight) {
            Ok(Some(value)) if !(0..=MAX_STAFF).contains(&value) => {
                let finding = r.finding(&cells::NUMBER_RANGE, row, self.staff_weight);
                r.push(row, finding.arg("min", 0).arg("max", MAX_STAFF / 1000));
                None
            }
            Ok(value) => Some(value.and_then(|v| u64::try_from(v).ok())),
            Err(_) => None,
        };
        Some(Affiliation {
            leaver_of: leaver_of.ok()?,
            employee_of: employee_of.ok()?,
            groups: groups.ok()?,
            care_needs: care_needs.ok()?,
            seat_weight: seats.ok()?.unwrap_or(1),
            staff_weight: staff?,
        })
    }
}

/// The class by birth date and class cell, and the birth date. No class where the cells disagree or say nothing usable.
fn class_of(
    r: &mut CellReader<'_>,
    row: usize,
    child: &str,
    (birth, class): (Col, Col),
    year: Option<Year>,
) -> (Option<AgeClass>, Option<Date>) {
    let (born, written) = (r.date(row, birth), r.class(row, class));
    let (Ok(born), Ok(written)) = (born, written) else { return (None, born.ok().flatten()) };
    let Some(born) = born else {
        if written.is_none() {
            let at = if class.exists() { class } else { birth };
            let finding = Finding::new(&consistency::CLASS_UNDECIDED, r.table().place_at(row, at));
            r.push(row, finding.arg("child", child));
        }
        return (written, None);
    };
    let Some(year) = year else { return (None, Some(born)) };
    // The value is left out below: a birth date that could be read is personal.
    let about =
        |kind, r: &CellReader<'_>, col| Finding::new(kind, r.table().place_at(row, col)).arg("child", child);
    if born > year.entry_date {
        let finding = about(&consistency::BORN_AFTER_ENTRY, r, birth).arg("entry_date", year.entry_date);
        r.push(row, finding);
        return (None, Some(born));
    }
    match AgeClass::of(born, year.fiscal_year) {
        Ok(reckoned) if written.is_none_or(|w| w == reckoned) => (Some(reckoned), Some(born)),
        Ok(reckoned) => {
            let finding = r
                .finding(&consistency::CLASS_CONTRADICTS_BIRTH, row, class)
                .arg("child", child)
                .arg("fiscal_year", year.fiscal_year)
                .arg("class", reckoned);
            r.push(row, finding);
            (None, Some(born))
        }
        Err(AgeError::SchoolAge) => {
            let finding = about(&consistency::SCHOOL_AGE, r, birth).arg("fiscal_year", year.fiscal_year);
            r.push(row, finding);
            (None, Some(born))
        }
        Err(AgeError::NotYetBorn) => {
            let finding = about(&consistency::BORN_AFTER_ENTRY, r, birth).arg("entry_date", year.entry_date);
            r.push(row, finding);
            (None, Some(born))
        }
    }
}
