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
