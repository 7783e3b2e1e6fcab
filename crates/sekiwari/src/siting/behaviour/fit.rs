//! The most likely model for the lists of a round.
//!
//! Popularity and stopping, then bands, are renewed in turn by the minorise-maximise step of Hunter (2004) for Plackett-Luce models: a weight becomes
//! the number of times it was chosen over the sum, over all choices in which it could have been, of what is beside it over the
//! sum of all weights. Each half step makes the lists more likely. Half a choice is added to every facility and band (a weak
//! prior at 1), so that one nobody listed keeps a small weight (Caron and Doucet 2012).

use super::ListModel;
use super::model::middle;
use super::sample::{Near, Sample};
use crate::programme::nursery::Round;

/// How a model is fitted.
#[derive(Clone, Debug, PartialEq)]
pub struct FitOptions {
    /// Upper ends of the distance bands in metres, ascending; nobody goes farther than the last one.
    pub edges: Vec<u32>,
    /// The most wishes that the form takes; lists of that length may have ended for want of room.
    pub most_wishes: Option<u32>,
}

impl Default for FitOptions {
    /// Bands to 500, 1,000, 1,500, 2,000, 3,000, 5,000 m.
    fn default() -> Self {
        Self { edges: vec![500, 1_000, 1_500, 2_000, 3_000, 5_000], most_wishes: None }
    }
}

impl FitOptions {
    /// The usual bands up to a reach, which is the end of the last one.
    pub fn within(metres: u32) -> Self {
        let mut edges: Vec<u32> = Self::default().edges.into_iter().filter(|&e| e < metres).collect();
        edges.push(metres.max(1));
        Self { edges, most_wishes: None }
    }
}

const MOST_ROUNDS: u32 = 500;
/// Weights that change by less than this part of themselves have settled.
const SETTLED: f64 = 1e-7;
const PRIOR: f64 = 0.5;

impl ListModel {
    /// Fits the lists of a round. `None` if no child with a known place listed a facility within reach, or the bands do not ascend.
    ///
    /// **Cost.** The distances of all children to all facilities, then per round of the fit twice the facilities within
    /// reach of every child; at most 500 rounds, mostly below 100.
    pub fn fit(round: &Round, options: &FitOptions) -> Option<Self> {
        if options.edges.is_empty() || !options.edges.windows(2).all(|w| w[0] < w[1]) {
            return None;
        }
        let sample = Sample::of(round, &options.edges, options.most_wishes);
        if sample.lists.is_empty() {
            return None;
        }
        let mut fit = Fit::new(&sample, round.facilities().len(), options.edges.len());
        let rounds = fit.run();
        let ids = round.facilities().iter().map(|f| f.id.clone());
        let known: Vec<(String, f64)> = ids
            .zip(&fit.popularity)
            .zip(&fit.possible)
            .filter(|(_, possible)| **possible)
            .map(|((id, &p), _)| (id, p))
            .collect();
        let middle = middle(known.iter().map(|p| p.1));
        Some(Self {
            edges: options.edges.clone(),
            bands: fit.bands,
            stop: fit.stop,
            popularity: known,
            middle,
            lists: sample.lists.len() as u32,
            wishes: sample.lists.iter().map(|l| l.listed).sum(),
            rounds,
        })
    }
}

struct Fit<'a> {
    sample: &'a Sample,
    popularity: Vec<f64>,
    bands: Vec<f64>,
    stop: f64,
    possible: Vec<bool>,
    // How often each was chosen.
    chosen: Vec<f64>,
    chosen_band: Vec<f64>,
    stops: f64,
}

impl<'a> Fit<'a> {
    fn new(sample: &'a Sample, facilities: usize, bands: usize) -> Self {
        let mut fit = Self {
            sample,
            popularity: vec![1.0; facilities],
            bands: vec![1.0; bands],
            stop: 1.0,
            possible: vec![false; facilities],
            chosen: vec![0.0; facilities],
            chosen_band: vec![0.0; bands],
            stops: 0.0,
        };
        for list in &sample.lists {
            let (listed, others) = sample.of_list(list);
            for o in listed {
                fit.chosen[o.facility as usize] += 1.0;
                fit.chosen_band[o.band as usize] += 1.0;
            }
            listed.iter().chain(others).for_each(|o| fit.possible[o.facility as usize] = true);
            fit.stops += f64::from(u8::from(list.ended));
        }
        fit
    }

