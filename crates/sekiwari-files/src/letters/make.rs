//! The letters of a decided round, filled in and written.

use super::club::Clubs;
use super::index::{LETTERS, LETTERS_JSON, LETTERS_PAGE, LettersJson, file_name};
use super::nursery::Nurseries;
use super::source::Source;
use super::{Language, LetterFacts, LettersError, Templates, Whom};
use crate::finding::catalogue::letters as kinds;
use crate::finding::{Finding, Findings, Place};
use crate::write::{ClubTables, ENGINE, OutputError, OutputFolder, OutputTables, escaped, guard};
use minijinja::Environment;
use rayon::prelude::*;
use sekiwari::explain::club::counterfactual as of_clubs;
use sekiwari::explain::counterfactual::Counterfactuals;
use sekiwari::programme::{club, nursery};
use std::collections::BTreeMap;
use std::error::Error as _;
use std::fmt::Write as _;
use std::io::Write;

/// One letter to be made.
#[derive(Clone, Copy, Debug)]
struct Letter {
    child: u32,
    /// Position in `languages`.
    speaker: usize,
}

/// The letters of a decided round.
#[derive(Debug)]
pub struct Letters<'a> {
    source: Box<dyn Source + 'a>,
    templates: &'a Templates,
    env: Environment<'static>,
    // Those that some letter is in.
    languages: Vec<Language>,
    // By child, children by id.
    letters: Vec<Letter>,
}

/// Letters that are made at once.
const PIECE: usize = 1024;

impl<'a> Letters<'a> {
    /// The letters of a nursery round.
    ///
    /// # Errors
    /// [`LettersError::Internal`] if what is compiled in cannot be read.
    pub fn of_nurseries(
        tables: &'a OutputTables<'a>,
        sufficed: &'a BTreeMap<nursery::ChildIndex, Counterfactuals>,
        facts: &'a LetterFacts<'a>,
        templates: &'a Templates,
        whom: Whom<'_>,
    ) -> Result<Self, LettersError> {
        let languages = whom.spoken();
        let source = Nurseries::new(tables, sufficed, facts, &languages)?;
        Self::new(Box::new(source), templates, languages, whom)
    }

    /// The letters of a round of after-school clubs.
    ///
    /// # Errors
    /// [`LettersError::Internal`] if what is compiled in cannot be read.
    pub fn of_clubs(
        tables: &'a ClubTables<'a>,
        sufficed: &'a BTreeMap<club::ChildIndex, of_clubs::Counterfactuals>,
        facts: &'a LetterFacts<'a>,
        templates: &'a Templates,
        whom: Whom<'_>,
    ) -> Result<Self, LettersError> {
        let languages = whom.spoken();
        let source = Clubs::new(tables, sufficed, facts, &languages)?;
        Self::new(Box::new(source), templates, languages, whom)
    }

    fn new(
        source: Box<dyn Source + 'a>,
        templates: &'a Templates,
        languages: Vec<Language>,
        whom: Whom<'_>,
    ) -> Result<Self, LettersError> {
        let mut letters = Vec::new();
        for &child in source.children().iter().filter(|&&c| (whom.wanted)(c)) {
            for language in whom.own.get(&child).map_or(whom.languages, Vec::as_slice) {
                let speaker = languages.iter().position(|l| l == language);
                letters.extend(speaker.map(|speaker| Letter { child, speaker }));
            }
        }
        Ok(Self { source, templates, env: templates.environment()?, languages, letters })
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.letters.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.letters.is_empty()
    }

