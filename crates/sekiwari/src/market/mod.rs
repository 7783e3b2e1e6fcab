//! The market: pools of seats, households, ranked wishes, priorities. Frozen and valid by construction.
//!
//! Every programme compiles to this one model, so that solving, judging and explaining are written once.
//!
//! | term | meaning |
//! |---|---|
//! | pool | seats that share one limit at one facility (an age class, several classes, a club's weekday, a date) |
//! | claimant | a (child, pool) pair with its rank class: how the pool ranks the child |
//! | claim | one seat of a claimant's pool, taken by a wish |
//! | wish | one acceptable outcome of a household: a set of claims |
//! | household | one or more children decided together, with wishes ranked strictly |
//! | limit | optional, per facility: weighted sum of taken seats within a capacity |
//!
//! A claim list may hold several pools for one child (a club child's weekdays), several children in one pool (twins) and
//! several seats of one pool for one child (who is then a claimant of it as often).
//!
//! Wishes are numbered by their 1-based *place* in the household's list. The *rank* of a wish is what the family gave it
//! ([`Market::rank_of`]): the place, unless several wishes are one to the family and differ only in whose seats are used.
//!
//! # Example
//!
//! Two children want the only seat; the pool ranks the second child first.
//!
//! ```
//! use sekiwari::market::{FacilityId, MarketBuilder, RankClass};
//!
//! let mut b = MarketBuilder::new();
//! let pool = b.add_pool(FacilityId::new(0), 1);
//! for rank in [2, 1] {
//!     let household = b.add_household(rank);
//!     let child = b.add_child(household);
//!     let claimant = b.add_claimant(child, pool, RankClass::new(rank));
//!     b.add_wish(household, &[claimant]);
//! }
//! let market = b.build().expect("a valid market");
//! assert_eq!(market.households().len(), 2);
//! assert_eq!(market.pool_claimants(pool).len(), 2);
//! ```

mod allocation;
mod builder;
pub mod day;
mod earlier;
mod enlarged;
mod error;
mod frozen;
mod goals;
mod ids;
mod newcomer;
mod outcome;
mod replaced;
mod stage;
mod ties;
mod using;

pub use allocation::{Allocation, Tally};
pub use builder::MarketBuilder;
pub use earlier::Earlier;
pub use error::MarketError;
pub use frozen::{Claim, Claimant, Demand, Limit, Market, Pool};
pub use goals::{Goal, Goals, GoalsError};
pub(crate) use ids::dense_id;
pub use ids::{ChildId, ClaimantId, FacilityId, HouseholdId, PoolId, RankClass, WishId};
pub use newcomer::{Newcomer, Replacement};
pub use outcome::{Bounds, LotteryAnswer, Outcome, Statistics, Status};
pub use stage::Stage;
pub(crate) use using::Using;
