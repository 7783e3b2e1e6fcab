//! How many sites may be opened.

use super::assign::Limit;
use super::instance::Instance;
use super::outcome::Infeasible;

/// How many new sites are opened, required ones included and existing ones not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Openings {
    /// As many as are of use.
    Any,
    /// So many, even where fewer would do as well.
    Exactly(u32),
    /// So many or fewer. Sites without which the value is the same are left out.
    AtMost(u32),
    /// As many as cost no more than this together. Sites without which the value is the same are left out.
    Budget(u64),
}

impl Openings {
    /// What is left for candidates once the required sites are open.
    pub(super) fn left(self, instance: &Instance) -> Result<Limit, Infeasible> {
        let required = instance.required_count();
        let candidates = instance.candidates().len();
        match self {
            Openings::Any => Ok(Limit::Any),
            Openings::Exactly(k) => match (k as usize).checked_sub(required) {
                Some(left) if left <= candidates => Ok(Limit::Exactly(left)),
                Some(_) => Err(Infeasible::TooFewSites { possible: (required + candidates) as u32 }),
                None => Err(Infeasible::RequiredBeyondLimit { required: required as u64 }),
            },
            Openings::AtMost(k) => match (k as usize).checked_sub(required) {
                Some(left) => Ok(Limit::AtMost(left.min(candidates))),
                None => Err(Infeasible::RequiredBeyondLimit { required: required as u64 }),
            },
            Openings::Budget(budget) => match budget.checked_sub(instance.required_cost()) {
                Some(left) => Ok(Limit::Budget(left)),
                None => Err(Infeasible::RequiredBeyondLimit { required: instance.required_cost() }),
            },
        }
    }
}
