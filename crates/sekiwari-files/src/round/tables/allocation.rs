//! The table of a decision.

use super::{CHILD_ID, FACILITY_ID, HOUSEHOLD_ID, NOTE, col, need};
use crate::finding::Text;
use crate::table::{Column, Content, TableSpec};

/// An allocation to be judged: written by this program, by hand or by another system.
pub(crate) static ALLOCATION: TableSpec = TableSpec {
    name: "allocation",
    names: &["配分", "配分結果", "内定", "選考結果", "利用調整結果"],
    required: true,
    columns: &[
        need(CHILD_ID),
        need(Column {
            doc: Text {
                ja: "席のある施設。空なら席なし",
                en: "the facility it has a seat at; empty if none",
            },
            titles: &[
                "施設ID",
                "施設番号",
                "施設コード",
                "園ID",
                "園コード",
                "内定施設",
                "内定施設ID",
                "決定施設",
            ],
            ..FACILITY_ID
        }),
        HOUSEHOLD_ID,
        col("class", &["クラス", "歳児", "歳児クラス"], Content::Class, "歳児クラス", "age class"),
        col("outcome", &["結果"], Content::Words(&["placed", "kept", "unplaced"]), "結果", "outcome"),
        col(
            "wish_rank",
            &["希望順位"],
            Content::Rank,
            "かなった希望の順位 (一緒に決めるきょうだいは世帯の希望の順位)",
            "rank of the wish it got (of the household's wish where siblings are decided together)",
        ),
        col("grade", &["学年"], Content::Text, "学年 (クラブ)", "grade (clubs)"),
        col(
            "weekdays",
            &["曜日", "利用曜日"],
            Content::Text,
            "利用する曜日 (クラブ)。空なら児童の希望する曜日すべて",
            "weekdays on which it comes (clubs); empty = all that it wants",
        ),
        col(
            "season",
            &["利用期間"],
            Content::Text,
            "利用期間 (クラブ、読みません)",
            "seasons (clubs), not read",
        ),
        col(
            "district_id",
            &["学区"],
            Content::Text,
            "学区 (クラブ、読みません)",
            "district (clubs), not read",
        ),
        col("route_id", &["送迎"], Content::Text, "送迎 (クラブ、読みません)", "route (clubs), not read"),
        col("reason", &["理由"], Content::Text, "理由 (読みません)", "reason, not read"),
        col(
            "seat",
            &["席の種別", "枠の種別"],
            Content::Text,
            "席の種別: `open` (一般枠)、または優先枠の対象。空なら最も有利に読む",
            "kind of seat: `open`, or whom it is reserved for; empty = read in the most favourable way",
        ),
        NOTE,
    ],
    doc: Text { ja: "配分結果。検証のために読む", en: "an allocation, read to be judged" },
};
