//! Priorities: scores as exact numbers, the order they give, and the lottery that ends every tie.

mod lottery;
mod ranking;
pub mod rulebook;
mod score;

pub use lottery::Lottery;
pub use ranking::rank_classes;
pub use score::{Score, ScoreTable, Thousandths};
