//! Reserved seats in whole rounds, against what facilities choose.

use crate::support::reserves::{Going, Kid, Place, Shape, Town};
use crate::support::{brute_force, config, spec};
use proptest::prelude::*;
use sekiwari::market::{Allocation, HouseholdId, Market, Status};
use sekiwari::mechanism::Mechanism;
use sekiwari::priority::Lottery;
use sekiwari::programme::nursery::siblings::JointOptions;
use sekiwari::programme::nursery::{Compiled, ReserveKind, Round, SaidSeat, compile};
use sekiwari::verify::{Seat, Submission, Verdict, certify, judge};

fn made(town: &Town) -> (Round, Compiled) {
    let round = town.round();
    let compiled = compile(&round, Lottery::new(3), JointOptions::default()).expect("compiles");
    (round, compiled)
}

/// The judge on a table that says where children go and not on which seats.
fn verdict(round: &Round, compiled: &Compiled, market: &Market, going: &Going) -> Verdict {
    let said: Vec<_> =
        going.iter().zip(0..).filter_map(|(f, child)| Some((child, (*f)? as u32, SaidSeat::Any))).collect();
    let pools = compiled.seating(round, &said);
    let mut seats = vec![Vec::new(); going.len()];
    for (&(child, ..), pool) in said.iter().zip(pools) {
        seats[child as usize].push(Seat::Pool(pool.expect("seats for the class")));
    }
    judge(market, &Submission::new(seats))
}

/// Where the children go under an allocation.
fn going(round: &Round, compiled: &Compiled, allocation: &Allocation) -> Going {
    let decisions = compiled.decisions(round, allocation);
    decisions.iter().map(|d| d.facility.map(|f| f as usize)).collect()
}

fn solved(round: &Round, compiled: &Compiled, mechanism: Mechanism) -> Allocation {
    let strict = compiled.strict();
    let outcome =
        sekiwari::solve(&mechanism.into(), &compiled.market, &strict).expect("single children").outcome;
    let verified = certify(&strict, outcome.allocation).expect("feasible");
    if matches!(mechanism, Mechanism::StableOptimal | Mechanism::DeferredAcceptance) {
        assert!(verified.verdict().is_stable());
        assert_eq!(outcome.status, Status::Optimal);
    }
    let _ = round;
    verified.into_inner()
}

/// What each child gets under deferred acceptance, as its rank; out is the worst.
fn offered(town: &Town) -> Vec<u32> {
    let (round, compiled) = made(town);
    let way = going(&round, &compiled, &solved(&round, &compiled, Mechanism::DeferredAcceptance));
    town.ranks(&way).into_iter().map(|r| if r == 0 { u32::MAX } else { r }).collect()
}

