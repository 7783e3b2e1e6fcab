//! What the lottery is worth: many draws, each decided as the round would be.

use rayon::prelude::*;
use sekiwari::Lang;
use sekiwari::Request;
use sekiwari::exact::Options;
use sekiwari::mechanism::Ties;
use sekiwari::priority::Lottery;
use sekiwari::programme::nursery::siblings::JointOptions;
use sekiwari::programme::nursery::{Round, compile};
use sekiwari_files::finding::Findings;
use sekiwari_files::round::LoadedRound;
use serde_json::json;
use std::fmt::Write as _;

use crate::failure::Failure;
use crate::input;

/// How often each child has a seat.
pub(super) struct Draws {
    number: u32,
    mechanism: &'static str,
    /// Per child, in the order of the round: draws in which it has a seat.
    seated: Vec<u32>,
    ids: Vec<String>,
}

/// Decides the round once for each of the seeds 1, 2, ..., `number`, with the round's own rule. The seed of the round is none of
/// the business: the question is what any draw may bring.
pub(super) fn run(loaded: &LoadedRound, number: u32, findings: &mut Findings) -> Result<Draws, Failure> {
    // Findings about lists that are cut are the same for every draw.
    input::compile_round(loaded, loaded.settings.lottery_seed, findings)?;
    let mechanism = loaded.settings.mechanism.unwrap_or_default();
    let children = loaded.round.children().len();
    let one = |seed: u64| -> Result<Vec<u32>, Failure> {
        let compiled = compile(&loaded.round, Lottery::new(seed), JointOptions::default())
            .map_err(|_| Failure::new("募集が大きすぎます", "the round is too large"))?;
        let strict = compiled.strict();
        let options =
            Options { stages: loaded.settings.objective.stages(&strict), proof: false, ..Options::default() };
        let request = Request { mechanism, ties: Ties::Strict, options, ..Request::default() };
        let solution = sekiwari::solve(&request, &compiled.market, &strict).map_err(|e| {
            Failure::new(format!("この方式では決められません: {}", crate::rule::refusal_ja(e)), e.to_string())
        })?;
        let decisions = compiled.decisions(&loaded.round, &solution.outcome.allocation);
        Ok(decisions.iter().map(|d| u32::from(d.facility.is_some())).collect())
    };
    let seated = (1..=u64::from(number))
        .into_par_iter()
        .map(one)
        .try_reduce(|| vec![0; children], |a, b| Ok(a.iter().zip(&b).map(|(x, y)| x + y).collect()))?;
    let ids = loaded.round.children().iter().map(|c| c.id.clone()).collect();
    Ok(Draws { number, mechanism: mechanism.as_str(), seated, ids })
}

impl Draws {
    /// The children whose seat depends on the draw, by id.
    fn open(&self) -> Vec<(&str, u32)> {
        let mut open: Vec<(&str, u32)> = self
            .ids
            .iter()
            .map(String::as_str)
            .zip(self.seated.iter().copied())
            .filter(|&(_, n)| n > 0 && n < self.number)
            .collect();
        open.sort_unstable();
        open
    }

    /// Half the width of the interval in which the true share lies in 95 of 100 cases, at most, in thousandths: 0.98 / √N.
    fn margin(&self) -> u64 {
        980 / u64::from(self.number.isqrt().max(1))
    }

    pub(super) fn text(&self, round: &Round, lang: Lang) -> String {
        let (number, margin, open) = (self.number, self.margin(), self.open());
        let always = self.seated.iter().filter(|&&n| n == number).count();
        let never = self.seated.iter().filter(|&&n| n == 0).count();
        let mut text = lang.pick(
            format!(
                "\n抽選 {number} 回 ({}、{}): いつも席のある児童 {always} 人、いつもない児童 {never} 人、抽選しだいの児童 {} 人 (割合の誤差は最大 ±{}.{}%)\n",
                round.name(), self.mechanism, open.len(), margin / 10, margin % 10
            ),
            format!(
                "\n{number} draws ({}, {}): {always} children always have a seat, {never} never, {} depend on the draw (shares are within ±{}.{}%)\n",
                round.name(), self.mechanism, open.len(), margin / 10, margin % 10
            ),
        );
        for (id, n) in open {
            let share = u64::from(n) * 1000 / u64::from(number);
            let _ = writeln!(text, "  {id}: {n}/{number} = {}.{}%", share / 10, share % 10);
        }
        text
    }

    pub(super) fn json(&self) -> serde_json::Value {
        let open: Vec<_> = self.open().iter().map(|(id, n)| json!({"child": id, "seated": n})).collect();
        json!({
            "draws": self.number,
            "mechanism": self.mechanism,
            "always": self.seated.iter().filter(|&&n| n == self.number).count(),
            "never": self.seated.iter().filter(|&&n| n == 0).count(),
            "depends": open,
        })
    }
}
