//! The areas of districts, from a GeoJSON file.
//!
//! What is read is a `FeatureCollection` (RFC 7946) of polygons and multipolygons in longitude and latitude. A feature is named
//! by its property `district_id` or, where it has none, by its name, so the layout of 国土数値情報 (A27, 小学校区) is read as
//! it is published. Further properties, elevations and foreign members are passed over.

mod feature;
mod starts;

use std::collections::{BTreeMap, HashMap};

use sekiwari::programme::club::district::{Area, DistrictMap};
use serde_json::Value;

use crate::decode::decode;
use crate::finding::catalogue::districts as kinds;
use crate::finding::{Finding, Findings, Place};

/// Overlaps no deeper than this are slips of the drawing, in metres.
const SLIP_M: u32 = 5;

/// Coordinate systems that are longitude and latitude to within a few centimetres: WGS 84, JGD 2000 and JGD 2011.
const LONGITUDE_LATITUDE: &[&str] = &["CRS84", "4326", "4612", "6668"];

/// The districts of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Districts {
    /// Ids and areas, in the order in which the ids first come in the file.
    pub map: DistrictMap,
    /// The name of every district; its id where it has none.
    pub names: Vec<String>,
}

/// Reads the areas of districts. `file` is the name used in findings.
///
/// Nothing is returned where an error was found; all findings are told at once, those about a feature with the line and
/// character at which it begins. Features of the same id are one district. Coordinates are rounded to micro-degrees (a tenth
/// of a metre), the same way for all districts, so corners that neighbours share stay shared. Districts that overlap by more
/// than 5 m are told. Never panics, whatever the bytes.
pub fn read_districts(bytes: Vec<u8>, file: &str, findings: &mut Findings) -> Option<Districts> {
    let text = decode(bytes, file, findings)?.text;
    let mut own = Findings::new();
    let read = read_text(&text, file, &mut own);
    let usable = !own.has_errors();
    findings.append(own);
    read.filter(|_| usable)
}

fn read_text(text: &str, file: &str, findings: &mut Findings) -> Option<Districts> {
    let mut document = match serde_json::from_str::<Value>(text) {
        Ok(document) => document,
        Err(e) => {
            let at = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
            let place = Place::file(file).line(at(e.line())).character(at(e.column()));
            let finding = Finding::new(&kinds::GEOJSON_SYNTAX, place);
            findings.push(finding.arg("file", file).arg("reason", e));
            return None;
        }
    };
    tell_coordinates(&document, file, findings);
    let is_collection = document.get("type").and_then(Value::as_str) == Some("FeatureCollection");
    let features = document.get_mut("features").map(Value::take);
    let (true, Some(Value::Array(features))) = (is_collection, features.filter(is_filled)) else {
        findings.push(Finding::new(&kinds::NO_COLLECTION, Place::file(file)).arg("file", file));
        return None;
    };
    let starts = starts::of_features(text);
    let mut found = Found::default();
    for (i, value) in features.into_iter().enumerate() {
        let mut place = Place::file(file).column(format!("features[{i}]"));
        if let Some(&(line, character)) = starts.get(i) {
            place = place.line(line).character(character);
        }
        if let Some(read) = feature::read(value, &place, findings) {
            found.take(read, place);
        }
    }
    found.finish(file, findings)
}

fn is_filled(features: &Value) -> bool {
    features.as_array().is_some_and(|list| !list.is_empty())
}

/// The old member `crs` is passed over, but somebody should know if it names another system.
fn tell_coordinates(document: &Value, file: &str, findings: &mut Findings) {
    let name = document.pointer("/crs/properties/name").and_then(Value::as_str);
    if let Some(name) = name.filter(|n| !LONGITUDE_LATITUDE.iter().any(|known| n.ends_with(known))) {
        let finding = Finding::new(&kinds::OTHER_COORDINATES, Place::file(file)).value(name);
        findings.push(finding.arg("file", file));
    }
}

/// Districts in the order in which they are first named.
#[derive(Default)]
struct Found {
    number: HashMap<String, usize>,
    ids: Vec<String>,
    names: Vec<String>,
    polygons: Vec<Vec<feature::Polygon>>,
    /// Where the further features of a district are.
    further: BTreeMap<usize, Vec<Place>>,
}

impl Found {
    fn take(&mut self, read: feature::Read, place: Place) {
        let d = *self.number.entry(read.id.clone()).or_insert(self.ids.len());
        if let Some(polygons) = self.polygons.get_mut(d) {
            polygons.extend(read.polygons);
            self.further.entry(d).or_default().push(place);
        } else {
            self.ids.push(read.id);
            self.names.push(read.name);
            self.polygons.push(read.polygons);
        }
    }

    fn finish(self, file: &str, findings: &mut Findings) -> Option<Districts> {
        for (d, places) in self.further {
            let count = places.len() + 1;
            if let Some(place) = places.into_iter().next() {
                let finding = Finding::new(&kinds::PARTS_JOINED, place).value(&self.ids[d]);
                findings.push(finding.arg("district", &self.ids[d]).arg("count", count));
            }
        }
        let mut areas = Vec::with_capacity(self.ids.len());
        for (id, polygons) in self.ids.into_iter().zip(self.polygons) {
            // The rings were tried one by one, so they make an area.
            areas.push((id, Area::new(polygons).ok()?));
        }
        let map = DistrictMap::new(areas).ok()?;
        for overlap in map.overlaps(SLIP_M) {
            let [first, second] = [overlap.a, overlap.b].map(|d| map.ids()[d].as_str());
            let degrees = |e6: i32| format!("{:.6}", f64::from(e6) / 1e6);
            let finding = Finding::new(&kinds::DISTRICTS_OVERLAP, Place::file(file)).value(first);
            let finding = finding.arg("first", first).arg("second", second).arg("metres", overlap.depth_m);
            let (lat, lon) = (degrees(overlap.at.lat_e6), degrees(overlap.at.lon_e6));
            findings.push(finding.arg("lat", lat).arg("lon", lon));
        }
        Some(Districts { map, names: self.names })
    }
}