proptest! {
    #![proptest_config(config(300))]

    /// Every way to go is feasible and stable for the judge exactly if it is by the choice of the facilities.
    #[test]
    fn the_judge_agrees_with_what_facilities_choose(town in Shape::ANY.towns()) {
        let (round, compiled) = made(&town);
        let strict = compiled.strict();
        let mut stable = 0;
        for way in town.all() {
            let verdict = verdict(&round, &compiled, &strict, &way);
            prop_assert_eq!(verdict.is_clean(), town.is_feasible(&way), "{:?} {:?}", way, verdict.violations);
            if verdict.is_clean() {
                let ranks: Vec<u32> = town.ranks(&way);
                let found: Vec<u32> = strict.households().map(|h| {
                    verdict.allocation.wish(&strict, h).map_or(0, |w| strict.rank_of(w))
                }).collect();
                prop_assert_eq!(found, ranks);
            }
            prop_assert_eq!(verdict.is_stable(), town.is_stable(&way), "{:?} {:?}", way, verdict.blocking);
            stable += u32::from(verdict.is_stable());
        }
        prop_assert!(stable > 0, "single children with strict orders always have a stable allocation");
    }

    /// What the mechanisms give: stable where they promise it, most seated and least ranks among all stable ways.
    #[test]
    fn the_best_stable_way_is_found(town in Shape::ANY.towns()) {
        let (round, compiled) = made(&town);
        let best = solved(&round, &compiled, Mechanism::StableOptimal);
        let way = going(&round, &compiled, &best);
        let value = |way: &Going| {
            let ranks = town.ranks(way);
            let seated = ranks.iter().filter(|&&r| r > 0).count();
            (std::cmp::Reverse(seated), ranks.iter().sum::<u32>())
        };
        let least = town.all().into_iter().filter(|w| town.is_stable(w)).map(|w| value(&w)).min();
        prop_assert_eq!(Some(value(&way)), least);
        let tally = best.tally(&compiled.market);
        prop_assert_eq!(tally.rank_sum, u64::from(value(&way).1));
        let offered = going(&round, &compiled, &solved(&round, &compiled, Mechanism::DeferredAcceptance));
        prop_assert!(town.is_stable(&offered));
        // Children offer: nobody is better off under any other stable way.
        let ranks = |way: &Going| town.ranks(way).into_iter().map(|r| if r == 0 { u32::MAX } else { r }).collect::<Vec<_>>();
        for other in town.all().iter().filter(|w| town.is_stable(w)) {
            prop_assert!(ranks(&offered).iter().zip(ranks(other)).all(|(mine, theirs)| *mine <= theirs));
        }
    }

    /// The market of a tiny round against brute force over its own wishes.
    #[test]
    fn stable_ways_are_the_stable_allocations_of_the_market(
        town in Shape { places: 2, kids: 4, ..Shape::ANY }.towns(),
    ) {
        let (round, compiled) = made(&town);
        let strict = compiled.strict();
        let found = brute_force::solve(&spec::Spec::of(&strict));
        let mut ways: Vec<Going> =
            found.stable.iter().map(|r| going(&round, &compiled, &spec::allocation(r))).collect();
        ways.sort();
        ways.dedup();
        let mut stable: Vec<Going> = town.all().into_iter().filter(|w| town.is_stable(w)).collect();
        stable.sort();
        prop_assert_eq!(ways, stable);
    }

    /// No rule seats a child on a hard reserve that is not for it, or leaves a soft reserve empty while somebody who would
    /// rather have a seat there waits; and under the rule of points members come before others on what is kept for them.
    #[test]
    fn no_rule_wastes_soft_seats_or_gives_away_hard_ones(town in Shape::ANY.towns()) {
        let (round, compiled) = made(&town);
        for (_, mechanism) in Mechanism::NAMES {
            let allocation = solved(&round, &compiled, *mechanism);
            let decisions = compiled.decisions(&round, &allocation);
            for (d, child) in decisions.iter().zip(0..) {
                if let Some(reserve) = d.reserve.map(|r| &round.reserves()[r as usize]) {
                    prop_assert!(reserve.kind == ReserveKind::Soft || round.is_member(child, reserve));
                }
            }
            // These leave seats empty by their nature.
            let wastes =
                matches!(mechanism, Mechanism::Cutoff | Mechanism::MaxPlacement | Mechanism::FirstChoice);
            for used in compiled.reserve_use(&round, &allocation) {
                let reserve = &round.reserves()[used.reserve as usize];
                prop_assert_eq!(used.by_members + used.by_others + used.left, used.seats);
                prop_assert!(used.by_others == 0 || reserve.kind == ReserveKind::Soft);
                if used.left == 0 || reserve.kind == ReserveKind::Hard || wastes {
                    continue;
                }
                for (d, child) in decisions.iter().zip(0u32..) {
                    let list = round.list(child);
                    let has = d.facility.and_then(|f| list.iter().position(|&l| l == f));
                    let wants = list.iter().position(|&f| f == reserve.facility);
                    let rather = wants.is_some_and(|w| has.is_none_or(|h| w < h));
                    prop_assert!(!rather, "{mechanism:?}: {child} would rather sit on {reserve:?}");
                }
            }
        }
    }

    /// Under points-order, with one group, nobody sits on a seat kept for others before a member who would rather have it.
    #[test]
    fn points_order_puts_members_first(
        town in Shape {
            groups: 1,
            kinds: &[ReserveKind::Soft, ReserveKind::Hard],
            holders: false,
            ..Shape::ANY
        }.towns(),
    ) {
        let (round, compiled) = made(&town);
        let decisions = compiled.decisions(&round, &solved(&round, &compiled, Mechanism::PointsOrder));
        for d in &decisions {
            let Some(reserve) = d.reserve.map(|r| &round.reserves()[r as usize]) else { continue };
            let stranger = decisions.iter().zip(0..).any(|(o, child)| {
                o.reserve == d.reserve && o.facility == d.facility && !round.is_member(child, reserve)
            });
            let passed_over = decisions.iter().zip(0u32..).any(|(o, child)| {
                let list = round.list(child);
                let has = o.facility.and_then(|f| list.iter().position(|&l| l == f));
                let wants = list.iter().position(|&f| f == reserve.facility);
                round.is_member(child, reserve) && wants.is_some_and(|w| has.is_none_or(|h| w < h))
            });
            prop_assert!(!(stranger && passed_over), "{:?}", decisions);
        }
    }

    /// Nobody, member or not, is better off where what members do not use stays empty (Hafalir, Yenmez and Yildirim 2013).
    #[test]
    fn soft_is_no_worse_than_hard_for_anybody(
        town in Shape { groups: 1, kinds: &[ReserveKind::Soft], holders: false, ..Shape::ANY }.towns(),
    ) {
        let hard = |p: &Place| place(p.open, p.reserves[0].map(|r| (r.0, ReserveKind::Hard)));
        let hard = Town { places: town.places.iter().map(hard).collect(), kids: town.kids.clone() };
        let (with_soft, with_hard) = (offered(&town), offered(&hard));
        prop_assert!(with_soft.iter().zip(&with_hard).all(|(s, h)| s <= h), "{with_soft:?} {with_hard:?}");
    }

    /// Where there is only one facility, no member loses by a reserve, and no other child gains.
    #[test]
    fn at_one_facility_a_reserve_helps_members_only(
        town in Shape { places: 1, groups: 1, kinds: &[ReserveKind::Soft], holders: false, ..Shape::ANY }.towns(),
    ) {
        let (with, without) = (offered(&town), offered(&town.without_reserves()));
        for (k, kid) in town.kids.iter().enumerate() {
            let no_worse = if kid.groups[0] { with[k] <= without[k] } else { with[k] >= without[k] };
            prop_assert!(no_worse, "{k}: {with:?} {without:?}");
        }
    }

    /// The allocation a file says seat by seat is read as it was written.
    #[test]
    fn seats_that_are_said_are_taken_as_said(town in Shape::ANY.towns()) {
        let (round, compiled) = made(&town);
        let strict = compiled.strict();
        let allocation = solved(&round, &compiled, Mechanism::StableOptimal);
        let decisions = compiled.decisions(&round, &allocation);
        let said: Vec<_> = decisions.iter().zip(0..).filter_map(|(d, child)| {
            let seat = d.reserve.map_or(SaidSeat::Open, SaidSeat::Reserved);
            Some((child, d.facility?, seat))
        }).collect();
        let mut seats = vec![Vec::new(); decisions.len()];
        for (&(child, ..), pool) in said.iter().zip(compiled.seating(&round, &said)) {
            seats[child as usize].push(Seat::Pool(pool.expect("a seat")));
        }
        let verdict = judge(&strict, &Submission::new(seats));
        prop_assert!(verdict.is_stable());
        prop_assert_eq!(verdict.allocation, allocation);
    }
}

