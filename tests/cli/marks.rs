//! `marks`: the public list of what is left.

use crate::args;
use crate::support::{data, entries, run};
use std::fs;
use tempfile::tempdir;

#[test]
fn the_tiny_round_has_the_marks_of_its_description() {
    let dir = tempdir().unwrap();
    let (out, list, page) =
        (dir.path().join("out"), dir.path().join("list.csv"), dir.path().join("list.html"));
    run(args!["allocate", data("tiny"), "--out", &out]).exits(0);
    run(args!["marks", data("tiny"), &out, "--out", &list, "--html", &page, "--no-bom"]).exits(0);
    // Left over: one seat each in classes 0 and 1 of F2 and class 3 of F3. F2 takes no classes above 2, F1 no class 0.
    assert_eq!(
        fs::read_to_string(&list).unwrap(),
        "facility_id,name,class_0,class_1,class_2,class_3,class_4,class_5\n\
         F1,みどり保育園,－,×,×,×,×,×\n\
         F2,こすもす小規模保育,△,△,×,－,－,－\n\
         F3,さくらこども園,×,×,×,△,－,－\n"
    );
    let html = fs::read_to_string(&page).unwrap();
    assert!(
        html.contains("<th scope=\"row\">こすもす小規模保育</th><td>△</td><td>△</td><td>×</td><td>－</td>"),
        "{html}"
    );
    run(args!["marks", data("tiny"), &out, "--out", &list, "--no-bom"]).exits(2);
    run(args!["marks", data("tiny"), &out, "--out", &list, "--no-bom", "--few", "0", "--replace"]).exits(0);
    assert!(fs::read_to_string(&list).unwrap().contains("F2,こすもす小規模保育,○,○,×,"));
    assert_eq!(entries(dir.path()), ["list.csv", "list.html", "out"]);
}

#[test]
fn the_marks_are_those_of_the_seats_left() {
    let dir = tempdir().unwrap();
    for sample in ["soja", "soja-clubs"] {
        let (out, list) = (dir.path().join(sample), dir.path().join(format!("{sample}.csv")));
        run(args!["allocate", data(sample), "--out", &out, "--no-bom"]).exits(0);
        run(args!["marks", data(sample), &out, "--out", &list, "--no-bom"]).exits(0);
        let mut marks = ::csv::Reader::from_path(&list).unwrap();
        let heads = marks.headers().unwrap().clone();
        let rows: Vec<::csv::StringRecord> = marks.records().map(Result::unwrap).collect();
        let mut cut_offs = ::csv::Reader::from_path(out.join("cutoffs.csv")).unwrap();
        let columns = cut_offs.headers().unwrap().clone();
        let at = |name: &str| columns.iter().position(|c| c == name).unwrap();
        let mut looked = 0;
        for cut in cut_offs.records().map(Result::unwrap) {
            let name = match sample {
                "soja" => format!("class_{}", &cut[at("class")]),
                _ => format!("{}_{}", &cut[at("season")], &cut[at("weekday")]),
            };
            let Some(column) = heads.iter().position(|h| h == name) else { continue };
            let row = rows.iter().find(|r| r[0] == cut[at("facility_id")]).unwrap();
            let expected = match cut[at("left")].parse::<u32>().unwrap() {
                0 => "×",
                1..=3 => "△",
                _ => "○",
            };
            assert_eq!(&row[column], expected, "{sample} {} {name}", &row[0]);
            looked += 1;
        }
        assert!(looked > 50, "{sample}: {looked}");
    }
}

#[test]
fn seats_kept_for_some_children_are_not_shown_as_left() {
    let dir = tempdir().unwrap();
    let (out, list) = (dir.path().join("out"), dir.path().join("list.csv"));
    run(args!["allocate", data("reserves"), "--out", &out, "--no-bom"]).exits(0);
    run(args!["marks", data("reserves"), &out, "--out", &list, "--no-bom"]).exits(0);
    // One seat for children of staff is left at F4, and nobody else may have it.
    let cut_offs = fs::read_to_string(out.join("cutoffs.csv")).unwrap();
    assert!(cut_offs.lines().any(|l| l.starts_with("F4,1,2,2,0,") && l.ends_with(",staff")), "{cut_offs}");
    let row = fs::read_to_string(&list).unwrap();
    let row = row.lines().find(|l| l.starts_with("F4,")).unwrap();
    assert!(row.starts_with("F4,みらい事業所内保育,－,×,"), "{row}");
}

#[test]
fn day_services_have_their_own_table() {
    let dir = tempdir().unwrap();
    let out = dir.path().join("out");
    run(args!["allocate", data("daily"), "--out", &out]).exits(0);
    run(args!["marks", data("daily"), &out, "--out", dir.path().join("list.csv")]).exits(2);
}
