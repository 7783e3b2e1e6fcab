//! After-school clubs (放課後児童クラブ): school children by grade, on chosen weekdays and in chosen seasons.
//!
//! A seat is a place at a club on one weekday of one season. A child takes one on each of its days at once, so a wish claims
//! several pools.
//!
//! [`RoundData`] is what the tables say; [`Round::new`] checks it and freezes it in a canonical order, with a complete list for
//! every child; [`compile`] turns it into a market; [`Compiled::decisions`] reads an allocation back.

pub mod capacity;
mod circumstances;
mod compile;
mod days;
mod decision;
pub mod district;
pub mod division;
mod grade;
pub mod need;
mod pools;
mod round;
mod rules;
mod season;
mod slot_set;
mod standing;

#[cfg(test)]
pub(crate) use circumstances::DERIVED;
pub use circumstances::{facts_of, score_rows};
pub use compile::{Compiled, compile};
pub(crate) use compile::{compile_drawn, compile_into};
pub use days::{Day, Days, NoDays};
pub use decision::Decision;
pub use grade::Grade;
pub(crate) use pools::Layout;
pub use pools::{Pool, PoolAt};
pub use round::{
    Child, ChildIndex, Club, ClubIndex, District, Entry, Household, MAX_SEATS, Round, RoundData, RoundError,
    Route, ScoreRow, WishRow,
};
pub use rules::{FewerDays, Lists, OrderKey, Overflow, Rules};
pub use season::{NoSeason, Season, Seasons};
pub use slot_set::SlotSet;
pub use standing::Standings;
