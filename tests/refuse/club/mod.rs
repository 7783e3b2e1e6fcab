//! Rounds of clubs.

mod base;
mod catalogue;
mod children;
mod doubtful;
mod good;
mod lists;
mod places;
mod rulebooks;
mod seats;
mod settings;
