//! The tables of the official count: what is known of children on the survey day, travel times, and who stays enrolled.

use super::families::{VALID_FROM, VALID_TO};
use super::{CHILD_ID, DISTRICT, FACILITY_ID, NOTE, col, need};
use crate::finding::Text;
use crate::table::{Column, Content, TableSpec};

/// `survey`.
pub(in crate::round) static SURVEY: TableSpec = TableSpec {
    name: "survey",
    names: &["待機調査", "待機児童調査", "調査", "保留児童の状況"],
    required: false,
    columns: &[
        need(Column {
            doc: Text {
                ja: "児童の ID。市外へだけ申し込んだ児童 (状況 elsewhere-...) は、児童の表にない ID でよい",
                en: "id of the child; one that applied only elsewhere (situations elsewhere-...) need not be in the table of children",
            },
            ..CHILD_ID
        }),
        col(
            "situation",
            &["状況", "利用状況", "該当事由", "除外事由"],
            Content::Words(&[
                "municipal-own",
                "enterprise-led",
                "kindergarten-long",
                "licensing",
                "on-leave",
                "specific-place-only",
                "job-search-stopped",
                "transfer",
                "elsewhere-waiting",
                "elsewhere-using",
            ]),
            "調査日の状況。一行に一つ",
            "what is known of it, one a row",
        ),
        col(
            "return_confirmed",
            &["復職の意思", "復職意思", "復職意思の確認", "復職の意思の確認"],
            Content::YesNo,
            "育児休業中のとき、入所したら復職する意思を確認したか。空は確認していない",
            "with on-leave: whether the will to return on entry is confirmed; empty = not confirmed",
        ),
        col(
            "offer_refused",
            &["断った施設", "辞退施設", "案内を断った施設", "案内辞退施設"],
            Content::Id,
            "個別に案内して断られた施設",
            "facility that was offered individually and refused",
        ),
        col(
            "residence",
            &["居住市町村", "居住自治体", "居住地", "住所地"],
            Content::Id,
            "住んでいる市町村。count.municipality と違えば市外在住",
            "municipality it lives in; elsewhere if it differs from count.municipality",
        ),
        col(
            "entry_wished",
            &["入所希望日", "希望入所日", "入園希望日", "利用希望日"],
            Content::Date,
            "入所を希望する日。調査日より後なら待機に数えない",
            "day from which entry is wished; not counted if it is after the survey day",
        ),
        col(
            "reach_minutes",
            &["通園可能時間", "通える時間", "通園可能分"],
            Content::Count,
            "この家庭が無理なく通える時間 (分)。空なら count.reach_minutes",
            "minutes this family can travel without strain; empty = count.reach_minutes",
        ),
        col(
            "care_from",
            &["保育開始時刻", "利用開始時刻"],
            Content::Time,
            "保育が要る時間帯の始まり",
            "beginning of the hours it needs care",
        ),
        col(
            "care_to",
            &["保育終了時刻", "利用終了時刻"],
            Content::Time,
            "保育が要る時間帯の終わり",
            "end of the hours it needs care",
        ),
        col(
            "class",
            &["クラス", "歳児", "歳児クラス", "年齢クラス"],
            Content::Class,
            "市外へだけ申し込んだ児童の歳児クラス",
            "age class of a child that applied only elsewhere",
        ),
        Column {
            doc: Text {
                ja: "市外へだけ申し込んだ児童の地区",
                en: "district of a child that applied only elsewhere",
            },
            ..DISTRICT
        },
        VALID_FROM,
        VALID_TO,
        NOTE,
    ],
    doc: Text {
        ja: "待機児童数の調査。保留児童の状況を、有効な期間とともに一行に一つ。一つの表で 4 月 1 日と 10 月 1 日の両方に使える",
        en: "the survey of waiting children: one situation of a deferred child a row, with the dates between which it holds; one table serves April 1 and October 1",
    },
};

/// `travel`.
pub(in crate::round) static TRAVEL: TableSpec = TableSpec {
    name: "travel",
    names: &["通園時間", "所要時間", "移動時間"],
    required: false,
    columns: &[
        need(CHILD_ID),
        need(FACILITY_ID),
        need(col(
            "minutes",
            &["所要時間", "分", "通園時間", "所要分"],
            Content::Count,
            "いつもの手段での所要時間 (分)",
            "minutes by the means the family uses",
        )),
        NOTE,
    ],
    doc: Text {
        ja: "通園時間。ない組は直線距離から見積もる",
        en: "travel times; pairs without one are estimated from the straight line",
    },
};
