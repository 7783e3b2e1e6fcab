//! Further cores of one component, for the search of its best outcome: they hold where just the suspects may block.
//!
//! A set of suspects that meets all cores known so far need not go through. The search would find out for every one of them anew. Here
//! they are gone through beforehand, and each contradiction is a core that rules out many more. As who else is hard is granted, and what
//! follows from that is known, the steps that led to it are its argument, and nothing is refuted anew.

use super::components::Component;
use super::fewest::{Known, Learner};
use super::local::{Asked, Local};
use super::search::Home;
use super::sets::of_some_set;
use super::state::State;
use crate::certificate::{Core, CoreGroup};
use crate::market::HouseholdId;
use std::sync::Arc;

/// Groups with what more is known about them, and the cores that show it.
pub(super) struct Further {
    pub(super) homes: Vec<Home>,
    pub(super) cores: Vec<Core>,
}

/// Goes through the sets of suspects of every group; `most`: sets tried in each at most. `None` where nothing was learned. The state,
/// at its fixpoint, is left as it was.
pub(super) fn further(
    state: &mut State<'_>,
    component: &Component,
    homes: &[Home],
    most: u64,
    asked: Asked<'_>,
) -> Option<Further> {
    let mut learner = Learner::within(state);
    let (mut more, mut cores) = (Vec::with_capacity(homes.len()), Vec::new());
    for home in homes {
        // Of more there are too many sets to go through.
        let is_told_apart = home.block <= CoreGroup::TOLD_APART;
        let learned = match is_told_apart {
            true => learned(state, component, &mut learner, home, most, asked),
            false => Vec::new(),
        };
        let (home, further) = with(home, learned);
        more.push(home);
        cores.extend(further);
    }
    (!cores.is_empty()).then_some(Further { homes: more, cores })
}

/// The cores of one group, learned with the suspects of all others soft: so they are about its own alone.
fn learned<'m>(
    state: &mut State<'m>,
    component: &Component,
    learner: &mut Learner<'m>,
    home: &Home,
    most: u64,
    asked: Asked<'_>,
) -> Vec<Known> {
    let own = |core: &Arc<[HouseholdId]>| {
        core.iter().copied().filter(|h| home.open.binary_search(h).is_ok()).collect::<Vec<_>>()
    };
    let known: Vec<Known> = home.unmet.iter().map(|core| Known::of(own(core))).collect();
    let at = (0..known.len()).collect();
    Local::new(state, component, learner, known, at, asked).exhaust(&home.open, home.block, most)
}

/// The group with what cores add to it.
fn with(home: &Home, learned: Vec<Known>) -> (Home, Vec<Core>) {
    let core =
        |core: Known| Some(Core { households: core.households, case: Arc::unwrap_or_clone(core.argument?) });
    let cores: Vec<Core> = learned.into_iter().filter_map(core).collect();
    let further = cores.iter().map(|core| Arc::from(&core.households[..]));
    let unmet: Vec<Arc<[HouseholdId]>> = home.unmet.iter().cloned().chain(further).collect();
    let open = of_some_set(&home.open, &unmet, home.block);
    (Home { block: home.block, open, unmet }, cores)
}
