//! Clubs, districts, schools, routes, and where children live.

use super::base::{MAP, NOTE, doubted, good};
use crate::base::{Broken, club_refused, club_warned};

const C: &str = "children.csv";
const D: &str = "districts.csv";
const R: &str = "transport.csv";

#[test]
fn unknown_ids() {
    club_refused(
        good().swap("facilities.csv", "常盤,D2", "常盤,D9"),
        &[("E1401", "facilities.csv", 3, "district_id", "D9")],
    );
    club_refused(good().swap(D, ",D2;D3,", ",D2;D8,"), &[("E1401", D, 2, "neighbour_district_ids", "D8")]);
    club_refused(good().swap(D, "K2;K3", "K2;K8"), &[("E0405", D, 3, "facility_ids", "K8")]);
    club_refused(good().swap(C, "term,,D3", "term,,D7"), &[("E1401", C, 4, "district_id", "D7")]);
    club_refused(good().swap(C, ",,,,S1,", ",,,,S9,"), &[("E1402", C, 3, "school_id", "S9")]);
    club_refused(good().swap(R, "R1,D3,", "R1,D3;D6,"), &[("E1401", R, 2, "district_ids", "D6")]);
    club_refused(good().swap(R, "K1;K2", "K1;K6"), &[("E0405", R, 2, "facility_ids", "K6")]);
}

#[test]
fn ids_twice() {
    club_refused(
        good().append("facilities.csv", "K1,秦第二,,,\n"),
        &[("E0402", "facilities.csv", 5, "facility_id", "K1")],
    );
    club_refused(good().append(D, "D1,秦,,,\n"), &[("E1403", D, 5, "district_id", "D1")]);
    club_refused(good().append(R, "R1,D3,K1,,3\n"), &[("E1404", R, 3, "route_id", "R1")]);
    club_refused(good().swap(D, "常盤,S2", "常盤,S2;S1"), &[("E1405", D, 3, "school_ids", "S1")]);
}

#[test]
fn tables_that_no_round_of_clubs_can_do_without() {
    for file in ["facilities.csv", "units.csv", "districts.csv", "children.csv"] {
        club_refused(good().without(file), &[("E0102", file, 0, "", "")]);
    }
    for table in ["transport.csv", "enrolled.csv"] {
        let (loaded, findings) = good().without(table).read_club();
        assert!(loaded.is_some(), "{}", findings.render(sekiwari::Lang::En));
    }
}

#[test]
fn routes() {
    club_refused(good().swap(R, "R1,D3,", "R1,,"), &[("E0301", R, 2, "district_ids", "")]);
    club_refused(good().swap(R, "K1;K2,,8", "K1;K2,,x"), &[("E0302", R, 2, "seats", "x")]);
    doubted(good().swap(R, "K1;K2,,8", "K1;K2,,0"), &[("W1429", R, 2, "seats", "0")]);
}

#[test]
fn schools_and_places() {
    let elsewhere = good().swap(C, "MT,,,D2,S2", "MT,,,D2,S1");
    let loaded = doubted(elsewhere, &[("W1417", C, 6, "school_id", "S1")]);
    let child = loaded.round.children().iter().find(|c| c.id == "E").unwrap();
    assert_eq!(child.district, Some(1));
}

/// The good round with a map, and C somewhere.
fn at(lat: &str, lon: &str, map: &str) -> Broken {
    let round = good().swap(C, "term,,D3,,,", &format!("term,,,,{lat},{lon}"));
    round.swap(C, "2,transport", "2,").set("districts.geojson", map)
}

