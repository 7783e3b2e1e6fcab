//! The judge's rechecks against the oracle: an answer is what `priority` asks for exactly if all of them are right.

use crate::agree::{self, rechecked};
use crate::naive::{self, Stays};
use crate::oracle::Oracle;
use crate::spec::{SMALL, market};
use crate::support::config;
use proptest::prelude::*;
use sekiwari::verify::day::judge;

proptest! {
    #![proptest_config(config(1500))]

    /// The oracle's own answers are in order for the judge.
    #[test]
    fn the_mechanisms_of_the_oracle_are_in_order(spec in market(SMALL)) {
        let market = spec.build();
        let oracle = Oracle::new(&market);
        let priority = naive::answer(&market, &oracle.priority().unwrap());
        prop_assert_eq!(agree::is_priority(&market, &priority), Ok(()));
        let first_come = naive::answer(&market, &oracle.first_come().unwrap());
        prop_assert_eq!(agree::is_first_come(&market, &first_come), Ok(()));
        let points = naive::answer(&market, &oracle.points_order().unwrap());
        prop_assert_eq!(agree::is_points_order(&market, &points), Ok(()));
        // Nobody comes before his turn where each takes what is free, unless wishes come into the order.
        if !market.keys().0.contains(&sekiwari::market::day::KeyPart::Wish) {
            prop_assert_eq!(judge(&market, &points).breaches, []);
        }
    }

    /// Any feasible answer: all rechecks are right exactly if it is what `priority` asks for.
    #[test]
    fn rechecks_find_every_wrong_refusal_and_place(
        spec in market(SMALL), choices in proptest::collection::vec(any::<prop::sample::Index>(), 1..6)
    ) {
        let market = spec.build();
        let oracle = Oracle::new(&market);
        let fixed = oracle.fixed().unwrap();
        let whole: Vec<&Stays> =
            oracle.all.iter().filter(|s| s.iter().zip(&fixed).all(|(s, f)| f.is_none() || s == f)).collect();
        // Full answers are the interesting ones: take the fullest of a few.
        let stays = choices.iter().map(|c| *c.get(&whole)).max_by_key(|s| s.iter().flatten().count()).unwrap();
        let (wrong, unknown) = rechecked(&market, &naive::answer(&market, stays));
        prop_assert_eq!((wrong == 0, unknown), (oracle.is_priority(stays).is_ok(), 0), "{:?}", stays);
    }
}
