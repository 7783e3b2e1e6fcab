//! Few blocking households, quickly, where the search for the fewest was given up.
//!
//! Whoever blocks gets its way, whom that displaces moves on, and who keeps coming back is left to block (`ties::settle`);
//! again and again in another order, each time from the best allocation so far.
//!
//! **Guarantees.** The allocation is feasible. How many block is an upper bound on the fewest; nothing is proven.
//!
//! **Cost.** Some passes over the wishes, fewer in larger markets.

use super::control::Control;
use super::ties::Workshop;
use super::ties::board::Board;
use crate::market::{Allocation, Market};
use crate::mechanism::{MechanismError, deferred_acceptance};

/// Wishes granted over all runs, and runs at most.
const WORK: usize = 20_000_000;
const RUNS: usize = 1_000;
/// Runs without an improvement before giving up.
const PATIENCE: usize = 60;

/// An allocation in which few households block.
pub(super) fn few_blocking(market: &Market, control: &Control<'_>) -> Result<Allocation, MechanismError> {
    let heuristic = deferred_acceptance::run(market)?.allocation;
    let mut workshop = Workshop::new(market, Board::new(market, &heuristic), 1);
    let work = if control.stopped() { WORK / 20 } else { WORK };
    let turns = market.wish_count().max(1_000);
    let mut idle = 0;
    for _ in 0..(work / turns).clamp(2, RUNS) {
        let before = workshop.blocking;
        if workshop.settle_all(turns as u64) || idle > PATIENCE {
            break;
        }
        idle = if workshop.blocking < before { 0 } else { idle + 1 };
    }
    Ok(workshop.board.allocation())
}
