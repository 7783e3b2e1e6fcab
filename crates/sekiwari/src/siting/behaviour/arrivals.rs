//! When the facilities of a list came to a family's mind, drawn given the list.

use super::{Likings, ListModel};
use crate::programme::nursery::Round;
use crate::siting::chance::{Draw, Of};

/// The times of one child's list.
pub(in crate::siting) struct Arrivals {
    /// For each wish but the held seat its time; `None` where its place is not known or out of reach.
    pub(in crate::siting) times: Vec<Option<f64>>,
    /// When the list ended.
    pub(in crate::siting) end: f64,
}

impl Arrivals {
    /// Draws the times of a child. Siblings with equal lists at one home draw equal times.
    pub(in crate::siting) fn draw(
        model: &ListModel,
        likings: Option<&Likings<'_>>,
        round: &Round,
        child: u32,
        household: &str,
        draw: Draw,
    ) -> Self {
        let liking = model.liking_in(likings, round, child);
        let mut rest = liking.unlisted + liking.listed.iter().sum::<f64>();
        let (mut now, mut stage) = (0.0, 0u32);
        let mut times = Vec::with_capacity(liking.listed.len());
        for w in liking.listed {
            if w == 0.0 {
                times.push(None);
                continue;
            }
            let stop = if stage > 0 { model.stop() } else { 0.0 };
            now += draw.wait(Of::Gap, household, "", stage) / (rest.max(w) + stop);
            times.push(Some(now));
            rest -= w;
            stage += 1;
        }
        let after = (rest.max(0.0) + model.stop()).max(1e-300);
        let end = now + draw.wait(Of::Gap, household, "", stage) / after;
        Self { times, end }
    }
}
