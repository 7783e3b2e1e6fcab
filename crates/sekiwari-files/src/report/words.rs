//! The words of the page, in one table. Sentences with numbers stand in the sections.

use sekiwari::Lang;
use sekiwari::programme::daily::Service;

/// A word in both languages.
#[derive(Clone, Copy)]
pub(super) struct Word {
    ja: &'static str,
    en: &'static str,
}

impl Word {
    pub(super) const fn in_lang(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Ja => self.ja,
            Lang::En => self.en,
        }
    }
}

macro_rules! words {
    ($($name:ident: $ja:literal, $en:literal;)*) => {
        $(pub(super) const $name: Word = Word { ja: $ja, en: $en };)*
    };
}

words! {
    // What is counted.
    CHILDREN: "申込児童", "Applicants";
    REQUESTS: "申込み", "Requests";
    FIRST_WISH: "第1希望で内定", "First wish";
    OTHER_WISH: "第2希望以下で内定", "Another wish";
    PLACED: "内定", "Placed";
    KEPT: "継続", "Kept";
    CONFIRMED: "確定済み", "Confirmed before";
    UNPLACED: "保留", "Unplaced";
    REFUSED: "利用なし", "Refused";
    SEATED: "席のある児童", "With a seat";
    BLOCKING: "優先順位に反する世帯", "Blocking households";
    SEATS: "席", "Seats";
    TAKEN: "利用", "Taken";
    LEFT: "空き", "Left";
    FIRST_WISHES: "第1希望の申込み", "First wishes";
    APPLICANTS: "申込み (順位を問わず)", "On any list";
    LOWEST: "最低の指数", "Lowest points";
    WAITING: "待っている児童", "Waiting";
    UNMET: "第1希望で席なし", "Unmet first wishes";
    FACILITY: "施設", "Facility";
    CLUB: "クラブ", "Club";
    KIND: "種別", "Kind";
    DISTRICT: "地区", "District";
    SCHOOL_DISTRICT: "学区", "School district";
    CLASS: "歳児クラス", "Age class";
    GRADE: "学年", "Grade";
    SERVICE: "事業", "Service";
    SHARE: "内訳", "Shares";
    RATE: "席のある割合", "Seat rate";
    ALL: "計", "All";
    UNKNOWN: "不明", "Not known";
    TODAY: "現状", "Today";
    SCENARIO: "シナリオ", "Scenario";
    DIFFERENCE: "差", "Difference";
    RANGE: "10回に8回の範囲", "Eight draws in ten";
    COST: "費用", "Cost";
    YEAR: "年度", "Year";
    PROVEN: "証明済み", "Proven";
    NOT_PROVEN: "証明なし", "Not proven";
    FILE: "ファイル", "File";
    // Titles of sections.
    T_PROVEN: "証明されていることと読み方", "What is proven, and how to read it";
    T_RANKS: "希望順位", "Wish ranks";
    T_MAP: "施設の地図", "Map of the facilities";
    T_FACILITIES: "施設", "Facilities";
    T_CUTOFFS: "施設・クラス別の申込みと最低の指数", "Seats, applications and lowest points";
    T_CLUBS: "クラブ・曜日別の利用", "Clubs by weekday";
    T_CALENDAR: "日ごとの利用", "The calendar";
    T_REASONS: "利用できない理由", "Why requests were refused";
    T_FAMILIES: "きょうだいと転園", "Siblings and transfers";
    T_CONFLICT: "優先順位に反する世帯が避けられない理由", "Why some household must block";
    T_FRONTIER: "席のある児童と優先順位の関係", "Children seated against blocking households";
    T_WHATIF: "シナリオの試算", "A scenario beside today";
    T_SITE: "候補地の選定", "Choice of sites";
    T_YEARS: "年次計画", "The years ahead";
    T_RESTORE: "反する世帯をなくすための席", "Seats that would make it stable";
    T_WORTH: "1席の価値", "What one seat is worth";
    T_SUFFICED: "何があれば足りたか", "What would have sufficed";
    T_SWEEP: "組合せの一覧", "A sweep of scenarios";
    T_ACCESS: "席への近さ", "Access to seats";
    T_FAIRNESS: "世帯の区分別の入所率", "Seat rates by kind of household";
    T_COUNT: "待機児童の集計", "The official count of waiting children";
    T_PLAN: "量の見込みと確保方策", "Demand and supply";
    T_NEEDS: "クラブの不足", "What clubs lack";
    T_UNITS: "支援の単位", "Units of the clubs";
    T_SEASON: "期間の試算", "A period drawn again and again";
    T_SOURCES: "出典と検証", "Sources and verification";
}

