//! Scenarios on synthetic towns: inverse edits, composing, seeds, and the model of lists found again in lists it made.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use proptest::prelude::*;
use sekiwari::priority::Lottery;
use sekiwari::programme::nursery::siblings::JointOptions;
use sekiwari::programme::nursery::waiting::metres;
use sekiwari::programme::nursery::{
    AgeClass, ClassSet, Offer, Position, Round, RoundData, SeatRow, WishRow, compile,
};
use sekiwari::siting::Draw;
use sekiwari::siting::behaviour::{Behaviour, FitOptions, ListModel};
use sekiwari::siting::scenario::{
    Amount, Applied, Case, Close, Demand, Edit, Families, Growth, Move, Open, Resize, Scenario, apply,
};
use sekiwari::verify::certify;
use sekiwari_synth::{Options, generate};

fn options(children: u32, seed: u64, joint: u32) -> Options {
    let mut options = Options::new(children, seed);
    (options.sibling_permille, options.joint_wishes_permille) = (300, joint);
    options
}

fn scenario(edits: Vec<Edit>) -> Scenario {
    Scenario { edits, ..Scenario::default() }
}

fn run<'a>(case: &Case<'a>, edits: Vec<Edit>, families: &Families<'_>) -> Applied<'a> {
    apply(case, &scenario(edits), families).unwrap_or_else(|f| panic!("{f:?}"))
}

fn opened(round: &Round, id: &str, beside: usize) -> Open {
    let classes = |n| ClassSet::one(AgeClass::new(n).unwrap());
    Open {
        id: id.into(),
        name: String::new(),
        kind: None,
        district: None,
        position: round.facilities()[beside % round.facilities().len()].position,
        min_age_days: None,
        care_kinds: Vec::new(),
        seats: vec![(classes(0), 9), (classes(1), 12), (classes(2), 12)],
        limits: Vec::new(),
        wishes: Vec::new(),
        popularity: 1000,
    }
}

fn close(id: &str, release: bool) -> Edit {
    Edit::Close(Close { facility: id.into(), release })
}

fn resize(round: &Round, row: usize, by: i64) -> Edit {
    let row = &round.seats()[row % round.seats().len()];
    let facility = round.facilities()[row.facility as usize].id.clone();
    Edit::Resize(Resize { facility, classes: row.classes, seats: Amount::By(by), new: false })
}

