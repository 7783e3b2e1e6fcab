//! Tiny problems with everything that an instance may contain, drawn from a seed.

use crate::dice::Dice;
use sekiwari::siting::location::{Instance, InstanceBuilder, Openings, Site, Standing};

/// A tiny instance: up to seven points and seven sites, distances with many ties and gaps, weights that may be 0.
pub fn instance(dice: &mut Dice) -> Instance {
    scaled_instance(dice, 1, 1)
}

/// The same with weights and distances multiplied.
pub fn scaled_instance(dice: &mut Dice, weights: u32, distances: u32) -> Instance {
    let (points, sites) = (dice.below(8), dice.below(8));
    let (gaps, longest, free) = (dice.below(4), 2 + dice.below(30), dice.one_in(2));
    let mut b = InstanceBuilder::new();
    for _ in 0..sites {
        let standing = match dice.below(8) {
            0 => Standing::Existing,
            1 => Standing::Required,
            2 => Standing::Forbidden,
            _ => Standing::Candidate,
        };
        let mut site = Site::new(standing).costing(if free { 0 } else { dice.below(60) as u64 });
        if !dice.one_in(3) {
            site = site.serving(dice.below(8) as u64);
        }
        b.add_site(site);
    }
    let districts = 1 + dice.below(3);
    for _ in 0..points {
        let row: Vec<Option<u32>> = (0..sites)
            .map(|_| (dice.below(10) >= gaps).then(|| dice.below(longest) as u32 * distances))
            .collect();
        let weight = if dice.one_in(6) { 0 } else { (1 + dice.below(4) as u32) * weights };
        b.add_point_in(dice.below(districts) as u32, weight, &row);
    }
    if dice.one_in(4) {
        b.cut_off(dice.below(20) as u32 * distances);
    }
    b.build().unwrap()
}

/// Any limit, also ones that cannot be met.
pub fn openings(dice: &mut Dice) -> Openings {
    match dice.below(7) {
        0 => Openings::Any,
        1 | 2 => Openings::Exactly(dice.below(6) as u32),
        3 | 4 => Openings::AtMost(dice.below(6) as u32),
        _ => Openings::Budget(dice.below(150) as u64),
    }
}

/// A larger instance on a plane, as benches and searches have them; distances rounded down to a coarse grid so that there are ties.
pub fn plane(dice: &mut Dice, points: usize, sites: usize, districts: usize) -> Instance {
    let mut place = || (dice.below(1_000) as i64, dice.below(1_000) as i64);
    let at: Vec<(i64, i64)> = (0..sites).map(|_| place()).collect();
    let homes: Vec<(i64, i64)> = (0..points).map(|_| place()).collect();
    let mut b = InstanceBuilder::new();
    for _ in 0..sites {
        b.add_site(Site::candidate().costing(20 + dice.below(40) as u64).serving(20 + dice.below(60) as u64));
    }
    for &(x, y) in &homes {
        let way = |&(a, c): &(i64, i64)| Some(((x - a).abs() + (y - c).abs()) as u32 / 20 * 20);
        let row: Vec<Option<u32>> = at.iter().map(way).collect();
        b.add_point_in(dice.below(districts) as u32, 1 + dice.below(6) as u32, &row);
    }
    b.build().unwrap()
}
