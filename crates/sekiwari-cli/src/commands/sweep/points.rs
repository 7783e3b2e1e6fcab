//! From a sweep's file and a round to the points of its grid.

use sekiwari::programme::nursery::capacity::FacilityTable;
use sekiwari::siting::Rule;
use sekiwari::siting::behaviour::{Behaviour, FitOptions, Likings, ListModel, Mode};
use sekiwari::siting::scenario::{Case, RuleChanges};
use sekiwari::siting::sweep::{Grid, Jobs, Point, Scopes, Step};
use sekiwari_files::finding::Findings;
use sekiwari_files::round::LoadedRound;
use sekiwari_files::scenario::{BehaviourKeys, ReadScenario};
use sekiwari_files::sweep::{
    ReadPlace, ReadSweep, SweepAxisJson, SweepPlaceJson, SweepPlan, SweepRuleJson, SweepRulebookJson,
};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::super::allocate::near;
use super::super::whatif::scenarios::{self, USUAL_REACH, round_under};
use crate::failure::Failure;

/// What the arguments say instead of the files.
pub(super) struct Asked {
    pub(super) seed: Option<u64>,
    pub(super) draws: Option<u32>,
    pub(super) behaviour: Option<Mode>,
    pub(super) time_limit_s: Option<u32>,
}

impl Asked {
    /// The seed of the draws.
    pub(super) fn seed(&self, sweep: &ReadSweep) -> u64 {
        self.seed.or(sweep.seed).unwrap_or(1)
    }

    fn draws(&self, sweep: &ReadSweep) -> u32 {
        self.draws.or(sweep.draws).unwrap_or(20)
    }

    /// What families do in a scenario, `everywhere` what an axis says of all.
    fn families(&self, sweep: &ReadSweep, everywhere: BehaviourKeys, own: BehaviourKeys) -> Doing {
        let keys = everywhere.or(own).or(sweep.behaviour);
        Doing {
            mode: self.behaviour.or(keys.mode).unwrap_or_default(),
            within: keys.within_m.unwrap_or(USUAL_REACH),
            most: keys.max_wishes,
        }
    }
}

/// Tells what is odd about the scenarios, each thing once.
pub(super) fn doubts(sweep: &ReadSweep, asked: &Asked, loaded: &LoadedRound, findings: &mut Findings) {
    for scenario in sweep.axes.iter().flat_map(|a| &a.places).filter_map(|p| p.scenario.as_ref()) {
        let doing = asked.families(sweep, BehaviourKeys::default(), scenario.behaviour);
        let mut own = Findings::new();
        scenarios::doubts(scenario, doing.mode, loaded, &mut own);
        for finding in own {
            if !findings.iter().any(|f| *f == finding) {
                findings.push(finding);
            }
        }
    }
}

/// The round, and the same under every rulebook that a scenario names.
pub(super) struct Rounds<'l> {
    own: &'l LoadedRound,
    others: Vec<(PathBuf, String, Box<LoadedRound>)>,
    // What is known of teachers, by facility id.
    tables: Vec<(String, FacilityTable)>,
    folder: PathBuf,
}

impl<'l> Rounds<'l> {
    /// Reads them. Nothing if one cannot be read, which is told.
    ///
    /// # Errors
    /// [`Failure`] if a rulebook's file cannot be read.
    pub(super) fn read(
        round: &Path,
        folder: &Path,
        sweep: &ReadSweep,
        loaded: &'l LoadedRound,
        findings: &mut Findings,
    ) -> Result<Option<Self>, Failure> {
        let capacity = loaded.capacity.iter().flat_map(|c| &c.facilities);
        let tables = capacity.map(|f| (f.id.clone(), f.table.clone())).collect();
        let mut rounds = Self { own: loaded, others: Vec::new(), tables, folder: folder.to_owned() };
        for place in sweep.axes.iter().flat_map(|a| &a.places) {
            let Some((path, name)) = rounds.rulebook(place) else { continue };
            if rounds.others.iter().any(|(known, ..)| *known == path) {
                continue;
            }
            let Some(other) = round_under(round, &path, loaded, findings)? else { return Ok(None) };
            rounds.others.push((path, name, other));
        }
        Ok(Some(rounds))
    }

