//! What would have sufficed for all children, from the command line: the table and the document say what `explain` says.

use crate::args;
use crate::support::{Ran, copy_round, data, entries, outputs, run, sekiwari};
use std::fs;
use tempfile::tempdir;

/// What a kind of round calls things: the sample, the wishes of a child, where the texts stand, and what is said in a wish.
struct Kind {
    sample: &'static str,
    wishes: &'static str,
    texts: [usize; 2],
    of_wishes: &'static [&'static str],
    least: usize,
}

fn every_child_is_told_what_explain_tells(kind: &Kind) {
    let dir = tempdir().unwrap();
    let (round, decided, out) = (data(kind.sample), dir.path().join("decided"), dir.path().join("out"));
    run(args!["allocate", &round, "--out", &decided]).exits(0);
    let told = run(args!["sufficed", &round, &decided, "--out", &out, "--json"]).exits(0);
    assert_eq!(entries(&out), ["sufficed.csv", "sufficed.json", "timings.json"]);
    let json: serde_json::Value =
        serde_json::from_slice(&fs::read(out.join("sufficed.json")).unwrap()).unwrap();
    assert_eq!(told.json(), json);

    let table = fs::read_to_string(out.join("sufficed.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(table.trim_start_matches('\u{feff}').as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let children = json["children"].as_array().unwrap();
    assert_eq!(json["counts"]["children"], children.len());
    assert!(children.len() > kind.least);
    for child in children {
        let id = child["child_id"].as_str().unwrap();
        for (lang, column) in ["ja", "en"].into_iter().zip(kind.texts) {
            let explained =
                run(args!["explain", &round, &decided, id, "--sufficed", "--lang", lang]).exits(0).out;
            let own: Vec<&str> = rows.iter().filter(|r| &r[0] == id).map(|r| &r[column]).collect();
            let nothing = ["（該当する希望はありません）", "(there is no wish to ask about)"];
            assert_eq!(own.is_empty(), nothing.iter().any(|n| explained.contains(n)), "{id}: {explained}");
            own.iter().for_each(|text| assert!(explained.contains(text), "{id}: {text}\n{explained}"));
        }
        let tried = |what: &serde_json::Value| what["tried"] == "sufficed";
        let of_wishes =
            |key: &str| child[kind.wishes].as_array().unwrap().iter().filter(|w| tried(&w[key])).count();
        let in_table =
            |key: &str| rows.iter().filter(|r| &r[0] == id && &r[2] == key && &r[3] == "true").count();
        kind.of_wishes.iter().for_each(|key| assert_eq!(of_wishes(key), in_table(key), "{id} {key}"));
        assert_eq!(usize::from(tried(&child["terms"])), in_table("terms"), "{id}");
        assert_eq!(usize::from(tried(&child["added"])), in_table("wish"), "{id}");
    }
}

/// The numbers of the rows of a table on a page, row by row.
fn rows(page: &str, id: &str) -> Vec<Vec<String>> {
    let table = page.split(&format!("<table id=\"{id}\"")).nth(1).unwrap_or_else(|| panic!("no {id}"));
    let table = table.split("</table>").next().unwrap();
    let body = table.split("<tbody>").skip(1).flat_map(|b| b.split("</tbody>").next());
    let cells = |row: &str| -> Vec<String> {
        let cells = row.split("<td class=\"n").skip(1).filter_map(|c| c.split_once('>'));
        cells.filter_map(|(_, c)| c.split_once("</td>")).map(|(c, _)| c.to_owned()).collect()
    };
    body.flat_map(|b| b.split("<tr").skip(1)).map(cells).collect()
}

#[test]
fn the_page_counts_the_children_of_the_document() {
    let dir = tempdir().unwrap();
    let (soja, decided, out) = (data("soja"), dir.path().join("decided"), dir.path().join("out"));
    run(args!["allocate", &soja, "--out", &decided]).exits(0);
    let json = run(args!["sufficed", &soja, &decided, "--out", &out, "--json"]).exits(0).json();
    run(args!["report", &decided, &out]).exits(0);
    let page = fs::read_to_string(decided.join("report.html")).unwrap();
    let children = json["children"].as_array().unwrap();
    let sufficed = |what: &serde_json::Value| what["tried"] == "sufficed";
    let any = |child: &serde_json::Value, key: &str| {
        child["wishes"].as_array().unwrap().iter().any(|w| sufficed(&w[key]))
    };
    for (group, column) in [(true, 0), (false, 2)] {
        let own: Vec<_> = children.iter().filter(|c| c["facility_id"].is_null() == group).collect();
        let count =
            |is: &dyn Fn(&serde_json::Value) -> bool| own.iter().filter(|c| is(c)).count().to_string();
        let shown: Vec<String> = rows(&page, "sufficed-kinds").iter().map(|r| r[column].clone()).collect();
        let nothing = |c: &serde_json::Value| {
            !(any(c, "points") || any(c, "seats") || sufficed(&c["terms"]) || sufficed(&c["added"]))
        };
        let wish = if group {
            count(&|c| sufficed(&c["added"]))
        } else {
            "<span class=\"dim\">–</span>".to_owned()
        };
        assert_eq!(
            shown,
            [
                count(&|c| any(c, "points")),
                count(&|c| any(c, "seats")),
                count(&|c| sufficed(&c["terms"])),
                wish,
                count(&nothing),
                own.len().to_string(),
            ]
        );
        // Up to 1, 2, 5, 10 and 20 points.
        let least = |c: &serde_json::Value| -> Option<f64> {
            let found = c["wishes"].as_array().unwrap().iter().filter(|w| sufficed(&w["points"]));
            found.map(|w| w["points"]["found"]["more"].as_f64().unwrap()).reduce(f64::min)
        };
        let steps = rows(&page, "sufficed-points");
        for (row, up_to) in steps.iter().zip([1.0, 2.0, 5.0, 10.0, 20.0]) {
            assert_eq!(row[column + 1], count(&|c| least(c).is_some_and(|p| p <= up_to)), "{up_to}");
        }
    }
    let without = children.iter().filter(|c| c["facility_id"].is_null()).count();
    assert_eq!(json["figures"]["unplaced"], without, "everybody without a seat is asked about");
    // The places are told in the order of their use.
    let uses: Vec<[u32; 2]> = rows(&page, "sufficed-pools")
        .iter()
        .map(|r| [1, 2].map(|at: usize| r[at].parse().unwrap()))
        .collect();
    assert!(uses.len() == 20 && uses.windows(2).all(|w| w[0] >= w[1]) && uses[0][0] > 0, "{uses:?}");
}

#[test]
fn the_page_of_clubs_counts_the_children_of_the_document() {
    for sample in ["clubs", "soja-clubs"] {
        let dir = tempdir().unwrap();
        let (clubs, decided, out) = (data(sample), dir.path().join("decided"), dir.path().join("out"));
        run(args!["allocate", &clubs, "--out", &decided]).exits(0);
        let json = run(args!["sufficed", &clubs, &decided, "--out", &out, "--json"]).exits(0).json();
        run(args!["report", &decided, &out]).exits(0);
        let page = fs::read_to_string(decided.join("report.html")).unwrap();
        let children = json["children"].as_array().unwrap();
        let sufficed = |what: &serde_json::Value| what["tried"] == "sufficed";
        let any = |child: &serde_json::Value, key: &str| {
            child["lines"].as_array().unwrap().iter().any(|l| sufficed(&l[key]))
        };
        let nothing = |c: &serde_json::Value| {
            let of_lines = ["points", "seats", "days"].iter().any(|key| any(c, key));
            !(of_lines || sufficed(&c["terms"]) || sufficed(&c["added"]))
        };
        let table = rows(&page, "sufficed-kinds");
        // A group without anybody has no column.
        let groups = [true, false].map(|without| {
            let own = children.iter().filter(|c| c["given"].is_null() == without);
            (without, own.collect::<Vec<_>>())
        });
        let told: Vec<_> = groups.into_iter().filter(|(_, own)| !own.is_empty()).collect();
        assert!(told.iter().any(|(without, _)| *without), "{sample}");
        for (column, (without, own)) in told.into_iter().enumerate() {
            let count =
                |is: &dyn Fn(&serde_json::Value) -> bool| own.iter().filter(|c| is(c)).count().to_string();
            let wish = match without {
                true => count(&|c| sufficed(&c["added"])),
                false => "<span class=\"dim\">–</span>".to_owned(),
            };
            let shown: Vec<String> = table.iter().map(|r| r[2 * column].clone()).collect();
            let expected = [
                count(&|c| any(c, "points")),
                count(&|c| any(c, "seats")),
                count(&|c| any(c, "days")),
                count(&|c| sufficed(&c["terms"])),
                wish,
                count(&nothing),
                own.len().to_string(),
            ];
            assert_eq!(shown, expected, "{sample}, without a seat: {without}");
        }
        let figures = &json["figures"];
        assert_eq!(json["counts"]["days"], children.iter().filter(|c| any(c, "days")).count());
        // Every seat that was missing is at one of the places, and children stand in their grades.
        let helped = figures["pools"].as_array().unwrap().iter();
        let helped: u64 =
            helped.map(|p| p["without_seat"].as_u64().unwrap() + p["with_seat"].as_u64().unwrap()).sum();
        let lines = children.iter().flat_map(|c| c["lines"].as_array().unwrap());
        assert_eq!(helped as usize, lines.filter(|l| sufficed(&l["seats"])).count(), "{sample}");
        let by_grade = figures["grades"].as_array().unwrap();
        for row in by_grade {
            let own = children.iter().filter(|c| c["grade"] == row["grade"]);
            let (without, with): (Vec<_>, Vec<_>) = own.partition(|c| c["given"].is_null());
            assert_eq!(row["without_seat"]["children"], without.len());
            assert_eq!(row["with_seat"]["children"], with.len());
        }
        assert!(figures.get("classes").is_none() && !by_grade.is_empty());
        // Fewer than ten are asked about: nothing about them is for publication.
        run(args!["report", &decided, &out, "--suppress", "10"]).exits(0);
        let page = fs::read_to_string(decided.join("report.html")).unwrap();
        let section =
            page.split("<section id=\"sufficed\"").nth(1).unwrap().split("</section>").next().unwrap();
        assert!(children.len() < 10 && !section.contains("<table"), "{sample}");
    }
}

#[test]
fn the_document_of_another_programme_has_no_place_on_the_page() {
    let dir = tempdir().unwrap();
    let path = |name: &str| dir.path().join(name);
    for sample in ["tiny", "clubs"] {
        run(args!["allocate", data(sample), "--out", path(sample)]).exits(0);
        let out = path(&format!("of-{sample}"));
        run(args!["sufficed", data(sample), path(sample), "--out", out]).exits(0);
    }
    run(args!["allocate", data("daily"), "--out", path("daily")]).exits(0);
    for (decided, beside) in [("tiny", "of-clubs"), ("clubs", "of-tiny"), ("daily", "of-tiny")] {
        let told = run(args!["report", path(decided), path(beside), "--lang", "en"]).exits(2);
        assert!(told.err.contains("another programme"), "{decided}: {}", told.err);
        assert!(!path(decided).join("report.html").exists());
    }
}

#[test]
fn few_children_are_kept_back_on_the_page() {
    let dir = tempdir().unwrap();
    let (soja, decided, out) = (data("soja"), dir.path().join("decided"), dir.path().join("out"));
    run(args!["allocate", &soja, "--out", &decided]).exits(0);
    run(args!["sufficed", &soja, &decided, "--out", &out]).exits(0);
    for suppress in [5u32, 10, 25] {
        run(args!["report", &decided, &out, "--suppress", suppress.to_string()]).exits(0);
        let page = fs::read_to_string(decided.join("report.html")).unwrap();
        let section =
            page.split("<section id=\"sufficed\"").nth(1).unwrap().split("</section>").next().unwrap();
        let mut shown = 0;
        for id in ["kinds", "points", "seats", "added", "classes"] {
            if !section.contains(&format!("<table id=\"sufficed-{id}\"")) {
                continue;
            }
            for cell in rows(section, &format!("sufficed-{id}")).into_iter().flatten() {
                let small = cell.parse().is_ok_and(|n: u32| (1..suppress).contains(&n));
                assert!(!small, "{id}: {cell} at {suppress}");
                shown += u32::from(cell.parse::<u32>().is_ok());
            }
        }
        assert!(shown > 20, "{suppress}: {shown}");
        assert!(
            !section.contains("<table id=\"sufficed-pools\"")
                && !section.contains("<table id=\"sufficed-terms\"")
        );
    }
}

#[test]
fn nurseries_are_told_what_explain_tells() {
    every_child_is_told_what_explain_tells(&Kind {
        sample: "tiny",
        wishes: "wishes",
        texts: [6, 7],
        of_wishes: &["points", "seats"],
        least: 5,
    });
}

#[test]
fn clubs_are_told_what_explain_tells() {
    every_child_is_told_what_explain_tells(&Kind {
        sample: "clubs",
        wishes: "lines",
        texts: [8, 9],
        of_wishes: &["points", "seats", "days"],
        least: 3,
    });
}

#[test]
fn threads_change_no_byte_and_children_can_be_named() {
    let dir = tempdir().unwrap();
    let (round, decided) = (dir.path().join("round"), dir.path().join("decided"));
    run(args!["generate", "--children", "200", "--seed", "4", "--out", &round]).exits(0);
    run(args!["allocate", &round, "--out", &decided]).exits(0);
    let out = |name: &str| dir.path().join(name);
    run(args!["sufficed", &round, &decided, "--out", out("a")]).exits(0);
    let one = args!["sufficed", &round, &decided, "--out", out("b")];
    Ran::of(sekiwari().env("RAYON_NUM_THREADS", "1").args(one).output().unwrap()).exits(0);
    assert_eq!(outputs(&out("a")), outputs(&out("b")));
    // Rows in another order are the same round.
    let turned = dir.path().join("turned");
    copy_round(&round, &turned, |name, bytes| match name {
        "children.csv" | "wishes.csv" => {
            let text = String::from_utf8(bytes).unwrap();
            let (header, rows) = text.split_once('\n').unwrap();
            let rows: Vec<&str> = rows.lines().rev().collect();
            format!("{header}\n{}\n", rows.join("\n")).into_bytes()
        }
        _ => bytes,
    });
    run(args!["allocate", &turned, "--out", out("turned-decided")]).exits(0);
    run(args!["sufficed", &turned, out("turned-decided"), "--out", out("c")]).exits(0);
    let table = |name: &str| fs::read(out(name).join("sufficed.csv")).unwrap();
    assert_eq!(table("a"), table("c"));

    let json: serde_json::Value =
        serde_json::from_slice(&fs::read(out("a").join("sufficed.json")).unwrap()).unwrap();
    let id = json["children"][3]["child_id"].as_str().unwrap();
    let only =
        run(args!["sufficed", &round, &decided, "--out", out("d"), "--child", id, "--json"]).exits(0).json();
    assert_eq!(only["counts"]["children"], 1);
    assert_eq!(only["children"][0], json["children"][3]);
}

#[test]
fn what_cannot_be_said_is_refused_and_nothing_is_written() {
    let dir = tempdir().unwrap();
    let (round, decided, out) = (data("tiny"), dir.path().join("decided"), dir.path().join("out"));
    run(args!["allocate", &round, "--out", &decided]).exits(0);
    let before = outputs(&decided);
    let refused = |args: &[std::ffi::OsString], says: &str| {
        let told = run(args.iter().cloned()).exits(2);
        assert!(told.err.contains(says), "{}", told.err);
        assert!(!out.exists());
    };
    refused(&args!["sufficed", &round, &decided, "--out", &decided, "--lang", "en"], "another folder");
    assert_eq!(outputs(&decided), before);
    refused(
        &args!["sufficed", &round, &decided, "--out", &out, "--child", "nobody", "--lang", "en"],
        "nobody",
    );
    refused(
        &args!["sufficed", data("daily"), &decided, "--out", &out, "--lang", "en"],
        "rounds of nurseries and clubs",
    );
}

#[test]
fn another_allocation_than_the_rule_gives_is_not_asked_about() {
    let dir = tempdir().unwrap();
    let (round, decided, other) =
        (dir.path().join("round"), dir.path().join("decided"), dir.path().join("other"));
    run(args!["generate", "--children", "200", "--seed", "4", "--out", &round]).exits(0);
    run(args!["allocate", &round, "--out", &decided]).exits(0);
    run(args!["allocate", &round, "--out", &other, "--mechanism", "wish-order"]).exits(0);
    let table = |dir: &std::path::Path| fs::read(dir.join("allocation.csv")).unwrap();
    assert_ne!(table(&decided), table(&other));
    fs::copy(other.join("allocation.csv"), decided.join("allocation.csv")).unwrap();
    let out = dir.path().join("out");
    let told = run(args!["sufficed", &round, &decided, "--out", &out, "--lang", "en"]).exits(2);
    assert!(told.err.contains("another allocation"), "{}", told.err);
    assert!(!out.exists());
    // By its own rule it is.
    run(args!["sufficed", &round, &other, "--out", &out]).exits(0);
    fs::remove_dir_all(&out).unwrap();
    // Nor is one of a search that was stopped: it would go on for as long as it likes.
    let result = fs::read_to_string(other.join("result.json")).unwrap();
    let stopped = result.replace("\"stopped\": null", "\"stopped\": \"time-limit\"");
    assert_ne!(result, stopped);
    fs::write(other.join("result.json"), stopped).unwrap();
    let told = run(args!["sufficed", &round, &other, "--out", &out, "--lang", "en"]).exits(2);
    assert!(told.err.contains("another allocation"), "{}", told.err);
    assert!(!out.exists());
}
