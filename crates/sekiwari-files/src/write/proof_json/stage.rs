//! The stages of the objective by name.

use sekiwari::market::Stage;

const NAMES: &[(&str, Stage)] = &[
    ("seated", Stage::Seated),
    ("rank-sum", Stage::RankSum),
    ("first-wishes", Stage::FirstWishes),
    ("together", Stage::Together),
    ("unchanged", Stage::Unchanged),
];
const WITHIN: &str = "within-rank-";

/// The name of a stage in files.
pub fn stage_name(stage: Stage) -> String {
    let plain = NAMES.iter().find(|(_, s)| *s == stage).map(|(name, _)| (*name).to_owned());
    match (plain, stage) {
        (None, Stage::WithinRank(rank)) => format!("{WITHIN}{rank}"),
        (plain, _) => plain.unwrap_or_default(),
    }
}

/// The stage of a name; `None` if there is no such stage.
///
/// ```
/// use sekiwari::market::Stage;
/// use sekiwari_files::write::{stage_from_name, stage_name};
///
/// assert_eq!(stage_from_name("within-rank-3"), Some(Stage::WithinRank(3)));
/// assert_eq!(stage_name(Stage::RankSum), "rank-sum");
/// assert_eq!(stage_from_name("within-rank-+3"), None);
/// ```
pub fn stage_from_name(name: &str) -> Option<Stage> {
    let plain = NAMES.iter().find(|(n, _)| *n == name).map(|&(_, stage)| stage);
    plain.or_else(|| {
        let rank: u32 = name.strip_prefix(WITHIN)?.parse().ok()?;
        // One name for one stage.
        (stage_name(Stage::WithinRank(rank)) == name).then_some(Stage::WithinRank(rank))
    })
}
