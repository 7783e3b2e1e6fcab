//! The tables that rulebooks read: guardians with their reasons, and facts about families.

use super::{CHILD_ID, FACILITY_ID, HOUSEHOLD_ID, NOTE, col, need};
use crate::finding::Text;
use crate::table::{Column, Content, TableSpec};
use sekiwari::priority::rulebook::REASONS;

pub(super) const VALID_FROM: Column = col(
    "valid_from",
    &["有効開始日", "開始日", "有効期間開始"],
    Content::Date,
    "この日から有効。空なら前から",
    "first day it holds; empty = since ever",
);
pub(super) const VALID_TO: Column = col(
    "valid_to",
    &["有効終了日", "終了日", "有効期限", "有効期間終了"],
    Content::Date,
    "この日まで有効。空なら終わりなし",
    "last day it holds; empty = for ever",
);

/// `guardians`. Columns between the ids and the dates are the attributes `reason.*` of rulebooks, by their bare names.
pub(in crate::round) static GUARDIANS: TableSpec = TableSpec {
    name: "guardians",
    names: &["保護者", "保護者一覧", "保育の必要性"],
    required: false,
    columns: &[
        need(HOUSEHOLD_ID),
        need(col(
            "guardian_id",
            &["保護者ID", "保護者番号", "保護者"],
            Content::Id,
            "保護者の ID",
            "id of the guardian",
        )),
        need(col(
            "kind",
            &["事由", "保育を必要とする事由", "reason"],
            Content::Words(REASONS),
            "保育を必要とする事由。ほかの列も空なら、事由のない保護者",
            "kind of the reason; with all other columns empty: a guardian without reasons",
        )),
        col("main", &["主たる事由", "主事由"], Content::YesNo, "主たる事由", "the guardian's main reason"),
        col(
            "employment",
            &["就労形態", "雇用形態"],
            Content::Words(&["employee", "owner", "helper", "homework"]),
            "就労の形",
            "form of work",
        ),
        col("sector", &["業種"], Content::Words(&["general", "farm"]), "農業かそれ以外か", "farm or not"),
        col(
            "place",
            &["就労場所", "居宅内外"],
            Content::Words(&["away", "home"]),
            "居宅外か居宅内か",
            "away from home or at home",
        ),
        col(
            "hours_month",
            &["月の時間", "就労時間(月)", "月時間"],
            Content::Decimal,
            "月の時間 (744 まで)",
            "hours a month, at most 744",
        ),
        col(
            "days_month",
            &["月の日数", "就労日数(月)", "月日数"],
            Content::Decimal,
            "月の日数",
            "days a month",
        ),
        col(
            "hours_week",
            &["週の時間", "就労時間(週)", "週時間"],
            Content::Decimal,
            "週の時間",
            "hours a week",
        ),
        col(
            "days_week",
            &["週の日数", "就労日数(週)", "週日数"],
            Content::Decimal,
            "週の日数",
            "days a week",
        ),
        col(
            "hours_day",
            &["一日の時間", "1日の時間", "就労時間(日)", "日時間"],
            Content::Decimal,
            "一日の時間",
            "hours a day",
        ),
        col("income_month", &["月収", "収入(月)"], Content::Decimal, "月収 (円)", "income a month in yen"),
        col("proof", &["証明", "証明書"], Content::YesNo, "証明書類がある", "certified by a document"),
        col(
            "teacher",
            &["保育士", "保育士等"],
            Content::Words(&["in-city", "in-city-offer", "other-city"]),
            "保育士等としての就労",
            "works as a nursery teacher",
        ),
        col(
            "workplace",
            &["勤務先施設", "勤務先施設ID"],
            Content::Id,
            "勤務先の施設の ID (この募集の施設で働く場合)",
            "id of the facility, for guardians who work at one of the round",
        ),
        col(
            "leave",
            &["育休復帰", "復職"],
            Content::YesNo,
            "育児休業からの復職",
            "returns from childcare leave",
        ),
        col("posted_away", &["単身赴任"], Content::YesNo, "単身赴任", "posted away from the family"),
        col(
            "illness",
            &["疾病の状態", "疾病"],
            Content::Words(&["hospital", "bedridden", "rest", "outpatient", "mental", "infectious", "other"]),
            "疾病の状態",
            "state of the illness",
        ),
        col(
            "months",
            &["見込み月数", "月数"],
            Content::Decimal,
            "見込みの月数",
            "expected duration in months",
        ),
        col("visits_week", &["通院回数", "通院回数(週)"], Content::Decimal, "週の通院回数", "visits a week"),
        col(
            "handbook",
            &["手帳", "手帳の種類"],
            Content::Words(&["physical", "intellectual", "mental"]),
            "手帳の種類",
            "kind of the disability handbook",
        ),
        col(
            "grade",
            &["等級", "手帳の等級"],
            Content::Decimal,
            "手帳の等級 (療育手帳は A=1, B=2, C=3)",
            "grade in the handbook; intellectual: A = 1, B = 2, C = 3",
        ),
        col(
            "care_level",
            &["要介護度"],
            Content::Words(&["support-1", "support-2", "care-1", "care-2", "care-3", "care-4", "care-5"]),
            "介護する相手の要介護度",
            "care level of the person cared for",
        ),
        col(
            "care_scope",
            &["介護の程度"],
            Content::Words(&["constant", "partial", "light", "other"]),
            "介護・看護の程度",
            "how much care",
        ),
        col(
            "lives_together",
            &["同居"],
            Content::YesNo,
            "介護する相手と同居",
            "lives with the person cared for",
        ),
        col(
            "event",
            &["出産予定日", "予定日"],
            Content::Date,
            "出産予定日など",
            "expected birth or other event",
        ),
        col("detail", &["区分", "市独自の区分"], Content::Id, "市独自の区分", "a class of the city's own"),
        VALID_FROM,
        VALID_TO,
        NOTE,
    ],
    doc: Text {
        ja: "保護者の事由。点数規則があるときに読む。一行に一つ、同じ保護者に何行でも",
        en: "reasons of the guardians, read where there is a rulebook; one a row, several rows per guardian",
    },
};

