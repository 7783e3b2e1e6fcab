//! Why no allocation is stable, line by line: an argument that an office can read and hand on.
//!
//! A [`Core`] is a set of households of whom one blocks in every allocation. Its certificate is written for programs: steps
//! in the order in which they were found, more than are needed, without their reasons. [`Teller`] replays it, finds for every
//! step what it rests on, keeps what the end rests on, puts together what speaks of the same seats, and numbers the lines.
//!
//! | module | what |
//! |---|---|
//! | `replay` | the state of an argument |
//! | `premises` | why a step may be taken in it |
//! | `slice` | from the end of an argument back to what it rests on |
//! | `layout` | what belongs together in one line, and the numbers of the lines |
//! | `blocking` | who blocks in the allocation that was chosen, and at which seats |
//! | `words`, `texts` | the same in Japanese and English |
//! | `naming` | what households, children, seats and wishes are called in rounds of each programme |
//!
//! # What a line says
//!
//! Every line holds in every feasible allocation in which none of [`Line::assuming`] blocks and the cases of [`Line::cases`]
//! are as supposed. The last lines leave no such allocation; so with nothing supposed, one of the core blocks.

mod blocking;
mod layout;
mod naming;
mod premises;
mod replay;
mod slice;
mod texts;
mod words;

pub use blocking::{BlockedSeats, BlockedWish, Blocker, blockers};
pub use naming::{ClubNaming, Naming, NurseryNaming};
pub use words::Words;

use crate::certificate::{Core, Step};
use crate::market::{ClaimantId, HouseholdId, Market, PoolId};

/// Cases may nest so deep in an argument that is told.
pub const MAX_DEPTH: usize = 200;
/// An argument with more cases is not told.
pub const MAX_CASES: usize = 2_000;

/// Why one of some households blocks in every allocation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argument {
    /// The households, ascending.
    pub households: Vec<HouseholdId>,
    /// The lines, in order.
    pub lines: Vec<Line>,
}

/// One line of an argument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number, from 1.
    pub number: u32,
    /// How many cases it stands in.
    pub depth: u32,
    /// What it says.
    pub fact: Fact,
    /// The lines that it rests on, ascending. What fails by the seats alone is not listed.
    pub because: Vec<u32>,
    /// The households whose not blocking has been used up to here, ascending.
    pub assuming: Vec<HouseholdId>,
    /// What is supposed here: outcomes of households, 1-based rank or nothing, outermost first.
    pub cases: Vec<(HouseholdId, Option<u32>)>,
}

/// What a line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// Households end at these wishes or better.
    Secured(Vec<Secured>),
    /// Wishes that cannot be given, all because of one pool.
    Barred {
        /// The pool.
        pool: PoolId,
        /// The wishes.
        wishes: Vec<Barred>,
    },
    /// A household has one of these outcomes: one case each follows.
    Split {
        /// The household.
        household: HouseholdId,
        /// 1-based ranks, and nothing.
        outcomes: Vec<Option<u32>>,
    },
    /// A case: the household has this outcome.
    Supposed {
        /// The household.
        household: HouseholdId,
        /// Its outcome.
        outcome: Option<u32>,
    },
    /// A household that must be seated has no wish left.
    Contradiction {
        /// The household.
        household: HouseholdId,
        /// It must be seated because it holds a seat today, not because of an earlier line.
        holds: bool,
    },
}

/// A wish that a household is sure of, or of a better one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Secured {
    /// The household.
    pub household: HouseholdId,
    /// The 1-based place of the wish.
    pub rank: u32,
    /// Why it fits whatever the others get: one entry for each of its pools.
    pub rooms: Vec<Room>,
}

/// Why a pool has room for a wish: `rivals - ruled_out + needs <= seats`; or `worse + own = needs`, seats that never count against it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Room {
    /// The pool.
    pub pool: PoolId,
    /// Its seats.
    pub seats: u32,
    /// Seats that the wish needs there.
    pub needs: u32,
    /// Children of other households ranked no worse than the wish there.
    pub rivals: u32,
    /// Those of them who get no seat there by earlier lines.
    pub ruled_out: Vec<ClaimantId>,
    /// Children of other households ranked worse, who have a seat there in any case. With `own` as many as the wish needs, or none.
    pub worse: Vec<ClaimantId>,
    /// Children of the household who have a seat there in all that it could get below the wish.
    pub own: Vec<ClaimantId>,
}

/// A wish that cannot be given: `takers + needs > seats`, or it stands in a shadow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Barred {
    /// The household.
    pub household: HouseholdId,
    /// The 1-based places of wishes that fail for the same reason, ascending.
    pub ranks: Vec<u32>,
    /// Seats of the pool.
    pub seats: u32,
    /// Seats that each of the wishes needs there.
    pub needs: u32,
    /// Who has the seats; of a shadow the one child that casts it.
    pub takers: Vec<Taker>,
    /// The taker cannot have a wish that it would rather have than anything left to it, and wherever that wish could fail the
    /// wish in question stands behind it: one of these pools is full of children who come first.
    pub shadow: bool,
}

/// A child that stands between a wish and a seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Taker {
    /// The child at the pool.
    pub claimant: ClaimantId,
    /// It sits there in any case. Otherwise it is ranked better and this is the best that its household can still get: it sits
    /// there, or better ones fill the pool.
    pub surely: bool,
}

/// Tells the arguments of cores that start from the same steps.
pub struct Teller<'m> {
    slicer: slice::Slicer<'m>,
}

impl<'m> Teller<'m> {
    /// `always`: the steps that all arguments start from, as in a certificate. **Cost.** One pass over the claims.
    pub fn new(market: &'m Market, always: &'m [Step]) -> Self {
        Self { slicer: slice::Slicer::new(market, always) }
    }

    /// Tells the argument of a core. `None` if it is longer than [`MAX_DEPTH`] and [`MAX_CASES`] allow, or does not hold.
    ///
    /// **Cost.** Per step the claimants of its pools.
    pub fn tell(&mut self, core: &Core) -> Option<Argument> {
        let tree = self.slicer.slice(core)?;
        Some(Argument { households: core.households.clone(), lines: layout::lines(tree) })
    }
}

/// The same for a single core.
pub fn tell(market: &Market, always: &[Step], core: &Core) -> Option<Argument> {
    Teller::new(market, always).tell(core)
}
