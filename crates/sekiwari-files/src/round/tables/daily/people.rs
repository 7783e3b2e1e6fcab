//! Children, what they used before, and what is asked for now.

use super::{DATE, NOTE, SERVICE, SERVICE_WORDS, SESSION, SITE_ID, about, col, need};
use crate::finding::Text;
use crate::round::tables::{CHILD_ID, HOUSEHOLD_ID, LAT, LON};
use crate::table::{Column, Content, TableSpec};

/// `children`.
pub(crate) static CHILDREN: TableSpec = TableSpec {
    name: "children",
    names: &["児童", "児童一覧", "利用児童"],
    required: true,
    columns: &[
        need(CHILD_ID),
        HOUSEHOLD_ID,
        col(
            "birth_date",
            &["生年月日", "誕生日"],
            Content::Date,
            "生年月日。クラスと学年は利用日の年度から決まる",
            "birth date; class and grade follow from the fiscal year of the date of use",
        ),
        col(
            "class",
            &["クラス", "歳児", "歳児クラス"],
            Content::Class,
            "歳児クラス。生年月日があれば空でよい",
            "age class; may be empty where the birth date is given",
        ),
        col(
            "grade",
            &["学年"],
            Content::Grade,
            "小学生の学年。生年月日があれば空でよい",
            "grade of elementary school; likewise",
        ),
        Column {
            name: "enrolled_facility_id",
            titles: &["在籍施設", "在園施設", "在籍施設ID", "在園施設ID"],
            ..about(
                SITE_ID,
                "在籍する認可施設 (施設の表にあるもの)",
                "the licensed facility where it is enrolled, if it is in the table of facilities",
            )
        },
        col(
            "enrolled",
            &["在籍", "在園"],
            Content::YesNo,
            "認可施設に在籍しているか。空なら在籍施設があれば「はい」",
            "enrolled at a licensed facility; empty = yes where that facility is named",
        ),
        col(
            "registered",
            &["登録", "登録事業"],
            SERVICE_WORDS,
            "登録している事業。いくつかは `;` で区切る。`yes` (はい) ならすべて",
            "services for which it is registered, several with `;`; `yes` = all",
        ),
        col(
            "resident",
            &["市内", "住民", "市内在住"],
            Content::YesNo,
            "市内に住んでいるか。空は「はい」",
            "lives in the city; empty = yes",
        ),
        col(
            "load",
            &["加配", "配慮"],
            Content::Decimal,
            "保育士の数え方での重み (0.1 から 10、小数第 1 位まで)。空なら 1",
            "weight for teachers, 0.1 to 10, one decimal; empty = 1",
        ),
        LAT,
        LON,
        NOTE,
    ],
    doc: Text { ja: "児童。一行に一人", en: "children, one a row" },
};

/// `usage`.
pub(crate) static USAGE: TableSpec = TableSpec {
    name: "usage",
    names: &["利用実績", "実績", "これまでの利用"],
    required: false,
    columns: &[
        need(CHILD_ID),
        SERVICE,
        Column {
            required: false,
            ..about(
                DATE,
                "利用した日。書けば上限にも数える",
                "date of the use, which then counts towards the caps",
            )
        },
        SESSION,
        col(
            "uses",
            &["回数", "利用回数"],
            Content::Rank,
            "利用した回数。日付のある行は 1",
            "number of uses; 1 in a row with a date",
        ),
        col(
            "reason",
            &["利用理由", "理由", "事由"],
            Content::Text,
            "利用の理由。空なら、どの理由の上限にも数える",
            "reason; empty = counts towards the caps of every reason",
        ),
        NOTE,
    ],
    doc: Text {
        ja: "この募集の前の利用。回数の少ない児童が先になり、日付があれば上限にも数える",
        en: "uses before the round: fewer uses come first, and those with a date count towards the caps",
    },
};

const fn yes_no(
    name: &'static str,
    titles: &'static [&'static str],
    ja: &'static str,
    en: &'static str,
) -> Column {
    col(name, titles, Content::YesNo, ja, en)
}

/// `requests`.
pub(crate) static REQUESTS: TableSpec = TableSpec {
    name: "requests",
    names: &["申込", "申込一覧", "利用申込", "予約"],
    required: true,
    columns: &[
        need(col(
            "request_id",
            &["申込ID", "申込番号", "受付番号", "予約番号"],
            Content::Id,
            "申込みの ID",
            "id of the request",
        )),
        need(Column { titles: &["児童ID", "児童番号", "児童コード"], ..CHILD_ID }),
        SERVICE,
        about(DATE, "利用を希望する日。期間の中の日", "date, inside the period"),
        col(
            "alternatives",
            &["代わりの日", "第2希望日", "別の日"],
            Content::Dates,
            "ほかに利用できる日、よい順。`;` で区切る",
            "other dates that would do, best first, `;` between them",
        ),
        SESSION,
        col(
            "reason",
            &["利用理由", "理由", "事由"],
            Content::Text,
            "利用の理由。設定 daily.reasons の言葉 (既定は `urgent` 緊急、`regular` 非定型、`private` 私的)。空ならいちばん後の理由",
            "class of need, a name in daily.reasons (by default `urgent`, `regular`, `private`); empty = the last of them",
        ),
        col(
            "disease",
            &["病名", "病気", "疾病"],
            Content::Id,
            "病児・病後児保育での病名",
            "what the child is ill with, in sick and convalescent care",
        ),
        yes_no(
            "doctor_note",
            &["医師連絡票", "連絡票", "note"],
            "医師の連絡票がある。空は「いいえ」",
            "there is a doctor's note; empty = no",
        ),
        yes_no(
            "both_work",
            &["両親就労", "保護者就労"],
            "利用日に保護者がともに働く。空は「いいえ」",
            "both parents work on the day; empty = no",
        ),
        col(
            "rest_day",
            &["代替休", "代替休の日"],
            Content::Date,
            "代わりに休む平日",
            "the weekday on which the child stays at home in return",
        ),
        col(
            "facility_ids",
            &["希望施設", "希望施設ID", "施設ID", "施設"],
            Content::List,
            "希望する施設の ID、よい順。`;` で区切る",
            "sites that would do, by id, best first, `;` between them",
        ),
        col(
            "together",
            &["同時利用", "きょうだい", "組"],
            Content::Id,
            "同じ言葉を書いた申込みは、同じ施設・日・時間帯に一緒に決まるか、どれも決まらない",
            "requests with the same label come together, to one site, date and session, or not at all",
        ),
        col(
            "requested_at",
            &["受付日時", "申込日時", "受付日"],
            Content::Moment,
            "受け付けた日時",
            "when it was made",
        ),
        col(
            "state",
            &["状態", "受付状態"],
            Content::Words(&["open", "confirmed", "cancelled"]),
            "`open` (これから決める、既定)、`confirmed` (確定済み。最初の施設・最初の日のまま動かさない)、`cancelled` (取消し)",
            "`open` (to be decided, default), `confirmed` (keeps its first site and date), `cancelled`",
        ),
        col(
            "remarks",
            &["備考", "メモ"],
            Content::Text,
            "自由な書き込み (読みません)",
            "free text, not read",
        ),
    ],
    doc: Text {
        ja: "申込み。一人の一回の利用に一行", en: "requests, one row per child and use"
    },
};
