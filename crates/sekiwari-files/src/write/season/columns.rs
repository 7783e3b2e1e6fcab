//! The columns of the tables of simulated seasons.

use crate::write::columns::{Column, OutputTable, column};

const WAY: Column = column(
    "way",
    "決め方：`batch` 締切方式、`first-come` 先着順、`waitlist` 先着順とキャンセル待ち、`overbooking` 先着順と超過受付",
    "how places are given: `batch`, `first-come`, `waitlist`, `overbooking`",
);

/// `season_unmet.csv`.
pub const SEASON_UNMET: OutputTable = OutputTable {
    file: "season_unmet.csv",
    ja: "決め方・事業・理由ごとに 1 行。期間 1 回あたりの延べ児童数。",
    en: "One row per way, service and cause. Child-days in one season.",
    columns: &[
        WAY,
        column("service", "事業", "the service"),
        column("code", "理由コード", "reason code"),
        column("mean", "利用できなかった延べ児童数の平均", "child-days that never had a place, on average"),
        column("low", "20 回に 1 回はこれを下回る", "one season in twenty has fewer"),
        column("high", "20 回に 1 回はこれを上回る", "one season in twenty has more"),
        column("text_ja", "理由（日本語）", "the cause in Japanese"),
        column("text_en", "理由（英語）", "the cause in English"),
    ],
};

/// `season_worth.csv`.
pub const SEASON_WORTH: OutputTable = OutputTable {
    file: "season_worth.csv",
    ja: "決め方ごとに、増やすものの効果の大きい順。`--worth` のときだけ書く。",
    en: "By way, what gains the most first. Only written with `--worth`.",
    columns: &[
        WAY,
        column("facility_id", "施設", "the site"),
        column("service", "事業", "the service"),
        column(
            "item",
            "一つ増やすもの：`seat` 定員、`class_seat` 年齢別の定員、`teacher` 保育士、`nurse` 看護師、`room` 隔離室（1 人用）",
            "what there is one more of: `seat`, `class_seat` (for some classes), `teacher`, `nurse`, `room` (for one child)",
        ),
        column(
            "classes",
            "年齢別の定員の対象（`G` は学年）。ほかは空",
            "the classes of a `class_seat` (`G` for grades); else empty",
        ),
        column(
            "mean",
            "同じ申込みで増える、利用できた延べ児童数の平均",
            "child-days served more on the same requests, on average",
        ),
        column("low", "20 回に 1 回はこれを下回る", "one season in twenty gains less"),
        column("high", "20 回に 1 回はこれを上回る", "one season in twenty gains more"),
    ],
};

/// All tables of simulated seasons.
pub const SEASON_TABLES: [OutputTable; 2] = [SEASON_UNMET, SEASON_WORTH];
