//! `stable-optimal`: the fewest blocking households, then the most children seated, then the smallest sum of wish ranks;
//! each proven, or told how far it is proven.
//!
//! | room | what |
//! |---|---|
//! | `state`, `propagate`, `branch` | what is still possible, narrowed to what all stable allocations share; a trail and a log |
//! | `components`, `search`, `suspects`, `objective`, `possible`, `stable` | what propagation leaves open, part by part, by branch and bound |
//! | `apart`, `recall` | parts of it that do not touch once it is settled who blocks, and those met before |
//! | `reasons`, `cores`, `hitting`, `sets`, `bits`, `fewest` | nothing is stable: why, and how many must block for it |
//! | `turns` | things to do that threads take as they come free |
//! | `local`, `settle` | component by component: sets that meet its cores are gone through for an outcome with no more blocking, then the best one |
//! | `further` | who may block there, known better before the best outcome is searched for |
//! | `few` | a quick answer where that search is given up |
//! | [`frontier`](mod@frontier) | most children seated against few blocking households |
//! | [`flexible`] | sites that divide their seats over classes so that most are seated |
//! | [`anew`] | the same market with a family or a seat more or less: only what that concerns is worked out anew |
//! | [`marginal`] | what one seat is worth, in every pool |
//! | [`restore`] | the fewest extra seats with which something is stable |
//! | [`sharpen()`] | cores made small, to be read |
//! | `finish`, `solve` | bounds and the certificate; how it all goes together |
//! | [`ties`], [`mip`], `reduced` | equal ranks whose order is free |
//!
//! # How it goes
//!
//! 1. Propagation and a search of what is left open. Mostly a stable allocation is found, and it is best.
//! 2. Otherwise a contradiction is followed back to the households whose stability it rests on: a core, of whom one must
//!    block in any allocation. Cores that share households form a group, and a smallest set that meets them says how many of
//!    it block at least. Whoever may be one of them is a suspect. With all others held to stability what is open falls into
//!    components again, and in each of them sets that meet its cores are allowed to block, smallest ones first and one
//!    household more at a time, until one goes through. Those who could take the last place in a set are tried by halves, so
//!    that one contradiction rules out many. A core learned so is refuted once more from where everybody may block: that
//!    needs fewer households, and is its argument too. What is learned may make others suspects; then the state is made
//!    anew. Once all components go through, no fewer block. Cores learned on the way leave fewer suspects.
//! 3. Then the best outcome of each component is searched for: just as many suspects of a group block as it needs, and
//!    who it is is found by halves, each group probed on its own first. Where that does not end soon, all sets of suspects that could block
//!    are gone through first: with what holds where just suspects may block granted, each contradiction is a further core, and its own log
//!    is the argument. Mostly a handful of sets are left then. This is shared among threads, by households.
//!
//! | result | status | bounds |
//! |---|---|---|
//! | 1. or 3. searched to the end | `optimal` | both reached |
//! | a search cut at its limit or stopped | `feasible` | fewest blocking: what the cores show; most seated: as far as shown |
//!
//! What is claimed comes with a [`Certificate`] that [`crate::verify`] replays. Where a core's argument is too long to be
//! written down there is none.
//!
//! **Sources.** Lists and deletions: Gale and Shapley (1962); Gusfield and Irving, *The Stable Marriage Problem* (1989),
//! carried over to households. Deciding whether a stable allocation exists is NP-hard (Ronn 1990). Cores and hitting sets:
//! Davies and Bacchus (2011). Going back to the choice that a contradiction rests on: Prosser (1993).
//!
//! **Cost.** Close to linear in the wishes where propagation decides; searches are bounded by [`Options::node_limit`].

pub mod anew;
mod apart;
mod bits;
mod branch;
mod components;
mod control;
mod cores;
pub mod day;
mod few;
mod fewest;
mod finish;
mod flags;
pub mod flexible;
pub mod frontier;
mod further;
mod hitting;
mod local;
pub mod marginal;
pub mod mip;
mod objective;
mod possible;
mod propagate;
mod reasons;
mod recall;
mod recheck;
mod reduced;
pub mod restore;
mod room;
mod search;
mod sets;
mod settle;
mod sharpen;
mod solve;
mod stable;
mod state;
mod suspects;
pub mod ties;
mod together;
mod trail;
mod turns;

