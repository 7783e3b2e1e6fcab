//! Every code of the groups on day services is raised by a broken or doubtful round of these tests.

use sekiwari_files::finding::catalogue::GROUPS;

const SOURCES: &[&str] = &[
    include_str!("caps.rs"),
    include_str!("days.rs"),
    include_str!("people.rs"),
    include_str!("places.rs"),
    include_str!("requests.rs"),
    include_str!("settings.rs"),
];

/// Raised by commands that compile the round: see the tests of the program.
const ELSEWHERE: &[&str] = &["E1816", "E1833", "E1834"];

#[test]
fn every_code_has_its_round() {
    let own = GROUPS.iter().filter(|(title, _)| title.en.starts_with("17") || title.en.starts_with("18"));
    let codes: Vec<&str> = own.flat_map(|(_, kinds)| kinds.iter()).map(|k| k.code).collect();
    let is_raised = |code: &str| SOURCES.iter().any(|text| text.contains(&format!("\"{code}\"")));
    let missing: Vec<&&str> = codes.iter().filter(|c| !is_raised(c) && !ELSEWHERE.contains(c)).collect();
    assert!(codes.len() > 60 && missing.is_empty(), "{missing:?}");
}
