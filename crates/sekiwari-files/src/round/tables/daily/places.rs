//! Sites, what they offer, and dates that differ.

use super::{DATE, NOTE, SERVICE, SERVICE_WORDS, SESSION, SITE_ID, col, need};
use crate::finding::Text;
use crate::round::tables::{DISTRICT, LAT, LON};
use crate::table::{Column, Content, TableSpec};

/// `facilities`.
pub(crate) static FACILITIES: TableSpec = TableSpec {
    name: "facilities",
    names: &["施設", "施設一覧"],
    required: true,
    columns: &[
        need(SITE_ID),
        col("name", &["名称", "施設名", "園名"], Content::Text, "施設の名称", "name of the site"),
        col("kind", &["種別", "施設種別"], Content::Text, "種別 (読みません)", "kind of site, not read"),
        DISTRICT,
        LAT,
        LON,
        NOTE,
    ],
    doc: Text {
        ja: "施設。一行に一つ。児童が在籍するだけの施設も書ける",
        en: "sites, one a row; also facilities where children are enrolled and that offer nothing",
    },
};

const TEACHERS: Column = col(
    "teachers",
    &["保育士", "保育士数", "職員数"],
    Content::Count,
    "同時にいる保育士の数。空なら保育士では限らない",
    "teachers present; empty = no limit",
);
const NURSES: Column = col(
    "nurses",
    &["看護師", "看護師数"],
    Content::Count,
    "同時にいる看護師の数。空なら看護師では限らない",
    "nurses present; empty = no limit",
);
const fn yes_no(
    name: &'static str,
    titles: &'static [&'static str],
    ja: &'static str,
    en: &'static str,
) -> Column {
    col(name, titles, Content::YesNo, ja, en)
}

