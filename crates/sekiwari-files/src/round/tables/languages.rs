//! The table of languages in which families are written to.

use super::{CHILD_ID, NOTE, col, need};
use crate::finding::Text;
use crate::table::{Content, TableSpec};

/// `languages`.
pub(crate) static LANGUAGES: TableSpec = TableSpec {
    name: "languages",
    names: &["言語一覧", "通知の言語"],
    required: true,
    columns: &[
        need(CHILD_ID),
        need(col(
            "language",
            &["言語", "通知の言語"],
            Content::List,
            "手紙の言語 (`ja`, `ja-easy`, `en`, `zh`, `pt`, `vi`, `ko`)。空なら `--langs` のとおり",
            "the languages of its letter (`ja`, `ja-easy`, `en`, `zh`, `pt`, `vi`, `ko`); empty = as `--langs` says",
        )),
        NOTE,
    ],
    doc: Text {
        ja: "家庭ごとの手紙の言語 (`letters --languages`)。ない児童は `--langs` のとおり",
        en: "languages of letters, for `letters --languages`; children without a row get theirs as `--langs` says",
    },
};
