//! Whether a looser sibling condition would have been enough.

use super::Refusal;
use super::desk::Desk;
use super::{LooserTerms, Tried};
use crate::programme::nursery::ChildIndex;
use crate::programme::siblings::{Joint, SiblingTerms, SingleFallback};

impl Desk<'_> {
    /// The least loose condition with which a child gets something better than today.
    pub(super) fn terms_for(&self, child: ChildIndex) -> Result<Tried<LooserTerms>, Refusal> {
        let round = self.decided.round;
        let household = &round.households()[round.household_of(child) as usize];
        if household.joint_wishes.is_some() || !household.is_decided_together() || round.pin(child).is_some()
        {
            return Ok(Tried::NotAsked);
        }
        let today = self.place(child, self.today(child));
        let at = (child - household.children.start) as usize;
        for terms in looser(household.terms) {
            let mut data = self.rows(child);
            data.terms = vec![(household.id.clone(), terms)];
            let Some(otherwise) = self.otherwise(child, data) else { continue };
            let facilities: Vec<_> = self.decide(&otherwise)?.into_iter().map(|got| got.facility).collect();
            if self.place(child, facilities.get(at).copied().flatten()) < today {
                return Ok(Tried::Sufficed(LooserTerms { terms, facilities }));
            }
        }
        Ok(Tried::InVain)
    }
}

/// The conditions that accept more, the least loose first; what comes first where they differ stays as it is.
pub(in crate::explain) fn looser(terms: SiblingTerms) -> Vec<SiblingTerms> {
    let joint = |j: Joint| match j {
        Joint::SameFacility => 0,
        Joint::SameRound => 1,
        Joint::Independent => 2,
    };
    let alone = |f: SingleFallback| match f {
        SingleFallback::None => 0,
        SingleFallback::Elder | SingleFallback::Younger => 1,
        SingleFallback::ElderElseYounger | SingleFallback::Either => 2,
    };
    let mut found = Vec::new();
    for j in [Joint::SameFacility, Joint::SameRound] {
        for f in
            [SingleFallback::None, SingleFallback::Elder, SingleFallback::Younger, SingleFallback::Either]
        {
            let (dj, df) = (joint(j) - joint(terms.joint), alone(f) - alone(terms.single_fallback));
            let comparable = dj >= 0 && (df > 0 || f == terms.single_fallback || (df == 0 && alone(f) == 2));
            if comparable && dj + df > 0 {
                found.push((dj + df, SiblingTerms { joint: j, single_fallback: f, ..terms }));
            }
        }
    }
    found.sort_by_key(|f| f.0);
    found.into_iter().map(|f| f.1).chain([SiblingTerms::SEPARATE]).filter(|&t| t != terms).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::siblings::Prefer;

    #[test]
    fn conditions_get_looser_step_by_step() {
        let terms =
            |joint, single_fallback| SiblingTerms { joint, single_fallback, prefer: Prefer::TogetherFirst };
        let strictest = terms(Joint::SameFacility, SingleFallback::None);
        let all = looser(strictest);
        assert_eq!(all.first(), Some(&terms(Joint::SameFacility, SingleFallback::Elder)));
        assert_eq!(all.last(), Some(&SiblingTerms::SEPARATE));
        assert_eq!(all.len(), 8);
        assert!(!all.contains(&strictest));
        let elder = looser(terms(Joint::SameRound, SingleFallback::Elder));
        assert_eq!(elder, [terms(Joint::SameRound, SingleFallback::Either), SiblingTerms::SEPARATE]);
        assert_eq!(looser(terms(Joint::SameRound, SingleFallback::Either)), [SiblingTerms::SEPARATE]);
    }
}
