//! `ties = weak` against brute force: existence, the most seated, and the words said about them.

use crate::support::generators::{Shape, any_market, chains};
use crate::support::spec::{self, Spec};
use crate::support::{brute_force, config};
use proptest::prelude::*;
use sekiwari::exact::mip::{self, Unsolved};
use sekiwari::exact::ties::{Effort, run};
use sekiwari::market::{Outcome, Status};
use sekiwari::verify::certify;

/// Little work, so that thousands of markets are quick.
const EFFORT: Effort = Effort { work: 3_000_000, seed: 1, mip_seconds: 0.0 };

fn solve(spec: &Spec, salt: u64) -> Outcome {
    let weak = spec.build();
    let strict = weak.break_ties(|child| (child.index() as u64 + 1).wrapping_mul(salt | 1) % 11);
    run(&weak, &strict, EFFORT, &|| false).expect("no limits")
}

/// Everything claimed is compared; whether the optimum was proven comes back.
fn agrees(spec: &Spec, salt: u64) -> Result<bool, TestCaseError> {
    let weak = spec.build();
    let outcome = solve(spec, salt);
    let oracle = brute_force::solve(spec);
    let ranks = spec::ranks(&weak, &outcome.allocation);
    prop_assert!(certify(&weak, outcome.allocation.clone()).is_ok(), "feasible");
    let blocking = brute_force::blocking_households(spec, &ranks);
    let seated = brute_force::seated(spec, &ranks);
    prop_assert!(outcome.bounds.blocking_households_min <= oracle.best.0, "{:?} {:?}", outcome, oracle.best);
    if oracle.stable.is_empty() {
        prop_assert_eq!(outcome.status, Status::Feasible);
        return Ok(outcome.bounds.blocking_households_min == 1);
    }
    prop_assert_eq!(blocking, 0, "a stable allocation exists: {:?}, found {:?}", oracle.stable, ranks);
    prop_assert!(outcome.bounds.seated_max >= oracle.best.1, "{:?} {:?}", outcome, oracle.best_allocations);
    prop_assert!(seated <= oracle.best.1);
    let as_many = oracle.stable.iter().filter(|other| brute_force::seated(spec, other) >= seated);
    let least = as_many.map(|other| brute_force::rank_sum(other)).min().expect("the one found is one");
    let claimed = outcome.rank_sum_min.expect("bounded");
    prop_assert!(claimed <= least, "{:?} {:?}", outcome, least);
    if outcome.status == Status::Optimal {
        prop_assert_eq!((seated, outcome.bounds.seated_max), (oracle.best.1, oracle.best.1));
    }
    Ok(outcome.status == Status::Optimal)
}

fn ties() -> BoxedStrategy<Spec> {
    let two = Shape { households: 6, pools: 3, wishes: 3, children: 2, ..Shape::siblings() };
    prop_oneof![
        3 => Shape::singles().ties().markets(),
        2 => Shape::singles().holders().ties().markets(),
        3 => Shape::siblings().ties().markets(),
        3 => two.ties().markets(),
        2 => Shape::siblings().holders().ties().markets(),
        2 => Shape::weekdays().holders().ties().markets(),
        3 => Shape::everything().ties().markets(),
        1 => chains(),
        1 => any_market(),
    ]
    .boxed()
}

proptest! {
    #![proptest_config(config(8000))]

    #[test]
    fn what_is_said_about_weak_ties_is_true((spec, salt) in (ties(), any::<u64>())) {
        agrees(&spec, salt)?;
    }

    /// The integer program says the same as brute force, with ties and without.
    #[test]
    fn integer_programs_are_right((spec, salt) in (ties(), any::<u64>())) {
        for spec in [Spec::of(&spec.build().break_ties(|c| salt.wrapping_mul(c.index() as u64 + 1))), spec] {
            let market = spec.build();
            let oracle = brute_force::solve(&spec);
            match mip::run(&market, 60.0) {
                Ok(outcome) => {
                    let ranks = spec::ranks(&market, &outcome.allocation);
                    prop_assert_eq!(outcome.status, Status::Optimal);
                    prop_assert!(oracle.best_allocations.contains(&ranks), "{:?} {:?}", ranks, oracle);
                    prop_assert_eq!(oracle.best.0, 0);
                }
                Err(Unsolved::NoneStable) => prop_assert!(oracle.stable.is_empty(), "{:?}", oracle.stable),
                Err(e) => prop_assert!(false, "{}", e),
            }
        }
    }

    /// Same input, same answer.
    #[test]
    fn the_answer_repeats((spec, salt) in (Shape::everything().ties().markets(), any::<u64>())) {
        prop_assert_eq!(solve(&spec, salt), solve(&spec, salt));
    }
}

/// The bound on the sum of ranks is of use: mostly it is what the allocation found has.
#[test]
fn most_rank_sums_are_reached() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::new(config(1));
    let (mut proven, mut stable) = (0, 0);
    for salt in 0..2000 {
        let spec = ties().new_tree(&mut runner).expect("a market").current();
        let outcome = solve(&spec, salt);
        if let Some(least) = outcome.rank_sum_min {
            let found = brute_force::rank_sum(&spec::ranks(&spec.build(), &outcome.allocation));
            assert!(least <= found, "{least} {found}");
            stable += 1;
            proven += u32::from(least == found);
        }
    }
    assert!(stable > 1500 && proven * 100 >= stable * 95, "{proven} of {stable}");
}

/// On tiny markets nearly everything is proven.
#[test]
fn most_is_proven() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::new(config(1));
    let (mut proven, total) = (0, 2000);
    for salt in 0..total {
        let spec = ties().new_tree(&mut runner).expect("a market").current();
        proven += u64::from(agrees(&spec, salt).expect("true"));
    }
    assert!(proven * 100 >= total * 99, "{proven} of {total}");
}
