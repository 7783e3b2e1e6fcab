//! A market of a hundred thousand children.

use sekiwari::market::{Allocation, FacilityId, HouseholdId, Market, MarketBuilder, PoolId, RankClass};
use sekiwari::verify::{Submission, judge};
use std::collections::BTreeMap;
use std::time::Instant;

const CHILDREN: u32 = 100_000;
const POOLS: u32 = 16_200;

/// SplitMix64: enough to spread wishes.
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let z = (*state ^ (*state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// One list over all households; every sixth household is a pair of twins, wishes number 1 to 11.
fn market() -> Market {
    let mut b = MarketBuilder::new();
    let mut state = 1;
    let pools: Vec<PoolId> =
        (0..POOLS).map(|p| b.add_pool(FacilityId::new(p / 3), (next(&mut state) % 11) as u32)).collect();
    let mut children = 0;
    let mut rank = 0;
    while children < CHILDREN {
        rank += 1;
        let household = b.add_household(rank);
        let members: Vec<_> =
            (0..if rank % 6 == 0 { 2 } else { 1 }).map(|_| b.add_child(household)).collect();
        children += members.len() as u32;
        let mut seen = BTreeMap::new();
        for _ in 0..1 + next(&mut state) % 11 {
            let pool = pools[(next(&mut state) % u64::from(POOLS)) as usize];
            if seen.insert(pool, ()).is_none() {
                let claimants: Vec<_> =
                    members.iter().map(|&c| b.add_claimant(c, pool, RankClass::new(rank))).collect();
                b.add_wish(household, &claimants);
            }
        }
    }
    b.build().unwrap()
}

/// In the one list's order everybody takes the best wish that still fits.
fn serve_in_order(market: &Market) -> Allocation {
    let mut left: Vec<u32> = market.pools().iter().map(|p| p.seats).collect();
    let mut allocation = Allocation::empty(market);
    for household in market.by_precedence() {
        let fits = |&wish: &_| market.demands(wish).all(|d| d.count <= left[d.pool.index()]);
        let Some((rank, wish)) = (1..).zip(market.wishes(household)).find(|(_, w)| fits(w)) else { continue };
        market.demands(wish).for_each(|d| left[d.pool.index()] -= d.count);
        allocation.set(household, Some(rank));
    }
    allocation
}

#[test]
fn a_hundred_thousand_children_are_judged() {
    let market = market();
    let allocation = serve_in_order(&market);
    let start = Instant::now();
    let verdict = judge(&market, &Submission::from_allocation(&market, &allocation));
    println!("{} wishes judged in {:?}", market.wish_count(), start.elapsed());
    // One list over all households leaves nobody with a justified claim.
    assert!(verdict.is_stable());
    assert_eq!(verdict.tally, allocation.tally(&market));
    assert!(verdict.tally.unplaced > 1000, "the market is tight");

    // Whoever is put out wants back in, and everybody behind for whom there is room now.
    let served = |&h: &HouseholdId| allocation.rank(h) == Some(1);
    let victim = market.households().filter(served).last().unwrap();
    let mut robbed = allocation.clone();
    robbed.set(victim, None);
    let verdict = judge(&market, &Submission::from_allocation(&market, &robbed));
    assert!(verdict.is_clean() && !verdict.is_stable());
    assert!(verdict.blocking.iter().any(|b| b.household == victim && b.rank == 1 && b.wasted));
}
