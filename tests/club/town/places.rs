//! Clubs, districts and routes.

use super::{days, ids, one, some, week};
use crate::dice::Dice;
use crate::oracle::seats::open_seats;
use sekiwari::programme::club::capacity::{EnrolledRow, UnitRow};
use sekiwari::programme::club::{Day, Days, District, RoundData, Route, Season, Seasons};

pub(super) fn units(d: &mut Dice, club: u32, rows: &mut Vec<UnitRow>) {
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

pub(super) fn enrolled(d: &mut Dice, data: &mut RoundData) {
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

pub(super) fn districts(d: &mut Dice, data: &mut RoundData) {
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

pub(super) fn routes(d: &mut Dice, data: &mut RoundData) {
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
