//! `report`: the page of a decided round, from output folders alone.

use crate::args;
use crate::support::{copy_round, data, entries, files, outputs, round, run};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::tempdir;

fn decided(round: &Path, out: &Path) {
    run(args!["allocate", round, "--out", out]).exits(0);
}

/// Names that would do harm anywhere else than in a text.
pub(crate) const HOSTILE: [&str; 4] =
    ["=cmd()", "<script>alert(1)</script>", "\u{202e}園育保", "𠮷髙葛\u{e0100}"];

/// The sample with names of facilities and districts (GeoJSON beside it) that nobody would want.
pub(crate) fn hostile(dir: &Path) -> (PathBuf, PathBuf) {
    let made = dir.join("hostile");
    copy_round(&data("soja"), &made, |name, bytes| {
        if name != "facilities.csv" {
            return bytes;
        }
        let text = String::from_utf8(bytes).unwrap();
        let rows = text.lines().enumerate().map(|(i, line)| {
            let mut cells: Vec<String> = line.split(',').map(str::to_owned).collect();
            if i > 0 {
                cells[1] = format!("\"{}\"", HOSTILE[i % HOSTILE.len()]);
            }
            cells.join(",") + "\n"
        });
        rows.collect::<String>().into_bytes()
    });
    let square = |id: &str, name: &str, [west, south]: [f64; 2]| {
        let (east, north) = (west + 0.05, south + 0.03);
        format!(
            r#"{{"type":"Feature","properties":{{"district_id":"{id}","name":{}}},"geometry":{{"type":"Polygon","coordinates":[[[{west},{south}],[{east},{south}],[{east},{north}],[{west},{north}],[{west},{south}]]]}}}}"#,
            serde_json::Value::from(name)
        )
    };
    let features = [
        square("tokiwa", HOSTILE[1], [133.70, 34.65]),
        square("soja", HOSTILE[2], [133.75, 34.65]),
        square("yamate", HOSTILE[3], [133.75, 34.62]),
    ];
    let areas = dir.join("areas.geojson");
    let text = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","));
    fs::write(&areas, text).unwrap();
    (made, areas)
}

#[test]
fn a_page_stands_in_the_folder_and_goes_with_it() {
    let dir = tempdir().unwrap();
    let out = dir.path().join("out");
    decided(&round(), &out);
    let before = outputs(&out);
    let ran = run(args!["report", &out]).exits(0);
    assert!(ran.out.contains("report.html") && ran.err.is_empty(), "{}{}", ran.out, ran.err);
    let page = fs::read_to_string(out.join("report.html")).unwrap();
    assert!(page.starts_with("<!DOCTYPE html><html lang=\"ja\">") && page.ends_with("</html>"));
    let others: Vec<_> = outputs(&out).into_iter().filter(|f| f.0 != "report.html").collect();
    assert_eq!(others, before, "nothing else is touched");
    // The next decision replaces the folder, page and all.
    decided(&round(), &out);
    assert!(!entries(&out).contains(&"report.html".to_owned()));
}

#[test]
fn the_page_of_every_programme_is_the_same_for_any_number_of_threads() {
    let dir = tempdir().unwrap();
    for sample in ["soja", "soja-clubs", "soja-daily"] {
        let mut pages = Vec::new();
        for threads in ["1", "2", "5"] {
            let out = dir.path().join("same");
            run(args!["allocate", data(sample), "--out", &out, "--threads", threads]).exits(0);
            let made = ["ja", "en"].map(|lang| {
                let file = dir.path().join("page.html");
                run(args!["report", &out, "--out", &file, "--lang", lang]).exits(0);
                let page = fs::read(&file).unwrap();
                fs::remove_file(file).unwrap();
                page
            });
            pages.push((made, outputs(&out)));
        }
        assert_eq!(pages[0], pages[1], "{sample}");
        assert_eq!(pages[0], pages[2], "{sample}");
    }
}

