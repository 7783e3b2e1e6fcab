//! The tables of a nursery round (and below, of other programmes): names, columns, titles. Reading and the format reference both follow this table.

mod access;
mod allocation;
mod candidates;
mod capacity;
pub(crate) mod club;
pub(crate) mod daily;
mod decisions;
mod families;
mod languages;
mod plan;
mod siblings;
mod survey;

use crate::finding::Text;
use crate::table::{Column, Content, TableSpec};

pub(crate) use access::MINUTES;
pub(crate) use allocation::ALLOCATION;
pub(crate) use candidates::CANDIDATES;
pub(super) use capacity::{DECLARED, ENROLLED, LAST_YEAR, ROOMS, STAFF};
pub(super) use decisions::DECISIONS;
pub(super) use families::{CIRCUMSTANCES, GUARDIANS};
pub(crate) use languages::LANGUAGES;
pub(crate) use plan::{DEMAND, SUPPLY};
pub(super) use siblings::{HOUSEHOLDS, JOINT_WISHES};
pub(super) use survey::{SURVEY, TRAVEL};

const fn col(
    name: &'static str,
    titles: &'static [&'static str],
    content: Content,
    ja: &'static str,
    en: &'static str,
) -> Column {
    Column { name, titles, required: false, numbered: false, content, doc: Text { ja, en } }
}

const fn need(column: Column) -> Column {
    Column { required: true, ..column }
}

const CHILD_ID: Column = col(
    "child_id",
    &["児童ID", "児童番号", "児童コード", "申込番号", "申込者番号"],
    Content::Id,
    "児童の ID",
    "id of the child",
);
const HOUSEHOLD_ID: Column = col(
    "household_id",
    &["世帯ID", "世帯番号", "世帯コード"],
    Content::Id,
    "世帯の ID。空なら児童一人の世帯",
    "id of the household; empty = a household of its own",
);
const FACILITY_ID: Column = col(
    "facility_id",
    &["施設ID", "施設番号", "施設コード", "園ID", "園コード", "希望施設", "希望施設ID"],
    Content::Id,
    "施設の ID",
    "id of the facility",
);
const RANK: Column = col(
    "rank",
    &["希望順位", "順位", "希望順"],
    Content::Rank,
    "希望順位 (1 が最も良い)",
    "rank of the wish, 1 is best",
);
const LAT: Column = col("lat", &["緯度", "latitude"], Content::Degrees, "緯度 (度)", "latitude in degrees");
const LON: Column =
    col("lon", &["経度", "longitude", "lng"], Content::Degrees, "経度 (度)", "longitude in degrees");
const DISTRICT: Column = col(
    "district_id",
    &["地区ID", "地区", "学区", "小学校区"],
    Content::Id,
    "地区の ID",
    "id of the district",
);
const NOTE: Column =
    col("note", &["備考", "メモ"], Content::Text, "自由な書き込み (読みません)", "free text, not read");

/// `facilities`.
pub(super) static FACILITIES: TableSpec = TableSpec {
    name: "facilities",
    names: &["施設", "施設一覧", "保育所", "保育所等"],
    required: true,
    columns: &[
        need(FACILITY_ID),
        col("name", &["名称", "施設名", "園名"], Content::Text, "施設の名称", "name of the facility"),
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
            "partners",
            &["連携施設", "連携施設ID"],
            Content::List,
            "連携施設の ID。どちらの施設の行に書いてもよい",
            "partner facilities, by id; either side may name the other",
        ),
        col(
            "care_kinds",
            &["対応できるケア", "医療的ケア対応", "受入可能なケア"],
            Content::List,
            "対応できる障害・医療的ケアの種類。care_needs と同じ言葉で書く",
            "kinds of care it can give, in the words of care_needs",
        ),
        col(
            "open_from",
            &["開所時刻", "開所時間"],
            Content::Time,
            "開く時刻 (待機児童数の集計で、案内の候補を選ぶときに読む)",
            "opening time, read for the offers of `count`",
        ),
        col(
            "open_to",
            &["閉所時刻", "閉所時間"],
            Content::Time,
            "閉まる時刻 (同上)",
            "closing time, likewise",
        ),
        NOTE,
    ],
    doc: Text { ja: "施設。一行に一施設", en: "facilities, one a row" },
};

