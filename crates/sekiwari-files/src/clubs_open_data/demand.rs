//! Children of club age by district, from the census by small areas (国勢調査 小地域集計, e-Stat).

use std::collections::{BTreeSet, HashMap};

use sekiwari::programme::club::district::metres;
use sekiwari::programme::nursery::Position;
use serde_json::Value;

use super::rows::Rows;
use super::{DistrictRow, OpenDataError, Result};

/// One small area without parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SmallArea {
    /// `KEY_CODE`: city, town and block.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Children aged 5 to 9; nothing where the figure is withheld (`X`) and counted with another area.
    pub children: Option<u32>,
}

/// Reads the table of ages (`KEY_CODE`, `HYOSYO`, `NAME`, and `T001082003` for all children aged 5 to 9), decoded already.
///
/// The table has two lines of headers; `-` is nobody, `X` a figure withheld, which the area named beside it includes. Towns
/// stand there as a whole and by blocks: only areas without parts are returned, in the order of the table.
///
/// # Errors
/// The first [`OpenDataError`]; areas that do not add up to the whole city are one.
pub fn read_census(text: &str) -> Result<Vec<SmallArea>> {
    let mut rows = Rows::open(text)?;
    let (key, level) = (rows.column("KEY_CODE")?, rows.column("HYOSYO")?);
    let (name, children) = (rows.column("NAME")?, rows.column("T001082003")?);
    let (mut areas, mut printed) = (Vec::new(), None);
    let mut keys = BTreeSet::new();
    while let Some(row) = rows.next()? {
        // The second line of headers has no key.
        if row.cell(key).is_empty() {
            continue;
        }
        let count = match row.cell(children) {
            "-" => Some(0),
            "X" => None,
            digits => {
                Some(digits.parse().map_err(|_| row.bad(children, "T001082003", "a whole number, - or X"))?)
            }
        };
        if row.cell(level) == "1" {
            printed = count;
            continue;
        }
        let key = row.cell(key).to_owned();
        if !keys.insert(key.clone()) {
            return Err(OpenDataError::Duplicate { line: row.line, id: key });
        }
        areas.push(SmallArea { key, name: row.cell(name).to_owned(), children: count });
    }
    // The parts of an area come right behind it in the order of keys.
    areas.retain(|a| {
        let after = (std::ops::Bound::Excluded(a.key.as_str()), std::ops::Bound::Unbounded);
        !keys.range::<str, _>(after).next().is_some_and(|next| next.starts_with(&a.key))
    });
    let sum = areas.iter().filter_map(|a| a.children).map(u64::from).sum();
    match printed.map(u64::from) {
        Some(printed) if printed != sum => Err(OpenDataError::DoesNotAddUp { sum, printed }),
        _ => Ok(areas),
    }
}

/// Reads the middle of every small area from a GeoJSON file (properties `KEY_CODE`, `x` for the longitude, `y`).
///
/// # Errors
/// The first [`OpenDataError`]; features are counted from 1.
pub fn read_middles(geojson: &str) -> Result<HashMap<String, Position>> {
    let json: Value = serde_json::from_str(geojson.trim_start_matches('\u{feff}'))
        .map_err(|e| OpenDataError::Malformed { line: e.line() as u64, reason: e.to_string() })?;
    let features = json.get("features").and_then(Value::as_array);
    let features = features.ok_or_else(|| OpenDataError::Missing { column: "features".to_owned() })?;
    let mut middles = HashMap::new();
    for (line, feature) in (1..).zip(features) {
        let property = |name: &str| feature.get("properties").and_then(|p| p.get(name));
        let degrees = |name: &str, most: f64| {
            let value = property(name).and_then(Value::as_f64).filter(|v| v.abs() <= most);
            value.map(|v| (v * 1e6).round() as i32).ok_or_else(|| OpenDataError::BadValue {
                line,
                column: name.to_owned(),
                value: property(name).map(Value::to_string).unwrap_or_default(),
                expected: "degrees",
            })
        };
        let key = property("KEY_CODE").and_then(Value::as_str);
        let key = key.ok_or_else(|| OpenDataError::Missing { column: "KEY_CODE".to_owned() })?;
        let place = Position { lat_e6: degrees("y", 90.0)?, lon_e6: degrees("x", 180.0)? };
        // An area of several polygons comes several times; any of its places will do, the first is kept.
        middles.entry(key.to_owned()).or_insert(place);
    }
    Ok(middles)
}

/// Children aged 5 to 9 in every district, each small area counted for the district whose school is nearest to its middle.
///
/// This is an estimate: cities draw districts along streets and towns, not by distance. Where polygons of the districts are at
/// hand, use [`by_place`].
///
/// # Errors
/// An area with children whose place is not known.
pub fn by_nearest_school(
    areas: &[SmallArea],
    middles: &HashMap<String, Position>,
    districts: &[DistrictRow],
) -> Result<Vec<u32>> {
    let schools: Vec<(usize, Position)> =
        districts.iter().enumerate().filter_map(|(d, row)| Some((d, row.position?))).collect();
    by_place(areas, middles, districts.len(), |at| {
        schools.iter().map(|&(d, school)| (metres(at, school), d)).min().map(|(_, d)| d)
    })
}

/// Children aged 5 to 9 in every district, each small area counted for the district in which its middle lies.
///
/// # Errors
/// An area with children whose place is not known or lies in no district.
pub fn by_place(
    areas: &[SmallArea],
    middles: &HashMap<String, Position>,
    districts: usize,
    district_of: impl Fn(Position) -> Option<usize>,
) -> Result<Vec<u32>> {
    let mut children = vec![0; districts];
    for area in areas {
        let count = area.children.unwrap_or(0);
        let place = middles.get(&area.key).copied().and_then(&district_of);
        match place.and_then(|d| children.get_mut(d)) {
            Some(sum) => *sum += count,
            None if count == 0 => {}
            None => return Err(OpenDataError::NoPlace { key: area.key.clone() }),
        }
    }
    Ok(children)
}
