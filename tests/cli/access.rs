//! `access` on the sample of a city.

use crate::args;
use crate::support::{copy_round, entries, files, outputs, root, run};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::tempdir;

fn soja() -> PathBuf {
    root().join("data/soja")
}

fn sample(name: &str) -> PathBuf {
    soja().join("scenarios").join(name)
}

/// The cells of a table by header, one map a row.
fn table(path: &Path) -> Vec<std::collections::BTreeMap<String, String>> {
    let text = fs::read_to_string(path).unwrap();
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    let header: Vec<&str> = lines.next().unwrap().split(',').collect();
    let row = |line: &str| {
        let cells = line.split(',').map(str::to_owned);
        header.iter().map(|h| (*h).to_owned()).zip(cells).collect()
    };
    lines.map(row).collect()
}

fn row<'a>(json: &'a serde_json::Value, area: &str, class: Option<u8>) -> &'a serde_json::Value {
    let own = |r: &&serde_json::Value| r["area"] == area && r["class"].as_u64() == class.map(u64::from);
    json["rows"].as_array().unwrap().iter().find(own).unwrap_or_else(|| panic!("{area} {class:?}"))
}

#[test]
fn what_is_written_is_whole_the_same_on_any_threads_and_tells_nobodys_place() {
    let dir = tempdir().unwrap();
    let before = files(&soja());
    let written = |name: &str, threads: &str, area: &str| {
        let out = dir.path().join(name);
        let args =
            args!["access", soja(), "--area", area, "--threads", threads, "--out", &out, "--lang", "en"];
        (run(args).exits(0).out, out)
    };
    for area in ["district", "mesh1000", "mesh500", "mesh250"] {
        let ((text, one), (_, four)) = (written(area, "1", area), written(&format!("{area}-4"), "4", area));
        assert_eq!(entries(&one), ["access.csv", "access.geojson", "access.json", "access_facilities.csv"]);
        assert_eq!(outputs(&one), outputs(&four));
        for told in ["way = straight line x 1.3", "areas with the fewest seats per child", "kept back"] {
            assert!(text.contains(told), "{area} {told}:\n{text}");
        }
        // No home and no child, and no count of one or two.
        let children = table(&soja().join("children.csv"));
        for (name, bytes) in files(&one) {
            let written = String::from_utf8(bytes).unwrap();
            for child in &children {
                for cell in [&child["lat"], &child["lon"], &child["child_id"]] {
                    assert!(!written.contains(cell.as_str()), "{area} {name}: {cell}");
                }
            }
        }
        for file in ["access.csv", "access_facilities.csv"] {
            let rows = table(&one.join(file));
            assert!(rows.iter().all(|r| !matches!(r["children"].as_str(), "1" | "2")), "{area} {file}");
        }
        // The rest of a total that is told in part has three children or more.
        let rows = table(&one.join("access.csv"));
        let count = |r: &std::collections::BTreeMap<String, String>| r["children"].parse::<u32>().ok();
        for total in rows.iter().filter(|r| r["class"] == "*" && r["withheld"].is_empty() && r["area"] != "*")
        {
            let classes = rows.iter().filter(|r| r["area"] == total["area"] && r["class"] != "*");
            let (mut told, mut hidden) = (0, 0);
            classes.for_each(|r| match count(r) {
                Some(n) => told += n,
                None => hidden += 1,
            });
            let rest = count(total).unwrap() - told;
            assert!(rest == 0 || (rest >= 3 && hidden >= 2), "{area} {total:?}");
        }
        let shown = rows.iter().filter(|r| r["area"] != "*" && r["withheld"].is_empty()).count();
        assert!(shown > 10, "{area}: {shown} of {}", rows.len());
        let map: serde_json::Value =
            serde_json::from_slice(&fs::read(one.join("access.geojson")).unwrap()).unwrap();
        let kind = if area == "district" { "Point" } else { "Polygon" };
        for feature in map["features"].as_array().unwrap() {
            assert_eq!(feature["geometry"]["type"], kind, "{feature}");
        }
    }
    assert_eq!(files(&soja()), before, "the round is not touched");
    // Again, into the folder that is there; and nothing beside ours is replaced.
    let (_, one) = written("district", "1", "district");
    fs::write(one.join("mine.txt"), "x").unwrap();
    run(args!["access", soja(), "--out", &one]).exits(2);
}