#[test]
fn nobody_is_named_and_no_place_of_a_child_is_in_any_file() {
    let dir = tempdir().unwrap();
    let out = dir.path().join("out");
    decided(&data("soja"), &out);
    run(args!["report", &out]).exits(0);
    let page = fs::read_to_string(out.join("report.html")).unwrap();
    let table = fs::read_to_string(data("soja/children.csv")).unwrap();
    let shown =
        |text: &str, id: &str| text.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| word == id);
    for line in table.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        assert!(!shown(&page, cells[0]) && !shown(&page, cells[1]), "{} is named", cells[0]);
        for (name, bytes) in files(&out) {
            let text = String::from_utf8(bytes).unwrap();
            assert!(
                !text.contains(cells[6]) || !text.contains(cells[7]),
                "{name} says where {} lives",
                cells[0]
            );
        }
    }
}

#[test]
fn the_figures_of_the_summary_are_those_of_the_tables() {
    let dir = tempdir().unwrap();
    for (sample, per) in [
        ("soja", "child_id"),
        ("soja-clubs", "child_id"),
        ("soja-daily", "request_id"),
        ("reserves", "child_id"),
    ] {
        let out = dir.path().join(sample);
        decided(&data(sample), &out);
        let summary: serde_json::Value =
            serde_json::from_slice(&fs::read(out.join("summary.json")).unwrap()).unwrap();
        let mut reader = csv::Reader::from_path(out.join("allocation.csv")).unwrap();
        let header = reader.headers().unwrap().clone();
        assert_eq!(header.get(0).unwrap().trim_start_matches('\u{feff}'), per);
        let at = |name: &str| header.iter().position(|h| h == name).unwrap();
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        let of = |outcome: &str| rows.iter().filter(|r| &r[at("outcome")] == outcome).count() as u64;
        let sum = |key: &str| -> u64 {
            summary["counts"].as_array().unwrap().iter().map(|c| c[key].as_u64().unwrap()).sum()
        };
        for outcome in ["placed", "kept", "unplaced"] {
            assert_eq!(sum(outcome), of(outcome), "{sample} {outcome}");
        }
        let facilities = summary["facilities"].as_array().unwrap();
        for facility in facilities {
            let id = facility["facility_id"].as_str().unwrap();
            let there = rows.iter().filter(|r| &r[at("facility_id")] == id).count() as u64;
            assert_eq!(facility["taken"], there, "{sample} {id}");
        }
        let all = |key: &str| -> u64 { facilities.iter().map(|f| f[key].as_u64().unwrap()).sum() };
        assert_eq!(all("unmet"), of("unplaced"), "{sample}: everybody without a seat lists something first");
        let ranks = summary["ranks"].as_array().unwrap();
        let got: u64 =
            ranks.iter().flat_map(|r| r["got"].as_array().unwrap()).map(|n| n.as_u64().unwrap()).sum();
        let unlisted: u64 = ranks.iter().map(|r| r["unlisted"].as_u64().unwrap()).sum();
        assert_eq!(got + unlisted, of("placed"), "{sample}");
        let map: serde_json::Value =
            serde_json::from_slice(&fs::read(out.join("facilities.geojson")).unwrap()).unwrap();
        assert_eq!(map["features"].as_array().unwrap().len(), facilities.len());
    }
}

#[test]
fn pools_of_the_summary_are_those_of_cutoffs_and_waiting_lists() {
    let dir = tempdir().unwrap();
    let out = dir.path().join("out");
    decided(&data("soja"), &out);
    let summary: serde_json::Value =
        serde_json::from_slice(&fs::read(out.join("summary.json")).unwrap()).unwrap();
    let rows = |file: &str| -> Vec<csv::StringRecord> {
        csv::Reader::from_path(out.join(file)).unwrap().records().map(Result::unwrap).collect()
    };
    let (cutoffs, waiting) = (rows("cutoffs.csv"), rows("waitlist.csv"));
    let pools = summary["pools"].as_array().unwrap();
    assert_eq!(pools.len(), cutoffs.len());
    for (pool, row) in pools.iter().zip(&cutoffs) {
        assert_eq!((&pool["facility_id"], &pool["classes"]), (&row[0].into(), &row[1].into()));
        for (key, at) in
            [("seats", 2), ("first_wishes", 5), ("applicants", 6), ("taken", 7), ("kept", 8), ("left", 9)]
        {
            assert_eq!(pool[key].to_string(), row[at], "{key}");
        }
        assert_eq!(pool["lowest_score"].as_f64(), row[10].parse().ok());
        let there = waiting.iter().filter(|w| w[0] == row[0] && w[1] == row[1]).count() as u64;
        assert_eq!(pool["waiting"], there);
    }
}

