//! The columns of the tables of `fairness`.

use super::{OutputTable, column};

/// `fairness.csv`.
pub const FAIRNESS: OutputTable = OutputTable {
    file: "fairness.csv",
    ja: "児童の区分ごとに 1 行。最初の行 `all` は数えたすべての児童。どの区分でも、行の和は `all` になる。",
    en: "One row per group of children; the first, `all`, is every child that is counted. The groups of one kind add up to it.",
    columns: &[
        column(
            "kind",
            "区分の種類：`all`、`siblings` きょうだいの同時申込、`single-parent` ひとり親、`holder` 転園の申込、`wishes` 希望施設の数 (在園の席を除く)、`class` 歳児クラス、`district` 地区",
            "what the children are told apart by: `all`, `siblings` (two or more of the household apply), `single-parent`, `holder` (holds a seat), `wishes` (facilities listed besides the seat held), `class`, `district`",
        ),
        column(
            "group",
            "区分：`yes`、`no`、希望の数、クラス、地区の ID (記入がなければ空)",
            "the group: `yes`, `no`, a number of wishes, a class, the id of a district (empty if not stated)",
        ),
        column(
            "status",
            "`shown`、`kept-back` 人数が少ないため、またはその逆算を防ぐため秘匿、`withheld` 種類全体を秘匿、`unknown` 不明",
            "`shown`; `kept-back` because it is small or would give away one that is; `withheld` = all groups of the kind; `unknown`",
        ),
        column("children", "申込児童数", "children who apply"),
        column("seated", "席のある児童数", "of these, children with a seat"),
        column("seat_percent", "入所率 (%、切り捨て)", "the seat rate in percent, rounded down"),
        column(
            "first",
            "第1希望に入った児童数",
            "children whose seat is at the first facility of their own list",
        ),
        column(
            "first_percent",
            "申込児童に占める割合 (%、切り捨て)",
            "these in percent of the children who apply, rounded down",
        ),
    ],
};

/// `tune.csv` of `fairness --tune`.
pub const TUNE: OutputTable = OutputTable {
    file: "tune.csv",
    ja: "試した点数の組み合わせごとに 1 行。それぞれ点数を付け直し、決め直し、検証したもの。点数規則には書き込まない。",
    en: "One row per combination of points that was tried; each is scored, decided and judged anew. Nothing is written into a rulebook.",
    columns: &[
        column(
            "points",
            "項目と点数 (`項目=点数`、空白区切り)",
            "items and points (`item=points`, blanks between)",
        ),
        column("group_children", "目標の区分の児童数", "children of the group that the goal is about"),
        column("group_seated", "そのうち席のある児童数", "of these, children with a seat"),
        column("group_percent", "その入所率 (%、切り捨て)", "their seat rate in percent, rounded down"),
        column("others_children", "ほかの児童数", "the other children"),
        column("others_seated", "そのうち席のある児童数", "of these, children with a seat"),
        column("others_percent", "その入所率 (%、切り捨て)", "their seat rate in percent, rounded down"),
        column(
            "difference_percent",
            "入所率の差 (%、0 に向けて切り捨て)",
            "the first rate minus the second, rounded towards zero",
        ),
        column("seated", "席のある児童数", "children with a seat"),
        column("first", "第1希望に入った児童数", "children with their first wish"),
        column(
            "gained",
            "今の点数に比べて新たに席を得る児童",
            "children who gain a seat against today's points",
        ),
        column("lost", "席を失う児童", "children who lose it"),
        column("moved", "別の施設になる児童", "children who get a seat at another facility"),
        column(
            "mark",
            "`today` 今の点数、`closest` 目標に最も近い (差が同じなら席のある児童が多く、点数の変更が小さいもの)",
            "`today` = today's points; `closest` to the goal (among equals the most seated, then the least change)",
        ),
    ],
};

/// The tables of `fairness`.
pub const FAIRNESS_TABLES: [OutputTable; 2] = [FAIRNESS, TUNE];