#[test]
fn a_new_nursery_is_held_against_the_round_as_it_is() {
    let dir = tempdir().unwrap();
    let out = dir.path().join("out");
    let today = run(args!["access", soja(), "--json"]).exits(0).json();
    let args = args!["access", soja(), "--scenario", sample("new-nursery.toml"), "--out", &out, "--json"];
    let json = run(args).exits(0).json();
    assert_eq!(json["scenarios"][0]["file"], "new-nursery.toml");
    for (now, then) in today["rows"].as_array().unwrap().iter().zip(json["rows"].as_array().unwrap()) {
        assert_eq!((&now["before"], &now["after"]), (&then["before"], &serde_json::Value::Null));
    }
    let all = row(&json, "*", None);
    let figure = |side: &str| all[side]["seats_per_child"].as_f64().unwrap();
    assert!(figure("after") > figure("before") + 0.03, "{all}");
    assert_eq!(all["before"]["children"], all["after"]["children"]);
    let facilities = json["facilities"].as_array().unwrap();
    let new: Vec<_> = facilities.iter().filter(|f| f["facility_id"] == "chuo-shinsetsu").collect();
    assert!(
        !new.is_empty()
            && new.iter().all(|f| f["before"].is_null() && f["after"]["seats"].as_u64() > Some(0))
    );
    let effects = table(&out.join("access_effects.csv"));
    let own =
        effects.iter().find(|r| r["figure"] == "seats_per_child" && r["area"] == "*" && r["class"] == "*");
    let own = own.unwrap();
    let difference: f64 = own["difference"].parse().unwrap();
    assert!((difference - (figure("after") - figure("before"))).abs() < 1e-9);
    // A scenario that changes nothing changes nothing here.
    let nothing = dir.path().join("nothing.toml");
    fs::write(&nothing, "name = \"as it is\"\n").unwrap();
    let json = run(args!["access", soja(), "--scenario", &nothing, "--json"]).exits(0).json();
    assert_eq!(json["findings"][0]["code"], "W2023");
    assert!(json["rows"].as_array().unwrap().iter().all(|r| r["before"] == r["after"]));
    // Two files, one after the other; the seed is told.
    let two = args![
        "access",
        soja(),
        "--scenario",
        sample("new-nursery.toml"),
        "--scenario",
        sample("more-ones.toml"),
        "--seed",
        "7",
        "--json"
    ];
    let json = run(two).exits(0).json();
    assert_eq!((json["scenarios"].as_array().unwrap().len(), json["seed"].as_u64()), (2, Some(7)));
    assert!(json["after"]["children"].as_u64() > json["before"]["children"].as_u64());
}

#[test]
fn reach_factor_weights_and_held_seats() {
    let all = |more: &[&str]| {
        let mut args = args!["access", soja(), "--json"].to_vec();
        args.extend(more.iter().map(Into::into));
        let json = run(args).exits(0).json();
        (row(&json, "*", None)["before"].clone(), json)
    };
    let (usual, json) = all(&[]);
    assert_eq!(
        (json["unit"].as_str(), json["reach"].as_u64(), json["bands"][2]["weight"].as_f64()),
        (Some("m"), Some(2_000), Some(0.22))
    );
    let (straight, _) = all(&["--factor", "1"]);
    assert!(straight["open"]["mean"].as_f64() < usual["open"]["mean"].as_f64());
    let (far, _) = all(&["--reach", "50000", "--weights", "1"]);
    assert_eq!(far["seats_per_child"], far["weighted_seats_per_child"]);
    assert!(far["without"].as_u64() < usual["without"].as_u64());
    let (held, _) = all(&["--held"]);
    assert!(held["seats_per_child"].as_f64() > usual["seats_per_child"].as_f64());
    let (within, _) = all(&["--within", "3000,100"]);
    assert_eq!(within["open"]["within"].as_array().unwrap().len(), 2);
    assert!(within["open"]["within"][0].as_f64() < within["open"]["within"][1].as_f64());
    let (_, everything) = all(&["--min-cell", "1"]);
    assert!(everything["rows"].as_array().unwrap().iter().all(|r| r["withheld"] == false));
    for wrong in [["--factor", "0.9"], ["--weights", "0.2,0.5"], ["--area", "mesh100"], ["--reach", "x"]] {
        run(args!["access", soja(), wrong[0], wrong[1]]).exits(2);
    }
    let clubs = run(args!["access", root().join("data/clubs"), "--lang", "en"]).exits(2);
    assert!(clubs.err.contains("nursery rounds only"), "{}", clubs.err);
}

