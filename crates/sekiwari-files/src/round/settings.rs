//! `round.toml`, or the sheet `round` of a workbook with the columns `key` and `value`.

use jiff::civil::Date;
use sekiwari::mechanism::{Mechanism, Ties};
use toml::de::{DeTable, DeValue};

use super::source::{SETTINGS_FILE, Tables};
use crate::decode::decode;
use crate::finding::catalogue::{consistency, files, shape};
use crate::finding::{Finding, Findings, Place, Text, did_you_mean};
use crate::normalise::{DateError, fold_width, parse_count, parse_date};
use crate::table::Table;

/// What `round.toml` says about how to allocate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// `allocate.mechanism`; none leaves the choice to the program.
    pub mechanism: Option<Mechanism>,
    /// `allocate.ties`.
    pub ties: Ties,
    /// `allocate.time_limit_s`, in seconds.
    pub time_limit_s: u32,
    /// `priority.lottery_seed`.
    pub lottery_seed: u64,
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
        "allocate.time_limit_s",
        "integer",
        false,
        Text { ja: "時間の上限 (秒、既定 60)", en: "time limit in seconds (default 60)" },
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
        Text { ja: "点数規則 (この版では未対応)", en: "rulebook (not supported yet)" },
    ),
];

/// One written setting.
struct Entry {
    key: String,
    value: Value,
    place: Place,
}

enum Value {
    Text(String),
    Int(i64),
    Date(Date),
    Other(&'static str),
}

impl Value {
    fn type_name(&self) -> &'static str {
        match self {
            Value::Text(_) => "text",
            Value::Int(_) => "integer",
            Value::Date(_) => "date",
            Value::Other(t) => t,
        }
    }

    fn shown(&self) -> String {
        match self {
            Value::Text(s) => s.clone(),
            Value::Int(i) => i.to_string(),
            Value::Date(d) => d.to_string(),
            Value::Other(_) => String::new(),
        }
    }
}

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
    let time_limit_s =
        reader.int("allocate.time_limit_s", 1, 604_800).and_then(|t| u32::try_from(t).ok()).unwrap_or(60);
    let lottery_seed = reader.seed();
    reader.refuse_rulebook();
    programme?;
    let year = fiscal_year.zip(entry_date).map(|(fiscal_year, entry_date)| Year { fiscal_year, entry_date });
    let settings = Settings { mechanism, ties, time_limit_s, lottery_seed };
    Some(RoundSettings { name: name.unwrap_or_default(), year, settings })
}

fn toml_entries(bytes: &[u8], findings: &mut Findings) -> Option<Vec<Entry>> {
    let text = decode(bytes.to_vec(), SETTINGS_FILE, findings)?.text;
    let line =
        |at: usize| text.as_bytes()[..at.min(text.len())].iter().filter(|&&b| b == b'\n').count() as u32 + 1;
    let (table, errors) = DeTable::parse_recoverable(&text);
    for e in &errors {
        let place = Place::file(SETTINGS_FILE).line(e.span().map_or(1, |s| line(s.start)));
        findings.push(Finding::new(&shape::TOML_SYNTAX, place).arg("reason", e.message()));
    }
    if !errors.is_empty() {
        return None;
    }
    let mut entries = Vec::new();
    for (key, value) in table.get_ref() {
        match value.get_ref() {
            DeValue::Table(inner) => {
                for (sub, value) in inner {
                    let key = format!("{}.{}", key.get_ref(), sub.get_ref());
                    entries.push(entry(key, value.get_ref(), line(sub.span().start)));
                }
            }
            plain => entries.push(entry(key.get_ref().to_string(), plain, line(key.span().start))),
        }
    }
    Some(entries)
}

fn entry(key: String, value: &DeValue<'_>, line: u32) -> Entry {
    let value = match value {
        DeValue::String(s) => Value::Text(s.to_string()),
        DeValue::Integer(i) => {
            i64::from_str_radix(i.as_str(), i.radix()).map_or(Value::Other("large integer"), Value::Int)
        }
        DeValue::Datetime(d) => d
            .date
            .filter(|_| d.time.is_none())
            .and_then(|d| Date::new(d.year as i16, d.month as i8, d.day as i8).ok())
            .map_or(Value::Other("date with time"), Value::Date),
        other => Value::Other(other.type_str()),
    };
    let place = Place::file(SETTINGS_FILE).line(line).column(key.clone());
    Entry { key, value, place }
}

/// Rows of the first two columns: key, value.
fn sheet_entries(sheet: &Table) -> Vec<Entry> {
    // The header row may be `key,value` or already the first setting.
    let header = match sheet.header() {
        [key, value, ..] if KEYS.iter().any(|k| k.0 == key) => {
            vec![(key.clone(), value.clone(), sheet.header_place())]
        }
        _ => Vec::new(),
    };
    let rows = (0..sheet.rows()).map(|r| {
        (
            sheet.cell(r, 0).trim().to_owned(),
            sheet.cell(r, 1).trim().to_owned(),
            sheet.place().line(sheet.line(r)),
        )
    });
    header
        .into_iter()
        .chain(rows)
        .filter(|(key, value, _)| !key.is_empty() && !value.is_empty())
        .map(|(key, text, place)| {
            let whole = parse_count(&fold_width(&text)).filter(|_| key != "name" && key != "entry_date");
            let value = whole.map_or(Value::Text(text), |n| Value::Int(i64::from(n)));
            Entry { place: place.column(key.clone()), key, value }
        })
        .collect()
}

