//! Rooms, closed days, holidays, diseases, caps.

use super::{NOTE, SERVICE, SERVICE_WORDS, SITE_ID, about, col, need};
use crate::finding::Text;
use crate::table::{Column, Content, TableSpec};

/// `isolation_rooms`.
pub(crate) static ROOMS: TableSpec = TableSpec {
    name: "isolation_rooms",
    names: &["隔離室", "個室", "保育室"],
    required: false,
    columns: &[
        need(SITE_ID),
        SERVICE,
        need(col("room_id", &["部屋ID", "部屋", "室", "室名"], Content::Id, "部屋の ID", "id of the room")),
        need(col(
            "seats",
            &["定員", "人数"],
            Content::Rank,
            "部屋に入れる人数",
            "children that the room can take",
        )),
        col(
            "kind",
            &["区分", "種類", "部屋の区分", "部屋の種類"],
            Content::Words(&["any", "common", "isolation"]),
            "`any`: どの病気も受け入れる (空のとき)。`common`: 保育室。同室でよい病気 (`mix`) だけ。`isolation`: 隔離室。同室でよい病気は受け入れない",
            "`any` or empty: takes any illness; `common`: the common care room, mixable illnesses only (`mix`); `isolation`: never a mixable one",
        ),
        NOTE,
    ],
    doc: Text {
        ja: "病児・病後児保育の部屋 (保育室と隔離室)。一行に一部屋。どの部屋も一日に、同室でよい病気だけ、または分ける病気一種類だけを受け入れる。行のない事業では病気を分けない",
        en: "the rooms of sick and convalescent care, one a row, common rooms too; each takes on a day either mixable illnesses or one that is kept apart. A service without rooms keeps nothing apart",
    },
};

/// `closures`.
pub(crate) static CLOSURES: TableSpec = TableSpec {
    name: "closures",
    names: &["休業", "休業日", "休園日", "閉所日"],
    required: false,
    columns: &[
        about(SITE_ID, "閉まる施設。空ならすべての施設", "the site that is closed; empty = all sites"),
        Column {
            required: false,
            ..about(
                SERVICE,
                "閉まる事業。空ならすべての事業",
                "the service that is closed; empty = all services",
            )
        },
        need(col("from", &["開始日", "から"], Content::Date, "閉まる最初の日", "first day")),
        col(
            "to",
            &["終了日", "まで"],
            Content::Date,
            "閉まる最後の日。空なら一日だけ",
            "last day; empty = one day",
        ),
        col("reason", &["理由"], Content::Text, "理由 (説明に表示)", "why, for texts"),
        NOTE,
    ],
    doc: Text { ja: "閉まる日 (年末年始など)", en: "closed days" },
};

/// `holidays`.
pub(crate) static HOLIDAYS: TableSpec = TableSpec {
    name: "holidays",
    names: &["祝日", "国民の祝日"],
    required: false,
    columns: &[
        need(col("date", &["日付", "年月日", "国民の祝日・休日月日"], Content::Date, "日付", "date")),
        col(
            "name",
            &["名称", "祝日名", "国民の祝日・休日名称"],
            Content::Text,
            "名称 (読みません)",
            "name, not read",
        ),
    ],
    doc: Text {
        ja: "国民の祝日。なければ、組み込みの表 (2024 年から 2028 年) を使う",
        en: "national holidays; without it the built-in table (2024 to 2028) counts",
    },
};

/// `diseases`.
pub(crate) static DISEASES: TableSpec = TableSpec {
    name: "diseases",
    names: &["病気", "疾病", "病名"],
    required: false,
    columns: &[
        need(col("disease", &["病気", "病名", "疾病"], Content::Id, "病気の名前", "the disease")),
        need(col(
            "handling",
            &["扱い", "対応"],
            Content::Words(&["mix", "separate", "alone", "excluded"]),
            "`mix`: ほかの病気と同室でよい。`separate`: ほかの病気と分ける。`alone`: 一人一部屋。`excluded`: 受け入れない",
            "`mix`: may be with others; `separate`: a room without other diseases; `alone`: a room of its own; `excluded`: not taken",
        )),
        NOTE,
    ],
    doc: Text {
        ja: "病気の扱い。組み込みの表に加わり、同じ名前ならこちらが優先する",
        en: "how diseases are dealt with; added to the built-in table, over which it wins",
    },
};

/// `caps`, where they are no TOML file.
pub(crate) static CAPS: TableSpec = TableSpec {
    name: "caps",
    names: &["利用上限", "上限"],
    required: false,
    columns: &[
        need(col("name", &["名称", "上限名"], Content::Id, "上限の名前", "its name")),
        col(
            "services",
            &["事業"],
            SERVICE_WORDS,
            "数える事業。空ならすべて",
            "services that count; empty = all",
        ),
        col(
            "reasons",
            &["理由", "利用理由"],
            Content::List,
            "数える理由。空ならすべて",
            "reasons that count; empty = all",
        ),
        need(col(
            "per",
            &["期間", "単位"],
            Content::Words(&["week", "month", "period"]),
            "`week`: 週 (月曜から)、`month`: 月、`period`: 募集の期間",
            "week from Monday, calendar month, or the whole period",
        )),
        need(col(
            "days",
            &["日数", "上限日数"],
            Content::Decimal,
            "一人が使える日数 (小数第 1 位まで)",
            "days that one child may use, one decimal",
        )),
        col(
            "half_day",
            &["半日", "半日の日数"],
            Content::Decimal,
            "一日に満たない利用を何日と数えるか。空なら 1",
            "what a use that is no whole day counts; empty = 1",
        ),
    ],
    doc: Text {
        ja: "一人の利用の上限。caps.toml の代わりに表で書くとき (ブックなど)",
        en: "the most that one child may use, where it is not in caps.toml (workbooks)",
    },
};
