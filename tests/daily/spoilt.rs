//! Decisions spoilt in one way each: the judge of the round says so, and where the market can see it, its judge agrees.

use crate::dice::Dice;
use crate::month::month;
use crate::properties::{config, decide};
use crate::small::{Case, Small, june};
use proptest::prelude::*;
use sekiwari::Lang;
use sekiwari::exact::day::DayRule;
use sekiwari::market::day::{RoomKind, Slots};
use sekiwari::programme::PlacementKind;
use sekiwari::programme::daily::Service::{Sick, Temporary};
use sekiwari::programme::daily::decided::judge_round;
use sekiwari::programme::daily::round::{DiseaseRule, Per, RoomRow, Session, State};
use sekiwari::programme::daily::{Decision, Place};
use sekiwari::verify::day::judge;

const WHOLE: Slots = Slots::first(2);

fn at(offer: u32, day: i8, slots: Slots, room: Option<u32>) -> Option<Place> {
    Some(Place { offer, day: day as u32 - 1, slots, room, wish_rank: 1 })
}

/// The codes when the requests have these places; each has a text in both languages.
fn codes(case: &Case, change: &[(&str, Option<Place>)]) -> Vec<&'static str> {
    let mut decisions = case.decisions.clone();
    for &(id, place) in change {
        decisions[case.request(id) as usize] = Decision { kind: Some(PlacementKind::Placed), place };
    }
    let verdict = judge_round(&case.round, &decisions);
    for violation in &verdict.violations {
        for lang in Lang::ALL {
            let text = violation.describe(&case.round, lang);
            assert!(!text.is_empty() && !text.contains('{'), "{text}");
        }
    }
    verdict.violations.iter().map(|v| v.code()).collect()
}

/// Two children for one seat, one of three rooms and a nurse, on several days.
fn case() -> Case {
    let mut small = Small::new()
        .site()
        .disease("cold", DiseaseRule::Mix)
        .disease("flu", DiseaseRule::Separate)
        .offer(Sick, 3, |o| {
            o.rooms = vec![
                RoomRow::any("1", 1),
                RoomRow::any("2", 2),
                RoomRow::any("3", 1).of_kind(RoomKind::Common),
            ];
            (o.nurses, o.per_nurse) = (Some(1), 2);
            o.entitlement.note = true;
        })
        .offer(Temporary, 1, |o| {
            o.groups = vec![(0b1000, 1), (0b10_0000, 1)];
            o.teachers = Some(1);
            o.teacher_rule.bands = vec![(u16::MAX, 1)];
        })
        .cap("one a week", Per::Week, 10);
    small.0.rules.caps[0].services = vec![Temporary];
    small
        .ask("C1", Temporary, june(2), |r| r.state = State::Confirmed)
        .ask("C2", Temporary, june(2), |r| r.dates.push(june(3)))
        .ask("C2", Temporary, june(4), |r| r.session = Session::Am)
        .ask("C3", Sick, june(2), |r| (r.disease, r.note) = (Some(0), true))
        .ask("C4", Sick, june(2), |r| (r.disease, r.note) = (Some(1), true))
        .ask("C5", Sick, june(2), |r| (r.disease, r.note) = (Some(1), true))
        .ask("C6", Sick, june(2), |r| r.note = false)
        .ask("C7", Temporary, june(9), |r| r.state = State::Cancelled)
        .ask("C8", Temporary, june(9), |r| r.together = Some("S".to_owned()))
        .ask("C9", Temporary, june(9), |r| r.together = Some("S".to_owned()))
        .decide()
}

