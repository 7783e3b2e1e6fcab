//! The sets of letters: which templates and which names the letters of a programme have.

use super::shape::{Name, SHARED};
use super::{Language, LetterKind, club, nursery};

/// The letters of one programme. Templates of clubs begin with `club-`; `head.html`, `foot.html` and `style.css` are used
/// by both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterSet {
    /// Those of nurseries.
    Nurseries,
    /// Those of after-school clubs.
    Clubs,
}

impl LetterSet {
    /// Both.
    pub const ALL: [LetterSet; 2] = [LetterSet::Nurseries, LetterSet::Clubs];

    /// The templates that both sets use.
    const COMMON: [&'static str; 3] = ["foot.html", "head.html", "style.css"];

    /// How the names of its templates begin.
    const fn prefix(self) -> &'static str {
        match self {
            LetterSet::Nurseries => "",
            LetterSet::Clubs => "club-",
        }
    }

    /// The set that a template belongs to; none for what both use.
    pub(super) fn of_template(name: &str) -> Option<Self> {
        match name {
            _ if Self::COMMON.contains(&name) => None,
            _ if name.starts_with(LetterSet::Clubs.prefix()) => Some(LetterSet::Clubs),
            _ => Some(LetterSet::Nurseries),
        }
    }

    /// The names that its templates may use: those of all letters, and its own.
    pub(super) fn names(self) -> [&'static [Name]; 2] {
        match self {
            LetterSet::Nurseries => [SHARED, nursery::NAMES],
            LetterSet::Clubs => [SHARED, club::NAMES],
        }
    }

    /// The name of the template of a letter.
    pub(super) fn template(self, kind: LetterKind, language: Language) -> String {
        format!("{}{}.{language}.html", self.prefix(), kind.as_str())
    }

    /// The name of the template of the block about appeals.
    pub(super) fn appeal(self, language: Language) -> String {
        format!("{}appeal.{language}.html", self.prefix())
    }
}
