//! What is written of the years to come.

mod columns;
mod document;
mod tables;

pub use columns::{YEARS, YEARS_DISTRICTS, YEARS_TABLES};
pub use document::{
    Course, YearAssumptionsJson, YearCellJson, YearCourseJson, YearFiguresJson, YearOpeningJson, YearsFacts,
    YearsJson,
};
pub use tables::write_years;
