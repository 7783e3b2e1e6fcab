//! The cores of a changed market, and who may block there.

use crate::exact::components::Component;
use crate::exact::hitting::Group;
use crate::exact::search::Home;
use crate::market::HouseholdId;
use std::borrow::Cow;

/// The cores of a changed market.
pub(super) struct Cores<'b> {
    groups: Cow<'b, [Group]>,
    /// Borrowed where a core is as it was.
    pub(super) households: Vec<Cow<'b, [HouseholdId]>>,
    /// Per group those who may block.
    pub(super) suspects: Cow<'b, [Vec<HouseholdId>]>,
    /// Those who may block in groups that are not as they were.
    pub(super) altered: Vec<HouseholdId>,
}

impl<'b> Cores<'b> {
    /// `before`: who could block in each group before.
    pub(super) fn new(
        groups: Cow<'b, [Group]>,
        households: Vec<Cow<'b, [HouseholdId]>>,
        suspects: Cow<'b, [Vec<HouseholdId>]>,
        before: &[Vec<HouseholdId>],
    ) -> Self {
        let is_other = |&i: &usize| matches!(households[i], Cow::Owned(_));
        let others = groups.iter().zip(suspects.iter());
        let others = others.filter(|(group, may)| group.cores.iter().any(is_other) || !before.contains(may));
        let altered = others.flat_map(|(_, may)| may.iter().copied()).collect();
        Self { groups, households, suspects, altered }
    }

    /// The groups of those who may block in a component.
    pub(super) fn homes(&self, component: &Component) -> Vec<Home> {
        let here = |h: &HouseholdId| component.households.binary_search(h).is_ok();
        let at_home = self.groups.iter().zip(&self.suspects[..]).filter(|(_, may)| may.iter().any(here));
        let home = |(group, may): (&Group, &Vec<HouseholdId>)| Home::of(group, may, |i| &self.households[i]);
        at_home.map(home).collect()
    }

    /// Whether nobody blocks anywhere.
    pub(super) fn are_none(&self) -> bool {
        self.households.is_empty()
    }
}
