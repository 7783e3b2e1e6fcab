//! Seats of clubs from units, rooms, area and staff, for each weekday of each season.
//!
//! The standard (放課後児童健全育成事業の設備及び運営に関する基準, 平成26年厚生労働省令第63号) asks for at least 1.65 m² a child
//! (第9条) and for at least two staff in each unit of support (支援の単位), one of them a qualified 放課後児童支援員 (第10条 2項), and says
//! that a unit is of about 40 children (同 4項). A city sets its own numbers by ordinance, so all of them are data.
//!
//! ```text
//! units = min( rooms, staff / staff per unit, qualified / qualified per unit )
//! seats = min( declared, area / area per child, limit per unit × units ) − enrolled
//! ```
//!
//! of what is known, each division rounded down. Every number is kept, and the one that binds is named.
//!
//! | file | what |
//! |---|---|
//! | `standards` | the numbers of the ordinance |
//! | `rows` | what is known about units, and the children who have a seat already |
//! | `seats` | the seats of one slot, with every number behind them |
//! | `table` | which row speaks for which slot, and the seats of all slots |
//! | `fault` | what makes the rows useless |
//! | `doubt` | what should be looked at |
//!
//! Areas are in hundredths of a square metre; everything is integers.

mod doubt;
mod fault;
mod rows;
mod seats;
mod standards;
mod table;
#[cfg(test)]
mod tests;

pub use doubt::Doubt;
pub use fault::{CapacityError, Quantity};
pub use rows::{EnrolledRow, UnitRow};
pub use seats::{Binding, SlotSeats};
pub use standards::{Counted, StandardError, Standards};
pub use table::{SeatTable, Slot};

/// Numbers above are slips of the keyboard: children, rooms, staff; and square metres.
const MOST: u32 = 100_000;
