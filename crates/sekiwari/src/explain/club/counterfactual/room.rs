//! The market of a decided club round with room for newcomers, and how its pools came about.

use super::key::step_of;
use crate::explain::club::Decided;
use crate::market::{Market, PoolId};
use crate::mechanism::Ties;
use crate::priority::Thousandths;
use crate::programme::club::{Layout, OrderKey};

/// A decided club round with room for newcomers between any two children.
#[derive(Clone, Debug)]
pub struct Room {
    pub(super) market: Market,
    pub(super) nowhere: PoolId,
    pub(super) layout: Layout,
    /// The step in which points are given in this round.
    pub(super) step: Thousandths,
    /// The place of points among the keys of the rules, where they count.
    pub(super) points: Option<usize>,
    pub(super) ties: Ties,
}

impl Room {
    /// `ties` says what equal children meant when the round was decided. Cost: a copy of the market, and a pass over the lists.
    pub fn of(decided: &Decided<'_>, ties: Ties) -> Self {
        let (market, nowhere) = decided.market.roomy();
        let round = decided.round;
        Self {
            market,
            nowhere,
            layout: Layout::new(round, decided.compiled),
            step: step_of(round),
            points: round.rules().order.iter().position(|&k| k == OrderKey::Score),
            ties,
        }
    }

    /// The step in which points are given in the round: all differences between points are multiples of it.
    pub fn step(&self) -> Thousandths {
        self.step
    }
}
