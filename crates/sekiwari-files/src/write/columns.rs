//! The columns of every output table. The writers, the tests and `docs/outputs.md` all use this list.

mod capacity;
mod count;
mod fairness;
mod plans;
mod score;

pub use capacity::{FLEXIBLE, SEATS_DERIVED, SEATS_FACILITIES, SEATS_TABLES};
pub use count::{COUNT, COUNT_TABLES, EXCLUDED, OFFERS, OVERLAPS, PLAN, PLAN_SUPPLY, PLAN_TABLES, WAITING};
pub use fairness::{FAIRNESS, FAIRNESS_TABLES, TUNE};
pub use plans::{FRONTIER, PLANS, RESTORE};
pub(super) use plans::{SEAT_VALUES, SUFFICED};
pub use score::{CRITERIA, SCORE_LINES, SCORE_TABLES, SCORES};

/// One column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its header; with [`Column::per_tie_key`] the header is followed by `_1`, `_2`, ...
    pub name: &'static str,
    /// What it holds, in Japanese.
    pub ja: &'static str,
    /// What it holds, in English.
    pub en: &'static str,
    /// Whether it stands once for every tie key of the round.
    pub per_tie_key: bool,
    /// Whether it stands only where some seat of the round is reserved or guaranteed.
    pub if_reserved: bool,
}

/// One table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutputTable {
    /// Its file.
    pub file: &'static str,
    /// What a row is and how rows are sorted, in Japanese.
    pub ja: &'static str,
    /// What a row is and how rows are sorted, in English.
    pub en: &'static str,
    /// Its columns, in order.
    pub columns: &'static [Column],
}

impl OutputTable {
    /// The headers of a round with `tie_keys` tie keys.
    pub fn headers(&self, tie_keys: usize) -> Vec<String> {
        self.headers_of(tie_keys, false)
    }

    /// The same, with the columns about reserved seats where there are some.
    pub fn headers_of(&self, tie_keys: usize, reserved: bool) -> Vec<String> {
        let names = |c: &Column| match c.per_tie_key {
            true => (1..=tie_keys).map(|k| format!("{}_{k}", c.name)).collect(),
            false => vec![c.name.to_owned()],
        };
        self.columns.iter().filter(|c| reserved || !c.if_reserved).flat_map(names).collect()
    }
}

pub(super) const fn column(name: &'static str, ja: &'static str, en: &'static str) -> Column {
    Column { name, ja, en, per_tie_key: false, if_reserved: false }
}

const fn if_reserved(column: Column) -> Column {
    Column { if_reserved: true, ..column }
}

/// The kind of seats of a pool.
const POOL_SEAT: Column = if_reserved(column(
    "seat",
    "席の種別：`open` 一般枠、または優先枠の対象。優先枠のある募集だけ",
    "kind of seats: `open`, or whom they are reserved for. Only where seats are reserved",
));

pub(super) const CHILD: Column = column("child_id", "児童", "the child");
pub(super) const HOUSEHOLD: Column = column("household_id", "世帯", "its household");
pub(super) const FACILITY: Column = column("facility_id", "施設", "the facility");
const POOL_CLASS: Column = column(
    "class",
    "歳児クラス（席を共有するクラスは `0-1` など）",
    "age class, or the classes that share the seats (`0-1`)",
);
const CHILD_CLASS: Column = column("class", "児童の歳児クラス", "age class of the child");
pub(super) const SEATS: Column = column("seats", "席の数（募集と在園分の合計）", "seats, open and held");

/// `allocation.csv`.
pub const ALLOCATION: OutputTable = OutputTable {
    file: "allocation.csv",
    ja: "児童ごとに 1 行、児童の ID 順。",
    en: "One row per child, by child id.",
    columns: &[
        CHILD,
        HOUSEHOLD,
        CHILD_CLASS,
        column("facility_id", "決まった施設。なければ空", "the facility it gets; empty if none"),
        column(
            "outcome",
            "`placed` 新たな席、`kept` 在園継続、`unplaced` 保留",
            "`placed` = new seat, `kept` = stays where it is, `unplaced`",
        ),
        column(
            "wish_rank",
            "決定に使った希望リストでの順位（一緒に決めるきょうだいは世帯のリスト）。保留なら空",
            "place in the list it was decided by (the household's where siblings are decided together); empty if none",
        ),
        column("reason", "理由コード", "reason code"),
        if_reserved(column(
            "seat",
            "席の種別：`open` 一般枠、または優先枠の対象。席がなければ空。優先枠のある募集だけ",
            "kind of its seat: `open`, or whom it is reserved for; empty if none. Only where seats are reserved",
        )),
    ],
};

/// `earlier.csv`.
pub const EARLIER: OutputTable = OutputTable {
    file: "earlier.csv",
    ja: "`allocate --near` のときだけ。前の決定にいた児童ごとに 1 行、児童の ID 順。",
    en: "Only with `allocate --near`. One row per child that the earlier decision speaks of, by child id.",
    columns: &[
        CHILD,
        column(
            "facility_id",
            "前の決定の施設。席がなければ空",
            "the facility of the earlier decision; empty if none",
        ),
    ],
};

