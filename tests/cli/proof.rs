//! `proof.json` beside an allocation, as the program tells it.

use crate::args;
use crate::support::{root, run};
use std::fs;
use std::path::{Path, PathBuf};

/// Outputs of `data/tiny`, whose only stable allocation is optimal.
fn tiny() -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("out");
    run(args!["allocate", root().join("data/tiny"), "--out", &out]).exits(0);
    (dir, out)
}

fn verify(out: &Path, lang: &str, code: i32) -> String {
    let ran = run(args!["verify", root().join("data/tiny"), out.join("allocation.csv"), "--lang", lang])
        .exits(code);
    ran.out + &ran.err
}

#[test]
fn what_stable_optimal_claims_is_proven() {
    let (_dir, out) = tiny();
    assert!(
        verify(&out, "en", 0)
            .contains("Proof checked: no allocation without blocking households is better than")
    );
    assert!(verify(&out, "ja", 0).contains("証明を確認しました"));
    let table = out.join("allocation.csv");
    let json = run(args!["verify", root().join("data/tiny"), table, "--json"]).exits(0).json();
    assert_eq!(json["proof_checked"], true);
    assert_eq!(json["proven"]["blocking_min"], 0);
    assert_eq!(json["proven"]["best"][0], json["seated"]);
}

/// One entry of a true proof changed, so that it claims a little too much or shows a little too little.
#[test]
fn a_changed_proof_is_refused() {
    let (_dir, out) = tiny();
    let (path, good) = (out.join("proof.json"), fs::read_to_string(out.join("proof.json")).unwrap());
    let mut proof: serde_json::Value = serde_json::from_str(&good).unwrap();
    let seated = proof["claim"]["best"][0].as_i64().unwrap();
    proof["claim"]["best"][0] = (seated - 1).into();
    fs::write(&path, proof.to_string()).unwrap();
    assert!(verify(&out, "en", 1).contains("V36"));
    let mut proof: serde_json::Value = serde_json::from_str(&good).unwrap();
    proof["shared"] = serde_json::json!([]);
    fs::write(&path, proof.to_string()).unwrap();
    assert!(!verify(&out, "en", 1).contains("Proof checked"));
}

/// Other mechanisms claim nothing that needs a proof, so they write none, also over an earlier one.
#[test]
fn other_mechanisms_write_no_proof() {
    let (_dir, out) = tiny();
    assert!(out.join("proof.json").exists());
    run(args!["allocate", root().join("data/tiny"), "--out", &out, "--mechanism", "points-order"]).exits(0);
    assert!(!out.join("proof.json").exists());
    assert!(!verify(&out, "en", 0).contains("proven"));
}

#[test]
fn without_a_proof_claims_are_said_to_be_unproven() {
    let (_dir, out) = tiny();
    let _ = fs::remove_file(out.join("proof.json"));
    assert!(verify(&out, "en", 0).contains("claimed, not proven"));
    assert!(verify(&out, "ja", 0).contains("証明されていません"));
    // Nothing claimed, nothing to prove.
    fs::remove_file(out.join("result.json")).unwrap();
    assert!(!verify(&out, "en", 0).contains("proven"));
}

#[test]
fn what_is_no_proof_is_refused() {
    let (_dir, out) = tiny();
    let proof = out.join("proof.json");
    fs::write(&proof, "{}\n").unwrap();
    let told = verify(&out, "en", 1);
    assert!(told.contains("R15") && told.contains("does not prove its claims"), "{told}");
    assert!(verify(&out, "ja", 1).contains("証明していません"));
    fs::write(&proof, "{\"engine\":\"sekiwari\",").unwrap();
    assert!(verify(&out, "en", 1).contains("E0218"));
    // It is an output of ours, so the next run replaces it.
    run(args!["allocate", root().join("data/tiny"), "--out", &out]).exits(0);
    verify(&out, "en", 0);
}