fn kid(list: &[usize], points: i64, member: bool) -> Kid {
    Kid { list: list.to_vec(), points: vec![points; 3], groups: [member, false], holds: None }
}

fn place(open: u32, reserve: Option<(u32, ReserveKind)>) -> Place {
    Place { open, reserves: [reserve, None] }
}

fn best(town: &Town) -> Going {
    let (round, compiled) = made(town);
    going(&round, &compiled, &solved(&round, &compiled, Mechanism::StableOptimal))
}

#[test]
fn a_reserve_can_hurt_one_member() {
    // The reserve at 0 sends the child with most points to 1, where it takes the seat of the second member.
    let kids = vec![kid(&[0, 1], 30, false), kid(&[0], 20, true), kid(&[1], 10, true)];
    let town = Town { places: vec![place(0, Some((1, ReserveKind::Soft))), place(1, None)], kids };
    assert_eq!(best(&town), [Some(1), Some(0), None]);
    assert_eq!(best(&town.without_reserves()), [Some(0), None, Some(1)]);
}

#[test]
fn a_reserve_can_leave_no_member_better_off_and_one_worse() {
    // One order of points everywhere, one group. The reserve at 1 keeps the others' best child out of it; that child
    // takes the seat at 0 of the member who then has to go to 1, where it takes the seat that the reserve had won.
    let kids =
        vec![kid(&[1, 0], 99, false), kid(&[0, 1], 30, true), kid(&[0, 1], 20, true), kid(&[1], 10, true)];
    let town = Town { places: vec![place(1, None), place(0, Some((2, ReserveKind::Soft)))], kids };
    assert_eq!(best(&town), [Some(0), Some(1), Some(1), None]);
    assert_eq!(best(&town.without_reserves()), [Some(1), Some(0), Some(1), None]);
}

