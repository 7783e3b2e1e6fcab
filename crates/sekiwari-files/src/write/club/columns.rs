//! The columns of the tables of a decided club round.

use crate::write::columns::{CHILD, Column, FACILITY, HOUSEHOLD, OutputTable, SEATS, column};

const GRADE: Column = column("grade", "学年", "grade");
const WEEKDAYS: Column =
    column("weekdays", "曜日 (`MTWHFS`、`H` は木曜)", "weekdays (`MTWHFS`, `H` is Thursday)");

/// `allocation.csv` of a club round.
pub const CLUB_ALLOCATION: OutputTable = OutputTable {
    file: "allocation.csv",
    ja: "児童ごとに 1 行、児童の ID 順。",
    en: "One row per child, by child id.",
    columns: &[
        CHILD,
        HOUSEHOLD,
        GRADE,
        column("facility_id", "決まったクラブ。なければ空", "the club it gets; empty if none"),
        column(
            "outcome",
            "`placed` 新たな席、`kept` いまの席のまま、`unplaced` 保留",
            "`placed` = new seat, `kept` = the seat it held, `unplaced`",
        ),
        column(
            "wish_rank",
            "決定に使った希望リストでの順位（一緒に決めるきょうだいは世帯のリスト）。曜日を減らした希望も数える。保留なら空",
            "place in the list it was decided by (the household's where siblings are decided together), wishes for fewer days included; empty if none",
        ),
        column("reason", "理由コード", "reason code"),
        column("weekdays", "利用する曜日。なければ空", "weekdays on which it comes; empty if none"),
        column("season", "申し込んだ利用期間", "seasons it applied for"),
        column("district_id", "児童の学区", "its district"),
        column("route_id", "送迎の路線。使わなければ空", "the route that takes it there; empty if none"),
    ],
};

/// `cutoffs.csv` of a club round.
pub const CLUB_CUTOFFS: OutputTable = OutputTable {
    file: "cutoffs.csv",
    ja: "クラブの開所する曜日ごとに 1 行、クラブ、期間、曜日の順。",
    en: "One row per weekday and season on which a club opens, by club, season and weekday.",
    columns: &[
        FACILITY,
        column("season", "期間", "season"),
        column("weekday", "曜日", "weekday"),
        SEATS,
        column("open", "今回募集する席", "seats open in this round"),
        column(
            "binding",
            "席を決めている制約：`declared` 定員、`area` 面積、`rooms` 部屋、`staff` 職員、`qualified` 支援員",
            "what limits the seats: `declared`, `area`, `rooms`, `staff`, `qualified`",
        ),
        column("held", "申込者が現在持つ席", "seats held by applicants when the round began"),
        column("first_wishes", "第1希望でこの日に来る児童", "children whose first wish needs this day"),
        column(
            "applicants",
            "この日に申し込む児童（順位を問わない）",
            "children who list it on this day at all",
        ),
        column("taken", "埋まった席", "seats taken"),
        column("kept", "そのうち継続", "of these, kept by the child who held them"),
        column("left", "残った席", "seats left empty"),
        column(
            "lowest_grade",
            "新たに決まった児童のうち順位が最下位の児童の学年。いなければ空",
            "grade of the lowest child admitted anew; empty if none was",
        ),
        column("lowest_score", "同じ児童の指数", "its points"),
        Column {
            name: "lowest_tie",
            ja: "同じ児童の同点時の基準（基準ごとに 1 列）",
            en: "its tie keys, one column each",
            per_tie_key: true,
            if_reserved: false,
        },
    ],
};

/// `routes.csv`.
pub const CLUB_ROUTES: OutputTable = OutputTable {
    file: "routes.csv",
    ja: "送迎の路線と曜日ごとに 1 行。",
    en: "One row per route and weekday.",
    columns: &[
        column("route_id", "路線", "the route"),
        column("weekday", "曜日", "weekday"),
        SEATS,
        column("applicants", "この席を要する希望のある児童", "children with a wish that needs it"),
        column("taken", "埋まった席", "seats taken"),
        column("left", "残った席", "seats left empty"),
    ],
};

/// `waitlist.csv` of a club round.
pub const CLUB_WAITLIST: OutputTable = OutputTable {
    file: "waitlist.csv",
    ja: "そのクラブ（または、より多い曜日）のほうが今回の結果より上位になる児童、クラブごとに優先順位の順。",
    en: "Children who would rather come to the club, or on more days, than what they got, per club in the order of priority.",
    columns: &[
        FACILITY,
        column("position", "待ち順（同順位は同じ番号）", "place in the waiting list; equals share a place"),
        CHILD,
        HOUSEHOLD,
        column("wish_rank", "児童自身のリストでの順位", "place in the child's own list"),
        WEEKDAYS,
        column("season", "申し込んだ利用期間", "seasons it applied for"),
        column("full", "席のない日", "days without a seat for it"),
        column("outcome", "児童の今回の結果", "how the child came out of this round"),
    ],
};

