//! The tables of the plan: demand and supply by district and year.

use super::{DISTRICT, NOTE, col, need};
use crate::finding::Text;
use crate::table::{Column, Content, TableSpec};

const YEAR: Column = need(col("year", &["年度", "西暦年度"], Content::Count, "年度 (西暦)", "fiscal year"));
const CATEGORY: Column = need(col(
    "category",
    &["認定区分", "区分", "認定"],
    Content::Words(&["1", "2", "3-age-0", "3-age-1-2"]),
    "認定区分",
    "category of certification",
));

/// `demand`.
pub(crate) static DEMAND: TableSpec = TableSpec {
    name: "demand",
    names: &["量の見込み", "需要", "ニーズ量"],
    required: true,
    columns: &[
        YEAR,
        DISTRICT,
        CATEGORY,
        need(col(
            "children",
            &["量の見込み", "見込み", "児童数", "人数"],
            Content::Count,
            "利用を希望すると見込む児童数",
            "children who are expected to want a place",
        )),
        NOTE,
    ],
    doc: Text {
        ja: "量の見込み (`plan --demand`)。年度・地区・認定区分ごとに一行",
        en: "demand, for `plan --demand`: one row per year, district and category",
    },
};

/// `supply`.
pub(crate) static SUPPLY: TableSpec = TableSpec {
    name: "supply",
    names: &["確保方策", "供給", "提供体制"],
    required: true,
    columns: &[
        YEAR,
        DISTRICT,
        CATEGORY,
        col("kind", &["種別", "施設種別", "施設類型"], Content::Text, "施設の種別", "kind of facility"),
        need(col(
            "seats",
            &["年度当初の定員", "年度当初定員", "定員", "確保数"],
            Content::Count,
            "年度当初の定員",
            "seats at the start of the year",
        )),
        col(
            "added",
            &["確保する定員", "新たに確保する定員", "増員", "整備数"],
            Content::Count,
            "年度中に新たに確保する定員。空なら 0",
            "seats to be added in the year; empty = 0",
        ),
        NOTE,
    ],
    doc: Text {
        ja: "確保方策 (`plan --supply`)。年度・地区・認定区分・施設種別ごとに一行",
        en: "supply, for `plan --supply`: one row per year, district, category and kind of facility",
    },
};
