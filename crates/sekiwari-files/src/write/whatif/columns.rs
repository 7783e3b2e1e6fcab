//! The columns of the tables of scenarios.

use crate::write::columns::{Column, OutputTable, column};

const BEFORE: Column = column("before", "現状", "in the baseline");
const MEAN: Column =
    column("after_mean", "シナリオ（試算の平均）", "in the scenario, on average over the draws");
const LOW: Column = column("after_low", "10 回に 1 回はこれを下回る", "one draw in ten is below");
const HIGH: Column = column("after_high", "10 回に 1 回はこれを上回る", "one draw in ten is above");

/// `effects.csv`.
pub const EFFECTS: OutputTable = OutputTable {
    file: "effects.csv",
    ja: "項目・地区・クラスごとに 1 行：全体、クラス別、地区別、地区とクラス別の順。",
    en: "One row per figure, district and class: all, by class, by district, by district and class.",
    columns: &[
        column(
            "figure",
            "項目：`children` 申込児童、`seated` 席のある児童、`placed` 新たに入所、`waiting` 席のない児童、`first_wishes` 第1希望の児童、`empty_seats` 空いた席、\
             `mean_metres`・`median_metres` 自宅からの直線距離、`blocking_households` 優先順位に反する世帯、`blocking_households_min` その下限、`seated_max` 席のある児童の上限",
            "`children` applying, `seated`, `placed` (newly), `waiting` (without a seat), `first_wishes`, `empty_seats`, `mean_metres` and `median_metres` (straight line from \
             home), `blocking_households`, `blocking_households_min`, `seated_max`",
        ),
        column(
            "district_id",
            "地区（`*` は全体、空は不明）",
            "district; `*` for all, empty where it is not known",
        ),
        column("class", "クラス（`*` は全体）", "class; `*` for all"),
        BEFORE,
        MEAN,
        LOW,
        HIGH,
        column("difference", "平均と現状の差", "the mean less the baseline"),
    ],
};

/// `gains_losses.csv`.
pub const GAINS_LOSSES: OutputTable = OutputTable {
    file: "gains_losses.csv",
    ja: "結果の変わる児童ごとに 1 行、児童 ID 順。片方にしかいない児童は含まない。",
    en: "One row per child for whom something changes, by id; children of one side only are not among them.",
    columns: &[
        column("child_id", "児童", "the child"),
        column("before", "現状の施設（空は席なし）", "its facility in the baseline; empty = no seat"),
        column("after", "シナリオで最も多い結果の施設", "its facility in most draws"),
        column(
            "change",
            "その違い：`gained_seat`、`better_wish`、`other_seat`、`worse_wish`、`lost_seat`。空は変わらず",
            "how that differs: `gained_seat`, `better_wish`, `other_seat`, `worse_wish`, `lost_seat`; empty = not",
        ),
        column("draws", "この児童のいる試算の回数", "draws with this child"),
        column("gains", "そのうち良くなる回数", "draws in which it is better off"),
        column("loses", "そのうち悪くなる回数", "draws in which it is worse off"),
    ],
};

/// `whatif_facilities.csv`.
pub const WHATIF_PLACES: OutputTable = OutputTable {
    file: "whatif_facilities.csv",
    ja: "施設・クラス・優先枠ごとに 1 行。シナリオの値は試算の平均、空はその施設がないこと。",
    en: "One row per facility, classes and reserve. The scenario's figures are means over the draws; empty = not there.",
    columns: &[
        column("facility_id", "施設", "the facility"),
        column("classes", "クラス", "the classes that share the seats"),
        column("reserved_for", "優先枠の対象（空は一般枠）", "whom the seats are reserved for; empty = open"),
        column(
            "seats_before",
            "枠（申込児童が使っている席を含む）",
            "seats, those held by applicants included",
        ),
        column("seats_after", "シナリオの枠", "the same in the scenario"),
        column("taken_before", "埋まる席", "seats taken"),
        column("taken_after", "シナリオで埋まる席", "the same in the scenario"),
        column("applicants_before", "希望する児童", "children who list it"),
        column("applicants_after", "シナリオで希望する児童", "the same in the scenario"),
        column("first_wishes_before", "第1希望とする児童", "children who list it first"),
        column("first_wishes_after", "シナリオで第1希望とする児童", "the same in the scenario"),
        column("cut_off_before", "新たに入所した児童の最低点", "points of the last child admitted anew"),
        column("cut_off_after_mean", "シナリオの最低点の平均", "the same in the scenario, on average"),
        column("cut_off_after_low", "10 回に 1 回はこれを下回る", "one draw in ten is below"),
        column("cut_off_after_high", "10 回に 1 回はこれを上回る", "one draw in ten is above"),
        column("cut_off_changes", "最低点が変わるか（`yes`）", "`yes` if that changes in some draw"),
    ],
};

/// All tables of scenarios.
pub const WHATIF_TABLES: [OutputTable; 3] = [EFFECTS, GAINS_LOSSES, WHATIF_PLACES];
