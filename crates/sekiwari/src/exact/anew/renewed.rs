//! Who blocks at least, worked out anew where cores do not hold any more or others come up.
//!
//! As in a market solved as a whole smallest sets that meet the cores known are allowed to block until all components go through; but
//! it starts from the cores that still hold, and from the state of the market before: whoever may block now is let, and what was
//! concluded from its stability is taken back with all the rest that does not stand.

use super::cores::Cores;
use super::difference::Difference;
use super::left::Left;
use super::searched::Pains;
use super::settled::Since;
use super::{Answer, Standing};
use crate::exact::Control;
use crate::exact::fewest::{Fewest, Known};
use crate::exact::objective::Objective;
use crate::exact::settle::{Ask, get_through, wards};
use crate::exact::state::State;
use crate::market::HouseholdId;
use std::borrow::Cow;

/// States made anew; a market as a whole is solved by then.
const MOST: u32 = 6;
/// With more suspects a market as a whole, which learns more before it looks for the best outcome, is solved sooner.
const MANY: usize = 500;

impl Standing<'_> {
    /// What the newcomers get; `None` if it was not found out. `state`: rebased, or propagated to a contradiction.
    pub(super) fn renewed<'n>(
        &self,
        state: &mut State<'n>,
        difference: &Difference,
        left: Left<'_, 'n>,
    ) -> Option<Answer> {
        let holding = left.holding();
        let known = holding.iter().map(|core| Known::of(core.to_vec())).collect();
        let mut fewest = Fewest::of(state.market, known, left.everybody);
        let control = Control::default();
        if state.failed.is_some() {
            fewest.harvest(state, &control);
            self.state.rebase(difference, state);
        }
        let mut answer = None;
        for _ in 0..MOST {
            fewest.regroup(state);
            let known = fewest.learned;
            match self.settled(state, &fewest.suspects, difference) {
                None => {
                    fewest.harvest(state, &control);
                }
                Some(since) => {
                    let cores = self.others(&fewest, &holding);
                    answer = self.read(state, since, difference, &cores, Pains::Few).ok();
                    if answer.is_some() {
                        break;
                    }
                    if self.go_through(state, since, difference, &holding, &mut fewest) {
                        let narrow = fewest.learned == known || fewest.narrow(state);
                        if narrow && fewest.suspects.iter().map(Vec::len).sum::<usize>() <= MANY {
                            let cores = self.others(&fewest, &holding);
                            answer = self.read(state, since, difference, &cores, Pains::All).ok();
                        }
                        break;
                    }
                }
            }
            if fewest.learned == known {
                break;
            }
            self.state.rebase(difference, state);
        }
        self.bound.give_back(fewest.learner.into_everybody());
        answer
    }

    /// The cores found; `left`: those of before.
    fn others<'b>(&self, fewest: &Fewest<'_>, left: &[Cow<'b, [HouseholdId]>]) -> Cores<'b> {
        let core = |found: &Known| {
            let same = left.iter().find(|core| core[..] == found.households[..]);
            same.cloned().unwrap_or_else(|| Cow::Owned(found.households.clone()))
        };
        let (groups, suspects) = (fewest.groups.clone(), fewest.suspects.clone());
        let cores = fewest.cores.iter().map(core).collect();
        Cores::new(Cow::Owned(groups), cores, Cow::Owned(suspects), &self.bound.suspects)
    }

    /// Whether in all components concerned as few block as their cores need. Cores are learned on the way.
    fn go_through<'n>(
        &self,
        state: &mut State<'n>,
        since: Since,
        difference: &Difference,
        left: &[Cow<'_, [HouseholdId]>],
        fewest: &mut Fewest<'n>,
    ) -> bool {
        let concerned =
            self.known.concerned(&self.state, state, since, difference, &self.others(fewest, left));
        let mut wards = wards(state, fewest);
        wards.retain(|ward| concerned.meets(state, &ward.component));
        let objective = Objective::new(state.market, &self.options.stages);
        let ask = Ask { objective, options: &self.options, control: &Control::default() };
        let settled = get_through(state, fewest, &wards, u64::MAX, ask);
        let through = settled.iter().all(|one| one.found.is_some());
        settled.into_iter().flat_map(|one| one.cores).for_each(|core| fewest.learn(core));
        through
    }
}
