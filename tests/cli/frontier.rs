//! The chart of children seated against households that may block, from the command line.

use crate::args;
use crate::conflict::clashing;
use crate::support::{copy_round, entries, outputs, round, run};
use std::fs;
use tempfile::tempdir;

#[test]
fn points_rise_and_stay_below_their_bounds() {
    let dir = tempdir().unwrap();
    let (round, out) = (clashing(dir.path()), dir.path().join("out"));
    let json =
        run(args!["frontier", &round, "--out", &out, "--json", "--max-blocking", "12"]).exits(0).json();
    assert_eq!(entries(&out), ["frontier.csv", "frontier.json", "timings.json"]);
    let points = json["points"].as_array().unwrap();
    let get = |p: &serde_json::Value, key: &str| p[key].as_u64().unwrap();
    let least = json["blocking_min"].as_u64().unwrap();
    assert_eq!((least, points.len() as u64), (1, 12));
    for (point, k) in points.iter().zip(least..) {
        assert_eq!(get(point, "blocking_max"), k);
        assert!(get(point, "blocking") <= k && get(point, "seated") <= get(point, "seated_max"));
    }
    assert!(points.windows(2).all(|p| get(&p[0], "seated") <= get(&p[1], "seated")));
    assert!(
        get(&points[0], "seated") < get(&points[11], "seated"),
        "letting households block gains something"
    );
    assert_eq!(points[0]["proven"], true);
    assert!(get(&json["end"], "seated") >= get(&points[11], "seated"));
    // The first point is what `allocate` finds.
    let decided =
        run(args!["allocate", &round, "--out", dir.path().join("decided"), "--json"]).exits(0).json();
    assert_eq!(decided["result"]["seated"], points[0]["seated"]);
    let table = fs::read_to_string(out.join("frontier.csv")).unwrap();
    assert_eq!(table.lines().count(), 1 + 12 + 1, "{table}");
    let told = run(args!["frontier", &round, "--out", &out, "--lang", "en"]).exits(0).out;
    assert!(told.contains("the most (proven)"), "{told}");
}

#[test]
fn single_children_are_proven_point_by_point() {
    let dir = tempdir().unwrap();
    let (round, out) = (dir.path().join("singles"), dir.path().join("out"));
    let made = args!["generate", "--children", "300", "--seed", "4", "--siblings", "0", "--out", &round];
    run(made).exits(0);
    let json = run(args!["frontier", &round, "--out", &out, "--json", "--max-blocking", "8"]).exits(0).json();
    let points = json["points"].as_array().unwrap();
    assert_eq!(points.len(), 9);
    let seated = |point: &serde_json::Value| point["seated"].as_u64().unwrap();
    for (more, point) in (0u64..).zip(points) {
        // One child more for each household: no chain of moves can do better.
        assert_eq!(point["seated_max"].as_u64().unwrap(), seated(&points[0]) + more, "{point}");
        assert!(more > 4 || point["proven"] == true, "{point}");
    }
}

#[test]
fn runs_repeat_and_broken_rounds_are_refused() {
    let dir = tempdir().unwrap();
    let (out, again) = (dir.path().join("out"), dir.path().join("again"));
    run(args!["frontier", round(), "--out", &out]).exits(0);
    run(args!["frontier", round(), "--out", &again, "--time-limit", "3600"]).exits(0);
    assert_eq!(outputs(&out), outputs(&again));
    let broken = dir.path().join("broken");
    copy_round(
        &round(),
        &broken,
        |name, bytes| if name == "seats.csv" { b"facility_id\n".to_vec() } else { bytes },
    );
    for command in ["frontier", "restore", "worth"] {
        run(args![command, &broken, "--out", dir.path().join("none")]).exits(1);
    }
    assert!(!dir.path().join("none").exists());
}
