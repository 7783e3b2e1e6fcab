//! What the texts of faulty proofs are filled with.

use super::{Names, ProofFault, ProofPlace, ProofTable};
use crate::Lang;

impl ProofFault {
    /// The values of the places in its text.
    pub(super) fn values(
        &self,
        place: &ProofPlace,
        lang: Lang,
        names: &dyn Names,
    ) -> Vec<(&'static str, String)> {
        let mut values = vec![("place", place.to_string())];
        let mut add = |name: &'static str, value: String| values.push((name, value));
        match *self {
            ProofFault::LimitsNotCovered
            | ProofFault::NotBounded
            | ProofFault::EndNotAllowed
            | ProofFault::NothingClaimed
            | ProofFault::OptimalNotShown => {}
            ProofFault::UnknownId { table, index } => {
                let table = match table {
                    ProofTable::Households => lang.pick("世帯", "household"),
                    ProofTable::Wishes => lang.pick("希望", "wish"),
                    ProofTable::Pools => lang.pick("枠", "pool"),
                    ProofTable::Cores => lang.pick("組", "core"),
                };
                add("table", table.to_owned());
                add("index", index.to_string());
            }
            ProofFault::NotGuaranteed { household, rank, pool, claims, seats }
            | ProofFault::NotHopeless { household, rank, pool, claims, seats } => {
                add("household", names.household(household));
                add("rank", rank.to_string());
                add("pool", names.pool(pool));
                add("claims", claims.to_string());
                add("seats", seats.to_string());
            }
            ProofFault::MayBlock { household }
            | ProofFault::NotContradicted { household }
            | ProofFault::NotASuspect { household }
            | ProofFault::NothingLeft { household } => add("household", names.household(household)),
            ProofFault::WrongHouseholds { household } => {
                add("household", household.map_or_else(|| "-".to_owned(), |h| names.household(h)));
            }
            ProofFault::WrongCases { household, expected, found } => {
                add("household", names.household(household));
                add("expected", expected.to_string());
                add("found", found.to_string());
            }
            ProofFault::WrongHittingTree { core } => add("core", core.to_string()),
            ProofFault::WrongBlockingMin { claimed, found } => {
                add("claimed", claimed.to_string());
                add("found", found.to_string());
            }
            ProofFault::WrongStages { expected, found } | ProofFault::WrongWitnesses { expected, found } => {
                add("expected", expected.to_string());
                add("found", found.to_string());
            }
            ProofFault::WrongBest { stage, claimed, found } => {
                add("stage", (stage + 1).to_string());
                add("claimed", claimed.to_string());
                add("found", found.to_string());
            }
            ProofFault::BlockingMinNotShown { bound, shown }
            | ProofFault::SeatedMaxNotShown { bound, shown } => {
                add("bound", bound.to_string());
                add("shown", shown.to_string());
            }
            ProofFault::WitnessMissing { household, rank } => {
                add("household", names.household(household));
                add("rank", rank.to_string());
            }
            ProofFault::WitnessNotFull { household, rank, pool } => {
                add("household", names.household(household));
                add("rank", rank.to_string());
                add("pool", names.pool(pool));
            }
        }
        values
    }
}
