//! Arguments told line by line: every line against all feasible allocations.

use crate::support::{brute_force, config, generators, spec};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use sekiwari::certificate::Core;
use sekiwari::exact::{Control, Options, Sharpened, prove, sharpen};
use sekiwari::explain::conflict::{Argument, Fact, Line, blockers, tell};
use sekiwari::market::{ClaimantId, HouseholdId, Market};
use sekiwari::verify::{Submission, judge};
use std::cell::Cell;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU32, Ordering};

/// Arguments with a shadow that were held against brute force.
static SHADOWS: AtomicU32 = AtomicU32::new(0);

/// Rooms by seats that are sure to be taken by children ranked worse, and by those of the household itself.
static SURE: [AtomicU32; 2] = [AtomicU32::new(0), AtomicU32::new(0)];

/// A feasible allocation with the households that block in it.
struct Tried {
    ranks: Vec<u32>,
    blocking: BTreeSet<usize>,
}

fn all(spec: &spec::Spec) -> Vec<Tried> {
    let tried = |ranks: Vec<u32>| {
        let blocking = brute_force::blocking(spec, &ranks).into_iter().map(|(h, _, _)| h).collect();
        Tried { ranks, blocking }
    };
    brute_force::feasible_allocations(spec).into_iter().map(tried).collect()
}

fn sits(market: &Market, tried: &Tried, c: ClaimantId) -> bool {
    let h = market.household_of(market.claimant(c).child);
    let wish = market.wish_at(h, tried.ranks[h.index()]).filter(|_| tried.ranks[h.index()] > 0);
    wish.is_some_and(|w| market.claims(w).iter().any(|x| x.claimant == c))
}

/// Whether what a line says is so in an allocation.
fn holds(market: &Market, line: &Line, tried: &Tried) -> bool {
    let rank = |h: HouseholdId| tried.ranks[h.index()];
    match &line.fact {
        Fact::Secured(all) => all.iter().all(|s| {
            let rooms = s.rooms.iter().all(|room| {
                let wish = market.wish_at(s.household, s.rank).unwrap();
                let demand = market.demands(wish).find(|d| d.pool == room.pool).unwrap();
                let ahead = |c: &&ClaimantId| {
                    let claimant = market.claimant(**c);
                    claimant.rank <= demand.worst && market.household_of(claimant.child) != s.household
                };
                let rivals: Vec<_> = market.pool_claimants(room.pool).iter().filter(ahead).collect();
                assert_eq!(rivals.len() as u32, room.rivals);
                assert!(room.ruled_out.iter().all(|c| rivals.contains(&c)));
                let sure = (room.worse.len() + room.own.len()) as u32;
                match sure {
                    0 => assert!(room.rivals - room.ruled_out.len() as u32 + room.needs <= room.seats),
                    _ => assert_eq!(sure, room.needs),
                }
                let of =
                    |c: &ClaimantId| (market.claimant(*c), market.household_of(market.claimant(*c).child));
                assert!(room.own.iter().all(|c| of(c).0.pool == room.pool && of(c).1 == s.household));
                assert!(room.worse.iter().all(|c| of(c).0.rank > demand.worst && of(c).1 != s.household));
                SURE[0].fetch_add(u32::from(!room.worse.is_empty()), Ordering::Relaxed);
                SURE[1].fetch_add(u32::from(!room.own.is_empty()), Ordering::Relaxed);
                room.ruled_out.iter().all(|&c| !sits(market, tried, c))
                    && room.worse.iter().all(|&c| sits(market, tried, c))
            });
            rooms && rank(s.household) > 0 && rank(s.household) <= s.rank
        }),
        Fact::Barred { wishes, .. } => wishes.iter().all(|b| {
            match b.shadow {
                true => assert!(matches!(&b.takers[..], [t] if !t.surely)),
                false => assert!(b.takers.len() as u32 + b.needs > b.seats),
            }
            b.takers.iter().all(|t| !t.surely || sits(market, tried, t.claimant))
                && !b.ranks.contains(&rank(b.household))
        }),
        Fact::Split { household, outcomes } => outcomes.contains(&Some(rank(*household)).filter(|&r| r > 0)),
        Fact::Supposed { .. } => true,
        Fact::Contradiction { .. } => false,
    }
}

/// A line speaks of an allocation if nobody whose stability it uses blocks, and the cases are as supposed.
fn speaks_of(line: &Line, tried: &Tried) -> bool {
    line.assuming.iter().all(|h| !tried.blocking.contains(&h.index()))
        && line.cases.iter().all(|&(h, outcome)| tried.ranks[h.index()] == outcome.unwrap_or(0))
}

fn check(market: &Market, argument: &Argument, all: &[Tried]) -> Result<(), TestCaseError> {
    prop_assert!(!argument.lines.is_empty());
    for (i, line) in argument.lines.iter().enumerate() {
        prop_assert_eq!(line.number as usize, i + 1);
        prop_assert!(line.because.iter().all(|&n| n < line.number));
        prop_assert!(line.assuming.iter().all(|h| argument.households.contains(h)));
        for tried in all.iter().filter(|t| speaks_of(line, t)) {
            prop_assert!(holds(market, line, tried), "{:?} of {:?} in {:?}", line, argument, tried.ranks);
        }
        let is_end = matches!(line.fact, Fact::Contradiction { .. } | Fact::Split { .. });
        let used = argument.lines[i + 1..].iter().any(|l| l.because.contains(&line.number));
        let supposed = matches!(line.fact, Fact::Supposed { .. });
        prop_assert!(is_end || used || supposed, "line {} leads nowhere: {:?}", line.number, argument);
    }
    let somebody = |t: &Tried| argument.households.iter().any(|h| t.blocking.contains(&h.index()));
    prop_assert!(all.iter().all(somebody), "{:?} is no core", argument.households);
    Ok(())
}

