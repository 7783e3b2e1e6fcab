//! On random rounds the reasons must agree with the definition of a blocking wish, counted the slow way.

use super::*;
use crate::market::{HouseholdId, RankClass, WishId};
use crate::mechanism::Mechanism;
use crate::solve as run;
use proptest::prelude::*;
use proptest::sample::select;

/// Everything about who sits where is recounted from the allocation for each question.
fn blocks(market: &Market, allocation: &Allocation, h: HouseholdId, wish: WishId) -> bool {
    market.demands(wish).all(|demand| {
        let better_or_equal = market
            .households()
            .filter(|&o| o != h)
            .filter_map(|o| allocation.wish(market, o))
            .flat_map(|w| market.claims(w))
            .filter(|c| c.pool == demand.pool && c.rank <= demand.worst)
            .count() as u32;
        better_or_equal + demand.count <= market.pool(demand.pool).seats
    })
}

fn terms() -> impl Strategy<Value = (Joint, SingleFallback, Prefer)> {
    let joints: Vec<Joint> = Joint::NAMES.iter().map(|&(_, v)| v).collect();
    let fallbacks: Vec<SingleFallback> = SingleFallback::NAMES.iter().map(|&(_, v)| v).collect();
    let prefers: Vec<Prefer> = Prefer::NAMES.iter().map(|&(_, v)| v).collect();
    (select(joints), select(fallbacks), select(prefers))
}

const FACILITIES: [&str; 4] = ["F0", "F1", "F2", "F3"];

fn rounds() -> impl Strategy<Value = Draft> {
    let list = proptest::sample::subsequence(vec![0usize, 1, 2, 3], 0..=4).prop_shuffle();
    let child = (0..6u8, 0..3u8, 0..3i64, 0..2i64, list, prop::option::weighted(0.2, 0..4usize));
    let seats = prop::collection::vec((0..4usize, 0..3u32), 0..6);
    let terms = prop::collection::vec(terms(), 6);
    (prop::collection::vec(child, 1..9), seats, terms).prop_map(|(children, seats, terms)| {
        let mut draft = Draft::new(&FACILITIES);
        let mut seen = [[false; 3]; 4];
        for (i, (f, n)) in seats.into_iter().enumerate() {
            let class = i % 3;
            if !std::mem::replace(&mut seen[f][class], true) {
                draft = draft.seats(FACILITIES[f], &[class as u8], n);
            }
        }
        let mut households = [false; 6];
        for (i, (household, class, points, tie, list, held)) in children.into_iter().enumerate() {
            let (id, household_id) = (format!("C{i}"), format!("H{household}"));
            let list: Vec<&str> = list.into_iter().map(|f| FACILITIES[f]).collect();
            draft = draft.child_of_class(class, &id, &household_id, points, tie, &list);
            if let Some(f) = held {
                draft = draft.holds(&id, FACILITIES[f]);
            }
            households[household as usize] = true;
        }
        for (h, (joint, fallback, prefer)) in terms.into_iter().enumerate().filter(|(h, _)| households[*h]) {
            draft = draft.terms(&format!("H{h}"), joint, fallback, prefer);
        }
        draft
    })
}

fn is_open(code: ReasonCode) -> bool {
    matches!(code, ReasonCode::FreeSeat | ReasonCode::Envy)
}

