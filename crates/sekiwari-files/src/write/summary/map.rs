//! `facilities.geojson`: the facilities on a map, with the counts of their seats.

use super::document::{SummaryFacilityJson, SummaryJson, SummaryPoolJson};
use crate::write::folder::{OutputError, OutputFolder};
use crate::write::geometry::area;
use sekiwari::programme::club::district::DistrictMap;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::io::Write;

/// The map's file.
pub const FACILITIES_MAP: &str = "facilities.geojson";

/// One feature a facility: its figures, then those of its seats with `_` and the classes (clubs: season and weekday) behind the
/// names, `_reserved` and whom they are for where they are reserved. A facility whose place is not known has no geometry.
/// Where the round came with areas of districts, these follow, with `what` = `district`.
pub(super) fn write(
    folder: &OutputFolder,
    summary: &SummaryJson,
    areas: Option<&DistrictMap>,
) -> Result<(), OutputError> {
    let mut pools: BTreeMap<&str, Vec<&SummaryPoolJson>> = BTreeMap::new();
    for pool in &summary.pools {
        pools.entry(&pool.facility_id).or_default().push(pool);
    }
    let facilities = summary
        .facilities
        .iter()
        .map(|f| feature(f, pools.get(f.facility_id.as_str()).map_or(&[][..], Vec::as_slice)));
    let districts = areas.into_iter().flat_map(|map| map.ids().iter().zip(map.areas())).map(|(id, shape)| {
        let name = summary.districts.iter().find(|d| d.district_id == *id).map_or("", |d| &d.name);
        let properties = json!({ "what": "district", "district_id": id, "name": name });
        json!({ "type": "Feature", "geometry": area(shape), "properties": properties })
    });
    folder.write(FACILITIES_MAP, |out| {
        out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[")?;
        for (i, feature) in facilities.chain(districts).enumerate() {
            out.write_all(if i == 0 { b"\n" } else { b",\n" })?;
            serde_json::to_writer(&mut *out, &feature)?;
        }
        out.write_all(b"\n]}\n")
    })
}

fn feature(facility: &SummaryFacilityJson, pools: &[&SummaryPoolJson]) -> Value {
    let geometry = match (facility.lon, facility.lat) {
        (Some(lon), Some(lat)) => json!({ "type": "Point", "coordinates": [lon, lat] }),
        _ => Value::Null,
    };
    let mut properties = Map::new();
    properties.insert("what".to_owned(), "facility".into());
    if let Value::Object(own) = json!(facility) {
        properties.extend(own.into_iter().filter(|(name, _)| !matches!(name.as_str(), "lat" | "lon")));
    }
    for pool in pools {
        let key = key(pool);
        let mut add = |name: &str, value: Value| properties.insert(format!("{name}_{key}"), value);
        for (name, count) in [
            ("seats", pool.seats),
            ("first_wishes", pool.first_wishes),
            ("applicants", pool.applicants),
            ("taken", pool.taken),
            ("left", pool.left),
        ] {
            add(name, count.into());
        }
        if pool.season.is_empty() {
            add("waiting", pool.waiting.into());
        }
        add("lowest_score", json!(pool.lowest_score));
    }
    json!({ "type": "Feature", "geometry": geometry, "properties": properties })
}

/// What stands behind the names of the figures of some seats.
fn key(pool: &SummaryPoolJson) -> String {
    let parts = [pool.classes.as_str(), pool.season.as_str(), pool.weekday.as_str()];
    let mut key = parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join("_");
    if !pool.reserved_for.is_empty() {
        key += "_reserved_";
        key += &pool.reserved_for;
    }
    key
}
