//! How a round, whatever its programme, names what its market numbers.

use jiff::civil::Date;
use sekiwari::market::{ChildId, PoolId};

/// What every output says of the round it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoundFacts<'a> {
    /// The programme, as in `round.toml`.
    pub programme: &'static str,
    /// The round's name.
    pub name: &'a str,
    /// The fiscal year (April to March).
    pub fiscal_year: i16,
    /// The day on which seats are taken up.
    pub entry_date: Date,
    /// Children who apply.
    pub children: usize,
    /// Households they belong to.
    pub households: usize,
}

/// What a pool of seats is, in the words of the tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PoolName {
    /// The facility, or what else has the seats.
    pub facility: String,
    /// Whom or when the seats serve; `None` where they stand for wishes that can never be given.
    pub classes: Option<String>,
    /// Whom they are reserved for.
    pub reserved_for: Option<String>,
}

/// Names for what stands in outputs by number, on any thread.
pub trait Labels: Sync {
    /// The round.
    fn facts(&self) -> RoundFacts<'_>;

    /// The id of a child of the market.
    fn child_id(&self, child: ChildId) -> &str;

    /// What a pool of the market is.
    fn pool_name(&self, pool: PoolId) -> PoolName;
}