#[test]
fn what_is_left_of_a_hard_reserve_stays_empty() {
    let kids = vec![kid(&[0], 30, false), kid(&[0], 20, false), kid(&[0], 10, true)];
    let town = |kind| Town { places: vec![place(1, Some((2, kind)))], kids: kids.clone() };
    assert_eq!(best(&town(ReserveKind::Hard)), [Some(0), None, Some(0)]);
    assert_eq!(best(&town(ReserveKind::Soft)), [Some(0), Some(0), Some(0)]);
    let (round, compiled) = made(&town(ReserveKind::Hard));
    let used = compiled.reserve_use(&round, &solved(&round, &compiled, Mechanism::StableOptimal));
    assert_eq!((used[0].seats, used[0].by_members, used[0].by_others, used[0].left), (2, 1, 0, 1));
}

#[test]
fn a_seat_given_up_by_a_holder_is_open() {
    // The holder moves; its seat goes to the child with most points, not to the member.
    let mut kids = vec![kid(&[1], 1, false), kid(&[0], 30, false), kid(&[0], 20, true)];
    kids[0].holds = Some(0);
    let town = Town { places: vec![place(0, Some((0, ReserveKind::Soft))), place(1, None)], kids };
    assert_eq!(best(&town), [Some(1), Some(0), None]);
}

#[test]
fn more_guaranteed_than_seats_stand_in_the_order_of_their_points() {
    let kids = vec![kid(&[0], 5, true), kid(&[0], 7, true), kid(&[0], 6, true), kid(&[0], 99, false)];
    let town = Town { places: vec![place(1, Some((1, ReserveKind::Guarantee)))], kids };
    assert_eq!(best(&town), [None, Some(0), Some(0), None]);
}

#[test]
fn copies_of_a_wish_share_its_rank() {
    let kids = vec![kid(&[1, 0], 5, true), kid(&[0], 9, false)];
    let soft = Some((1, ReserveKind::Soft));
    let town = Town { places: vec![place(1, soft), place(1, soft)], kids };
    let (_, compiled) = made(&town);
    let market = &compiled.market;
    let ranks = |h| market.wishes(HouseholdId::new(h)).map(|w| market.rank_of(w)).collect::<Vec<_>>();
    assert_eq!(ranks(0), [1, 1, 2, 2]);
    assert_eq!(ranks(1), [1, 1]);
    assert!(!market.ranks_are_places());
    let (_, plain) = made(&town.without_reserves());
    assert!(plain.market.ranks_are_places());
}
