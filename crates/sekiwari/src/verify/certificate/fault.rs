//! What can be wrong with a proof, and where.

use crate::market::{HouseholdId, PoolId};
use std::fmt;

/// A section of a proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProofSection {
    /// The certificate as a whole.
    Whole,
    /// The steps that hold in every allocation.
    Always,
    /// A group of cores, by position.
    Group(u32),
    /// A core of a group, by positions.
    Core(u32, u32),
    /// The shared steps.
    Shared,
    /// A part, by position.
    Part(u32),
    /// A further core of a part, by positions.
    PartCore(u32, u32),
    /// The witnesses.
    Witnesses,
}

/// A place in a proof: a section and, in an argument, a line of it. Lines are counted from 0; each step and each end of a
/// case is one, in the order in which the argument is written.
///
/// Shown as the path in `proof.json`:
///
/// ```
/// use sekiwari::verify::{ProofPlace, ProofSection};
///
/// let place = ProofPlace { section: ProofSection::Core(0, 2), line: Some(14) };
/// assert_eq!(place.to_string(), "groups[0].cores[2].argument[14]");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProofPlace {
    /// The section.
    pub section: ProofSection,
    /// The line of its argument.
    pub line: Option<u32>,
}

impl From<ProofSection> for ProofPlace {
    fn from(section: ProofSection) -> Self {
        Self { section, line: None }
    }
}

impl fmt::Display for ProofPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.section {
            ProofSection::Whole => write!(f, "claim"),
            ProofSection::Always => write!(f, "always"),
            ProofSection::Group(g) => write!(f, "groups[{g}]"),
            ProofSection::Core(g, c) => write!(f, "groups[{g}].cores[{c}]"),
            ProofSection::Shared => write!(f, "shared"),
            ProofSection::Part(p) => write!(f, "parts[{p}]"),
            ProofSection::PartCore(p, c) => write!(f, "parts[{p}].cores[{c}]"),
            ProofSection::Witnesses => write!(f, "witnesses"),
        }?;
        match (self.section, self.line) {
            (_, None) => Ok(()),
            (ProofSection::Always | ProofSection::Shared | ProofSection::Witnesses, Some(line)) => {
                write!(f, "[{line}]")
            }
            (_, Some(line)) => write!(f, ".argument[{line}]"),
        }
    }
}

/// What an id in a proof names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProofTable {
    /// A household.
    Households,
    /// A wish.
    Wishes,
    /// A pool.
    Pools,
    /// A core of the same group.
    Cores,
}