    /// The rulebook that a place names: its path and its name.
    fn rulebook(&self, place: &ReadPlace) -> Option<(PathBuf, String)> {
        let name = place.scenario.as_ref()?.scenario.rules.rulebook.clone()?;
        let beside = place.file.as_ref().and_then(|file| Path::new(file).parent()).unwrap_or(Path::new(""));
        Some((self.folder.join(beside).join(&name), name))
    }

    fn loaded(&self, base: usize) -> &LoadedRound {
        base.checked_sub(1).and_then(|i| self.others.get(i)).map_or(self.own, |(.., other)| other)
    }

    /// The rounds, each with what belongs to it: the own one first.
    pub(super) fn cases(&self) -> Vec<Case<'_>> {
        let case = |base| {
            let loaded = self.loaded(base);
            let case = Case::of(&loaded.round).staffed(&self.tables);
            match &loaded.scoring {
                Some(scoring) => case.scored(&scoring.rulebook, &scoring.circumstances),
                None => case,
            }
        };
        (0..=self.others.len()).map(case).collect()
    }
}

/// What families do.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Doing {
    mode: Mode,
    within: u32,
    most: Option<u32>,
}

/// One place of every axis.
pub(super) struct Combination<'s> {
    /// Which of the rounds it changes.
    pub(super) base: usize,
    rules: RuleChanges,
    lottery_seed: Option<u64>,
    steps: Vec<(&'s ReadScenario, Doing)>,
}

/// All combinations, the first axis slowest; `None` if there are too many.
pub(super) fn combinations<'s>(
    sweep: &'s ReadSweep,
    asked: &Asked,
    rounds: &Rounds<'_>,
) -> Option<Vec<Combination<'s>>> {
    let grid = Grid::new(sweep.axes.iter().map(|a| a.places.len() as u32).collect())?;
    if grid.points() > sekiwari_files::sweep::MOST_JOBS {
        return None;
    }
    let one = |point| {
        let places: Vec<&ReadPlace> =
            sweep.axes.iter().zip(grid.places(point)).map(|(axis, p)| &axis.places[p as usize]).collect();
        let scenarios = || places.iter().filter_map(|p| p.scenario.as_ref());
        let everywhere = places
            .iter()
            .filter(|p| p.everywhere)
            .filter_map(|p| p.scenario.as_ref())
            .fold(BehaviourKeys::default(), |all, s| s.behaviour.or(all));
        let rulebook = places.iter().rev().find_map(|p| rounds.rulebook(p));
        let base = rulebook.and_then(|(path, _)| rounds.others.iter().position(|(known, ..)| *known == path));
        Combination {
            base: base.map_or(0, |i| i + 1),
            rules: scenarios().fold(RuleChanges::default(), |r, s| r.then(s.scenario.rules.clone())),
            lottery_seed: places.iter().rev().find_map(|p| p.lottery_seed),
            steps: scenarios()
                .filter(|s| !s.scenario.edits.is_empty())
                .map(|s| (s, asked.families(sweep, everywhere, s.behaviour)))
                .collect(),
        }
    };
    Some((0..grid.points()).map(one).collect())
}

type Key = (usize, u32, Option<u32>);

/// What the lists of the rounds say, for every reach that is asked for.
pub(super) struct Models<'r> {
    fitted: Vec<(Key, ListModel, Likings<'r>)>,
}

impl<'r> Models<'r> {
    pub(super) fn fit(combinations: &[Combination<'_>], rounds: &'r Rounds<'_>) -> Self {
        let mut keys: BTreeSet<Key> = BTreeSet::new();
        for combination in combinations {
            let drawn = combination
                .steps
                .iter()
                .filter(|(s, doing)| doing.mode == Mode::Model && s.scenario.changes_lists());
            keys.extend(drawn.map(|(_, doing)| (combination.base, doing.within, doing.most)));
        }
        let fit = |key: Key| {
            let options = FitOptions { most_wishes: key.2, ..FitOptions::within(key.1) };
            let round = &rounds.loaded(key.0).round;
            let model = ListModel::fit(round, &options)?;
            let likings = model.likings(round);
            Some((key, model, likings))
        };
        Self { fitted: keys.into_iter().filter_map(fit).collect() }
    }

    fn behaviour(&self, base: usize, doing: Doing) -> Behaviour<'_> {
        let Doing { mode, within, most } = doing;
        match mode {
            Mode::None => Behaviour::Still,
            Mode::Near => Behaviour::Near { metres: within, most },
            // Where no list tells anything, nobody changes one.
            Mode::Model => match self.fitted.iter().find(|(key, ..)| *key == (base, within, most)) {
                Some((_, model, likings)) => Behaviour::Model { model, likings: Some(likings), most },
                None => Behaviour::Still,
            },
        }
    }
}

