//! Synthetic rounds of a city: a thousand claims about children drawn at random.

use crate::confirm::{Confirmed, Rule, confirm, somebody_blocks};
use crate::dice::Dice;
use sekiwari::programme::nursery::Round;
use sekiwari_synth::{Options, generate};

#[test]
fn a_thousand_claims_about_random_children() {
    let mut all = Confirmed::default();
    for seed in 1..=16 {
        let data = generate(&Options::new(300, seed));
        let some = |round: &Round| {
            let mut dice = Dice::new(seed);
            (0..30).map(|_| dice.below(round.children().len()) as u32).collect()
        };
        all.add(confirm(&data, Rule::default(), some).expect("a round"));
    }
    assert!(all.all() >= 1_000, "{all:?}");
    assert!(all.points >= 300 && all.seats >= 50 && all.wishes >= 150 && all.terms >= 10, "{all:?}");
}

#[test]
fn where_somebody_blocks_too() {
    let mut all = Confirmed::default();
    for seed in [22, 26, 28, 31, 40, 42, 51] {
        let data = generate(&Options { sibling_permille: 300, priority_noise: 3, ..Options::new(300, seed) });
        assert!(somebody_blocks(&data), "{seed}");
        let some = |round: &Round| {
            let mut dice = Dice::new(seed);
            (0..40).map(|_| dice.below(round.children().len()) as u32).collect()
        };
        all.add(confirm(&data, Rule::default(), some).expect("a round"));
    }
    assert!(all.all() >= 200, "{all:?}");
    assert!(all.points >= 50 && all.seats >= 10, "{all:?}");
}