/// `circumstances` of nursery rounds.
pub(in crate::round) static CIRCUMSTANCES: TableSpec = circumstances(&COLUMNS);

static COLUMNS: [Column; 8] = columns(Column {
    titles: &["施設ID", "施設番号", "施設コード", "園ID", "園コード"],
    ..FACILITY_ID
});

/// `circumstances` with its columns.
pub(super) const fn circumstances(columns: &'static [Column]) -> TableSpec {
    TableSpec {
        name: "circumstances",
        names: &["世帯の事情", "事情", "調整項目"],
        required: false,
        columns,
        doc: Text {
            ja: "世帯・児童・児童と施設の事実。点数規則があるときに読む。一行に一つ",
            en: "facts about households, children, and children at facilities, read where there is a rulebook; one a row",
        },
    }
}

/// Its columns, with that of the facilities as the programme calls them.
pub(super) const fn columns(facility: Column) -> [Column; 8] {
    [
        Column {
            doc: Text {
                ja: "世帯の ID。世帯の事実に", en: "id of the household, for facts about it"
            },
            ..HOUSEHOLD_ID
        },
        Column {
            doc: Text { ja: "児童の ID。児童の事実に", en: "id of the child, for facts about it" },
            ..CHILD_ID
        },
        Column {
            doc: Text {
                ja: "施設の ID。児童 (または世帯の児童全員) と施設についての事実に",
                en: "id of the facility, for facts about a child (or all children of a household) at it",
            },
            ..facility
        },
        need(col(
            "fact",
            &["事実", "項目", "調整項目"],
            Content::Id,
            "事実の名前 (docs/rulebook.md の一覧、または点数規則の [[fact]])",
            "name of the fact: listed in docs/rulebook.md, or a [[fact]] of the rulebook",
        )),
        col(
            "value",
            &["値", "内容"],
            Content::Text,
            "値。はい・いいえの事実は空なら「はい」",
            "its value; empty = yes for yes-no facts",
        ),
        VALID_FROM,
        VALID_TO,
        NOTE,
    ]
}
