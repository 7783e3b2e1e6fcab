//! Cell texts to values: blanks, widths, numbers, dates, age classes, grades, parts of a day, choices.
//!
//! Everything here is a pure function of the cell's text. Who asked, and where the cell stands, is the business of
//! [`crate::table::CellReader`], which also counts what was tidied.

mod all_classes;
mod class;
mod date;
mod grade;
mod moment;
mod number;
mod text;
mod time;
mod word;

pub use all_classes::{parse_all_classes, show_all_classes};
pub use class::{ClassError, parse_class, parse_classes};
pub use date::{DateError, DateForm, parse_date};
pub use grade::parse_grade;
pub use moment::{parse_moment, parse_session};
pub(crate) use moment::{time, time_of};
pub use number::{DecimalError, parse_count, parse_micro_degrees, parse_thousandths};
pub use text::{fold_width, is_invisible, normal_title, outer_blanks_stripped};
pub use time::parse_time;
pub use word::{Word, find_word};
