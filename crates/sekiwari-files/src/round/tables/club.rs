//! The tables of a round of clubs.

mod children;
mod places;

use super::families::{circumstances, columns};
use super::{CHILD_ID, EVERY_FACILITY, GUARDIANS, HOUSEHOLDS, NOTE, SCORE, TIE, col, need};
use crate::finding::Text;
use crate::table::{Column, Content, TableSpec};

pub(crate) use children::{CHILDREN, WISHES};
pub(crate) use places::{DISTRICTS, FACILITIES, TRANSPORT};

const CLUB_ID: Column = col(
    "facility_id",
    &[
        "施設ID",
        "施設番号",
        "施設コード",
        "クラブID",
        "クラブ番号",
        "クラブコード",
        "クラブ",
        "希望施設",
        "希望施設ID",
        "希望クラブ",
    ],
    Content::Id,
    "クラブの ID",
    "id of the club",
);
const DISTRICT_ID: Column = col(
    "district_id",
    &["地区ID", "地区", "学区", "学区ID", "小学校区", "小学校区ID"],
    Content::Id,
    "地区の ID",
    "id of the district",
);
const SEASON: Column = col(
    "season",
    &["時期", "期間", "季節"],
    Content::Seasons,
    "時期。空なら、名前を挙げた行のないすべての時期",
    "seasons; empty = all of which no other row of the club speaks",
);
const WEEKDAYS: Column = col(
    "weekdays",
    &["曜日", "開所曜日", "利用曜日"],
    Content::Weekdays,
    "曜日。空なら月曜から金曜",
    "weekdays; empty = Monday to Friday",
);

/// `units`.
pub(crate) static UNITS: TableSpec = TableSpec {
    name: "units",
    names: &["支援の単位", "単位", "受入体制", "クラブの体制"],
    required: true,
    columns: &[
        need(CLUB_ID),
        SEASON,
        WEEKDAYS,
        col(
            "rooms",
            &["部屋数", "室数", "部屋", "専用区画数"],
            Content::Count,
            "部屋の数。一つの支援の単位に一部屋。空なら部屋では限らない",
            "rooms, each for one unit; empty = no limit",
        ),
        col(
            "area_m2",
            &["面積", "面積m2", "専用区画の面積", "平米"],
            Content::Decimal,
            "児童のための面積 (m2、小数点以下 2 桁まで)。空なら面積では限らない",
            "area for the children in square metres, at most two decimals; empty = no limit",
        ),
        col(
            "staff",
            &["職員", "職員数"],
            Content::Count,
            "同時にいる職員の数 (放課後児童支援員を含む)。空なら職員では限らない",
            "staff present at a time, qualified ones included; empty = no limit",
        ),
        col(
            "qualified_staff",
            &["支援員", "支援員数", "放課後児童支援員", "放課後児童支援員数", "有資格者"],
            Content::Count,
            "そのうち放課後児童支援員の数。空なら支援員では限らない",
            "qualified staff among them; empty = no limit",
        ),
        col(
            "limit_per_unit",
            &["単位の児童数", "単位の定員", "一単位の児童数"],
            Content::Rank,
            "支援の単位の児童数。空なら club.limit_per_unit など",
            "children of a unit; empty = as in the settings",
        ),
        col(
            "declared_seats",
            &["定員", "受入可能数", "募集人数"],
            Content::Count,
            "クラブの定員。空なら定員では限らない",
            "seats that the club declares; empty = no limit",
        ),
        NOTE,
    ],
    doc: Text {
        ja: "クラブの部屋・面積・職員。曜日や時期で違えば行を分ける。時期を挙げた行は、挙げない行より優先する。行のない曜日・時期は閉所",
        en: "rooms, area and staff of clubs; more rows where weekdays or seasons differ. A row that names seasons wins over one that does not; where no row speaks, the club is closed",
    },
};

/// `enrolled`.
pub(crate) static ENROLLED: TableSpec = TableSpec {
    name: "enrolled",
    names: &["在籍", "在籍児童", "継続児童", "決定済み"],
    required: false,
    columns: &[
        need(CLUB_ID),
        Column {
            doc: Text {
                ja: "時期。空なら、クラブが開くすべての時期",
                en: "seasons; empty = all in which the club opens",
            },
            ..SEASON
        },
        WEEKDAYS,
        need(col(
            "children",
            &["児童数", "人数", "在籍数", "在籍児童数"],
            Content::Count,
            "席がすでに決まっていて、この募集に入らない児童の数",
            "children who have a seat and take no part in the round",
        )),
        NOTE,
    ],
    doc: Text {
        ja: "席がすでに決まっている児童。同じ曜日・時期の行は足し合わせる",
        en: "children who have a seat already; rows for the same days are added up",
    },
};

/// `scores`.
pub(crate) static SCORES: TableSpec = TableSpec {
    name: "scores",
    names: &["点数", "指数", "選考指数"],
    // Required where `club.order` compares them, which only the settings tell.
    required: false,
    columns: &[need(CHILD_ID), Column { doc: EVERY_FACILITY, ..CLUB_ID }, SCORE, TIE, NOTE],
    doc: Text {
        ja: "計算済みの点数。点数規則がなく、club.order に score があれば必須。施設のある行は施設のない行より優先する",
        en: "computed scores, required where club.order holds `score` and there is no rulebook; a row with a facility wins over the row without",
    },
};

/// `circumstances`.
pub(crate) static CIRCUMSTANCES: TableSpec = circumstances(&FACT_COLUMNS);

static FACT_COLUMNS: [Column; 8] = columns(CLUB_ID);

/// The tables a round of clubs is made of.
pub(crate) static ROUND: &[&TableSpec] = &[
    &FACILITIES,
    &UNITS,
    &ENROLLED,
    &DISTRICTS,
    &TRANSPORT,
    &CHILDREN,
    &WISHES,
    &HOUSEHOLDS,
    &SCORES,
    &GUARDIANS,
    &CIRCUMSTANCES,
];
