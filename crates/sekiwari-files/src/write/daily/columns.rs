//! The columns of the tables of a decided round of day services.

use crate::write::columns::{CHILD, Column, HOUSEHOLD, OutputTable, column};

const REQUEST: Column = column("request_id", "申込み", "the request");
const SITE: Column = column("facility_id", "施設", "the site");
const SERVICE: Column = column("service", "事業", "the service");
const DATE: Column = column("date", "日付", "the date");
const RANK: Column = column(
    "wish_rank",
    "申込みのリスト (施設と日の組合せ) での順位",
    "place in the list of the request, over its sites and dates",
);

/// `allocation.csv` of a round of day services.
pub const DAILY_ALLOCATION: OutputTable = OutputTable {
    file: "allocation.csv",
    ja: "申込みごとに 1 行、申込みの ID 順。",
    en: "One row per request, by its id.",
    columns: &[
        REQUEST,
        CHILD,
        HOUSEHOLD,
        column("service", "申し込んだ事業", "the service asked for"),
        column("facility_id", "決まった施設。なければ空", "the site it gets; empty if none"),
        column("date", "決まった日", "the date it gets"),
        column("session", "申し込んだ時間帯", "when on the day, as asked for"),
        column("site_service", "受け入れる施設の事業", "the service of the site that takes it"),
        column(
            "room_id",
            "病気を分ける部屋 (保育室または隔離室)",
            "the room, where illnesses are kept apart",
        ),
        column(
            "outcome",
            "`placed` 決定、`kept` 確定済みのまま、`unplaced` 利用なし、`withdrawn` 取下げ",
            "`placed`, `kept` = as confirmed before, `unplaced`, `withdrawn`",
        ),
        RANK,
        column("reason", "理由コード", "reason code"),
    ],
};

/// `changes.csv` of the desk on the day.
pub const DAILY_CHANGES: OutputTable = OutputTable {
    file: "changes.csv",
    ja: "`now` だけが書きます。当日受付で変わった申込みごとに 1 行、起きた順。`called` の家庭に連絡します。",
    en: "Written by `now` only. One row per request that an event changed, as it happened. Families that are `called` have to be told.",
    columns: &[
        column("event", "当日受付の行 (1 から)", "the event, counted from 1"),
        REQUEST,
        CHILD,
        column(
            "effect",
            "`cancelled` 取消し、`off-the-list` 待ちから外れた、`called` 待ちから繰り上げ、`granted` 新しい申込みが決定、`waits` 待ち",
            "`cancelled`, `off-the-list` = it waited, `called` = it waited and has a place now, `granted` at once, `waits`",
        ),
        column("facility_id", "得た、または空けた施設", "the site it got or gave up"),
        column("date", "その日", "the date"),
        column("session", "申し込んだ時間帯", "when on the day, as asked for"),
        column("site_service", "施設の事業", "the service of the site"),
        column(
            "room_id",
            "病気を分ける部屋 (保育室または隔離室)",
            "the room, where illnesses are kept apart",
        ),
    ],
};

/// `reasons.csv` of a round of day services.
pub const DAILY_REASONS: OutputTable = OutputTable {
    file: "reasons.csv",
    ja: "申込みと、結果より上位の希望 (施設と日) ごとに 1 行。申込みの ID と希望順位の順。",
    en: "One row per request and wish (site and date) above its outcome, by request id and wish rank.",
    columns: &[
        REQUEST,
        CHILD,
        RANK,
        SITE,
        DATE,
        column("code", "理由コード", "reason code"),
        column(
            "impossible",
            "利用できない理由のすべて",
            "everything that stands against it, where it can never be given",
        ),
        column("limit", "足りないもの", "the limit that is full"),
        column("time", "その時間", "when"),
        column(
            "have",
            "ある数 (席、保育士、看護師、部屋、残り日数)",
            "what there is: seats, teachers, nurses, rooms, days left",
        ),
        column("taken", "ほかの児童が使う数", "what the others need of it"),
        column("needed", "この申込みを受けると要る数", "what would be needed with the request"),
        column(
            "ahead",
            "その時間にいる、先の順番の児童",
            "children there then who come earlier in the order",
        ),
        column(
            "decided_by",
            "先の順番との違い：順序の項目、`confirmed`、`lottery`",
            "what put them first: a key of the order, `confirmed`, `lottery`",
        ),
        column("text_ja", "説明（日本語）", "the reason in Japanese"),
        column("text_en", "説明（英語）", "the reason in English"),
    ],
};

