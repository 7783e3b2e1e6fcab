//! The scenario files, the models of lists that they need, and the round under another rulebook.

use sekiwari::siting::behaviour::{Behaviour, FitOptions, Likings, ListModel, Mode};
use sekiwari::siting::scenario::Edit;
use sekiwari_files::finding::catalogue::scenario as kinds;
use sekiwari_files::finding::{Finding, Findings, Place};
use sekiwari_files::round::{LoadedRound, RoundFiles, read_round_files};
use sekiwari_files::scenario::{ReadScenario, read_scenario};
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// How far families go where nothing is said.
pub(in crate::commands) const USUAL_REACH: u32 = 5_000;

/// A scenario file.
pub(in crate::commands) struct Loaded {
    pub(in crate::commands) read: ReadScenario,
    path: PathBuf,
    /// What families do in it.
    pub(in crate::commands) mode: Mode,
}

impl Loaded {
    fn within(&self) -> u32 {
        self.read.behaviour.within_m.unwrap_or(USUAL_REACH)
    }

    fn key(&self) -> (u32, Option<u32>) {
        (self.within(), self.read.behaviour.max_wishes)
    }

    /// What families do.
    pub(in crate::commands) fn behaviour<'m>(&self, models: &'m Models<'_>) -> Behaviour<'m> {
        let most = self.read.behaviour.max_wishes;
        match self.mode {
            Mode::None => Behaviour::Still,
            Mode::Near => Behaviour::Near { metres: self.within(), most },
            // Where no list tells anything, nobody changes one.
            Mode::Model => match models.fitted.iter().find(|(key, ..)| *key == self.key()) {
                Some((_, model, likings)) => Behaviour::Model { model, likings: Some(likings), most },
                None => Behaviour::Still,
            },
        }
    }

    /// How far families go; 0 where they do nothing.
    pub(in crate::commands) fn reach(&self, models: &Models<'_>) -> u32 {
        self.behaviour(models).reach()
    }

    /// Whether something is drawn.
    pub(in crate::commands) fn is_drawn(&self, models: &Models<'_>) -> bool {
        let scenario = &self.read.scenario;
        scenario.is_drawn() || (scenario.changes_lists() && self.behaviour(models).is_drawn())
    }
}

/// Reads the files; those with errors are left out, and told.
pub(in crate::commands) fn read(
    paths: &[PathBuf],
    mode: Option<Mode>,
    loaded: &LoadedRound,
    findings: &mut Findings,
) -> Result<Vec<Loaded>, Failure> {
    let mut scenarios = Vec::with_capacity(paths.len());
    for path in paths {
        let bytes = std::fs::read(path).map_err(|e| Failure::io(path, &e))?;
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let Some(read) = read_scenario(&bytes, &file, findings) else { continue };
        let mode = mode.or(read.behaviour.mode).unwrap_or_default();
        doubts(&read, mode, loaded, findings);
        scenarios.push(Loaded { read, path: path.clone(), mode });
    }
    Ok(scenarios)
}

/// What is odd about a scenario for a round.
pub(in crate::commands) fn doubts(
    read: &ReadScenario,
    mode: Mode,
    loaded: &LoadedRound,
    findings: &mut Findings,
) {
    if let Some(name) = &read.scenario.rules.rulebook
        && loaded.scoring.is_none()
    {
        findings.push(Finding::new(&kinds::RULEBOOK_UNUSED, read.rulebook_place.clone()).value(name));
    }
    for edit in &read.scenario.edits {
        if let Edit::Open(open) = edit
            && open.position.is_none()
            && mode != Mode::None
        {
            findings.push(Finding::new(&kinds::NO_PLACE, Place::file(&read.file)).value(&open.id));
        }
    }
}

/// The round under the last rulebook that a scenario names; inside nothing if none does. Nothing at all if it cannot be read so, which
/// is told.
pub(in crate::commands) fn other_round(
    round: &Path,
    scenarios: &[Loaded],
    loaded: &LoadedRound,
    findings: &mut Findings,
) -> Result<Option<Option<Box<LoadedRound>>>, Failure> {
    let named = scenarios.iter().rev().find_map(|s| Some((s, s.read.scenario.rules.rulebook.as_ref()?)));
    let Some((scenario, name)) = named else { return Ok(Some(None)) };
    let path = scenario.path.parent().unwrap_or(Path::new("")).join(name);
    Ok(round_under(round, &path, loaded, findings)?.map(Some))
}

/// The round under another rulebook. Nothing if it cannot be read so, which is told.
///
/// # Errors
/// [`Failure`] if the file cannot be read.
pub(in crate::commands) fn round_under(
    round: &Path,
    rulebook: &Path,
    loaded: &LoadedRound,
    findings: &mut Findings,
) -> Result<Option<Box<LoadedRound>>, Failure> {
    let bytes = std::fs::read(rulebook).map_err(|e| Failure::io(rulebook, &e))?;
    let own = loaded.settings.rulebook.clone().unwrap_or_default();
    // Everything is read anew under the other rulebook: it may declare other facts.
    let Some(files) = RoundFiles::open(round, findings) else { return Ok(None) };
    let (changed, told) = read_round_files(files.with_file(&own, bytes));
    if changed.is_none() {
        findings.append(told);
        findings.sort();
    }
    Ok(changed.map(Box::new))
}

/// What the lists of the round say, for every reach that the scenarios ask for.
pub(in crate::commands) struct Models<'a> {
    fitted: Vec<((u32, Option<u32>), ListModel, Likings<'a>)>,
}

impl<'a> Models<'a> {
    pub(in crate::commands) fn fit(scenarios: &[Loaded], loaded: &'a LoadedRound) -> Self {
        let mut fitted: Vec<((u32, Option<u32>), ListModel, Likings<'a>)> = Vec::new();
        let used = |s: &&Loaded| s.mode == Mode::Model && s.read.scenario.changes_lists();
        for scenario in scenarios.iter().filter(used) {
            let key = scenario.key();
            if fitted.iter().any(|(k, ..)| *k == key) {
                continue;
            }
            let options = FitOptions { most_wishes: key.1, ..FitOptions::within(key.0) };
            if let Some(model) = ListModel::fit(&loaded.round, &options) {
                let likings = model.likings(&loaded.round);
                fitted.push((key, model, likings));
            }
        }
        Self { fitted }
    }

    /// The model of a scenario.
    pub(in crate::commands) fn of(&self, scenario: &Loaded) -> Option<&ListModel> {
        let own = |(key, ..): &&((u32, Option<u32>), ListModel, Likings<'a>)| *key == scenario.key();
        self.fitted.iter().find(own).filter(|_| scenario.mode == Mode::Model).map(|(_, model, _)| model)
    }
}
