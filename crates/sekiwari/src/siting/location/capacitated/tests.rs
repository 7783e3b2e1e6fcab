//! Bounds with capacities, against all choices.

use super::super::assign::tests::{Dice, hold};
use super::super::travel::beyond_all;
use super::super::{InstanceBuilder, Site, Standing};
use super::model::Capacities;

#[test]
fn bounds_with_capacities_hold() {
    let mut nodes = 0;
    for seed in 0..1_500 {
        let mut dice = Dice(seed);
        let sites = 1 + dice.below(6);
        let mut b = InstanceBuilder::new();
        for _ in 0..sites {
            let site = if dice.below(6) == 0 { Site::new(Standing::Existing) } else { Site::candidate() };
            b.add_site(site.costing(dice.below(40)).serving(dice.below(25)));
        }
        for _ in 0..dice.below(8) {
            let row: Vec<Option<u32>> =
                (0..sites).map(|_| (dice.below(6) > 0).then(|| dice.below(15) as u32)).collect();
            b.add_point(dice.below(9) as u32, &row);
        }
        let instance = b.build().unwrap();
        let candidates = instance.candidates();
        let limit = dice.limit(candidates.len());
        let unit = beyond_all(&instance, true) as i64;
        nodes += hold(&Capacities::new(&instance, &candidates, unit, limit), &mut dice);
    }
    assert!(nodes > 3_000, "{nodes}: hardly ever branched");
}
