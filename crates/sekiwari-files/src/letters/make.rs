//! The letters of a decided round, filled in and written.

use super::context::Speaker;
use super::phrases::Phrases;
use super::{Language, LetterFacts, LetterKind, LettersError, OwnLanguages, Templates};
use crate::finding::catalogue::letters as kinds;
use crate::finding::{Finding, Findings, Place};
use crate::write::{Column, ENGINE, OutputError, OutputFolder, OutputTable, OutputTables, escaped, guard};
use minijinja::Environment;
use minijinja::value::{Serde, Value};
use rayon::prelude::*;
use schemars::JsonSchema;
use sekiwari::programme::nursery::ChildIndex;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::error::Error as _;
use std::fmt::Write as _;
use std::io::Write;

/// All letters in one page, to be printed.
pub const LETTERS_PAGE: &str = "letters.html";
/// What was made, for programs.
pub const LETTERS_JSON: &str = "letters.json";

const fn column(name: &'static str, ja: &'static str, en: &'static str) -> Column {
    Column { name, ja, en, per_tie_key: false, if_reserved: false }
}

/// `letters.csv`.
pub const LETTERS: OutputTable = OutputTable {
    file: "letters.csv",
    ja: "手紙ごとに 1 行、児童の ID 順。",
    en: "One row per letter, by child id.",
    columns: &[
        column("child_id", "児童", "the child"),
        column("household_id", "世帯", "its household"),
        column("kind", "`offer` 内定、`refusal` 保留、`kept` 在園継続", "`offer`, `refusal`, `kept`"),
        column("language", "言語", "the language"),
        column("file", "手紙のあるファイル", "the file it stands in"),
        column("number", "そのファイルの中での順番", "its number in that file"),
    ],
};

/// Whether a file in an output folder is a letter of one child.
pub fn is_letter(name: &str) -> bool {
    let inside = name.strip_prefix("letter-").and_then(|n| n.strip_suffix(".html"));
    inside.is_some_and(|n| {
        n.len() > 6 && n.bytes().take(6).all(|b| b.is_ascii_digit()) && n.as_bytes()[6] == b'-'
    })
}

/// What was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LettersJson {
    /// Always `sekiwari`.
    pub engine: String,
    /// The engine's version.
    pub version: String,
    /// SHA-256 of the round that was decided, in hexadecimal.
    pub input_sha256: String,
    /// The round's name.
    pub name: String,
    /// Letters in all.
    pub letters: u32,
    /// Letters by kind: `offer`, `refusal`, `kept`.
    pub by_kind: BTreeMap<String, u32>,
    /// Letters by language.
    pub by_language: BTreeMap<String, u32>,
    /// Whether points are shown.
    pub shows_points: bool,
    /// Languages of letters whose block about appeals nobody confirmed yet.
    pub unconfirmed: Vec<String>,
}

/// One letter to be made.
#[derive(Clone, Copy, Debug)]
struct Letter {
    child: ChildIndex,
    kind: LetterKind,
    /// Position in `speakers`.
    speaker: usize,
}

/// The letters of a decided round.
#[derive(Debug)]
pub struct Letters<'a> {
    tables: &'a OutputTables<'a>,
    facts: &'a LetterFacts<'a>,
    templates: &'a Templates,
    env: Environment<'static>,
    speakers: Vec<Speaker<'a>>,
    // By child, children by id.
    letters: Vec<Letter>,
}

/// Letters that are made at once.
const PIECE: usize = 1024;