/// `services`.
pub(crate) static SERVICES: TableSpec = TableSpec {
    name: "services",
    names: &["事業", "事業一覧", "実施事業"],
    // Without it the offers follow from the sessions.
    required: false,
    columns: &[
        need(SITE_ID),
        SERVICE,
        col(
            "also",
            &["受け入れる事業", "ほかに受け入れる事業"],
            SERVICE_WORDS,
            "この事業でほかに受け入れる申込みの事業。いくつかは `;` で区切る",
            "services whose requests it takes as well, several with `;` between them",
        ),
        col(
            "days",
            &["曜日", "実施曜日", "開所曜日"],
            Content::Weekdays,
            "開く曜日 (`U` は日曜)。空なら月曜から金曜、休日保育は日曜。`none` (なし) なら sessions に行のある日だけ",
            "weekdays (`U` is Sunday); empty = Monday to Friday, holiday care Sunday; `none` = only on dates with a row in sessions",
        ),
        yes_no(
            "on_holidays",
            &["祝日", "祝日実施", "祝日に開く"],
            "国民の祝日にも開くか。空なら、休日保育はどの曜日の祝日にも開き、ほかは開かない",
            "open on national holidays; empty = holiday care on every one whatever the weekday, others not",
        ),
        col(
            "open_from",
            &["開所時刻", "開始時刻"],
            Content::Time,
            "開く時刻。空なら一日の始まり",
            "opening time; empty = start of the day",
        ),
        col(
            "open_to",
            &["閉所時刻", "終了時刻"],
            Content::Time,
            "閉まる時刻。空なら一日の終わり",
            "closing time; empty = end of the day",
        ),
        col(
            "short_days",
            &["短縮曜日", "短縮する曜日"],
            Content::Weekdays,
            "早く閉まる曜日",
            "weekdays on which it closes early",
        ),
        col(
            "short_to",
            &["短縮閉所時刻", "短縮日の閉所時刻"],
            Content::Time,
            "その日の閉まる時刻",
            "when it closes on them",
        ),
        col(
            "seats",
            &["定員", "受入人数", "利用定員"],
            Content::Seats,
            "同時に受け入れる人数。クラスごとなら `0:3;1-2:6;3-5:10`。空なら定員では限らない",
            "children at a time; by classes as in `0:3;1-2:6;3-5:10`; empty = no such limit",
        ),
        TEACHERS,
        NURSES,
        col(
            "per_nurse",
            &["看護師一人あたり", "看護師配置"],
            Content::Rank,
            "看護師一人が見る児童の数。空なら 10",
            "children to a nurse; empty = 10",
        ),
        col(
            "teacher_ratio",
            &["配置基準", "保育士配置"],
            Content::Text,
            "保育士一人が見る児童の数。`national` (国の基準、0 歳 3・1、2 歳 6・3 歳 15・4 歳以上 25)、`3` (全員同じ)、`0:3;1-2:6` のように書く。空なら一時預かりと休日保育は国の基準、病児・病後児保育は 3",
            "children to a teacher: `national` (0: 3, 1-2: 6, 3: 15, 4 and older: 25), one number for all, or by classes as in `0:3;1-2:6`; empty = national for temporary and holiday care, 3 for sick and convalescent care",
        ),
        col(
            "rounding",
            &["端数", "端数処理"],
            Content::Words(&["cut", "per-band"]),
            "必要な保育士の数え方。`cut`: 商の小数第 2 位を切り捨てて足し、四捨五入 (既定)。`per-band`: 年齢の組ごとに切り上げ",
            "`cut`: quotients are cut after the first decimal, added up and rounded (default); `per-band`: rounded up in every group of ages",
        ),
        col(
            "minimum_teachers",
            &["最低保育士数", "最低職員数"],
            Content::Count,
            "児童がいる間、最低限いる保育士の数。空なら一時預かりと休日保育は 2、病児・病後児保育は 1",
            "never fewer teachers while there are children; empty = 2 for temporary and holiday care, 1 for sick and convalescent care",
        ),
        col(
            "min_age_days",
            &["受入最低日齢", "最低日齢"],
            Content::Count,
            "受け入れる最低の日齢 (利用日で数える)",
            "age in days on the date of use from which children are taken",
        ),
        col(
            "classes",
            &["対象クラス", "対象年齢", "対象"],
            Content::AllClasses,
            "受け入れるクラスと学年 (`0-5;小1-3`)。空ならすべて",
            "classes and grades that are taken, as in `0-5;grade 1-3`; empty = all",
        ),
        yes_no(
            "enrolled",
            &["在園児", "在籍"],
            "はい: 認可施設に在籍する児童だけ。いいえ: 在籍しない児童だけ。空: 問わない",
            "yes = only children enrolled at a licensed facility; no = only others; empty = both",
        ),
        yes_no(
            "own_only",
            &["自園児のみ", "自園のみ"],
            "この施設に在籍する児童だけ。空は「いいえ」",
            "only children enrolled at this site; empty = no",
        ),
        yes_no(
            "registered",
            &["要登録", "登録制"],
            "この事業に登録した児童だけ。空は「いいえ」",
            "only children registered for the service; empty = no",
        ),
        yes_no(
            "resident",
            &["市内のみ", "住民のみ"],
            "市内に住む児童だけ。空は「いいえ」",
            "only residents; empty = no",
        ),
        yes_no(
            "both_work",
            &["両親就労", "保護者就労"],
            "利用日に保護者がともに働く場合だけ。空は「いいえ」",
            "only where both parents work on the day; empty = no",
        ),
        yes_no(
            "rest_day",
            &["代替休", "要代替休"],
            "平日に代わりの休みを取る場合だけ (申込みの rest_day)。空は「いいえ」",
            "only with a weekday off in return (`rest_day` of the request); empty = no",
        ),
        yes_no(
            "doctor_note",
            &["医師連絡票", "要医師連絡票", "note"],
            "医師の連絡票がある場合だけ。空は「いいえ」",
            "only with a doctor's note; empty = no",
        ),
        yes_no(
            "same_disease_may_share",
            &["同じ病気は同室可", "同室可"],
            "隔離する病気でも、同じ病気どうしは同じ部屋でよい。空は「はい」",
            "children with the same separated disease may share a room; empty = yes",
        ),
        yes_no(
            "spare",
            &["余裕活用", "余裕活用型"],
            "その日に空いた通常の席を使う (余裕活用型)。代替休で休む在園児の席が一つ空く。空は「いいえ」",
            "its seats are regular ones that are free on the day: an enrolled child's day off frees one; empty = no",
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
        ja: "施設が実施する事業。施設と事業ごとに一行。なければ sessions の行だけから決まる",
        en: "what the sites offer, one row per site and service; without it the offers follow from the sessions alone",
    },
};

/// `sessions`.
pub(crate) static SESSIONS: TableSpec = TableSpec {
    name: "sessions",
    names: &["開設", "開設日", "実施日", "日別定員"],
    required: false,
    columns: &[
        need(SITE_ID),
        SERVICE,
        DATE,
        SESSION,
        col(
            "classes",
            &["対象クラス", "クラス", "対象年齢"],
            Content::AllClasses,
            "seats がどのクラスの席か。空なら全員の席",
            "whose seats they are; empty = everybody's",
        ),
        col(
            "seats",
            &["定員", "受入人数"],
            Content::Count,
            "席数。0 なら開かない。空なら services のとおり",
            "seats; 0 = closed; empty = as in services",
        ),
        Column {
            doc: Text {
                ja: "保育士の数。空なら services のとおり",
                en: "teachers present; empty = as in services",
            },
            ..TEACHERS
        },
        Column {
            doc: Text {
                ja: "看護師の数。空なら services のとおり",
                en: "nurses present; empty = as in services",
            },
            ..NURSES
        },
        NOTE,
    ],
    doc: Text {
        ja: "普段と違う日。その日、その時間帯はこの行の数になる。services がなければ、ここに行のある日だけ開く",
        en: "dates that differ: the numbers of the row count on that date in its session; without services, sites are open on these dates only",
    },
};
