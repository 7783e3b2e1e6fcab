//! The names of rules and goals on the command line.

use sekiwari::market::{Goal, Goals, GoalsError};
use sekiwari::mechanism::{Mechanism, MechanismError, Ties};
use sekiwari_files::finding::did_you_mean;
use sekiwari_files::round::split_goals;

/// Reads the name of a rule.
pub(crate) fn parse(name: &str) -> Result<Mechanism, String> {
    let names = || Mechanism::NAMES.iter().map(|(n, _)| *n).collect::<Vec<_>>().join(", ");
    Mechanism::from_name(name).ok_or_else(|| format!("there are: {} / 使える方式", names()))
}

/// Reads what ties mean.
pub(crate) fn parse_ties(name: &str) -> Result<Ties, String> {
    Ties::from_name(name).ok_or_else(|| "strict or weak / strict か weak".to_owned())
}

/// Why a rule cannot decide a round, in Japanese; in English the error says it itself.
pub(crate) fn refusal_ja(error: MechanismError) -> String {
    match error {
        MechanismError::LimitsNotSupported { mechanism } => {
            format!("{mechanism} は施設全体の上限(保育士数・面積など)を扱えません")
        }
        MechanismError::SeveralClaims { mechanism } => format!(
            "{mechanism} は児童を一人ずつ決める方式です。複数の席が同時に必要な世帯(一緒に決めるきょうだいなど)がいるため使えません"
        ),
    }
}

/// Reads an objective: names with commas.
pub(crate) fn parse_objective(text: &str) -> Result<Goals, String> {
    let names = || Goal::NAMES.iter().map(|(n, _)| *n);
    let goal = |name: &str| {
        Goal::from_name(name).ok_or_else(|| {
            let near =
                did_you_mean(name, names()).map(|n| format!("; did you mean {n}?")).unwrap_or_default();
            let all = names().collect::<Vec<_>>().join(", ");
            format!("unknown goal \"{name}\"{near} There are: {all} / 使える目的: {all}")
        })
    };
    let goals = split_goals(text).map(goal).collect::<Result<Vec<_>, _>>()?;
    Goals::new(goals).map_err(|e| {
        let ja = match e {
            GoalsError::Empty => "目的を一つ以上書いてください",
            GoalsError::Twice(_) => "同じ目的が二つあります",
            GoalsError::RankSumBeforeSeated => "rank-sum は seated の後に置いてください",
        };
        format!("{e} / {ja}")
    })
}
