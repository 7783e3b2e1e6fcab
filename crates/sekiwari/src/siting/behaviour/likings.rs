//! The weights of a model for the children of one round.

use super::ListModel;
use crate::programme::nursery::waiting::metres;
use crate::programme::nursery::{Offer, Round};
use rayon::prelude::*;

/// What a model says of the children of a round, worked out once for many scenarios on it. For other rounds it is not used.
#[derive(Clone, Debug)]
pub struct Likings<'a> {
    round: &'a Round,
    // By child.
    own: Vec<Liking>,
}

/// The weights of one child.
#[derive(Clone, Debug, Default)]
pub(super) struct Liking {
    /// For each wish but the held seat; 0 where its place is not known or out of reach.
    pub(super) listed: Vec<f64>,
    /// Of all facilities open to it and not on its list.
    pub(super) unlisted: f64,
}

impl ListModel {
    /// The weights for all children of a round. Cost: the distances of all children to all facilities.
    pub fn likings<'a>(&self, round: &'a Round) -> Likings<'a> {
        let popularity: Vec<f64> = round.facilities().iter().map(|f| self.popularity(&f.id)).collect();
        let liked = |f: u32| popularity[f as usize];
        let own = (0..round.children().len() as u32).into_par_iter().map(|c| self.liking(round, c, liked));
        Likings { round, own: own.collect() }
    }

    fn liking(&self, round: &Round, child: u32, liked: impl Fn(u32) -> f64) -> Liking {
        let c = &round.children()[child as usize];
        let Some(home) = c.position else { return Liking::default() };
        let weight = |f: u32| {
            let place = round.facilities()[f as usize].position;
            let near = place.map_or(0.0, |p| self.at(metres(home, p)));
            if near == 0.0 { 0.0 } else { near * liked(f) }
        };
        let list = round.list(child);
        let listed = list.iter().filter(|&&f| c.current != Some(f)).map(|&f| weight(f)).collect();
        let open = |f: &u32| {
            c.current != Some(*f) && !list.contains(f) && matches!(round.offer(child, *f), Offer::Seats(_))
        };
        let unlisted = (0..round.facilities().len() as u32).filter(open).map(weight).sum();
        Liking { listed, unlisted }
    }

    /// The weights of one child, from what is worked out if that is of this round.
    pub(super) fn liking_in(&self, likings: Option<&Likings<'_>>, round: &Round, child: u32) -> Liking {
        match likings.filter(|l| std::ptr::eq(l.round, round)) {
            Some(likings) => likings.own[child as usize].clone(),
            None => self.liking(round, child, |f| self.popularity(&round.facilities()[f as usize].id)),
        }
    }
}
