//! The languages in which texts for people exist.

mod template;

pub use template::ViolationText;
pub(crate) use template::fill;

use std::fmt;
use std::str::FromStr;

/// A language of the texts for people. Every text exists in both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Japanese (日本語), the default.
    #[default]
    Ja,
    /// English.
    En,
}

impl Lang {
    /// Both languages, Japanese first.
    pub const ALL: [Lang; 2] = [Lang::Ja, Lang::En];

    /// The name used on the command line and in files: `ja` or `en`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Lang::Ja => "ja",
            Lang::En => "en",
        }
    }

    /// The one of two values that belongs to this language.
    pub fn pick<T>(self, ja: T, en: T) -> T {
        match self {
            Lang::Ja => ja,
            Lang::En => en,
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A language name other than `ja` and `en`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown language {0:?}: use ja or en")]
pub struct UnknownLang(pub String);

impl FromStr for Lang {
    type Err = UnknownLang;

    /// Reads `ja` or `en`.
    ///
    /// # Errors
    /// [`UnknownLang`] for anything else.
    fn from_str(name: &str) -> Result<Self, UnknownLang> {
        Lang::ALL.into_iter().find(|l| l.as_str() == name).ok_or_else(|| UnknownLang(name.to_owned()))
    }
}
