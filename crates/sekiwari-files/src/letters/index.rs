//! What is told of letters beside the letters themselves: `letters.csv`, `letters.json`, and the names of the files.

use crate::write::{Column, OutputTable};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// All letters in one page, to be printed.
pub const LETTERS_PAGE: &str = "letters.html";
/// What was made, for programs.
pub const LETTERS_JSON: &str = "letters.json";

const fn column(name: &'static str, ja: &'static str, en: &'static str) -> Column {
    Column { name, ja, en, per_tie_key: false, if_reserved: false }
}

/// `letters.csv`.
pub const LETTERS: OutputTable = OutputTable {
    file: "letters.csv",
    ja: "手紙ごとに 1 行、児童の ID 順。",
    en: "One row per letter, by child id.",
    columns: &[
        column("child_id", "児童", "the child"),
        column("household_id", "世帯", "its household"),
        column(
            "kind",
            "`offer` 内定 (クラブは利用承認)、`refusal` 保留 (不承認・待機)、`kept` 在園継続 (継続利用)",
            "`offer`, `refusal`, `kept`",
        ),
        column("language", "言語", "the language"),
        column("file", "手紙のあるファイル", "the file it stands in"),
        column("number", "そのファイルの中での順番", "its number in that file"),
    ],
};

/// Whether a file in an output folder is a letter of one child.
pub fn is_letter(name: &str) -> bool {
    let inside = name.strip_prefix("letter-").and_then(|n| n.strip_suffix(".html"));
    inside.is_some_and(|n| {
        n.len() > 6 && n.bytes().take(6).all(|b| b.is_ascii_digit()) && n.as_bytes()[6] == b'-'
    })
}

/// The name of the file of a child: its number keeps names apart, whatever ids are.
pub(super) fn file_name(number: usize, id: &str) -> String {
    let safe = id.chars().take(40).map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' });
    format!("letter-{number:06}-{}.html", safe.collect::<String>())
}

/// What was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LettersJson {
    /// Always `sekiwari`.
    pub engine: String,
    /// The engine's version.
    pub version: String,
    /// SHA-256 of the round that was decided, in hexadecimal.
    pub input_sha256: String,
    /// The round's name.
    pub name: String,
    /// Letters in all.
    pub letters: u32,
    /// Letters by kind: `offer`, `refusal`, `kept`.
    pub by_kind: BTreeMap<String, u32>,
    /// Letters by language.
    pub by_language: BTreeMap<String, u32>,
    /// Whether points are shown.
    pub shows_points: bool,
    /// Languages of letters whose block about appeals nobody confirmed yet.
    pub unconfirmed: Vec<String>,
}
