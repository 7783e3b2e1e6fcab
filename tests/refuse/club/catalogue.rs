//! Every code of the groups on clubs is raised by a broken or doubtful round of these tests.

use sekiwari_files::finding::catalogue::GROUPS;

const SOURCES: &[&str] = &[
    include_str!("base.rs"),
    include_str!("children.rs"),
    include_str!("doubtful.rs"),
    include_str!("good.rs"),
    include_str!("lists.rs"),
    include_str!("places.rs"),
    include_str!("seats.rs"),
    include_str!("settings.rs"),
];

#[test]
fn every_code_has_its_round() {
    let own = GROUPS.iter().filter(|(title, _)| title.en.starts_with("14") || title.en.starts_with("16"));
    let codes: Vec<&str> = own.flat_map(|(_, kinds)| kinds.iter()).map(|k| k.code).collect();
    let is_raised = |code: &str| SOURCES.iter().any(|text| text.contains(&format!("\"{code}\"")));
    let missing: Vec<&str> = codes.iter().copied().filter(|code| !is_raised(code)).collect();
    assert!(codes.len() > 30 && missing.is_empty(), "{missing:?}");
}
