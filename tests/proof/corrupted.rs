//! Proofs with one thing changed: each is refused for exactly its reason.

use crate::town::Town;
use serde_json::{Value, json};

/// What is changed: its name, the change, the code, and where it is to be told.
type Change = (&'static str, fn(&mut Value), &'static str, &'static str);

fn list<'v>(value: &'v mut Value, path: &str) -> &'v mut Vec<Value> {
    value.pointer_mut(path).and_then(Value::as_array_mut).unwrap_or_else(|| panic!("no list at {path}"))
}

fn put(value: &mut Value, path: &str, new: Value) {
    *value.pointer_mut(path).unwrap_or_else(|| panic!("nothing at {path}")) = new;
}

fn add(value: &mut Value, path: &str, by: i64) {
    let number = value.pointer_mut(path).unwrap();
    *number = (number.as_i64().unwrap() + by).into();
}

/// The first line of a kind in an argument.
fn line_of(value: &mut Value, path: &str, word: &str) -> usize {
    list(value, path).iter().position(|l| l[0] == word).unwrap_or_else(|| panic!("no {word} in {path}"))
}

const CORE: &str = "/groups/0/cores/0/argument";
const PART: &str = "/parts/0/argument";

/// Changes to a proof with a group for each conflict.
const APART: &[Change] = &[
    ("another engine", |p| put(p, "/engine", json!("other")), "R16", "engine"),
    ("another input", |p| put(p, "/input_sha256", json!("00")), "R16", "input_sha256"),
    ("other ties", |p| put(p, "/ties", json!("weak")), "R16", "ties"),
    ("another lottery", |p| put(p, "/seed", json!(8)), "R16", "seed"),
    ("a pool missing", |p| drop(list(p, "/pools").pop()), "R17", "pools"),
    ("more seats", |p| add(p, "/pools/0/seats", 1), "R17", "pools[0]"),
    ("another order", |p| list(p, "/pools/0/order").reverse(), "R17", "pools[0]"),
    ("another child", |p| put(p, "/households/1/children/0", json!("X")), "R17", "households[1]"),
    ("a wish missing", |p| drop(list(p, "/households/1/wishes").pop()), "R17", "households[1]"),
    ("another outcome", |p| put(p, "/outcomes/4", json!(0)), "R16", "outcomes[4]"),
    ("an outcome missing", |p| drop(list(p, "/outcomes").pop()), "R16", "outcomes"),
    ("witnesses of a household missing", |p| drop(list(p, "/witnesses").pop()), "V42", "witnesses"),
    ("a witness too many", |p| list(p, "/witnesses/4").push(json!(4)), "V42", "witnesses[4]"),
    ("a witness missing", |p| put(p, "/witnesses/5/0", Value::Null), "V43", "witnesses[5]"),
    ("a witness that is not full", |p| put(p, "/witnesses/5/0", json!(1)), "V44", "witnesses[5]"),
    (
        "a witness that does not exist",
        |p| put(p, "/witnesses/5/0", json!(4_000_000_000_u32)),
        "V44",
        "witnesses[5]",
    ),
    ("more blocking claimed", |p| add(p, "/claim/blocking_min", 1), "V34", "claim"),
    ("fewer blocking claimed", |p| add(p, "/claim/blocking_min", -1), "V34", "claim"),
    ("a group missing", |p| drop(list(p, "/groups").pop()), "V34", "claim"),
    (
        "a group twice",
        |p| {
            let group = p["groups"][0].clone();
            list(p, "/groups").push(group);
            add(p, "/claim/blocking_min", 1);
        },
        "V32",
        "groups[2].cores[0]",
    ),
    (
        "a household more in a core",
        |p| put(p, "/groups/0/cores/0/households", json!([0, 1, 2])),
        "V32",
        "groups[1].cores[0]",
    ),
    (
        "a core without households",
        |p| put(p, "/groups/0/cores/0/households", json!([])),
        "V32",
        "groups[0].cores[0]",
    ),
    (
        "a core out of order",
        |p| list(p, "/groups/0/cores/0/households").reverse(),
        "V32",
        "groups[0].cores[0]",
    ),
    (
        "a core with a stranger",
        |p| put(p, "/groups/0/cores/0/households", json!([0, 99])),
        "V23",
        "groups[0].cores[0]",
    ),
    ("a core that names no tree", |p| put(p, "/groups/0/tree", json!([])), "R18", "groups[0]"),
    ("a tree of another core", |p| put(p, "/groups/0/tree", json!([1])), "V23", "groups[0]"),
    ("a tree with a branch too many", |p| put(p, "/groups/0/tree", json!([0, 0])), "R18", "groups[0]"),
    ("nothing needed of a group", |p| put(p, "/groups/0/at_least", json!(0)), "V33", "groups[0]"),
    ("an argument without end", |p| drop(list(p, CORE).pop()), "R18", "*"),
    ("an argument that goes on", |p| list(p, CORE).push(json!([0, 1])), "R18", "*"),
    ("no argument", |p| list(p, CORE).clear(), "R18", "groups[0].cores[0].argument[0]"),
    (
        "a core that is bounded",
        |p| put(p, CORE, json!([["bounded"]])),
        "V30",
        "groups[0].cores[0].argument[0]",
    ),
    (
        "a core with suspects",
        |p| put(p, CORE, json!([["suspect", 0], ["bounded"], ["bounded"]])),
        "V30",
        "groups[0].cores[0].argument[0]",
    ),
    (
        "a contradiction at once",
        |p| put(p, CORE, json!([["contradiction", 0]])),
        "V27",
        "groups[0].cores[0].argument[0]",
    ),
    (
        "a contradiction at a stranger",
        |p| put(p, CORE, json!([["contradiction", 99]])),
        "V23",
        "groups[0].cores[0].argument[0]",
    ),
    ("no cases", |p| put(p, CORE, json!([["choice", 0, []]])), "V28", "groups[0].cores[0].argument[0]"),
    (
        "a case missing",
        |p| put(p, CORE, json!([["choice", 1, [1, 2]], ["contradiction", 0], ["contradiction", 0]])),
        "V28",
        "groups[0].cores[0].argument[0]",
    ),
    (
        "cases in another order",
        |p| put(p, CORE, json!([["choice", 0, [0, 1]], ["contradiction", 0], ["contradiction", 0]])),
        "V28",
        "groups[0].cores[0].argument[0]",
    ),
    (
        "a wish that is not sure",
        |p| list(p, CORE).insert(0, json!([1, 1])),
        "V24",
        "groups[0].cores[0].argument[0]",
    ),
    (
        "a wish that does not exist",
        |p| list(p, CORE).insert(0, json!([1, 3])),
        "V23",
        "groups[0].cores[0].argument[0]",
    ),
    (
        "a wish at place nought",
        |p| list(p, CORE).insert(0, json!([1, 0])),
        "V23",
        "groups[0].cores[0].argument[0]",
    ),
    (
        "a wish of a stranger",
        |p| list(p, CORE).insert(0, json!([4_294_967_295_u32, 1])),
        "V23",
        "groups[0].cores[0].argument[0]",
    ),
    (
        "a household that may block is sure",
        |p| list(p, CORE).insert(0, json!([2, 1])),
        "V25",
        "groups[0].cores[0].argument[0]",
    ),
    (
        "a wish that is not hopeless",
        |p| list(p, CORE).insert(0, json!([1, 2, 1])),
        "V26",
        "groups[0].cores[0].argument[0]",
    ),
    (
        "a pool that the wish does not use",
        |p| list(p, CORE).insert(0, json!([1, 1, 4])),
        "V26",
        "groups[0].cores[0].argument[0]",
    ),
    (
        "a pool that does not exist",
        |p| list(p, CORE).insert(0, json!([1, 1, 77])),
        "V23",
        "groups[0].cores[0].argument[0]",
    ),
    ("a step that does not always hold", |p| list(p, "/always").insert(0, json!([0, 1])), "V25", "always[0]"),
    ("an end among the steps that always hold", |p| list(p, "/always").push(json!(["bounded"])), "R18", "*"),
    ("an unjustified shared step", |p| list(p, "/shared").insert(0, json!([0, 1])), "V25", "shared[0]"),
    ("an end among the shared steps", |p| list(p, "/shared").push(json!(["bounded"])), "R18", "*"),
    ("a part missing", |p| list(p, "/parts").clear(), "V34", "claim"),
    (
        "a part twice",
        |p| {
            let part = p["parts"][0].clone();
            list(p, "/parts").push(part);
        },
        "V32",
        "parts[1]",
    ),
    ("a part out of order", |p| list(p, "/parts/0/households").reverse(), "V32", "parts[0]"),
    (
        "a household twice in a part",
        |p| {
            let first = p["parts"][0]["households"][0].clone();
            list(p, "/parts/0/households").insert(0, first);
        },
        "V32",
        "parts[0]",
    ),
    ("a stranger in a part", |p| list(p, "/parts/0/households").push(json!(7)), "V23", "parts[0]"),
    ("a part with nobody", |p| list(p, "/parts/0/households").clear(), "V32", "parts[0]"),
    (
        "a part that claims too little",
        |p| {
            add(p, "/parts/0/value/0", -1);
            add(p, "/claim/best/0", -1);
        },
        "V29",
        "*",
    ),
    (
        "a part that blocks too much",
        |p| {
            add(p, "/parts/0/blocking", 1);
        },
        "V29",
        "*",
    ),
    ("a bound that is not the sum", |p| add(p, "/claim/best/1", 1), "V36", "claim"),
    ("a value too few", |p| drop(list(p, "/parts/0/value").pop()), "V35", "parts[0]"),
    ("a bound with a value too many", |p| list(p, "/claim/best").push(json!(0)), "V35", "claim"),
    ("a stage twice", |p| put(p, "/claim/stages/1", json!("seated")), "V35", "claim"),
    ("a stage that does not exist", |p| put(p, "/claim/stages/1", json!("luck")), "R14", "claim.stages[1]"),
    ("no bound, but parts", |p| put(p, "/claim/best", Value::Null), "V38", "claim"),
    (
        "a suspect that is none",
        |p| {
            let at = line_of(p, PART, "suspect");
            put(p, &format!("{PART}/{at}"), json!(["suspect", 4]));
        },
        "V31",
        "*",
    ),
    (
        "a suspect that does not exist",
        |p| {
            let at = line_of(p, PART, "suspect");
            put(p, &format!("{PART}/{at}"), json!(["suspect", 44]));
        },
        "V23",
        "*",
    ),
    (
        "a suspect asked twice",
        |p| {
            let at = line_of(p, PART, "suspect");
            let lines = list(p, PART);
            let again = lines[at].clone();
            lines.splice(at + 1..at + 1, [again, json!(["bounded"])]);
        },
        "V31",
        "*",
    ),
    ("bounded at once", |p| put(p, PART, json!([["bounded"]])), "V29", "parts[0].argument[0]"),
];