    /// Makes the letters and writes them into a folder with `letters.csv` and `letters.json`: all into one page to be printed, or a file for each
    /// child. What a template cannot be filled with becomes a finding, one for each place in a template; then what was written
    /// must not be kept. Cost: linear in the letters, spread over threads.
    ///
    /// # Errors
    /// What the file system refuses.
    pub fn write(
        &self,
        folder: &OutputFolder,
        per_child: bool,
        bom: bool,
        findings: &mut Findings,
    ) -> Result<LettersJson, OutputError> {
        let mut faults: BTreeMap<(String, Option<u32>, String), usize> = BTreeMap::new();
        let mut index = csv::Writer::from_writer(Vec::new());
        // Writing to memory cannot fail.
        let _ = index.write_record(LETTERS.headers(0));
        if per_child {
            let mut number = 0;
            // All letters of a child stand together.
            let of_children: Vec<&[Letter]> = self.letters.chunk_by(|a, b| a.child == b.child).collect();
            for piece in of_children.chunks(PIECE) {
                let made: Vec<_> = piece.par_iter().map(|own| self.sections(own)).collect();
                for (own, made) in piece.iter().zip(made) {
                    number += 1;
                    let name = file_name(number, self.source.ids(own[0].child).0);
                    (1..).zip(*own).for_each(|(at, letter)| self.row(&mut index, letter, &name, at));
                    match made {
                        Ok(text) => folder.write(&name, |out| {
                            out.write_all(self.head(self.languages[own[0].speaker]).as_bytes())?;
                            out.write_all(text.as_bytes())?;
                            out.write_all(FOOT.as_bytes())
                        })?,
                        Err(fault) => *faults.entry(fault).or_default() += 1,
                    }
                }
            }
        } else {
            let main = self.languages.first().copied().unwrap_or_default();
            folder.write(LETTERS_PAGE, |out| {
                out.write_all(self.head(main).as_bytes())?;
                let mut number = 0;
                for piece in self.letters.chunks(PIECE) {
                    let made: Vec<_> =
                        piece.par_iter().map(|l| self.sections(std::slice::from_ref(l))).collect();
                    for (letter, made) in piece.iter().zip(made) {
                        number += 1;
                        self.row(&mut index, letter, LETTERS_PAGE, number);
                        match made {
                            Ok(text) => out.write_all(text.as_bytes())?,
                            Err(fault) => *faults.entry(fault).or_default() += 1,
                        }
                    }
                }
                out.write_all(FOOT.as_bytes())
            })?;
        }
        for ((file, line, what), count) in faults {
            let mut place = Place::file(file);
            place.line = line;
            let finding = Finding::new(&kinds::TEMPLATE_FILL, place).arg("what", what);
            findings.push(finding.arg("count", count));
        }
        let rows = index.into_inner().unwrap_or_default();
        folder.write(LETTERS.file, |out| {
            if bom {
                out.write_all("\u{feff}".as_bytes())?;
            }
            out.write_all(&rows)
        })?;
        let json = self.json();
        folder.write_json(LETTERS_JSON, &json)?;
        Ok(json)
    }

    fn row(&self, index: &mut csv::Writer<Vec<u8>>, letter: &Letter, file: &str, number: usize) {
        let (child, household) = self.source.ids(letter.child);
        let cells = [
            &guard(child),
            &guard(household),
            self.source.kind(letter.child).as_str(),
            self.languages[letter.speaker].as_str(),
            file,
            &number.to_string(),
        ];
        // Writing to memory cannot fail.
        let _ = index.write_record(cells);
    }

    fn json(&self) -> LettersJson {
        let (source, facts) = (&self.source, self.source.facts());
        let mut by_kind: BTreeMap<String, u32> = BTreeMap::new();
        let mut by_language: BTreeMap<String, u32> = BTreeMap::new();
        for letter in &self.letters {
            *by_kind.entry(source.kind(letter.child).as_str().to_owned()).or_default() += 1;
            *by_language.entry(self.languages[letter.speaker].to_string()).or_default() += 1;
        }
        let appealed = self.letters.iter().filter(|l| source.tells_appeal(l.child));
        let mut languages: Vec<Language> = appealed.map(|l| self.languages[l.speaker]).collect();
        languages.sort_unstable();
        languages.dedup();
        let unconfirmed = self.templates.unconfirmed(source.set(), &languages);
        LettersJson {
            engine: ENGINE.to_owned(),
            version: facts.version.to_owned(),
            input_sha256: facts.input_sha256.to_owned(),
            name: source.round_name().to_owned(),
            letters: self.letters.len() as u32,
            by_kind,
            by_language,
            shows_points: facts.shows_points,
            unconfirmed: unconfirmed.iter().map(ToString::to_string).collect(),
        }
    }

    /// Some letters as sections of a page; or where a template fails, and why.
    fn sections(&self, letters: &[Letter]) -> Result<String, (String, Option<u32>, String)> {
        let mut text = String::new();
        for letter in letters {
            let (language, kind) = (self.languages[letter.speaker], self.source.kind(letter.child));
            let context = self.source.values(letter.child, letter.speaker);
            let name = self.source.set().template(kind, language);
            let filled =
                self.env.get_template(&name).and_then(|t| t.render(context)).map_err(|e| fault(&e, &name))?;
            // Writing to a string cannot fail.
            let _ = write!(
                text,
                "<section class=\"letter {} {}\" lang=\"{}\">\n{}\n</section>\n",
                kind.as_str(),
                language,
                language.tag(),
                filled.trim_end()
            );
        }
        Ok(text)
    }

    fn head(&self, language: Language) -> String {
        let title = escaped(self.source.round_name());
        format!(
            "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"robots\" content=\"noindex\">\n<title>{title}</title>\n<style>\n{}</style>\n</head>\n<body>\n",
            language.tag(),
            self.templates.style()
        )
    }
}

const FOOT: &str = "</body>\n</html>\n";

/// Where a template fails, and why: the innermost place.
fn fault(error: &minijinja::Error, name: &str) -> (String, Option<u32>, String) {
    let mut inner = error;
    while let Some(next) = inner.source().and_then(|s| s.downcast_ref::<minijinja::Error>()) {
        inner = next;
    }
    let what = inner.detail().map_or_else(|| inner.kind().to_string(), |d| format!("{}: {d}", inner.kind()));
    let line = inner.line().and_then(|l| u32::try_from(l).ok());
    (inner.name().unwrap_or(name).to_owned(), line, what)
}
