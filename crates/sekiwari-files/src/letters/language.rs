//! The languages in which letters are written.

use jiff::civil::Date;
use std::fmt;
use std::str::FromStr;

/// A language of letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// Japanese (日本語).
    #[default]
    Ja,
    /// Easy Japanese (やさしい日本語).
    JaEasy,
    /// English.
    En,
    /// Chinese, simplified (简体中文).
    Zh,
    /// Portuguese of Brazil (português).
    Pt,
    /// Vietnamese (Tiếng Việt).
    Vi,
    /// Korean (한국어).
    Ko,
}

/// No language of letters has this name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no language {0:?}: there are {known}", known = Language::names())]
pub struct UnknownLanguage(pub String);

impl Language {
    /// All languages, in the order of documents.
    pub const ALL: [Language; 7] = [
        Language::Ja,
        Language::JaEasy,
        Language::En,
        Language::Zh,
        Language::Pt,
        Language::Vi,
        Language::Ko,
    ];

    /// The name used on the command line and in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Language::Ja => "ja",
            Language::JaEasy => "ja-easy",
            Language::En => "en",
            Language::Zh => "zh",
            Language::Pt => "pt",
            Language::Vi => "vi",
            Language::Ko => "ko",
        }
    }

    /// The name in pages (BCP 47).
    pub const fn tag(self) -> &'static str {
        match self {
            Language::Ja | Language::JaEasy => "ja",
            Language::En => "en",
            Language::Zh => "zh-Hans",
            Language::Pt => "pt-BR",
            Language::Vi => "vi",
            Language::Ko => "ko",
        }
    }

    /// All names with commas.
    pub fn names() -> String {
        Self::ALL.map(Self::as_str).join(", ")
    }

    /// What stands between the members of a list.
    pub const fn comma(self) -> &'static str {
        match self {
            Language::Ja | Language::JaEasy | Language::Zh => "、",
            Language::En | Language::Pt | Language::Vi | Language::Ko => ", ",
        }
    }

    /// What stands between two sentences.
    pub(super) const fn gap(self) -> &'static str {
        match self {
            Language::Ja | Language::JaEasy | Language::Zh => "",
            Language::En | Language::Pt | Language::Vi | Language::Ko => " ",
        }
    }

    /// A text with another one in brackets behind it.
    pub(super) fn bracketed(self, text: &str, inside: &str) -> String {
        match self {
            Language::Ja | Language::JaEasy | Language::Zh => format!("{text}（{inside}）"),
            Language::En | Language::Pt | Language::Vi => format!("{text} ({inside})"),
            Language::Ko => format!("{text}({inside})"),
        }
    }

    /// A date as people write it.
    pub fn date(self, date: Date) -> String {
        const ENGLISH: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        const PORTUGUESE: [&str; 12] = [
            "janeiro",
            "fevereiro",
            "março",
            "abril",
            "maio",
            "junho",
            "julho",
            "agosto",
            "setembro",
            "outubro",
            "novembro",
            "dezembro",
        ];
        let (year, month, day) = (date.year(), date.month(), date.day());
        let name =
            |names: [&'static str; 12]| names[usize::from(month.unsigned_abs()).saturating_sub(1).min(11)];
        match self {
            Language::Ja | Language::JaEasy | Language::Zh => format!("{year}年{month}月{day}日"),
            Language::En => format!("{day} {} {year}", name(ENGLISH)),
            Language::Pt => format!("{day} de {} de {year}", name(PORTUGUESE)),
            Language::Vi => format!("ngày {day} tháng {month} năm {year}"),
            Language::Ko => format!("{year}년 {month}월 {day}일"),
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    /// Reads the name used in files; case does not count.
    fn from_str(name: &str) -> Result<Self, UnknownLanguage> {
        let found = Self::ALL.into_iter().find(|l| l.as_str().eq_ignore_ascii_case(name));
        found.ok_or_else(|| UnknownLanguage(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_dates() {
        for language in Language::ALL {
            assert_eq!(language.as_str().parse(), Ok(language));
        }
        assert!("xx".parse::<Language>().is_err());
        let date = jiff::civil::date(2026, 4, 1);
        let all = Language::ALL.map(|l| l.date(date));
        assert_eq!(
            all,
            [
                "2026年4月1日",
                "2026年4月1日",
                "1 April 2026",
                "2026年4月1日",
                "1 de abril de 2026",
                "ngày 1 tháng 4 năm 2026",
                "2026년 4월 1일"
            ]
        );
    }
}
