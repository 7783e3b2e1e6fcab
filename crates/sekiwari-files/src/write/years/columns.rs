//! The tables of `years`.

use crate::write::columns::{Column, OutputTable, column};

const COURSE: Column = column(
    "course",
    "`as-is` 決まったもののほかは何も開かない、`stated` 計画ファイルの開設、`plan` 求めた計画",
    "`as-is`: nothing but what is decided opens; `stated`: the openings of the plan file; `plan`: what was found",
);
const YEAR: Column = column("year", "年度", "fiscal year");

/// `years.csv`.
pub const YEARS: OutputTable = OutputTable {
    file: "years.csv",
    ja: "年次計画の表。年度ごとに 1 行。数は試算の平均。",
    en: "The table of the plan: one row per course and year, means over the draws.",
    columns: &[
        COURSE,
        YEAR,
        column("opens", "その年度に開く候補地", "what opens in the year"),
        column("cost", "その費用", "what that costs"),
        column("cost_so_far", "費用の累計", "all costs so far"),
        column("children", "申込児童", "children who apply"),
        column("fresh", "うち新しい申込み", "those who apply for the first time"),
        column("open_seats", "空き枠", "open seats"),
        column("placed", "新たに入所", "children with a new seat"),
        column("waiting", "席のない児童", "children without a seat"),
        column("waiting_low", "同 (10 回に 1 回はこれを下回る)", "the same: one draw in ten is below"),
        column("waiting_high", "同 (10 回に 1 回はこれを上回る)", "the same: one draw in ten is above"),
        column("proven_draws", "決め方のとおり最善と証明された試算の数", "draws proven best by the rule"),
    ],
};

/// `years_districts.csv`.
pub const YEARS_DISTRICTS: OutputTable = OutputTable {
    file: "years_districts.csv",
    ja: "年度・地区・クラスごとに 1 行。",
    en: "One row per course, year, district and class.",
    columns: &[
        COURSE,
        YEAR,
        column(
            "district_id",
            "地区（`*` は全体、空は不明）",
            "district; `*` for all, empty where it is not known",
        ),
        column("class", "クラス（`*` は全体）", "class; `*` for all"),
        column("children", "申込児童 (平均)", "children who apply, mean"),
        column("waiting", "席のない児童 (平均)", "children without a seat, mean"),
        column("waiting_low", "同 (10 回に 1 回はこれを下回る)", "the same: one draw in ten is below"),
        column("waiting_high", "同 (10 回に 1 回はこれを上回る)", "the same: one draw in ten is above"),
    ],
};

/// The tables of `years`.
pub const YEARS_TABLES: [OutputTable; 2] = [YEARS, YEARS_DISTRICTS];
