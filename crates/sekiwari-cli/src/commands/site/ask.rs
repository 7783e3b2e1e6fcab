//! What is asked: the rule of the round, what families do, and numbers as people type them.

use clap::Args;
use sekiwari::mechanism::MechanismError;
use sekiwari::programme::nursery::Round;
use sekiwari::siting::behaviour::{Behaviour, FitOptions, Likings, ListModel, Mode};
use sekiwari::siting::scenario::Case;
use sekiwari::siting::selection::Objective;
use sekiwari::siting::{Rule, Undecided};
use sekiwari_files::round::LoadedRound;
use sekiwari_files::write::WhatifRuleJson;

use super::super::allocate::near;
use super::super::planned;
use super::super::whatif::scenarios::USUAL_REACH;
use crate::failure::Failure;
use crate::input;

/// What families do when sites open.
#[derive(Debug, Args)]
pub(in crate::commands) struct Families {
    /// The seed of what families list. The lottery of the round stays as it is.
    /// 試算の乱数の種(募集の抽選の種は変わりません)。
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u64).range(..=i64::MAX as u64))]
    pub(in crate::commands) seed: u64,
    /// How many times it is drawn: 20 for one round (once where nothing is drawn), 5 over years.
    /// 試算の回数(一つの募集なら 20 回、年次計画なら 5 回)。
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub(in crate::commands) draws: Option<u32>,
    /// What families do when a site opens: none, near, model.
    /// 家庭が希望をどう変えるか。
    #[arg(long, value_name = "MODE", default_value = "model", value_parser = ["none", "near", "model"])]
    behaviour: String,
    /// How far families go, in metres.
    /// 家庭が通う距離の上限 (m)。
    #[arg(long, value_name = "M", default_value_t = USUAL_REACH, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    within: u32,
    /// The most wishes that the form takes.
    /// 申込書に書ける希望の数。
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000))]
    max_wishes: Option<u32>,
}

impl Families {
    fn mode(&self) -> Mode {
        Mode::from_name(&self.behaviour).unwrap_or_default()
    }

    /// What the lists of the round say; nothing where it is not asked for, or no list tells anything.
    pub(in crate::commands) fn learn<'a>(&self, round: &'a Round) -> Option<(ListModel, Likings<'a>)> {
        let options = FitOptions { most_wishes: self.max_wishes, ..FitOptions::within(self.within) };
        let model = (self.mode() == Mode::Model).then(|| ListModel::fit(round, &options)).flatten()?;
        let likings = model.likings(round);
        Some((model, likings))
    }

    pub(in crate::commands) fn behaviour<'a>(
        &self,
        known: Option<&'a (ListModel, Likings<'a>)>,
    ) -> Behaviour<'a> {
        let most = self.max_wishes;
        match (self.mode(), known) {
            (Mode::Near, _) => Behaviour::Near { metres: self.within, most },
            (Mode::Model, Some((model, likings))) => Behaviour::Model { model, likings: Some(likings), most },
            // Where no list tells anything, nobody changes one.
            _ => Behaviour::Still,
        }
    }

    pub(in crate::commands) fn draws(&self, behaviour: Behaviour<'_>) -> u32 {
        if behaviour.is_drawn() { self.draws.unwrap_or(20) } else { 1 }
    }
}

/// The round with what belongs to it.
pub(in crate::commands) fn case(loaded: &LoadedRound) -> Case<'_> {
    let case = Case::of(&loaded.round);
    match &loaded.scoring {
        Some(scoring) => case.scored(&scoring.rulebook, &scoring.circumstances),
        None => case,
    }
}

/// The rule of the round.
///
/// # Errors
/// If its objective cannot be had without an earlier decision.
pub(in crate::commands) fn rule(loaded: &LoadedRound) -> Result<Rule, Failure> {
    let settings = &loaded.settings;
    let rule = Rule {
        mechanism: settings.mechanism.unwrap_or_default(),
        ties: settings.ties,
        goals: settings.objective.clone(),
        lottery: settings.lottery_seed,
    };
    match near::refusal(&rule.goals, false, rule.mechanism, rule.ties) {
        Some(refusal) => Err(refusal),
        None => Ok(rule),
    }
}

/// The rule, for the document.
pub(in crate::commands) fn told(
    loaded: &LoadedRound,
    rule: &Rule,
    optimal: u64,
    draws: u32,
) -> WhatifRuleJson {
    let optimal = u32::try_from(optimal).unwrap_or(u32::MAX).min(draws);
    WhatifRuleJson {
        mechanism: rule.mechanism.as_str().to_owned(),
        ties: rule.ties.as_str().to_owned(),
        objective: rule.goals.as_slice().iter().map(|g| g.as_str().to_owned()).collect(),
        lottery_seed: rule.lottery,
        rulebook: loaded.settings.rulebook.clone(),
        optimal,
        feasible: draws - optimal,
    }
}

/// Why the rule cannot decide.
pub(in crate::commands) fn undecided(error: &Undecided) -> Failure {
    match error {
        Undecided::TooLarge(errors) => input::too_large(errors),
        Undecided::Mechanism(e) => planned::refused(MechanismError::clone(e)),
        Undecided::Refused(_) => planned::not_vouched(),
    }
}

/// The objective of a name.
pub(in crate::commands) fn wanted(name: &str, fewest: u32) -> Objective {
    match name {
        "evenness" => Objective::Evenness { fewest },
        _ => Objective::Seated,
    }
}

/// A number to one decimal, in tenths.
pub(in crate::commands) fn tenths(text: &str) -> Result<u32, String> {
    let thousandths = sekiwari_files::normalise::parse_thousandths(text).map_err(|_| "0.1".to_owned())?;
    u32::try_from(thousandths).ok().filter(|t| t % 100 == 0).map(|t| t / 100).ok_or_else(|| "0.1".to_owned())
}