#[test]
fn hostile_names_are_text_from_end_to_end() {
    let dir = tempdir().unwrap();
    let (made, areas) = hostile(dir.path());
    let out = dir.path().join("out");
    decided(&made, &out);
    run(args!["report", &out, "--districts", &areas]).exits(0);
    let page = fs::read_to_string(out.join("report.html")).unwrap();
    assert!(!page.contains("<script"));
    for name in ["=cmd()", "&lt;script&gt;alert(1)&lt;/script&gt;", HOSTILE[2], HOSTILE[3]] {
        assert!(page.contains(&format!("<bdi>{name}</bdi>")), "{name}");
    }
    // On the map names stand without marks of direction, between isolates.
    assert!(page.contains("\u{2068}園育保\u{2069}") && page.contains("class=\"area\""));
    let map: serde_json::Value =
        serde_json::from_slice(&fs::read(out.join("facilities.geojson")).unwrap()).unwrap();
    let names: Vec<&str> = map["features"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| f["properties"]["name"].as_str().unwrap())
        .collect();
    assert!(names.contains(&HOSTILE[1]), "files keep the text of the input: {names:?}");
}

/// Whatever is not from the input is in English.
#[track_caller]
fn all_english(page: &str) {
    let without = |text: &str, start: &str, end: &str| -> String {
        let parts = text.split(start).enumerate();
        parts.map(|(i, p)| if i == 0 { p } else { p.split_once(end).map_or("", |(_, rest)| rest) }).collect()
    };
    let mut own = without(page, "<bdi>", "</bdi>");
    own = without(&own, "\u{2068}", "\u{2069}");
    own = without(&own, "<style>", "</style>");
    let japanese = |c: &char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '、' | '。');
    if let Some(at) = own.find(|c| japanese(&c)) {
        let near: String = own[..at].chars().rev().take(120).collect::<Vec<_>>().into_iter().rev().collect();
        panic!("not in English: {near} >>> {}", own[at..].chars().take(40).collect::<String>());
    }
}

#[test]
fn a_club_round_brings_the_areas_of_its_districts() {
    let dir = tempdir().unwrap();
    let (made, out) = (dir.path().join("clubs"), dir.path().join("out"));
    copy_round(&data("soja-clubs"), &made, |_, bytes| bytes);
    let rings = ["soja", "kiyone"].map(|id| {
        let west = if id == "soja" { 133.74 } else { 133.72 };
        format!(
            r#"{{"type":"Feature","properties":{{"district_id":"{id}"}},"geometry":{{"type":"Polygon","coordinates":[[[{west},34.64],[{},34.64],[{},34.66],[{west},34.66],[{west},34.64]]]}}}}"#,
            west + 0.02,
            west + 0.02
        )
    });
    let text = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, rings.join(","));
    fs::write(made.join("districts.geojson"), text).unwrap();
    decided(&made, &out);
    let map: serde_json::Value =
        serde_json::from_slice(&fs::read(out.join("facilities.geojson")).unwrap()).unwrap();
    let districts: Vec<&serde_json::Value> = map["features"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|f| f["properties"]["what"] == "district")
        .collect();
    assert_eq!(districts.len(), 2);
    assert_eq!(districts[0]["properties"]["name"], "総社");
    run(args!["report", &out]).exits(0);
    let page = fs::read_to_string(out.join("report.html")).unwrap();
    assert_eq!(page.matches("class=\"area\"").count(), 2);
    assert!(page.contains("\u{2068}総社\u{2069}"), "the name of the table, not the id of the map");
}