    fn run(&mut self) -> u32 {
        let mut stages = Vec::new();
        for round in 1..=MOST_ROUNDS {
            let before = (self.popularity.clone(), self.bands.clone(), self.stop);
            let (facilities, stop) = self.beside_facilities(&mut stages);
            for (f, beside) in facilities.into_iter().enumerate() {
                self.popularity[f] = (self.chosen[f] + PRIOR) / (beside + PRIOR);
            }
            self.stop = (self.stops + PRIOR) / (stop + PRIOR);
            let bands = self.beside_bands(&mut stages);
            for (b, beside) in bands.into_iter().enumerate() {
                self.bands[b] = (self.chosen_band[b] + PRIOR) / (beside + PRIOR);
            }
            self.scale();
            let change = |a: &f64, b: &f64| (a - b).abs() / b.abs().max(1e-12);
            let most = self.popularity.iter().zip(&before.0).chain(self.bands.iter().zip(&before.1));
            let most = most.map(|(a, b)| change(a, b)).fold(change(&self.stop, &before.2), f64::max);
            if most < SETTLED {
                return round;
            }
        }
        MOST_ROUNDS
    }

    /// Only ratios count: the first band is 1, and the mean popularity is 1.
    fn scale(&mut self) {
        let first = self.bands[0];
        self.bands.iter_mut().for_each(|b| *b /= first);
        let known = self.popularity.iter().zip(&self.possible).filter(|(_, p)| **p);
        let (sum, count) = known.fold((0.0, 0.0), |(s, n), (p, _)| (s + p, n + 1.0));
        let mean: f64 = sum / count;
        self.popularity.iter_mut().for_each(|p| *p /= mean);
        // Popularity times band fell by both.
        self.stop /= first * mean;
    }

    /// One over the sum of all weights, choice by choice; and whether stopping is among them from the second on.
    fn stages(&self, list: &super::sample::List, stages: &mut Vec<f64>) {
        let weight = |o: &Near| self.popularity[o.facility as usize] * self.bands[o.band as usize];
        let (listed, others) = self.sample.of_list(list);
        let mut rest: f64 = others.iter().map(weight).sum();
        stages.clear();
        if list.ended {
            stages.push(1.0 / (rest + self.stop));
        }
        for (place, o) in listed.iter().enumerate().rev() {
            rest += weight(o);
            let stop = if place > 0 { self.stop } else { 0.0 };
            stages.push(1.0 / (rest + stop));
        }
        stages.reverse();
    }

    fn beside_facilities(&self, stages: &mut Vec<f64>) -> (Vec<f64>, f64) {
        let part = |o: &Near| (o.facility as usize, self.bands[o.band as usize]);
        self.beside(self.popularity.len(), part, stages)
    }

    fn beside_bands(&self, stages: &mut Vec<f64>) -> Vec<f64> {
        let part = |o: &Near| (o.band as usize, self.popularity[o.facility as usize]);
        self.beside(self.bands.len(), part, stages).0
    }

    /// For each of so many weights, over all choices in which it could have been made, what is beside it over the sum of all
    /// weights; `part` says which weight an option has and what is beside it. And the same for stopping.
    fn beside(
        &self,
        weights: usize,
        part: impl Fn(&Near) -> (usize, f64),
        stages: &mut Vec<f64>,
    ) -> (Vec<f64>, f64) {
        let mut beside = vec![0.0; weights];
        let mut stop = 0.0;
        for list in &self.sample.lists {
            self.stages(list, stages);
            let (listed, others) = self.sample.of_list(list);
            let mut sum = 0.0;
            for (o, stage) in listed.iter().zip(stages.iter()) {
                sum += stage;
                let (weight, other) = part(o);
                beside[weight] += other * sum;
            }
            let all: f64 = stages.iter().sum();
            for (weight, other) in others.iter().map(&part) {
                beside[weight] += other * all;
            }
            stop += stages.iter().skip(1).sum::<f64>();
        }
        (beside, stop)
    }
}
