//! Rounds of day services.

mod base;
mod caps;
mod catalogue;
mod days;
mod good;
mod people;
mod places;
mod requests;
mod settings;