/// `children`.
pub(super) static CHILDREN: TableSpec = TableSpec {
    name: "children",
    names: &["児童", "児童一覧", "申込児童", "申込者"],
    required: true,
    columns: &[
        need(CHILD_ID),
        HOUSEHOLD_ID,
        col("birth_date", &["生年月日", "誕生日"], Content::Date, "生年月日", "birth date"),
        col(
            "class",
            &["クラス", "歳児", "歳児クラス", "年齢クラス", "クラス年齢", "クラス歳児"],
            Content::Class,
            "歳児クラス。生年月日があれば空でよい",
            "age class; may be empty where the birth date is given",
        ),
        col(
            "current_facility_id",
            &["現在の施設", "在園施設", "在園施設ID", "現在の施設ID", "転園元施設ID"],
            Content::Id,
            "今の席がある施設。転園の希望がかなわなければそのまま在園する",
            "the facility whose seat it holds and keeps unless it gets a better wish",
        ),
        DISTRICT,
        LAT,
        LON,
        col(
            "leaver_of",
            &["卒園施設", "卒園施設ID", "卒園する施設", "卒園元施設ID"],
            Content::Id,
            "年齢の上限で卒園する小規模保育などの施設",
            "the small-scale facility that it leaves because of its age",
        ),
        col(
            "care_needs",
            &["必要なケア", "医療的ケア", "配慮事項"],
            Content::List,
            "必要な障害・医療的ケアの種類。すべてに対応できる施設にだけ入れる",
            "kinds of care it needs; only facilities that can give all of them are open to it",
        ),
        col(
            "employee_of",
            &["勤務先施設", "勤務先施設ID", "保護者の勤務先施設"],
            Content::Id,
            "保護者が勤める施設 (事業所内保育の従業員枠)",
            "the facility that employs a parent (staff seats of in-house facilities)",
        ),
        col(
            "groups",
            &["区分", "優先区分", "対象区分"],
            Content::List,
            "優先枠の対象となる独自の区分",
            "groups of the city's own that seats are reserved for",
        ),
        col(
            "seat_weight",
            &["使用席数", "席数"],
            Content::Rank,
            "使う席の数。空なら 1",
            "seats that it takes; empty = 1",
        ),
        col(
            "staff_weight",
            &["加配", "必要保育士数", "加配保育士数"],
            Content::Decimal,
            "この児童だけで必要な保育士の数。空なら歳児の基準どおり",
            "teachers that it takes by itself; empty = as its class does",
        ),
        NOTE,
    ],
    doc: Text { ja: "申込児童。一行に一人", en: "applying children, one a row" },
};

/// `wishes`.
pub(super) static WISHES: TableSpec = TableSpec {
    name: "wishes",
    names: &["希望", "希望一覧", "希望施設"],
    required: true,
    columns: &[need(CHILD_ID), need(RANK), need(FACILITY_ID), NOTE],
    doc: Text { ja: "希望。一行に一つ、数の上限なし", en: "wishes, one a row, any number" },
};

/// `seats`.
pub(super) static SEATS: TableSpec = TableSpec {
    name: "seats",
    names: &["受入枠", "募集枠", "受入可能数", "定員"],
    // Required unless other tables tell what they are worked out from.
    required: false,
    columns: &[
        need(FACILITY_ID),
        need(col(
            "class",
            &["クラス", "歳児", "歳児クラス", "年齢クラス", "クラス年齢"],
            Content::Classes,
            "歳児クラス。席を分け合うクラスは 0-1 や 4;5 のように書く",
            "age class, or classes that share the seats",
        )),
        need(col(
            "seats",
            &["受入可能数", "定員", "募集数", "募集人数", "空き", "枠"],
            Content::Count,
            "この募集回の席数。転園を希望する在園児の席は含めない",
            "seats open in this round, without those held by applicants who wish to move",
        )),
        col(
            "reserved_for",
            &["別枠", "優先枠", "優先枠の対象"],
            Content::Text,
            "優先枠の対象。空なら一般の枠。`leavers` (卒園児)、`special-care` (医療的ケア)、`staff` (従業員枠)、`local` (地域枠)、`district:ID;ID` (地区:ID;ID)、または children の groups にある名前",
            "whom the seats are reserved for; empty = open. `leavers`, `special-care`, `staff`, `local`, `district:ID;ID`, or a name in the groups of children",
        ),
        col(
            "reserve_kind",
            &["優先枠の種別", "別枠の種別"],
            Content::Words(&["soft", "hard", "guarantee"]),
            "優先枠の種別。`soft` (優先): 対象の児童が先、余れば全員。`hard` (専用): 余っても空けておく。`guarantee` (保証): クラスのすべての席で対象の児童が先。空なら soft",
            "`soft`: members first, the rest to everybody; `hard`: what is left stays empty; `guarantee`: members come first at all seats of the class. Empty = soft",
        ),
        col(
            "reserve_min_age_days",
            &["優先枠の最低日齢"],
            Content::Count,
            "優先枠の席に入れる最低の日齢 (入所日で数える)",
            "age in days on the entry date from which children can have the reserved seats",
        ),
        NOTE,
    ],
    doc: Text {
        ja: "受入枠。施設とクラスごとに一行、優先枠はその対象ごとにさらに一行。受入申告・職員・室の表のどれもなければ必須",
        en: "seats, one row per facility and class, and one more for each group with reserved seats; required unless declared, staff or rooms tell what they are worked out from",
    },
};