fn check(round: &Frozen, decided: &Decided<'_>) -> Result<(), TestCaseError> {
    let (market, allocation) = (decided.market(), decided.allocation());
    let found = reasons(decided);
    let of = |child: u32| found.iter().filter(move |r| r.child == child);
    for h in market.households() {
        let outcome = allocation.wish(market, h);
        let above: Vec<WishId> = market.wishes(h).take_while(|&w| Some(w) != outcome).collect();
        let given: Vec<_> =
            outcome.map_or(&[][..], |w| market.claims(w)).iter().map(|c| c.claimant).collect();
        let mut open = Vec::new();
        for &w in above.iter().filter(|&&w| blocks(market, allocation, h, w)) {
            open.extend(market.claims(w).iter().map(|c| c.claimant).filter(|c| !given.contains(c)));
        }
        for child in market.children(h) {
            let own: Vec<_> = of(child.index() as u32).collect();
            // One reason per facility, none against what was given.
            for (i, r) in own.iter().enumerate() {
                prop_assert!(own[..i].iter().all(|o| o.claimant != r.claimant));
                prop_assert!(!given.contains(&r.claimant));
                prop_assert_eq!(is_open(r.code), open.contains(&r.claimant), "{:?}", r);
                let solo = market.claimant(r.claimant);
                let sitting = decided.sitting(solo.pool).iter().map(|&c| market.claimant(c));
                let others = sitting.filter(|c| market.household_of(c.child) != h);
                let ranks: Vec<RankClass> = others.map(|c| c.rank).collect();
                let ahead = ranks.iter().filter(|&&rank| rank <= solo.rank).count() as u32;
                prop_assert_eq!(r.ahead, ahead);
                match r.code {
                    ReasonCode::LowerPriority => prop_assert!(ahead >= r.seats && r.lowest.is_some()),
                    ReasonCode::NoSeatInClass => prop_assert!(ranks.iter().all(|rank| rank.is_held())),
                    ReasonCode::SiblingRule | ReasonCode::BetterWishGiven => prop_assert!(ahead < r.seats),
                    ReasonCode::Envy => prop_assert!(ranks.iter().any(|&rank| rank > solo.rank)),
                    _ => {}
                }
            }
            // Every facility of a wish above the outcome is explained, and whoever is explained there waits there.
            for claim in above.iter().flat_map(|&w| market.claims(w)).filter(|c| c.child == child) {
                let explained = own.iter().any(|r| r.claimant == claim.claimant);
                prop_assert_eq!(explained, !given.contains(&claim.claimant));
                prop_assert_eq!(decided.waiting_place(claim.claimant).is_some(), explained);
            }
            prop_assert_eq!(
                &reasons_of(decided, child.index() as u32),
                &own.into_iter().copied().collect::<Vec<_>>()
            );
        }
    }
    check_reversals(round, decided, &found)?;
    let decisions = round.decisions(decided);
    for (code, decision) in main_reasons(decided, &decisions, &found).iter().zip(&decisions) {
        let seated = matches!(code, ReasonCode::WishGiven | ReasonCode::TransferKeptSeat);
        prop_assert_eq!(seated, decision.facility.is_some());
    }
    Ok(())
}

/// Somebody with fewer points sits there, counted the slow way; without reserves or hands it takes a rule to explain it.
fn check_reversals(round: &Frozen, decided: &Decided<'_>, found: &[Reason]) -> Result<(), TestCaseError> {
    let told = reversals(decided, found);
    let decisions = round.decisions(decided);
    let all = round.round.children();
    for reason in found {
        let own = round.round.score(reason.child, reason.facility).map(|s| s.points);
        let family = |c: u32| decided.market().household_of(crate::market::ChildId::new(c));
        let passed = (0..all.len() as u32).any(|c| {
            decisions[c as usize].facility == Some(reason.facility)
                && all[c as usize].class == all[reason.child as usize].class
                && family(c) != family(reason.child)
                && round.round.score(c, reason.facility).map(|s| s.points) < own
                && round.round.score(c, reason.facility).is_some()
        });
        let one = told.iter().find(|r| r.reason == *reason);
        prop_assert_eq!(one.is_some(), passed, "{:?}", reason);
        let Some(one) = one else { continue };
        let over = one.over_child(decided);
        prop_assert_eq!(decisions[over as usize].facility, Some(reason.facility));
        let open = is_open(reason.code);
        prop_assert!(!open || matches!(one.rule, ReversalRule::Steps | ReversalRule::HeldSeat), "{:?}", one);
        prop_assert!(open || one.rule != ReversalRule::Steps, "{:?}", one);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn reasons_agree_with_the_definition_of_a_blocking_wish(draft in rounds()) {
        let round = draft.freeze();
        for (i, claimant) in round.strict.claimants().iter().enumerate() {
            let list = round.round.list_offset(claimant.child.index() as u32);
            let place = i - list;
            let facility = round.round.list(claimant.child.index() as u32)[place];
            prop_assert_eq!(round.compiled.pools[claimant.pool.index()].facility, facility);
        }
        for mechanism in [Mechanism::PointsOrder, Mechanism::WishOrder, Mechanism::DeferredAcceptance] {
            let solution = run(&mechanism.into(), &round.compiled.market, &round.strict).unwrap();
            check(&round, &round.decide(&solution.outcome.allocation))?;
            check(&round, &round.decide_weakly(&solution.outcome.allocation))?;
        }
        let today = Allocation::as_today(&round.strict);
        check(&round, &round.decide(&today))?;
    }
}
