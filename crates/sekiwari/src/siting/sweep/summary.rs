//! What the draws of a point come to.

use super::tally::Tally;
use crate::market::Status;
use crate::siting::effect::Spread;

/// The draws of a point, beside the round as it is. Figures stand as in [`Tally::values`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Draws.
    pub draws: u32,
    /// Draws whose result is proven best.
    pub optimal: u32,
    /// Every figure over the draws that have it.
    pub spreads: Box<[Option<Spread>]>,
    /// Its mean less the figure of today, in thousandths, where both are known.
    pub differences: Box<[Option<i64>]>,
}

impl Summary {
    /// Sums up the draws of a point; all rows are of the same scopes.
    pub fn of<'a>(today: &Tally, draws: impl Iterator<Item = &'a Tally> + Clone) -> Self {
        let column = |i: usize| draws.clone().filter_map(move |d| d.values.get(i).copied().flatten());
        let spreads: Box<[Option<Spread>]> = (0..today.values.len()).map(|i| Spread::of(column(i))).collect();
        let differences = spreads
            .iter()
            .zip(&today.values)
            .map(|(s, before)| Some((*s)?.mean - (*before)? * 1000))
            .collect();
        let optimal = draws.clone().filter(|d| d.status == Status::Optimal).count() as u32;
        Self { draws: draws.count() as u32, optimal, spreads, differences }
    }
}