/// `cutoffs.csv`.
pub const CUTOFFS: OutputTable = OutputTable {
    file: "cutoffs.csv",
    ja: "席の枠ごとに 1 行、施設とクラスの順。在園中の席を希望する児童は申込に数えず、`kept` に数える。",
    en: "One row per pool of seats, by facility and class. Children at the seat they hold are not applicants; they are in `kept`.",
    columns: &[
        FACILITY,
        POOL_CLASS,
        SEATS,
        column("open", "今回募集する席", "seats open in this round"),
        column("held", "転園希望者などが現在持つ席", "seats held by applicants when the round began"),
        column("first_wishes", "第1希望の申込数", "children who list it first"),
        column("applicants", "申込数（順位を問わない）", "children who list it at all"),
        column("taken", "埋まった席", "seats taken"),
        column("kept", "そのうち在園継続", "of these, kept by the child who held them"),
        column("left", "残った席", "seats left empty"),
        column(
            "lowest_score",
            "新たに入所した児童のうち最下位の指数。いなければ空",
            "points of the lowest child admitted anew; empty if none was",
        ),
        Column {
            name: "lowest_tie",
            ja: "同じ児童の同点時の基準（基準ごとに 1 列）",
            en: "its tie keys, one column each",
            per_tie_key: true,
            if_reserved: false,
        },
        column(
            "lowest_rank",
            "同じ児童の、申込者の中での順位",
            "its place among the applicants in the order of priority",
        ),
        column(
            "near",
            "待っている児童のうち、最下位の入所者と同じ指数・基準か、次の指数・基準までの人数",
            "waiting children no more than one place below it: the same score and tie keys, or the very next",
        ),
        POOL_SEAT,
    ],
};

/// `waitlist.csv`.
pub const WAITLIST: OutputTable = OutputTable {
    file: "waitlist.csv",
    ja: "その枠の席のほうが今回の結果より上位になる児童、枠ごとに優先順位の順。",
    en: "Children who would rather have a seat of the pool than their outcome, per pool in the order of priority.",
    columns: &[
        FACILITY,
        POOL_CLASS,
        column("position", "待ち順（同順位は同じ番号）", "place in the waiting list; equals share a place"),
        CHILD,
        HOUSEHOLD,
        column("wish_rank", "児童自身のリストでの順位", "place in the child's own list"),
        column("outcome", "児童の今回の結果", "how the child came out of this round"),
        POOL_SEAT,
    ],
};

/// `reasons.csv`.
pub const REASONS: OutputTable = OutputTable {
    file: "reasons.csv",
    ja: "児童と、結果より上位の希望ごとに 1 行。児童の ID と希望順位の順。一緒に決めるきょうだいは、世帯の組み合わせを児童と施設ごとにまとめる。",
    en: "One row per child and wish above its outcome, by child id and wish rank. Combinations of siblings decided together are summed up per child and facility.",
    columns: &[
        CHILD,
        HOUSEHOLD,
        column("wish_rank", "児童自身のリストでの順位", "place in the child's own list"),
        FACILITY,
        CHILD_CLASS,
        column("code", "理由コード", "reason code"),
        SEATS,
        column("applicants", "申込数", "children who list it"),
        column(
            "ahead",
            "優先順位が同じか上の、他世帯の児童が使った席",
            "seats taken by children of other households with the same or a higher priority",
        ),
        column("position", "待ち順", "place in the waiting list"),
        column(
            "score",
            "この児童の指数（優先順位が理由のとき）",
            "points of the child, where priority is the reason",
        ),
        column("lowest_score", "入所者の最低の指数（同上）", "points of the lowest admitted, likewise"),
        column(
            "decided_by",
            "決め手：`points`、`tie_1` …、`lottery`、`equal`（同順位）、`reserve`（優先枠の対象かどうか）",
            "what decided: `points`, `tie_1` ..., `lottery`, `equal`, `reserve` (who the seats are meant for)",
        ),
        column("sibling_id", "席が足りなかったきょうだい", "the sibling whose seat was missing"),
        column("sibling_facility_id", "その施設", "where it was missing"),
        column("needed", "そこで世帯に必要な席", "seats the household needs there"),
        column("room", "そこで可能だった席", "seats it could have there"),
        column(
            "household_wish_rank",
            "この施設を含む世帯の最上位の組み合わせの順位（結果より上位のもの）",
            "place of the household's best wish with it, among those above its outcome",
        ),
        column("text_ja", "説明（日本語）", "the reason in Japanese"),
        column("text_en", "説明（英語）", "the reason in English"),
        if_reserved(column(
            "reserved_for",
            "`RESERVED_SEATS` のとき、席が取り置かれている対象。優先枠のある募集だけ",
            "with `RESERVED_SEATS`, whom the seats are kept for. Only where seats are reserved",
        )),
    ],
};

/// All output tables of `allocate`.
pub const TABLES: [OutputTable; 4] = [ALLOCATION, CUTOFFS, WAITLIST, REASONS];
