//! `wish-order` (希望順位優先): all first wishes before any second wish (immediate acceptance).
//!
//! In step *r* every household that has nothing better applies for its wish *r*; seats still free go to the applicants
//! of this step by the pools' priorities and are never taken back. A household with several claims needs all of them
//! at once. Seats that holders give up are offered in the later steps, and again from step 1 until nothing moves.
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

/// Runs the rule. Keeps facility-wide limits.
pub fn run(market: &Market) -> Outcome {
    let mut occupancy = Occupancy::new(market, Allocation::as_today(market));
    let mut statistics = Statistics::default();
    let longest = market.households().map(|h| market.wish_range(h).len() as u32).max().unwrap_or(0);
    loop {
        let mut freed = false;
        for step in 1..=longest {
            let applicants: Vec<(HouseholdId, WishId)> = market
                .households()
                .filter(|&h| occupancy.rank(h).is_none_or(|now| now > step))
                .filter_map(|h| Some((h, market.wish_at(h, step)?)))
                .collect();
            statistics.proposals += applicants.len() as u64;
            freed |= serve(market, &mut occupancy, applicants, step);
            statistics.passes += 1;
        }
        if !freed {
            break;
        }
    }
    super::unproven(market, occupancy.into_allocation(), statistics)
}

/// Serves the applicants of one step; says whether somebody gave up a seat.
fn serve(
    market: &Market,
    occupancy: &mut Occupancy<'_>,
    mut applicants: Vec<(HouseholdId, WishId)>,
    step: u32,
) -> bool {
    applicants.sort_by_key(|&(h, _)| (market.precedence(h), h));
    let mut freed = false;
    loop {
        applicants.retain(|&(h, w)| occupancy.fits(h, w));
        let Some(&first) = applicants.first() else { return freed };
        let mut asked: Vec<Claim> = applicants.iter().flat_map(|&(_, w)| market.claims(w)).copied().collect();
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
        let mut served: Vec<(HouseholdId, WishId)> =
            applicants.iter().copied().filter(|&(h, w)| safe(h, w)).collect();
        if served.is_empty() {
            served.push(first);
        }
        for &(h, w) in &served {
            // Facility-wide limits may run out among those served.
            if occupancy.fits(h, w) {
                freed |= occupancy.rank(h).is_some();
                occupancy.give(h, Some(step));
            }
        }
        applicants.retain(|a| occupancy.rank(a.0) != Some(step));
    }
}
