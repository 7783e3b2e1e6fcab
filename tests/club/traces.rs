//! The order of rows and the names of things leave no trace.

use crate::both::SEED;
use crate::dice::Dice;
use crate::town::town;
use sekiwari::priority::Lottery;
use sekiwari::programme::club::{Compiled, Round, RoundData, compile};
use sekiwari::programme::siblings::JointOptions;

/// Rows in another order, and for each old position the new one.
fn shuffle<T>(d: &mut Dice, rows: &mut Vec<T>) -> Vec<u32> {
    let mut tagged: Vec<(usize, T)> = rows.drain(..).enumerate().collect();
    d.shuffle(&mut tagged);
    let mut at = vec![0; tagged.len()];
    for (new, (old, row)) in tagged.into_iter().enumerate() {
        at[old] = new as u32;
        rows.push(row);
    }
    at
}

/// The same round with all tables in another order, and neighbours named by the other side.
fn shuffled(data: &RoundData, d: &mut Dice) -> RoundData {
    let mut data = data.clone();
    let pairs: Vec<(u32, u32)> =
        (0..).zip(&data.districts).flat_map(|(a, x)| x.neighbours.iter().map(move |&b| (a, b))).collect();
    for (a, b) in pairs {
        data.districts[a as usize].neighbours.retain(|&n| n != b);
        data.districts[b as usize].neighbours.push(a);
    }
    let (clubs, districts) = (shuffle(d, &mut data.clubs), shuffle(d, &mut data.districts));
    let children = shuffle(d, &mut data.children);
    shuffle(d, &mut data.routes);
    shuffle(d, &mut data.units);
    shuffle(d, &mut data.enrolled);
    shuffle(d, &mut data.wishes);
    shuffle(d, &mut data.terms);
    shuffle(d, &mut data.scores);
    let club = |c: &mut u32| *c = clubs[*c as usize];
    let district = |c: &mut u32| *c = districts[*c as usize];
    data.units.iter_mut().for_each(|r| club(&mut r.club));
    data.enrolled.iter_mut().for_each(|r| club(&mut r.club));
    for x in &mut data.districts {
        x.homes.iter_mut().for_each(club);
        x.neighbours.iter_mut().for_each(district);
    }
    for r in &mut data.routes {
        r.clubs.iter_mut().for_each(club);
        r.districts.iter_mut().for_each(district);
        d.shuffle(&mut r.clubs);
    }
    for (_, c) in &mut data.children {
        c.district.iter_mut().for_each(district);
        c.current.iter_mut().for_each(|(at, _)| club(at));
        c.last_year.iter_mut().for_each(club);
    }
    for w in &mut data.wishes {
        w.child = children[w.child as usize];
        club(&mut w.club);
    }
    for s in &mut data.scores {
        s.child = children[s.child as usize];
        s.club.iter_mut().for_each(club);
    }
    data
}

/// Other names in the same order; children keep theirs, as the lottery draws by them.
fn renamed(data: &RoundData) -> RoundData {
    let mut data = data.clone();
    let new = |id: &mut String| *id = format!("新 {id}/");
    data.clubs.iter_mut().for_each(|c| new(&mut c.id));
    data.districts.iter_mut().for_each(|c| new(&mut c.id));
    data.routes.iter_mut().for_each(|c| new(&mut c.id));
    data.children.iter_mut().for_each(|c| new(&mut c.0));
    data.terms.iter_mut().for_each(|c| new(&mut c.0));
    data
}

fn compiled(data: RoundData) -> (Round, Compiled) {
    let round = Round::new(data).expect("a valid round");
    let compiled = compile(&round, Lottery::new(SEED), JointOptions::default()).expect("compiles");
    (round, compiled)
}

#[test]
fn the_order_of_rows_leaves_no_trace() {
    for seed in 200_000..204_000 {
        let data = town(seed);
        let other = shuffled(&data, &mut Dice::new(seed));
        assert!(compiled(data) == compiled(other), "town {seed}");
    }
}

#[test]
fn names_leave_no_trace() {
    for seed in 300_000..304_000 {
        let data = town(seed);
        let (_, other) = compiled(renamed(&data));
        assert!(compiled(data).1 == other, "town {seed}");
    }
}

/// Other ids of the children, in the same order, change nothing but the lottery.
#[test]
fn names_of_children_change_the_lottery_alone() {
    for seed in 400_000..402_000 {
        let data = town(seed);
        let mut other = data.clone();
        other.children.iter_mut().for_each(|(_, c)| c.id = format!("児童 {}", c.id));
        let ((round, ours), (other_round, theirs)) = (compiled(data), compiled(other));
        let list = |r: &Round| (0..r.list_len()).map(|e| r.entry(e)).collect::<Vec<_>>();
        assert_eq!(list(&round), list(&other_round), "town {seed}");
        assert_eq!(ours.standings, theirs.standings, "town {seed}");
        assert_eq!(ours.market.claimants(), theirs.market.claimants(), "town {seed}");
        assert_eq!(ours.market.pools(), theirs.market.pools(), "town {seed}");
        for household in ours.market.households() {
            assert!(ours.market.wishes(household).eq(theirs.market.wishes(household)), "town {seed}");
            for wish in ours.market.wishes(household) {
                assert_eq!(ours.market.claims(wish), theirs.market.claims(wish), "town {seed}");
            }
        }
    }
}
