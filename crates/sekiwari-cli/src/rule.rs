//! The names of rules on the command line.

use sekiwari::mechanism::{Mechanism, MechanismError, Ties};

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
