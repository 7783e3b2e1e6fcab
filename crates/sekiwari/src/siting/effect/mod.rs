//! What comes of a scenario: the baseline beside it.
//!
//! [`Snapshot`] is what counts of one decided round; [`Effect`] holds one for the baseline against those of all draws of the
//! scenario. Where nothing was drawn there is one, and mean and interval are its figures.

mod changes;
mod figures;
mod places;
mod snapshot;
mod spread;

pub use changes::ChildEffect;
pub use figures::{Figure, FigureEffect, Scope};
pub use places::{PlaceEffect, PlaceFigures, PlaceKey};
pub use snapshot::{Outcome, Snapshot};
pub use spread::Spread;

/// The baseline beside a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// Draws.
    pub draws: u32,
    /// Every figure: all children first, then by class, by district, and by district and class.
    pub figures: Vec<FigureEffect>,
    /// Children for whom something changes in some draw, by id; children of one side only are not among them.
    pub children: Vec<ChildEffect>,
    /// Facilities and classes, by id.
    pub places: Vec<PlaceEffect>,
    /// Children who applied in the baseline and not in the scenario, on average in thousandths.
    pub only_before: i64,
    /// Children who apply in the scenario and not in the baseline, on average in thousandths.
    pub only_after: i64,
}

impl Effect {
    /// Holds the draws of a scenario (at least one) against the baseline. `None` without draws.
    pub fn new(before: &Snapshot, draws: &[Snapshot]) -> Option<Self> {
        if draws.is_empty() {
            return None;
        }
        let missing = |a: &Snapshot, b: &Snapshot| a.missing_in(b);
        Some(Self {
            draws: draws.len() as u32,
            figures: figures::compare(before, draws),
            children: changes::compare(before, draws),
            places: places::compare(before, draws),
            only_before: spread::mean(draws.iter().map(|d| missing(before, d))),
            only_after: spread::mean(draws.iter().map(|d| missing(d, before))),
        })
    }

    /// A figure of all children together.
    pub fn total(&self, figure: Figure) -> Option<&FigureEffect> {
        self.figures.iter().find(|f| f.figure == figure && f.scope == Scope::default())
    }
}

#[cfg(test)]
mod tests;
