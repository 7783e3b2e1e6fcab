//! The tables that seats are worked out from: teachers, rooms, continuing children, declared numbers, last year.

use super::{FACILITY_ID, NOTE, col, need};
use crate::finding::Text;
use crate::table::{Column, Content, TableSpec};

const CLASS_TITLES: &[&str] = &["クラス", "歳児", "歳児クラス", "年齢クラス", "クラス年齢"];

const WHOLE_OR_CLASSES: Column = col(
    "class",
    CLASS_TITLES,
    Content::Classes,
    "歳児クラス (`0-1` のような組も可)。空なら施設全体",
    "age classes (also sets as `0-1`); empty = the whole facility",
);

/// `staff`.
pub(in crate::round) static STAFF: TableSpec = TableSpec {
    name: "staff",
    names: &["職員", "保育士", "職員配置", "保育士数"],
    required: false,
    columns: &[
        need(FACILITY_ID),
        Column {
            doc: Text {
                ja: "受け持つ歳児クラス (`0-1` のような組も可)。空なら施設全体",
                en: "classes they are assigned to (also sets as `0-1`); empty = the whole facility",
            },
            ..WHOLE_OR_CLASSES
        },
        need(col(
            "teachers",
            &["保育士", "保育士数", "職員数", "常勤換算"],
            Content::Decimal,
            "この年度に配置できる保育士 (常勤換算、0.1 人まで)",
            "teachers there will be in this round's classes (full-time equivalents, tenths)",
        )),
        col(
            "nurses",
            &["看護師", "看護師数", "看護師等"],
            Content::Decimal,
            "看護師等 (0.1 人まで)。基準が許す人数まで保育士とみなす",
            "nurses (tenths), counted as teachers as far as the standard allows",
        ),
        NOTE,
    ],
    doc: Text {
        ja: "配置できる保育士。施設 (とクラスの組) ごとに一行",
        en: "teachers, one row per facility (and set of classes)",
    },
};

/// `rooms`.
pub(in crate::round) static ROOMS: TableSpec = TableSpec {
    name: "rooms",
    names: &["室", "部屋", "保育室", "面積"],
    required: false,
    columns: &[
        need(FACILITY_ID),
        col("room_id", &["室名", "部屋", "部屋番号", "室"], Content::Id, "室の名前", "name of the room"),
        need(col(
            "kind",
            &["種別", "室の種別", "室種別"],
            Content::Words(&["infant", "crawling", "room", "yard"]),
            "乳児室 / ほふく室 / 保育室・遊戯室 / 屋外遊戯場",
            "infant room, crawling room, nursery or play room, outdoor play area",
        )),
        need(col(
            "area_m2",
            &["面積", "面積m2", "有効面積", "平米"],
            Content::Decimal,
            "面積 (m2、小数点以下 2 桁まで)",
            "floor area in square metres, at most two decimals",
        )),
        Column {
            doc: Text {
                ja: "使う歳児クラス (`1-2` のような組も可)。空なら基準がその種別に認めるクラスすべて",
                en: "classes that use it (also sets as `1-2`); empty = all that the standard allows for its kind",
            },
            ..WHOLE_OR_CLASSES
        },
        NOTE,
    ],
    doc: Text { ja: "室と面積。一行に一室", en: "rooms with their area, one a row" },
};

