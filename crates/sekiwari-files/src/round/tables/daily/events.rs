//! What happens on the day.

use super::{NOTE, col, need};
use crate::finding::Text;
use crate::table::{Content, TableSpec};

/// `events`, beside a round.
pub(crate) static EVENTS: TableSpec = TableSpec {
    name: "events",
    names: &["当日受付", "出来事", "受付"],
    required: true,
    columns: &[
        need(col(
            "event",
            &["出来事", "種類", "受付の種類"],
            Content::Words(&["cancel", "new"]),
            "`cancel` (取消し)、`new` (新しい申込み。申込みの表に行があるもの)",
            "`cancel`, or `new` = a new request, which has its row in the table of requests",
        )),
        need(col(
            "request_id",
            &["申込ID", "申込みID", "申込番号", "受付番号"],
            Content::Id,
            "申込み",
            "the request",
        )),
        NOTE,
    ],
    doc: Text {
        ja: "当日の受付 (`now --events`)。起きた順に一行ずつ",
        en: "what happens on the day, for `now --events`: a row each, in the order in which it happens",
    },
};