struct KeyReader<'f> {
    entries: Vec<Entry>,
    file: Place,
    findings: &'f mut Findings,
}

impl KeyReader<'_> {
    fn report_unknown_keys(&mut self) {
        for e in self.entries.iter().filter(|e| !KEYS.iter().any(|k| k.0 == e.key)) {
            let near = did_you_mean(&e.key, KEYS.iter().map(|k| k.0));
            self.findings.push(Finding::new(&shape::KEY_UNKNOWN, e.place.clone()).hint(near));
        }
    }

    fn find(&mut self, key: &'static str) -> Option<&Entry> {
        let found = self.entries.iter().find(|e| e.key == key);
        let required = KEYS.iter().any(|k| k.0 == key && k.2);
        if found.is_none() && required {
            self.findings.add(&shape::KEY_MISSING, self.file.clone().column(key));
        }
        found
    }

    fn wrong_type(&mut self, key: &'static str, expected: &str) {
        if let Some(e) = self.entries.iter().find(|e| e.key == key) {
            let finding = Finding::new(&shape::KEY_TYPE, e.place.clone()).value(&e.value.shown());
            self.findings.push(finding.arg("expected", expected).arg("found", e.value.type_name()));
        }
    }

    fn wrong_value(&mut self, key: &'static str, allowed: &str, near: Option<&str>) {
        if let Some(e) = self.entries.iter().find(|e| e.key == key) {
            let finding = Finding::new(&shape::KEY_VALUE, e.place.clone()).value(&e.value.shown());
            self.findings.push(finding.arg("allowed", allowed).hint(near));
        }
    }

    fn text(&mut self, key: &'static str) -> Option<String> {
        match &self.find(key)?.value {
            Value::Text(s) => Some(s.clone()),
            _ => {
                self.wrong_type(key, "text");
                None
            }
        }
    }

    fn int(&mut self, key: &'static str, min: i64, max: i64) -> Option<i64> {
        match self.find(key)?.value {
            Value::Int(i) if (min..=max).contains(&i) => Some(i),
            Value::Int(_) => {
                self.wrong_value(key, &format!("{min} - {max}"), None);
                None
            }
            _ => {
                self.wrong_type(key, "integer");
                None
            }
        }
    }

    fn date(&mut self, key: &'static str) -> Option<Date> {
        let e = self.find(key)?;
        let place = e.place.clone();
        let text = match &e.value {
            Value::Date(d) => return Some(*d),
            Value::Text(s) => s.clone(),
            _ => {
                self.wrong_type(key, "date");
                return None;
            }
        };
        match parse_date(&text, false) {
            Ok((date, _)) => Some(date),
            Err(e) => {
                use crate::finding::catalogue::cells::{DATE_IMPOSSIBLE, DATE_INVALID};
                let kind = if e == DateError::Form { &DATE_INVALID } else { &DATE_IMPOSSIBLE };
                self.findings.push(Finding::new(kind, place).value(&text));
                None
            }
        }
    }

    fn named<T: Copy>(&mut self, key: &'static str, names: &[(&'static str, T)]) -> Option<T> {
        let text = match &self.find(key)?.value {
            Value::Text(s) => s.clone(),
            _ => {
                self.wrong_type(key, "text");
                return None;
            }
        };
        let found = names.iter().find(|(n, _)| *n == text).map(|&(_, v)| v);
        if found.is_none() {
            let allowed: Vec<&str> = names.iter().map(|(n, _)| *n).collect();
            self.wrong_value(key, &allowed.join(", "), did_you_mean(&text, allowed.iter().copied()));
        }
        found
    }

    fn programme(&mut self) -> Option<()> {
        let text = self.text("programme")?;
        match text.as_str() {
            "nursery" => return Some(()),
            "club" | "daily" => {
                let place = self.entries.iter().find(|e| e.key == "programme").map(|e| e.place.clone());
                let finding = Finding::new(&shape::PROGRAMME_UNSUPPORTED, place.unwrap_or_default());
                self.findings.push(finding.value(&text));
            }
            _ => {
                let near = did_you_mean(&text, ["nursery", "club", "daily"]);
                self.wrong_value("programme", "nursery", near);
            }
        }
        None
    }

    fn seed(&mut self) -> u64 {
        if self.find("priority.lottery_seed").is_none() {
            let place = self.file.clone().column("priority.lottery_seed");
            self.findings.add(&consistency::SEED_DEFAULT, place);
        }
        self.int("priority.lottery_seed", 0, i64::MAX).and_then(|s| u64::try_from(s).ok()).unwrap_or(0)
    }

    fn check_year(&mut self, fiscal_year: i16, entry: Date) {
        let year = if entry.month() >= 4 { entry.year() } else { entry.year() - 1 };
        if year != fiscal_year {
            let place = self.entries.iter().find(|e| e.key == "entry_date").map(|e| e.place.clone());
            let finding = Finding::new(&consistency::ENTRY_OUTSIDE_YEAR, place.unwrap_or_default());
            self.findings.push(finding.value(&entry.to_string()).arg("fiscal_year", fiscal_year));
        }
    }

    fn refuse_rulebook(&mut self) {
        if let Some(e) = self.entries.iter().find(|e| e.key == "priority.rulebook") {
            self.findings.add(&shape::RULEBOOK_UNSUPPORTED, e.place.clone());
        }
    }
}
