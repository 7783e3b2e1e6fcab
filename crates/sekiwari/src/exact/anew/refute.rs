//! Several cores refuted at once.

use crate::exact::branch::Branching;
use crate::exact::state::State;
use crate::market::HouseholdId;

/// Nodes of a case distinction for one core.
const NODE_LIMIT: u32 = 200;

/// A core to be refuted again, with the households on whom cases may be distinguished.
pub(super) type Doubted = (Vec<HouseholdId>, Vec<HouseholdId>);

/// Finds for which of some cores it does not contradict that none of it blocks; the state is left as it was. Cores that share a chain of
/// places are mostly the same: what all of them have is followed once, and then what those have that are most alike.
pub(super) fn refute(state: &mut State<'_>, cores: &[Doubted], of: Vec<usize>, refuted: &mut [bool]) {
    let Some((&first, others)) = of.split_first() else { return };
    let is_in = |i: usize, h: &HouseholdId| cores[i].0.binary_search(h).is_ok();
    let common: Vec<HouseholdId> =
        cores[first].0.iter().copied().filter(|h| others.iter().all(|&i| is_in(i, h))).collect();
    let mark = state.mark();
    common.iter().for_each(|&h| state.harden(h));
    if others.is_empty() {
        let mut nodes = NODE_LIMIT;
        refuted[first] = contradicts(state, &mut Branching::new(&cores[first].1), &mut nodes);
    } else if state.failed.is_none() && state.propagate() {
        let more = |i: usize| cores[i].0.len() - common.len();
        let alike = |i: usize| {
            2 * cores[first].0.iter().filter(|h| is_in(i, h)).count()
                > 2 * common.len() + more(i).max(more(first))
        };
        let (mut same, mut rest): (Vec<usize>, Vec<usize>) = others.iter().partition(|&&i| alike(i));
        if rest.is_empty() {
            rest = same.split_off(same.len() / 2);
        }
        same.insert(0, first);
        refute(state, cores, same, refuted);
        refute(state, cores, rest, refuted);
    }
    state.undo_to(mark);
}

fn contradicts(state: &mut State<'_>, on: &mut Branching<'_>, nodes: &mut u32) -> bool {
    let Some(left) = nodes.checked_sub(1) else { return false };
    *nodes = left;
    if state.failed.is_some() || !state.propagate() {
        return true;
    }
    let Some((at, household)) = on.next(state) else { return false };
    state.options(household).into_iter().all(|choice| {
        let mark = state.mark();
        state.fix(household, choice);
        let contradicts = contradicts(state, on, nodes);
        on.note(at, state.failed.is_some());
        state.undo_to(mark);
        contradicts
    })
}
