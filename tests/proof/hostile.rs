//! Files that are no proofs: told, never fatal.

use crate::town::Town;
use serde_json::{Value, json};

fn code(town: &Town, bytes: &[u8]) -> String {
    match town.verify(town.table(&[]), None, bytes) {
        Ok(review) => {
            let found: Vec<_> = review.violations.iter().collect();
            assert_eq!(found.len(), 1, "{found:#?}");
            assert!(review.proven.is_none());
            found[0].code().to_owned()
        }
        Err(findings) => findings.iter().map(|f| f.code()).collect(),
    }
}

#[test]
fn what_is_no_json_is_a_finding() {
    let town = Town::new(false);
    let good = town.proof();
    // Cut anywhere, a file is not valid any more.
    for length in (0..good.len() - 2).step_by(7) {
        assert_eq!(code(&town, &good[..length]), "E0218", "{length}");
    }
    let deep = |open: &str| open.repeat(200_000);
    for bytes in [deep("["), deep("{\"a\":"), format!("{{\"shared\":{}", deep("["))] {
        // Refused where it ends, or earlier for its shape.
        assert!(["E0218", "R15"].contains(&&*code(&town, bytes.as_bytes())));
    }
    assert_eq!(code(&town, b"\xff\xfe"), "E0218");
}

#[test]
fn what_has_another_shape_is_told() {
    let town = Town::new(false);
    for bytes in ["null", "[]", "{}", "1", "\"proof\""] {
        assert_eq!(code(&town, bytes.as_bytes()), "R15", "{bytes}");
    }
    let wrong: Vec<(&str, Value)> = vec![
        ("/seed", json!(-1)),
        ("/seed", json!(1e300)),
        ("/claim", json!([1])),
        ("/claim/blocking_min", json!(4_294_967_296_u64)),
        ("/claim/best", json!([1e30, 2])),
        ("/claim/stages", json!("seated")),
        ("/pools/0/order", json!([["A"]])),
        ("/pools/0/seats", json!(1.5)),
        ("/households/0/wishes", json!([{}])),
        ("/outcomes", json!({})),
        ("/outcomes/0", json!(null)),
        ("/witnesses/0", json!(7)),
        ("/groups/0/cores/0/argument/0", json!("bounded")),
        ("/groups/0/cores/0/argument/0", json!([])),
        ("/groups/0/cores/0/argument/0", json!([1])),
        ("/groups/0/cores/0/argument/0", json!([1, 2, 3, 4])),
        ("/groups/0/cores/0/argument/0", json!(["boundless"])),
        ("/groups/0/cores/0/argument/0", json!(["bounded", 1])),
        ("/groups/0/cores/0/argument/0", json!(["choice", 1])),
        ("/groups/0/cores/0/argument/0", json!(["choice", 1, [-1]])),
        ("/groups/0/cores/0/argument/0", json!([-1, 1])),
        ("/groups/0/cores/0/argument/0", json!([1, 99_999_999_999_u64])),
        ("/groups/0/tree", json!([[0]])),
        ("/parts/0/value", json!(["1"])),
        ("/parts", Value::Null),
    ];
    for (path, new) in wrong {
        let mut proof = town.proof_value();
        *proof.pointer_mut(path).unwrap() = new.clone();
        assert_eq!(code(&town, proof.to_string().as_bytes()), "R15", "{path} {new}");
    }
    for key in town.proof_value().as_object().unwrap().keys() {
        let mut proof = town.proof_value();
        proof.as_object_mut().unwrap().remove(key);
        assert_eq!(code(&town, proof.to_string().as_bytes()), "R15", "without {key}");
    }
}

/// Cases nested a hundred thousand deep are read, refused and dropped.
#[test]
fn deep_arguments_need_no_deep_stack() {
    let town = Town::new(false);
    let deep = |line: Value, depth: usize| {
        let mut proof = town.proof_value();
        let mut lines = vec![line; depth];
        lines.extend(vec![json!(["contradiction", 0]); depth + 1]);
        proof["groups"][0]["cores"][0]["argument"] = lines.into();
        code(&town, proof.to_string().as_bytes())
    };
    assert_eq!(deep(json!(["suspect", 0]), 100_000), "V30");
    assert_eq!(deep(json!(["choice", 6, [1, 2]]), 100_000), "V28");
    assert_eq!(deep(json!(["choice", 4, [1]]), 100_000), "R18");
    // A hitting tree as deep as it may be, but without the entries for it.
    let mut proof = town.proof_value();
    proof["groups"][0]["at_least"] = json!(1001);
    proof["groups"][0]["tree"] = vec![json!(0); 500_000].into();
    assert_eq!(code(&town, proof.to_string().as_bytes()), "R18");
}

/// Sums of huge values do not overflow.
#[test]
fn huge_values_do_not_overflow() {
    let town = Town::new(false);
    let mut proof = town.proof_value();
    proof["parts"][0]["value"] = json!([i64::MAX, i64::MAX]);
    proof["claim"]["best"] = json!([i64::MIN, i64::MAX]);
    assert_eq!(code(&town, proof.to_string().as_bytes()), "V36");
}
