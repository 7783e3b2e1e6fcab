//! `access.geojson`: the areas on a map.

use super::document::AccessRowJson;
use super::tables::{access_effects, difference};
use super::{AccessFacts, AccessJson};
use crate::districts::Districts;
use crate::write::folder::{OutputError, OutputFolder};
use crate::write::geometry::{area as shape, corner};
use sekiwari::siting::access::Cell;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

/// The map's file.
pub const ACCESS_MAP: &str = "access.geojson";

/// Degrees to seven decimals, about a centimetre.
fn degrees(x: f64) -> f64 {
    (x * 1e7).round() / 1e7
}

/// A polygon around a cell, against the clock.
fn square(cell: Cell) -> Value {
    let [south, west, north, east] = cell.edges().map(degrees);
    let ring = json!([[west, south], [east, south], [east, north], [west, north], [west, south]]);
    json!({ "type": "Polygon", "coordinates": [ring] })
}

/// One feature an area: its figures of all classes, then of every class with `_0` to `_5` behind their names.
pub(super) fn write_map(
    folder: &OutputFolder,
    json: &AccessJson,
    facts: &AccessFacts<'_>,
    districts: Option<&Districts>,
) -> Result<(), OutputError> {
    let mut rows: BTreeMap<&str, Vec<&AccessRowJson>> = BTreeMap::new();
    for row in json.rows.iter().filter(|r| r.area != "*") {
        rows.entry(&row.area).or_default().push(row);
    }
    let named: BTreeMap<&str, usize> = districts
        .iter()
        .flat_map(|d| d.map.ids().iter().enumerate().map(|(i, id)| (id.as_str(), i)))
        .collect();
    let areas: BTreeSet<&str> = rows.keys().chain(named.keys()).copied().collect();
    let geometry = |area: &str, withheld: bool| {
        if let Some(&at) = named.get(area) {
            return districts.map_or(Value::Null, |d| shape(&d.map.areas()[at]));
        }
        if json.area != "district" {
            return area.parse().map_or(Value::Null, square);
        }
        // Where few children live, even the middle of their cells may tell where.
        let sides = std::iter::once(facts.before).chain(facts.after).filter(|_| !withheld);
        let centre =
            sides.map(|s| s.access).find_map(|a| a.centres[a.areas.iter().position(|x| x == area)?]);
        centre.map_or(Value::Null, |p| json!({ "type": "Point", "coordinates": corner(p) }))
    };
    folder.write(ACCESS_MAP, |out| {
        out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[")?;
        for (i, area) in areas.into_iter().enumerate() {
            let own = rows.get(area).map_or(&[][..], Vec::as_slice);
            let all = own.iter().find(|r| r.class.is_none());
            let withheld = all.is_some_and(|r| r.withheld);
            let mut properties = Map::new();
            properties.insert("area".to_owned(), area.into());
            if let Some(name) = named.get(area).and_then(|&at| districts?.names.get(at)) {
                properties.insert("name".to_owned(), name.as_str().into());
            }
            properties.insert("withheld".to_owned(), withheld.into());
            if own.is_empty() {
                properties.insert("children".to_owned(), 0.into());
            }
            own.iter().for_each(|row| add(&mut properties, row, json.after.is_some()));
            let feature = json!({
                "type": "Feature", "geometry": geometry(area, withheld), "properties": properties,
            });
            out.write_all(if i == 0 { b"\n" } else { b",\n" })?;
            serde_json::to_writer(&mut *out, &feature)?;
        }
        out.write_all(b"\n]}\n")
    })
}

/// A whole number without a decimal point.
fn number(value: Option<f64>) -> Value {
    match value {
        // Counts and ways fit in 32 bits.
        Some(x) if x.fract() == 0.0 && x.abs() < 4e9 => json!(x as i64),
        other => json!(other),
    }
}

/// The figures of a row as properties.
fn add(properties: &mut Map<String, Value>, row: &AccessRowJson, compared: bool) {
    let class = row.class.map(|c| format!("_{c}")).unwrap_or_default();
    for (figure, sides) in access_effects(row.before.as_ref(), row.after.as_ref()) {
        let mut add = |name: String, value: Option<f64>| properties.insert(name, number(value));
        add(format!("{figure}{class}"), sides[0]);
        if compared {
            add(format!("{figure}{class}_after"), sides[1]);
            add(format!("{figure}{class}_difference"), difference(sides));
        }
    }
}