#[test]
fn folders_beside_it_become_sections_in_the_order_given() {
    let dir = tempdir().unwrap();
    let soja = data("soja");
    let path = |name: &str| dir.path().join(name);
    decided(&soja, &path("out"));
    run(args!["frontier", &soja, "--out", path("frontier"), "--max-blocking", "2"]).exits(0);
    let scenario = |name: &str| soja.join("scenarios").join(name);
    run(args!["whatif", &soja, scenario("new-nursery.toml"), "--out", path("a"), "--draws", "2"]).exits(0);
    run(args!["whatif", &soja, scenario("fewer-teachers.toml"), "--out", path("b")]).exits(0);
    run(args![
        "site",
        &soja,
        "--candidates",
        soja.join("sites/candidates.csv"),
        "--open",
        "1",
        "--draws",
        "2",
        "--out",
        path("site")
    ])
    .exits(0);
    run(args!["access", &soja, "--out", path("access")]).exits(0);
    run(args!["restore", &soja, "--out", path("restore")]).exits(0);
    run(args!["worth", &soja, "--out", path("worth")]).exits(0);
    run(args!["fairness", &soja, "--out", path("fairness")]).exits(0);
    run(args!["sufficed", &soja, path("out"), "--out", path("sufficed")]).exits(0);
    run(args!["plan", &soja, "--out", path("plan")]).exits(0);
    run(args![
        "count",
        &soja,
        path("out").join("allocation.csv"),
        "--date",
        "2026-04-01",
        "--out",
        path("count")
    ])
    .exits(0);
    run(args![
        "report",
        path("out"),
        path("a"),
        path("frontier"),
        path("b"),
        path("site"),
        path("access"),
        path("restore"),
        path("worth"),
        path("fairness"),
        path("sufficed"),
        path("plan"),
        path("count"),
        "--lang",
        "en"
    ])
    .exits(0);
    let page = fs::read_to_string(path("out/report.html")).unwrap();
    let order = [
        "whatif", "frontier", "whatif-2", "site", "access", "restore", "worth", "fairness", "sufficed",
        "plan", "count", "sources",
    ];
    let at = order.map(|id| page.find(&format!("<section id=\"{id}\"")).unwrap_or_else(|| panic!("no {id}")));
    assert!(at.is_sorted(), "{at:?}");
    // Every file that was read is named with its digest.
    assert_eq!(page.matches("class=\"hash\"").count(), 14);
    all_english(&page);
}

#[test]
fn sections_of_clubs_and_days() {
    let dir = tempdir().unwrap();
    let path = |name: &str| dir.path().join(name);
    decided(&data("clubs"), &path("clubs"));
    run(args!["clubs", data("clubs"), "--out", path("needs")]).exits(0);
    run(args!["units", data("clubs"), path("clubs"), "--out", path("units")]).exits(0);
    run(args!["sufficed", data("clubs"), path("clubs"), "--out", path("sufficed")]).exits(0);
    let folders =
        args!["report", path("clubs"), path("needs"), path("units"), path("sufficed"), "--lang", "en"];
    run(folders).exits(0);
    let page = fs::read_to_string(path("clubs/report.html")).unwrap();
    all_english(&page);
    for id in ["clubs", "needs", "units", "sufficed"] {
        assert!(page.contains(&format!("<section id=\"{id}\"")), "{id}");
    }
    decided(&data("daily"), &path("daily"));
    run(args!["simulate", data("daily"), "--seasons", "3", "--out", path("season")]).exits(0);
    run(args!["report", path("daily"), path("season"), "--lang", "en"]).exits(0);
    let page = fs::read_to_string(path("daily/report.html")).unwrap();
    all_english(&page);
    for id in ["calendar", "reasons", "season"] {
        assert!(page.contains(&format!("<section id=\"{id}\"")), "{id}");
    }
}

#[test]
fn where_nothing_is_stable_the_page_says_why_without_naming_anybody() {
    let dir = tempdir().unwrap();
    let (made, out) = (dir.path().join("round"), dir.path().join("out"));
    let size = ["--children", "250", "--seed", "2", "--siblings", "400", "--noise", "10"];
    run(["generate"].into_iter().chain(size).map(Into::into).chain(args!["--out", &made])).exits(0);
    decided(&made, &out);
    assert!(out.join("conflict.json").exists());
    run(args!["report", &out]).exits(0);
    let page = fs::read_to_string(out.join("report.html")).unwrap();
    let section = page.split("<section id=\"conflict\"").nth(1).unwrap().split("</section>").next().unwrap();
    assert!(section.contains("どの配分でも") && section.contains("きょうだい"));
    let named = section.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| {
        word.len() == 4
            && (word.starts_with('C') || word.starts_with('H'))
            && word[1..].chars().all(|c| c.is_ascii_digit())
    });
    assert!(!named, "{section}");
    // What a single family wished for is not in a page to be published.
    run(args!["report", &out, "--suppress", "5"]).exits(0);
    let page = fs::read_to_string(out.join("report.html")).unwrap();
    assert!(!page.contains("この結果で優先順位に反する世帯"));
}