pub use control::{Control, Standing};
pub use sharpen::{Sharpened, sharpen};
pub(crate) use ties::{mix, unit};

use crate::certificate::Certificate;
use crate::market::{Allocation, HouseholdId, Market, Outcome, Stage};
use crate::mechanism::MechanismError;

/// An outcome, and what shows that its bounds hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Solution {
    /// The allocation with its bounds.
    pub outcome: Outcome,
    /// The argument for the bounds; `None` where nothing is claimed beyond counting, the argument is too long, or none was asked for.
    pub certificate: Option<Certificate>,
}

/// What is searched for, and how far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// What makes an allocation better among those with the fewest blocking households. [`Stage::RankSum`] is to come
    /// after [`Stage::Seated`], or it would be best to leave everybody out.
    pub stages: Vec<Stage>,
    /// The most nodes searched in one component. A count, not a time, so that the answer is the same on any machine.
    pub node_limit: u64,
    /// Nodes after which the search for the best outcome of a component pauses to find out more about who may block there. Mostly it ends before. What is
    /// best is the same whatever this is.
    pub quick: u64,
    /// Whether propagation looks at the pools of a wish together: for markets where single children claim several pools with one wish
    /// (the weekdays of a club), which it settles far better. Others are the same with and without.
    pub together: bool,
    /// Whether the argument for the bounds is written down ([`Solution::certificate`]). The outcome is the same with and without.
    pub proof: bool,
}

impl Default for Options {
    /// Most seated, then the smallest rank sum; a million nodes a component, fewer in large ones, the first 500 of them before more is found out; with the
    /// proof.
    fn default() -> Self {
        Self {
            stages: Stage::DEFAULT.to_vec(),
            node_limit: 1_000_000,
            quick: 500,
            together: false,
            proof: true,
        }
    }
}

impl Options {
    /// Nodes for what mostly closes soon, and where there is another way if it does not.
    pub(crate) fn few_nodes(&self) -> u64 {
        self.node_limit.div_ceil(10)
    }
}

/// Finds a stable allocation that seats the most children, then with the smallest sum of wish ranks as far as the
/// search goes, or says that there is none.
///
/// # Errors
/// [`MechanismError::LimitsNotSupported`] on a market with facility-wide limits.
///
/// ```
/// use sekiwari::exact::{Options, run};
/// use sekiwari::market::{FacilityId, HouseholdId, MarketBuilder, RankClass, Status};
///
/// // Twins need both seats, and a single child is ranked between them: it gets a seat, and they get none.
/// let mut b = MarketBuilder::new();
/// let pool = b.add_pool(FacilityId::new(0), 2);
/// let twins = b.add_household(0);
/// let claimants = [1, 3].map(|rank| {
///     let child = b.add_child(twins);
///     b.add_claimant(child, pool, RankClass::new(rank))
/// });
/// b.add_wish(twins, &claimants);
/// let other = b.add_household(1);
/// let child = b.add_child(other);
/// let claimant = b.add_claimant(child, pool, RankClass::new(2));
/// b.add_wish(other, &[claimant]);
/// let outcome = run(&b.build().expect("valid"), Options::default()).expect("no limits");
/// assert_eq!(outcome.allocation.rank(HouseholdId::new(1)), Some(1));
/// assert_eq!(outcome.status, Status::Optimal);
/// ```
pub fn run(market: &Market, options: Options) -> Result<Outcome, MechanismError> {
    Ok(prove(market, &Options { proof: false, ..options }, &Control::default())?.outcome)
}

/// The same with the argument for what is claimed, a way to stop, and news of the bounds.
///
/// # Errors
/// As [`run`].
pub fn prove(market: &Market, options: &Options, control: &Control<'_>) -> Result<Solution, MechanismError> {
    solve::solve(market, options, control)
}

fn ranks_of(market: &Market, picks: &[Option<u32>]) -> Allocation {
    let place = |h: HouseholdId, w: u32| w - market.wish_range(h).start as u32 + 1;
    Allocation::from_ranks(market.households().map(|h| picks[h.index()].map(|w| place(h, w))))
}
