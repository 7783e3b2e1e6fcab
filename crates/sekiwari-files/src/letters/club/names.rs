//! The names that templates of club letters may use beside those of all letters.

use crate::letters::shape::Shape::{List, Number, Record, Text, YesNo};
use crate::letters::shape::{Name, Shape, name};

/// What only letters of after-school clubs are given.
pub(in crate::letters) static NAMES: &[Name] = &[
    name("child", Record(CHILD), "児童", "the child"),
    name("club", Record(CLUB), "決まったクラブ。不承認なら空", "the club it gets; empty in a refusal"),
    name(
        "weekdays",
        Text,
        "決まった曜日。不承認なら空",
        "the weekdays on which it comes; empty in a refusal",
    ),
    name(
        "calendar",
        List(&SPAN),
        "利用する期間とその曜日 (曜日の同じ期間はまとめる)",
        "the seasons in which it comes with the weekdays of each; seasons with the same ones together",
    ),
    name(
        "closed_seasons",
        Text,
        "申し込んだ期間のうち、このクラブを利用できない期間 (開所していない)。なければ空",
        "the seasons applied for in which the club is not open on these days; empty if none",
    ),
    name(
        "fewer_days",
        YesNo,
        "希望した曜日のうち決まらなかった曜日があるか",
        "whether some weekday that was wanted is not given",
    ),
    name(
        "missing_weekdays",
        Text,
        "希望した曜日のうち決まらなかった曜日。不承認なら空",
        "the weekdays that were wanted and are not given; empty in a refusal",
    ),
    name(
        "fewer_note",
        Text,
        "希望した曜日のすべてをこのクラブで希望リストに載せていないとき、そのわけ。ほかは空 (理由は `same_club`)",
        "where its list has no wish for more days at this club: why; otherwise empty (the reason is in `same_club`)",
    ),
    name(
        "route",
        Record(ROUTE),
        "送迎の路線。使わなければ空",
        "the route that takes it there; empty if none",
    ),
    name(
        "own_way",
        YesNo,
        "学区のクラブではなく送迎もないか (新たに決まったとき)",
        "whether a new seat is at no home club and no route leads there",
    ),
    name(
        "rank",
        Number,
        "希望リストでの順位 (曜日を減らした希望も数える、`allocation.csv` の `wish_rank`)",
        "the place of the outcome in the list, wishes for fewer days counted (`wish_rank` of `allocation.csv`)",
    ),
    name(
        "choice",
        Number,
        "決まったクラブが、希望したクラブのうち何番目か",
        "the place of its club among the clubs of its list",
    ),
    name(
        "list_made",
        YesNo,
        "希望の記載がなく、学区と近隣のクラブを希望として扱ったか",
        "whether it gave no list, so that its home clubs and those nearby count as one",
    ),
    name(
        "same_club",
        List(&WISH),
        "決まったクラブでの、より上位の曜日の組み合わせ (0 または 1 件)",
        "the wishes above its outcome for the club that it got, on other days (none or one)",
    ),
    name(
        "wishes",
        List(&WISH),
        "結果より上位の、ほかのクラブごとに 1 件とその理由。希望順位の順",
        "the wishes above its outcome for other clubs, one for each club with the reason, in order",
    ),
    name(
        "waits",
        YesNo,
        "どこかのクラブの待ち順にあるか",
        "whether it stands in the waiting list of some club",
    ),
    name("words", Record(WORDS), "手紙の言語での見出し", "labels in the language of the letter"),
];

static WISH: Shape = Record(WISHES);
static SPAN: Shape = Record(SPANS);

static CHILD: &[Name] = &[
    name("id", Text, "児童の ID", "its id"),
    name("household", Text, "世帯の ID", "the id of its household"),
    name("grade", Number, "学年", "its grade"),
    name("grade_name", Text, "学年の名称", "its grade in words"),
    name("weekdays", Text, "希望した曜日", "the weekdays that it wants"),
    name("seasons", Text, "申し込んだ利用期間", "the seasons that it applied for"),
];

