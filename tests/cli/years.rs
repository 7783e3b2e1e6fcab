//! `years` on the sample of a city.

use crate::args;
use crate::support::{entries, outputs, root, run};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::tempdir;

fn soja() -> PathBuf {
    root().join("data/soja")
}

fn sample(name: &str) -> PathBuf {
    soja().join("sites").join(name)
}

fn waiting(course: &serde_json::Value) -> Vec<f64> {
    course["years"].as_array().unwrap().iter().map(|y| y["waiting"]["mean"].as_f64().unwrap()).collect()
}

#[test]
fn the_first_year_is_allocate_and_cells_add_up() {
    let dir = tempdir().unwrap();
    let out = dir.path().join("out");
    let json = run(args![
        "years",
        soja(),
        "--plan",
        sample("plan.toml"),
        "--years",
        "2",
        "--draws",
        "2",
        "--out",
        &out,
        "--json"
    ])
    .exits(0)
    .json();
    assert_eq!(entries(&out), ["timings.json", "years.csv", "years.json", "years_districts.csv"]);
    let allocated = run(args!["allocate", soja(), "--out", dir.path().join("a"), "--json"]).exits(0).json();
    let courses = json["courses"].as_array().unwrap();
    assert_eq!(courses.len(), 1, "nothing opens and nothing is looked for");
    assert_eq!(Some(waiting(&courses[0])[0]), allocated["result"]["unplaced"].as_f64());
    assert_eq!(json["assumptions"]["places_known"], true);
    for (year, total) in [2026, 2027, 2028].into_iter().zip(waiting(&courses[0])) {
        let cells = courses[0]["cells"].as_array().unwrap().iter().filter(|c| c["year"] == year);
        let sum = |district: bool, class: bool| {
            let own = cells
                .clone()
                .filter(|c| (c["district_id"] != "*") == district && c["class"].is_null() != class);
            own.map(|c| c["waiting"]["mean"].as_f64().unwrap()).sum::<f64>()
        };
        for (district, class) in [(false, false), (true, false), (false, true), (true, true)] {
            assert!((sum(district, class) - total).abs() < 0.01, "{year} {district} {class}");
        }
    }
}

#[test]
fn a_plan_keeps_its_limits_and_leaves_fewer_waiting() {
    let dir = tempdir().unwrap();
    let (one, two) = (dir.path().join("one"), dir.path().join("two"));
    let plan = dir.path().join("plan.toml");
    fs::write(&plan, "reapply_percent = 70\n[[open]]\nsite_id = \"kita-shinsetsu\"\nyear = 2028\n").unwrap();
    let ask = |out: &Path, threads: &str| {
        run(args![
            "years",
            soja(),
            "--plan",
            &plan,
            "--candidates",
            sample("candidates.csv"),
            "--years",
            "2",
            "--draws",
            "1",
            "--sites-a-year",
            "1",
            "--cost",
            "130",
            "--threads",
            threads,
            "--out",
            out,
            "--json"
        ])
        .exits(0)
        .json()
    };
    let json = ask(&one, "1");
    ask(&two, "2");
    assert_eq!(outputs(&one), outputs(&two));
    let courses = json["courses"].as_array().unwrap();
    let names: Vec<&str> = courses.iter().map(|c| c["course"].as_str().unwrap()).collect();
    assert_eq!(names, ["as-is", "stated", "plan"]);
    let opens = |c: &serde_json::Value| {
        let all = c["openings"].as_array().unwrap().iter();
        all.map(|o| (o["year"].as_i64().unwrap(), o["site_id"].as_str().unwrap().to_owned()))
            .collect::<Vec<_>>()
    };
    assert!(opens(&courses[0]).is_empty());
    assert_eq!(opens(&courses[1]), [(2028, "kita-shinsetsu".to_owned())]);
    let planned = opens(&courses[2]);
    assert!(planned.contains(&(2028, "kita-shinsetsu".to_owned())), "{planned:?}");
    assert_eq!(planned.len(), 2, "one a year, and 2028 is taken: {planned:?}");
    assert!(courses[2]["cost"].as_u64().unwrap() <= 130);
    let sum = |c: &serde_json::Value| waiting(c)[1..].iter().sum::<f64>();
    assert!(sum(&courses[2]) < sum(&courses[1]) && sum(&courses[1]) < sum(&courses[0]), "{json}");
}

#[test]
fn a_number_is_reached_or_it_is_said_that_it_is_not() {
    let dir = tempdir().unwrap();
    let out = dir.path().join("out");
    let ask = |target: &str| {
        run(args![
            "years",
            soja(),
            "--plan",
            sample("plan.toml"),
            "--candidates",
            sample("candidates.csv"),
            "--years",
            "1",
            "--draws",
            "1",
            "--target",
            target,
            "--schedules",
            "120",
            "--out",
            &out,
            "--json"
        ])
        .exits(0)
        .json()
    };
    let as_is = waiting(&ask("0")["courses"][0])[1];
    let target = as_is as u32 - 30;
    let json = ask(&target.to_string());
    let plan = &json["courses"][1];
    assert_eq!((plan["course"].as_str(), plan["reached"].as_bool()), (Some("plan"), Some(true)), "{json}");
    assert!(waiting(plan)[1] <= f64::from(target));
    assert_eq!(json["target"][0], 2027);
    let all = ask("0");
    assert_eq!(all["courses"][1]["reached"], false, "{all}");
}

#[test]
fn what_is_wrong_is_told_and_nothing_is_written() {
    let dir = tempdir().unwrap();
    let (plan, out) = (dir.path().join("plan.toml"), dir.path().join("out"));
    let text = "[[open]]\nsite_id = \"kita-shinsetu\"\nyear = 2027\n[[open]]\nsite_id = \"chuo-shinsetsu\"\nyear = 2027\n\
                [[open]]\nsite_id = \"kita-shinsetsu\"\nyear = 2040\n";
    fs::write(&plan, text).unwrap();
    let ask = |more: &[&str]| {
        let mut args = args![
            "years",
            soja(),
            "--plan",
            &plan,
            "--candidates",
            sample("candidates.csv"),
            "--draws",
            "1",
            "--years",
            "2",
            "--out",
            &out,
            "--json"
        ]
        .to_vec();
        args.extend(more.iter().map(std::ffi::OsString::from));
        run(&args)
    };
    let told = ask(&[]).exits(1).json();
    let codes: Vec<&str> =
        told["findings"].as_array().unwrap().iter().map(|f| f["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["E2303", "E2304", "E2305"], "{told}");
    fs::write(&plan, "[[open]]\nsite_id = \"kita-shinsetsu\"\nyear = 2027\n").unwrap();
    let told = ask(&["--cost", "54"]).exits(1).json();
    assert_eq!(told["findings"][0]["code"], "E2306", "{told}");
    assert!(!out.exists());
    ask(&["--target", "5", "--by", "2026"]).exits(2);
    run(args!["years", soja(), "--sites-a-year", "1", "--out", &out]).exits(2);
}
