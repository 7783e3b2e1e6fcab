//! The grade of a child, from its grade cell and its birth date.

use jiff::civil::Date;
use sekiwari::programme::club::Grade;

use crate::finding::Finding;
use crate::finding::catalogue::clubs as kinds;
use crate::round::settings::Year;
use crate::table::{CellReader, Col};

/// The grade in a fiscal year of a child born on `birth`. The school year of birth runs from April 2 to April 1, so children
/// born on April 1 belong to the older year. Nothing for children who are not at elementary school.
fn of_birth(birth: Date, fiscal_year: i16) -> Option<Grade> {
    let late = i32::from((birth.month(), birth.day()) < (4, 2));
    let grade = i32::from(fiscal_year) - (i32::from(birth.year()) - late) - 6;
    u8::try_from(grade).ok().and_then(Grade::new)
}

/// The grade by both cells. None where they disagree or say nothing usable; that has been reported.
pub(super) fn read(
    r: &mut CellReader<'_>,
    row: usize,
    child: &str,
    (birth, grade): (Col, Col),
    year: Option<Year>,
) -> Option<Grade> {
    let (born, written) = (r.date(row, birth), r.grade(row, grade));
    let (Ok(born), Ok(written)) = (born, written) else { return None };
    let Some(born) = born else {
        if written.is_none() {
            let at = if grade.exists() { grade } else { birth };
            let finding = Finding::new(&kinds::GRADE_UNDECIDED, r.table().place_at(row, at));
            r.push(row, finding.arg("child", child));
        }
        return written;
    };
    let year = year?.fiscal_year;
    let Some(reckoned) = of_birth(born, year) else {
        // The value is left out: a birth date that could be read is personal.
        let finding = Finding::new(&kinds::NOT_AT_SCHOOL, r.table().place_at(row, birth));
        r.push(row, finding.arg("child", child).arg("fiscal_year", year));
        return None;
    };
    if written.is_some_and(|w| w != reckoned) {
        let finding = r.finding(&kinds::GRADE_CONTRADICTS_BIRTH, row, grade).arg("child", child);
        r.push(row, finding.arg("fiscal_year", year).arg("grade", reckoned));
        return None;
    }
    Some(reckoned)
}

#[cfg(test)]
mod tests {
    use super::of_birth;
    use jiff::civil::date;

    #[test]
    fn school_years_of_birth_begin_on_april_2() {
        let grade = |y, m, d| of_birth(date(y, m, d), 2026).map(|g| g.get());
        assert_eq!(grade(2019, 4, 2), Some(1));
        assert_eq!(grade(2020, 4, 1), Some(1));
        assert_eq!(grade(2019, 4, 1), Some(2));
        assert_eq!(grade(2014, 4, 2), Some(6));
        assert_eq!(grade(2014, 4, 1), None, "at junior high school");
        assert_eq!(grade(2020, 4, 2), None, "at kindergarten");
    }
}
