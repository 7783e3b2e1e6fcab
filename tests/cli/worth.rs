//! What one seat is worth, from the command line, against deciding a round with that seat in its table.

use crate::args;
use crate::support::{copy_round, entries, outputs, run};
use std::fs;
use std::path::Path;
use tempfile::tempdir;

fn seated(round: &Path, out: &Path) -> i64 {
    run(args!["allocate", round, "--out", out, "--json"]).exits(0).json()["result"]["seated"]
        .as_i64()
        .unwrap()
}

/// The seats table with so many seats more in one row.
fn with_seats(table: &str, facility: &str, class: &str, more: i64) -> String {
    let header: Vec<&str> = table.lines().next().unwrap().trim_start_matches('\u{feff}').split(',').collect();
    let at = |name: &str| header.iter().position(|&h| h == name).unwrap();
    let (f, c, s) = (at("facility_id"), at("class"), at("seats"));
    let mut changed = 0;
    let lines = table.lines().map(|line| {
        let mut cells: Vec<String> = line.split(',').map(str::to_owned).collect();
        if cells[f] == facility && cells[c] == class {
            cells[s] = (cells[s].parse::<i64>().unwrap() + more).to_string();
            changed += 1;
        }
        cells.join(",") + "\n"
    });
    let table = lines.collect();
    assert_eq!(changed, 1, "{facility} {class}");
    table
}

#[test]
fn a_seat_is_worth_what_deciding_with_it_shows() {
    let dir = tempdir().unwrap();
    let (round, out) = (dir.path().join("round"), dir.path().join("out"));
    run(args!["generate", "--children", "300", "--seed", "6", "--out", &round]).exits(0);
    let json = run(args!["worth", &round, "--out", &out, "--json", "--top", "5"]).exits(0).json();
    assert_eq!(entries(&out), ["seat_values.csv", "seat_values.json", "timings.json"]);
    let today = seated(&round, &dir.path().join("today"));
    assert_eq!(json["seated"].as_i64().unwrap(), today);
    let pools = json["pools"].as_array().unwrap();
    let top: Vec<usize> =
        json["top"].as_array().unwrap().iter().map(|t| t.as_u64().unwrap() as usize).collect();
    assert_eq!(top.len(), 5);
    assert!(pools.iter().all(|p| p["more"]["proven"] == true));
    // The best, one that is worth nothing, and one that can be spared.
    let nothing = pools.iter().position(|p| p["more"]["seated"] == 0).unwrap();
    let less = pools.iter().position(|p| p["less"]["seated"] == -1).unwrap();
    for (at, more, key) in [(top[0], 1, "more"), (nothing, 1, "more"), (less, -1, "less")] {
        let pool = &pools[at];
        let changed = dir.path().join(format!("changed-{at}-{more}"));
        copy_round(&round, &changed, |name, bytes| match name {
            "seats.csv" => {
                let table = String::from_utf8(bytes).unwrap();
                let (facility, class) =
                    (pool["facility_id"].as_str().unwrap(), pool["class"].as_str().unwrap());
                with_seats(&table, facility, class, more).into_bytes()
            }
            _ => bytes,
        });
        let then = seated(&changed, &dir.path().join(format!("then-{at}-{more}")));
        assert_eq!(then - today, pool[key]["seated"].as_i64().unwrap(), "{pool}");
    }
    let table = fs::read_to_string(out.join("seat_values.csv")).unwrap();
    assert_eq!(table.lines().count(), 1 + pools.len());
    let again = dir.path().join("again");
    let told = run(args!["worth", &round, "--out", &again, "--top", "5", "--lang", "en"]).exits(0).out;
    assert!(told.contains("the 5 best places for one seat more"), "{told}");
    assert_eq!(outputs(&out), outputs(&again));
}
