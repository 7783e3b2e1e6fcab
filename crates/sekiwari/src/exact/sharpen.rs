//! Cores made as small as they get, for people to read.
//!
//! The search keeps large cores as it finds them: a conflict may hang on a whole chain of places, and it is proven either
//! way. Whoever is to read the argument wants the households without whom there is none.
//!
//! Households are left out by halves, by quarters and so on down to one at a time, as long as the rest is refuted all the
//! same (delta debugging: Zeller and Hildebrandt, *Simplifying and isolating failure-inducing input*, IEEE Transactions on
//! Software Engineering 28 (2002)). What each refutation did not need goes at once.

use super::control::Control;
use super::cores::Refuter;
use crate::certificate::{Case, Core, End, Step};
use crate::market::{HouseholdId, Market};

/// An argument by cases gets so many times fewer refutations.
const CASES: u32 = 8;

/// Cores with the steps that all their arguments start from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sharpened {
    /// Steps that hold whoever blocks.
    pub always: Vec<Step>,
    /// One core for each that was given, in order, of the same households or some of them; `None` where it could not be refuted
    /// again.
    pub cores: Vec<Option<Core>>,
}

/// Makes cores of a market small. `tries` bounds the refutations for each of them (an eighth of it
/// where cases are distinguished); with enough of them no household can be
/// left out of a core. Stopping leaves the rest as large as it is.
///
/// **Guarantees.** Each core given back is one, by its own argument, and none of its households is new. There is none for what is
/// no core, cannot be refuted again within the limits of the search, or needs looking at several wishes together,
/// which is left out here: arguments without it are easier to follow.
///
/// **Cost.** One propagation of the market with nobody held to stability, then per refutation the pools near the core.
pub fn sharpen(market: &Market, cores: &[Core], tries: u32, control: &Control<'_>) -> Sharpened {
    let mut refuter = Refuter::new(market, false);
    let mut sharp = |core: &Core| {
        let branched = branched(&core.case);
        // Cases make each refutation cost many times as much.
        let tries = if branched.is_empty() { tries } else { tries / CASES };
        let small = smaller(&mut refuter, &core.households, &branched, tries, control)?;
        refuter.prove(&small, &branched)
    };
    let cores = cores.iter().map(&mut sharp).collect();
    Sharpened { always: refuter.always(), cores }
}

fn smaller(
    refuter: &mut Refuter<'_>,
    core: &[HouseholdId],
    branched: &[HouseholdId],
    mut tries: u32,
    control: &Control<'_>,
) -> Option<Vec<HouseholdId>> {
    let mut core = refuter.refute(core, branched)?;
    let mut size = core.len().div_ceil(2);
    while size > 0 && core.len() > 1 {
        let mut end = core.len();
        while end > 0 {
            if tries == 0 || control.stopped() {
                return Some(core);
            }
            tries -= 1;
            let start = end.saturating_sub(size);
            let first = core[start];
            let mut fewer = core.clone();
            fewer.drain(start..end);
            end = start;
            if let Some(needed) = refuter.refute(&fewer, branched) {
                end = needed.partition_point(|&h| h < first);
                core = needed;
            }
        }
        size = if size == 1 { 0 } else { size.min(core.len()).div_ceil(2) };
    }
    Some(core)
}

/// The households on whom an argument distinguishes cases.
fn branched(case: &Case) -> Vec<HouseholdId> {
    let mut found = Vec::new();
    let mut open = vec![case];
    while let Some(case) = open.pop() {
        if let End::Choice { household, cases } = &case.end {
            found.push(*household);
            open.extend(cases.iter().map(|(_, case)| case));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}
