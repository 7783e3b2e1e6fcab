//! The templates of letters: those compiled in, and those of an office in their place.

use super::check::{Allowed, check};
use super::shape::{FILTERS, TESTS};
use super::{Language, LetterSet, LettersError};
use crate::finding::catalogue::letters as kinds;
use crate::finding::{Finding, Findings, Place, did_you_mean};
use minijinja::{AutoEscape, Environment, UndefinedBehavior, escape_formatter, filters, tests};
use std::collections::BTreeMap;
use std::path::Path;

macro_rules! sources {
    ($($name:literal),* $(,)?) => { &[$(($name, include_str!(concat!("templates/", $name)))),*] };
}

/// The templates compiled in, by name.
const SOURCES: &[(&str, &str)] = sources![
    "appeal.en.html",
    "appeal.ja-easy.html",
    "appeal.ja.html",
    "appeal.ko.html",
    "appeal.pt.html",
    "appeal.vi.html",
    "appeal.zh.html",
    "club-appeal.en.html",
    "club-appeal.ja-easy.html",
    "club-appeal.ja.html",
    "club-appeal.ko.html",
    "club-appeal.pt.html",
    "club-appeal.vi.html",
    "club-appeal.zh.html",
    "club-days.html",
    "club-kept.en.html",
    "club-kept.ja-easy.html",
    "club-kept.ja.html",
    "club-kept.ko.html",
    "club-kept.pt.html",
    "club-kept.vi.html",
    "club-kept.zh.html",
    "club-offer.en.html",
    "club-offer.ja-easy.html",
    "club-offer.ja.html",
    "club-offer.ko.html",
    "club-offer.pt.html",
    "club-offer.vi.html",
    "club-offer.zh.html",
    "club-refusal.en.html",
    "club-refusal.ja-easy.html",
    "club-refusal.ja.html",
    "club-refusal.ko.html",
    "club-refusal.pt.html",
    "club-refusal.vi.html",
    "club-refusal.zh.html",
    "club-seat.html",
    "club-wishes.html",
    "foot.html",
    "head.html",
    "kept.en.html",
    "kept.ja-easy.html",
    "kept.ja.html",
    "kept.ko.html",
    "kept.pt.html",
    "kept.vi.html",
    "kept.zh.html",
    "offer.en.html",
    "offer.ja-easy.html",
    "offer.ja.html",
    "offer.ko.html",
    "offer.pt.html",
    "offer.vi.html",
    "offer.zh.html",
    "refusal.en.html",
    "refusal.ja-easy.html",
    "refusal.ja.html",
    "refusal.ko.html",
    "refusal.pt.html",
    "refusal.vi.html",
    "refusal.zh.html",
    "style.css",
    "wishes.html",
];

/// The one that is no template: what letters look like.
const STYLE: &str = "style.css";

/// The class of the line in a block about appeals that says that nobody confirmed it yet.
const UNCONFIRMED: &str = "class=\"confirm\"";

/// The templates in force.
#[derive(Clone, Debug)]
pub struct Templates {
    sources: BTreeMap<String, String>,
}

impl Default for Templates {
    fn default() -> Self {
        Self { sources: SOURCES.iter().map(|&(name, source)| (name.to_owned(), source.to_owned())).collect() }
    }
}

