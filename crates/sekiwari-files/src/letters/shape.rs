//! The names that a template may use: what a letter is given, and what each name holds. The checks of templates, the documents and the
//! values themselves are held against these lists; what only the letters of one programme are given stands in their rooms.

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

pub(super) const fn name(name: &'static str, shape: Shape, ja: &'static str, en: &'static str) -> Name {
    Name { name, shape, ja, en }
}

use Shape::{List, Number, Record, Text, YesNo};

/// What every letter is given, of whichever programme.
pub(super) static SHARED: &[Name] = &[
    name(
        "kind",
        Text,
        "`offer` 内定 (クラブは利用承認)、`refusal` 保留 (不承認・待機)、`kept` 在園継続 (継続利用)",
        "`offer`, `refusal`, `kept`",
    ),
    name("language", Text, "手紙の言語", "the language of the letter"),
    name(
        "date",
        Text,
        "手紙の日付 (`--date`)。なければ空",
        "the date of the letter (`--date`); empty if none",
    ),
    name("office", Text, "差出人 (`--office`)。なければ空", "the sender (`--office`); empty if none"),
    name("round", Record(ROUND), "募集", "the round"),
    name("reason", Record(REASON), "決定の主な理由", "the main reason of the decision"),
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
];

static ROUND: &[Name] = &[
    name("name", Text, "募集の名称", "its name"),
    name("fiscal_year", Number, "年度", "the fiscal year"),
    name("entry_date", Text, "入所日・利用開始日", "the entry date"),
    name("rule", Text, "決定方式", "the rule that decided"),
    name("seed", Text, "抽選の種", "the seed of the lottery"),
    name("digest", Text, "入力のダイジェスト (SHA-256)", "the digest of the input (SHA-256)"),
    name("version", Text, "プログラムの版", "the version of the program"),
];

static REASON: &[Name] =
    &[name("code", Text, "理由コード", "the reason code"), name("text", Text, "理由", "the reason in words")];

/// Filters that templates may use.
pub(super) const FILTERS: [&str; 9] =
    ["capitalize", "default", "first", "join", "last", "length", "lower", "upper", "trim"];

/// Tests that templates may use (`is none`).
pub(super) const TESTS: [&str; 4] = ["defined", "none", "odd", "even"];
