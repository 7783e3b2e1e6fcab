//! Areas of districts that cannot be used, or only with doubts.

use crate::base::texts_are_complete;
use sekiwari_files::districts::{Districts, read_districts};
use sekiwari_files::finding::Findings;

/// Two squares side by side and one with a hole and an island, as a map program writes them.
const GOOD: &str = r#"{"type": "FeatureCollection", "name": "学区", "features": [
{"type": "Feature", "properties": {"district_id": "W", "name": "西"}, "geometry": {"type": "Polygon", "coordinates": [[[133.70, 34.60], [133.71, 34.60], [133.71, 34.61], [133.70, 34.61], [133.70, 34.60]]]}},
{"type": "Feature", "properties": {"district_id": "E", "name": "東"}, "geometry": {"type": "Polygon", "coordinates": [[[133.71, 34.60, 12.5], [133.72, 34.60], [133.72, 34.61], [133.71, 34.61], [133.71, 34.60]]]}},
{"type": "Feature", "properties": {"district_id": 3, "name": null}, "geometry": {"type": "MultiPolygon", "coordinates": [[[[133.80, 34.60], [133.84, 34.60], [133.84, 34.64], [133.80, 34.64], [133.80, 34.60]], [[133.81, 34.61], [133.82, 34.61], [133.82, 34.62], [133.81, 34.62], [133.81, 34.61]]], [[[133.85, 34.60], [133.86, 34.60], [133.86, 34.61], [133.85, 34.60]]]]}}
]}"#;

