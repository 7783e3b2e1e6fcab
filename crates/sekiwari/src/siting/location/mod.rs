//! The classical objectives of facility location, each proven or with a bound.
//!
//! | file | problem | least or most |
//! |---|---|---|
//! | [`set_covering`](mod@set_covering) | location set covering | fewest or cheapest sites that cover all within a radius |
//! | [`max_covering`](mod@max_covering) | maximal covering | most weight within a radius |
//! | [`max_min_covering`](mod@max_min_covering) | equity | the district covered worst, then most weight |
//! | [`p_median`](mod@p_median) | p-median | shortest ways of all together |
//! | [`p_center`](mod@p_center) | p-center | shortest way of the farthest |
//! | [`fixed_charge`](mod@fixed_charge) | uncapacitated fixed charge | ways and opening together |
//! | [`capacitated`](mod@capacitated) | capacitated fixed charge | the same, where sites are full at some time |
//! | `instance`, `builder`, `openings` | points, sites, distances; how many may be opened | |
//! | `outcome` | what an answer tells | |
//! | `assign` | the search behind all of them | |
//!
//! Distances are whole numbers in a unit of the caller's, metres for instance. All objectives know sites that are open today
//! ([`Standing::Existing`]), must be opened, or must not; and pairs of point and site with no way between them.

mod assign;
mod builder;
pub mod capacitated;
mod cover;
pub mod fixed_charge;
mod ids;
mod instance;
pub mod max_covering;
pub mod max_min_covering;
mod openings;
mod outcome;
pub mod p_center;
pub mod p_median;
mod put;
mod reduce;
pub mod set_covering;
mod travel;

pub use builder::{InstanceBuilder, LocationError};
pub use capacitated::{Served, capacitated, serve};
pub use fixed_charge::fixed_charge;
pub use ids::{PointId, SiteId};
pub use instance::{Instance, Site, Standing};
pub use max_covering::{covered, max_covering};
pub use max_min_covering::{Evenness, Share, evenness, max_min_covering};
pub use openings::Openings;
pub use outcome::{Answer, Infeasible, Outcome, Search, Statistics, Status};
pub use p_center::{Reach, p_center, reach};
pub use p_median::p_median;
pub use set_covering::{Least, set_covering};
pub use travel::{Travel, travel};