/// Whether nothing was stable; then everything told of it is held against brute force.
fn told(spec: &spec::Spec) -> Result<bool, TestCaseError> {
    let market = spec.build();
    let solution = prove(&market, &Options::default(), &Control::default()).expect("no limits");
    let Some(certificate) = solution.certificate.filter(|c| !c.groups.is_empty()) else { return Ok(false) };
    let cores: Vec<Core> = certificate.groups.iter().flat_map(|g| g.cores.iter().cloned()).collect();
    let all = all(spec);
    for core in &cores {
        let argument = tell(&market, &certificate.always, core);
        prop_assert!(argument.is_some(), "not told: {:?}", core);
        check(&market, &argument.unwrap(), &all)?;
    }
    // With wishes looked at together there are other cores, and shadows.
    let options = Options { together: true, ..Options::default() };
    let together = prove(&market, &options, &Control::default()).expect("no limits").certificate;
    let together = together.expect("nothing is stable");
    for core in together.groups.iter().flat_map(|g| &g.cores) {
        let argument = tell(&market, &together.always, core);
        prop_assert!(argument.is_some(), "not told: {:?}", core);
        let argument = argument.unwrap();
        let is_shadow =
            |l: &Line| matches!(&l.fact, Fact::Barred { wishes, .. } if wishes.iter().any(|b| b.shadow));
        if argument.lines.iter().any(is_shadow) {
            SHADOWS.fetch_add(1, Ordering::Relaxed);
        }
        check(&market, &argument, &all)?;
    }
    let Sharpened { always, cores: sharp } = sharpen(&market, &cores, 10_000, &Control::default());
    prop_assert_eq!(sharp.len(), cores.len());
    for (core, sharp) in cores.iter().zip(&sharp) {
        let sharp = sharp.as_ref().expect("a core without looking at wishes together");
        prop_assert!(sharp.households.iter().all(|h| core.households.contains(h)));
        let argument = tell(&market, &always, sharp);
        prop_assert!(argument.is_some(), "not told: {:?}", sharp);
        check(&market, &argument.unwrap(), &all)?;
    }
    let verdict = judge(&market, &Submission::from_allocation(&market, &solution.outcome.allocation));
    let ranks = spec::ranks(&market, &verdict.allocation);
    let wishes: Vec<(usize, u32, bool)> = blockers(&market, &verdict)
        .iter()
        .flat_map(|b| b.wishes.iter().map(|w| (b.household.index(), w.rank, w.wasted)))
        .collect();
    prop_assert_eq!(wishes, brute_force::blocking(spec, &ranks));
    for seats in blockers(&market, &verdict).iter().flat_map(|b| b.wishes.iter().flat_map(|w| &w.seats)) {
        prop_assert!(seats.ahead + seats.needs <= seats.seats);
    }
    Ok(true)
}

/// Runs over markets of a kind until enough of them had no stable allocation.
fn told_in(markets: BoxedStrategy<spec::Spec>, cases: u32, at_least: u32) {
    let count = Cell::new(0);
    let mut runner = TestRunner::new(config(cases));
    let result = runner.run(&markets, |spec| {
        count.set(count.get() + u32::from(told(&spec)?));
        Ok(())
    });
    result.unwrap_or_else(|e| panic!("{e}"));
    assert!(count.get() >= at_least, "{cases} only {} markets without a stable allocation", count.get());
}

#[test]
fn every_line_holds_where_siblings_clash() {
    told_in(generators::clashes(), 60_000, 2_000);
}

#[test]
fn every_line_holds_in_any_market() {
    told_in(generators::any_market(), 30_000, 100);
    assert!(
        SURE.iter().all(|told| told.load(Ordering::Relaxed) > 0),
        "not both kinds of sure seats were told"
    );
}

#[test]
fn every_line_holds_with_weekdays_and_holders() {
    told_in(generators::Shape::weekdays().holders().strict().markets(), 30_000, 100);
    assert!(SHADOWS.load(Ordering::Relaxed) > 0, "no shadow was told");
}

#[test]
fn a_couple_and_a_single_child_chase_each_other() {
    use spec::{HouseholdSpec, Spec};
    // The couple wants both schools; the single child prefers pool 0 and displaces one of the couple there, then the
    // couple, gone from pool 1 as well, leaves it free for the child.
    let couple = HouseholdSpec::with_children(2, &[], vec![vec![(0, 0, 2), (1, 1, 1)]]);
    let single = HouseholdSpec::single(&[(1, 2), (0, 1)]);
    let spec = Spec::new(&[1, 1], vec![couple, single]);
    assert!(brute_force::solve(&spec).stable.is_empty());
    assert!(told(&spec).unwrap());
}