type Told = (&'static str, u32, &'static str, &'static str);

fn read(text: impl Into<Vec<u8>>) -> (Option<Districts>, Findings) {
    let mut findings = Findings::new();
    let read = read_districts(text.into(), "districts.geojson", &mut findings);
    findings.sort();
    (read, findings)
}

#[track_caller]
fn held_against(findings: &Findings, want: &[Told]) {
    let told: Vec<_> = findings
        .iter()
        .map(|f| {
            let column = f.place.column.as_deref().unwrap_or_default();
            (f.code(), f.place.line.unwrap_or(0), column, f.value.as_deref().unwrap_or_default())
        })
        .collect();
    assert_eq!(told, want, "{}", findings.render(sekiwari::Lang::En));
    texts_are_complete(findings);
}

fn changed(from: &str, to: &str) -> String {
    assert_eq!(GOOD.matches(from).count(), 1, "{from} must stand there once");
    GOOD.replace(from, to)
}

#[track_caller]
fn refused(text: impl Into<Vec<u8>>, want: &[Told]) {
    let (read, findings) = read(text);
    held_against(&findings, want);
    assert!(read.is_none() && findings.has_errors());
}

#[track_caller]
fn warned(text: impl Into<Vec<u8>>, want: &[Told]) -> Districts {
    let (read, findings) = read(text);
    held_against(&findings, want);
    read.unwrap()
}

#[test]
fn a_good_file() {
    let districts = warned(GOOD, &[]);
    assert_eq!(districts.map.ids(), ["W", "E", "3"]);
    assert_eq!(districts.names, ["西", "東", "3"]);
    assert_eq!(districts.map.areas()[2].corners(), 11);
    assert_eq!(warned(format!("\u{FEFF}{GOOD}"), &[]), districts);
    // The name stands in for the id.
    let named = warned(changed(r#""district_id": "W", "#, ""), &[]);
    assert_eq!(named.map.ids(), ["西", "E", "3"]);
    let published =
        changed(r#""district_id": "W", "name": "西""#, r#""A27_005": "01101", "A27_007": "西小学校""#);
    assert_eq!(warned(published, &[]).map.ids()[0], "西小学校");
}

#[test]
fn files_that_are_no_collection() {
    refused("", &[("E0110", 0, "", "")]);
    refused("{\"type\": \"FeatureCollection\",\n\"features\": [", &[("E1501", 2, "", "")]);
    refused(changed("[133.70, 34.61]", "[NaN, 34.61]"), &[("E1501", 2, "", "")]);
    refused(changed("[133.70, 34.61]", "[1e999, 34.61]"), &[("E1501", 2, "", "")]);
    refused("[".repeat(100_000), &[("E1501", 1, "", "")]);
    let none = [("E1502", 0, "", "")];
    for text in [
        "null",
        "[]",
        "\"FeatureCollection\"",
        r#"{"type": "FeatureCollection"}"#,
        r#"{"type": "FeatureCollection", "features": []}"#,
        r#"{"type": "FeatureCollection", "features": {}}"#,
        r#"{"type": "Feature", "properties": {"name": "西"}, "geometry": null}"#,
    ] {
        refused(text, &none);
    }
    refused(changed(r#""FeatureCollection""#, r#""Topology""#), &none);
}

#[test]
fn features_that_are_no_districts() {
    refused(
        changed(r#""district_id": 3, "name": null"#, r#""district_id": " ""#),
        &[("E1504", 4, "features[2]", "")],
    );
    let east = r#"{"type": "Polygon", "coordinates": [[[133.71, 34.60, 12.5], [133.72, 34.60], [133.72, 34.61], [133.71, 34.61], [133.71, 34.60]]]}"#;
    let instead = |geometry: &str| changed(east, geometry);
    let at = |code, value| [(code, 3, "features[1]", value)];
    refused(instead("null"), &at("E1505", "null"));
    refused(instead(r#"{"type": "Point", "coordinates": [133.7, 34.6]}"#), &at("E1505", "Point"));
    refused(
        instead(r#"{"type": "GeometryCollection", "geometries": []}"#),
        &at("E1505", "GeometryCollection"),
    );
    refused(instead(r#"{"type": "Polygon"}"#), &at("E1503", ""));
    refused(instead(r#"{"type": "Polygon", "coordinates": "133.7"}"#), &at("E1503", ""));
    refused(instead(r#"{"type": "Polygon", "coordinates": [[133.7, 34.6]]}"#), &at("E1503", ""));
    refused(instead(r#"{"type": "Circle", "coordinates": [133.7, 34.6]}"#), &at("E1503", ""));
    refused(instead("7"), &at("E1503", ""));
    for empty in ["[]", "[[]]", "[[],[]]"] {
        let text = instead(&format!(r#"{{"type": "Polygon", "coordinates": {empty}}}"#));
        assert!(matches!(read(text).1.iter().next().unwrap().code(), "E1503" | "E1510"), "{empty}");
    }
    refused(instead(r#"{"type": "Polygon", "coordinates": []}"#), &at("E1510", "E"));
    refused(instead(r#"{"type": "MultiPolygon", "coordinates": []}"#), &at("E1510", "E"));
    let line = r#"{"type": "Polygon", "coordinates": [[[133.7, 34.6], [133.8, 34.7], [133.7, 34.6]]]}"#;
    refused(instead(line), &[("E1510", 3, "features[1]", "E"), ("W1509", 3, "features[1]", "E")]);
}

#[test]
fn corners_that_are_no_places() {
    refused(changed("[133.70, 34.61]", "[34.61, 133.70]"), &[("E1506", 2, "features[0]", "[34.61, 133.7]")]);
    refused(
        changed("[133.70, 34.61]", "[-44512.3, -151020.7]"),
        &[("E1507", 2, "features[0]", "[-44512.3, -151020.7]")],
    );
    refused(changed("[133.70, 34.61]", "[133.70]"), &[("E1507", 2, "features[0]", "[133.7]")]);
    refused(changed("[133.70, 34.61]", "[]"), &[("E1507", 2, "features[0]", "[]")]);
    // All features are told at once, each once per kind.
    let (_, findings) = read(GOOD.replace("34.61", "191"));
    let codes: Vec<(&str, Option<u32>)> = findings.iter().map(|f| (f.code(), f.place.line)).collect();
    assert_eq!(codes, [("E1507", Some(2)), ("E1507", Some(3)), ("E1507", Some(4))]);
    let told = findings.iter().next().unwrap();
    assert_eq!(told.args, [("district", "W".to_owned()), ("count", "2".to_owned())]);
}

#[test]
fn doubtful_borders() {
    let open = changed("[133.70, 34.61], [133.70, 34.60]]", "[133.70, 34.61]]");
    let districts = warned(open, &[("W1508", 2, "features[0]", "W")]);
    assert_eq!(districts, warned(GOOD, &[]), "joined by a straight line, here the border that was meant");
    let flat_island = changed("[133.86, 34.61], [133.85, 34.60]", "[133.85, 34.60]");
    assert_eq!(warned(flat_island, &[("W1509", 4, "features[2]", "3")]).map.areas()[2].corners(), 8);
    let flat_hole = changed("[133.82, 34.61], [133.82, 34.62], [133.81, 34.62]", "[133.82, 34.62]");
    assert_eq!(warned(flat_hole, &[("W1509", 4, "features[2]", "3")]).map.areas()[2].corners(), 7);
    let over = changed("[133.71, 34.61], [133.70, 34.61]", "[133.712, 34.61], [133.70, 34.61]");
    let districts = warned(over, &[("W1512", 0, "", "W")]);
    assert_eq!(districts.map.len(), 3);
    let joined = warned(
        changed(r#""district_id": "E""#, r#""district_id": "W""#),
        &[("N1511", 3, "features[1]", "W")],
    );
    assert_eq!((joined.map.ids().len(), joined.names[0].as_str()), (2, "西"));
    let crs = |name: &str| {
        changed(r#""name": "学区""#, &format!(r#""crs": {{"properties": {{"name": "{name}"}}}}"#))
    };
    warned(crs("urn:ogc:def:crs:OGC:1.3:CRS84"), &[]);
    warned(crs("urn:ogc:def:crs:EPSG::2447"), &[("W1513", 0, "", "urn:ogc:def:crs:EPSG::2447")]);
}

#[test]
fn no_damage_makes_the_reader_panic() {
    let bytes = GOOD.as_bytes();
    for cut in 0..bytes.len() {
        read(&bytes[..cut]);
    }
    // Every byte replaced by some that mean something in JSON, or nothing anywhere.
    for at in (0..bytes.len()).step_by(3) {
        for &new in b"[]{},:\"0-e \xff\0" {
            let mut damaged = bytes.to_vec();
            damaged[at] = new;
            read(damaged);
        }
    }
}
