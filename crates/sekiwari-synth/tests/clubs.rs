//! Made-up club rounds: the shipped sample is what the generator makes, and cities of any size hold together.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use sekiwari::programme::club::district::{DistrictGraph, Found, Touch};
use sekiwari::programme::club::{Days, Seasons};
use sekiwari::programme::nursery::Position;
use sekiwari_files::club::{LoadedClub, read_club_files};
use sekiwari_files::districts::{Districts, read_districts};
use sekiwari_files::finding::Findings;
use sekiwari_files::round::RoundFiles;
use sekiwari_synth::{CLUB_APPLICANTS, ClubTables, clubs, soja_clubs};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

fn column<'a>(made: &'a ClubTables, table: &str, name: &str) -> Vec<&'a str> {
    let table = made.table(table).unwrap();
    assert!(table.header.contains(&name), "{name}");
    table.column(name).collect()
}

/// How often every word stands in a column.
fn counts<'a>(made: &'a ClubTables, table: &str, name: &str) -> BTreeMap<&'a str, usize> {
    column(made, table, name).into_iter().fold(BTreeMap::new(), |mut all, word| {
        *all.entry(word).or_default() += 1;
        all
    })
}

fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').filter(|part| !part.is_empty())
}

/// Nothing refers to what is not there, and every cell can be read.
#[track_caller]
fn holds_together(made: &ClubTables) {
    for table in &made.tables {
        assert!(table.rows.iter().all(|row| row.len() == table.header.len()), "{}", table.name);
        assert!(table.rows.iter().flatten().all(|cell| !cell.contains(['"', ',', '\n'])), "{}", table.name);
    }
    let ids = |table: &str, name: &str| {
        let all = column(made, table, name);
        let set: BTreeSet<&str> = all.iter().copied().collect();
        assert_eq!(set.len(), all.len(), "{table}.{name}");
        set
    };
    let (clubs, districts) = (ids("facilities", "facility_id"), ids("districts", "district_id"));
    let (children, schools) = (ids("children", "child_id"), ids("districts", "school_ids"));
    let routes = ids("transport", "route_id");
    assert!(!routes.is_empty());
    for (table, name, known) in [
        ("facilities", "district_id", &districts),
        ("units", "facility_id", &clubs),
        ("districts", "neighbour_district_ids", &districts),
        ("districts", "facility_ids", &clubs),
        ("transport", "district_ids", &districts),
        ("transport", "facility_ids", &clubs),
        ("children", "district_id", &districts),
        ("children", "school_id", &schools),
        ("children", "current_facility_id", &clubs),
        ("children", "last_year_facility_id", &clubs),
        ("wishes", "child_id", &children),
        ("wishes", "facility_id", &clubs),
        ("scores", "child_id", &children),
    ] {
        for id in column(made, table, name).into_iter().flat_map(list) {
            assert!(known.contains(id), "{table}.{name}: {id}");
        }
    }
    for table in ["units", "transport", "children", "wishes"] {
        for days in column(made, table, "weekdays") {
            days.parse::<Days>().unwrap();
        }
    }
    for season in column(made, "children", "season") {
        assert!(!season.parse::<Seasons>().unwrap().is_empty());
    }
    assert_eq!(column(made, "scores", "child_id").len(), children.len());
    // Every club is open Monday to Friday all year.
    let units = made.table("units").unwrap();
    let always = units.rows.iter().filter(|r| r[1].is_empty() && r[2] == "MTWHF").map(|r| r[0].as_str());
    assert_eq!(always.collect::<BTreeSet<_>>(), clubs);
    // A child's days suffice for the least number it comes for; wishes are for some of its days.
    let rows = &made.table("children").unwrap().rows;
    for row in rows.iter().filter(|r| !r[5].is_empty()) {
        let least: u32 = row[5].parse().unwrap();
        assert!(least >= 2 && least < row[3].parse::<Days>().unwrap().len(), "{row:?}");
    }
    let days: HashMap<&str, Days> = rows.iter().map(|r| (r[0].as_str(), r[3].parse().unwrap())).collect();
    let mut wishes = BTreeSet::new();
    for row in &made.table("wishes").unwrap().rows {
        assert!(row[3].parse::<Days>().unwrap().is_subset(days[row[0].as_str()]), "{row:?}");
        assert!(wishes.insert((&row[0], &row[2], &row[3])), "{row:?} stands there twice");
    }
    // First graders did not come last year; who holds a seat lists it.
    for row in rows {
        assert!(row[2] != "1" || row[11].is_empty(), "{row:?}");
        let listed = |club: &String| wishes.contains(&(&row[0], club, &String::new()));
        assert!(row[10].is_empty() || row[10] == row[11] && listed(&row[10]), "{row:?}");
    }
    // Households with terms have several children.
    let sizes = counts(made, "children", "household_id");
    assert!(column(made, "households", "household_id").iter().all(|h| sizes[h] > 1));
}

