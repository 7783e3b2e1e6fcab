//! The table of all findings, one file per group. Codes are stable: a code is never used again for something else.
//!
//! `01` files and encodings, `02` shape of tables and settings, `03` cell values, `04` references between tables,
//! `05` consistency of the round, `06` rulebooks and other TOML files, `07` circumstances of families and the lottery,
//! `08` what the points look like, `09` seats from staff, rooms and declared numbers, `11` reserved seats and care,
//! `12` decisions made by hand, `13` the survey of waiting children, `14` rounds of clubs, `15` districts on the map,
//! `16` seats of clubs, `17` sites and services of day services, `18` children and requests of day services, `20` scenarios,
//! `21` sweeps, `22` candidate sites, `23` plans over years, `24` access, `25` letters.

pub mod access;
pub mod candidates;
pub mod capacity;
pub mod cells;
pub mod circumstances;
pub mod club_seats;
pub mod clubs;
pub mod consistency;
pub mod daily;
pub mod daily_requests;
pub mod decisions;
pub mod districts;
pub mod files;
pub mod letters;
pub mod points;
pub mod references;
pub mod reserves;
pub mod rulebook;
pub mod scenario;
pub mod shape;
pub mod survey;
pub mod sweep;
pub mod years;

use super::{Kind, Text};

/// All groups in order, with their titles.
pub static GROUPS: &[(Text, &[&Kind])] = &[
    (Text { ja: "01 ファイルと文字コード", en: "01 Files and encodings" }, files::ALL),
    (Text { ja: "02 表と設定の形", en: "02 Shape of tables and settings" }, shape::ALL),
    (Text { ja: "03 セルの値", en: "03 Cell values" }, cells::ALL),
    (Text { ja: "04 表どうしの参照", en: "04 References between tables" }, references::ALL),
    (Text { ja: "05 内容の整合", en: "05 Consistency" }, consistency::ALL),
    (Text { ja: "06 点数規則と基準のファイル", en: "06 Rulebooks and standards" }, rulebook::ALL),
    (Text { ja: "07 世帯の事情と抽選", en: "07 Circumstances and the lottery" }, circumstances::ALL),
    (Text { ja: "08 点数の様子", en: "08 Points" }, points::ALL),
    (Text { ja: "09 受入可能数の算定", en: "09 Seats from staff and rooms" }, capacity::ALL),
    (Text { ja: "11 優先枠とケア", en: "11 Reserved seats and care" }, reserves::ALL),
    (Text { ja: "12 個別の決定", en: "12 Decisions by hand" }, decisions::ALL),
    (Text { ja: "13 待機児童数の集計", en: "13 Count of waiting children" }, survey::ALL),
    (Text { ja: "14 放課後児童クラブの募集", en: "14 Rounds of after-school clubs" }, clubs::ALL),
    (Text { ja: "15 地図上の地区", en: "15 Districts on the map" }, districts::ALL),
    (Text { ja: "16 放課後児童クラブの席", en: "16 Seats of after-school clubs" }, club_seats::ALL),
    (Text { ja: "17 日単位の保育の施設と事業", en: "17 Sites and services of day services" }, daily::ALL),
    (
        Text {
            ja: "18 日単位の保育の児童と申込み", en: "18 Children and requests of day services"
        },
        daily_requests::ALL,
    ),
    (Text { ja: "20 シナリオ", en: "20 Scenarios" }, scenario::ALL),
    (Text { ja: "21 一覧試算", en: "21 Sweeps" }, sweep::ALL),
    (Text { ja: "22 候補地", en: "22 Candidate sites" }, candidates::ALL),
    (Text { ja: "23 年次計画", en: "23 Plans over years" }, years::ALL),
    (Text { ja: "24 通いやすさ", en: "24 Access" }, access::ALL),
    (Text { ja: "25 手紙と様式", en: "25 Letters and their templates" }, letters::ALL),
];

/// The kind of a code, e.g. `E0301`.
#[must_use]
pub fn by_code(code: &str) -> Option<&'static Kind> {
    GROUPS.iter().flat_map(|(_, kinds)| kinds.iter()).copied().find(|k| k.code == code)
}

/// One static per kind, documented by its English title, and the list of the group.
macro_rules! kinds {
    ($($name:ident $code:literal $severity:ident {
        $title_ja:literal $cause_ja:literal $todo_ja:literal
        $title_en:literal $cause_en:literal $todo_en:literal
    })*) => {
        $(
            #[doc = concat!("`", $code, "`: ", $title_en, ". ", $cause_en)]
            pub static $name: $crate::finding::Kind = $crate::finding::Kind {
                code: $code,
                severity: $crate::finding::Severity::$severity,
                title: $crate::finding::Text { ja: $title_ja, en: $title_en },
                cause: $crate::finding::Text { ja: $cause_ja, en: $cause_en },
                todo: $crate::finding::Text { ja: $todo_ja, en: $todo_en },
            };
        )*
        /// Every kind of this group, by code.
        pub(super) static ALL: &[&$crate::finding::Kind] = &[$(&$name),*];
    };
}
use kinds;

#[cfg(test)]
mod tests {
    use super::GROUPS;
    use crate::finding::Severity;
    use std::collections::BTreeSet;

    fn placeholders(text: &str) -> BTreeSet<&str> {
        text.split('{').skip(1).filter_map(|s| s.split_once('}').map(|p| p.0)).collect()
    }

    #[test]
    fn codes_are_unique_ordered_and_match_severity_and_group() {
        let mut numbers = Vec::new();
        for (group, kinds) in GROUPS {
            for k in *kinds {
                let letter = match k.severity {
                    Severity::Error => "E",
                    Severity::Warning => "W",
                    Severity::Note => "N",
                };
                assert!(k.code.starts_with(letter) && k.code.len() == 5, "{}", k.code);
                assert!(group.en.starts_with(&k.code[1..3]), "{} in {}", k.code, group.en);
                numbers.push(&k.code[1..]);
            }
        }
        assert!(numbers.windows(2).all(|w| w[0] < w[1]), "{numbers:?}");
    }

    #[test]
    fn both_languages_say_the_same_with_the_same_arguments() {
        for k in GROUPS.iter().flat_map(|g| g.1) {
            for t in [k.title, k.cause, k.todo] {
                assert!(!t.ja.is_empty() && !t.en.is_empty(), "{}", k.code);
                assert_eq!(placeholders(t.ja), placeholders(t.en), "{}", k.code);
                assert!(!t.en.chars().any(|c| ('\u{3040}'..='\u{30FF}').contains(&c)), "{}", k.code);
            }
        }
    }
}