/// `limits`.
pub(super) static LIMITS: TableSpec = TableSpec {
    name: "limits",
    names: &["上限", "施設の上限", "保育士と面積"],
    required: false,
    columns: &[
        need(FACILITY_ID),
        need(col(
            "limit",
            &["上限", "上限名", "上限の名前"],
            Content::Id,
            "何の上限か (保育士、面積など)。同じ施設・同じ名前の行が一つの上限になる",
            "what is limited (teachers, area); rows of one facility and name are one limit",
        )),
        need(col(
            "class",
            &["クラス", "歳児", "歳児クラス", "年齢クラス", "クラス年齢"],
            Content::Classes,
            "歳児クラス。同じ量のクラスは 1-2 や 4;5 のように書く",
            "age class, or classes that take the same",
        )),
        col(
            "weight",
            &["一人あたり", "必要量", "量"],
            Content::Decimal,
            "児童 per 人が使う量。空なら 1",
            "what `per` children take; empty = 1",
        ),
        col(
            "per",
            &["配置基準", "児童数", "何人あたり"],
            Content::Rank,
            "何人で weight を使うか。空なら 1。保育士一人が三人を見るなら 3",
            "how many children take `weight`; empty = 1. One teacher for three children: 3",
        ),
        need(col(
            "capacity",
            &["上限値", "確保量", "使える量"],
            Content::Decimal,
            "この募集回で使える量。転園を希望する在園児の分は含めない。同じ上限の行には同じ値を書く",
            "how much there is in this round, without what applicants who hold a seat take; the same in all rows of a limit",
        )),
        NOTE,
    ],
    doc: Text {
        ja: "クラスをまたぐ施設の上限 (保育士数・面積など)。施設・上限・クラスごとに一行",
        en: "limits over several classes of a facility (teachers, floor area), one row per facility, limit and class",
    },
};

const SCORE: Column = need(col(
    "score",
    &["点数", "指数", "合計点", "合計指数", "選考指数"],
    Content::Decimal,
    "点数 (多いほど優先)",
    "points, more is better",
));
const TIE: Column = Column {
    numbered: true,
    ..col(
        "tie_",
        &["同点", "同点項目", "同点時"],
        Content::Decimal,
        "同点のとき順に比べる値 (小さいほど優先、空は最後)",
        "tie keys compared in order, less is better, empty sorts last",
    )
};
const EVERY_FACILITY: Text = Text {
    ja: "施設の ID。空ならすべての施設",
    en: "id of the facility; empty = at every facility",
};

/// `scores`.
pub(super) static SCORES: TableSpec = TableSpec {
    name: "scores",
    names: &["点数", "指数", "選考指数"],
    // Required unless a rulebook computes them, which only the settings tell.
    required: false,
    columns: &[need(CHILD_ID), Column { doc: EVERY_FACILITY, ..FACILITY_ID }, SCORE, TIE, NOTE],
    doc: Text {
        ja: "計算済みの点数。点数規則 (priority.rulebook) がなければ必須。施設のある行は施設のない行より優先する",
        en: "computed scores, required unless priority.rulebook computes them; a row with a facility wins over the row without",
    },
};

/// The tables a round is made of.
pub(super) static ROUND: &[&TableSpec] = &[
    &FACILITIES,
    &CHILDREN,
    &WISHES,
    &SEATS,
    &SCORES,
    &HOUSEHOLDS,
    &JOINT_WISHES,
    &LIMITS,
    &DECISIONS,
    &DECLARED,
    &STAFF,
    &ROOMS,
    &ENROLLED,
    &LAST_YEAR,
    &GUARDIANS,
    &CIRCUMSTANCES,
    &SURVEY,
    &TRAVEL,
];

/// Tables that tell of the time after the decision. They have no part in the digest of the input, so that an allocation stays
/// that of its round when they are filled in.
pub(super) static AFTERWARDS: &[&TableSpec] = &[&SURVEY, &TRAVEL];
