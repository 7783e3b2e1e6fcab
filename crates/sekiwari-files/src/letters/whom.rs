//! Who is written to, and in which languages.

use super::{Language, OwnLanguages};
use std::fmt;

/// Who is written to, and in which languages.
#[derive(Clone, Copy)]
pub struct Whom<'a> {
    /// The languages of children who have none of their own.
    pub languages: &'a [Language],
    /// The languages of those who have.
    pub own: &'a OwnLanguages,
    /// Whether a child is written to, by its place in the round.
    pub wanted: &'a dyn Fn(u32) -> bool,
}

impl fmt::Debug for Whom<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Whom").field("languages", &self.languages).field("own", &self.own).finish()
    }
}

impl Whom<'_> {
    /// The languages that some letter may be in.
    pub(super) fn spoken(self) -> Vec<Language> {
        let is_spoken = |l: &Language| self.languages.contains(l) || self.own.values().any(|o| o.contains(l));
        Language::ALL.into_iter().filter(is_spoken).collect()
    }
}
