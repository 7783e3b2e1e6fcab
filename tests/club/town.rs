//! Tiny club rounds from a seed.

use crate::dice::Dice;
use crate::oracle::seats::open_seats;
use jiff::civil::date;
use sekiwari::priority::Thousandths;
use sekiwari::programme::club::capacity::{Counted, EnrolledRow, Standards, UnitRow};
use sekiwari::programme::club::{
    Child, Club, Day, Days, District, FewerDays, Grade, Lists, OrderKey, Overflow, RoundData, Route, Rules,
    ScoreRow, Season, Seasons, WishRow,
};
use sekiwari::programme::nursery::Position;
use sekiwari::programme::siblings::{Joint, Prefer, SiblingTerms, SingleFallback};

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

/// The town of a seed.
pub(crate) fn town(seed: u64) -> RoundData {
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

fn units(d: &mut Dice, club: u32, rows: &mut Vec<UnitRow>) {
    let row = |d: &mut Dice, seasons: Option<Seasons>, days: Days| {
        let mut row = UnitRow { club, seasons, days, ..UnitRow::default() };
        if d.one_in(3) {
            let staff = d.below(6) as u32;
            row.staff = Some(staff);
            row.qualified = d.one_in(2).then(|| d.below(staff as usize + 1) as u32);
            row.rooms = d.one_in(2).then(|| d.below(3) as u32);
            row.limit_per_unit = d.one_in(3).then(|| 1 + d.below(2) as u32);
            row.area = d.one_in(2).then(|| 100 * d.below(6) as u64);
        } else {
            row.declared = Some(one(d, &[0, 1, 1, 1, 2, 2, 3]));
        }
        row
    };
    // Rows for the rest of the year: one, or two that share the week.
    let monday = Days::one(Day::Monday);
    match d.below(4) {
        0 => {
            rows.push(row(d, None, monday));
            rows.push(row(d, None, week().without(monday)));
        }
        1 => {
            let open = days(d, week());
            rows.push(row(d, None, open));
        }
        _ => rows.push(row(d, None, week())),
    }
    let mut left = vec![Season::Term, Season::Spring, Season::Summer, Season::Winter];
    d.shuffle(&mut left);
    while d.one_in(2) && !left.is_empty() {
        let n = 1 + d.below(2);
        let some: Seasons = left.drain(..n.min(left.len())).collect();
        let open = if d.one_in(2) { week() } else { days(d, week()) };
        rows.push(row(d, Some(some), open));
    }
    if d.one_in(12) {
        // A club that opens in nothing but what its rows name.
        rows.retain(|r| r.club != club || r.seasons.is_some());
    }
}

fn enrolled(d: &mut Dice, data: &mut RoundData) {
    for club in 0..data.clubs.len() as u32 {
        if !d.one_in(4) {
            continue;
        }
        let day = one(d, &week().iter().collect::<Vec<_>>());
        let open: Vec<Season> =
            Season::ALL.into_iter().filter(|&s| open_seats(data, club as usize, s, day).is_some()).collect();
        if !open.is_empty() {
            let seasons = d.one_in(2).then(|| Seasons::one(one(d, &open)));
            data.enrolled.push(EnrolledRow { club, seasons, days: Days::one(day), children: 1 });
        }
    }
}

fn districts(d: &mut Dice, data: &mut RoundData) {
    let n = 1 + d.below(4);
    for id in ids(d, "D", n) {
        let mut district = District {
            id,
            name: String::new(),
            schools: Vec::new(),
            neighbours: some(d, n, 0),
            homes: some(d, data.clubs.len(), 1),
        };
        if d.one_in(5) {
            district.homes.clear();
        }
        data.districts.push(district);
    }
    for at in 0..n {
        data.districts[at].neighbours.retain(|&other| other as usize != at);
    }
}

fn routes(d: &mut Dice, data: &mut RoundData) {
    let n = d.below(3);
    for id in ids(d, "R", n) {
        let days = if d.one_in(2) { week() } else { days(d, week()) };
        data.routes.push(Route {
            id,
            districts: some(d, data.districts.len(), 1),
            clubs: some(d, data.clubs.len(), 1 + n % 2),
            days,
            seats: one(d, &[0, 1, 1, 1, 2]),
        });
    }
}

fn families(d: &mut Dice, data: &mut RoundData) {
    let households = 1 + d.below(6);
    let names = ids(d, "H", households);
    let count = (households + d.below(3)).min(7);
    for (at, id) in ids(d, "C", count).into_iter().enumerate() {
        let household = if at < households { at } else { d.below(households) };
        let child = child(d, id, count, data);
        data.children.push((names[household].clone(), child));
    }
    for name in names {
        let size = data.children.iter().filter(|(h, _)| *h == name).count();
        if size > 1 && !d.one_in(4) || d.one_in(6) {
            data.terms.push((
                name,
                SiblingTerms {
                    joint: Joint::NAMES[d.below(3)].1,
                    single_fallback: SingleFallback::NAMES[d.below(5)].1,
                    prefer: Prefer::NAMES[d.below(2)].1,
                },
            ));
        }
    }
}

fn child(d: &mut Dice, id: String, count: usize, data: &RoundData) -> Child {
    let wanted = days(d, week());
    let fewer =
        if d.one_in(if count > 4 { 5 } else { 2 }) { d.below(wanted.len() as usize) as u32 } else { 0 };
    let club = |d: &mut Dice| d.below(data.clubs.len()) as u32;
    // Often all or some of what it wants, at times something else.
    let held = |d: &mut Dice| match d.below(4) {
        0 => days(d, week()),
        1 => wanted,
        _ => days(d, wanted),
    };
    Child {
        id,
        grade: Grade::new(1 + d.below(6) as u8).expect("a grade"),
        days: wanted,
        min_days: wanted.len() - fewer,
        seasons: seasons(d),
        district: (!d.one_in(8)).then(|| d.below(data.districts.len()) as u32),
        position: position(d),
        current: d.one_in(4).then(|| (club(d), held(d))),
        last_year: d.one_in(3).then(|| club(d)),
        always: d.one_in(6),
        disabled: d.one_in(5),
        seats: if d.one_in(5) { 2 } else { 1 },
        overflow: d.one_in(3).then(|| overflow(d)),
    }
}

fn wishes(d: &mut Dice, child: u32, data: &mut RoundData) {
    let wanted = data.children[child as usize].1.days;
    let mut rank = 0;
    for club in some(d, data.clubs.len(), 2) {
        let mut lines = vec![(!d.one_in(2)).then(|| days(d, wanted))];
        if d.one_in(4) {
            lines.push(Some(days(d, wanted)));
        }
        lines.dedup();
        if lines.len() == 2 && lines[0].unwrap_or(wanted) == lines[1].unwrap_or(wanted) {
            lines.pop();
        }
        for days in lines {
            rank += 1 + d.below(2) as u32;
            data.wishes.push(WishRow { child, rank, club, days });
        }
    }
}

fn scores(d: &mut Dice, data: &mut RoundData) {
    let width = d.below(3);
    data.tie_names = (1..=width).map(|i| format!("tie_{i}")).collect();
    let mut row = |d: &mut Dice, child: usize, club: Option<u32>| {
        let points = Thousandths(500 * d.below(3) as i64);
        let ties = (0..width).map(|_| Thousandths(1000 * d.below(2) as i64)).collect();
        data.scores.push(ScoreRow { child: child as u32, club, points, ties });
    };
    for child in 0..data.children.len() {
        let general = !d.one_in(4);
        if general {
            row(d, child, None);
        }
        for club in 0..data.clubs.len() as u32 {
            if !general || d.one_in(4) {
                row(d, child, Some(club));
            }
        }
    }
}
