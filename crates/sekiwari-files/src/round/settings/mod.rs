//! `round.toml`, or the sheet `round` of a workbook with the columns `key` and `value`.

mod count;
mod entries;
mod goals;
mod keys;

use jiff::civil::Date;
use sekiwari::market::Goals;
use sekiwari::mechanism::{Mechanism, Ties};
use sekiwari::programme::nursery::capacity::{Mode, Ratios, Rounding};

use super::source::{SETTINGS_FILE, Tables};
use crate::finding::catalogue::files;
use crate::finding::{Finding, Findings, Place, Text};
pub use count::CountSettings;
use entries::{sheet_entries, toml_entries};
pub(super) use goals::GOALS;
pub use goals::split_goals;
use keys::KeyReader;

/// What `round.toml` says about how to allocate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// `allocate.mechanism`; none leaves the choice to the program.
    pub mechanism: Option<Mechanism>,
    /// `allocate.ties`.
    pub ties: Ties,
    /// `allocate.objective`.
    pub objective: Goals,
    /// `allocate.time_limit_s`, in seconds.
    pub time_limit_s: u32,
    /// `priority.lottery_seed`.
    pub lottery_seed: u64,
    /// `priority.lottery_nonce`, empty if there is none.
    pub lottery_nonce: String,
    /// `priority.lottery_commitment` in lower case: what was published before the draw.
    pub lottery_commitment: Option<String>,
    /// `priority.rulebook`: the file that computes the scores.
    pub rulebook: Option<String>,
    /// `[count]`: how waiting children are counted.
    pub count: CountSettings,
    /// `[capacity]`: how seats are worked out.
    pub capacity: CapacityKeys,
}

/// What `[capacity]` says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CapacityKeys {
    /// `capacity.standards`: a file of its own, instead of the national standards.
    pub standards: Option<String>,
    /// `capacity.rounding`.
    pub rounding: Rounding,
    /// `capacity.mode`.
    pub mode: Mode,
    /// `capacity.ratios`.
    pub ratios: Ratios,
}

/// Year and day that age classes and minimum ages are reckoned by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Year {
    pub(super) fiscal_year: i16,
    pub(super) entry_date: Date,
}

/// Everything in `round.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RoundSettings {
    pub(super) name: String,
    pub(super) year: Option<Year>,
    pub(super) settings: Settings,
    /// Where the rulebook is named.
    pub(super) rulebook_place: Place,
    /// How seats are worked out.
    pub(super) capacity: CapacitySettings,
}

/// The section `[capacity]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CapacitySettings {
    /// `capacity.standards`: a file of its own, instead of the national standards.
    pub(super) standards: Option<String>,
    /// Where it is named.
    pub(super) place: Place,
    /// `capacity.rounding`.
    pub(super) rounding: Rounding,
    /// `capacity.mode`.
    pub(super) mode: Mode,
    /// `capacity.ratios`.
    pub(super) ratios: Ratios,
}

/// One key: name, what it takes, whether it must be there, its meaning. The format reference prints this table.
pub(super) static KEYS: &[(&str, &str, bool, Text)] = &[
    ("programme", "`nursery`", true, Text { ja: "事業", en: "programme" }),
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
            ja: "年度 (西暦)。歳児クラスはここから決まる", en: "fiscal year; age classes follow from it"
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

/// Reads the settings. Nothing where the programme is not nursery, or no settings could be read at all.
pub(super) fn read(tables: &Tables, findings: &mut Findings) -> Option<RoundSettings> {
    let (entries, file) = match (tables.settings_file(), tables.settings_sheet()) {
        (Some(bytes), None) => (toml_entries(bytes, findings)?, Place::file(SETTINGS_FILE)),
        (None, Some(sheet)) => (sheet_entries(sheet), sheet.place()),
        (Some(_), Some(sheet)) => {
            let second = format!("{} [{}]", sheet.file(), sheet.place().sheet.unwrap_or_default());
            findings.push(
                Finding::new(&files::SOURCE_AMBIGUOUS, sheet.place())
                    .arg("table", "round")
                    .arg("first", SETTINGS_FILE)
                    .arg("second", second),
            );
            return None;
        }
        (None, None) => {
            findings.push(
                Finding::new(&files::FILE_MISSING, Place::file(SETTINGS_FILE))
                    .arg("table", "round")
                    .arg("names", SETTINGS_FILE),
            );
            return None;
        }
    };
    let mut reader = KeyReader { entries, file, findings };
    reader.report_unknown_keys();
    let programme = reader.programme();
    let name = reader.text("name");
    let fiscal_year = reader.int("fiscal_year", 1950, 2900).and_then(|y| i16::try_from(y).ok());
    let entry_date = reader.date("entry_date");
    if let (Some(y), Some(d)) = (fiscal_year, entry_date) {
        reader.check_year(y, d);
    }
    let mechanism = reader.named("allocate.mechanism", Mechanism::NAMES);
    let ties = reader.named("allocate.ties", Ties::NAMES).unwrap_or_default();
    let objective = reader.objective().unwrap_or_default();
    let time_limit_s =
        reader.int("allocate.time_limit_s", 1, 604_800).and_then(|t| u32::try_from(t).ok()).unwrap_or(60);
    let lottery_seed = reader.seed();
    let (lottery_nonce, lottery_commitment) = reader.commitment(lottery_seed);
    let rulebook = reader.text("priority.rulebook");
    let count = reader.count();
    let rulebook_place = reader.place_of("priority.rulebook");
    let capacity = CapacitySettings {
        standards: reader.text("capacity.standards"),
        place: reader.place_of("capacity.standards"),
        rounding: reader.named("capacity.rounding", Rounding::NAMES).unwrap_or_default(),
        mode: reader.named("capacity.mode", Mode::NAMES).unwrap_or_default(),
        ratios: reader.named("capacity.ratios", Ratios::NAMES).unwrap_or_default(),
    };
    programme?;
    let year = fiscal_year.zip(entry_date).map(|(fiscal_year, entry_date)| Year { fiscal_year, entry_date });
    let settings = Settings {
        mechanism,
        ties,
        objective,
        time_limit_s,
        lottery_seed,
        lottery_nonce,
        lottery_commitment,
        rulebook,
        count,
        capacity: CapacityKeys {
            standards: capacity.standards.clone(),
            rounding: capacity.rounding,
            mode: capacity.mode,
            ratios: capacity.ratios,
        },
    };
    Some(RoundSettings { name: name.unwrap_or_default(), year, settings, rulebook_place, capacity })
}