fn graph(made: &ClubTables) -> DistrictGraph {
    let ids = column(made, "districts", "district_id");
    let number: HashMap<&str, usize> = ids.iter().copied().zip(0..).collect();
    let neighbours = column(made, "districts", "neighbour_district_ids");
    let pairs: Vec<(usize, usize)> = neighbours
        .iter()
        .zip(0..)
        .flat_map(|(cell, d)| list(cell).map(move |n| (d, n)))
        .map(|(d, n)| (d, number[n]))
        .collect();
    let graph = DistrictGraph::new(ids.len(), pairs.iter().copied()).unwrap();
    // Named from both sides.
    assert_eq!(graph.pairs().len() * 2, pairs.len());
    graph
}

/// Every district has a club, or is next to one that has.
fn has_clubs_near(made: &ClubTables, graph: &DistrictGraph) {
    let homes: Vec<bool> = column(made, "districts", "facility_ids").iter().map(|c| !c.is_empty()).collect();
    assert!((0..homes.len()).all(|d| homes[d] || graph.neighbours(d).iter().any(|&n| homes[n])));
}

/// The tables as the door reads them: nothing to say but that some siblings state no condition and some districts have no club.
#[track_caller]
fn read(made: &ClubTables) -> LoadedClub {
    let files = made.files().into_iter().map(|(name, text)| (name, text.into_bytes()));
    let (loaded, findings) = read_club_files(RoundFiles::from_memory(files));
    let codes: Vec<&str> = findings.iter().map(|f| f.code()).collect();
    assert_eq!(codes, ["N0522", "N1428"], "{}", findings.render_capped(sekiwari::Lang::En, 3));
    loaded.unwrap()
}

#[test]
fn the_door_reads_what_is_made() {
    let sample = read(&soja_clubs());
    assert_eq!(sample.round.children().len(), CLUB_APPLICANTS as usize);
    let city = read(&clubs(202, 20_000, 1));
    assert_eq!(city.round.children().len(), 20_000);
    // Those given by their place alone have a district as well.
    assert!(city.round.children().iter().all(|c| c.district.is_some()));
}

#[test]
fn the_shipped_sample_is_what_the_generator_makes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/soja-clubs");
    for (name, text) in soja_clubs().files() {
        let shipped = std::fs::read_to_string(folder.join(&name)).unwrap_or_default();
        assert!(shipped == text, "{name} differs: run the example make_soja_clubs");
    }
    assert!(folder.join("PROVENANCE.md").is_file());
}

#[test]
fn the_sample_has_what_is_published() {
    let made = soja_clubs();
    holds_together(&made);
    let names = column(&made, "districts", "name");
    assert_eq!(names.len(), 15);
    let clubs = column(&made, "districts", "facility_ids");
    let without: Vec<&str> =
        names.iter().zip(&clubs).filter(|(_, c)| c.is_empty()).map(|(n, _)| *n).collect();
    assert_eq!(without, ["池田", "新本"]);
    assert_eq!(column(&made, "facilities", "facility_id").len(), 12);
    let twelfth = "hata-masakiyama";
    assert!(column(&made, "facilities", "name").contains(&"秦正木山児童クラブ"));
    let units = &made.table("units").unwrap().rows;
    let of_twelfth: Vec<_> = units.iter().filter(|r| r[0] == twelfth).collect();
    assert_eq!(of_twelfth.len(), 2);
    assert!(of_twelfth.iter().all(|r| r[8] == "20") && of_twelfth[0][5] == "5");
    // 13 children at the start, of grades 1 to 3: after one year they are in grades 2 and 3.
    let children = &made.table("children").unwrap().rows;
    let users: Vec<_> = children.iter().filter(|r| r[11] == twelfth).collect();
    assert_eq!(users.len(), 13);
    assert!(users.iter().all(|r| r[2] == "2" || r[2] == "3"));
    assert_eq!(children.len(), CLUB_APPLICANTS as usize);
    // 31.0, 27.6, 21.7, 11.5, 5.4 and 2.7 %.
    let grades: Vec<usize> = counts(&made, "children", "grade").into_values().collect();
    assert_eq!(grades, [161, 144, 113, 60, 28, 14]);
    let graph = graph(&made);
    assert_eq!(graph.islands().len(), 1);
    has_clubs_near(&made, &graph);
    assert!(made.map.is_none());
}