/// Changes to a proof with all cores in one group, of which two block.
const TOGETHER: &[Change] = &[
    ("a tree cut short", |p| drop(list(p, "/groups/0/tree").pop()), "R18", "groups[0]"),
    (
        "a tree with a core that is met",
        |p| {
            let first = p["groups"][0]["tree"][0].clone();
            put(p, "/groups/0/tree/1", first);
        },
        "V33",
        "groups[0]",
    ),
    ("a tree with a core that does not exist", |p| put(p, "/groups/0/tree/1", json!(9)), "V23", "groups[0]"),
    ("one more at least", |p| add(p, "/groups/0/at_least", 1), "R18", "groups[0]"),
    (
        "more at least than can be",
        |p| put(p, "/groups/0/at_least", json!(4_000_000_000_u32)),
        "V33",
        "groups[0]",
    ),
    (
        "one less at least",
        |p| {
            add(p, "/groups/0/at_least", -1);
            put(p, "/groups/0/tree", json!([0]));
        },
        "V34",
        "claim",
    ),
];

#[test]
fn every_change_is_refused_for_exactly_its_reason() {
    for (together, changes) in [(false, APART), (true, TOGETHER)] {
        let town = Town::new(together);
        for &(name, change, code, place) in changes {
            let mut proof = town.proof_value();
            change(&mut proof);
            let review =
                town.verify(town.table(&[]), Some(&town.result()), proof.to_string().as_bytes()).unwrap();
            let found: Vec<_> = review.violations.iter().collect();
            assert_eq!(found.len(), 1, "{name}: {found:#?}");
            assert_eq!(found[0].code(), code, "{name}: {found:#?}");
            assert_eq!(found[0].place.file, "proof.json", "{name}");
            if place != "*" {
                assert_eq!(found[0].place.column.as_deref(), Some(place), "{name}");
            }
            for lang in sekiwari::Lang::ALL {
                let told = found[0].cause(lang);
                assert!(told.len() > 10 && !told.contains(['{', '}']), "{name}: {told}");
            }
        }
    }
}

