//! Witnesses of stability against the definition.

use crate::support::spec::{self, Spec};
use crate::support::{brute_force, config, generators};
use proptest::prelude::*;
use sekiwari::certificate::Witnesses;
use sekiwari::market::{HouseholdId, PoolId};
use sekiwari::verify::{check_witnesses, find_witnesses};

/// Whether others ranked no worse leave too few seats of a pool for a wish, on plain numbers; false if the wish does not
/// use the pool.
fn is_full(spec: &Spec, ranks: &[u32], household: usize, wish: usize, pool: usize) -> bool {
    let h = &spec.households[household];
    let own: Vec<u32> = h.wishes[wish].iter().filter(|s| s.1 == pool).map(|s| h.ranks[s]).collect();
    let Some(&worst) = own.iter().max() else { return false };
    let sits = brute_force::sittings(spec, ranks).into_iter();
    let ahead = sits.filter(|s| s.pool == pool && s.household != household && s.rank.unwrap() <= worst);
    ahead.count() + own.len() > spec.seats[pool] as usize
}

fn entries(witnesses: &Witnesses) -> Vec<Vec<Option<PoolId>>> {
    (0..witnesses.len()).map(|h| witnesses.of(HouseholdId::new(h as u32)).to_vec()).collect()
}

fn of(entries: &[Vec<Option<PoolId>>]) -> Witnesses {
    let mut witnesses = Witnesses::new();
    entries.iter().for_each(|pools| witnesses.push(pools.iter().copied()));
    witnesses
}

proptest! {
    #![proptest_config(config(2000))]

    /// Found ones are accepted; a wish has none exactly if it blocks; and one changed entry is accepted exactly if it is
    /// a full pool of the wish.
    #[test]
    fn witnesses_are_full_pools(
        (spec, ranks) in generators::with_feasible_allocation(generators::any_market()),
        (pick, other) in (any::<prop::sample::Index>(), any::<prop::sample::Index>()),
    ) {
        let (market, allocation) = (spec.build(), spec::allocation(&ranks));
        let found = find_witnesses(&market, &allocation);
        prop_assert_eq!(check_witnesses(&market, &allocation, &found), []);
        let all = entries(&found);
        let without = all.iter().enumerate().flat_map(|(h, pools)| {
            let none = pools.iter().enumerate().filter(|(_, pool)| pool.is_none());
            none.map(move |(wish, _)| (h, wish as u32 + 1))
        });
        let blocking = brute_force::blocking(&spec, &ranks);
        prop_assert_eq!(without.collect::<Vec<_>>(), blocking.iter().map(|b| (b.0, b.1)).collect::<Vec<_>>());

        let places: Vec<(usize, usize)> =
            all.iter().enumerate().flat_map(|(h, pools)| (0..pools.len()).map(move |w| (h, w))).collect();
        prop_assume!(!places.is_empty());
        let (h, wish) = places[pick.index(places.len())];
        // Any pool, one that does not exist, or none.
        let new = other.index(spec.seats.len() + 2);
        let mut changed = all.clone();
        changed[h][wish] = (new <= spec.seats.len()).then(|| PoolId::new(new as u32));
        let right = match changed[h][wish] {
            Some(pool) => is_full(&spec, &ranks, h, wish, pool.index()),
            None => (0..spec.seats.len()).all(|pool| !is_full(&spec, &ranks, h, wish, pool)),
        };
        let faults = check_witnesses(&market, &allocation, &of(&changed));
        prop_assert_eq!(faults.len(), usize::from(!right), "{:?}", faults);

        let mut short = all.clone();
        short[h].pop();
        prop_assert_eq!(check_witnesses(&market, &allocation, &of(&short))[0].code(), "V42");
        prop_assert_eq!(check_witnesses(&market, &allocation, &of(&all[1..]))[0].code(), "V42");
    }
}
