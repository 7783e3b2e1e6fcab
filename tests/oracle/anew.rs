//! Markets changed and solved anew from what is known of them, against solving the changed market by brute force.

use crate::support::dice::Dice;
use crate::support::{brute_force, config, generators, spec};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use sekiwari::exact::anew::{Change, Standing};
use sekiwari::exact::{Control, Options, prove};
use sekiwari::market::{ChildId, HouseholdId, Market, Newcomer, PoolId, RankClass, Replacement};
use std::cell::Cell;

/// A household as it could also have come: elsewhere in the order of some pools, with wishes in another order or fewer of them.
fn otherwise(newcomer: &mut Newcomer, market: &Market, dice: &mut Dice) {
    newcomer.precedence += 1;
    let holds = newcomer.holds_seat();
    if dice.below(6) == 0 {
        return;
    }
    let mut drawn: Vec<((u32, PoolId), RankClass)> = Vec::new();
    for (child, pool, rank, _) in &mut newcomer.claimants {
        if rank.is_held() {
            continue;
        }
        let others = market.pool_claimants(*pool).iter().map(|&c| market.claimant(c).rank);
        let worst = others.max().map_or(0, RankClass::get);
        // Between any two, or after all.
        let place = RankClass::new(dice.below(worst as usize / 2 + 1) as u32 * 2 + 1);
        // All seats of a child in one pool have one rank.
        let known = drawn.iter().find(|d| d.0 == (*child, *pool)).map(|d| d.1);
        *rank = known.unwrap_or(place);
        drawn.push(((*child, *pool), *rank));
    }
    // With other ranks only: it keeps its place.
    if dice.below(2) == 0 {
        return;
    }
    if dice.below(2) == 0 && newcomer.wishes.len() > 1 {
        let last = newcomer.wishes.len() - usize::from(holds);
        if last > 1 {
            newcomer.wishes[..last].reverse();
        }
    }
    if dice.below(3) == 0 && newcomer.wishes.len() > 1 {
        newcomer.wishes.remove(0);
    }
    for (place, wish) in (1..).zip(&mut newcomer.wishes) {
        wish.0 = place;
    }
}

fn change(market: &Market, dice: &mut Dice) -> Change {
    let all = market.households().len();
    let mut change = Change::default();
    for _ in 0..=dice.below(2) {
        let h = HouseholdId::new(dice.below(all) as u32);
        if change.replacements.iter().any(|r| r.gone == h) {
            continue;
        }
        let mut newcomers = Vec::new();
        // Several at once could meet at one place.
        if dice.below(5) > 0 && change.replacements.iter().all(|r| r.newcomers.is_empty()) {
            let mut newcomer = Newcomer::of(market, h);
            otherwise(&mut newcomer, market, dice);
            newcomers.push(newcomer);
        }
        change.replacements.push(Replacement { gone: h, newcomers });
    }
    if dice.below(2) == 0 {
        let pool = PoolId::new(dice.below(market.pools().len() - 1) as u32);
        change.seats.push((pool, [-1, 1, 2][dice.below(3)]));
    }
    change
}

/// Whether the answer agrees, and whether there was one.
fn agrees(spec: &spec::Spec, seed: u64, options: &Options) -> Result<bool, TestCaseError> {
    let (market, nowhere) = spec.build().roomy();
    let mut dice = Dice::new(seed);
    let change = change(&market, &mut dice);
    let changed = change.market(&market, nowhere);
    // Those who are gone ask for nothing.
    let mut other = spec::Spec::of(&changed);
    let stays: Vec<HouseholdId> = market.ids_of_newcomers(&change.replacements);
    for h in change.replacements.iter().map(|r| r.gone).filter(|h| !stays.contains(h)) {
        other.households[h.index()].ranks.clear();
        other.households[h.index()].wishes.clear();
    }
    let rebuilt = other.build();
    for p in (0..nowhere.index() as u32).map(PoolId::new) {
        let order = |m: &Market| -> Vec<(RankClass, ChildId)> {
            m.pool_claimants(p).iter().map(|&c| (m.claimant(c).rank, m.claimant(c).child)).collect()
        };
        prop_assert_eq!(order(&rebuilt), order(&changed));
        prop_assert_eq!(rebuilt.held_in(p), changed.held_in(p));
    }
    // It may be careful where those who are gone were tied.
    prop_assert!(changed.has_ties() || !rebuilt.has_ties());
    let best = brute_force::solve(&other).best;
    let solution = prove(&changed, options, &Control::default()).expect("no limits").outcome;
    prop_assert_eq!(solution.bounds.blocking_households_min, best.0);
    prop_assert_eq!(solution.allocation.tally(&changed).seated(), best.1);
    let standing = Standing::new(&market, options, &Control::default()).expect("no limits");
    let Some(answer) = standing.and_then(|s| s.answer(&change, &changed)) else { return Ok(false) };
    // Searches take newcomers in the places of those who are gone.
    let market = change.in_place(&market).expect("a market");
    let solution = prove(&market, options, &Control::default()).expect("no limits").outcome;
    let places: Vec<Option<u32>> = change
        .replacements
        .iter()
        .flat_map(|r| {
            let before = |other: &&Replacement| other.newcomers.is_empty() && other.gone < r.gone;
            let fewer = change.replacements.iter().filter(before).count();
            let place = HouseholdId::new((r.gone.index() - fewer) as u32);
            r.newcomers.iter().map(move |_| place)
        })
        .map(|h| solution.allocation.rank(h))
        .collect();
    prop_assert_eq!(&answer.places, &places, "{:?}", change);
    Ok(true)
}

/// Runs over markets of a kind; at least so many answers in a hundred have to be found without solving the whole market.
fn agree(markets: BoxedStrategy<spec::Spec>, percent: u32) {
    agree_by(markets, percent, &Options::default());
}

fn agree_by(markets: BoxedStrategy<spec::Spec>, percent: u32, options: &Options) {
    let count = Cell::new((0, 0));
    let cases = (markets, any::<u64>());
    let result = TestRunner::new(config(4000)).run(&cases, |(spec, seed)| {
        if spec.households.is_empty() {
            return Ok(());
        }
        let found = agrees(&spec, seed, options)?;
        let (all, before) = count.get();
        count.set((all + 1, before + u32::from(found)));
        Ok(())
    });
    result.unwrap_or_else(|e| panic!("{e}"));
    let (all, found) = count.get();
    assert!(found * 100 >= all * percent, "{found} of {all}");
}

#[test]
fn singles() {
    agree(generators::Shape::singles().strict().markets(), 99);
}

#[test]
fn siblings_holders_and_several_pools() {
    agree(generators::Shape::everything().strict().markets(), 99);
}

#[test]
fn siblings() {
    agree(generators::Shape::siblings().strict().markets(), 99);
}

#[test]
fn chains_of_holders() {
    agree(generators::chains(), 78);
}

#[test]
fn where_siblings_clash() {
    agree(generators::clashes(), 98);
}

#[test]
fn weekdays_looked_at_together() {
    let options = Options { together: true, ..Options::default() };
    agree_by(generators::Shape::weekdays().strict().markets(), 60, &options);
    agree_by(generators::Shape::weekdays().holders().strict().markets(), 60, &options);
    agree_by(generators::Shape::everything().strict().markets(), 60, &options);
}