#[test]
fn places_on_the_map() {
    let loaded = doubted(at("34.65", "133.71", MAP), &[]);
    let district = |loaded: &sekiwari_files::club::LoadedClub| {
        let child = loaded.round.children().iter().find(|c| c.id == "C").unwrap();
        child.district.map(|d| loaded.round.districts()[d as usize].id.clone())
    };
    assert_eq!(district(&loaded).as_deref(), Some("D1"));
    doubted(at("34.75", "133.71", MAP), &[("W1418", C, 4, "", "C"), ("W1421", C, 4, "", "C")]);
    // D2 drawn over D1 as well.
    let wide = MAP
        .replace("133.72, 34.60], [133.76", "133.70, 34.60], [133.76")
        .replace("[133.72, 34.70], [133.72, 34.60]]]}}\n]}", "[133.70, 34.70], [133.70, 34.60]]]}}\n]}");
    let loaded = club_warned(
        at("34.65", "133.71", &wide),
        &[("W1419", C, 4, "", "C"), NOTE, ("W1512", "districts.geojson", 0, "", "D1")],
    );
    assert_eq!(district(&loaded).as_deref(), Some("D1"));
}

/// The map with D3 to the west of D1.
fn whole_map() -> String {
    let west = r#",
{"type": "Feature", "properties": {"district_id": "D3"}, "geometry": {"type": "Polygon",
 "coordinates": [[[133.68, 34.60], [133.70, 34.60], [133.70, 34.70], [133.68, 34.70], [133.68, 34.60]]]}}
]}"#;
    MAP.replace("\n]}", west)
}

#[test]
fn neighbours_from_the_map() {
    let map = whole_map();
    let unsaid = good().swap(D, "S1;S1B,D2;D3,", "S1;S1B,,").set("districts.geojson", map.as_str());
    let loaded = doubted(unsaid, &[("N1431", "districts.geojson", 0, "", "")]);
    assert_eq!(loaded.round, good().read_club().0.unwrap().round, "as if they had been written");
    // The same without the column, and the areas in another order.
    let table = "district_id,name,school_ids,facility_ids\nD1,秦,S1;S1B,K1\nD2,常盤,S2,K2;K3\nD3,新本,S3,\n";
    let [d1, d2] = ["\"D1\"", "\"D2\""].map(|id| map.find(id).unwrap());
    let turned = format!("{}\"D2\"{}\"D1\"{}", &map[..d1], &map[d1 + 4..d2], &map[d2 + 4..]);
    let loaded = doubted(
        good().set(D, table).set("districts.geojson", turned),
        &[("N1431", "districts.geojson", 0, "", "")],
    );
    let neighbours: Vec<_> = loaded.round.districts().iter().map(|d| d.neighbours.clone()).collect();
    assert_eq!(neighbours, [vec![1], vec![0, 2], vec![1]]);
}

#[test]
fn neighbours_that_are_written_win_over_the_map() {
    let named = good().swap(D, "S1;S1B,D2;D3,", "S1;S1B,D3,").set("districts.geojson", whole_map());
    let loaded = doubted(named, &[]);
    let neighbours: Vec<_> = loaded.round.districts().iter().map(|d| d.neighbours.clone()).collect();
    assert_eq!(neighbours, [vec![2], vec![], vec![0]]);
    // Areas that overlap are next to each other, and the overlap is told.
    let over = whole_map().replace(
        "133.68, 34.60], [133.70, 34.60], [133.70, 34.70]",
        "133.68, 34.60], [133.71, 34.60], [133.71, 34.70]",
    );
    let round = good().swap(D, "S1;S1B,D2;D3,", "S1;S1B,,").set("districts.geojson", over);
    let loaded = doubted(
        round,
        &[("N1431", "districts.geojson", 0, "", ""), ("W1512", "districts.geojson", 0, "", "D1")],
    );
    assert_eq!(loaded.round.districts()[0].neighbours, [1, 2]);
}

#[test]
fn areas_of_unknown_districts() {
    let round = at("34.65", "133.71", &MAP.replace("D2", "D22"));
    club_warned(round, &[NOTE, ("W1420", "districts.geojson", 0, "", "D22")]);
    // A map that cannot be read is said.
    let (loaded, findings) = at("34.65", "133.71", "{").read_club();
    assert!(loaded.is_none() && findings.iter().any(|f| f.code() == "E1501"));
}

#[test]
fn clubs_of_nobody() {
    doubted(good().swap(D, "K2;K3", "K2"), &[("W1427", "facilities.csv", 4, "", "K3")]);
}