#[test]
fn small_counts_are_marked_when_asked_for() {
    let dir = tempdir().unwrap();
    let out = dir.path().join("out");
    decided(&data("soja"), &out);
    run(args!["report", &out, "--suppress", "5", "--lang", "en"]).exits(0);
    let page = fs::read_to_string(out.join("report.html")).unwrap();
    let table = page.split("id=\"cutoffs-table\"").nth(1).unwrap().split("</table>").next().unwrap();
    let mut marked = 0;
    for row in table.split("<tr").skip(2) {
        let cells: Vec<&str> = row
            .split("<td class=\"n")
            .skip(1)
            .map(|c| c.split_once('>').unwrap().1.split("</td>").next().unwrap())
            .collect();
        marked += usize::from(cells[1].contains(">X<"));
        // First wishes, applicants and waiting; seats are no secret.
        for cell in [cells[1], cells[2], cells[6]] {
            let small = cell.replace(',', "").parse::<u32>().is_ok_and(|n| (1..5).contains(&n));
            assert!(!small, "a small count is shown: {row}");
        }
    }
    assert!(marked > 20);
    assert!(page.contains("Counts below 5"));
}

#[test]
fn what_cannot_be_shown_is_refused_and_nothing_is_written() {
    let dir = tempdir().unwrap();
    let (out, other) = (dir.path().join("out"), dir.path().join("other"));
    decided(&round(), &out);
    decided(&round(), &other);
    let report = |folders: &[&Path]| {
        let args = ["report".into()].into_iter().chain(folders.iter().map(|f| f.as_os_str().to_owned()));
        run(args.chain(args!["--lang", "en"]))
    };
    let said = report(&[&round()]).exits(2).err;
    assert!(said.contains("no output folder of allocate"), "{said}");
    let said = report(&[&out, &round()]).exits(2).err;
    assert!(
        said.contains("no output folder that the page can show") && said.contains("frontier.json"),
        "{said}"
    );
    let said = report(&[&out, &other]).exits(2).err;
    assert!(said.contains("sekiwari compare"), "{said}");
    let said = report(&[&dir.path().join("nowhere")]).exits(2).err;
    assert!(said.contains("nowhere"), "{said}");

    // Of two runs.
    let summary = fs::read_to_string(other.join("summary.json")).unwrap();
    let changed = summary.replacen("\"unplaced\": 1", "\"unplaced\": 2", 1);
    assert_ne!(summary, changed);
    fs::write(other.join("summary.json"), changed).unwrap();
    let said = report(&[&other]).exits(2).err;
    assert!(said.contains("not of one run"), "{said}");
    fs::write(other.join("summary.json"), "{").unwrap();
    assert!(report(&[&other]).exits(2).err.contains("summary.json"));

    // Of an earlier version.
    fs::remove_file(other.join("summary.json")).unwrap();
    assert!(report(&[&other]).exits(2).err.contains("run allocate again"));

    // Areas with errors are told as findings.
    let areas = dir.path().join("areas.geojson");
    fs::write(&areas, r#"{"type":"Point"}"#).unwrap();
    let ran = run(args!["report", &out, "--districts", &areas, "--json"]).exits(1).json();
    assert_eq!(ran["errors"], 1);

    // Somebody else's file stays.
    let page = dir.path().join("page.html");
    fs::write(&page, "<html>mine</html>").unwrap();
    let said = run(args!["report", &out, "--out", &page, "--lang", "en"]).exits(2).err;
    assert!(said.contains("no page of sekiwari"), "{said}");
    assert_eq!(fs::read_to_string(&page).unwrap(), "<html>mine</html>");
    assert!(!entries(&out).contains(&"report.html".to_owned()));
    assert_eq!(
        entries(dir.path()),
        ["areas.geojson", "other", "out", "page.html"],
        "nothing half made is left"
    );
}