#[test]
fn cities_of_any_size_hold_together() {
    for (districts, children, seed) in [(1, 30, 1), (2, 50, 2), (7, 400, 3), (40, 2_000, 4)] {
        let made = clubs(districts, children, seed);
        assert_eq!(made, clubs(districts, children, seed));
        assert_ne!(made.table("children"), clubs(districts, children, seed + 1).table("children"));
        if districts > 5 {
            holds_together(&made);
        }
        let graph = graph(&made);
        assert_eq!(graph.len(), districts as usize);
        assert_eq!(graph.islands().len(), 1, "{districts}");
        has_clubs_near(&made, &graph);
        assert_eq!(made.table("children").unwrap().rows.len(), children as usize);
    }
    assert!(clubs(3, 0, 1).table("children").unwrap().rows.is_empty());
}

fn map_of(made: &ClubTables) -> Districts {
    let mut findings = Findings::new();
    let text = made.map.clone().unwrap().into_bytes();
    let read = read_districts(text, "districts.geojson", &mut findings);
    assert!(findings.is_empty(), "{}", findings.render(sekiwari::Lang::En));
    read.unwrap()
}

#[test]
fn a_large_city_with_its_map() {
    let made = clubs(202, 20_000, 1);
    holds_together(&made);
    let read = map_of(&made);
    assert_eq!(read.map.ids(), column(&made, "districts", "district_id"));
    let graph = graph(&made);
    // The map says what the table says.
    let borders: Vec<(usize, usize)> =
        read.map.shared_borders(Touch::default()).iter().map(|s| (s.a, s.b)).collect();
    assert_eq!(borders, graph.pairs());
    // Inner districts have six neighbours, so the mean is a little below.
    assert!(borders.len() * 2 > 202 * 5 && borders.len() * 2 < 202 * 6);
    // Every child lies in its district, however it is given.
    let schools: HashMap<&str, usize> =
        column(&made, "districts", "school_ids").into_iter().zip(0..).collect();
    let districts: HashMap<&str, usize> =
        column(&made, "districts", "district_id").into_iter().zip(0..).collect();
    let micro = |cell: &str| cell.replace('.', "").parse::<i32>().unwrap();
    let mut ways = [0; 3];
    for row in &made.table("children").unwrap().rows {
        let Found::One(d) = read.map.locate(Position { lat_e6: micro(&row[8]), lon_e6: micro(&row[9]) })
        else {
            panic!("{row:?}");
        };
        if let Some(&own) = districts.get(row[6].as_str()) {
            assert_eq!(d, own);
            ways[0] += 1;
        } else if let Some(&own) = schools.get(row[7].as_str()) {
            assert_eq!(d, own);
            ways[1] += 1;
        } else {
            ways[2] += 1;
        }
    }
    assert_eq!(ways.iter().sum::<usize>(), 20_000);
    assert!(ways[0] > 15_000 && ways[1] > 2_000 && ways[2] > 1_200, "{ways:?}");
    let grades: Vec<usize> = counts(&made, "children", "grade").into_values().collect();
    assert_eq!(grades, [6_206, 5_526, 4_344, 2_302, 1_081, 541]);
    let yearly = counts(&made, "children", "season")["year"];
    assert!((16_500..18_500).contains(&yearly), "{yearly}");
}