/// `reasons.csv` of a club round.
pub const CLUB_REASONS: OutputTable = OutputTable {
    file: "reasons.csv",
    ja: "児童と、結果より上位の希望ごとに 1 行。児童の ID と希望順位の順。",
    en: "One row per child and wish above its outcome, by child id and wish rank.",
    columns: &[
        CHILD,
        HOUSEHOLD,
        column("wish_rank", "児童自身のリストでの順位", "place in the child's own list"),
        FACILITY,
        WEEKDAYS,
        GRADE,
        column("code", "理由コード", "reason code"),
        column("full", "席のない日", "days without a seat for it"),
        column("tightest", "そのうち最も席の足りない日", "of these, the one on which most is missing"),
        column("seats", "その日の席", "seats on that day"),
        column(
            "ahead",
            "その日に、優先順位が同じか上の、他世帯の児童が使った席",
            "seats taken on that day by children of other households with the same or a higher priority",
        ),
        column("position", "このクラブの待ち順", "place in the waiting list of the club"),
        column(
            "score",
            "この児童の指数（優先順位が理由のとき）",
            "points of the child, where priority is the reason",
        ),
        column(
            "lowest_score",
            "その日の最下位の児童の指数（同上）",
            "points of the lowest child on that day, likewise",
        ),
        column(
            "decided_by",
            "決め手：規則の基準、`points`、`tie_1` …、`lottery`、`held`、`equal`",
            "what decided: a key of the rules, `points`, `tie_1` ..., `lottery`, `held`, `equal`",
        ),
        column("text_ja", "説明（日本語）", "the reason in Japanese"),
        column("text_en", "説明（英語）", "the reason in English"),
    ],
};

/// `districts.csv`: how the districts fare.
pub const CLUB_DISTRICTS: OutputTable = OutputTable {
    file: "districts.csv",
    ja: "学区ごとに 1 行、学区の ID 順。学区のない児童がいれば最後に 1 行。",
    en: "One row per district, by id; one more at the end for children of no district, if there are any.",
    columns: &[
        column("district_id", "学区。空は学区のない児童", "the district; empty = children of no district"),
        column("name", "学区の名前", "its name"),
        column("clubs", "学区のクラブの数", "its home clubs"),
        column(
            "seats",
            "そのクラブの席（授業期間の平日で最も少ない日）",
            "their seats, on the weekday of the terms with the fewest",
        ),
        column("children", "申込児童", "children who apply"),
        column("vacation_only", "そのうち長期休業のみ", "of these, in vacations only"),
        column("at_home", "学区のクラブに決まった児童", "at a home club"),
        column("elsewhere", "ほかのクラブに決まった児童", "at another club"),
        column("transported", "そのうち送迎を使う児童", "of these, on a route"),
        column("fewer_days", "曜日を減らして決まった児童", "with a seat on fewer days than asked for"),
        column("refused", "保留の児童", "without a seat"),
        column("refused_vacation_only", "そのうち長期休業のみ", "of these, in vacations only"),
        column("refused_1", "保留の 1 年生", "without a seat, grade 1"),
        column("refused_2", "保留の 2 年生", "grade 2"),
        column("refused_3", "保留の 3 年生", "grade 3"),
        column("refused_4", "保留の 4 年生", "grade 4"),
        column("refused_5", "保留の 5 年生", "grade 5"),
        column("refused_6", "保留の 6 年生", "grade 6"),
    ],
};

/// `reversals.csv`: where the order of priority was not followed.
pub const CLUB_REVERSALS: OutputTable = OutputTable {
    file: "reversals.csv",
    ja: "優先順位に反する希望ごとに 1 行、児童の ID と希望順位の順。そのような希望があるときだけ書く。",
    en: "One row per wish against the order of priority, by child id and wish rank. Only written where there are such wishes.",
    columns: &[
        CHILD,
        column("wish_rank", "児童自身のリストでの順位", "place in the child's own list"),
        FACILITY,
        WEEKDAYS,
        GRADE,
        column(
            "over_child_id",
            "優先順位が下なのに利用する児童のうち最下位。空は席が空いている場合",
            "the lowest of the children who come although they stand lower; empty where seats are free",
        ),
        column("over_grade", "その児童の学年", "its grade"),
        column("decided_by", "両者を分ける基準", "what tells the two apart"),
    ],
};

