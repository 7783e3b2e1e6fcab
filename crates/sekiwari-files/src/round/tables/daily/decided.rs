//! The table of a decided round of day services.

use super::{NOTE, SERVICE, SESSION, SITE_ID, about, col, need};
use crate::finding::Text;
use crate::round::tables::{CHILD_ID, HOUSEHOLD_ID};
use crate::table::{Column, Content, TableSpec};

/// An allocation of day services to be judged: written by this program, by hand or by another system.
pub(crate) static ALLOCATION: TableSpec = TableSpec {
    name: "allocation",
    names: &["配分", "配分結果", "決定", "利用決定", "選考結果", "利用調整結果"],
    required: true,
    columns: &[
        need(col(
            "request_id",
            &["申込ID", "申込番号", "受付番号", "予約番号"],
            Content::Id,
            "申込みの ID",
            "id of the request",
        )),
        need(about(SITE_ID, "決まった施設。空なら利用なし", "the site it gets; empty if none")),
        col(
            "date",
            &["日付", "年月日", "利用日"],
            Content::Date,
            "決まった日。空なら申込みの第 1 の日",
            "the date it gets; empty = the first of the request",
        ),
        col(
            "site_service",
            &["受入事業", "施設の事業"],
            Content::Words(&["temporary", "holiday", "sick", "convalescent"]),
            "受け入れる施設の事業。空なら申込みの事業、なければそれを兼ねる事業",
            "the service of the site that takes it; empty = the one asked for, or one that takes it too",
        ),
        col(
            "room_id",
            &["部屋ID", "部屋", "室"],
            Content::Id,
            "部屋 (病気を分ける事業)",
            "the room, where illnesses are kept apart",
        ),
        col(
            "outcome",
            &["結果"],
            Content::Words(&["placed", "kept", "unplaced", "withdrawn"]),
            "結果",
            "outcome",
        ),
        col("wish_rank", &["希望順位"], Content::Rank, "かなった希望の順位", "rank of the wish it got"),
        Column { required: false, titles: &["児童ID", "児童番号", "児童コード"], ..CHILD_ID },
        HOUSEHOLD_ID,
        Column { required: false, ..SERVICE },
        about(SESSION, "時間帯 (読みません)", "when on the day, not read"),
        col("reason", &["理由"], Content::Text, "理由 (読みません)", "reason, not read"),
        NOTE,
    ],
    doc: Text {
        ja: "日単位の保育の決定。検証のために読む",
        en: "an allocation of day services, read to be judged",
    },
};
