//! The table of what was decided by hand.

use super::{CHILD_ID, FACILITY_ID, NOTE, col, need};
use crate::finding::Text;
use crate::table::{Column, Content, TableSpec};

/// `decisions`.
pub(in crate::round) static DECISIONS: TableSpec = TableSpec {
    name: "decisions",
    names: &["個別決定", "手作業の決定", "個別の決定"],
    required: false,
    columns: &[
        need(CHILD_ID),
        Column {
            doc: Text {
                ja: "入所する施設の ID。空なら席なし (辞退・取下げなど)",
                en: "id of the facility whose seat it gets; empty = no seat (a decline, a withdrawal)",
            },
            ..need(FACILITY_ID)
        },
        col("reason", &["理由", "決定理由", "事情"], Content::Text, "決定の理由", "why it was decided so"),
        NOTE,
    ],
    doc: Text {
        ja: "個別の決定。一行に一人。ほかの児童より先に決まっていて、誰にも席を譲らない",
        en: "decisions made by hand, one child a row: settled before anything else, and nobody takes the seat",
    },
};
