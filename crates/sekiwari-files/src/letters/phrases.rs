//! How letters say things in each language: tables of sentences, all with the same keys and places.

use super::{Language, LettersError};
use serde::de::DeserializeOwned;

/// The function `source`, which holds the phrases of a folder in every language.
macro_rules! sources {
    ($folder:literal) => {
        fn source(language: $crate::letters::Language) -> &'static str {
            use $crate::letters::Language;
            match language {
                Language::Ja => include_str!(concat!($folder, "/ja.toml")),
                Language::JaEasy => include_str!(concat!($folder, "/ja-easy.toml")),
                Language::En => include_str!(concat!($folder, "/en.toml")),
                Language::Zh => include_str!(concat!($folder, "/zh.toml")),
                Language::Pt => include_str!(concat!($folder, "/pt.toml")),
                Language::Vi => include_str!(concat!($folder, "/vi.toml")),
                Language::Ko => include_str!(concat!($folder, "/ko.toml")),
            }
        }
    };
}
pub(super) use sources;

/// The phrases of a language from their source.
pub(super) fn read<P: DeserializeOwned>(language: Language, source: &str) -> Result<P, LettersError> {
    toml::from_str(source).map_err(|e| LettersError::Internal(format!("phrases of {language}: {e}")))
}

/// A phrase with every `{place}` replaced by what `value` gives for it. A value is never searched for places of its own.
pub(super) fn filled(phrase: &str, mut value: impl FnMut(&str) -> String) -> String {
    let mut text = String::with_capacity(phrase.len() + 32);
    let mut rest = phrase;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, tail)) = after.split_once('}') else { break };
        text.push_str(before);
        text.push_str(&value(name));
        rest = tail;
    }
    text.push_str(rest);
    text
}

/// What the tests of the phrases of any programme look for.
#[cfg(test)]
pub(super) mod looks {
    use super::Language;
    use std::collections::{BTreeMap, BTreeSet};

    /// The places of a phrase.
    pub(in crate::letters) fn places(text: &str) -> BTreeSet<&str> {
        text.split('{').skip(1).filter_map(|t| t.split_once('}')).map(|(name, _)| name).collect()
    }

    /// Every text of a source with the keys that lead to it; those in lists by their number.
    pub(in crate::letters) fn texts(source: &str) -> BTreeMap<String, String> {
        fn add(at: &str, value: &toml::Value, all: &mut BTreeMap<String, String>) {
            match value {
                toml::Value::Table(table) => {
                    table.iter().for_each(|(key, v)| add(&format!("{at}.{key}"), v, all));
                }
                toml::Value::Array(list) => {
                    list.iter().enumerate().for_each(|(i, v)| add(&format!("{at}[{i}]"), v, all));
                }
                other => {
                    all.insert(at.to_owned(), other.as_str().unwrap_or_else(|| panic!("{at}")).to_owned());
                }
            }
        }
        let mut all = BTreeMap::new();
        let table: toml::Table = toml::from_str(source).unwrap();
        add("", &toml::Value::Table(table), &mut all);
        all
    }

    /// That a sentence is in the script of its language.
    pub(in crate::letters) fn in_script(language: Language, name: &str, text: &str) {
        let kana = |c: char| ('\u{3040}'..='\u{30ff}').contains(&c) && c != '・';
        let hangul = |c: char| ('\u{ac00}'..='\u{d7a3}').contains(&c);
        let japanese = matches!(language, Language::Ja | Language::JaEasy);
        assert_eq!(text.chars().any(kana), japanese, "{language} {name}");
        assert_eq!(text.chars().any(hangul), language == Language::Ko, "{language} {name}");
        let latin = matches!(language, Language::En | Language::Pt | Language::Vi);
        assert_eq!(text.chars().all(|c| (c as u32) < 0x2000), latin, "{language} {name}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_not_searched_for_places() {
        assert_eq!(filled("a {x} b {", |name| format!("{{{name}}}")), "a {x} b {");
    }
}