/// `enrolled`.
pub(in crate::round) static ENROLLED: TableSpec = TableSpec {
    name: "enrolled",
    names: &["在園児", "在籍", "継続児", "継続児童"],
    required: false,
    columns: &[
        need(FACILITY_ID),
        need(col(
            "class",
            CLASS_TITLES,
            Content::Class,
            "この募集回での歳児クラス (4 月なら進級後)",
            "age class in this round (in April after everybody has moved up)",
        )),
        need(col(
            "children",
            &["児童数", "人数", "在園児数", "継続児数"],
            Content::Count,
            "継続する児童。転園を申し込む児童は含めない (児童の表から数える)",
            "continuing children, without those who apply to move (they are counted from the children)",
        )),
        col(
            "part",
            &["区分", "認定区分"],
            Content::Words(&["care", "education"]),
            "保育部分か教育部分 (1号)。空なら care。教育部分は保育士と面積にだけ数える",
            "care or education (1号); empty = care. Education counts for teachers and area only",
        ),
        col(
            "staff_weight",
            &["配置上の人数", "加配後の人数"],
            Content::Decimal,
            "保育士の配置で数える人数 (加配を含む、0.1 人まで)。空なら児童数",
            "what they weigh on the teachers, in children (tenths); empty = their number",
        ),
        col(
            "seat_weight",
            &["席数", "使う席"],
            Content::Count,
            "使う席の数 (一人で二席使う児童がいるとき)。空なら児童数",
            "seats they take, where some take two; empty = their number",
        ),
        NOTE,
    ],
    doc: Text {
        ja: "継続する児童。施設とクラスごとに一行",
        en: "continuing children, one row per facility and class",
    },
};

/// `declared`.
pub(in crate::round) static DECLARED: TableSpec = TableSpec {
    name: "declared",
    names: &["受入申告", "申告", "園の申告", "受入予定"],
    required: false,
    columns: &[
        need(FACILITY_ID),
        Column {
            content: Content::Class,
            doc: Text {
                ja: "歳児クラス。空なら施設全体 (利用定員の行)",
                en: "age class; empty = the whole facility (the row of its quota)",
            },
            ..WHOLE_OR_CLASSES
        },
        col(
            "seats",
            &["受入人数", "受入予定数", "申告数", "最大受入数"],
            Content::Count,
            "園が受け入れられるとする最大の人数 (継続児を含む)。クラスのある行では必須",
            "the most children the facility says it can take, continuing ones included; required in rows of a class",
        ),
        col(
            "reserved",
            &["取り置き", "優先枠数", "別枠数"],
            Content::Count,
            "この募集回に出さずに取り置く席",
            "seats kept back from this round",
        ),
        col(
            "quota",
            &["利用定員", "定員"],
            Content::Count,
            "利用定員 (施設全体)。クラスが空の行に書く。上限としては使わない",
            "quota (利用定員) of the whole facility, in the row without class; no limit",
        ),
        NOTE,
    ],
    doc: Text {
        ja: "園が申告する受入人数と利用定員。施設とクラスごとに一行",
        en: "what facilities say they can take, and their quota; one row per facility and class",
    },
};

/// `last_year`.
pub(in crate::round) static LAST_YEAR: TableSpec = TableSpec {
    name: "last_year",
    names: &["昨年度", "前年度", "昨年の枠", "前年の枠"],
    required: false,
    columns: &[
        need(FACILITY_ID),
        Column {
            doc: Text {
                ja: "歳児クラス (`0-1` のような組も可)。空なら施設全体 (在籍と定員の行)",
                en: "age classes (also sets); empty = the whole facility (the row of its children and quota)",
            },
            ..WHOLE_OR_CLASSES
        },
        col(
            "seats",
            &["受入可能数", "募集数", "募集人数", "枠"],
            Content::Count,
            "昨年の同じ募集回の席数。クラスのある行では必須",
            "seats offered in the same round last year; required in rows of classes",
        ),
        col(
            "enrolled",
            &["在籍", "在籍数", "在園児数"],
            Content::Count,
            "昨年度の在籍 (施設全体)。クラスが空の行に書く",
            "children enrolled last year, in the row without class",
        ),
        col(
            "quota",
            &["利用定員", "定員"],
            Content::Count,
            "昨年度の利用定員。空なら今年と同じ",
            "last year's quota; empty = this year's",
        ),
        NOTE,
    ],
    doc: Text {
        ja: "昨年の枠。今年の枠と比べるためだけに読む",
        en: "last year's seats, read only to compare",
    },
};