#[test]
fn minutes_from_a_table() {
    let dir = tempdir().unwrap();
    let minutes = dir.path().join("minutes.csv");
    let facilities = table(&soja().join("facilities.csv"));
    let mut text = "from,to,minutes\n".to_owned();
    for (i, facility) in facilities.iter().enumerate() {
        text += &format!("soja,{},{}.5\n", facility["facility_id"], 3 + i);
        text += &format!("tokiwa,{},{}\n", facility["facility_id"], 30 + i);
    }
    fs::write(&minutes, text.clone() + "soja,nowhere,3\n").unwrap();
    let json = run(args!["access", soja(), "--minutes", &minutes, "--json"]).exits(0).json();
    assert_eq!((json["unit"].as_str(), json["reach"].as_u64()), (Some("min"), Some(20)));
    assert_eq!(json["findings"][0]["code"], "W2402");
    let known = row(&json, "*", None)["before"]["children"].as_u64().unwrap();
    assert_eq!(
        json["before"]["unknown_place"].as_u64().unwrap() + known,
        json["before"]["children"].as_u64().unwrap()
    );
    let (near, far) = (row(&json, "soja", None), row(&json, "tokiwa", None));
    assert!(near["before"]["seats_per_child"].as_f64() > Some(0.0));
    assert_eq!(far["before"]["without"], far["before"]["children"]);
    assert!(far["before"]["open"]["median"].as_u64() >= Some(30));
    // The factor is of straight lines only; a way given twice is an error.
    run(args!["access", soja(), "--minutes", &minutes, "--factor", "1.2"]).exits(2);
    fs::write(&minutes, text.clone() + &text.replace("from,to,minutes\n", "")).unwrap();
    let refused = run(args!["access", soja(), "--minutes", &minutes, "--json"]).exits(1).json();
    assert_eq!(refused["findings"][0]["code"], "E2401");
    // Rows that begin nowhere.
    fs::write(&minutes, "from,to,minutes\n53394547,ijirino-kodomoen,3\n").unwrap();
    let json = run(args!["access", soja(), "--minutes", &minutes, "--json"]).exits(0).json();
    assert_eq!(json["findings"][0]["code"], "W2403");
}

#[test]
fn districts_on_the_map_and_children_of_unknown_place() {
    let dir = tempdir().unwrap();
    let round = dir.path().join("round");
    copy_round(&soja(), &round, |name, bytes| match name {
        // The first child loses its place, all lose their district.
        "children.csv" => {
            let text = String::from_utf8(bytes).unwrap();
            let line = |(i, line): (usize, &str)| {
                let mut cells: Vec<&str> = line.split(',').collect();
                if i > 0 {
                    cells[5] = "";
                }
                if i == 1 {
                    (cells[6], cells[7]) = ("", "");
                }
                cells.join(",") + "\n"
            };
            text.lines().enumerate().map(line).collect::<String>().into_bytes()
        }
        _ => bytes,
    });
    let districts = dir.path().join("districts.geojson");
    let square = |id: &str, west: f64, east: f64| {
        format!(
            "{{\"type\":\"Feature\",\"properties\":{{\"district_id\":\"{id}\",\"name\":\"{id}学区\"}},\"geometry\":{{\"type\":\"Polygon\",\
             \"coordinates\":[[[{west},34.5],[{west},34.9],[{east},34.9],[{east},34.5],[{west},34.5]]]}}}}"
        )
    };
    let shapes =
        [square("W", 133.0, 133.74), square("E", 133.74, 134.0), square("far", 135.0, 136.0)].join(",");
    fs::write(&districts, format!("{{\"type\":\"FeatureCollection\",\"features\":[{shapes}]}}")).unwrap();
    let out = dir.path().join("out");
    let args = args!["access", &round, "--districts", &districts, "--out", &out, "--json"];
    let json = run(args).exits(0).json();
    assert_eq!(json["before"]["unknown_place"], 1);
    let count = |area: &str| row(&json, area, None)["before"]["children"].as_u64().unwrap();
    assert_eq!(count("W") + count("E"), count("*"));
    let map: serde_json::Value =
        serde_json::from_slice(&fs::read(out.join("access.geojson")).unwrap()).unwrap();
    let features = map["features"].as_array().unwrap();
    let of = |id: &str| features.iter().find(|f| f["properties"]["area"] == id).unwrap();
    assert_eq!(of("far")["properties"]["children"], 0);
    assert_eq!(of("W")["properties"]["name"], "W学区");
    assert_eq!(of("W")["properties"]["children"].as_u64(), Some(count("W")));
    // Given with the clock, written against it and closed.
    let ring = &of("W")["geometry"]["coordinates"][0][0];
    let corner = |i: usize| (ring[i][0].as_f64().unwrap(), ring[i][1].as_f64().unwrap());
    assert_eq!((ring.as_array().unwrap().len(), corner(0)), (5, corner(4)));
    let area: f64 = (0..4).map(|i| corner(i).0 * corner(i + 1).1 - corner(i + 1).0 * corner(i).1).sum();
    assert!(area > 0.0);
    fs::write(&districts, "{\"type\":\"FeatureCollection\",\"features\":[]}").unwrap();
    run(args!["access", &round, "--districts", &districts]).exits(1);
}
