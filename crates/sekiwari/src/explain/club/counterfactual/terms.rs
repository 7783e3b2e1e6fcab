//! Whether a looser sibling condition would have been enough.

use super::LooserTerms;
use super::desk::{Desk, Otherwise};
use crate::explain::counterfactual::{Refusal, Tried, looser};
use crate::programme::club::{ChildIndex, Entry};

impl Desk<'_> {
    /// The least loose condition with which a child gets something better than today.
    pub(super) fn terms_for(&self, child: ChildIndex) -> Result<Tried<LooserTerms>, Refusal> {
        let round = self.decided.round;
        let household = round.household_of(child);
        let family = &round.households()[household as usize];
        if family.children.len() < 2 || !family.terms.binds() {
            return Ok(Tried::NotAsked);
        }
        let today = self.decided.decisions[child as usize].entry.map(|e| round.entry(e));
        let today = self.place(child, today);
        let at = (child - family.children.start) as usize;
        for terms in looser(family.terms) {
            let local = self.come_as(child, round.of_household(household).with_terms(0, terms));
            let round = Box::new(move || round.with_terms(household, terms));
            let got = self.decide(&Otherwise { child, local, round })?;
            let lines: Vec<_> = got.into_iter().map(|got| got.line).collect();
            if self.place(child, lines.get(at).copied().flatten()) < today {
                return Ok(Tried::Sufficed(LooserTerms { terms, lines }));
            }
        }
        Ok(Tried::InVain)
    }

    /// The place of a line in the list of a child; after all of it for none.
    fn place(&self, child: ChildIndex, line: Option<Entry>) -> usize {
        let list = self.decided.round.list(child);
        line.and_then(|line| list.iter().position(|&e| e == line)).unwrap_or(list.len())
    }
}
