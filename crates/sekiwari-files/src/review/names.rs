//! How the round names what the market numbers.

use sekiwari::market::{ChildId, FacilityId, HouseholdId, PoolId};
use sekiwari::programme::nursery::{Compiled, Round};
use sekiwari::verify::Names;

/// Names children, households, facilities and pools by the ids of the round.
#[derive(Clone, Copy, Debug)]
pub struct RoundNames<'a> {
    /// The round.
    pub round: &'a Round,
    /// The round, compiled.
    pub compiled: &'a Compiled,
}

impl Names for RoundNames<'_> {
    /// The household's id; with the child's id where its children are decided one by one.
    fn household(&self, household: HouseholdId) -> String {
        let own = &self.round.households()[self.compiled.household[household.index()] as usize];
        let mut decided = self.compiled.market.children(household);
        match (decided.len() < own.children.len(), decided.next()) {
            (true, Some(child)) => format!("{} ({})", own.id, self.child(child)),
            _ => own.id.clone(),
        }
    }

    fn child(&self, child: ChildId) -> String {
        self.round.children()[child.index()].id.clone()
    }

    /// `facility/classes`, as in `F01/4-5`.
    fn pool(&self, pool: PoolId) -> String {
        let label = &self.compiled.pools[pool.index()];
        let facility = &self.round.facilities()[label.facility as usize].id;
        label.classes.map_or_else(|| facility.clone(), |classes| format!("{facility}/{classes}"))
    }

    fn facility(&self, facility: FacilityId) -> String {
        self.round.facilities()[facility.index()].id.clone()
    }
}