/// The round as it is, then the points of the grid.
///
/// # Errors
/// [`Failure`] if the objective cannot be had without an earlier decision.
pub(super) fn points<'p>(
    combinations: &[Combination<'p>],
    cases: &'p [Case<'p>],
    models: &'p Models<'p>,
    rounds: &Rounds<'_>,
) -> Result<Vec<Point<'p>>, Failure> {
    let rule = |base| {
        let settings = &rounds.loaded(base).settings;
        Rule {
            mechanism: settings.mechanism.unwrap_or_default(),
            ties: settings.ties,
            goals: settings.objective.clone(),
            lottery: settings.lottery_seed,
        }
    };
    let mut points = vec![Point { case: &cases[0], steps: Vec::new(), rule: rule(0) }];
    for combination in combinations {
        let base = combination.base;
        let mut rule = rule(base).with(&combination.rules);
        rule.lottery = combination.lottery_seed.unwrap_or(rule.lottery);
        let step = |(s, doing): &(&'p ReadScenario, Doing)| Step {
            scenario: &s.scenario,
            behaviour: models.behaviour(base, *doing),
        };
        points.push(Point { case: &cases[base], steps: combination.steps.iter().map(step).collect(), rule });
    }
    for Point { rule, .. } in &points {
        if let Some(refusal) = near::refusal(&rule.goals, false, rule.mechanism, rule.ties) {
            return Err(refusal);
        }
    }
    Ok(points)
}

/// What is to be run.
pub(super) struct Settled {
    pub(super) plan: SweepPlan,
    pub(super) jobs: Jobs,
    pub(super) scopes: Scopes,
}

impl Settled {
    /// The plan of points that [`points`] gave; `None` if there are too many runs.
    pub(super) fn new(
        sweep: &ReadSweep,
        asked: &Asked,
        rounds: &Rounds<'_>,
        points: &[Point<'_>],
    ) -> Option<Self> {
        let (loaded, rule) = (rounds.own, &points.first()?.rule);
        let scopes = Scopes::of(&loaded.round);
        let place = |p: &ReadPlace| SweepPlaceJson {
            label: p.label.clone(),
            scenario: p.scenario.as_ref().map(|s| s.scenario.name.clone()),
            edits: p.scenario.as_ref().map_or(0, |s| s.scenario.edits.len() as u32),
        };
        let plan = SweepPlan {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            input_sha256: loaded.input_sha256.clone(),
            sweep_sha256: sweep.sha256.clone(),
            rulebooks: rounds
                .others
                .iter()
                .map(|(_, file, other)| SweepRulebookJson {
                    file: file.clone(),
                    input_sha256: other.input_sha256.clone(),
                })
                .collect(),
            round: loaded.round.name().to_owned(),
            name: sweep.name.clone(),
            seed: asked.seed(sweep),
            draws: asked.draws(sweep),
            time_limit_s: asked.time_limit_s.unwrap_or(loaded.settings.time_limit_s),
            behaviour: asked.behaviour.map(|mode| mode.as_str().to_owned()),
            rule: SweepRuleJson {
                mechanism: rule.mechanism.as_str().to_owned(),
                ties: rule.ties.as_str().to_owned(),
                objective: rule.goals.as_slice().iter().map(|g| g.as_str().to_owned()).collect(),
                lottery_seed: rule.lottery,
                rulebook: loaded.settings.rulebook.clone(),
            },
            axes: sweep
                .axes
                .iter()
                .map(|a| SweepAxisJson { name: a.name.clone(), places: a.places.iter().map(place).collect() })
                .collect(),
            classes: scopes.classes().iter().map(|c| c.get()).collect(),
            districts: scopes.districts().to_vec(),
            drawn: points[1..].iter().map(|p| if p.is_drawn() { '1' } else { '0' }).collect(),
        };
        let jobs = plan.jobs()?;
        Some(Self { plan, jobs, scopes })
    }
}
