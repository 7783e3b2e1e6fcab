//! The public list of what is left after a round: a mark for each facility and class, as cities print it.
//!
//! A mark tells seats that are left, never children, so there is nothing to keep back.

mod club;
mod nursery;
mod table;

pub use table::{Mark, MarkTable};

use jiff::civil::Date;

/// The most seats that count as few, where nothing else is said.
pub const FEW: u32 = 3;

/// A table of marks without its rows yet.
fn table(name: &str, entry_date: Date, few: u32, columns: Vec<table::MarkColumn>) -> MarkTable {
    MarkTable { name: name.to_owned(), entry_date, few, columns, rows: Vec::new() }
}
