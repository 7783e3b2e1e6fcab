//! `wish-order` (希望順位優先): all first wishes before any second wish (immediate acceptance).
//!
//! In step *r* every household that has nothing better applies for its wish of rank *r*; seats still free go to the
//! applicants of this step by the pools' priorities and are never taken back. A household with several claims needs all
//! of them at once. Where several wishes share the rank (the same facility, in reserved or in open seats), it applies for
//! the first of them that still fits, and whoever may yet fall back on another is reckoned with there. Seats that holders give up are offered in the later steps, and again from step 1 until nothing moves.
//!
//! **Guarantees.** Feasible, holders never lose, no seat is wasted. Not stable, and families gain by not listing their
//! true wishes (Abdulkadiroglu and Sonmez 2003); offered because cities use it.
//!
//! Inside a step an applicant is served at once when no applicant ranked ahead of it can use up its seats. Where
//! households with several claims wait for each other in a ring, the first by [`Market::precedence`] is served.
//!
//! **Cost.** A sort of the applicants' claims per step and round; rounds are few unless such rings are many.

use super::occupancy::Occupancy;
use crate::market::{Allocation, Claim, HouseholdId, Market, Outcome, Statistics, WishId};
use std::ops::Range;

/// Runs the rule. Keeps facility-wide limits.
pub fn run(market: &Market) -> Outcome {
    let mut occupancy = Occupancy::new(market, Allocation::as_today(market));
    let mut statistics = Statistics::default();
    let last = |h| market.wishes(h).next_back().map(|w| market.rank_of(w));
    let longest = market.households().filter_map(last).max().unwrap_or(0);
    loop {
        let mut freed = false;
        for step in 1..=longest {
            let applicants: Vec<Applicant> =
                market.households().filter_map(|h| applicant(market, &occupancy, h, step)).collect();
            statistics.proposals += applicants.len() as u64;
            freed |= serve(market, &mut occupancy, applicants);
            statistics.passes += 1;
        }
        if !freed {
            break;
        }
    }
    super::unproven(market, occupancy.into_allocation(), statistics)
}

/// A household with its wishes of the step, as positions: mostly one.
type Applicant = (HouseholdId, Range<usize>);

/// What a household applies for in a step: its wishes of that rank above what it has.
fn applicant(market: &Market, occupancy: &Occupancy<'_>, h: HouseholdId, step: u32) -> Option<Applicant> {
    let list = market.wish_range(h);
    let end = occupancy.rank(h).map_or(list.end, |place| list.start + place as usize - 1);
    let (from, to) = if market.ranks_are_places() {
        (list.start + step as usize - 1, list.start + step as usize)
    } else {
        let rank = |w: usize| market.rank_of(WishId::new(w as u32));
        let first = list.clone().find(|&w| rank(w) == step)?;
        (first, (first..list.end).find(|&w| rank(w) != step).unwrap_or(list.end))
    };
    let own = from..to.min(end);
    (!own.is_empty()).then_some((h, own))
}

/// Serves the applicants of one step; says whether somebody gave up a seat.
fn serve(market: &Market, occupancy: &mut Occupancy<'_>, mut applicants: Vec<Applicant>) -> bool {
    let wish = |w: usize| WishId::new(w as u32);
    applicants.sort_by_key(|(h, _)| (market.precedence(*h), *h));
    let mut freed = false;
    loop {
        // Seats that holders give up meanwhile are offered when the steps begin again.
        for (h, own) in &mut applicants {
            while own.start < own.end && !occupancy.fits(*h, wish(own.start)) {
                own.start += 1;
            }
        }
        applicants.retain(|(_, own)| !own.is_empty());
        let Some((h, own)) = applicants.first() else { return freed };
        let first = (*h, wish(own.start));
        let mut asked: Vec<Claim> = Vec::new();
        for (_, own) in &applicants {
            let from = asked.len();
            for claim in own.clone().flat_map(|w| market.claims(wish(w))) {
                // What several wishes of the household claim alike counts once.
                if own.len() == 1 || asked[from..].iter().all(|c| c.claimant != claim.claimant) {
                    asked.push(*claim);
                }
            }
        }
        asked.sort_unstable_by_key(|c| (c.pool, c.rank, c.claimant));
        let safe = |h: HouseholdId, w: WishId| {
            market.demands(w).all(|d| {
                let ahead = asked.partition_point(|c| (c.pool, c.rank) <= (d.pool, d.worst))
                    - asked.partition_point(|c| c.pool < d.pool);
                // `ahead` counts the household's own claims, and they are no worse than its worst.
                ahead as u32 <= occupancy.free(d.pool)
                    || (d.count == ahead as u32 && d.count <= occupancy.free_for(h, d.pool))
            })
        };
        let asks = applicants.iter().map(|(h, own)| (*h, wish(own.start)));
        let mut served: Vec<(HouseholdId, WishId)> = asks.filter(|&(h, w)| safe(h, w)).collect();
        if served.is_empty() {
            served.push(first);
        }
        for &(h, w) in &served {
            // Facility-wide limits may run out among those served.
            if occupancy.fits(h, w) {
                freed |= occupancy.rank(h).is_some();
                let place = (w.index() - market.wish_range(h).start) as u32 + 1;
                occupancy.give(h, Some(place));
            }
        }
        let has = |h: HouseholdId| occupancy.rank(h).map(|p| market.wish_range(h).start + p as usize - 1);
        applicants.retain(|(h, own)| has(*h) != Some(own.start));
    }
}