/// Decided and judged by the default rule: who sits where, as text.
fn decided(round: &Round) -> String {
    let compiled = compile(round, Lottery::new(7), JointOptions::default()).unwrap();
    let strict = compiled.strict();
    let rule = sekiwari::mechanism::Mechanism::default().into();
    let outcome = sekiwari::solve(&rule, &compiled.market, &strict).unwrap().outcome;
    let verified = certify(&strict, outcome.allocation).unwrap_or_else(|v| panic!("{v:?}"));
    format!("{:?}", compiled.decisions(round, &verified))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edits_and_their_inverses_give_the_round_back(
        seed in 0u64..1000, joint in prop::sample::select(vec![0u32, 300]), row in 0usize..500, by in 1i64..9, beside in 0usize..50,
    ) {
        let round = Round::new(generate(&options(120, seed, joint))).unwrap();
        let case = Case::of(&round);
        let there = run(&case, vec![resize(&round, row, by), Edit::Open(opened(&round, "NEW", beside))], &Families::STILL);
        prop_assert_ne!(&*there.case.round, &round);
        let back = run(&there.case, vec![resize(&round, row, -by), close("NEW", false)], &Families::STILL);
        prop_assert_eq!(&*back.case.round, &round);
        // A model that lists it forgets it again, too: with it goes every wish for it.
        let model = ListModel::fit(&round, &FitOptions::default()).unwrap();
        let families = Families {
            behaviour: Behaviour::Model { model: &model, likings: None, most: None },
            draw: Draw { seed, number: 3 },
        };
        let there = run(&case, vec![Edit::Open(opened(&round, "NEW", beside))], &families);
        let back = run(&there.case, vec![close("NEW", false)], &families);
        let lists = |r: &Round| (0..r.children().len() as u32).map(|c| r.list(c).to_vec()).collect::<Vec<_>>();
        prop_assert_eq!(lists(&back.case.round), lists(&round));
        prop_assert_eq!(decided(&back.case.round), decided(&round));
    }

    #[test]
    fn scenarios_that_change_nothing_change_nothing_and_followers_follow(
        seed in 0u64..1000, rows in prop::collection::vec((0usize..500, 1i64..5), 1..4),
    ) {
        let round = Round::new(generate(&options(100, seed, 200))).unwrap();
        let case = Case::of(&round);
        prop_assert_eq!(&*run(&case, vec![], &Families::STILL).case.round, &round);
        prop_assert_eq!(&*run(&case, vec![resize(&round, 0, 0)], &Families::STILL).case.round, &round);
        // One after the other is all at once where they are about different rows.
        let mut distinct: Vec<(usize, i64)> = Vec::new();
        for (row, by) in rows {
            if !distinct.iter().any(|(r, _)| r % round.seats().len() == row % round.seats().len()) {
                distinct.push((row, by));
            }
        }
        let edits: Vec<Edit> = distinct.iter().map(|&(row, by)| resize(&round, row, by)).collect();
        let at_once = run(&case, edits.clone(), &Families::STILL);
        let mut turn = case.clone();
        for edit in edits {
            turn = run(&turn, vec![edit], &Families::STILL).case;
        }
        prop_assert_eq!(&*turn.round, &*at_once.case.round);
    }

    #[test]
    fn the_order_of_rows_and_edits_leaves_no_trace_and_draws_repeat(
        seed in 0u64..1000, joint in prop::sample::select(vec![0u32, 300]), number in 0u32..5,
    ) {
        let data = generate(&options(150, seed, joint));
        let round = Round::new(data.clone()).unwrap();
        let mut backwards: RoundData = data;
        backwards.wishes.reverse();
        backwards.scores.reverse();
        backwards.seats.reverse();
        backwards.joint_wishes.reverse();
        let other = Round::new(backwards).unwrap();
        let model = ListModel::fit(&round, &FitOptions::default()).unwrap();
        prop_assert_eq!(&model, &ListModel::fit(&other, &FitOptions::default()).unwrap());
        let moved = &round.facilities()[1];
        let to = Position { lat_e6: moved.position.unwrap().lat_e6 + 9_000, ..moved.position.unwrap() };
        let edits = vec![
            Edit::Open(opened(&round, "NEW-B", 2)),
            Edit::Open(opened(&round, "NEW-A", 5)),
            Edit::Move(Move { facility: moved.id.clone(), position: to, district: None }),
            close(&round.facilities()[0].id, true),
            Edit::Demand(Demand { district: None, class: AgeClass::new(1), growth: Growth::Percent(20_000) }),
            Edit::Demand(Demand { district: None, class: AgeClass::new(3), growth: Growth::Children(-3) }),
        ];
        let turned: Vec<Edit> = edits.iter().rev().cloned().collect();
        let likings = model.likings(&round);
        let families = |likings| Families {
            behaviour: Behaviour::Model { model: &model, likings, most: None },
            draw: Draw { seed, number },
        };
        let first = run(&Case::of(&round), edits, &families(Some(&likings)));
        let second = run(&Case::of(&other), turned, &families(None));
        prop_assert_eq!(&*first.case.round, &*second.case.round);
        prop_assert_eq!(first.relisted, second.relisted);
        // Whoever is on no changed list keeps it, and whatever comes out can be decided and judged.
        decided(&first.case.round);
        for (i, child) in round.children().iter().enumerate() {
            let now = first.case.round.children().iter().position(|c| c.id == child.id);
            let Some(now) = now else { continue };
            // A joint outcome goes as a whole when a facility in it closes, and with it may go the only line that named another.
            if round.households()[round.household_of(i as u32) as usize].joint_wishes.is_some() {
                continue;
            }
            let ids = |r: &Round, c: usize| {
                r.list(c as u32).iter().map(|&f| r.facilities()[f as usize].id.clone()).collect::<Vec<_>>()
            };
            let touched = |id: &String| id.starts_with("NEW") || *id == moved.id || *id == round.facilities()[0].id;
            let kept: Vec<String> = ids(&round, i).into_iter().filter(|id| !touched(id)).collect();
            let mut still: Vec<String> = ids(&first.case.round, now).into_iter().filter(|id| !touched(id)).collect();
            if kept.is_empty() {
                // It may have taken another wish in place of those.
                still.truncate(0);
            }
            prop_assert_eq!(still, kept);
        }
    }
}

