//! Choices: cells that hold one of a few words, in English as in the contract or in Japanese as on forms.

use super::normal_title;

/// One choice: the word of the contract, other ways to write it, and its value.
#[derive(Debug, Clone, Copy)]
pub struct Word<T: 'static> {
    /// The word of the contract, e.g. `same-facility`.
    pub name: &'static str,
    /// Other ways to write it.
    pub aliases: &'static [&'static str],
    /// What it means.
    pub value: T,
}

/// The choice a text names, compared without widths, blanks, letter case, and with `_` for `-`.
#[must_use]
pub fn find_word<T: Copy>(words: &[Word<T>], text: &str) -> Option<T> {
    let as_written = words.iter().find(|w| w.name == text || w.aliases.contains(&text));
    let found = as_written.or_else(|| {
        let wanted = normal_title(text);
        let is_meant = |name: &&str| normal_title(name) == wanted;
        words.iter().find(|w| is_meant(&w.name) || w.aliases.iter().any(is_meant))
    });
    found.map(|w| w.value)
}

#[cfg(test)]
mod tests {
    use super::{Word, find_word};

    #[test]
    fn words_in_both_languages() {
        let words = [
            Word { name: "same-facility", aliases: &["同じ施設"], value: 1 },
            Word { name: "none", aliases: &["なし"], value: 2 },
        ];
        assert_eq!(find_word(&words, "Same_Facility"), Some(1));
        assert_eq!(find_word(&words, "同じ　施設"), Some(1));
        assert_eq!(find_word(&words, "ｎｏｎｅ"), Some(2));
        assert_eq!(find_word(&words, "some"), None);
    }
}
