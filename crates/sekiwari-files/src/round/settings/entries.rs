//! What is written in the settings, before it is understood: keys, values, places.

use jiff::civil::Date;
use toml::de::{DeTable, DeValue};

use super::table::is_known;
use crate::decode::decode;
use crate::finding::catalogue::shape;
use crate::finding::{Finding, Findings, Place};
use crate::normalise::{fold_width, parse_count};
use crate::round::source::SETTINGS_FILE;
use crate::table::Table;

/// One written setting.
pub(crate) struct Entry {
    pub(in crate::round) key: String,
    pub(crate) value: Value,
    pub(in crate::round) place: Place,
}

pub(crate) enum Value {
    Text(String),
    Int(i64),
    Date(Date),
    List(Vec<String>),
    Other(&'static str),
}

impl Value {
    pub(super) fn type_name(&self) -> &'static str {
        match self {
            Value::Text(_) => "text",
            Value::Int(_) => "integer",
            Value::Date(_) => "date",
            Value::List(_) => "list",
            Value::Other(t) => t,
        }
    }

    pub(in crate::round) fn shown(&self) -> String {
        match self {
            Value::Text(s) => s.clone(),
            Value::Int(i) => i.to_string(),
            Value::Date(d) => d.to_string(),
            Value::List(list) => list.join(", "),
            Value::Other(_) => String::new(),
        }
    }
}

pub(in crate::round) fn toml_entries(bytes: &[u8], findings: &mut Findings) -> Option<Vec<Entry>> {
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
        DeValue::Array(array) => {
            let texts = array.iter().map(|v| v.get_ref().as_str().map(str::to_owned));
            texts.collect::<Option<_>>().map_or(Value::Other("list of other things than texts"), Value::List)
        }
        other => Value::Other(other.type_str()),
    };
    let place = Place::file(SETTINGS_FILE).line(line).column(key.clone());
    Entry { key, value, place }
}

/// Rows of the first two columns: key, value.
pub(in crate::round) fn sheet_entries(sheet: &Table) -> Vec<Entry> {
    // The header row may be `key,value` or already the first setting.
    let header = match sheet.header() {
        [key, value, ..] if is_known(key) => {
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
