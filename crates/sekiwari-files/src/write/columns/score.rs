//! The columns of the tables of `score`.

use super::{CHILD, Column, HOUSEHOLD, OutputTable, column};

/// `scores.csv` of `score`: what `scores.csv` of a round would have to say for the same order of priority.
pub const SCORES: OutputTable = OutputTable {
    file: "scores.csv",
    ja: "児童ごとに 1 行と、点数の違う施設ごとに 1 行、児童と施設の ID 順。計算済みの点数として募集に置くと同じ順位になる。",
    en: "One row per child, and one more for each facility where its score differs, by child and facility id. As a table of computed scores it gives a round the same order of priority.",
    columns: &[
        CHILD,
        column("facility_id", "施設。空ならほかのすべての施設", "the facility; empty = every other facility"),
        column("score", "第一の成分 (多いほど優先)", "first component, more is better"),
        Column {
            name: "tie",
            ja: "以後の成分と同点時の基準 (小さいほど優先)",
            en: "further components, then tie keys, less is better",
            per_tie_key: true,
            if_reserved: false,
        },
    ],
};

/// `score_lines.csv` of `score`.
pub const SCORE_LINES: OutputTable = OutputTable {
    file: "score_lines.csv",
    ja: "当てはまる項目ごとに 1 行、児童の ID 順、点数規則の順。施設によって変わる項目は施設ごと。点数の成分では、施設が空の行とその施設の行の `counted` の和がその施設での点数になる。",
    en: "One row per item that holds, by child id, in the order of the rulebook; items that depend on the facility stand under it. For components of points, `counted` adds up to the score at a facility over the rows without facility and those of it.",
    columns: &[
        CHILD,
        HOUSEHOLD,
        column("facility_id", "施設。空なら施設によらない", "the facility; empty = wherever"),
        column("component", "成分", "component"),
        column("group", "項目群", "group"),
        column(
            "item",
            "項目の ID。`missing-guardian` は不在の保護者に充てた値、`no-guardian` は保護者のいない世帯の値",
            "id of the item; `missing-guardian` = what stands for a missing guardian, `no-guardian` = for a household without any",
        ),
        column("text", "規則の文", "text of the rule"),
        column("legal", "規則の場所", "where the rule stands"),
        column("guardian_id", "保護者", "the guardian it is about"),
        column("reason", "事由", "the reason it is about"),
        column("effect", "項目の働き (点数、順位、段)", "what it does: points, rank, or steps of a lift"),
        column("times", "何回分か", "how many times"),
        column("counted", "数えた点数。順位の成分では空", "points that count; empty for ranks"),
        column(
            "counts",
            "`yes` 数えた、`no` ほかの項目・事由・保護者を数えるため数えない",
            "`yes`; `no` = another item, reason or guardian counts instead",
        ),
        column("facts", "使った事実", "the facts it looked at"),
    ],
};

/// `criteria.csv` of `score`; also the format of `--last-year`.
pub const CRITERIA: OutputTable = OutputTable {
    file: "criteria.csv",
    ja: "項目ごとに 1 行、点数規則の順。最後の行 `*` はすべての児童。",
    en: "One row per item in the order of the rulebook; the last row `*` is all children.",
    columns: &[
        column("item", "項目の ID", "id of the item"),
        column("group", "項目群", "group"),
        column("text", "規則の文", "text of the rule"),
        column("legal", "規則の場所", "where the rule stands"),
        column("effect", "項目の働き", "what it does"),
        column("holds", "当てはまる児童の数", "children for whom it holds"),
        column("counts", "そのうち数えた児童の数", "of these, children for whom it counts"),
        column(
            "last_year",
            "昨年当てはまった児童の数 (`--last-year`)",
            "children for whom it held last year (`--last-year`)",
        ),
        column("change", "差", "the difference"),
    ],
};

/// The tables of `score`.
pub const SCORE_TABLES: [OutputTable; 3] = [SCORES, SCORE_LINES, CRITERIA];
