//! A town along a road: facilities and homes by their metres east of the station.

use crate::priority::Thousandths;
use crate::programme::nursery::{
    Affiliation, AgeClass, Child, ClassSet, Facility, JointRow, LimitRow, Position, Round, RoundData,
    ScoreRow, SeatRow, WishRow,
};
use crate::siting::scenario::Open;
use jiff::civil::date;

pub(in crate::siting) fn class(n: u8) -> AgeClass {
    AgeClass::new(n).unwrap()
}

pub(in crate::siting) fn ones() -> ClassSet {
    ClassSet::one(class(1))
}

/// On the equator a degree is as long both ways.
pub(in crate::siting) fn at(metres: i32) -> Position {
    Position { lat_e6: 0, lon_e6: (i64::from(metres) * 1_000_000 / 111_195) as i32 }
}

pub(in crate::siting) fn open(id: &str, metres: i32, seats: u32) -> Open {
    Open {
        id: id.into(),
        name: String::new(),
        kind: None,
        district: Some("east".into()),
        position: Some(at(metres)),
        min_age_days: None,
        care_kinds: Vec::new(),
        seats: vec![(ones(), seats)],
        limits: Vec::new(),
        wishes: Vec::new(),
        popularity: 1000,
    }
}

fn facility(id: &str, metres: i32) -> Facility {
    Facility {
        id: id.into(),
        name: String::new(),
        kind: None,
        district: None,
        position: Some(at(metres)),
        min_age_days: None,
        partners: Vec::new(),
        care_kinds: Vec::new(),
    }
}

/// F1 at 0 m (1 seat, teachers for 2), F2 at 1,000 m (2 seats; D holds another), F3 at 2,000 m (1 seat), all for class 1; F3 takes
/// class 0 as well. A at 100 m wishes F2, F1; B at 1,900 m F1, F2, F3; C without a known home F2; D holds F2 and wishes F1; E and G, siblings, F1 both or F2 both;
/// K of class 0 F3.
pub(in crate::siting) fn data() -> RoundData {
    let facilities = vec![facility("F1", 0), facility("F2", 1_000), facility("F3", 2_000)];
    let kid = |household: &str, id: &str, n: u8, home: Option<i32>, current: Option<u32>, district: &str| {
        let child = Child {
            id: id.into(),
            class: class(n),
            birth_date: None,
            current,
            district: Some(district.into()),
            position: home.map(at),
            affiliation: Affiliation::default(),
        };
        (household.to_owned(), child)
    };
    let children = vec![
        kid("H1", "A", 1, Some(100), None, "east"),
        kid("H2", "B", 1, Some(1_900), None, "west"),
        kid("H3", "C", 1, None, None, "west"),
        kid("H4", "D", 1, Some(1_200), Some(1), "west"),
        kid("H5", "E", 1, Some(500), None, "east"),
        kid("H5", "G", 1, Some(500), None, "east"),
        kid("H6", "K", 0, Some(2_100), None, "west"),
    ];
    let lists: [(u32, &[u32]); 5] = [(0, &[1, 0]), (1, &[0, 1, 2]), (2, &[1]), (3, &[0, 1]), (6, &[2])];
    let wishes = lists
        .iter()
        .flat_map(|&(child, list)| {
            list.iter().zip(1..).map(move |(&facility, rank)| WishRow { child, rank, facility })
        })
        .collect();
    let joint_wishes = [(1, 4, 0), (1, 5, 0), (2, 4, 1), (2, 5, 1)]
        .map(|(rank, child, facility)| JointRow { rank, child, facility: Some(facility) })
        .into();
    let score = |child: u32| ScoreRow {
        child,
        facility: None,
        points: Thousandths(1_000 * i64::from(20 - child)),
        ties: Box::default(),
    };
    let seat = |facility, n, seats| SeatRow { facility, classes: ClassSet::one(class(n)), seats };
    RoundData {
        name: "town".into(),
        fiscal_year: 2026,
        entry_date: date(2026, 4, 1),
        facilities,
        seats: vec![seat(0, 1, 1), seat(1, 1, 2), seat(2, 1, 1), seat(2, 0, 1)],
        reserves: Vec::new(),
        limits: vec![LimitRow {
            facility: 0,
            name: "teachers".into(),
            classes: ones(),
            weight: 1000,
            per: 1,
            capacity: 2000,
        }],
        children,
        wishes,
        terms: Vec::new(),
        joint_wishes,
        decisions: Vec::new(),
        tie_names: Vec::new(),
        scores: (0..7).map(score).collect(),
    }
}

pub(in crate::siting) fn town() -> Round {
    Round::new(data()).unwrap()
}