static CLUB: &[Name] = &[
    name("id", Text, "クラブの ID", "its id"),
    name("name", Text, "クラブの名称。なければ ID", "its name, or its id where it has none"),
];

static SPANS: &[Name] =
    &[name("seasons", Text, "期間", "the seasons"), name("weekdays", Text, "曜日", "the weekdays")];

static ROUTE: &[Name] = &[
    name("id", Text, "路線の ID", "its id"),
    name("seasons", Text, "送迎のある期間 (授業期間)", "when it runs (in school terms)"),
    name("weekdays", Text, "送迎を使う曜日", "the weekdays on which it takes the child"),
];

static WISHES: &[Name] = &[
    name(
        "rank",
        Number,
        "このクラブの最初の希望の順位 (`reasons.csv` の `wish_rank`)",
        "the place of the first wish for this club (`wish_rank` of `reasons.csv`)",
    ),
    name("choice", Number, "希望したクラブのうち何番目か", "the place of the club among those of the list"),
    name("label", Text, "「第1希望」など", "the same in words"),
    name("club_id", Text, "クラブの ID", "the id of the club"),
    name("club", Text, "クラブの名称", "its name"),
    name("weekdays", Text, "その希望の曜日", "the weekdays of that wish"),
    name("route", Text, "その希望に要る送迎の路線。なければ空", "the route that it needs; empty if none"),
    name("code", Text, "理由コード", "the reason code"),
    name("sentence", Text, "理由の文", "the reason in sentences"),
    name("full", Text, "席のない期間と曜日", "the days without a seat"),
    name("tightest", Text, "そのうち最も席の足りない日", "of these, the one on which most is missing"),
    name("seats", Number, "その日の席", "seats on that day"),
    name("ahead", Number, "その日の、先の順位の児童の席", "seats on that day taken by those who come first"),
    name("position", Number, "このクラブの待ち順", "the place in the waiting list of the club"),
    name(
        "points",
        Number,
        "児童の指数 (優先順位が理由のとき)",
        "the child's points, where priority is the reason",
    ),
    name(
        "lowest_points",
        Number,
        "その日の最後の順位の児童の指数 (同上)",
        "the points of the last child admitted on that day, likewise",
    ),
    name("tie_key", Text, "同点時の基準が決め手のとき、その名称", "the tie key, where one decided"),
    name("decided_by", Text, "決め手", "what decided the order"),
    name(
        "lines",
        Number,
        "ここにまとめた希望の数 (1 と、曜日を変えた組み合わせ)",
        "how many wishes are told here: one, and those for other sets of days",
    ),
    name(
        "also",
        List(&Text),
        "曜日を変えた組み合わせについての文。なければ空",
        "sentences about those for other sets of days; empty if there are none",
    ),
];

static WORDS: &[Name] = &[
    name("child", Text, "児童番号", "child number"),
    name("grade", Text, "学年", "grade"),
    name("club", Text, "クラブ", "club"),
    name("entry_date", Text, "利用開始日", "first day"),
    name("seasons", Text, "利用期間", "seasons"),
    name("weekdays", Text, "利用する曜日", "weekdays"),
    name("wanted_weekdays", Text, "希望した曜日", "weekdays wanted"),
    name("wanted_seasons", Text, "申し込んだ利用期間", "seasons applied for"),
    name("missing_weekdays", Text, "利用できない曜日", "weekdays not given"),
    name("closed_seasons", Text, "開所していない期間", "seasons in which it is not open"),
    name("transport", Text, "送迎", "transport"),
    name("own_way", Text, "ご家庭での送迎", "by the family's own means"),
    name("choice", Text, "希望順位", "place in the list"),
    name("reason", Text, "理由", "reason"),
    name("seats", Text, "席の数", "seats"),
    name("position", Text, "待ち順", "place in the waiting list"),
    name("points", Text, "お子さんの指数", "the child's points"),
    name("lowest_points", Text, "最後の順位の児童の指数", "the points of the last child admitted"),
    name("decided_by", Text, "決め手", "what decided"),
    name("record", Text, "決定の記録", "record of the decision"),
];
