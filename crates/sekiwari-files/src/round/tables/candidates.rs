//! The table of candidate sites.

use super::{DISTRICT, LAT, LON, NOTE, col, need};
use crate::finding::Text;
use crate::table::{Column, Content, TableSpec};

const fn seats(
    name: &'static str,
    titles: &'static [&'static str],
    ja: &'static str,
    en: &'static str,
) -> Column {
    col(name, titles, Content::Count, ja, en)
}

/// `candidates`.
pub(crate) static CANDIDATES: TableSpec = TableSpec {
    name: "candidates",
    names: &["候補地", "候補", "整備候補"],
    required: true,
    columns: &[
        need(col(
            "site_id",
            &["候補地ID", "候補ID", "候補地番号"],
            Content::Id,
            "候補地の ID。新しい施設の施設 ID になる",
            "id of the site; a new facility has it as its id",
        )),
        col(
            "size",
            &["規模", "規模の名前", "案"],
            Content::Text,
            "規模の名前。一つの候補地に規模の案がいくつかあれば、案ごとに一行 (選ばれるのは一つ)",
            "name of the size; a site that could be built in several sizes has a row for each, of which one is chosen",
        ),
        col(
            "expands",
            &["増設する施設", "増設する施設ID"],
            Content::Id,
            "今ある施設の増設なら、その facility_id。空なら新設",
            "facility of the round whose seats it adds to; empty = a new facility",
        ),
        col("name", &["名称", "施設名", "候補地名"], Content::Text, "名称", "name"),
        col("kind", &["種別", "施設種別", "施設類型"], Content::Text, "施設の種別", "kind of facility"),
        DISTRICT,
        LAT,
        LON,
        col(
            "min_age_days",
            &["受入最低日齢", "最低日齢", "受入日齢"],
            Content::Count,
            "受け入れる最低の日齢 (入所日で数える)",
            "age in days on the entry date from which children are taken",
        ),
        col(
            "care_kinds",
            &["対応できるケア", "医療的ケア対応", "受入可能なケア"],
            Content::List,
            "対応できる障害・医療的ケアの種類",
            "kinds of care it can give",
        ),
        col(
            "popularity",
            &["人気", "選ばれやすさ"],
            Content::Decimal,
            "選ばれやすさ。1 = 今ある施設の中ほど。空なら 1",
            "how popular it is; 1 = as the facility in the middle of today's; empty = 1",
        ),
        col(
            "standing",
            &["区分", "位置づけ"],
            Content::Words(&["candidate", "required", "forbidden", "decided"]),
            "`candidate` 選んでも選ばなくてもよい (空ならこれ)、`required` 必ず選ぶ、`forbidden` 選ばない、`decided` 整備が決まっている (数にも費用にも入れない)",
            "`candidate` may be chosen (also if empty), `required` must be, `forbidden` must not be, `decided` opens anyway and neither counts nor costs",
        ),
        col(
            "earliest_year",
            &["最も早い開設年度", "開設可能年度"],
            Content::Count,
            "開設できる最も早い年度 (西暦)。年次計画でだけ使う。空ならいつでも",
            "first fiscal year in which it can open, for plans over years; empty = any",
        ),
        col(
            "cost",
            &["費用", "整備費"],
            Content::Count,
            "費用。単位は表の中でそろえる (例: 百万円)。空なら 0",
            "what it costs, in any one unit; empty = 0",
        ),
        col(
            "teachers",
            &["保育士", "必要な保育士", "保育士数"],
            Content::Decimal,
            "必要な保育士 (常勤換算、0.1 人まで)。空なら 0",
            "teachers that it takes (full-time equivalents, one decimal); empty = 0",
        ),
        seats(
            "seats_0",
            &["0歳", "0歳児"],
            "0 歳児クラスの席。空なら受け入れない",
            "seats for class 0; empty = none",
        ),
        seats("seats_1", &["1歳", "1歳児"], "1 歳児クラスの席", "seats for class 1"),
        seats("seats_2", &["2歳", "2歳児"], "2 歳児クラスの席", "seats for class 2"),
        seats("seats_3", &["3歳", "3歳児"], "3 歳児クラスの席", "seats for class 3"),
        seats("seats_4", &["4歳", "4歳児"], "4 歳児クラスの席", "seats for class 4"),
        seats("seats_5", &["5歳", "5歳児"], "5 歳児クラスの席", "seats for class 5"),
        NOTE,
    ],
    doc: Text {
        ja: "候補地 (`site --candidates`)。候補地と規模ごとに一行",
        en: "candidate sites, for `site --candidates`: one row per site and size",
    },
};
