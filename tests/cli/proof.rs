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
