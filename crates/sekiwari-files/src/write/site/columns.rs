//! The tables of `site`.

use crate::write::columns::{OutputTable, column};

/// `site_choices.csv`.
pub const SITE_CHOICES: OutputTable = OutputTable {
    file: "site_choices.csv",
    ja: "候補地の選び方ごとに 1 行、良い順。実際の決め方で決めて検証した結果。",
    en: "One row per choice of sites, best first: decided by the rule itself and judged.",
    columns: &[
        column("place", "順位", "place, best first"),
        column("sites", "開く候補地。規模の名前は「:」のあと", "sites that open; the size follows the colon"),
        column("count", "数に入る候補地の数", "sites that count"),
        column("cost", "費用の合計", "what they cost together"),
        column("teachers", "必要な保育士の合計", "teachers that they take"),
        column("seats", "席の合計", "seats of all of them"),
        column("seated_mean", "席のある児童 (平均)", "children with a seat, mean over the draws"),
        column("more_mean", "今より増える席のある児童 (平均)", "children with a seat more than today, mean"),
        column("more_low", "同 (10 回に 1 回はこれを下回る)", "the same: one draw in ten is below"),
        column("more_high", "同 (10 回に 1 回はこれを上回る)", "the same: one draw in ten is above"),
        column("waiting_mean", "席のない児童 (平均)", "children without a seat, mean"),
        column(
            "cost_per_child",
            "席のある児童が一人増えるための費用。増えなければ空",
            "cost per child more with a seat; empty where there is none",
        ),
        column(
            "district_gap",
            "席のある児童の割合の、地区間の最大の差",
            "largest gap between districts in the share of children with a seat",
        ),
        column("blocking_mean", "優先順位に反する世帯 (平均)", "blocking households, mean"),
        column("proven_draws", "決め方のとおり最善と証明された試算の数", "draws proven best by the rule"),
    ],
};

/// `site_candidates.csv`.
pub const SITE_CANDIDATES: OutputTable = OutputTable {
    file: "site_candidates.csv",
    ja: "候補地と規模ごとに 1 行。それだけを開いた場合 (整備の決まったものは開くとして)。",
    en: "One row per site and size: what it comes to by itself, beside what is decided already.",
    columns: &[
        column("site_id", "候補地", "the site"),
        column("size", "規模", "the size"),
        column("expands", "増設する施設", "the facility it expands; empty = a new one"),
        column("standing", "区分", "whether it may, must or must not open"),
        column("seats", "席の合計", "its seats"),
        column("cost", "費用", "what it costs"),
        column("teachers", "必要な保育士", "teachers that it takes"),
        column("more_mean", "今より増える席のある児童 (平均)", "children with a seat more than today, mean"),
        column("more_low", "同 (10 回に 1 回はこれを下回る)", "the same: one draw in ten is below"),
        column("more_high", "同 (10 回に 1 回はこれを上回る)", "the same: one draw in ten is above"),
        column("more_per_seat", "1 席あたり", "the same per seat"),
        column("cost_per_child", "席のある児童が一人増えるための費用", "cost per child more with a seat"),
        column("chosen", "最善の選び方に入るか", "whether it is part of the best choice"),
    ],
};

/// `site_sequence.csv`.
pub const SITE_SEQUENCE: OutputTable = OutputTable {
    file: "site_sequence.csv",
    ja: "一つずつ開く順番。step-by-step: その時点で最善のものを順に。together: その数で最善の選び方。ordered: 最後の数で最善の選び方を、途中もよくなる順に。",
    en: "Sites opened one after the other. step-by-step: each the best beside those before; together: the best choice of just so many; ordered: the best choice of the last number in its best order.",
    columns: &[
        column("path", "順番の決め方", "how the order is chosen"),
        column("step", "ここまでに開いた数", "sites so far"),
        column("sites", "開いている候補地", "what is open"),
        column("cost", "ここまでの費用", "cost so far"),
        column("seated_mean", "席のある児童 (平均)", "children with a seat, mean"),
        column("more_mean", "今より増える席のある児童 (平均)", "more than today, mean"),
        column("waiting_mean", "席のない児童 (平均)", "children without a seat, mean"),
        column("proven", "その数で最善と証明されたか", "whether no choice of so many is better"),
    ],
};

/// `site_guides.csv`.
pub const SITE_GUIDES: OutputTable = OutputTable {
    file: "site_guides.csv",
    ja: "距離だけで選ぶ古典的な方法の答えと、それを実際の決め方で決めた結果。",
    en: "What classical objectives, which know distances only, would choose, and what that comes to by the rule.",
    columns: &[
        column("objective", "方法", "the objective"),
        column("value", "その方法での値", "its value"),
        column("proven", "その方法で最善と証明されたか", "whether it is proven best by that objective"),
        column("sites", "選ぶ候補地", "what it chooses"),
        column("cost", "費用", "what that costs"),
        column("more_mean", "今より増える席のある児童 (平均)", "children with a seat more than today, mean"),
        column("waiting_mean", "席のない児童 (平均)", "children without a seat, mean"),
        column(
            "less_than_best",
            "最善の選び方より少ない席のある児童 (平均)",
            "children with a seat fewer than in the best choice, mean",
        ),
    ],
};

/// The tables of `site`, but for `effects.csv`, which is that of `whatif`.
pub const SITE_TABLES: [OutputTable; 4] = [SITE_CHOICES, SITE_CANDIDATES, SITE_SEQUENCE, SITE_GUIDES];
