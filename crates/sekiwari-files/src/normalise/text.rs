//! Blanks, widths and characters that cannot be seen.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// Without outer blanks: spaces of any width, no-break spaces, tabs, line breaks.
#[must_use]
pub fn outer_blanks_stripped(text: &str) -> &str {
    text.trim()
}

/// Full-width ASCII (`０`, `Ａ`, `－`, `．`), the ideographic space and the minus signs `−`, `‐`, `–` as their half-width forms.
/// Kana and kanji stay as they are. Borrowed when nothing changes.
#[must_use]
pub fn fold_width(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || text.chars().all(|c| folded(c) == c) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(folded).collect())
}

fn folded(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        '\u{2212}' | '\u{2010}' | '\u{2013}' => '-',
        other => other,
    }
}

/// Whether a character takes no visible room and yet makes two ids differ: zero-width and bidi controls, soft hyphen,
/// other control characters (line breaks inside an id too).
#[must_use]
pub fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0001}'..='\u{E007F}')
}

/// The form in which titles, sheet names and choices are compared: NFKC, without any blanks or invisible characters,
/// lower case, `-` as `_`.
#[must_use]
pub fn normal_title(text: &str) -> String {
    text.nfkc()
        .filter(|c| !c.is_whitespace() && !is_invisible(*c))
        .flat_map(char::to_lowercase)
        .map(|c| if matches!(c, '-' | '‐' | '–' | '−') { '_' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{fold_width, is_invisible, normal_title, outer_blanks_stripped};

    #[test]
    fn widths_fold_and_kana_stays() {
        assert_eq!(fold_width("Ｆ－００１"), "F-001");
        assert_eq!(fold_width("ひまわり１"), "ひまわり1");
        assert_eq!(fold_width("ローマ"), "ローマ");
        assert!(matches!(fold_width("総社"), std::borrow::Cow::Borrowed(_)));
    }

    #[test]
    fn blanks_of_every_width_are_outer_blanks() {
        assert_eq!(outer_blanks_stripped(" \u{3000}\t\u{A0}a b\u{3000}\r"), "a b");
    }

    #[test]
    fn invisible_characters_are_known() {
        for c in ['\u{200B}', '\u{202E}', '\u{FEFF}', '\n', '\u{7F}'] {
            assert!(is_invisible(c), "{c:?}");
        }
        assert!(!is_invisible('あ') && !is_invisible(' '));
    }

    #[test]
    fn titles_meet() {
        assert_eq!(normal_title(" Ｃｈｉｌｄ－ＩＤ "), "child_id");
        assert_eq!(normal_title("児童 ＩＤ"), normal_title("児童ID"));
    }
}