/// Lists made by the model itself, wish by wish.
fn lists_of(model: &ListModel, mut data: RoundData, seed: u64) -> Round {
    let facilities = data.facilities.len() as u32;
    data.terms.clear();
    data.joint_wishes.clear();
    data.decisions.clear();
    for (_, child) in &mut data.children {
        child.current = None;
    }
    let all = ClassSet::of(AgeClass::all()).unwrap();
    data.seats = (0..facilities).map(|facility| SeatRow { facility, classes: all, seats: 3 }).collect();
    data.facilities.iter_mut().for_each(|f| f.min_age_days = None);
    data.scores.retain(|s| s.facility.is_none());
    data.wishes.clear();
    let weight = |d: u32| model.bands().find(|&(to, _)| d <= to).map_or(0.0, |b| b.1);
    let mut state = seed;
    let mut unit = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1u64 << 53) as f64
    };
    for child in 0..data.children.len() as u32 {
        let Some(home) = data.children[child as usize].1.position else { continue };
        let mut left: Vec<(u32, f64)> = (0..facilities)
            .map(|f| {
                let facility = &data.facilities[f as usize];
                let way = facility.position.map_or(u32::MAX, |p| metres(home, p));
                (f, model.popularity(&facility.id) * weight(way))
            })
            .filter(|(_, w)| *w > 0.0)
            .collect();
        for rank in 1.. {
            let stop = if rank > 1 { model.stop() } else { 0.0 };
            let mut at = unit() * (left.iter().map(|(_, w)| w).sum::<f64>() + stop);
            let chosen = left.iter().position(|(_, w)| {
                at -= w;
                at < 0.0
            });
            let Some(chosen) = chosen.filter(|_| !left.is_empty()) else { break };
            let (facility, _) = left.remove(chosen);
            data.wishes.push(WishRow { child, rank, facility });
        }
    }
    // Whoever has nothing within reach listed nothing.
    Round::new(data).unwrap()
}

#[test]
fn the_fit_finds_the_model_that_made_the_lists() {
    let data = generate(&Options::new(6_000, 3));
    let mut near = 0;
    let popularity: Vec<(String, f64)> = data
        .facilities
        .iter()
        .enumerate()
        .map(|(i, f)| (f.id.clone(), [0.4, 0.7, 1.0, 1.3, 1.6][i % 5]))
        .collect();
    let bands = [(1_000, 1.0), (2_000, 0.6), (4_000, 0.25)];
    let truth = ListModel::new(&bands, 1.5, popularity.clone()).unwrap();
    let round = lists_of(&truth, data, 99);
    for child in 0..round.children().len() as u32 {
        near +=
            u32::from(round.list(child).iter().any(|&f| matches!(round.offer(child, f), Offer::Seats(_))));
    }
    assert!(near > 5_000, "{near}");
    let edges = bands.map(|b| b.0).to_vec();
    let fitted = ListModel::fit(&round, &FitOptions { edges, most_wishes: None }).unwrap();
    assert!(fitted.rounds() < 500, "{}", fitted.rounds());
    for ((_, found), (_, made)) in fitted.bands().zip(bands) {
        assert!((found / made - 1.0).abs() < 0.08, "{found} {made}");
    }
    // The mean popularity is 1 in the fit.
    let mean = popularity.iter().map(|p| p.1).sum::<f64>() / popularity.len() as f64;
    assert!(
        (fitted.stop() / (truth.stop() / mean) - 1.0).abs() < 0.08,
        "{} {}",
        fitted.stop(),
        truth.stop() / mean
    );
    let wrong: f64 =
        popularity.iter().map(|(id, made)| (fitted.popularity(id) / (made / mean) - 1.0).abs()).sum();
    assert!(wrong / (popularity.len() as f64) < 0.12, "{}", wrong / popularity.len() as f64);
    // A form that takes three wishes cuts lists; knowing so, the fit still finds how readily families stop.
    let mut cut = round.data();
    cut.wishes.retain(|w| w.rank <= 3);
    let cut = Round::new(cut).unwrap();
    let options = |most_wishes| FitOptions { edges: bands.map(|b| b.0).to_vec(), most_wishes };
    let (knowing, not) =
        (ListModel::fit(&cut, &options(Some(3))).unwrap(), ListModel::fit(&cut, &options(None)).unwrap());
    assert!((knowing.stop() / fitted.stop() - 1.0).abs() < 0.15, "{} {}", knowing.stop(), fitted.stop());
    assert!(not.stop() > 1.1 * knowing.stop(), "{} {}", not.stop(), knowing.stop());
}
