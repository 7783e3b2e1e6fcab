//! The keys of `round.toml`. Reading and the format reference both follow these tables.

use crate::finding::Text;
use crate::round::Programme;

/// One key: name, what it takes, whether it must be there, its meaning.
pub(in crate::round) type Key = (&'static str, &'static str, bool, Text);

/// Keys of every programme.
static COMMON: &[Key] = &[
    ("programme", "`nursery`, `club`, `daily`", true, Text { ja: "事業", en: "programme" }),
    (
        "name",
        "text",
        true,
        Text {
            ja: "募集回の名前 (すべての出力に表示)", en: "name of the round, shown on every output"
        },
    ),
    (
        "fiscal_year",
        "integer",
        true,
        Text {
            ja: "年度 (西暦)。歳児クラス・学年はここから決まる",
            en: "fiscal year; age classes and grades follow from it",
        },
    ),
    ("entry_date", "date", true, Text { ja: "入所日", en: "day on which seats are taken up" }),
    ("allocate.mechanism", "name", false, Text { ja: "配分の方式", en: "mechanism" }),
    (
        "allocate.ties",
        "`strict`, `weak`",
        false,
        Text { ja: "同順位の扱い (既定 strict)", en: "what ties mean (default strict)" },
    ),
    (
        "allocate.objective",
        "list of names",
        false,
        Text {
            ja: "目的の順序 (既定 `[\"seated\", \"rank-sum\"]`)",
            en: "objective, in order (default `[\"seated\", \"rank-sum\"]`)",
        },
    ),
    (
        "allocate.time_limit_s",
        "integer",
        false,
        Text {
            ja: "探索の時間の上限 (秒、既定 60)", en: "time limit of the search in seconds (default 60)"
        },
    ),
    (
        "priority.lottery_seed",
        "integer",
        false,
        Text { ja: "抽選の種 (既定 0)", en: "lottery seed (default 0)" },
    ),
    (
        "priority.rulebook",
        "file",
        false,
        Text {
            ja: "点数規則のファイル (募集のフォルダの中)。点数の表 (scores) の代わりに点数を計算する",
            en: "rulebook, a file in the folder of the round; computes the scores instead of the table `scores`",
        },
    ),
    (
        "priority.lottery_commitment",
        "text",
        false,
        Text {
            ja: "抽選の前に公表した約束: 文字列「種:合言葉」の SHA-256 (16 進)。種と合わなければエラー",
            en: "what was published before the draw: SHA-256 of the text `seed:nonce` in hexadecimal; the seed has to match",
        },
    ),
    (
        "priority.lottery_nonce",
        "text",
        false,
        Text {
            ja: "約束の合言葉 (種を当てられないようにする 16 文字以上の文字列)",
            en: "nonce of the commitment: 16 characters or more, so that the seed cannot be found by trying",
        },
    ),
];

/// Keys of nursery rounds.
static NURSERY: &[Key] = &[
    (
        "count.municipality",
        "text",
        false,
        Text {
            ja: "集計する市町村の名前。調査の表の居住市町村と比べる",
            en: "name of the municipality that counts; held against the residences of the survey",
        },
    ),
    (
        "count.order",
        "list of names",
        false,
        Text {
            ja: "複数の除外に当たる児童をどれで数えるか、先の順。書かないものは既定の順で後に続く",
            en: "under which exclusion a child is counted that meets several, first one first; those not named follow in the default order",
        },
    ),
    (
        "count.transfers",
        "`users`, `deferred`",
        false,
        Text {
            ja: "転園を希望して今の席に残った児童を、利用児童とするか、保留児童として数えてから除くか (既定 users)",
            en: "children who wish to move and keep their seat: users, or deferred and then excluded (default users)",
        },
    ),
    (
        "count.specific_place",
        "`refused`, `confirmed`",
        false,
        Text {
            ja: "「特定の施設のみ希望」とする条件: 個別に案内した施設を断ったこと、またはさらにその施設に通える空きがあることを確かめられること (既定 refused)",
            en: "what it takes to wait for certain places only: an individual offer was refused, or besides that place is found open within reach (default refused)",
        },
    ),
    (
        "count.reach_minutes",
        "integer",
        false,
        Text { ja: "無理なく通える時間 (分、既定 30)", en: "minutes within reach (default 30)" },
    ),
    (
        "count.speed_kmh",
        "integer",
        false,
        Text {
            ja: "通園時間の表にない組の速さ (時速 km、既定 20)",
            en: "speed where no travel time is given, in km/h (default 20)",
        },
    ),
    (
        "count.detour_percent",
        "integer",
        false,
        Text {
            ja: "直線距離に対する道のりの割合 (%、既定 130)",
            en: "length of the way in percent of the straight line (default 130)",
        },
    ),
    (
        "capacity.standards",
        "file",
        false,
        Text {
            ja: "配置と面積の基準のファイル (募集のフォルダの中)。既定は国の基準",
            en: "standards of staff and area, a file in the folder of the round; the national ones if not given",
        },
    ),
    (
        "capacity.rounding",
        "`cut`, `round`",
        false,
        Text {
            ja: "必要保育士数の小数第 2 位の扱い: 切り捨て (既定) か四捨五入",
            en: "the second decimal of teachers needed: cut (default) or rounded",
        },
    ),
    (
        "capacity.mode",
        "`facility`, `per-group`",
        false,
        Text {
            ja: "必要保育士数の数え方: 施設全体で合計して四捨五入 (既定) か、年齢の組ごとに切り上げ",
            en: "teachers needed: summed over the facility and rounded (default), or rounded up in every age group",
        },
    ),
    (
        "capacity.ratios",
        "`current`, `tolerated`",
        false,
        Text {
            ja: "配置基準: 現行 (既定) か、経過措置で認められる従前の基準も使う",
            en: "ratios: those in force (default), or also older ones that are still tolerated",
        },
    ),
];

