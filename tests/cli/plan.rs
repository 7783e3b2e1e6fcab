//! The plan table from the command line.

use crate::args;
use crate::support::{entries, root, run};
use serde_json::Value;
use std::fs;
use std::path::Path;
use tempfile::tempdir;

fn row<'a>(json: &'a Value, year: i64, district: &str, category: &str) -> &'a Value {
    let wanted = |r: &&Value| r["year"] == year && r["district_id"] == district && r["category"] == category;
    json["rows"].as_array().unwrap().iter().find(wanted).unwrap()
}

fn write(dir: &Path, name: &str, text: &str) -> std::path::PathBuf {
    let path = dir.join(name);
    fs::write(&path, text).unwrap();
    path
}

/// The form of Kakogawa: demand, seats at the start of the year, seats to be added, difference.
#[test]
fn tables_of_demand_and_supply_are_put_together() {
    let dir = tempdir().unwrap();
    let demand = write(
        dir.path(),
        "demand.csv",
        "年度,地区,認定区分,量の見込み\n\
         2026,北,1号,100\n2026,北,2号,210\n2026,北,3号(0歳),30\n2026,北,3号(1・2歳),160\n\
         2026,南,2号,90\n2027,北,2号,205\n",
    );
    let supply = write(
        dir.path(),
        "supply.csv",
        "年度,地区,認定区分,種別,年度当初の定員,確保する定員\n\
         2026,北,1号,幼稚園,140,\n2026,北,2号,保育所,150,\n2026,北,2号,認定こども園,40,12\n\
         2026,北,3号(1・2歳),小規模保育,19,19\n2026,南,2号,保育所,120,\n",
    );
    let out = dir.path().join("plan");
    let json =
        run(args!["plan", "--demand", &demand, "--supply", &supply, "--out", &out, "--json"]).exits(0).json();
    let north = row(&json, 2026, "北", "2");
    assert_eq!((&north["demand"], &north["seats"], &north["added"]), (&210.into(), &190.into(), &12.into()));
    assert_eq!(north["difference"], -8);
    assert_eq!(north["supply"].as_array().unwrap().len(), 2);
    // The whole is the sum of the districts.
    assert_eq!(
        (&row(&json, 2026, "*", "2")["demand"], &row(&json, 2026, "*", "2")["difference"]),
        (&300.into(), &22.into())
    );
    // No rows of a category in a year: not known. No row of a district: none.
    assert_eq!(row(&json, 2026, "北", "3-age-0")["seats"], Value::Null);
    assert_eq!(row(&json, 2026, "北", "3-age-0")["difference"], Value::Null);
    assert_eq!(
        (&row(&json, 2026, "南", "1")["demand"], &row(&json, 2026, "南", "1")["seats"]),
        (&0.into(), &0.into())
    );
    assert_eq!(row(&json, 2027, "北", "2")["seats"], Value::Null);
    assert_eq!(entries(&out), ["plan.csv", "plan.json", "plan_supply.csv"]);
    let csv = fs::read_to_string(out.join("plan.csv")).unwrap();
    assert!(csv.contains("2026,北,2,210,table,190,12,-8\n"), "{csv}");
    let supply_csv = fs::read_to_string(out.join("plan_supply.csv")).unwrap();
    assert!(supply_csv.contains("2026,北,2,認定こども園,40,12\n"), "{supply_csv}");
    let text = run(args!["plan", "--demand", &demand, "--supply", &supply]).exits(0).out;
    assert!(
        text.contains("2026 年度") && text.contains("確保する定員") && text.contains("北 3号 (1・2歳) -122"),
        "{text}"
    );
    // Again over itself.
    run(args!["plan", "--demand", &demand, "--supply", &supply, "--out", &out]).exits(0);
}

#[test]
fn without_tables_a_round_is_counted_and_that_is_said() {
    let round = root().join("data/soja");
    let json = run(args!["plan", &round, "--json"]).exits(0).json();
    assert_eq!(json["years"][0]["demand"], "round");
    assert_eq!(json["years"][0]["enrolled_known"], true);
    let numbers = |table: &str, column: usize| -> u64 {
        let text = fs::read_to_string(round.join(table)).unwrap();
        text.lines().skip(1).map(|l| l.split(',').nth(column).unwrap().parse::<u64>().unwrap()).sum()
    };
    let enrolled = numbers("enrolled.csv", 2);
    let demand = |category: &str| row(&json, 2026, "*", category)["demand"].as_u64();
    assert_eq!(
        [demand("2"), demand("3-age-0"), demand("3-age-1-2")].map(Option::unwrap).iter().sum::<u64>(),
        503 + enrolled
    );
    assert_eq!(demand("1"), None);
    // Seats of the round, seats that applicants hold, and seats of children who stay.
    let seats: u64 = ["2", "3-age-0", "3-age-1-2"]
        .iter()
        .map(|c| row(&json, 2026, "*", c)["seats"].as_u64().unwrap())
        .sum();
    let children = fs::read_to_string(round.join("children.csv")).unwrap();
    let held = children.lines().skip(1).filter(|l| !l.split(',').nth(4).unwrap().is_empty()).count() as u64;
    let open = numbers("seats.csv", 2);
    assert_eq!(seats, open + held + enrolled);
    let en = run(args!["plan", &round, "--lang", "en"]).exits(0).out;
    assert!(en.contains("no forecast"), "{en}");
    let tiny = run(args!["plan", root().join("data/tiny"), "--lang", "en"]).exits(0).out;
    assert!(tiny.contains("no forecast") && tiny.contains("no table enrolled"), "{tiny}");
    // A table for the year takes the place of the round.
    let dir = tempdir().unwrap();
    let demand = write(dir.path(), "d.csv", "year,district_id,category,children\n2026,soja,2,77\n");
    let json = run(args!["plan", &round, "--demand", &demand, "--json"]).exits(0).json();
    assert_eq!(
        (&json["years"][0]["demand"], &json["years"][0]["supply"]),
        (&"table".into(), &"round".into())
    );
    assert_eq!(row(&json, 2026, "*", "2")["demand"], 77);
    assert_eq!(row(&json, 2026, "*", "3-age-0")["demand"], Value::Null);
}

#[test]
fn what_cannot_be_is_refused() {
    let dir = tempdir().unwrap();
    run(args!["plan"]).exits(2);
    run(args!["plan", "--demand", dir.path().join("none.csv")]).exits(2);
    let round = root().join("data/soja");
    let twice = run(args!["plan", &round, &round]).exits(2);
    assert!(twice.err.contains("2026"), "{}", twice.err);
    let bad = write(dir.path(), "bad.csv", "year,district_id,category,children\n2026,N,9,1\n2026,N,2,-1\n");
    let out = dir.path().join("out");
    let json = run(args!["plan", "--demand", &bad, "--out", &out, "--json"]).exits(1).json();
    assert_eq!(json["errors"], 2);
    assert!(!out.exists());
}