/// `waitlist.csv` of a round of day services.
pub const DAILY_WAITLIST: OutputTable = OutputTable {
    file: "waitlist.csv",
    ja: "施設・事業・日ごとに、空きを待つ申込み。順番の順。何が一つ空けば入れるかを示す。",
    en: "Requests that wait for a place, by site, service and date, in the order of the rule; with what would have to come free.",
    columns: &[
        SITE,
        SERVICE,
        DATE,
        column("position", "待ち順", "place in the waiting list"),
        REQUEST,
        CHILD,
        RANK,
        column("lacks", "足りないもの", "what is short"),
        column(
            "one_more",
            "どれか一つが一つ空けば入れるもの。空なら二つ以上が要る",
            "of which one more would do, any of these; empty where several are needed at once",
        ),
    ],
};

/// `openings.csv`: the calendar.
pub const DAILY_OPENINGS: OutputTable = OutputTable {
    file: "openings.csv",
    ja: "施設・事業・日・時間帯ごとに 1 行。",
    en: "One row per site, service, date and time of the day on which it is open.",
    columns: &[
        SITE,
        SERVICE,
        DATE,
        column("time", "時間", "from when to when"),
        column("children", "利用する児童", "children there"),
        column("class_0", "そのうち 0 歳児", "of these in class 0"),
        column("class_1_2", "1・2 歳児", "classes 1 and 2"),
        column("class_3_5", "3 歳以上児", "classes 3 to 5"),
        column("school", "小学生", "school children"),
        column(
            "seats",
            "定員 (空いた通常の席を含む)。上限がなければ空",
            "seats, freed ones among them; empty = no limit",
        ),
        column(
            "freed",
            "そのうち、代わりに休む児童の席",
            "of these, left by children who stay at home in return for holiday care",
        ),
        column("left", "残った席", "seats left"),
        column("class_seats", "クラス別の席と児童", "seats by classes, and children in them"),
        column("teachers", "保育士", "teachers present"),
        column("teachers_needed", "必要な保育士", "teachers needed"),
        column("nurses", "看護師", "nurses present"),
        column("nurses_needed", "必要な看護師", "nurses needed"),
        column(
            "rooms",
            "病気を分ける部屋 (保育室を含む)",
            "rooms that keep illnesses apart, common ones among them",
        ),
        column("rooms_used", "その日に使う部屋", "of these used on the date"),
        column(
            "isolation_rooms",
            "そのうち隔離室 (部屋の区分がない施設では空)",
            "of the rooms, isolation rooms; empty where rooms have no kind",
        ),
        column("isolation_rooms_used", "その日に使う隔離室", "of these used on the date"),
        column(
            "refused",
            "ここを希望したが利用できない児童",
            "children refused who list this time and place",
        ),
        column("refused_first", "そのうち第 1 希望", "of these, as the first wish"),
        column("binding", "最も多くの児童を止めているもの", "the limit that stands against most of them"),
    ],
};

/// `unmet.csv`: what was asked for and not given.
pub const DAILY_UNMET: OutputTable = OutputTable {
    file: "unmet.csv",
    ja: "事業と主な理由ごとに 1 行。",
    en: "One row per service and main reason.",
    columns: &[
        SERVICE,
        column("code", "理由コード", "reason code"),
        column("child_days", "利用できない延べ児童数", "child-days refused"),
        column("children", "その児童の実人数", "different children among them"),
        column("text_ja", "理由（日本語）", "the reason in Japanese"),
        column("text_en", "理由（英語）", "the reason in English"),
    ],
};

/// `cap_use.csv`: how much of the caps is used.
pub const DAILY_CAP_USE: OutputTable = OutputTable {
    file: "cap_use.csv",
    ja: "上限・児童・週や月ごとに 1 行。上限があるときだけ書く。",
    en: "One row per cap, child and week or month. Only written where there are caps.",
    columns: &[
        column("cap", "上限", "the cap"),
        CHILD,
        column(
            "bucket",
            "週 (その月曜日)、月、期間なら空",
            "the week (by its Monday) or the month; empty for the period",
        ),
        column("before", "この募集より前の日数", "days before the round"),
        column("given", "今回決まった日数", "days given"),
        column("refused", "申し込んで利用できない日数", "days asked for and refused"),
        column("most", "上限の日数", "the most"),
    ],
};

/// The tables of `allocate` for a round of day services.
pub const DAILY_TABLES: [OutputTable; 7] = [
    DAILY_ALLOCATION,
    DAILY_REASONS,
    DAILY_WAITLIST,
    DAILY_OPENINGS,
    DAILY_UNMET,
    DAILY_CAP_USE,
    DAILY_CHANGES,
];