impl Templates {
    /// The names and sources of the templates compiled in: what an office starts from.
    pub fn defaults() -> &'static [(&'static str, &'static str)] {
        SOURCES
    }

    /// The templates of a folder in the place of those compiled in. Templates that are not in the folder stay as they are; files that are
    /// neither `.html` nor `.css` are left alone. All faults are told at once; with an error among them the templates cannot be used.
    /// Those that all letters share are held against the names of `set`, the letters that are to be made.
    ///
    /// # Errors
    /// [`LettersError`] if the folder or a file of it cannot be read.
    pub fn read(folder: &Path, set: LetterSet, findings: &mut Findings) -> Result<Self, LettersError> {
        let io = |path: &Path, source| LettersError::Io { path: path.to_owned(), source };
        let mut templates = Self::default();
        let mut files = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(|e| io(folder, e))? {
            files.push(entry.map_err(|e| io(folder, e))?.path());
        }
        files.sort();
        for path in files {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let lower = name.to_lowercase();
            if !(lower.ends_with(".html") || lower.ends_with(".css")) || name.starts_with('.') {
                continue;
            }
            let bytes = std::fs::read(&path).map_err(|e| io(&path, e))?;
            let Some(source) = templates.sources.get_mut(&name) else {
                let hint = did_you_mean(&name, SOURCES.iter().map(|s| s.0));
                let finding = Finding::new(&kinds::TEMPLATE_FILE, Place::file(&name)).value(&name);
                findings.push(finding.hint(hint));
                continue;
            };
            match String::from_utf8(bytes) {
                Ok(text) => *source = text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned(),
                Err(_) => findings.add(&kinds::TEMPLATE_ENCODING, Place::file(&name)),
            }
        }
        templates.check(set, findings);
        Ok(templates)
    }

    /// Holds every template against the names that letters are given.
    fn check(&self, set: LetterSet, findings: &mut Findings) {
        // A template may take in those of its own letters, and those of all.
        let of = |set: LetterSet| {
            let names = self.sources.keys().map(String::as_str).filter(|n| *n != STYLE);
            names.filter(|n| LetterSet::of_template(n).is_none_or(|s| s == set)).collect::<Vec<&str>>()
        };
        let (nurseries, clubs) = (of(LetterSet::Nurseries), of(LetterSet::Clubs));
        for (name, source) in &self.sources {
            if name == STYLE {
                if let Some(at) = source.to_lowercase().find("</style") {
                    let line = source.get(..at).unwrap_or_default().lines().count().max(1) as u32;
                    let place = Place::file(name).line(line);
                    findings.push(
                        Finding::new(&kinds::TEMPLATE_NOT_ALLOWED, place)
                            .value("</style")
                            .arg("what", "</style"),
                    );
                }
                continue;
            }
            let set = LetterSet::of_template(name).unwrap_or(set);
            let templates = match set {
                LetterSet::Nurseries => &nurseries,
                LetterSet::Clubs => &clubs,
            };
            check(name, source, Allowed { names: set.names(), templates }, findings);
        }
    }

    /// What letters look like.
    pub(super) fn style(&self) -> &str {
        self.sources.get(STYLE).map_or("", String::as_str)
    }

    /// The languages among these whose block about appeals still says that nobody confirmed it.
    pub fn unconfirmed(&self, set: LetterSet, languages: &[Language]) -> Vec<Language> {
        let open =
            |l: &&Language| self.sources.get(&set.appeal(**l)).is_some_and(|s| s.contains(UNCONFIRMED));
        languages.iter().filter(open).copied().collect()
    }

    /// Everything that fills templates. Every value is escaped; a name that does not exist is an error; nothing is written for
    /// what there is not.
    pub(super) fn environment(&self) -> Result<Environment<'static>, LettersError> {
        let mut env = Environment::empty();
        env.set_undefined_behavior(UndefinedBehavior::Strict);
        env.set_auto_escape_callback(|_| AutoEscape::Html);
        env.set_formatter(|out, state, value| match value.is_none() {
            true => Ok(()),
            false => escape_formatter(out, state, value),
        });
        for name in FILTERS {
            match name {
                "capitalize" => env.add_filter(name, filters::capitalize),
                "default" => env.add_filter(name, filters::default),
                "first" => env.add_filter(name, filters::first),
                "join" => env.add_filter(name, filters::join),
                "last" => env.add_filter(name, filters::last),
                "length" => env.add_filter(name, filters::length),
                "lower" => env.add_filter(name, filters::lower),
                "upper" => env.add_filter(name, filters::upper),
                _ => env.add_filter(name, filters::trim),
            }
        }
        for name in TESTS {
            match name {
                "defined" => env.add_test(name, tests::is_defined),
                "none" => env.add_test(name, tests::is_none),
                "odd" => env.add_test(name, tests::is_odd),
                _ => env.add_test(name, tests::is_even),
            }
        }
        for (name, source) in self.sources.iter().filter(|(name, _)| *name != STYLE) {
            env.add_template_owned(name.clone(), source.clone())
                .map_err(|e| LettersError::Internal(format!("{name}: {e}")))?;
        }
        Ok(env)
    }
}
