//! Tiny club rounds from a seed.

mod families;
mod places;

use crate::dice::Dice;
use families::{families, scores, wishes};
use jiff::civil::date;
use places::{districts, enrolled, routes, units};
use sekiwari::programme::club::capacity::{Counted, Standards, UnitRow};
use sekiwari::programme::club::{
    Club, Day, Days, FewerDays, Lists, OrderKey, Overflow, RoundData, Route, Rules, Season, Seasons,
};
use sekiwari::programme::nursery::Position;

/// A round without anything in it.
pub(crate) fn nothing() -> RoundData {
    RoundData {
        name: "town".into(),
        fiscal_year: 2026,
        entry_date: date(2026, 4, 1),
        rules: Rules::default(),
        standards: Standards::default(),
        clubs: Vec::new(),
        units: Vec::new(),
        enrolled: Vec::new(),
        districts: Vec::new(),
        routes: Vec::new(),
        children: Vec::new(),
        wishes: Vec::new(),
        terms: Vec::new(),
        tie_names: Vec::new(),
        scores: Vec::new(),
    }
}

/// The town of a seed. Every third one is crowded.
pub(crate) fn town(seed: u64) -> RoundData {
    if seed.is_multiple_of(3) { crowded(seed) } else { mixed(seed) }
}

/// Everything that a round may contain.
fn mixed(seed: u64) -> RoundData {
    let mut d = Dice::new(seed);
    let mut data = RoundData { rules: rules(&mut d), standards: standards(&mut d), ..nothing() };
    let clubs = 1 + d.below(4);
    let ids = ids(&mut d, "K", clubs);
    data.clubs =
        ids.into_iter().map(|id| Club { id, name: String::new(), position: position(&mut d) }).collect();
    for club in 0..clubs as u32 {
        units(&mut d, club, &mut data.units);
    }
    enrolled(&mut d, &mut data);
    districts(&mut d, &mut data);
    routes(&mut d, &mut data);
    families(&mut d, &mut data);
    for child in 0..data.children.len() as u32 {
        if d.one_in(2) {
            wishes(&mut d, child, &mut data);
        }
    }
    scores(&mut d, &mut data);
    data
}

/// Few seats on two days at two or three clubs, a bus, and families of whom nearly all want to go to more than one club.
fn crowded(seed: u64) -> RoundData {
    let mut d = Dice::new(seed);
    let mut data = RoundData { rules: rules(&mut d), ..nothing() };
    data.rules.order = vec![OrderKey::Score, OrderKey::Continuing, OrderKey::Home, OrderKey::Grade];
    d.shuffle(&mut data.rules.order);
    data.rules.order.truncate(d.below(5));
    let clubs = 2 + d.below(2);
    let both = Days::one(Day::Monday).with(Day::Tuesday);
    for (club, id) in (0..).zip(ids(&mut d, "K", clubs)) {
        data.clubs.push(Club { id, name: String::new(), position: None });
        for days in [Days::one(Day::Monday), Days::one(Day::Tuesday)] {
            let declared = Some(one(&mut d, &[1, 1, 1, 2]));
            data.units.push(UnitRow { club, seasons: None, days, declared, ..UnitRow::default() });
        }
    }
    districts(&mut d, &mut data);
    if d.one_in(2) {
        let all = |n: usize| (0..n as u32).collect();
        let (districts, clubs) = (all(data.districts.len()), all(data.clubs.len()));
        data.routes.push(Route { id: "R01".into(), districts, clubs, days: both, seats: 1 });
    }
    families(&mut d, &mut data);
    for (_, c) in &mut data.children {
        c.days = if c.min_days > 1 || d.one_in(3) { both } else { days(&mut d, both) };
        c.min_days = if d.one_in(3) { 1 } else { c.days.len() };
        c.seasons = if d.one_in(4) { Seasons::VACATIONS } else { Seasons::YEAR };
        c.district = Some(d.below(data.districts.len().min(2)) as u32);
        c.current = c.current.filter(|_| d.one_in(3)).map(|(club, _)| (club, days(&mut d, both)));
    }
    for child in 0..data.children.len() as u32 {
        if !d.one_in(5) {
            wishes(&mut d, child, &mut data);
        }
    }
    scores(&mut d, &mut data);
    data
}

/// So many ids, in no order.
fn ids(d: &mut Dice, letter: &str, n: usize) -> Vec<String> {
    let mut ids: Vec<String> = (1..=n).map(|i| format!("{letter}{i:02}")).collect();
    d.shuffle(&mut ids);
    ids
}

/// One of some things.
fn one<T: Copy>(d: &mut Dice, of: &[T]) -> T {
    of[d.below(of.len())]
}

/// Some of some things, at least `least`.
fn some(d: &mut Dice, of: usize, least: usize) -> Vec<u32> {
    let mut all: Vec<u32> = (0..of as u32).collect();
    d.shuffle(&mut all);
    all.truncate((least + d.below(2)).min(of));
    all
}

fn days(d: &mut Dice, among: Days) -> Days {
    let all: Vec<Day> = among.iter().collect();
    let some: Days = all.iter().copied().filter(|_| d.one_in(2)).collect();
    if some.is_empty() { Days::one(one(d, &all)) } else { some }
}

/// The days on which things happen in these towns.
fn week() -> Days {
    Days::one(Day::Monday).with(Day::Tuesday).with(Day::Friday).with(Day::Saturday)
}

fn seasons(d: &mut Dice) -> Seasons {
    match d.below(8) {
        0 => Seasons::VACATIONS,
        1 => Seasons::one(Season::Summer),
        2 => Seasons::one(Season::Spring).with(Season::Winter),
        3 => Seasons::one(Season::Term),
        4 => Seasons::one(Season::Term).with(Season::Summer),
        _ => Seasons::YEAR,
    }
}

fn position(d: &mut Dice) -> Option<Position> {
    let e6 = |from: i32, steps: usize| from + 4_000 * steps as i32;
    (!d.one_in(3))
        .then(|| Position { lat_e6: e6(34_670_000, d.below(3)), lon_e6: e6(133_740_000, d.below(3)) })
}

fn overflow(d: &mut Dice) -> Overflow {
    one(d, &[Overflow::Any, Overflow::Transport, Overflow::Own, Overflow::No])
}

fn rules(d: &mut Dice) -> Rules {
    let mut order: Vec<OrderKey> = OrderKey::NAMES.iter().map(|&(_, key)| key).collect();
    d.shuffle(&mut order);
    order.truncate(d.below(order.len() + 1));
    if d.one_in(4) {
        order = Rules::default().order;
    }
    Rules {
        order,
        first_grades: d.below(7) as u8,
        lists: if d.one_in(4) { Lists::Home } else { Lists::Neighbours },
        neighbours: d.below(3) as u32,
        overflow: overflow(d),
        fewer_days: one(d, &[FewerDays::ClubFirst, FewerDays::DaysFirst]),
    }
}

fn standards(d: &mut Dice) -> Standards {
    Standards {
        area_per_child: one(d, &[165, 175]),
        limit: 1 + d.below(2) as u32,
        hard_limit: 2 + d.below(2) as u32,
        counts: one(d, &[Counted::Soft, Counted::Hard]),
        staff_per_unit: 2,
        qualified_per_unit: d.below(3) as u32,
    }
}
