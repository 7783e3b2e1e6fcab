//! Names of sheets that Excel takes, whatever a facility is called.

use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// The most UTF-16 units in the name of a sheet.
const MOST: usize = 31;

/// The names given so far in a workbook.
#[derive(Clone, Debug, Default)]
pub(super) struct SheetNames {
    taken: BTreeSet<String>,
}

impl SheetNames {
    /// A name that is valid and not taken yet, as near to `wanted` as can be; `other` stands where nothing is left of it.
    ///
    /// Signs that Excel refuses (`[ ] : * ? / \`) become their full-width forms. Two names are taken for one if they are the same but
    /// for case and width; then a number is put behind. Excel keeps `History` for itself.
    pub(super) fn unique(&mut self, wanted: &str, other: &str) -> String {
        let mut name: String = wanted.chars().filter_map(allowed).collect();
        name = trimmed(&name).to_owned();
        if name.is_empty() {
            name = other.to_owned();
        }
        let mut number = 1;
        loop {
            let end = if number == 1 { String::new() } else { format!(" ({number})") };
            let start = cut(&name, MOST - utf16(&end));
            let candidate = format!("{}{end}", trimmed(start));
            let key = key(&candidate);
            if key != "history" && self.taken.insert(key) {
                return candidate;
            }
            number += 1;
        }
    }
}

/// What stands in a name for a character; nothing for what cannot be seen.
fn allowed(c: char) -> Option<char> {
    Some(match c {
        '[' => '［',
        ']' => '］',
        ':' => '：',
        '*' => '＊',
        '?' => '？',
        '/' => '／',
        '\\' => '＼',
        '\t' | '\n' | '\r' => ' ',
        c if c.is_control() => return None,
        // Byte order marks, and what is no character at all.
        '\u{feff}' | '\u{fffe}' | '\u{ffff}' => return None,
        c => c,
    })
}

/// Without blanks and apostrophes at both ends.
fn trimmed(name: &str) -> &str {
    name.trim_matches(|c: char| c.is_whitespace() || c == '\'')
}

fn utf16(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// The longest beginning of no more than so many UTF-16 units.
fn cut(text: &str, most: usize) -> &str {
    let mut units = 0;
    let end = text.char_indices().find(|&(_, c)| {
        units += c.len_utf16();
        units > most
    });
    end.map_or(text, |(at, _)| &text[..at])
}

/// What two names that Excel takes for one have in common.
fn key(name: &str) -> String {
    name.nfkc().flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all(wanted: &[&str]) -> Vec<String> {
        let mut names = SheetNames::default();
        wanted.iter().map(|w| names.unique(w, "施設")).collect()
    }

    #[test]
    fn what_excel_refuses_is_replaced() {
        assert_eq!(all(&["みどり/さくら[本園]"]), ["みどり／さくら［本園］"]);
        assert_eq!(all(&["'=cmd()'"]), ["=cmd()"]);
        assert_eq!(all(&["", "  ''  ", "\u{1}"]), ["施設", "施設 (2)", "施設 (3)"]);
        assert_eq!(all(&["History", "HISTORY"]), ["History (2)", "HISTORY (3)"]);
    }

    #[test]
    fn names_that_differ_by_case_or_width_are_told_apart() {
        assert_eq!(all(&["abc", "ABC", "ＡＢＣ"]), ["abc", "ABC (2)", "ＡＢＣ (3)"]);
        let long = "あ".repeat(40);
        assert_eq!(all(&[&long, &long]), ["あ".repeat(31), format!("{} (2)", "あ".repeat(27))]);
    }

    #[test]
    fn a_character_of_two_units_is_not_cut() {
        let name = &all(&[&format!("{}𠮷野", "a".repeat(30))])[0];
        assert_eq!(*name, "a".repeat(30));
    }

    proptest! {
        #[test]
        fn any_names_are_valid_and_differ(wanted in proptest::collection::vec("[a-bＡ'\\[\\]:*?/\\\\ \u{0}-\u{1f}𠮷あ]{0,40}", 1..30)) {
            let mut names = SheetNames::default();
            let mut seen = BTreeSet::new();
            for wanted in &wanted {
                let name = names.unique(wanted, "F");
                prop_assert!(rust_xlsxwriter::utility::check_sheet_name(&name).is_ok(), "{name:?}");
                prop_assert!(seen.insert(name.to_lowercase()), "{name:?} twice");
            }
        }
    }
}
