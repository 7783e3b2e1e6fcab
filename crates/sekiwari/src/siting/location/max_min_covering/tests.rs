//! Bounds on what is missing of the needs, against all choices.

use super::super::assign::tests::{Dice, hold, hold_bounds, hold_goal};
use super::super::cover::Cover;
use super::super::{InstanceBuilder, Site};
use super::needs::{Coverage, Needs};

#[test]
fn bounds_on_needs_hold() {
    let mut nodes = 0;
    for seed in 0..2_000 {
        let mut dice = Dice(seed);
        let (sites, districts) = (1 + dice.below(7), 1 + dice.below(4));
        let mut b = InstanceBuilder::new();
        for _ in 0..sites {
            b.add_site(Site::candidate().costing(dice.below(20)));
        }
        for _ in 0..dice.below(14) {
            let row: Vec<Option<u32>> = (0..sites).map(|_| (dice.below(3) == 0).then_some(1)).collect();
            b.add_point_in(dice.below(districts) as u32, dice.below(30) as u32, &row);
        }
        let instance = b.build().unwrap();
        let candidates = instance.candidates();
        let coverage = Coverage::new(&instance, &candidates, &Cover::new(&instance, &candidates, 1, true));
        let limit = dice.limit(sites as usize);
        // What is missing, for needs that can perhaps be met.
        let needs: Vec<u64> = coverage.most().iter().map(|&most| dice.below(most + 1)).collect();
        let missing = Needs::new(&coverage, needs.clone(), false, limit);
        nodes += hold_goal(&missing, 0);
        hold_bounds(&missing, &mut dice);
        hold_bounds(&Needs::new(&coverage, needs, true, limit), &mut dice);
        // The most weight, for needs that some choice meets.
        let open: Vec<bool> = missing.good_choice().iter().map(|&o| o && dice.below(5) > 0).collect();
        let mut covered = vec![0; instance.district_count()];
        for (r, sites) in coverage.by_row.iter().enumerate() {
            if sites.iter().any(|&j| open[j as usize]) {
                covered[coverage.district[r] as usize] += coverage.weight[r];
            }
        }
        nodes += hold(&Needs::new(&coverage, covered, true, limit), &mut dice);
    }
    assert!(nodes > 3_000, "{nodes}: hardly ever branched");
}
