//! The columns of every output table. The writers, the tests and `docs/outputs.md` all use this list.

mod capacity;
mod count;

pub use capacity::{FLEXIBLE, SEATS_DERIVED, SEATS_FACILITIES, SEATS_TABLES};
pub use count::{COUNT, COUNT_TABLES, EXCLUDED, OFFERS, OVERLAPS, PLAN, PLAN_SUPPLY, PLAN_TABLES, WAITING};

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

/// All output tables of `allocate`.
pub const TABLES: [OutputTable; 4] = [ALLOCATION, CUTOFFS, WAITLIST, REASONS];

/// `restore.csv`.
pub const RESTORE: OutputTable = OutputTable {
    file: "restore.csv",
    ja: "案と席の枠ごとに 1 行。どの案でも、優先順位に反する世帯のない配分ができる。",
    en: "One row per way and pool. With each way an allocation without blocking households exists.",
    columns: &[
        column("way", "案の番号。入所児童の多い順", "number of the way, most children seated first"),
        FACILITY,
        POOL_CLASS,
        SEATS,
        column("extra", "増やす席", "seats to be added"),
        column("added", "この案で増やす席の合計", "seats added by this way in all"),
        column("seated", "この案での入所児童数", "children seated with this way"),
    ],
};

/// `frontier.csv`.
pub const FRONTIER: OutputTable = OutputTable {
    file: "frontier.csv",
    ja: "許す世帯数ごとに 1 行。見つけた配分は独立に検証済み。",
    en: "One row per number of households that may block. What was found is judged independently.",
    columns: &[
        column("blocking_max", "優先順位に反してよい世帯の数", "households that may block at most"),
        column("seated", "見つけた配分の入所児童数", "children seated by the best allocation found"),
        column("blocking", "その配分で優先順位に反する世帯", "households that block in it"),
        column("seated_max", "これを超えることはない（証明済み）", "no allocation seats more (proven)"),
        column("bound", "上限の根拠", "what proves it"),
    ],
};

/// `sufficed.csv`.
pub(super) const SUFFICED: OutputTable = OutputTable {
    file: "sufficed.csv",
    ja: "児童の希望ごとに、何があれば足りたか（席があれば、指数があれば）。どれも全体を決め直して確かめた結果。個人の指数が分かるので公表しない。",
    en: "Per child and wish what would have sufficed, each decided anew. It tells points of children: do not publish it.",
    columns: &[
        CHILD,
        column(
            "wish_rank",
            "希望順位。児童全体についての行では空",
            "place of the wish; empty where a row speaks of the child as a whole",
        ),
        column(
            "change",
            "変えたもの: `points` 指数、`seats` 席、`terms` きょうだいの条件、`wish` ほかの希望",
            "what was changed: `points`, `seats`, `terms` (the sibling condition), `wish` (another wish)",
        ),
        column(
            "suffices",
            "足りたかどうか（`true`、`false`）",
            "whether it would have sufficed: `true`, `false`",
        ),
        column("more", "あと何点、何席", "so many points, or seats, more"),
        column(
            "facility_ids",
            "そのとき決まる施設（`wish` では決まることのできた施設すべて）",
            "what the child would get; of `wish` all that it could have got",
        ),
        column("text_ja", "説明", "the sentence in Japanese"),
        column("text_en", "説明（英語）", "the sentence in English"),
    ],
};

/// `seat_values.csv`.
pub(super) const SEAT_VALUES: OutputTable = OutputTable {
    file: "seat_values.csv",
    ja: "席の枠ごとに 1 行。席が一つ多い（少ない）ときに、同じ規則でどう変わるか。",
    en: "One row per pool: what changes under the same rule with one seat more, or one less.",
    columns: &[
        FACILITY,
        POOL_CLASS,
        column(
            "reserved_for",
            "優先枠の対象。空なら一般の席",
            "whom the seats are reserved for; empty = open seats",
        ),
        SEATS,
        column("more_seated", "1 席増: 入所児童数の増減", "one seat more: children seated more"),
        column("more_better", "1 席増: 希望順位が上がる世帯", "one seat more: households with a better wish"),
        column(
            "more_worse",
            "1 席増: 希望順位が下がる世帯",
            "one seat more: households with a worse wish, or none",
        ),
        column(
            "more_blocking",
            "1 席増: 優先順位に反する世帯の増減",
            "one seat more: blocking households more",
        ),
        column(
            "less_seated",
            "1 席減: 入所児童数の増減。減らせる席がなければ空",
            "one seat less: children seated more; empty where there is no seat to take away",
        ),
        column("less_better", "1 席減: 希望順位が上がる世帯", "one seat less: households with a better wish"),
        column(
            "less_worse",
            "1 席減: 希望順位が下がる世帯",
            "one seat less: households with a worse wish, or none",
        ),
        column(
            "less_blocking",
            "1 席減: 優先順位に反する世帯の増減",
            "one seat less: blocking households more",
        ),
        column("proven", "すべての数が証明済みか", "whether all these numbers are proven"),
    ],
};

/// The tables of plans: what `restore`, `frontier` and `worth` write.
pub const PLANS: [OutputTable; 4] = [RESTORE, FRONTIER, SEAT_VALUES, SUFFICED];

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
