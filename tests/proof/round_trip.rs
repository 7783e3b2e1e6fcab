//! Good proofs.

use crate::town::Town;
use sekiwari_files::write::{Line, ProofJson};

#[test]
fn a_good_proof_confirms_everything_claimed() {
    for together in [false, true] {
        let town = Town::new(together);
        let review = town.verify(town.table(&[]), Some(&town.result()), &town.proof()).unwrap();
        assert!(review.is_clean(), "{:?}", review.violations);
        let proven = review.proven.unwrap();
        assert_eq!(proven.blocking_min, 2);
        assert_eq!(proven.best, town.certificate.best);
        // Without a result, the proof speaks for itself.
        assert!(town.verify(town.table(&[]), None, &town.proof()).unwrap().proven.is_some());
    }
}

/// Whatever order and layout the file has, it is the same proof.
#[test]
fn layout_does_not_matter_and_bytes_are_the_same_each_time() {
    let town = Town::new(true);
    let bytes = town.proof();
    assert_eq!(bytes, Town::new(true).proof());
    let pretty = serde_json::to_vec_pretty(&town.proof_value()).unwrap();
    assert!(town.verify(town.table(&[]), None, &pretty).unwrap().is_clean());
    let read = |bytes: &[u8]| serde_json::from_slice::<ProofJson>(bytes).unwrap();
    assert_eq!(read(&bytes), read(&pretty));
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.ends_with("\n}\n"), "{text}");
    // One entry a line under the outer keys.
    assert!(
        text.lines().any(|l| l == "{\"children\":[\"B\",\"A\"],\"holds\":false,\"wishes\":[1,0]},"),
        "{text}"
    );
}

/// A proof proves the same whatever allocation it is about, but it must be about this one.
#[test]
fn an_allocation_typed_wrongly_is_not_blamed_on_the_proof() {
    let town = Town::new(false);
    let review = town.verify(town.table(&[("E", "F5"), ("T", "")]), None, &town.proof()).unwrap();
    let codes: Vec<&str> = review.violations.iter().map(|f| f.code()).collect();
    assert_eq!(codes, ["V08"]);
    assert!(review.proven.is_some());
}

/// A line that sets households apart is read as it was written; one that lacks something, or has too much, is none.
#[test]
fn households_set_apart_are_read_as_written() {
    let text = r#"["apart",[1,2],[3,-4]]"#;
    let line: Line = serde_json::from_str(text).unwrap();
    assert_eq!(line, Line::Apart(vec![1, 2], vec![3, -4]));
    assert_eq!(serde_json::to_string(&line).unwrap(), text);
    for wrong in [r#"["apart"]"#, r#"["apart",[1]]"#, r#"["apart",[1],[2],3]"#, r#"["apart",[-1],[2]]"#] {
        assert!(serde_json::from_str::<Line>(wrong).is_err(), "{wrong}");
    }
}
