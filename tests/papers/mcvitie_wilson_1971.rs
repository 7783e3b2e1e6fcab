//! McVitie and Wilson, *The stable marriage problem*, Communications of the ACM 14 (1971), 486-490: the order in which
//! proposals are made does not matter.

use crate::support::{config, generators, spec};
use proptest::prelude::*;
use sekiwari::mechanism::deferred_acceptance;

proptest! {
    #![proptest_config(config(2000))]

    #[test]
    fn households_in_another_order_get_the_same(
        spec in generators::Shape::singles().holders().strict().markets(), turn in 0usize..6
    ) {
        let market = spec.build();
        let before = spec::ranks(&market, &deferred_acceptance::run(&market).expect("no limits").allocation);
        let mut turned = spec.clone();
        let turn = turn % turned.households.len();
        turned.households.rotate_left(turn);
        let market = turned.build();
        let mut after = spec::ranks(&market, &deferred_acceptance::run(&market).expect("no limits").allocation);
        after.rotate_right(turn);
        prop_assert_eq!(before, after);
    }
}