impl<'a> Letters<'a> {
    /// The letters for some children. Each is written in the languages that `own` has for its child, otherwise in `languages`.
    ///
    /// # Errors
    /// [`LettersError::Internal`] if what is compiled in cannot be read.
    pub fn new(
        tables: &'a OutputTables<'a>,
        facts: &'a LetterFacts<'a>,
        templates: &'a Templates,
        languages: &[Language],
        own: &OwnLanguages,
        wanted: impl Fn(ChildIndex) -> bool,
    ) -> Result<Self, LettersError> {
        let mut speakers: Vec<Speaker<'a>> = Vec::new();
        for language in Language::ALL {
            if languages.contains(&language) || own.values().any(|l| l.contains(&language)) {
                let date = facts.date.map_or_else(String::new, |d| language.date(d));
                let entry_date = language.date(tables.decided.round().entry_date());
                speakers.push(Speaker { language, phrases: Phrases::of(language)?, facts, date, entry_date });
            }
        }
        let mut letters = Vec::new();
        for &child in tables.by_child.iter().filter(|&&c| wanted(c)) {
            let kind = LetterKind::of(tables.decisions[child as usize].kind);
            for language in own.get(&child).map_or(languages, Vec::as_slice) {
                let speaker = speakers.iter().position(|s| s.language == *language);
                letters.extend(speaker.map(|speaker| Letter { child, kind, speaker }));
            }
        }
        Ok(Self { tables, facts, templates, env: templates.environment()?, speakers, letters })
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
                    let name = self.file_name(number, own[0].child);
                    (1..).zip(*own).for_each(|(at, letter)| self.row(&mut index, letter, &name, at));
                    match made {
                        Ok(text) => folder.write(&name, |out| {
                            out.write_all(self.head(self.speakers[own[0].speaker].language).as_bytes())?;
                            out.write_all(text.as_bytes())?;
                            out.write_all(FOOT.as_bytes())
                        })?,
                        Err(fault) => *faults.entry(fault).or_default() += 1,
                    }
                }
            }
        } else {
            let main = self.speakers.first().map_or(Language::Ja, |s| s.language);
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
        let round = self.tables.decided.round();
        let household = &round.households()[round.household_of(letter.child) as usize].id;
        let cells = [
            &guard(&round.children()[letter.child as usize].id),
            &guard(household),
            letter.kind.as_str(),
            self.speakers[letter.speaker].language.as_str(),
            file,
            &number.to_string(),
        ];
        // Writing to memory cannot fail.
        let _ = index.write_record(cells);
    }

    fn json(&self) -> LettersJson {
        let mut by_kind: BTreeMap<String, u32> = BTreeMap::new();
        let mut by_language: BTreeMap<String, u32> = BTreeMap::new();
        for letter in &self.letters {
            *by_kind.entry(letter.kind.as_str().to_owned()).or_default() += 1;
            *by_language.entry(self.speakers[letter.speaker].language.to_string()).or_default() += 1;
        }
        let appealed = self.letters.iter().filter(|l| l.kind != LetterKind::Offer);
        let mut languages: Vec<Language> = appealed.map(|l| self.speakers[l.speaker].language).collect();
        languages.sort_unstable();
        languages.dedup();
        LettersJson {
            engine: ENGINE.to_owned(),
            version: self.facts.version.to_owned(),
            input_sha256: self.facts.input_sha256.to_owned(),
            name: self.tables.decided.round().name().to_owned(),
            letters: self.letters.len() as u32,
            by_kind,
            by_language,
            shows_points: self.facts.shows_points,
            unconfirmed: self.templates.unconfirmed(&languages).iter().map(ToString::to_string).collect(),
        }
    }

    /// Some letters as sections of a page; or where a template fails, and why.
    fn sections(&self, letters: &[Letter]) -> Result<String, (String, Option<u32>, String)> {
        let mut text = String::new();
        for letter in letters {
            let speaker = &self.speakers[letter.speaker];
            let context = Value::from(Serde(speaker.context(self.tables, letter.child)));
            let name = Templates::name(letter.kind, speaker.language);
            let filled =
                self.env.get_template(&name).and_then(|t| t.render(context)).map_err(|e| fault(&e, &name))?;
            // Writing to a string cannot fail.
            let _ = write!(
                text,
                "<section class=\"letter {} {}\" lang=\"{}\">\n{}\n</section>\n",
                letter.kind.as_str(),
                speaker.language,
                speaker.language.tag(),
                filled.trim_end()
            );
        }
        Ok(text)
    }

    /// The name of the file of a child: its number keeps names apart, whatever ids are.
    fn file_name(&self, number: usize, child: ChildIndex) -> String {
        let id = &self.tables.decided.round().children()[child as usize].id;
        let safe = id.chars().take(40).map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' });
        format!("letter-{number:06}-{}.html", safe.collect::<String>())
    }

    fn head(&self, language: Language) -> String {
        let title = escaped(self.tables.decided.round().name());
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
