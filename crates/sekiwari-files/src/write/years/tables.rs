//! The tables of `years`, from their document.

use super::{YEARS, YEARS_DISTRICTS, YearCourseJson, YearsJson};
use crate::write::folder::{OutputError, OutputFolder};
use crate::write::site::{SitePartJson, site_names};
use crate::write::table::TableWriter;

impl YearCourseJson {
    /// What opens in a year, in words.
    pub fn opens_in(&self, year: i16) -> String {
        let own = self.openings.iter().filter(|o| o.year == year);
        let parts = own.map(|o| SitePartJson { site_id: o.site_id.clone(), size: o.size.clone() });
        site_names(&parts.collect::<Vec<_>>())
    }
}

/// Writes `years.json` and its tables; `bom` as in [`crate::write::write_tables`].
///
/// # Errors
/// What the file system refuses.
pub fn write_years(folder: &OutputFolder, json: &YearsJson, bom: bool) -> Result<(), OutputError> {
    folder.write(YEARS.file, |out| {
        let mut table = TableWriter::new(out, &YEARS, 0, bom)?;
        for course in &json.courses {
            let mut so_far = 0;
            for y in &course.years {
                so_far += y.cost;
                table.value(&course.course)?.value(y.year)?.text(&course.opens_in(y.year))?;
                table.value(y.cost)?.value(so_far)?.value(y.children.mean)?.value(y.fresh.mean)?;
                table.value(y.open_seats.mean)?.value(y.placed.mean)?.value(y.waiting.mean)?;
                table.value(y.waiting.low)?.value(y.waiting.high)?.value(y.optimal)?.end_row()?;
            }
        }
        table.finish()
    })?;
    folder.write(YEARS_DISTRICTS.file, |out| {
        let mut table = TableWriter::new(out, &YEARS_DISTRICTS, 0, bom)?;
        for course in &json.courses {
            for c in &course.cells {
                table.value(&course.course)?.value(c.year)?.text(&c.district_id)?;
                table.value(c.class.map_or_else(|| "*".to_owned(), |c| c.to_string()))?;
                table.value(c.children.mean)?.value(c.waiting.mean)?.value(c.waiting.low)?;
                table.value(c.waiting.high)?.end_row()?;
            }
        }
        table.finish()
    })?;
    folder.write_json("years.json", json)
}
