//! The tables of `seats`.

use super::{Column, FACILITY, OutputTable, column};

const CLASS: Column = column("class", "歳児クラス", "age class");

/// `seats_derived.csv`.
pub const SEATS_DERIVED: OutputTable = OutputTable {
    file: "seats_derived.csv",
    ja: "施設とクラスごとに 1 行、施設の ID 順。`open` = max(0, min(`declared`, `staff`, `area`, `yard`) − `taken` − `reserved`)。空欄は、その上限が分からないこと。",
    en: "One row per facility and class, by facility id. `open` = max(0, min(`declared`, `staff`, `area`, `yard`) - `taken` - `reserved`); an empty cell means that nothing is known of the limit.",
    columns: &[
        FACILITY,
        CLASS,
        column(
            "declared",
            "施設が申告した受入人数 (継続児を含む)",
            "seats that the facility declares, continuing children included",
        ),
        column(
            "staff",
            "ほかのクラスに割り当てた人数のもとで、保育士の数から受け入れられる最大の人数",
            "the most seats that the teachers allow beside what the other classes are given",
        ),
        column("area", "同じく室の面積から", "the same for the area of the rooms"),
        column("yard", "同じく屋外遊戯場の面積から", "the same for the outdoor play area"),
        column(
            "continuing",
            "継続児 (転園希望者を含む)",
            "continuing children, those who apply to move included",
        ),
        column("taken", "継続児が使う席", "seats they take"),
        column("reserved", "取り置く席", "seats kept back"),
        column("open", "この募集回に出せる席", "seats that can be offered in this round"),
        column(
            "binding",
            "最も小さい上限：`declared`、`staff`、`area`、`yard` (同じものは空白区切り)",
            "the smallest limit: `declared`, `staff`, `area`, `yard` (equal ones with blanks between)",
        ),
        column(
            "offered",
            "受入枠の表 (seats) の席 (別枠を含む)。クラスで分け合う席は若いクラスから割り当てた",
            "seats in the table of seats, reserved ones included; seats that classes share are given to the youngest first",
        ),
        column(
            "missing",
            "受入枠の表に加えて出せる席",
            "seats that could be offered on top of the table of seats",
        ),
    ],
};

/// `seats_facilities.csv`.
pub const SEATS_FACILITIES: OutputTable = OutputTable {
    file: "seats_facilities.csv",
    ja: "施設ごとに 1 行、施設の ID 順。",
    en: "One row per facility, by facility id.",
    columns: &[
        FACILITY,
        column(
            "teachers",
            "配置できる保育士 (みなせる看護師等を含む)",
            "teachers, nurses included as far as they count",
        ),
        column("teachers_needed", "継続児に必要な保育士", "teachers needed for the continuing children"),
        column(
            "teachers_needed_full",
            "算定した枠がすべて埋まったときに必要な保育士",
            "teachers needed once every seat that is worked out is taken",
        ),
        column(
            "continuing",
            "継続児 (転園希望者を含む)",
            "continuing children, those who apply to move included",
        ),
        column("open", "この募集回に出せる席", "seats that can be offered"),
        column(
            "most",
            "保育士の数からみて、クラスへの分け方を問わず在園できる最大の人数",
            "the most seats that the teachers allow in all, however they are divided over the classes",
        ),
        column("offered", "受入枠の表の席", "seats in the table of seats"),
        column("missing", "それに加えて出せる席", "seats that could be offered on top"),
        column("quota", "利用定員", "quota"),
        column(
            "children",
            "募集枠がすべて埋まったときの在園児",
            "children once every seat of the round is taken",
        ),
        column(
            "quota_percent",
            "その利用定員に対する割合 (%、切り捨て)",
            "these in percent of the quota, rounded down",
        ),
    ],
};

/// `flexible.csv`.
pub const FLEXIBLE: OutputTable = OutputTable {
    file: "flexible.csv",
    ja: "枠の分け方を変えられる施設のクラスごとに 1 行、施設の ID 順 (`seats --flexible`)。試算であり、募集には使わない。",
    en: "One row per class of a facility that can divide its seats, by facility id (`seats --flexible`). A what-if: it changes nothing.",
    columns: &[
        FACILITY,
        CLASS,
        column("open", "今の枠", "seats open today"),
        column("flexible", "分け方を変えた枠", "seats open under the other division"),
        column("change", "差", "the difference"),
        column(
            "waiting_today",
            "今の枠で、結果よりここを望む児童",
            "children who would rather have a seat there than their outcome of today",
        ),
        column("waiting", "分け方を変えたときの同じ人数", "the same under the other division"),
    ],
};

/// The tables of `seats`.
pub const SEATS_TABLES: [OutputTable; 3] = [SEATS_DERIVED, SEATS_FACILITIES, FLEXIBLE];