/// Keys of rounds of clubs.
static CLUB: &[Key] = &[
    (
        "club.order",
        "list of names",
        false,
        Text {
            ja: "クラブが児童を並べる順。前の項目から比べ、同じなら点数の同点項目、抽選の順で決める (既定 `[\"always\", \"yearly\", \"continuing\", \"home\", \"first-grades\", \"score\", \"grade\"]`)",
            en: "what is compared when a club ranks children, in turn; then the tie keys of the scores, then the lottery (default `[\"always\", \"yearly\", \"continuing\", \"home\", \"first-grades\", \"score\", \"grade\"]`)",
        },
    ),
    (
        "club.first_grades",
        "integer",
        false,
        Text {
            ja: "first-grades で先になる学年: 1 年からこの学年まで (既定 3)。障害のある児童も先になる",
            en: "grades that come first under `first-grades`: from 1 to this one (default 3); disabled children come first too",
        },
    ),
    (
        "club.lists",
        "`neighbours`, `home`",
        false,
        Text {
            ja: "希望のない児童に作る希望順: 地区のクラブに続けて近隣の地区のクラブも (既定)、または地区のクラブだけ",
            en: "lists made for children without wishes: their home clubs and then those of neighbouring districts (default), or home clubs only",
        },
    ),
    (
        "club.neighbours",
        "integer",
        false,
        Text {
            ja: "作る希望順に入れるクラブは、何地区先までか (既定 1)",
            en: "how many districts away a club on a list that is made may be (default 1)",
        },
    ),
    (
        "club.overflow",
        "`any`, `transport`, `own`, `no`",
        false,
        Text {
            ja: "作る希望順で、地区外のクラブへの行き方: 送迎があればそれで、なければ家庭で (any、既定)、送迎のあるクラブだけ (transport)、家庭で (own)、地区外には行かない (no)",
            en: "how children get to clubs of other districts on lists that are made: by transport where there is some, else by themselves (`any`, default); only by transport; only by themselves (`own`); not at all",
        },
    ),
    (
        "club.fewer_days",
        "`club-first`, `days-first`",
        false,
        Text {
            ja: "少ない日数でもよい児童 (min_days) で先にするもの: クラブ (既定) か日数",
            en: "what comes first for children who accept fewer days (`min_days`): the club (default) or the days",
        },
    ),
    (
        "club.area_per_child_m2",
        "decimal as text",
        false,
        Text {
            ja: "児童一人あたりの面積 (m2、小数点以下 2 桁まで、既定 \"1.65\")",
            en: "area per child in square metres, at most two decimals (default \"1.65\")",
        },
    ),
    (
        "club.limit_per_unit",
        "integer",
        false,
        Text { ja: "支援の単位の児童数 (既定 40)", en: "children of a unit (default 40)" },
    ),
    (
        "club.hard_limit_per_unit",
        "integer",
        false,
        Text {
            ja: "決して超えない支援の単位の児童数。既定は limit_per_unit と同じ",
            en: "children of a unit that are never exceeded; `limit_per_unit` if not given",
        },
    ),
    (
        "club.limit",
        "`soft`, `hard`",
        false,
        Text {
            ja: "席を数えるときの児童数: limit_per_unit (soft、既定) か hard_limit_per_unit (hard)",
            en: "which of the two counts for seats: `limit_per_unit` (`soft`, default) or `hard_limit_per_unit`",
        },
    ),
    (
        "club.staff_per_unit",
        "integer",
        false,
        Text { ja: "支援の単位の職員数 (既定 2)", en: "staff of a unit (default 2)" },
    ),
    (
        "club.qualified_per_unit",
        "integer",
        false,
        Text {
            ja: "そのうち放課後児童支援員の数 (既定 1)", en: "qualified staff among them (default 1)"
        },
    ),
];