/// A fault of a proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ProofFault {
    /// V22: the market has facility-wide limits, which no proof covers.
    LimitsNotCovered,
    /// V23: an id that does not exist.
    UnknownId {
        /// Of what.
        table: ProofTable,
        /// The id.
        index: u32,
    },
    /// V24: the condition of Guarantee does not hold.
    NotGuaranteed {
        /// The household.
        household: HouseholdId,
        /// The 1-based place of the wish in its list.
        rank: u32,
        /// A pool where it fails.
        pool: PoolId,
        /// The claims that may stand there, with those of the wish.
        claims: u32,
        /// The seats.
        seats: u32,
    },
    /// V25: Guarantee is used for a household that may block.
    MayBlock {
        /// The household.
        household: HouseholdId,
    },
    /// V26: the condition of Hopeless does not hold.
    NotHopeless {
        /// The household.
        household: HouseholdId,
        /// The 1-based place of the wish in its list.
        rank: u32,
        /// The pool.
        pool: PoolId,
        /// The claims that stand against it, with those of the wish; 0 if the wish does not use the pool.
        claims: u32,
        /// The seats.
        seats: u32,
    },
    /// V27: a contradiction is claimed where there is none.
    NotContradicted {
        /// The household.
        household: HouseholdId,
    },
    /// V28: the cases are not those that there are.
    WrongCases {
        /// The household.
        household: HouseholdId,
        /// How many there are.
        expected: u32,
        /// How many are given.
        found: u32,
    },
    /// V29: a case may reach more than is claimed of its part.
    NotBounded,
    /// V30: the end of a case is not allowed in a core.
    EndNotAllowed,
    /// V31: a household is no suspect of the part, or was decided before in the same branch.
    NotASuspect {
        /// The household.
        household: HouseholdId,
    },
    /// V32: a list of households is empty, not ascending, or names a household of another group or part.
    WrongHouseholds {
        /// The household that is out of place, if there is one.
        household: Option<HouseholdId>,
    },
    /// V33: the hitting tree is cut short, has too many branches, or names a core that is met.
    WrongHittingTree {
        /// The core that it names.
        core: u32,
    },
    /// V34: the least number of blocking households is not the sum over the groups, or over the parts.
    WrongBlockingMin {
        /// As claimed.
        claimed: u64,
        /// The sum.
        found: u64,
    },
    /// V35: the stages of the objective and the values do not fit together.
    WrongStages {
        /// Values there should be.
        expected: u32,
        /// Values given.
        found: u32,
    },
    /// V36: the best value of a stage is not the sum over parts and households.
    WrongBest {
        /// The position of the stage.
        stage: u32,
        /// As claimed.
        claimed: i64,
        /// The sum.
        found: i64,
    },
    /// V37: after the shared steps a household in no part must be seated and has no wish left.
    NothingLeft {
        /// The household.
        household: HouseholdId,
    },
    /// V38: there are shared steps or parts, but no best value.
    NothingClaimed,
    /// V39: the claimed least number of blocking households is more than is shown.
    BlockingMinNotShown {
        /// As claimed.
        bound: u32,
        /// As shown.
        shown: u32,
    },
    /// V40: the claimed most seated is less than is shown.
    SeatedMaxNotShown {
        /// As claimed.
        bound: u32,
        /// As shown.
        shown: u32,
    },
    /// V41: `optimal` is claimed, but not shown for this allocation.
    OptimalNotShown,
    /// V42: the witnesses are not as many as the better wishes.
    WrongWitnesses {
        /// How many there are to be.
        expected: u32,
        /// How many are given.
        found: u32,
    },
    /// V43: a wish that does not block has no witness.
    WitnessMissing {
        /// The household.
        household: HouseholdId,
        /// The 1-based place of the wish in its list.
        rank: u32,
    },
    /// V44: the witness of a wish is not a full pool of it.
    WitnessNotFull {
        /// The household.
        household: HouseholdId,
        /// The 1-based place of the wish in its list.
        rank: u32,
        /// The pool.
        pool: PoolId,
    },
}

impl ProofFault {
    /// The stable code, `V22` to `V44`.
    pub fn code(&self) -> &'static str {
        match self {
            ProofFault::LimitsNotCovered => "V22",
            ProofFault::UnknownId { .. } => "V23",
            ProofFault::NotGuaranteed { .. } => "V24",
            ProofFault::MayBlock { .. } => "V25",
            ProofFault::NotHopeless { .. } => "V26",
            ProofFault::NotContradicted { .. } => "V27",
            ProofFault::WrongCases { .. } => "V28",
            ProofFault::NotBounded => "V29",
            ProofFault::EndNotAllowed => "V30",
            ProofFault::NotASuspect { .. } => "V31",
            ProofFault::WrongHouseholds { .. } => "V32",
            ProofFault::WrongHittingTree { .. } => "V33",
            ProofFault::WrongBlockingMin { .. } => "V34",
            ProofFault::WrongStages { .. } => "V35",
            ProofFault::WrongBest { .. } => "V36",
            ProofFault::NothingLeft { .. } => "V37",
            ProofFault::NothingClaimed => "V38",
            ProofFault::BlockingMinNotShown { .. } => "V39",
            ProofFault::SeatedMaxNotShown { .. } => "V40",
            ProofFault::OptimalNotShown => "V41",
            ProofFault::WrongWitnesses { .. } => "V42",
            ProofFault::WitnessMissing { .. } => "V43",
            ProofFault::WitnessNotFull { .. } => "V44",
        }
    }

    /// The violation at a place.
    pub(super) fn at(self, place: impl Into<ProofPlace>) -> crate::verify::Violation {
        crate::verify::Violation::Proof { place: place.into(), fault: self }
    }
}
