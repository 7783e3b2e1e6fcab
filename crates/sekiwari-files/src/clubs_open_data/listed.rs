//! A list of clubs with the school districts they serve, in JSON (湯沢市).

use std::collections::HashMap;

use serde_json::Value;

use super::{ClubRow, DistrictRow, Hours, OpenData, OpenDataError, Result, names};
use crate::normalise::parse_time;

/// Reads `clubs`, a list of clubs (members `distinct` for the school districts, `name`, `weekday_opening_time`,
/// `holiday_opening_time` under `data`), and `institutions`, a list of institutions with the city's elementary schools
/// (`category`, `name`). There are no places.
///
/// Every elementary school makes a district called after it, and so does every district that a club names beside them. Cities
/// go on naming the districts of schools that were joined: `joined` says which district is now part of which (`川連` of `稲川`).
/// A club of several districts (`湯沢東・西`) is home of each of them.
///
/// # Errors
/// The first [`OpenDataError`]; entries of a list are counted from 1.
pub fn read(clubs: &str, institutions: &str, joined: &[(&str, &str)]) -> Result<OpenData> {
    let mut data = OpenData::default();
    let mut number: HashMap<String, usize> = HashMap::new();
    for (at, entry) in (1..).zip(&list(institutions)?) {
        if text(entry, "category", at)? != "小学校" {
            continue;
        }
        let name = text(entry, "name", at)?;
        let stem = names::of_school(name).ok_or_else(|| bad(at, "name", name, "the name of a school"))?;
        if number.insert(stem.to_owned(), data.districts.len()).is_some() {
            return Err(OpenDataError::Duplicate { line: at, id: name.to_owned() });
        }
        data.districts.push(district(stem, vec![name.to_owned()]));
    }
    if data.districts.is_empty() {
        return Err(OpenDataError::Nothing { what: "elementary school" });
    }
    let mut seen = HashMap::new();
    for (at, entry) in (1..).zip(&list(clubs)?) {
        let name = text(entry, "name", at)?;
        if seen.insert(name.to_owned(), ()).is_some() {
            return Err(OpenDataError::Duplicate { line: at, id: name.to_owned() });
        }
        let cell = text(entry, "distinct", at)?;
        let mut homes = Vec::new();
        for named in names::districts(cell, |part| number.contains_key(part)) {
            let now = joined.iter().find(|(before, _)| *before == named).map_or(&*named, |(_, now)| now);
            let d = *number.entry(now.to_owned()).or_insert(data.districts.len());
            if d == data.districts.len() {
                data.districts.push(district(now, Vec::new()));
            }
            if !homes.contains(&d) {
                homes.push(d);
            }
        }
        if homes.is_empty() {
            return Err(bad(at, "distinct", cell, "the name of a district"));
        }
        homes.iter().for_each(|&d| data.districts[d].clubs.push(data.clubs.len()));
        data.clubs.push(ClubRow {
            id: name.to_owned(),
            name: name.to_owned(),
            district: if let [only] = homes[..] { Some(only) } else { None },
            position: None,
            school_days: hours(entry, "weekday_opening_time", at)?,
            other_days: hours(entry, "holiday_opening_time", at)?,
        });
    }
    if data.clubs.is_empty() {
        return Err(OpenDataError::Nothing { what: "after-school club" });
    }
    Ok(data)
}

fn district(id: &str, schools: Vec<String>) -> DistrictRow {
    DistrictRow { id: id.to_owned(), schools, position: None, neighbours: Vec::new(), clubs: Vec::new() }
}

fn bad(line: u64, column: &str, value: &str, expected: &'static str) -> OpenDataError {
    OpenDataError::BadValue { line, column: column.to_owned(), value: value.to_owned(), expected }
}

/// The entries under `data`.
fn list(json: &str) -> Result<Vec<Value>> {
    let json = json.trim_start_matches('\u{feff}');
    let mut value: Value = serde_json::from_str(json)
        .map_err(|e| OpenDataError::Malformed { line: e.line() as u64, reason: e.to_string() })?;
    match value.get_mut("data").map(Value::take) {
        Some(Value::Array(entries)) => Ok(entries),
        _ => Err(OpenDataError::Missing { column: "data".to_owned() }),
    }
}

fn text<'a>(entry: &'a Value, member: &str, at: u64) -> Result<&'a str> {
    match entry.get(member) {
        Some(Value::String(text)) => Ok(text.trim()),
        Some(other) => Err(bad(at, member, &other.to_string(), "a text")),
        None => Err(OpenDataError::Missing { column: format!("data[{}].{member}", at - 1) }),
    }
}

/// Hours as in `13:00～18:30`; nothing where the cell is empty.
fn hours(entry: &Value, member: &str, at: u64) -> Result<Option<Hours>> {
    let cell = text(entry, member, at)?;
    if cell.is_empty() {
        return Ok(None);
    }
    let parts = cell.split_once(['～', '〜', '-', '－']);
    let times = parts.and_then(|(from, to)| Some((parse_time(from, false)?, parse_time(to, false)?)));
    let (from, to) =
        times.filter(|(from, to)| from < to).ok_or_else(|| bad(at, member, cell, "opening hours"))?;
    Ok(Some(Hours { from, to }))
}
