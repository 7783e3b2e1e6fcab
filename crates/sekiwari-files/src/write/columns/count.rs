//! The columns of the tables of `count` and `plan`.

use super::{CHILD, CHILD_CLASS, FACILITY, HOUSEHOLD, OutputTable, column};

const CODE: super::Column = column(
    "code",
    "数えた除外。`wide-area` は市外在住 (住んでいる市町村で数える)",
    "the exclusion it is counted under; `wide-area` = lives in another municipality, and is counted there",
);
const DISTRICT: super::Column =
    column("district_id", "地区。記入がなければ空", "its district; empty if not stated");

/// `count.csv`.
pub const COUNT: OutputTable = OutputTable {
    file: "count.csv",
    ja: "年齢・地区・行ごとに 1 行。どの年齢・地区でも `applied - seated = deferred = hidden + official`、`hidden` は除外の和。",
    en: "One row per age, district and line. For every age and district `applied - seated = deferred = hidden + official`, and `hidden` is the sum of the exclusions.",
    columns: &[
        column(
            "age",
            "年度初日のクラス年齢：`0`、`1`、`2`、`3`、`4-5`、計の `0-2`、`3-5`、`all`",
            "class on the first day of the fiscal year: `0`, `1`, `2`, `3`, `4-5`, and the sums `0-2`, `3-5`, `all`",
        ),
        column(
            "district_id",
            "地区。`*` は全体、空は地区の記入のない児童",
            "the district; `*` = everybody, empty = children without one",
        ),
        column("line", "集計の行 (下の表)", "the line of the count, see below"),
        column("children", "児童数。不明または秘匿なら空", "the children; empty if not known or kept back"),
        column(
            "status",
            "`shown`、`unknown` 不明、`kept-back` 人数が少ないため、またはその逆算を防ぐため秘匿",
            "`shown`; `unknown`; `kept-back` because it is small or would give away one that is",
        ),
    ],
};

/// `excluded.csv`.
pub const EXCLUDED: OutputTable = OutputTable {
    file: "excluded.csv",
    ja: "保留でも待機児童に数えなかった児童ごとに 1 行、児童の ID 順。",
    en: "One row per deferred child that is not in the official count, by child id.",
    columns: &[
        CHILD,
        HOUSEHOLD,
        CHILD_CLASS,
        DISTRICT,
        CODE,
        column(
            "codes",
            "当たる除外のすべて (空白区切り、設定した順)",
            "every exclusion it meets, in the configured order, blanks between",
        ),
        column(
            "specific_test",
            "「特定の施設のみ」とされた児童について、利用調整後の空きから言えること：`confirmed` 断った施設に通える空きがある、`not-confirmed` 通える空きはあるが断った施設ではない、`no-open-place` 通える空きがない、`untested` 距離が不明",
            "what the seats left say where it is said to wait for certain places only: `confirmed` = a place it refused is open within reach, `not-confirmed` = others are, `no-open-place` = none is, `untested` = distances are not known",
        ),
        column("refused", "断った施設 (空白区切り)", "facilities it refused, blanks between"),
    ],
};

/// `waiting.csv`.
pub const WAITING: OutputTable = OutputTable {
    file: "waiting.csv",
    ja: "待機児童ごとに 1 行、児童の ID 順。",
    en: "One row per child of the official count, by child id.",
    columns: &[
        CHILD,
        HOUSEHOLD,
        CHILD_CLASS,
        DISTRICT,
        column(
            "returning",
            "`yes` 育児休業中で復職の意思を確認済み",
            "`yes` = a parent is on leave and the will to return is confirmed",
        ),
        EXCLUDED.columns[6],
        EXCLUDED.columns[7],
        column(
            "open_places",
            "案内できる空き施設の数 (`offers.csv`、断った施設を除く)",
            "open places that could be offered (`offers.csv`), without refused ones",
        ),
    ],
};

