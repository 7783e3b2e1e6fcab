//! Breaking ties: the classes stay in order, and what is stable without ties is stable with them.

use crate::support::brute_force;
use crate::support::generators::{Shape, any_market};
use crate::support::spec::Spec;
use proptest::prelude::*;
use sekiwari::market::{ChildId, PoolId};

/// A draw that makes ties, so that its own tie-break is needed too.
fn draw(salt: u64) -> impl Fn(ChildId) -> u64 {
    move |child| (child.index() as u64 + 1).wrapping_mul(salt | 1) % 5
}

proptest! {
    #![proptest_config(crate::support::config(1000))]

    /// Whatever is stable once ties are broken is stable in the market with ties.
    #[test]
    fn stable_without_ties_is_stable_with_them(
        spec in prop_oneof![
            Shape::everything().ties().markets(),
            Shape::everything().ties().limits().markets(),
            any_market(),
        ],
        salt in any::<u64>(),
    ) {
        let strict = Spec::of(&spec.build().break_ties(draw(salt)));
        for ranks in brute_force::solve(&strict).stable {
            prop_assert!(brute_force::is_stable(&spec, &ranks), "{:?}", ranks);
        }
    }
}

proptest! {
    #![proptest_config(crate::support::config(2000))]

    /// Breaking ties keeps the classes in order, orders each by draw and then child, keeps holders and all else.
    #[test]
    fn breaking_ties_keeps_classes_in_order(spec in any_market(), salt in any::<u64>()) {
        let weak = spec.build();
        let strict = weak.break_ties(draw(salt));
        for (i, before) in weak.claimants().iter().enumerate() {
            let after = strict.claimants()[i];
            prop_assert_eq!((before.child, before.pool), (after.child, after.pool));
            prop_assert_eq!(before.rank.is_held(), after.rank.is_held());
            for (j, other) in weak.claimants().iter().enumerate().filter(|(_, o)| o.pool == before.pool) {
                if i == j || (before.rank.is_held() && other.rank.is_held()) {
                    continue;
                }
                let key = |c: &sekiwari::market::Claimant| (c.rank, draw(salt)(c.child), c.child);
                prop_assert_eq!(key(before) < key(other), after.rank < strict.claimants()[j].rank);
            }
        }
        for wish in weak.households().flat_map(|h| weak.wishes(h)) {
            for (before, after) in weak.claims(wish).iter().zip(strict.claims(wish)) {
                prop_assert_eq!((before.claimant, before.pool, before.child), (after.claimant, after.pool, after.child));
                prop_assert_eq!(after.rank, strict.claimant(after.claimant).rank);
            }
        }
        for pool in (0..spec.seats.len() as u32).map(PoolId::new) {
            let keys: Vec<_> =
                strict.pool_claimants(pool).iter().map(|&c| (strict.claimant(c).rank, c)).collect();
            prop_assert!(keys.is_sorted(), "best rank first, ties in id order");
            prop_assert_eq!(keys.len(), weak.pool_claimants(pool).len());
        }
        prop_assert_eq!(&strict.break_ties(draw(salt)).break_ties(|_| 0), &strict.break_ties(|_| 0));
        prop_assert_eq!(weak.pools(), strict.pools());
    }
}
