//! The round as it is and the rounds of the scenario, each decided as `allocate` would.

use sekiwari::Lang;
use sekiwari::market::Status;
use sekiwari::priority::Lottery;
use sekiwari::programme::nursery::capacity::FacilityTable;
use sekiwari::programme::nursery::{Round, compile};
use sekiwari::programme::siblings::JointOptions;
use sekiwari::siting::Draw;
use sekiwari::siting::effect::{Outcome, Snapshot};
use sekiwari::siting::scenario::{Case, Families, Relisted, RuleChanges, apply};
use sekiwari_files::finding::Findings;
use sekiwari_files::review::RoundNames;
use sekiwari_files::round::LoadedRound;
use sekiwari_files::write::{Stopped, WhatifRuleJson};

use super::super::allocate::near;
use super::super::allocate::run::Run;
use super::scenarios::{Loaded, Models};
use crate::failure::Failure;
use crate::input;
use crate::interrupt::Interrupt;
use crate::progress::Progress;

/// How one side is decided.
pub(super) struct Side {
    run: Run,
}

impl Side {
    /// As the settings of the round say, but for what a scenario changes.
    ///
    /// # Errors
    /// [`Failure`] if the objective cannot be had without an earlier decision.
    pub(super) fn new(
        loaded: &LoadedRound,
        rules: &RuleChanges,
        time_limit: Option<u32>,
    ) -> Result<Self, Failure> {
        let settings = &loaded.settings;
        let run = Run {
            mechanism: rules.mechanism.or(settings.mechanism).unwrap_or_default(),
            ties: rules.ties.unwrap_or(settings.ties),
            goals: rules.objective.clone().unwrap_or_else(|| settings.objective.clone()),
            seed: settings.lottery_seed,
            time_limit_s: time_limit.unwrap_or(settings.time_limit_s),
            together: false,
        };
        match near::refusal(&run.goals, false, run.mechanism, run.ties) {
            Some(refusal) => Err(refusal),
            None => Ok(Self { run }),
        }
    }

    /// Decides a round and has it judged.
    ///
    /// # Errors
    /// [`Failure`] if the rule cannot handle the round, the judge refuses the result, or somebody stops it.
    pub(super) fn decide(
        &self,
        round: &Round,
        interrupt: &Interrupt,
        progress: &mut Progress,
        lang: Lang,
    ) -> Result<Snapshot, Failure> {
        let compiled = compile(round, Lottery::new(self.run.seed), JointOptions::default());
        let compiled = compiled.map_err(|errors| input::too_large(&errors))?;
        let strict = compiled.strict();
        let names = RoundNames { round, compiled: &compiled };
        let decision = self.run.decide(&names, &compiled.market, &strict, interrupt, progress, lang)?;
        if decision.stopped == Some(Stopped::Interrupt) || interrupt.asked() {
            return Err(Failure::new("中止しました。何も書いていません。", "stopped; nothing was written"));
        }
        let snapshot = Snapshot::of(&Outcome {
            round,
            compiled: &compiled,
            market: decision.market,
            allocation: &decision.verified,
            verdict: decision.verified.verdict(),
            bounds: decision.outcome.bounds,
            status: decision.outcome.status,
        });
        interrupt.restart();
        Ok(snapshot)
    }

    /// How it was decided, for the document.
    pub(super) fn told(&self, decided: &[Snapshot], rulebook: Option<String>) -> WhatifRuleJson {
        let count = |status| decided.iter().filter(|s| s.status == status).count() as u32;
        WhatifRuleJson {
            mechanism: self.run.mechanism.as_str().to_owned(),
            ties: self.run.ties.as_str().to_owned(),
            objective: self.run.goals.as_slice().iter().map(|g| g.as_str().to_owned()).collect(),
            lottery_seed: self.run.seed,
            rulebook,
            optimal: count(Status::Optimal),
            feasible: count(Status::Feasible),
        }
    }
}

/// The scenarios on their round, draw by draw.
pub(in crate::commands) struct Changed<'a> {
    loaded: &'a LoadedRound,
    scenarios: &'a [Loaded],
    models: &'a Models<'a>,
    // What is known of teachers, by facility id.
    tables: Vec<(String, FacilityTable)>,
}

impl<'a> Changed<'a> {
    pub(in crate::commands) fn new(
        loaded: &'a LoadedRound,
        scenarios: &'a [Loaded],
        models: &'a Models<'a>,
    ) -> Self {
        let capacity = loaded.capacity.iter().flat_map(|c| &c.facilities);
        let tables = capacity.map(|f| (f.id.clone(), f.table.clone())).collect();
        Self { loaded, scenarios, models, tables }
    }

    /// One draw: the changed round, and what families did in all scenarios. Nothing if the round refuses a scenario, which is told.
    pub(in crate::commands) fn draw(
        &mut self,
        draw: Draw,
        findings: &mut Findings,
    ) -> Option<(Round, Relisted)> {
        let mut case = Case::of(&self.loaded.round).staffed(&self.tables);
        if let Some(scoring) = &self.loaded.scoring {
            case = case.scored(&scoring.rulebook, &scoring.circumstances);
        }
        let mut all = Relisted::default();
        for loaded in self.scenarios {
            let families = Families { behaviour: loaded.behaviour(self.models), draw };
            match apply(&case, &loaded.read.scenario, &families) {
                Ok(applied) => {
                    case = applied.case;
                    all = all.then(applied.relisted);
                }
                Err(faults) => {
                    loaded.read.tell(&case.round, &faults, findings);
                    return None;
                }
            }
        }
        Some((case.round.into_owned(), all))
    }
}
