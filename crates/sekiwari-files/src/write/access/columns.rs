//! The columns of the tables of access.

use crate::write::columns::{Column, OutputTable, column};

const AREA: Column = column(
    "area",
    "地区または地域メッシュコード（`*` は全体、空は地区不明）",
    "district or code of a cell of the grid; `*` for all, empty where the district is not known",
);
const CLASS: Column = column("class", "クラス（`*` は全体）", "class; `*` for all");

const fn numbered(name: &'static str, ja: &'static str, en: &'static str) -> Column {
    Column { per_tie_key: true, ..column(name, ja, en) }
}

/// `access.csv`.
pub const ACCESS: OutputTable = OutputTable {
    file: "access.csv",
    ja: "地域とクラスごとに 1 行（全体、クラス別、地域別、地域とクラス別の順）。募集の現状。距離は道のり（m）、`--minutes` では分。",
    en: "One row per area and class (all, by class, by area, by area and class), of the round as it is. Ways are in metres, with `--minutes` in minutes.",
    columns: &[
        AREA,
        CLASS,
        column("children", "住所の分かる申込児童", "applying children of known place"),
        column(
            "withheld",
            "秘匿（`yes`）：児童が少ないか、ほかの行から逆算できるため、値は空",
            "`yes` where too few children, or what would give others away, are kept back: all figures are empty",
        ),
        column(
            "offered_mean",
            "そのクラスを受け入れる最寄りの施設（枠の空きを問わない）までの平均",
            "mean way to the nearest facility that takes the class, with or without seats left",
        ),
        column("offered_median", "同じく中央値", "the (lower) median of the same"),
        column("offered_longest", "同じく最長", "the longest"),
        column("open_mean", "枠のある最寄りの施設までの平均", "mean way to the nearest facility with seats"),
        column("open_median", "同じく中央値", "the (lower) median of the same"),
        column("open_longest", "同じく最長", "the longest"),
        column("open_reached", "そのような施設に通える児童", "children who have a way to one at all"),
        numbered(
            "open_within",
            "枠のある最寄りの施設が `--within` の 1 番目、2 番目…の値以内にある児童の割合",
            "share of children with such a facility within the first, second, ... value of `--within`",
        ),
        column("without", "圏内に枠が一つもない児童", "children with no seat within reach"),
        column(
            "seats_per_child",
            "児童一人当たりの枠（二段階到達圏法、圏内は一律）の平均",
            "seats per child within reach (2SFCA), the mean over the children",
        ),
        column(
            "weighted_seats_per_child",
            "距離帯で重みを付けた同じ値（E2SFCA）",
            "the same with weights by distance (E2SFCA)",
        ),
    ],
};

/// `access_facilities.csv`.
pub const ACCESS_FACILITIES: OutputTable = OutputTable {
    file: "access_facilities.csv",
    ja: "施設とクラス（枠を共有するクラス）ごとに 1 行、施設 ID 順。`..._after` はシナリオの値で、シナリオがなければ空。",
    en: "One row per facility and classes that share seats, by facility. `..._after` is in the scenario, and empty without one.",
    columns: &[
        column("facility_id", "施設", "the facility"),
        column("classes", "クラス", "the classes that share the seats"),
        column("seats", "数える枠", "seats that count"),
        column(
            "children",
            "圏内の児童（空は秘匿）",
            "children within reach who could have one; empty = kept back",
        ),
        column(
            "seats_per_child",
            "圏内の児童一人当たりの枠（空は秘匿、または児童なし）",
            "seats per child within reach; empty = kept back, or no child",
        ),
        column("weighted_seats_per_child", "距離帯で重みを付けた同じ値", "the same with weights by distance"),
        column("seats_after", "シナリオの枠", "seats in the scenario"),
        column("children_after", "シナリオの圏内の児童", "children within reach in the scenario"),
        column("seats_per_child_after", "シナリオの児童一人当たりの枠", "seats per child in the scenario"),
        column(
            "weighted_seats_per_child_after",
            "距離帯で重みを付けた同じ値",
            "the same with weights by distance",
        ),
    ],
};

/// `access_effects.csv`.
pub const ACCESS_EFFECTS: OutputTable = OutputTable {
    file: "access_effects.csv",
    ja: "シナリオのあるときだけ：項目・地域・クラスごとに 1 行、現状とシナリオ。秘匿した行は含まない。",
    en: "Only with scenarios: one row per figure, area and class, before and after. What is kept back is not among them.",
    columns: &[
        column("figure", "項目（`access.csv` の列）", "the figure: a column of `access.csv`"),
        AREA,
        CLASS,
        column("before", "現状", "in the round as it is"),
        column("after", "シナリオ", "in the scenario"),
        column("difference", "その差", "the difference"),
    ],
};

/// All tables of access.
pub const ACCESS_TABLES: [OutputTable; 3] = [ACCESS, ACCESS_FACILITIES, ACCESS_EFFECTS];
