//! Thousands of tiny rounds: siblings under all conditions, holders, ties, classes without seats, empty lists, reserves,
//! children who take two seats.

use crate::confirm::{Confirmed, Rule, confirm, is_refused};
use crate::dice::Dice;
use jiff::civil::date;
use sekiwari::mechanism::{Mechanism, Ties};
use sekiwari::priority::Thousandths;
use sekiwari::programme::nursery::siblings::{Joint, Prefer, SiblingTerms, SingleFallback};
use sekiwari::programme::nursery::{
    Affiliation, AgeClass, Child, ClassSet, Facility, Position, ReserveGroup, ReserveKind, ReserveRow, Round,
    RoundData, ScoreRow, SeatRow, WishRow,
};

fn facility(i: usize, dice: &mut Dice) -> Facility {
    let position = Position { lat_e6: 34_600_000 + dice.below(90_000) as i32, lon_e6: 133_700_000 };
    Facility {
        id: format!("F{i}"),
        name: String::new(),
        kind: None,
        district: None,
        position: (!dice.one_in(4)).then_some(position),
        min_age_days: None,
        partners: Vec::new(),
        care_kinds: Vec::new(),
    }
}

pub fn terms(dice: &mut Dice) -> SiblingTerms {
    let joint = [Joint::SameFacility, Joint::SameRound][dice.below(2)];
    let alone = [
        SingleFallback::None,
        SingleFallback::Elder,
        SingleFallback::Younger,
        SingleFallback::Either,
        SingleFallback::ElderElseYounger,
    ];
    let prefer = [Prefer::TogetherFirst, Prefer::WishOrder][dice.below(2)];
    SiblingTerms { joint, single_fallback: alone[dice.below(5)], prefer }
}

pub fn round(dice: &mut Dice) -> RoundData {
    let facilities = 2 + dice.below(3);
    let classes = 1 + dice.below(2);
    let mut data = RoundData {
        name: "small".into(),
        fiscal_year: 2026,
        entry_date: date(2026, 4, 1),
        facilities: (0..facilities).map(|i| facility(i, dice)).collect(),
        seats: Vec::new(),
        reserves: Vec::new(),
        limits: Vec::new(),
        children: Vec::new(),
        wishes: Vec::new(),
        terms: Vec::new(),
        joint_wishes: Vec::new(),
        decisions: Vec::new(),
        tie_names: vec!["tie".into()],
        scores: Vec::new(),
    };
    for f in 0..facilities as u32 {
        for class in 0..classes {
            if dice.one_in(7) {
                continue;
            }
            let classes = ClassSet::one(AgeClass::new(class as u8).unwrap());
            data.seats.push(SeatRow { facility: f, classes, seats: dice.below(3) as u32 });
            if dice.one_in(8) {
                let kind = [ReserveKind::Soft, ReserveKind::Hard, ReserveKind::Guarantee][dice.below(3)];
                let group = ReserveGroup::Named("g".into());
                data.reserves.push(ReserveRow {
                    facility: f,
                    classes,
                    seats: 1,
                    group,
                    kind,
                    min_age_days: None,
                });
            }
        }
    }
    for household in 0..2 + dice.below(5) {
        let siblings = if dice.one_in(3) { 2 } else { 1 };
        if siblings > 1 && !dice.one_in(4) {
            data.terms.push((format!("H{household}"), terms(dice)));
        }
        for s in 0..siblings {
            let child = data.children.len() as u32;
            let mut order: Vec<u32> = (0..facilities as u32).collect();
            dice.shuffle(&mut order);
            let holds = dice.one_in(6).then(|| order[0]);
            let seat_weight = if dice.one_in(10) { 2 } else { 1 };
            let groups = if dice.one_in(4) { vec!["g".to_owned()] } else { Vec::new() };
            let position = Position { lat_e6: 34_600_000 + dice.below(90_000) as i32, lon_e6: 133_700_000 };
            data.children.push((
                format!("H{household}"),
                Child {
                    id: format!("C{household}-{s}"),
                    class: AgeClass::new(dice.below(classes) as u8).unwrap(),
                    birth_date: None,
                    current: holds,
                    district: None,
                    position: dice.one_in(2).then_some(position),
                    affiliation: Affiliation { groups, seat_weight, ..Affiliation::default() },
                },
            ));
            dice.shuffle(&mut order);
            for (rank, &facility) in (1..).zip(order.iter().take(dice.below(facilities + 1))) {
                data.wishes.push(WishRow { child, rank, facility });
            }
            let score = |dice: &mut Dice, facility| ScoreRow {
                child,
                facility,
                points: Thousandths(dice.below(5) as i64 * 500),
                ties: Box::new([Thousandths(dice.below(2) as i64 * 1000)]),
            };
            let general = score(dice, None);
            data.scores.push(general);
            if dice.one_in(3) {
                let at = dice.below(facilities) as u32;
                let own = score(dice, Some(at));
                data.scores.push(own);
            }
        }
    }
    data
}

fn everybody(round: &Round) -> Vec<u32> {
    (0..round.children().len() as u32).collect()
}

fn confirm_all(rounds: u64, rule: Rule) -> Confirmed {
    let mut all = Confirmed::default();
    for seed in 0..rounds {
        let data = round(&mut Dice::new(seed));
        let told = std::panic::catch_unwind(|| confirm(&data, Rule { lottery: seed, ..rule }, everybody));
        match told {
            Ok(confirmed) => all.add(confirmed.unwrap_or_default()),
            Err(why) => {
                eprintln!("seed {seed}: {data:#?}");
                std::panic::resume_unwind(why);
            }
        }
    }
    all
}

#[test]
fn everything_that_is_said_holds() {
    let all = confirm_all(2_000, Rule::default());
    // Every kind of claim was made, and often.
    for n in
        [all.points, all.no_points, all.seats, all.no_seats, all.terms, all.no_terms, all.wishes, all.no_wish]
    {
        assert!(n >= 100, "{all:?}");
    }
}

#[test]
fn under_other_rules_too() {
    for mechanism in
        [Mechanism::DeferredAcceptance, Mechanism::PointsOrder, Mechanism::WishOrder, Mechanism::FirstChoice]
    {
        let all = confirm_all(250, Rule { mechanism, ..Rule::default() });
        assert!(all.all() > 500, "{mechanism:?} {all:?}");
    }
}

#[test]
fn with_free_ties_too() {
    let all = confirm_all(250, Rule { ties: Ties::Weak, ..Rule::default() });
    assert!(all.all() > 500, "{all:?}");
}

#[test]
fn an_allocation_of_another_rule_is_told() {
    let points = Rule { mechanism: Mechanism::WishOrder, ..Rule::default() };
    let refused = (0..200).filter(|&seed| {
        let data = round(&mut Dice::new(seed));
        Round::new(data.clone()).is_ok() && is_refused(&data, points, Rule::default())
    });
    let refused = refused.count();
    assert!((5..200).contains(&refused), "{refused}");
}
