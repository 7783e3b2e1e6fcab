//! The names of rules on the command line.

use sekiwari::mechanism::{Mechanism, Ties};

/// Rules that the format knows and this version does not have.
const LATER: [&str; 2] = ["cutoff", "max-placement"];

/// Reads the name of a rule.
pub(crate) fn parse(name: &str) -> Result<Mechanism, String> {
    let names = || Mechanism::NAMES.iter().map(|(n, _)| *n).collect::<Vec<_>>().join(", ");
    match Mechanism::from_name(name) {
        Some(mechanism) => Ok(mechanism),
        None if LATER.contains(&name) => {
            Err(format!("{name} is not in this version / この版にはありません; there are: {}", names()))
        }
        None => Err(format!("there are: {} / 使える方式", names())),
    }
}

/// Reads what ties mean.
pub(crate) fn parse_ties(name: &str) -> Result<Ties, String> {
    Ties::from_name(name).ok_or_else(|| "strict or weak / strict か weak".to_owned())
}
