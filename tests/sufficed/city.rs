//! Synthetic rounds of a city: a thousand claims about children drawn at random.

use crate::confirm::{Confirmed, Rule, confirm};
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
