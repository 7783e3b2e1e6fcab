//! The chapter on rounds of clubs.

use sekiwari::programme::club::OrderKey;

use super::{keys, titled_table, words};
use crate::club::OVERFLOW;
use crate::finding::Text;
use crate::round::Programme;
use crate::round::tables::club as tables;
use std::fmt::Write as _;

/// What each key of the order compares.
const fn meaning(key: OrderKey) -> Text {
    match key {
        OrderKey::Always => Text {
            ja: "必ず受け入れる児童 (always_admit) が先",
            en: "children who are always admitted first",
        },
        OrderKey::Yearly => Text {
            ja: "授業期間も利用する児童が、長期休業だけの児童より先",
            en: "children who come in terms before those who come in vacations only",
        },
        OrderKey::Continuing => Text {
            ja: "前年度もこのクラブにいた児童が先",
            en: "children who were at this club last year first",
        },
        OrderKey::Home => Text {
            ja: "このクラブを地区のクラブとする児童が先",
            en: "children whose home club it is first",
        },
        OrderKey::FirstGrades => Text {
            ja: "club.first_grades までの学年と障害のある児童が先",
            en: "grades up to club.first_grades, and disabled children, first",
        },
        OrderKey::Disabled => Text { ja: "障害のある児童が先", en: "disabled children first" },
        OrderKey::Sibling => Text {
            ja: "きょうだいがこのクラブにいる (前年度もふくむ) 児童が先",
            en: "children with a sibling at this club, now or last year, first",
        },
        OrderKey::Score => Text {
            ja: "点数の多い児童が先 (scores が必須になる)",
            en: "more points first; makes `scores` required",
        },
        OrderKey::Grade => Text { ja: "下の学年が先", en: "lower grades first" },
    }
}

pub(super) fn chapter(out: &mut String) {
    out.push_str(INTRODUCTION);
    out.push_str("\n## round.toml: [club]\n\n");
    keys(out, Programme::Club.own_keys().iter());
    out.push_str("\n### club.order\n\n| name | 意味 | meaning |\n|---|---|---|\n");
    for &(name, key) in OrderKey::NAMES {
        let doc = meaning(key);
        let _ = writeln!(out, "| `{name}` | {} | {} |", doc.ja, doc.en);
    }
    for spec in tables::ROUND.iter().filter(|spec| spec.name != "guardians") {
        titled_table(out, &format!("clubs: {}", spec.name), spec);
    }
    out.push_str(MAP);
    out.push_str(
        "\n### 選択肢 / Words (clubs)\n\n| column | word | ほかの書き方 / other ways |\n|---|---|---|\n",
    );
    words(out, "accepts_neighbour", OVERFLOW);
}

const INTRODUCTION: &str = "
# 放課後児童クラブの募集 / Rounds of after-school clubs

`programme = \"club\"` の募集です。`[allocate]` と `[priority]` は保育所等の募集と同じです (点数規則も使えます)。`[count]` と \
`[capacity]` はありません。

Rounds with `programme = \"club\"`. `[allocate]` and `[priority]` are those of nursery rounds, rulebooks included; there is \
no `[count]` and no `[capacity]`. The table `guardians` is [that of nursery rounds](#guardians).

- 学年: `3`、`3年`、`3年生`、`小3`。生年月日からも決まる (4 月 1 日生まれは上の学年)。 \
Grades as listed; they also follow from birth dates (born on April 1 counts with the older year).
- 曜日: `MTWHF` (H は木曜、S は土曜)、`月水金`、`月曜日・水曜日`。 Weekdays: letters (H is Thursday, S is Saturday) or kanji.
- 時期: `year` (通年)、`term` (授業期間)、`vacation` (長期休業、長期休業のみ)、`spring` (春休み)、`summer` (夏休み)、`winter` (冬休み)。 \
いくつかは `;` で区切る。 Seasons as listed, several with `;` between them.
- 席は、クラブ・時期・曜日ごとに数える。部屋・職員・支援員の少ない方から決まる単位の数と単位の児童数の積、面積、定員の、いちばん小さい数から、\
決まっている児童 (enrolled) を引く。 Seats are counted for each weekday of each season: the smallest of declared seats, area, and \
children of a unit times the units that rooms, staff and qualified staff allow; less those who are enrolled.
";

const MAP: &str = "
## districts.geojson

地区の区域 (任意)。地区も学校も書かれていない児童の地区を緯度・経度から決め、地区の表に隣の地区が一つもなければ、境界を 50 m 以上共にする \
(または重なる) 地区を隣どうしとします (お知らせ N1431)。属性 `district_id` (なければ名称) が地区の表の ID です。

Areas of the districts, optional: for children with neither district nor school, whose place is given; and, where the table of districts \
names no neighbours at all, districts that share at least 50 m of border (gaps of up to 5 m do not count), or overlap, are neighbours (note N1431). \
The property `district_id` (or else the name) is the id in the table of districts.
";
