//! When the facilities of a list came to a family's mind, drawn given the list.

use super::ListModel;
use crate::programme::nursery::waiting::metres;
use crate::programme::nursery::{Offer, Position, Round};
use crate::siting::chance::{Draw, Of};

/// The times of one child's list.
pub(in crate::siting) struct Arrivals {
    /// For each wish but the held seat its time; `None` where its place is not known or out of reach.
    pub(in crate::siting) times: Vec<Option<f64>>,
    /// When the list ended.
    pub(in crate::siting) end: f64,
}

impl Arrivals {
    /// Draws the times of a child at a known place. Siblings with equal lists and places draw equal times.
    pub(in crate::siting) fn draw(
        model: &ListModel,
        round: &Round,
        child: u32,
        home: Position,
        household: &str,
        draw: Draw,
    ) -> Self {
        let c = &round.children()[child as usize];
        let weight = |f: u32| {
            let facility = &round.facilities()[f as usize];
            facility.position.map_or(0.0, |p| model.popularity(&facility.id) * model.at(metres(home, p)))
        };
        let list: Vec<u32> = round.list(child).iter().copied().filter(|f| c.current != Some(*f)).collect();
        let others = (0..round.facilities().len() as u32)
            .filter(|f| !list.contains(f) && c.current != Some(*f))
            .filter(|&f| matches!(round.offer(child, f), Offer::Seats(_)));
        let unlisted: f64 = others.map(weight).sum();
        let weights: Vec<f64> = list.iter().map(|&f| weight(f)).collect();
        let mut rest = unlisted + weights.iter().sum::<f64>();
        let (mut now, mut stage) = (0.0, 0u32);
        let mut times = Vec::with_capacity(list.len());
        for w in weights {
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
        let end = now + draw.wait(Of::Gap, household, "", stage) / (rest.max(0.0) + model.stop()).max(1e-300);
        Self { times, end }
    }
}
