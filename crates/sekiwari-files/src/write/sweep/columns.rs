//! The columns of the tables of sweeps.

use crate::write::columns::{Column, OutputTable, column};

/// Stands for the columns of the axes, each under its own name.
pub const AXES: Column = column(
    "(axis)",
    "軸ごとに 1 列、列名は軸の名前：その値（シナリオのファイルは .toml を除いた名前）",
    "one column per axis under its name: the place on it (of a scenario file its name without .toml)",
);
const POINT: Column = column(
    "point",
    "組合せの番号（1 から、最初の軸が最もゆっくり変わる）",
    "the combination, from 1; the first axis changes slowest",
);
const DRAWS: Column = column("draws", "試算の回数（抽選がなければ 1）", "draws; 1 where nothing is drawn");
const OPTIMAL: Column = column("optimal", "うち最善と証明された回数", "draws whose result is proven best");

/// Four columns a figure after some others.
macro_rules! spreads {
    ([$($first:expr),*] $($name:literal $ja:literal $en:literal),* $(,)?) => {
        &[
            $($first,)*
            $(
                column(concat!($name, "_mean"), concat!($ja, "：試算の平均"), concat!($en, ": mean over the draws")),
                column(concat!($name, "_low"), "10 パーセンタイル", "10th percentile"),
                column(concat!($name, "_high"), "90 パーセンタイル", "90th percentile"),
                column(concat!($name, "_difference"), "平均と現状の差", "the mean less the round as it is"),
            )*
        ]
    };
}

/// `sweep.csv`.
pub const SWEEP: OutputTable = OutputTable {
    file: "sweep.csv",
    ja: "組合せごとに 1 行：児童全体。",
    en: "One row per combination: all children.",
    columns: spreads!(
        [POINT, AXES, DRAWS, OPTIMAL]
        "children" "申込児童" "children applying",
        "seated" "席のある児童" "children with a seat",
        "placed" "新たに入所" "newly placed",
        "waiting" "席のない児童" "children without a seat",
        "first_wishes" "第1希望の児童" "children at their first wish",
        "empty_seats" "空いた席" "empty seats",
        "mean_metres" "自宅からの平均直線距離 (m)" "mean straight line from home, in metres",
        "blocking_households" "優先順位に反する世帯" "blocking households",
        "blocking_households_min" "その下限" "fewest possible, as far as is shown",
        "seated_max" "席のある児童の上限" "most children with a seat, as far as is shown",
    ),
};

/// `sweep_groups.csv`.
pub const SWEEP_GROUPS: OutputTable = OutputTable {
    file: "sweep_groups.csv",
    ja: "組合せごとに、クラス別、次に地区別に 1 行。",
    en: "For each combination one row per class, then one per district.",
    columns: spreads!(
        [
            POINT,
            AXES,
            column("district_id", "地区（`*` は全体、空は不明）", "district; `*` for all, empty where it is not known"),
            column("class", "クラス（`*` は全体）", "class; `*` for all"),
            DRAWS
        ]
        "children" "申込児童" "children applying",
        "seated" "席のある児童" "children with a seat",
        "placed" "新たに入所" "newly placed",
        "waiting" "席のない児童" "children without a seat",
        "first_wishes" "第1希望の児童" "children at their first wish",
        "mean_metres" "自宅からの平均直線距離 (m)" "mean straight line from home, in metres",
    ),
};

/// `sweep_runs.csv`.
pub const SWEEP_RUNS: OutputTable = OutputTable {
    file: "sweep_runs.csv",
    ja: "試算ごとに 1 行：児童全体。",
    en: "One row per run: all children.",
    columns: &[
        column("run", "試算の番号", "the run"),
        POINT,
        AXES,
        column(
            "draw",
            "組合せの中の試算の番号（1 から。同じ番号は同じ乱数）",
            "the draw, from 1; equal numbers have everything random in common",
        ),
        column(
            "status",
            "`optimal` 最善と証明、`feasible` 証明なし",
            "`optimal` proven best, `feasible` not proven",
        ),
        column("children", "申込児童", "children applying"),
        column("seated", "席のある児童", "children with a seat"),
        column("placed", "新たに入所", "newly placed"),
        column("waiting", "席のない児童", "children without a seat"),
        column("first_wishes", "第1希望の児童", "children at their first wish"),
        column("empty_seats", "空いた席", "empty seats"),
        column("mean_metres", "自宅からの平均直線距離 (m)", "mean straight line from home, in metres"),
        column("blocking_households", "優先順位に反する世帯", "blocking households"),
        column("blocking_households_min", "その下限", "fewest possible, as far as is shown"),
        column("seated_max", "席のある児童の上限", "most children with a seat, as far as is shown"),
    ],
};

/// All tables of sweeps.
pub const SWEEP_TABLES: [OutputTable; 3] = [SWEEP, SWEEP_RUNS, SWEEP_GROUPS];

#[cfg(test)]
mod tests {
    use super::{SWEEP, SWEEP_GROUPS, SWEEP_RUNS};
    use crate::write::OutputTable;
    use sekiwari::siting::effect::Figure;
    use sekiwari::siting::sweep::Scopes;

    #[test]
    fn the_columns_are_the_figures_in_their_order() {
        let names = |table: &OutputTable| table.columns.iter().map(|c| c.name).collect::<Vec<_>>();
        let spreads = |figures: &[Figure]| {
            let ends = ["mean", "low", "high", "difference"];
            figures.iter().flat_map(|f| ends.map(|end| format!("{}_{end}", f.as_str()))).collect::<Vec<_>>()
        };
        assert_eq!(names(&SWEEP)[4..], spreads(&Scopes::OF_ALL));
        assert_eq!(names(&SWEEP_GROUPS)[5..], spreads(&Scopes::OF_GROUPS));
        assert_eq!(names(&SWEEP_RUNS)[5..], Scopes::OF_ALL.map(Figure::as_str));
    }
}
