//! The names that templates of nursery letters may use beside those of all letters.

use crate::letters::shape::Shape::{List, Number, Record, Text, YesNo};
use crate::letters::shape::{Name, Shape, name};

/// What only letters of nurseries are given.
pub(in crate::letters) static NAMES: &[Name] = &[
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
    name(
        "wishes",
        List(&WISH),
        "結果より上位の希望と、それぞれの理由。希望順位の順",
        "the wishes above its outcome, each with the reason, in order",
    ),
    name("words", Record(WORDS), "手紙の言語での見出し", "labels in the language of the letter"),
];

static WISH: Shape = Record(WISHES);

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