/// `sufficed.csv`.
pub const CLUB_SUFFICED: OutputTable = OutputTable {
    file: "sufficed.csv",
    ja: "児童の希望するクラブごとに、何があれば足りたか (`sufficed`)。どれも全体を決め直して確かめた結果。個人の指数が分かるので公表しない。",
    en: "Per child and club of its list what would have sufficed (`sufficed`), each decided anew. It tells points of children: do not publish it.",
    columns: &[
        CHILD,
        column(
            "wish_rank",
            "そのクラブの最初の希望の順位。児童全体についての行では空",
            "place of the first line of the club; empty where a row speaks of the child as a whole",
        ),
        column(
            "change",
            "変えたもの: `points` 指数、`seats` 席、`days` 曜日を減らす、`terms` きょうだいの条件、`wish` ほかのクラブ",
            "what was changed: `points`, `seats`, `days` (fewer of them), `terms` (the sibling condition), `wish` (another club)",
        ),
        column(
            "suffices",
            "足りたかどうか（`true`、`false`）",
            "whether it would have sufficed: `true`, `false`",
        ),
        column("more", "あと何点", "so many points more"),
        column(
            "seats",
            "あと何席、どの期間・曜日（`term MT 1; bus-1 1`）",
            "so many seats more, and where (`term MT 1; bus-1 1`)",
        ),
        column(
            "facility_ids",
            "そのとき決まるクラブ（`wish` では決まることのできたクラブすべて）",
            "the club that it then gets; for `wish` all that it could have had",
        ),
        column("weekdays", "そのとき利用する曜日", "weekdays on which it then comes"),
        column("text_ja", "説明（日本語）", "in Japanese"),
        column("text_en", "説明（英語）", "in English"),
    ],
};

/// `needs.csv` of `clubs`.
pub const CLUB_NEEDS: OutputTable = OutputTable {
    file: "needs.csv",
    ja: "足すものがあるクラブ・新しいクラブ・送迎の路線ごとに 1 行。全員が待たずに済む最小の計画。",
    en: "One row per club, new club and route to which something is added: the smallest plan that leaves nobody waiting.",
    columns: &[
        column(
            "kind",
            "`club` 今あるクラブ、`new_club` 学区の新しいクラブ、`route` 路線",
            "`club`, `new_club` in a district, `route`",
        ),
        column("id", "クラブ、学区、または路線", "the club, the district, or the route"),
        column("new_clubs", "新しいクラブ", "new clubs"),
        column("rooms", "部屋", "rooms"),
        column("units", "支援の単位", "units"),
        column("staff", "職員", "staff"),
        column("qualified_staff", "うち支援員", "qualified staff among them"),
        column("transport_seats", "送迎の席", "transport seats"),
        column("declared_seats", "定員の引き上げ", "seats by which the declared number is to be raised"),
    ],
};

/// `shortfalls.csv` of `clubs`.
pub const CLUB_SHORTFALLS: OutputTable = OutputTable {
    file: "shortfalls.csv",
    ja: "全員が最も望むクラブへ行くとしたとき、席の足りない日ごとに 1 行。",
    en: "One row per day on which seats are missing if everybody goes where they would rather go.",
    columns: &[
        FACILITY,
        column("season", "期間", "season"),
        column("weekday", "曜日", "weekday"),
        column("wanted", "必要な席", "seats wanted"),
        column("open", "募集する席", "seats open"),
        column("missing", "足りない席", "seats missing"),
    ],
};

/// `units.csv` of `units`.
pub const CLUB_UNITS: OutputTable = OutputTable {
    file: "units.csv",
    ja: "授業期間に利用する児童ごとに 1 行、クラブ、単位、児童の ID 順。",
    en: "One row per child that comes in terms, by club, unit and child id.",
    columns: &[
        FACILITY,
        column("unit", "支援の単位の番号", "number of the unit"),
        CHILD,
        HOUSEHOLD,
        GRADE,
        WEEKDAYS,
    ],
};

/// The tables of `allocate` for a club round, and of `clubs` and `units`.
pub const CLUB_TABLES: [OutputTable; 11] = [
    CLUB_ALLOCATION,
    CLUB_CUTOFFS,
    CLUB_ROUTES,
    CLUB_WAITLIST,
    CLUB_REASONS,
    CLUB_DISTRICTS,
    CLUB_REVERSALS,
    CLUB_SUFFICED,
    CLUB_NEEDS,
    CLUB_SHORTFALLS,
    CLUB_UNITS,
];