/// Claims beside a proof that it does not bear out.
#[test]
fn claims_beyond_the_proof_are_refused() {
    let town = Town::new(false);
    let mut weaker = town.certificate.clone();
    weaker.groups.pop();
    weaker.blocking_min = 1;
    weaker.best = None;
    weaker.shared.clear();
    weaker.parts.clear();
    let weaker = Town { certificate: weaker, ..Town::new(false) };
    let codes = |result: &Value| -> Vec<String> {
        let review = weaker.verify(town.table(&[]), Some(result), &weaker.proof()).unwrap();
        assert_eq!(review.proven.as_ref().unwrap().blocking_min, 1);
        review.violations.iter().map(|f| f.code().to_owned()).collect()
    };
    let mut result = town.result();
    assert_eq!(codes(&result), ["V39", "V41"]);
    result["status"] = json!("feasible");
    assert_eq!(codes(&result), ["V39"]);
    // There are six seats, so six is the most without any proof; five is not.
    result["bounds"] = json!({"blocking_households_min": 1, "seated_max": 5});
    assert_eq!(codes(&result), ["V40"]);
    result["bounds"]["seated_max"] = json!(6);
    assert_eq!(codes(&result), [""; 0]);
}

/// A proof of an allocation with fewer seats than the best does not make it optimal.
#[test]
fn optimal_is_only_what_reaches_the_bound() {
    let mut town = Town::new(false);
    let mut claimed = town.result();
    let t = sekiwari::market::HouseholdId::new(4);
    town.allocation.set(t, None);
    town.witnesses = sekiwari::verify::find_witnesses(&town.market, &town.allocation);
    claimed["placed"] = json!(claimed["placed"].as_u64().unwrap() - 1);
    claimed["seated"] = json!(claimed["seated"].as_u64().unwrap() - 1);
    claimed["unplaced"] = json!(claimed["unplaced"].as_u64().unwrap() + 1);
    let verdict = sekiwari::verify::judge(
        &town.market,
        &sekiwari::verify::Submission::from_allocation(&town.market, &town.allocation),
    );
    claimed["blocking_households"] = json!(verdict.blocking_households());
    claimed["blocking_wishes"] = json!(verdict.blocking_wishes());
    claimed["objective"] = Value::Null;
    let review = town.verify(town.table(&[]), Some(&claimed), &town.proof()).unwrap();
    let codes: Vec<_> = review.violations.iter().map(|f| f.code()).collect();
    assert_eq!(codes, ["V20", "V41"]);
}
