//! Rounds to measure.

use sekiwari::programme::nursery::{
    Affiliation, AgeClass, Child, ClassSet, Facility, Position, Round, RoundData, SeatRow,
};

pub(crate) fn class(n: u8) -> AgeClass {
    AgeClass::new(n).unwrap()
}

pub(crate) fn at(lat_e6: i32, lon_e6: i32) -> Option<Position> {
    Some(Position { lat_e6, lon_e6 })
}

/// A facility of a place, without anything else.
pub(crate) fn facility(id: &str, position: Option<Position>) -> Facility {
    Facility {
        id: id.to_owned(),
        name: String::new(),
        kind: None,
        district: None,
        position,
        min_age_days: None,
        partners: Vec::new(),
        care_kinds: Vec::new(),
    }
}

/// A child of a class, a district and a place.
pub(crate) fn child(id: &str, n: u8, district: &str, position: Option<Position>) -> Child {
    Child {
        id: id.to_owned(),
        class: class(n),
        birth_date: None,
        current: None,
        district: (!district.is_empty()).then(|| district.to_owned()),
        position,
        affiliation: Affiliation::default(),
    }
}

pub(crate) fn seats(facility: u32, classes: &[u8], seats: u32) -> SeatRow {
    let classes = ClassSet::of(classes.iter().map(|&n| class(n))).unwrap();
    SeatRow { facility, classes, seats }
}

/// A round of them; nobody wishes for anything.
pub(crate) fn round(facilities: Vec<Facility>, seats: Vec<SeatRow>, children: Vec<Child>) -> Round {
    let children = children.into_iter().map(|c| (format!("H-{}", c.id), c)).collect();
    Round::new(RoundData {
        name: "town".to_owned(),
        fiscal_year: 2026,
        entry_date: jiff::civil::date(2026, 4, 1),
        facilities,
        seats,
        reserves: Vec::new(),
        limits: Vec::new(),
        children,
        wishes: Vec::new(),
        terms: Vec::new(),
        joint_wishes: Vec::new(),
        decisions: Vec::new(),
        tie_names: Vec::new(),
        scores: Vec::new(),
    })
    .unwrap()
}
