//! The names that a template may use: what a letter is given, and what each name holds. The checks of templates, the documents and the
//! values themselves are held against this one list.

/// What a name holds.
#[derive(Debug)]
pub(super) enum Shape {
    /// A text; a missing one is empty.
    Text,
    /// A number as text; nothing where there is none (`is not none`).
    Number,
    /// True or false.
    YesNo,
    /// Several of these.
    List(&'static Shape),
    /// Names of its own.
    Record(&'static [Name]),
}

/// A name.
#[derive(Debug)]
pub(super) struct Name {
    pub(super) name: &'static str,
    pub(super) shape: Shape,
    pub(super) ja: &'static str,
    pub(super) en: &'static str,
}

const fn name(name: &'static str, shape: Shape, ja: &'static str, en: &'static str) -> Name {
    Name { name, shape, ja, en }
}

use Shape::{List, Number, Record, Text, YesNo};

/// What a letter is given.
pub(super) static CONTEXT: &[Name] = &[
    name("kind", Text, "`offer` 内定、`refusal` 保留、`kept` 在園継続", "`offer`, `refusal`, `kept`"),
    name("language", Text, "手紙の言語", "the language of the letter"),
    name(
        "date",
        Text,
        "手紙の日付 (`--date`)。なければ空",
        "the date of the letter (`--date`); empty if none",
    ),
    name("office", Text, "差出人 (`--office`)。なければ空", "the sender (`--office`); empty if none"),
    name("round", Record(ROUND), "募集", "the round"),
    name("child", Record(CHILD), "児童", "the child"),
    name(
        "facility",
        Record(FACILITY),
        "決まった施設。保留なら空",
        "the facility it gets; empty in a refusal",
    ),
    name(
        "seat",
        Text,
        "優先枠の席のとき、その対象。ほかは空",
        "whom its seat is reserved for; empty for open seats",
    ),
    name("rank", Number, "決まった施設の希望順位", "the place of that facility in its list"),
    name("by_hand", YesNo, "個別の決定によるか", "whether it was decided by hand"),
    name("reason", Record(REASON), "決定の主な理由", "the main reason of the decision"),
    name(
        "wishes",
        List(&WISH),
        "結果より上位の希望と、それぞれの理由。希望順位の順",
        "the wishes above its outcome, each with the reason, in order",
    ),
    name(
        "sufficed",
        List(&Text),
        "何があれば入所となったか (文、`--sufficed` のとき)。ほかは空",
        "what would have sufficed for a seat, as sentences (with `--sufficed`); otherwise empty",
    ),
    name(
        "shows_points",
        YesNo,
        "指数を示すか (`--no-points` で示さない)",
        "whether points are shown (not with `--no-points`)",
    ),
    name("words", Record(WORDS), "手紙の言語での見出し", "labels in the language of the letter"),
];

static WISH: Shape = Record(WISHES);

static ROUND: &[Name] = &[
    name("name", Text, "募集の名称", "its name"),
    name("fiscal_year", Number, "年度", "the fiscal year"),
    name("entry_date", Text, "入所日", "the entry date"),
    name("rule", Text, "決定方式", "the rule that decided"),
    name("seed", Text, "抽選の種", "the seed of the lottery"),
    name("digest", Text, "入力のダイジェスト (SHA-256)", "the digest of the input (SHA-256)"),
    name("version", Text, "プログラムの版", "the version of the program"),
];

static CHILD: &[Name] = &[
    name("id", Text, "児童の ID", "its id"),
    name("household", Text, "世帯の ID", "the id of its household"),
    name("class", Number, "歳児クラス", "its age class"),
    name("class_name", Text, "クラスの名称", "its age class in words"),
];

static FACILITY: &[Name] = &[
    name("id", Text, "施設の ID", "its id"),
    name("name", Text, "施設の名称。なければ ID", "its name, or its id where it has none"),
];

static REASON: &[Name] =
    &[name("code", Text, "理由コード", "the reason code"), name("text", Text, "理由", "the reason in words")];

static WISHES: &[Name] = &[
    name("rank", Number, "希望順位", "its place in the list"),
    name("label", Text, "「第1希望」など", "the place in words"),
    name("facility_id", Text, "施設の ID", "the id of the facility"),
    name("facility", Text, "施設の名称", "its name"),
    name("code", Text, "理由コード", "the reason code"),
    name("sentence", Text, "理由の文", "the reason as a sentence"),
    name("seats", Number, "席の数", "seats, open and held"),
    name("applicants", Number, "申込みの人数", "children who ask for them"),
    name("ahead", Number, "先の順位の児童の席", "seats taken by those who come first"),
    name("position", Number, "待ち順", "the place in the waiting list"),
    name(
        "points",
        Number,
        "児童の指数 (優先順位が理由のとき)",
        "the child's points, where priority is the reason",
    ),
    name("lowest_points", Number, "入所者の最低の指数 (同上)", "the lowest points admitted, likewise"),
    name("tie_key", Text, "同点時の基準が決め手のとき、その名称", "the tie key, where one decided"),
    name("decided_by", Text, "決め手", "what decided the order"),
];

static WORDS: &[Name] = &[
    name("child", Text, "児童番号", "child number"),
    name("class", Text, "クラス", "class"),
    name("facility", Text, "施設", "facility"),
    name("entry_date", Text, "入所予定日", "entry date"),
    name("rank", Text, "希望順位", "place in the list"),
    name("reason", Text, "理由", "reason"),
    name("seats", Text, "席の数", "seats"),
    name("applicants", Text, "申込みの人数", "applicants"),
    name("position", Text, "待ち順", "place in the waiting list"),
    name("points", Text, "お子さんの指数", "the child's points"),
    name("lowest_points", Text, "最低の指数", "the lowest points"),
    name("decided_by", Text, "決め手", "what decided"),
    name("record", Text, "決定の記録", "record of the decision"),
];

/// Filters that templates may use.
pub(super) const FILTERS: [&str; 9] =
    ["capitalize", "default", "first", "join", "last", "length", "lower", "upper", "trim"];

/// Tests that templates may use (`is none`).
pub(super) const TESTS: [&str; 4] = ["defined", "none", "odd", "even"];
