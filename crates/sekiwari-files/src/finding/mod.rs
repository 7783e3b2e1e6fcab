//! Findings: what a reader of input tables has to say, all of it at once.
//!
//! A finding names its [`Kind`] (a line of the static [`catalogue`]: code, severity, texts in Japanese and English), the
//! [`Place`] it was seen at, the offending cell and the arguments that fill the texts.
//! Readers push into a [`Findings`] collector and go on; nothing stops at the first error.

pub mod catalogue;
mod collect;
mod markdown;
mod render;
mod suggest;

pub use collect::Findings;
pub use markdown::catalogue_markdown;
pub(crate) use markdown::plain;
pub use render::visible;
pub use suggest::{did_you_mean, did_you_mean_id, suggestion_text};

pub use sekiwari::Lang;

use serde::{Deserialize, Serialize};

/// How grave a finding is. The order is the order of gravity: `Error` is the gravest.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The input cannot be used until this is put right.
    Error,
    /// The input can be used, but somebody should look: it may not mean what was intended.
    Warning,
    /// What was understood or tidied, for the record.
    Note,
}

/// One text in both languages. May hold `{placeholders}` that a finding's arguments fill.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text {
    /// Japanese.
    pub ja: &'static str,
    /// English.
    pub en: &'static str,
}

impl Text {
    /// The text in the asked language.
    #[must_use]
    pub const fn get(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Ja => self.ja,
            Lang::En => self.en,
        }
    }
}

/// One line of the catalogue: everything about a finding that does not depend on where it was seen.
#[derive(Debug, PartialEq, Eq)]
pub struct Kind {
    /// Stable code, e.g. `E0301`. The letter is the severity, the first two digits the group.
    pub code: &'static str,
    /// Gravity.
    pub severity: Severity,
    /// A few words.
    pub title: Text,
    /// What was seen and why it matters.
    pub cause: Text,
    /// What to do about it.
    pub todo: Text,
}

/// Where a finding was seen. `line` is the physical line of a text file (the first line is 1) or the row number of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize)]
pub struct Place {
    /// File name, without folders.
    pub file: String,
    /// Sheet name where the file is a workbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// 1-based line or row; absent where the whole file is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// 1-based character in the line, for files in which a cell is not enough.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub character: Option<u32>,
    /// Column title as printed in the file (or key of a settings file).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
}

impl Place {
    /// A whole file.
    #[must_use]
    pub fn file(file: impl Into<String>) -> Self {
        Self { file: file.into(), ..Self::default() }
    }

    /// The same place narrowed to a line.
    #[must_use]
    pub fn line(mut self, line: u32) -> Self {
        self.line = Some(line);
        self
    }

    /// The same place narrowed to a character of its line.
    #[must_use]
    pub fn character(mut self, character: u32) -> Self {
        self.character = Some(character);
        self
    }

    /// The same place narrowed to a column.
    #[must_use]
    pub fn column(mut self, column: impl Into<String>) -> Self {
        self.column = Some(column.into());
        self
    }
}

/// Longest value kept in a finding, in characters; the rest is cut and marked with `…`.
const VALUE_LIMIT: usize = 40;

/// One finding: a kind at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What was found.
    pub kind: &'static Kind,
    /// Where.
    pub place: Place,
    /// The offending cell, cut to 40 characters. Absent where no single cell is meant or where it would be personal data.
    pub value: Option<String>,
    /// Fills `{name}` in the texts of the kind.
    pub args: Vec<(&'static str, String)>,
}

impl Finding {
    /// A finding of `kind` at `place`.
    #[must_use]
    pub fn new(kind: &'static Kind, place: Place) -> Self {
        Self { kind, place, value: None, args: Vec::new() }
    }

    /// With the offending cell (cut to 40 characters).
    #[must_use]
    pub fn value(mut self, value: &str) -> Self {
        let mut cut: String = value.chars().take(VALUE_LIMIT).collect();
        if cut.len() < value.len() {
            cut.push('…');
        }
        self.value = Some(cut);
        self
    }

    /// With an argument that fills `{name}`.
    #[must_use]
    pub fn arg(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }

    /// With the argument `hint`: the nearest known word as a clause in both languages, or nothing.
    #[must_use]
    pub fn hint(self, nearest: Option<&str>) -> Self {
        let (ja, en) = suggestion_text(nearest);
        self.arg("hint_ja", ja).arg("hint_en", en)
    }

    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.kind.code
    }
}

#[cfg(test)]
mod tests;
