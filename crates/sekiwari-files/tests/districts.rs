//! The elementary school districts of Sapporo as published: 202 polygons, and the point of every school.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use sekiwari::programme::club::district::{DistrictGraph, Found, Touch};
use sekiwari::programme::nursery::Position;
use sekiwari_files::districts::{Districts, read_districts};
use sekiwari_files::finding::Findings;
use std::path::{Path, PathBuf};

fn folder() -> Option<PathBuf> {
    let root = std::env::var_os("SEKIWARI_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    let dir = root.join("data/sapporo");
    if dir.is_dir() {
        return Some(dir);
    }
    println!("skipped: no shared data at {}", dir.display());
    None
}

fn districts(dir: &Path) -> (Districts, Findings) {
    let mut findings = Findings::new();
    let bytes = std::fs::read(dir.join("Elementary.geojson")).unwrap();
    let read = read_districts(bytes, "Elementary.geojson", &mut findings).unwrap();
    (read, findings)
}

/// Names and places of the schools.
fn schools(dir: &Path) -> Vec<(String, Position)> {
    let text = std::fs::read_to_string(dir.join("Elementary_loc.geojson")).unwrap();
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    let micro = |v: &serde_json::Value| (v.as_f64().unwrap() * 1e6).round() as i32;
    let features = json["features"].as_array().unwrap().iter();
    features
        .map(|f| {
            let at = &f["geometry"]["coordinates"];
            let name = f["properties"]["A27_007"].as_str().unwrap().to_owned();
            (name, Position { lat_e6: micro(&at[1]), lon_e6: micro(&at[0]) })
        })
        .collect()
}

#[test]
fn all_districts_of_a_city_are_read_and_hold_their_schools() {
    let Some(dir) = folder() else { return };
    let (read, findings) = districts(&dir);
    assert!(findings.is_empty(), "{}", findings.render(sekiwari::Lang::En));
    assert_eq!(read.map.len(), 202);
    // 39,283 positions, the last of every ring being the first again.
    assert_eq!(read.map.areas().iter().map(|a| a.corners()).sum::<usize>(), 39_283 - 202);
    let schools = schools(&dir);
    assert_eq!(schools.len(), 202);
    let ids = read.map.ids();
    let elsewhere: Vec<(&str, &str)> = schools
        .iter()
        .map(|(name, at)| match read.map.locate(*at) {
            Found::One(d) => (name.as_str(), ids[d].as_str()),
            other => panic!("{name}: {other:?}"),
        })
        .filter(|(school, district)| school != district)
        .collect();
    // The two files write one name differently; the school lies in its district all the same.
    assert_eq!(elsewhere, [("定山渓小学校", "定山溪小学校")]);
    // The nearest border of the city's largest district is far from its school.
    let (_, at) = schools.iter().find(|(name, _)| name == "定山渓小学校").unwrap();
    assert_eq!(read.map.nearest(*at, 1_000), None);
    assert_eq!(
        read.map.nearest(*at, 2_000).map(|(d, m)| (ids[d].as_str(), m)),
        Some(("定山溪小学校", 1_853))
    );
}

#[test]
fn all_districts_of_a_city_hang_together() {
    let Some(dir) = folder() else { return };
    let (read, _) = districts(&dir);
    let borders = |within_m, at_least_m| read.map.shared_borders(Touch { within_m, at_least_m }).len();
    // Counted apart: 543 pairs have edges in common, corner for corner, that are 50 m long together; 550 have any.
    assert_eq!(borders(0, 50), 543);
    assert_eq!(borders(0, 1), 550);
    // A few borders are drawn with gaps. The number hardly depends on what counts as a gap or as short.
    assert_eq!(
        [borders(1, 50), borders(5, 50), borders(10, 50), borders(5, 20), borders(5, 100)],
        [544, 545, 546, 551, 536]
    );
    let borders = read.map.shared_borders(Touch::default());
    let graph = DistrictGraph::new(read.map.len(), borders.iter().map(|s| (s.a, s.b))).unwrap();
    assert_eq!(graph.islands().len(), 1, "no district is cut off");
    let of = |name: &str| read.map.ids().iter().position(|id| id == name).unwrap();
    let farthest = (0..graph.len()).filter_map(|d| graph.hops(d).into_iter().flatten().max()).max();
    assert_eq!(farthest, Some(13));
    assert!(graph.neighbours(of("定山溪小学校")).len() >= 3);
    assert!(read.map.overlaps(0).is_empty(), "drawn without overlaps");
}