#[test]
fn every_fault_has_its_code() {
    let case = case();
    // Service 0 is temporary care, service 1 sick care.
    let sick = |room| at(1, 2, WHOLE, room);
    let whole = |day| at(0, day, WHOLE, None);
    let one = |id, place| codes(&case, &[(id, place)]);
    assert_eq!(codes(&case, &[]), [""; 0]);
    assert_eq!(one("R01", at(9, 2, WHOLE, None)), ["VR02"]);
    assert_eq!(one("R01", Some(Place { day: 30, ..whole(2).unwrap() })), ["VR02"]);
    assert_eq!(one("R07", whole(9)), ["VR03"]);
    assert_eq!(one("R00", None), ["VR04"]);
    assert_eq!(one("R00", whole(5)), ["VR04"]);
    assert_eq!(one("R01", whole(5)), ["VR05"]);
    assert_eq!(one("R03", at(0, 2, WHOLE, None))[0], "VR05");
    assert_eq!(one("R01", whole(3)), ["VR06"]);
    assert_eq!(one("R06", None), [""; 0]);
    assert_eq!(one("R06", sick(Some(0)))[0], "VR07");
    assert_eq!(codes(&case, &[("R01", None), ("R02", at(0, 4, WHOLE, None))]), ["VR08"]);
    assert_eq!(one("R08", whole(9)), ["VR09"]);
    assert_eq!(one("R01", whole(2)), ["VR12", "VR13", "VR14", "VR12", "VR13", "VR14"]);
    let both = codes(&case, &[("R08", whole(9)), ("R09", whole(9))]);
    assert_eq!(both, ["VR12", "VR13", "VR14", "VR12", "VR13", "VR14"]);
    assert_eq!(
        codes(&case, &[("R03", sick(Some(0))), ("R04", sick(Some(1))), ("R05", sick(Some(1)))]),
        ["VR15"; 2]
    );
    assert_eq!(one("R03", sick(None)), ["VR16"]);
    assert_eq!(one("R03", sick(Some(7))), ["VR17"]);
    assert_eq!(codes(&case, &[("R03", sick(Some(1))), ("R04", sick(Some(1)))]), ["VR18"]);
    assert_eq!(codes(&case, &[("R04", sick(Some(0))), ("R05", sick(Some(0))), ("R03", None)]), ["VR19"; 2]);
    assert_eq!(codes(&case, &[("R03", sick(Some(0))), ("R04", sick(Some(2)))]), ["VR20"]);
    let cap = codes(
        &case,
        &[("R01", Some(Place { wish_rank: 2, ..whole(3).unwrap() })), ("R02", at(0, 4, Slots::one(0), None))],
    );
    assert_eq!(cap, ["VR11"]);
    assert_eq!(judge_round(&case.round, &[]).violations[0].code(), "VR01");
}

/// One child in the morning and for the whole day.
#[test]
fn two_places_at_a_time() {
    let case = Small::new()
        .site()
        .offer(Temporary, 5, |_| {})
        .site()
        .offer(Temporary, 5, |_| {})
        .ask("C1", Temporary, june(2), |_| {})
        .ask("C1", Temporary, june(2), |r| (r.sites, r.session) = (vec![1], Session::Am))
        .decide();
    assert_eq!(codes(&case, &[("R01", at(1, 2, Slots::one(0), None))]), ["VR10"]);
    let wasted = |decisions: &[Decision]| judge_round(&case.round, decisions).wasted;
    let none = vec![Decision { kind: Some(PlacementKind::Unplaced), place: None }; 2];
    assert_eq!(
        wasted(&none).iter().map(|w| (w.request, w.site, w.date)).collect::<Vec<_>>(),
        [(0, 0, june(2)), (1, 1, june(2))]
    );
}

proptest! {
    #![proptest_config(config(2000))]

    /// Somebody is given a wish at random, or none, or another room. Where the market can tell what is given, both judges say
    /// the same about it.
    #[test]
    fn both_judges_refuse_the_same(seed in any::<u64>()) {
        let Some((d, _)) = decide(month(seed), DayRule::Priority) else { return Ok(()) };
        let mut dice = Dice::new(seed ^ 0x5eed);
        for _ in 0..4 {
            let mut decisions = d.decisions.clone();
            let g = dice.below(d.round.groups().len().max(1));
            let Some(group) = d.round.groups().get(g) else { continue };
            let request = d.compiled.market.request(g);
            let stay = (request.stays_len() > 0).then(|| request.stay(dice.below(request.stays_len())));
            let keep = dice.one_in(4);
            for &r in group {
                let place = &mut decisions[r as usize].place;
                if dice.one_in(8) {
                    *place = None;
                } else if let Some(stay) = stay.filter(|_| !keep) {
                    let at = d.compiled.openings[stay.opening as usize];
                    let (offer, day, slots, wish_rank) = (at.offer, at.day, stay.slots, stay.rank);
                    let ill = d.round.offers()[offer as usize].rooms.len();
                    let room = (ill > 0).then(|| dice.below(ill + 1) as u32).filter(|_| !dice.one_in(6));
                    *place = Some(Place { offer, day, slots, room, wish_rank });
                } else if let Some(place) = place {
                    place.room = [None, Some(dice.below(3) as u32)][dice.below(2)];
                }
            }
            let verdict = judge_round(&d.round, &decisions);
            match d.compiled.answer(&d.round, &decisions) {
                Err(requests) => prop_assert!(!requests.is_empty() && !verdict.is_clean(), "{seed}"),
                Ok(answer) => {
                    let market = judge(&d.compiled.market, &answer);
                    prop_assert_eq!(
                        market.is_clean(), verdict.is_clean(),
                        "{}: {:?} {:?}", seed, market.violations, verdict.violations
                    );
                    if market.is_clean() {
                        let wasted = |r: u32| d.round.groups()[r as usize][0];
                        let theirs: Vec<_> = market.wasted.iter().map(|w| wasted(w.request)).collect();
                        let ours: Vec<_> = verdict.wasted.iter().map(|w| w.request).collect();
                        prop_assert_eq!(ours, theirs, "{}", seed);
                    }
                }
            }
        }
    }
}
