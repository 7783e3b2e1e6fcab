//! `children`: who they are, how old, where enrolled.

use jiff::civil::Date;
use sekiwari::programme::daily::Service;
use sekiwari::programme::daily::round::{Age, Child, Enrolled};

use super::words::SERVICES;
use super::{Known, Sites};
use crate::finding::catalogue::{daily_requests as kinds, references};
use crate::finding::{Finding, Findings};
use crate::normalise::{find_word, show_all_classes};
use crate::round::facilities::position;
use crate::round::family_ids::FamilyIds;
use crate::round::ids::{self, Ids, Reference};
use crate::round::tables::daily as tables;
use crate::round::words::YES_NO;
use crate::table::{CellReader, Col, Invalid, Table};

/// The children in row order, first rows of an id only.
pub(super) struct Children {
    pub(super) rows: Vec<Child>,
    pub(super) ids: Ids,
    /// Whether all cells of a child could be read.
    pub(super) sound: Vec<bool>,
}

/// Classes are numbered 0 to 5, grades follow from here.
const FIRST_GRADE: u8 = 6;
/// The last grade of elementary school.
const LAST: u8 = 11;
/// Weights of a child in tenths.
const LOADS: (u32, u32) = (1, 100);

pub(super) fn read(
    table: &Table,
    mut sites: Option<&mut Sites>,
    known: &Known<'_>,
    findings: &mut Findings,
) -> Option<Children> {
    let mut r = CellReader::new(table, &tables::CHILDREN, findings)?;
    let (id, household) = (r.col("child_id"), r.col("household_id"));
    let columns = Columns::of(&r);
    let mut out = Children { rows: Vec::new(), ids: Ids::default(), sound: Vec::new() };
    let (mut row_of, mut families) = (Vec::new(), FamilyIds::default());
    r.need_rows();
    for row in 0..table.rows() {
        let twice = &references::CHILD_DUPLICATE;
        let Some(id) = ids::enlist(&mut r, row, id, &mut out.ids, &mut row_of, twice) else { continue };
        let household = families.read(&mut r, row, household, &id);
        // What could not be read is filled in with something; there is an error then, and no round.
        let mut child = Child {
            id,
            household,
            age: Age::Class(0),
            enrolled: Enrolled::No,
            registered: Vec::new(),
            resident: true,
            load: 10,
        };
        out.sound.push(columns.fill(&mut r, row, sites.as_deref_mut(), known, &mut child).is_ok());
        out.rows.push(child);
    }
    r.finish(findings);
    let rows = out.rows.iter_mut().map(|child| (&mut child.household, child.id.as_str()));
    families.settle(rows, &row_of, table, findings);
    Some(out)
}

struct Columns {
    birth: Col,
    class: Col,
    grade: Col,
    enrolled_at: Col,
    enrolled: Col,
    registered: Col,
    resident: Col,
    load: Col,
    place: (Col, Col),
}

impl Columns {
    fn of(r: &CellReader<'_>) -> Self {
        Self {
            birth: r.col("birth_date"),
            class: r.col("class"),
            grade: r.col("grade"),
            enrolled_at: r.col("enrolled_facility_id"),
            enrolled: r.col("enrolled"),
            registered: r.col("registered"),
            resident: r.col("resident"),
            load: r.col("load"),
            place: (r.col("lat"), r.col("lon")),
        }
    }

    /// Every cell is looked at before the first that could not be read is acted upon.
    fn fill(
        &self,
        r: &mut CellReader<'_>,
        row: usize,
        sites: Option<&mut Sites>,
        known: &Known<'_>,
        child: &mut Child,
    ) -> Result<(), Invalid> {
        let age = self.age(r, row, &child.id, known);
        let enrolled = self.enrolled(r, row, &child.id, sites);
        let registered = self.registered(r, row);
        let resident = r.word(row, self.resident, YES_NO);
        let load = r.tenths(row, self.load, LOADS.0, LOADS.1);
        // Only checked: day services go by the families' own order.
        position(r, row, self.place.0, self.place.1);
        child.age = age?;
        child.enrolled = enrolled?;
        child.registered = registered?;
        child.resident = resident?.unwrap_or(true);
        child.load = load?.unwrap_or(10);
        Ok(())
    }