/// Mechanisms: the name in the glossary.
pub(super) fn mechanism(name: &str, lang: Lang) -> &str {
    let (ja, en) = match name {
        "stable-optimal" => ("安定最適", "stable-optimal"),
        "deferred-acceptance" => ("受入保留方式", "deferred acceptance"),
        "points-order" => ("指数順", "points order"),
        "wish-order" => ("希望順位優先", "wish order"),
        "first-choice" => ("第1希望のみ", "first choice only"),
        "cutoff" => ("基準点方式", "cut-offs"),
        "max-placement" => ("最多入所", "most placed"),
        "priority" => ("優先順位順", "order of priority"),
        "first-come" => ("先着順", "first come, first served"),
        other => return other,
    };
    lang.pick(ja, en)
}

/// The heading of what children are grouped by.
pub(super) fn group_head(programme: &str, lang: Lang) -> &'static str {
    match programme {
        "club" => GRADE,
        "daily" => SERVICE,
        _ => CLASS,
    }
    .in_lang(lang)
}

/// A group: an age class, a grade, a service.
pub(super) fn group(programme: &str, group: &str, lang: Lang) -> String {
    match programme {
        "club" => lang.pick(format!("{group}年生"), format!("grade {group}")),
        "daily" => service(group, lang).to_owned(),
        _ => class(group, lang),
    }
}

/// An age class, or classes that share seats.
pub(super) fn class(class: &str, lang: Lang) -> String {
    lang.pick(format!("{class}歳児"), format!("class {class}"))
}

/// A day service.
pub(super) fn service(name: &str, lang: Lang) -> &str {
    let known = Service::NAMES.iter().find(|(n, _)| *n == name);
    known.map_or(name, |(_, service)| service.label(lang))
}

/// Kinds of facilities, as far as rounds name them by these words; others stand as they are.
pub(super) fn kind(kind: &str, lang: Lang) -> &str {
    let (ja, en) = match kind {
        "nursery" => ("保育所", "nursery"),
        "kodomoen" => ("認定こども園", "kodomoen"),
        "kodomoen_youho" => ("幼保連携型認定こども園", "kodomoen (joint)"),
        "kodomoen_hoiku" => ("保育所型認定こども園", "kodomoen (nursery type)"),
        "kodomoen_youchi" => ("幼稚園型認定こども園", "kodomoen (kindergarten type)"),
        "small" => ("小規模保育", "small-scale"),
        "small_a" => ("小規模保育A型", "small-scale A"),
        "small_b" => ("小規模保育B型", "small-scale B"),
        "small_c" => ("小規模保育C型", "small-scale C"),
        "home" => ("家庭的保育", "home-based"),
        "inhouse" | "inhouse_local" => ("事業所内保育", "in-house"),
        "visit" => ("居宅訪問型", "home visits"),
        "club" => ("放課後児童クラブ", "after-school club"),
        other => return service(other, lang),
    };
    lang.pick(ja, en)
}

/// A season of clubs.
pub(super) fn season(name: &str, lang: Lang) -> &str {
    let (ja, en) = match name {
        "term" => ("授業期間", "School term"),
        "spring" => ("春休み", "Spring"),
        "summer" => ("夏休み", "Summer"),
        "winter" => ("冬休み", "Winter"),
        other => return other,
    };
    lang.pick(ja, en)
}

/// The weekdays by their letters, Monday first.
pub(super) const WEEKDAYS: [&str; 7] = ["M", "T", "W", "H", "F", "S", "U"];

/// A weekday by its letter.
pub(super) fn weekday(letter: &str, lang: Lang) -> &str {
    let (ja, en) = match letter {
        "M" => ("月", "Mon"),
        "T" => ("火", "Tue"),
        "W" => ("水", "Wed"),
        "H" => ("木", "Thu"),
        "F" => ("金", "Fri"),
        "S" => ("土", "Sat"),
        "U" => ("日", "Sun"),
        other => return other,
    };
    lang.pick(ja, en)
}

/// The figures of scenarios and sweeps.
pub(super) fn figure(name: &str, lang: Lang) -> &str {
    let (ja, en) = match name {
        "children" => ("申込児童", "Applicants"),
        "seated" => ("席のある児童", "With a seat"),
        "placed" => ("新たに入所", "Newly placed"),
        "waiting" => ("席のない児童", "Without a seat"),
        "first_wishes" => ("第1希望の児童", "At their first wish"),
        "empty_seats" => ("空いた席", "Empty seats"),
        "median_metres" => ("同、中央値 (m)", "The same, median (m)"),
        "mean_metres" => ("自宅からの平均直線距離 (m)", "Mean straight line from home (m)"),
        "blocking_households" => ("優先順位に反する世帯", "Blocking households"),
        "blocking_households_min" => ("その下限", "Fewest possible, as shown"),
        "seated_max" => ("席のある児童の上限", "Most with a seat, as shown"),
        other => return other,
    };
    lang.pick(ja, en)
}
