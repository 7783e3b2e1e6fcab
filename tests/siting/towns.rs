//! Tiny towns along a road, with everything that a round may contain, and sites that may be built there.

use crate::support::dice::Dice;
use jiff::civil::date;
use sekiwari::priority::Thousandths;
use sekiwari::programme::nursery::{
    Affiliation, AgeClass, Child, ClassSet, Facility, Joint, Position, Prefer, Round, RoundData, ScoreRow,
    SeatRow, SiblingTerms, SingleFallback, WishRow,
};
use sekiwari::siting::location::Standing;
use sekiwari::siting::scenario::Open;
use sekiwari::siting::selection::{Count, Limits, Place, Site, Size};

/// On the equator a degree is as long both ways.
pub fn at(metres: i32) -> Position {
    Position { lat_e6: 0, lon_e6: (i64::from(metres) * 1_000_000 / 111_195) as i32 }
}

fn class(n: usize) -> AgeClass {
    AgeClass::new(n as u8).unwrap()
}

/// Up to three facilities and five children of two classes: siblings with conditions, holders, ties, classes without seats.
pub fn town(dice: &mut Dice) -> Round {
    let facilities: Vec<Facility> = (0..1 + dice.below(3))
        .map(|f| Facility {
            id: format!("F{f}"),
            name: String::new(),
            kind: None,
            district: None,
            position: Some(at(1_000 * f as i32)),
            min_age_days: None,
            partners: Vec::new(),
            care_kinds: Vec::new(),
        })
        .collect();
    let rows = |dice: &mut Dice, f: usize| -> Vec<SeatRow> {
        let row = |n: usize, seats: usize| SeatRow {
            facility: f as u32,
            classes: ClassSet::one(class(n)),
            seats: seats as u32,
        };
        (0..2)
            .filter(|_| !dice.one_in(4))
            .collect::<Vec<_>>()
            .into_iter()
            .map(|n| row(n, dice.below(3)))
            .collect()
    };
    let seats = (0..facilities.len()).flat_map(|f| rows(dice, f)).collect();
    let (mut children, mut wishes, mut terms, mut scores) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut household = 0;
    while children.len() < 1 + dice.below(5) {
        let kids = if dice.one_in(3) && children.len() < 4 { 2 } else { 1 };
        let home = dice.below(3_000) as i32;
        for _ in 0..kids {
            let child = children.len() as u32;
            let mut list: Vec<u32> = (0..facilities.len() as u32).filter(|_| !dice.one_in(3)).collect();
            dice.shuffle(&mut list);
            let current = (dice.one_in(6) && !list.is_empty()).then(|| list[list.len() - 1]);
            wishes.extend(list.iter().zip(1..).map(|(&facility, rank)| WishRow { child, rank, facility }));
            let points = Thousandths(1_000 * dice.below(4) as i64);
            scores.push(ScoreRow { child, facility: None, points, ties: Box::default() });
            let record = Child {
                id: format!("C{child}"),
                class: class(dice.below(2)),
                birth_date: None,
                current,
                district: [None, Some("east".to_owned()), Some("west".to_owned())][dice.below(3)].clone(),
                position: (!dice.one_in(8)).then(|| at(home)),
                affiliation: Affiliation::default(),
            };
            children.push((format!("H{household}"), record));
        }
        if kids > 1 && !dice.one_in(3) {
            let own = SiblingTerms {
                joint: Joint::NAMES[dice.below(Joint::NAMES.len())].1,
                single_fallback: SingleFallback::NAMES[dice.below(SingleFallback::NAMES.len())].1,
                prefer: Prefer::NAMES[dice.below(Prefer::NAMES.len())].1,
            };
            terms.push((format!("H{household}"), own));
        }
        household += 1;
    }
    let data = RoundData {
        name: "town".into(),
        fiscal_year: 2026,
        entry_date: date(2026, 4, 1),
        facilities,
        seats,
        reserves: Vec::new(),
        limits: Vec::new(),
        children,
        wishes,
        terms,
        joint_wishes: Vec::new(),
        decisions: Vec::new(),
        tie_names: Vec::new(),
        scores,
    };
    Round::new(data).unwrap()
}

/// Up to three sites of up to two sizes; one may be more seats at a facility of the round.
pub fn sites(dice: &mut Dice, round: &Round) -> Vec<Site> {
    let size = |dice: &mut Dice, name: usize| {
        let mut seats = [0; AgeClass::COUNT];
        (0..2).for_each(|n| seats[n] = dice.below(3) as u32);
        if seats == [0; AgeClass::COUNT] {
            seats[0] = 1;
        }
        let (cost, teachers10) = (dice.below(5) as u64, 10 * dice.below(3) as u32);
        Size { name: name.to_string(), seats, cost, teachers10 }
    };
    (0..1 + dice.below(3))
        .map(|s| {
            let open = Open {
                id: format!("S{s}"),
                name: String::new(),
                kind: None,
                district: None,
                position: (!dice.one_in(8)).then(|| at(dice.below(3_000) as i32)),
                min_age_days: None,
                care_kinds: Vec::new(),
                seats: Vec::new(),
                limits: Vec::new(),
                wishes: Vec::new(),
                popularity: 1_000 * (1 + dice.below(3) as u32),
            };
            let place = match s {
                0 if dice.one_in(3) => Place::Existing(round.facilities()[0].id.clone()),
                _ => Place::New(Box::new(open)),
            };
            let standing = match dice.below(9) {
                0 => Standing::Existing,
                1 => Standing::Required,
                2 => Standing::Forbidden,
                _ => Standing::Candidate,
            };
            Site { place, standing, sizes: (0..1 + dice.below(2)).map(|n| size(dice, n)).collect() }
        })
        .collect()
}

/// Any limits, also ones that cannot be met.
pub fn limits(dice: &mut Dice) -> Limits {
    let count = match dice.below(4) {
        0 => Count::Any,
        1 => Count::AtMost(dice.below(4) as u32),
        _ => Count::Exactly(dice.below(4) as u32),
    };
    Limits {
        count,
        budget: dice.one_in(3).then(|| dice.below(9) as u64),
        teachers10: dice.one_in(4).then(|| 10 * dice.below(5) as u32),
    }
}
