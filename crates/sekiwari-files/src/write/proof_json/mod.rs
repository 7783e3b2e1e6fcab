//! `proof.json`: what is claimed about all allocations, with everything another program needs to check it.
//!
//! The market stands in it as plain numbers (pools with their seats and their order of children, households with their
//! expanded lists), so a reader needs to know nothing of points, lotteries or sibling conditions. What the lines of an
//! argument mean, and why they prove what they say, is told in `docs/proofs.md` and by [`sekiwari::certificate`].
//!
//! [`write_proof`] streams it from the market and the certificate; [`ProofJson`] is what reading gives. Size: about 25 to
//! 35 bytes a wish.

mod argument;
mod lines;
mod model;
mod stage;
mod table;

pub use argument::{Line, lines_of};
pub use model::{
    ClaimJson, CoreJson, GroupJson, HouseholdJson, PartJson, PoolJson, ProofJson, Seats, Standing,
};
pub use stage::{stage_from_name, stage_name};
pub use table::write_proof;
pub(crate) use table::{household, pool};

use sekiwari::certificate::{Certificate, Witnesses};
use sekiwari::market::{Allocation, Market};

use crate::write::Labels;

/// What is written in the proof of a decided round.
#[derive(Clone, Copy)]
pub struct ProofFacts<'a> {
    /// The engine's version.
    pub version: &'a str,
    /// SHA-256 over the input, in hexadecimal.
    pub input_sha256: &'a str,
    /// What equal scores mean: `strict` or `weak`.
    pub ties: &'a str,
    /// The seed of the lottery.
    pub seed: u64,
    /// The round.
    pub round: &'a dyn Labels,
    /// The priorities that count.
    pub market: &'a Market,
    /// What was decided.
    pub allocation: &'a Allocation,
    /// Why better wishes were not given.
    pub witnesses: &'a Witnesses,
    /// What is claimed about all allocations, and why.
    pub certificate: &'a Certificate,
}
