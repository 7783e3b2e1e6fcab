//! What families with several children accept.

use super::{CHILD_ID, FACILITY_ID, HOUSEHOLD_ID, NOTE, RANK, col, need};
use crate::finding::Text;
use crate::table::{Column, Content, TableSpec};

/// `households`.
pub(crate) static HOUSEHOLDS: TableSpec = TableSpec {
    name: "households",
    names: &["世帯", "世帯一覧", "きょうだい条件", "兄弟条件"],
    required: false,
    columns: &[
        need(HOUSEHOLD_ID),
        need(col(
            "joint",
            &["同時入所", "きょうだい条件", "同時入所条件"],
            Content::Words(&["same-facility", "same-round", "independent"]),
            "同じ施設に同時 / 同時 (施設は別でも可) / 別々でも可",
            "together at one facility, together in this round, or independent",
        )),
        col(
            "single_fallback",
            &["一人入所", "一人だけの入所", "単独入所"],
            Content::Words(&["none", "elder", "younger", "either", "elder-else-younger"]),
            "全員が無理なとき誰なら入所するか。空は、同時入所なら none、別々可なら either",
            "who may enter where not all can; empty = none for together, either for independent",
        ),
        col(
            "prefer",
            &["優先", "優先する条件"],
            Content::Words(&["together-first", "wish-order"]),
            "同じ施設が先か希望順位が先か。空は together-first",
            "one facility first, or wish ranks first; empty = together-first",
        ),
        NOTE,
    ],
    doc: Text {
        ja: "きょうだい条件。複数の児童が申し込む世帯だけ",
        en: "sibling conditions, only of households with several applying children",
    },
};

/// `joint_wishes`.
pub(in crate::round) static JOINT_WISHES: TableSpec = TableSpec {
    name: "joint_wishes",
    names: &["世帯の希望", "世帯希望", "きょうだい希望"],
    required: false,
    columns: &[
        need(HOUSEHOLD_ID),
        need(RANK),
        need(CHILD_ID),
        need(Column {
            doc: Text {
                ja: "施設の ID。空ならこの児童は入所しない",
                en: "id of the facility; empty = this child gets none",
            },
            ..FACILITY_ID
        }),
        NOTE,
    ],
    doc: Text {
        ja: "世帯が自分で並べた組合せ。順位と児童ごとに一行。この世帯ではきょうだい条件と個別の希望の代わりになる",
        en: "a household's own ranked combinations, one row per rank and child; replaces its condition and own wishes",
    },
};
