//! Documents in `docs/` are made from the code and must not drift from it.

use super::*;
use crate::write::NearJson;
use std::collections::BTreeSet;

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs")
}

/// Holds a document against the code; `SEKIWARI_BLESS=1` renews it.
fn check(path: &Path, expected: &str) {
    if std::env::var_os("SEKIWARI_BLESS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, expected).unwrap();
    }
    let found = fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
    assert!(found == expected, "{} has drifted; renew it with SEKIWARI_BLESS=1", path.display());
}

#[test]
fn the_reference_of_outputs_is_up_to_date() {
    check(&docs().join("outputs.md"), &outputs_reference());
}

#[test]
fn the_schemas_are_up_to_date() {
    for (name, text) in schemas() {
        check(&docs().join("schemas").join(name), &text);
    }
}

#[test]
fn result_json_has_exactly_the_keys_of_its_schema_and_those_of_the_contract() {
    let mut result = Decision::of(data()).result().with_commitment(Some("ab"), "nonce");
    result.near = Some(NearJson { compared: 2, unchanged: 1 });
    let result = serde_json::to_value(result).unwrap();
    let keys = |value: &serde_json::Value| -> BTreeSet<String> {
        value.as_object().unwrap().keys().cloned().collect()
    };
    let (_, schema) = schemas().into_iter().find(|(name, _)| name.starts_with("result")).unwrap();
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    assert_eq!(keys(&result), keys(&schema["properties"]));
    let required: BTreeSet<String> =
        schema["required"].as_array().unwrap().iter().map(|k| k.as_str().unwrap().to_owned()).collect();
    // Only rounds that state a commitment, or have an earlier decision to stay near to, have these.
    let committed = ["lottery_commitment", "lottery_nonce", "near"].map(String::from);
    let plain = serde_json::to_value(Decision::of(data()).result()).unwrap();
    assert!(keys(&plain).is_subset(&keys(&result)));
    assert_eq!(&keys(&result) - &keys(&plain), committed.into());
    assert_eq!(keys(&plain), required);
    let contract = "engine version input_sha256 mechanism ties seed status children households placed kept \
        unplaced blocking_households blocking_wishes bounds seated";
    for key in contract.split_whitespace() {
        assert!(keys(&result).contains(key), "{key}");
    }
    assert_eq!(keys(&result["bounds"]), ["blocking_households_min", "seated_max"].map(String::from).into());
    assert!(["optimal", "feasible"].contains(&result["status"].as_str().unwrap()));
}

#[test]
fn the_figures_of_a_result_add_up_and_its_claims_are_the_same_figures() {
    let result = Decision::of(data()).result();
    assert_eq!((result.children, result.households), (6, 5));
    assert_eq!((result.placed, result.kept, result.unplaced, result.seated), (2, 1, 3, 3));
    let claims = result.claims().unwrap();
    assert_eq!((claims.placed, claims.kept, claims.unplaced, claims.seated), (2, 1, 3, 3));
    let none = ResultJson { status: ResultStatus::Infeasible, ..result };
    assert_eq!(none.claims(), None);
}

#[test]
fn timings_add_up() {
    let timings = TimingsJson::new([("read".to_owned(), 0.5), ("solve".to_owned(), 0.25)], 2);
    assert_eq!((timings.total_seconds, timings.steps.len()), (0.75, 2));
}
