//! The library against the oracle.

use crate::both::Both;
use crate::town::town;

#[test]
fn survey() {
    let mut kinds = std::collections::BTreeMap::<String, (u32, u64)>::new();
    for seed in 0..3000 {
        let kind = match Both::new(town(seed)) {
            Ok(_) => "ok".into(),
            Err(e) => {
                if std::env::var("SHOW").is_ok_and(|s| s == seed.to_string()) {
                    println!("{e}\n{:#?}", town(seed));
                }
                let kind: String = e.chars().take(40).filter(|c| !c.is_ascii_digit()).take(14).collect();
                kind
            }
        };
        let k = kinds.entry(kind).or_insert((0, seed));
        k.0 += 1;
    }
    println!("{kinds:#?}");
}
