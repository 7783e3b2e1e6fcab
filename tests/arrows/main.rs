//! The arrows of ARCHITECTURE.md: which room may import which. The sources are read and held against the table.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Rooms of the library and what each may import from it.
const ROOMS: &[(&str, &[&str])] = &[
    ("market", &[]),
    ("lang", &[]),
    ("priority", &[]),
    ("programme", &["priority", "market", "lang"]),
    ("mechanism", &["market"]),
    ("certificate", &["market"]),
    ("exact", &["certificate", "mechanism", "market"]),
    ("solve", &["certificate", "exact", "mechanism", "market"]),
    ("verify", &["certificate", "market", "lang"]),
    (
        "explain",
        &["solve", "exact", "certificate", "verify", "priority", "market", "programme", "mechanism", "lang"],
    ),
    ("season", &["exact", "explain", "market", "priority", "programme", "lang"]),
    (
        "siting",
        &["explain", "programme", "solve", "exact", "mechanism", "verify", "priority", "market", "lang"],
    ),
];

/// Crates and the crates of the house each may name.
const CRATES: &[(&str, &[&str])] = &[
    ("sekiwari", &[]),
    ("sekiwari-files", &["sekiwari"]),
    ("sekiwari-synth", &["sekiwari"]),
    ("sekiwari-ledger", &["sekiwari", "sekiwari-files"]),
    ("sekiwari-cli", &["sekiwari", "sekiwari-files", "sekiwari-synth", "sekiwari-ledger"]),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn sources(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let entries = fs::read_dir(dir).unwrap_or_else(|e| panic!("{}: {e}", dir.display()));
    for path in entries.map(|e| e.unwrap().path()) {
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Code lines only: doc and line comments may speak of any room.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    text.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// Names that follow `crate::`, also inside one level of braces (`use crate::{a, b::c}`).
fn rooms_named(code: &str) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    for rest in code.split("crate::").skip(1) {
        let list = match rest.strip_prefix('{') {
            Some(inner) => inner.split('}').next().unwrap_or("").split(',').map(str::trim).collect(),
            None => vec![rest],
        };
        for item in list {
            let name: String = item.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            named.insert(name);
        }
    }
    named
}

#[test]
fn rooms_import_only_along_the_arrows() {
    let src = root().join("crates/sekiwari/src");
    let mut wrong = Vec::new();
    for path in sources(&src) {
        let inside = path.strip_prefix(&src).unwrap();
        let room = inside.components().next().unwrap().as_os_str().to_string_lossy().replace(".rs", "");
        // Unit tests may call anything.
        if room == "lib" || inside.components().any(|c| c.as_os_str() == "tests") {
            continue;
        }
        let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| *name == room) else {
            wrong.push(format!("{} is in no room of the table", inside.display()));
            continue;
        };
        // So may those at the end of a file, after which clippy allows no code.
        let code = code(&path);
        let code = code.split("#[cfg(test)]\nmod tests {").next().unwrap_or("");
        for other in rooms_named(code) {
            let is_room = ROOMS.iter().any(|(name, _)| *name == other);
            if is_room && other != room && !allowed.contains(&other.as_str()) {
                wrong.push(format!("{}: {room} may not import {other}", inside.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn crates_depend_only_downwards() {
    let mut wrong = Vec::new();
    for (name, allowed) in CRATES {
        let manifest = fs::read_to_string(root().join("crates").join(name).join("Cargo.toml")).unwrap();
        let normal = manifest.split("[dependencies]").nth(1).unwrap_or("").split("\n[").next().unwrap_or("");
        for (other, _) in CRATES {
            let named = normal.lines().any(|l| l.split(['=', '.', ' ']).next() == Some(other));
            if named && !allowed.contains(other) {
                wrong.push(format!("{name} may not depend on {other}"));
            }
        }
        for path in sources(&root().join("crates").join(name).join("src")) {
            for (other, _) in CRATES.iter().filter(|(o, _)| o != name && !allowed.contains(o)) {
                let needle = format!("{}::", other.replace('-', "_"));
                let text = code(&path);
                let names_it = text
                    .match_indices(&needle)
                    .any(|(i, _)| !text[..i].ends_with(|c: char| c.is_alphanumeric() || c == '_'));
                if names_it {
                    wrong.push(format!("{} names {other}", path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_library_touches_no_files_clock_or_network() {
    let mut wrong = Vec::new();
    for path in sources(&root().join("crates/sekiwari/src")) {
        let text = code(&path);
        for forbidden in
            ["std::fs", "std::net", "std::time", "std::env", "std::process", "static mut", "println!"]
        {
            if text.contains(forbidden) {
                wrong.push(format!("{} uses {forbidden}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
