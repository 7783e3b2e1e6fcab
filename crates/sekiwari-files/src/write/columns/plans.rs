//! The columns of the tables of `restore`, `frontier`, `worth` and `sufficed`.

use super::{CHILD, FACILITY, OutputTable, POOL_CLASS, SEATS, column};

/// `restore.csv`.
pub const RESTORE: OutputTable = OutputTable {
    file: "restore.csv",
    ja: "案と席の枠ごとに 1 行。どの案でも、優先順位に反する世帯のない配分ができる。",
    en: "One row per way and pool. With each way an allocation without blocking households exists.",
    columns: &[
        column("way", "案の番号。入所児童の多い順", "number of the way, most children seated first"),
        FACILITY,
        POOL_CLASS,
        SEATS,
        column("extra", "増やす席", "seats to be added"),
        column("added", "この案で増やす席の合計", "seats added by this way in all"),
        column("seated", "この案での入所児童数", "children seated with this way"),
    ],
};

/// `frontier.csv`.
pub const FRONTIER: OutputTable = OutputTable {
    file: "frontier.csv",
    ja: "許す世帯数ごとに 1 行。見つけた配分は独立に検証済み。",
    en: "One row per number of households that may block. What was found is judged independently.",
    columns: &[
        column("blocking_max", "優先順位に反してよい世帯の数", "households that may block at most"),
        column("seated", "見つけた配分の入所児童数", "children seated by the best allocation found"),
        column("blocking", "その配分で優先順位に反する世帯", "households that block in it"),
        column("seated_max", "これを超えることはない（証明済み）", "no allocation seats more (proven)"),
        column("bound", "上限の根拠", "what proves it"),
    ],
};

/// `sufficed.csv`.
pub(in crate::write) const SUFFICED: OutputTable = OutputTable {
    file: "sufficed.csv",
    ja: "児童の希望ごとに、何があれば足りたか（席があれば、指数があれば）。どれも全体を決め直して確かめた結果。個人の指数が分かるので公表しない。",
    en: "Per child and wish what would have sufficed, each decided anew. It tells points of children: do not publish it.",
    columns: &[
        CHILD,
        column(
            "wish_rank",
            "希望順位。児童全体についての行では空",
            "place of the wish; empty where a row speaks of the child as a whole",
        ),
        column(
            "change",
            "変えたもの: `points` 指数、`seats` 席、`terms` きょうだいの条件、`wish` ほかの希望",
            "what was changed: `points`, `seats`, `terms` (the sibling condition), `wish` (another wish)",
        ),
        column(
            "suffices",
            "足りたかどうか（`true`、`false`）",
            "whether it would have sufficed: `true`, `false`",
        ),
        column("more", "あと何点、何席", "so many points, or seats, more"),
        column(
            "facility_ids",
            "そのとき決まる施設（`wish` では決まることのできた施設すべて）",
            "what the child would get; of `wish` all that it could have got",
        ),
        column("text_ja", "説明", "the sentence in Japanese"),
        column("text_en", "説明（英語）", "the sentence in English"),
    ],
};

/// `seat_values.csv`.
pub(in crate::write) const SEAT_VALUES: OutputTable = OutputTable {
    file: "seat_values.csv",
    ja: "席の枠ごとに 1 行。席が一つ多い（少ない）ときに、同じ規則でどう変わるか。",
    en: "One row per pool: what changes under the same rule with one seat more, or one less.",
    columns: &[
        FACILITY,
        POOL_CLASS,
        column(
            "reserved_for",
            "優先枠の対象。空なら一般の席",
            "whom the seats are reserved for; empty = open seats",
        ),
        SEATS,
        column("more_seated", "1 席増: 入所児童数の増減", "one seat more: children seated more"),
        column("more_better", "1 席増: 希望順位が上がる世帯", "one seat more: households with a better wish"),
        column(
            "more_worse",
            "1 席増: 希望順位が下がる世帯",
            "one seat more: households with a worse wish, or none",
        ),
        column(
            "more_blocking",
            "1 席増: 優先順位に反する世帯の増減",
            "one seat more: blocking households more",
        ),
        column(
            "less_seated",
            "1 席減: 入所児童数の増減。減らせる席がなければ空",
            "one seat less: children seated more; empty where there is no seat to take away",
        ),
        column("less_better", "1 席減: 希望順位が上がる世帯", "one seat less: households with a better wish"),
        column(
            "less_worse",
            "1 席減: 希望順位が下がる世帯",
            "one seat less: households with a worse wish, or none",
        ),
        column(
            "less_blocking",
            "1 席減: 優先順位に反する世帯の増減",
            "one seat less: blocking households more",
        ),
        column("proven", "すべての数が証明済みか", "whether all these numbers are proven"),
    ],
};

/// The tables of plans: what `restore`, `frontier`, `worth` and `sufficed` write.
pub const PLANS: [OutputTable; 4] = [RESTORE, FRONTIER, SEAT_VALUES, SUFFICED];
