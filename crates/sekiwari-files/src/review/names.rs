//! How a nursery round names what its market numbers, and is held against a table.

use sekiwari::market::{Allocation, ChildId, FacilityId, HouseholdId, Market, PoolId};
use sekiwari::programme::nursery::{Compiled, Round};
use sekiwari::verify::Names;

use super::seated::Seated;
use super::{StatedAllocation, Subject, rows};
use crate::finding::Findings;
use crate::write::{Labels, PoolName, RoundFacts};

/// Names children, households, facilities and pools by the ids of the round.
#[derive(Clone, Copy, Debug)]
pub struct RoundNames<'a> {
    /// The round.
    pub round: &'a Round,
    /// The round, compiled.
    pub compiled: &'a Compiled,
}

/// Whatever does not exist is named by its number: what is judged may be wrong about anything.
impl Names for RoundNames<'_> {
    /// The household's id; with the child's id where its children are decided one by one.
    fn household(&self, household: HouseholdId) -> String {
        let Some(&own) = self.compiled.household.get(household.index()) else {
            return household.index().to_string();
        };
        let own = &self.round.households()[own as usize];
        let mut decided = self.compiled.market.children(household);
        match (decided.len() < own.children.len(), decided.next()) {
            (true, Some(child)) => format!("{} ({})", own.id, self.child(child)),
            _ => own.id.clone(),
        }
    }

    fn child(&self, child: ChildId) -> String {
        let known = self.round.children().get(child.index());
        known.map_or_else(|| child.index().to_string(), |c| c.id.clone())
    }

    /// `facility/classes`, as in `F01/4-5`; with the group for reserved seats, as in `F01/3 (leavers)`.
    fn pool(&self, pool: PoolId) -> String {
        let Some(label) = self.compiled.pools.get(pool.index()) else { return pool.index().to_string() };
        let facility = &self.round.facilities()[label.facility as usize].id;
        let named = label.classes.map_or_else(|| facility.clone(), |classes| format!("{facility}/{classes}"));
        match label.reserve.and_then(|r| self.round.reserves().get(r as usize)) {
            Some(reserve) => format!("{named} ({})", reserve.group),
            None => named,
        }
    }

    fn facility(&self, facility: FacilityId) -> String {
        let known = self.round.facilities().get(facility.index());
        known.map_or_else(|| facility.index().to_string(), |f| f.id.clone())
    }
}

impl Labels for RoundNames<'_> {
    fn facts(&self) -> RoundFacts<'_> {
        RoundFacts {
            programme: "nursery",
            name: self.round.name(),
            fiscal_year: self.round.fiscal_year(),
            entry_date: self.round.entry_date(),
            children: self.round.children().len(),
            households: self.round.households().len(),
        }
    }

    fn child_id(&self, child: ChildId) -> &str {
        self.round.children().get(child.index()).map_or("", |c| &c.id)
    }

    fn pool_name(&self, pool: PoolId) -> PoolName {
        let label = &self.compiled.pools[pool.index()];
        PoolName {
            facility: self.round.facilities()[label.facility as usize].id.clone(),
            classes: label.classes.map(|classes| classes.to_string()),
            reserved_for: self.round.reserved_for(label.reserve),
        }
    }
}

impl Subject for RoundNames<'_> {
    fn seat(&self, market: &Market, stated: &StatedAllocation, out: &mut Findings) -> Seated {
        rows::seat(*self, market, stated, out)
    }

    fn facility_by_id(&self, id: &str) -> Option<FacilityId> {
        self.round.facility_by_id(id).map(FacilityId::new)
    }

    fn wish_ranks(&self, allocation: &Allocation) -> Vec<Option<u32>> {
        self.compiled.decisions(self.round, allocation).iter().map(|d| d.wish_rank).collect()
    }
}