    fn age(
        &self,
        r: &mut CellReader<'_>,
        row: usize,
        child: &str,
        known: &Known<'_>,
    ) -> Result<Age, Invalid> {
        let born = r.date(row, self.birth);
        let (class, grade) = (r.class(row, self.class), r.grade(row, self.grade));
        let (born, class, grade) = (born?, class?, grade?);
        let written = match (class, grade) {
            (Some(_), Some(_)) => {
                let finding = r.finding(&kinds::CLASS_AND_GRADE, row, self.grade).arg("child", child);
                r.push(row, finding);
                return Err(Invalid);
            }
            (Some(class), None) => Some(class.get()),
            (None, Some(grade)) => Some(FIRST_GRADE + grade.get() - 1),
            (None, None) => None,
        };
        let Some(born) = born else {
            let at = if self.birth.exists() { self.birth } else { self.class };
            let finding = Finding::new(&kinds::AGE_UNKNOWN, r.table().place_at(row, at)).arg("child", child);
            return written.map(Age::Class).ok_or_else(|| {
                r.push(row, finding);
                Invalid
            });
        };
        let Some((from, to)) = known.period else { return Ok(Age::Born(born)) };
        let (first, last) = (class_on(born, from), class_on(born, to));
        // The value is left out: a birth date that could be read is personal.
        if born > to || first > i16::from(LAST) {
            let finding = Finding::new(&kinds::AGE_OUTSIDE, r.table().place_at(row, self.birth));
            r.push(row, finding.arg("child", child));
            return Err(Invalid);
        }
        if written.is_some_and(|w| i16::from(w) != first && i16::from(w) != last) {
            let at = if class.is_some() { self.class } else { self.grade };
            let shown =
                u8::try_from(first).map_or_else(|_| String::new(), |c| show_all_classes(1 << c.min(15)));
            let finding = r.finding(&kinds::AGE_CONTRADICTS, row, at).arg("child", child);
            r.push(row, finding.arg("reckoned", shown));
            return Err(Invalid);
        }
        Ok(Age::Born(born))
    }

    fn enrolled(
        &self,
        r: &mut CellReader<'_>,
        row: usize,
        child: &str,
        sites: Option<&mut Sites>,
    ) -> Result<Enrolled, Invalid> {
        let ids = sites.map(|s| &mut s.ids);
        let at = ids::refer(r, row, self.enrolled_at, ids, &references::FACILITY_UNKNOWN);
        let said = r.word(row, self.enrolled, YES_NO);
        match (at?, said?) {
            (Reference::To(_), Some(false)) => {
                let finding = r.finding(&kinds::ENROLLED_CONTRADICTS, row, self.enrolled).arg("child", child);
                r.push(row, finding);
                Err(Invalid)
            }
            (Reference::To(site), _) => Ok(Enrolled::At(site)),
            (Reference::Blank, Some(true)) => Ok(Enrolled::Elsewhere),
            (Reference::Blank, _) => Ok(Enrolled::No),
        }
    }

    /// Services by name, or one yes for all of them.
    fn registered(&self, r: &mut CellReader<'_>, row: usize) -> Result<Vec<Service>, Invalid> {
        let text = r.folded_text(row, self.registered);
        match find_word(YES_NO, &text) {
            Some(true) => Ok(SERVICES.iter().map(|w| w.value).collect()),
            Some(false) => Ok(Vec::new()),
            None => r.services(row, self.registered),
        }
    }
}

/// The class on a date of a child born on another: the school year runs from April 2 of birth to April 1, so that children
/// born on April 1 belong to the older year.
fn class_on(birth: Date, date: Date) -> i16 {
    let year = date.year() - i16::from(date.month() < 4);
    let late = i16::from((birth.month(), birth.day()) < (4, 2));
    (year - (birth.year() - late) - 1).max(0)
}

#[cfg(test)]
mod tests {
    use super::class_on;
    use jiff::civil::date;

    #[test]
    fn classes_follow_from_the_fiscal_year_of_the_date() {
        assert_eq!(class_on(date(2025, 4, 2), date(2026, 5, 1)), 0);
        assert_eq!(class_on(date(2025, 4, 1), date(2026, 5, 1)), 1);
        assert_eq!(class_on(date(2025, 4, 1), date(2026, 3, 31)), 0);
        assert_eq!(class_on(date(2020, 4, 1), date(2026, 5, 1)), 6, "grade 1");
        assert_eq!(class_on(date(2026, 4, 20), date(2026, 5, 1)), 0, "born in this year");
    }
}