/// `offers.csv`.
pub const OFFERS: OutputTable = OutputTable {
    file: "offers.csv",
    ja: "保留児童と、案内できる空き施設の組ごとに 1 行。待機児童が先、次に点数の高い順、児童ごとに近い順。希望一覧にある施設は、断られたものだけ。",
    en: "One row per deferred child and open place that could be offered to it: children of the official count first, then by points; for each child the nearest place first. Wished places only if they were refused.",
    columns: &[
        column("position", "児童の順番", "place of the child in the order"),
        CHILD,
        HOUSEHOLD,
        CHILD_CLASS,
        column(
            "benefit",
            "入所すると減る数：`official` 待機児童、`hidden` 隠れ待機、`neither` どちらでもない (転園希望、調査日より後の入所希望)",
            "what gets smaller if it accepts: `official`, `hidden`, `neither` (uses a licensed place, or enters later)",
        ),
        FACILITY,
        column("minutes", "所要時間 (分)", "minutes to it"),
        column(
            "metres",
            "直線距離 (m)。位置が不明なら空",
            "straight line in metres; empty without positions",
        ),
        column("left", "そのクラスの空き", "seats open for its class"),
        column("refused", "`yes` すでに案内して断られた", "`yes` = offered before, and refused"),
        column(
            "proposed",
            "`yes` 案：これらをすべて同時に案内しても席が足りる。児童の順に、案内できる児童が最多になるように選ぶ",
            "`yes` = the proposal: all of these can be offered at once. As many children as possible, in their order",
        ),
    ],
};

/// `overlaps.csv`.
pub const OVERLAPS: OutputTable = OutputTable {
    file: "overlaps.csv",
    ja: "除外の組ごとに 1 行：両方に当たる保留児童数。同じ除外の組は、それに当たる保留児童すべて (数えた除外によらない)。",
    en: "One row per pair of exclusions: deferred children who meet both; for a pair of one with itself all who meet it, whatever they are counted under.",
    columns: &[
        column("code", "除外", "an exclusion"),
        column("other", "もう一つの除外 (設定した順で後)", "another, later in the configured order"),
        column("children", "両方に当たる保留児童数", "deferred children who meet both"),
    ],
};

/// The tables of `count`.
pub const COUNT_TABLES: [OutputTable; 5] = [COUNT, EXCLUDED, WAITING, OFFERS, OVERLAPS];

const PLAN_YEAR: super::Column = column("year", "年度", "fiscal year");
const PLAN_DISTRICT: super::Column = column(
    "district_id",
    "地区。`*` は全体、空は地区の記入のないもの",
    "the district; `*` = all together, empty where it is not stated",
);
const PLAN_CATEGORY: super::Column = column(
    "category",
    "認定区分：`1` 1号、`2` 2号、`3-age-0` 3号 0 歳、`3-age-1-2` 3号 1・2 歳",
    "category of certification: `1`, `2`, `3-age-0`, `3-age-1-2`",
);
const PLAN_SEATS: super::Column = column("seats", "年度当初の定員", "seats at the start of the year");
const PLAN_ADDED: super::Column = column("added", "新たに確保する定員", "seats to be added in the year");

/// `plan.csv`.
pub const PLAN: OutputTable = OutputTable {
    file: "plan.csv",
    ja: "年度・地区・認定区分ごとに 1 行。分からない値は空。",
    en: "One row per year, district and category; what is not known is empty.",
    columns: &[
        PLAN_YEAR,
        PLAN_DISTRICT,
        PLAN_CATEGORY,
        column("demand", "量の見込み", "children who will want a place"),
        column(
            "demand_source",
            "`table` 量の見込みの表、`round` 募集の申込と在籍から数えたもの (見込みではない)",
            "`table`; `round` = counted from applicants and enrolled children, which is no forecast",
        ),
        PLAN_SEATS,
        PLAN_ADDED,
        column(
            "difference",
            "過不足：定員 + 新たに確保する定員 - 量の見込み。不足は負",
            "seats + added - demand; what is missing is negative",
        ),
    ],
};

/// `plan_supply.csv`.
pub const PLAN_SUPPLY: OutputTable = OutputTable {
    file: "plan_supply.csv",
    ja: "確保方策の内訳：年度・地区・認定区分・施設種別ごとに 1 行。",
    en: "The supply by kind of facility: one row per year, district, category and kind.",
    columns: &[
        PLAN_YEAR,
        PLAN_DISTRICT,
        PLAN_CATEGORY,
        column("kind", "施設の種別", "kind of facility"),
        PLAN_SEATS,
        PLAN_ADDED,
    ],
};

/// The tables of `plan`.
pub const PLAN_TABLES: [OutputTable; 2] = [PLAN, PLAN_SUPPLY];