/// Keys of rounds of day services.
static DAILY: &[Key] = &[
    ("daily.from", "date", true, Text { ja: "期間の最初の日", en: "first day of the period" }),
    (
        "daily.to",
        "date",
        true,
        Text { ja: "期間の最後の日 (366 日まで)", en: "last day of the period, at most 366 days" },
    ),
    (
        "daily.order",
        "list of names",
        false,
        Text {
            ja: "申込みを見ていく順。前の項目から比べ、同じなら抽選の順 (既定 `[\"need\", \"uses\", \"time\"]`)",
            en: "the order in which requests are considered, then the lottery (default `[\"need\", \"uses\", \"time\"]`)",
        },
    ),
    (
        "daily.reasons",
        "list of texts",
        false,
        Text {
            ja: "利用の理由、優先するものが先 (既定 `[\"urgent\", \"regular\", \"private\"]`)",
            en: "reasons, greatest need first (default `[\"urgent\", \"regular\", \"private\"]`)",
        },
    ),
    (
        "daily.slots",
        "list of times",
        false,
        Text {
            ja: "一日を分ける時刻、早い順に 2 から 33 (既定 `[\"08:00\", \"12:30\", \"17:00\"]`)",
            en: "times that cut the day into slots, 2 to 33, rising (default `[\"08:00\", \"12:30\", \"17:00\"]`)",
        },
    ),
    (
        "daily.half",
        "time",
        false,
        Text {
            ja: "午前と午後の境。daily.slots の一つ (既定 12:30、なければ真ん中の時刻)",
            en: "where the half days meet, one of daily.slots (default 12:30, else the one in the middle)",
        },
    ),
    (
        "daily.uses",
        "`service`, `all`",
        false,
        Text {
            ja: "利用の回数を事業の種類ごと (一時預かり、休日、病児・病後児) に数えるか、合わせて数えるか (既定 service)",
            en: "whether uses count for each kind of service (temporary, holiday, sick with convalescent) or together (default service)",
        },
    ),
    (
        "daily.alternatives",
        "`date-first`, `site-first`",
        false,
        Text {
            ja: "日と施設がいくつもあるとき、先の日のすべての施設を先にするか、先の施設のすべての日を先にするか (既定 date-first)",
            en: "where a request lists several dates and sites: all sites on the first date first (default), or all dates at the first site",
        },
    ),
];

/// Keys that all programmes have but the daily one: it has no year that seats are taken up in, no points, and one objective.
const NOT_DAILY: [&str; 5] =
    ["fiscal_year", "entry_date", "allocate.ties", "allocate.objective", "priority.rulebook"];

impl Programme {
    /// The keys of all programmes, then its own.
    pub(in crate::round) fn keys(self) -> impl Iterator<Item = &'static Key> {
        let has = move |key: &&Key| self != Programme::Daily || !NOT_DAILY.contains(&key.0);
        COMMON.iter().filter(has).chain(self.own_keys())
    }

    /// The keys that only its rounds have.
    pub(in crate::round) const fn own_keys(self) -> &'static [Key] {
        match self {
            Programme::Nursery => NURSERY,
            Programme::Club => CLUB,
            Programme::Daily => DAILY,
        }
    }
}

/// The programme to which a key belongs that not all have.
pub(super) fn owner(key: &str) -> Option<Programme> {
    let owns = |p: &Programme| p.own_keys().iter().any(|k| k.0 == key);
    Programme::NAMES.iter().map(|(_, p)| *p).find(owns)
}

/// Whether some programme has the key.
pub(super) fn is_known(key: &str) -> bool {
    COMMON.iter().any(|k| k.0 == key) || owner(key).is_some()
}
