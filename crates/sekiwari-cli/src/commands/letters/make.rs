//! The letters of a decided round, made as the arguments say.

use sekiwari::programme::PlacementKind;
use sekiwari_files::finding::Findings;
use sekiwari_files::letters::{
    Language, LetterFacts, Letters as Made, LettersError, LettersJson, OwnLanguages, Templates, Whom,
};
use sekiwari_files::write::{ClubTables, OutputFolder, OutputTables, ResultJson};
use std::collections::BTreeMap;

use super::{Letters, cannot_make};
use crate::commands::allocate::cannot_write;
use crate::commands::explain::sufficed::{of_children_by, of_club_children_by};
use crate::failure::Failure;

/// What letters are made with and written into.
pub(super) struct Desk<'a> {
    pub(super) templates: Templates,
    pub(super) own: OwnLanguages,
    // The children of `--only`, by their places in the round; none if there is no such choice.
    pub(super) only: Vec<u32>,
    pub(super) folder: &'a OutputFolder,
    pub(super) findings: &'a mut Findings,
    // Hears how far it is.
    pub(super) show: &'a dyn Fn(String),
}

impl Desk<'_> {
    /// Hears for how many children it was found what would have sufficed.
    fn done(&self, all: usize) -> impl Fn(usize) + '_ {
        move |done| (self.show)(format!("{done} / {all}"))
    }
}

impl Letters {
    /// Whether a child with this outcome is written to.
    fn wants(&self, only: &[u32], child: u32, outcome: PlacementKind) -> bool {
        (only.is_empty() || only.contains(&child))
            && (self.outcome.is_empty() || self.outcome.contains(&outcome))
    }

    fn facts<'a>(&'a self, result: &'a ResultJson) -> LetterFacts<'a> {
        LetterFacts {
            version: &result.version,
            input_sha256: &result.input_sha256,
            rule: &result.mechanism,
            seed: result.seed,
            date: self.date,
            office: &self.office,
            shows_points: !self.no_points,
        }
    }

    /// The letters of a nursery round.
    pub(super) fn of_nurseries(
        &self,
        tables: &OutputTables<'_>,
        result: &ResultJson,
        desk: Desk<'_>,
    ) -> Result<LettersJson, Failure> {
        let outcome = |child: u32| tables.decisions[child as usize].kind;
        let wanted = |child: u32| self.wants(&desk.only, child, outcome(child));
        let mut sufficed = BTreeMap::new();
        if self.sufficed {
            let asked = |&c: &u32| {
                wanted(c) && outcome(c) != PlacementKind::Placed && !tables.reasons_of(c).is_empty()
            };
            let asked: Vec<u32> = (0..tables.decisions.len() as u32).filter(asked).collect();
            let found = of_children_by(tables.decided, result, &asked, desk.done(asked.len()))?;
            sufficed = asked.into_iter().zip(found).collect();
        }
        let (facts, languages) = (self.facts(result), self.languages());
        let whom = Whom { languages: &languages, own: &desk.own, wanted: &wanted };
        let letters = Made::of_nurseries(tables, &sufficed, &facts, &desk.templates, whom);
        self.write(letters, desk.folder, desk.findings)
    }

    /// The letters of a round of clubs.
    pub(super) fn of_clubs(
        &self,
        tables: &ClubTables<'_>,
        result: &ResultJson,
        desk: Desk<'_>,
    ) -> Result<LettersJson, Failure> {
        let (decided, round) = (tables.decided, tables.decided.round());
        let decision = |child: u32| decided.decisions()[child as usize];
        let wanted = |child: u32| self.wants(&desk.only, child, decision(child).kind);
        let mut sufficed = BTreeMap::new();
        if self.sufficed {
            // Also those who come on fewer days than they want.
            let has_less = |c: u32| match decision(c).entry {
                Some(entry) if decision(c).kind == PlacementKind::Placed => {
                    round.entry(entry).days != round.children()[c as usize].days
                }
                _ => true,
            };
            let asked = |&c: &u32| wanted(c) && has_less(c) && !tables.reasons_of(c).is_empty();
            let asked: Vec<u32> = (0..round.children().len() as u32).filter(asked).collect();
            let found = of_club_children_by(decided, result, &asked, desk.done(asked.len()))?;
            sufficed = asked.into_iter().zip(found).collect();
        }
        let (facts, languages) = (self.facts(result), self.languages());
        let whom = Whom { languages: &languages, own: &desk.own, wanted: &wanted };
        let letters = Made::of_clubs(tables, &sufficed, &facts, &desk.templates, whom);
        self.write(letters, desk.folder, desk.findings)
    }

    /// The languages of every letter, each once.
    fn languages(&self) -> Vec<Language> {
        let mut languages = self.langs.clone();
        languages.sort_unstable();
        languages.dedup();
        languages
    }

    fn write(
        &self,
        letters: Result<Made<'_>, LettersError>,
        folder: &OutputFolder,
        findings: &mut Findings,
    ) -> Result<LettersJson, Failure> {
        let letters = letters.map_err(|e| cannot_make(&e))?;
        letters.write(folder, self.per_child, !self.no_bom, findings).map_err(|e| cannot_write(&e))
    }
}
