//! Caps on use.

use super::base::{K, doubted, good, refused};

#[test]
fn caps() {
    let second = "\n[[cap]]\nname = \"weekly\"\nper = \"month\"\ndays = 3\n";
    refused(good().append(K, second), &[("E1723", K, 9, "cap", "weekly")]);
    refused(good().swap(K, "days = 2", "days = 2.25"), &[("E1724", K, 6, "cap.days", "")]);
    refused(good().swap(K, "\"private\"", "\"leisure\""), &[("E0606", K, 4, "cap.reasons", "leisure")]);
    let other = "\n[[cap]]\nname = \"c\"\nservices = [\"convalescent\"]\nper = \"month\"\ndays = 3\n";
    doubted(
        good().append(K, other).swap("services.csv", "sick,convalescent", "sick,"),
        &[("W1734", K, 9, "cap", "c")],
    );
    let table = "name,services,reasons,per,days,half_day\nweekly,temporary,private,week,2,0.5\n";
    let loaded = doubted(good().without(K).set("caps.csv", table), &[]);
    assert_eq!(loaded.round.rules().caps, doubted(good(), &[]).round.rules().caps);
}
