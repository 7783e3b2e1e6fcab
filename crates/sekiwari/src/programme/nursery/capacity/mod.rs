//! Seats from staff, rooms and declared numbers (受入可能数の算定).
//!
//! What a facility can take is limited three ways: by what it has declared for each class, by its teachers, which all its
//! classes share, and by the floor area of its rooms. This room works the seats of a round out from these, keeps every number
//! it came across, names the one that binds, and holds the seats that an office offers against it.
//!
//! | file | what |
//! |---|---|
//! | `standards` | the ratios and areas that the law asks for, by date and kind of facility |
//! | `staff` | teachers needed for so many children |
//! | `area` | children that a room takes |
//! | `shared` | limits of rooms and teachers that serve several classes |
//! | `facility` | what is known about one facility |
//! | `derive` | its seats, class by class, and how what the classes share is divided |
//! | `divisions` | all ways to divide what it can take over its classes |
//! | `most` | the most children that the teachers allow, however they are divided |
//! | `offered` | seats that somebody offers, held against what the facility can take |
//! | `doubt`, `review` | what should be looked at before the round is run |
//!
//! # Units
//!
//! Teachers come in tenths (full-time equivalents), areas in hundredths of a square metre, and a child weighs ten tenths of a
//! child on the teachers, or more where it needs more care. Everything is integers, so that the same tables give the same
//! seats on any machine.
//!
//! # Heads
//!
//! A class is counted three ways, which differ only where a child weighs more than one: children; the *seats* they take, of
//! the declared number and of the rooms; and their *load* on the teachers. Children who hold a seat and apply to move count
//! as continuing here, because they may stay; so their seats are not open, as in `seats` of a round.

mod area;
mod derive;
mod divisions;
mod doubt;
mod facility;
mod most;
mod offered;
mod review;
mod shared;
mod staff;
mod standards;
#[cfg(test)]
mod tests;

pub use area::{Room, RoomKind, children_in};
pub use derive::{Binding, ClassSeats, FacilitySeats, derive};
pub use divisions::Divisions;
pub use doubt::Doubt;
pub use facility::{ClassTable, Continuing, FacilityTable, Teachers};
pub use most::most_children;
pub use offered::{Offered, Overrun};
pub use review::{FacilityReview, LastYear, Review, review};
pub use staff::{Mode, Rounding, StaffRule};
pub use standards::{AreaRow, Period, RatioRow, Ratios, Standard, StandardError, Standards, TeacherRow};

use super::AgeClass;

/// One number for each age class, 0 to 5.
pub type PerClass<T> = [T; AgeClass::COUNT];

/// A set of classes as bits, possibly empty.
type Mask = u8;

const ALL: Mask = 0b11_1111;

fn mask(classes: super::ClassSet) -> Mask {
    classes.classes().fold(0, |bits, c| bits | 1 << c.index())
}

fn members(mask: Mask) -> impl Iterator<Item = usize> {
    (0..AgeClass::COUNT).filter(move |c| mask & 1 << c != 0)
}
