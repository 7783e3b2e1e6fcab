//! Published lists of a city's schools and after-school clubs, as tables of a club round.
//!
//! Cities publish where their schools and clubs are, but hardly ever which district a club is for. Three layouts are read:
//!
//! - [`standard`]: the national standard layout for public facilities (自治体標準オープンデータセット, 公共施設一覧), as 飯塚市
//!   publishes it: clubs are joined to schools by name, or else to the nearest one;
//! - [`listed`]: 湯沢市's list of clubs with the school districts they serve, in JSON;
//! - [`mapped`]: districts as polygons, with their neighbours.
//!
//! [`demand`] reads the census by small areas and counts the children of club age by district.
//!
//! What a list does not say is left open, and what was guessed is told: see [`OpenData::guessed`].

pub mod demand;
mod error;
pub mod listed;
pub mod mapped;
mod names;
mod rows;
pub mod standard;
mod tables;

pub use error::OpenDataError;
pub use tables::{ClubRow, DistrictRow, Guess, Hours, OpenData};

type Result<T> = std::result::Result<T, OpenDataError>;
