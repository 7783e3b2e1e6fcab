//! What a child can be given, best first.

use super::Place;
use super::seats::open_seats;
use sekiwari::programme::club::district::metres;
use sekiwari::programme::club::{Day, Days, FewerDays, Lists, Overflow, RoundData, Season};

/// A line of a child's list: a club on some days. Clubs and routes are positions in the rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) club: usize,
    pub(crate) days: Days,
    pub(crate) route: Option<usize>,
    pub(crate) stay: bool,
    /// The slots and route days that it takes; `None` if the child cannot come there so.
    pub(crate) places: Option<Vec<Place>>,
}

pub(super) fn is_home(data: &RoundData, child: usize, club: usize) -> bool {
    let district = data.children[child].1.district;
    district.is_some_and(|d| data.districts[d as usize].homes.contains(&(club as u32)))
}

fn is_open(data: &RoundData, club: usize, season: Season, day: Day) -> bool {
    open_seats(data, club, season, day).is_some()
}

/// The slots of a child at a club on some days. In terms the club has to open on each of them; vacations of a child that
/// comes in terms are taken as the club opens; a child that comes in vacations only needs all its days in each of them in
/// which the club opens at all.
fn slots(data: &RoundData, child: usize, club: usize, days: Days) -> Option<Vec<Place>> {
    let wanted = data.children[child].1.seasons;
    let mut slots = Vec::new();
    for season in wanted.iter() {
        let opens_at_all = Day::ALL.into_iter().any(|day| is_open(data, club, season, day));
        for day in days.iter() {
            if is_open(data, club, season, day) {
                slots.push(Place::Slot(club, season, day));
            } else if season == Season::Term || (!wanted.contains(Season::Term) && opens_at_all) {
                return None;
            }
        }
    }
    (!slots.is_empty()).then_some(slots)
}

/// The slots that a child holds: its days in its seasons, as far as the club still opens.
pub(super) fn held_slots(data: &RoundData, child: usize) -> Vec<Place> {
    let (_, child) = &data.children[child];
    let Some((club, days)) = child.current else { return Vec::new() };
    let mut held = Vec::new();
    for season in child.seasons.iter() {
        for day in days.iter().filter(|&day| is_open(data, club as usize, season, day)) {
            held.push(Place::Slot(club as usize, season, day));
        }
    }
    held
}

/// Borders to cross from a district to the nearest one whose home club this is.
fn hops(data: &RoundData, from: usize, club: usize) -> Option<usize> {
    let mut reached = vec![from];
    for hops in 0..=data.districts.len() {
        if reached.iter().any(|&d| data.districts[d].homes.contains(&(club as u32))) {
            return Some(hops);
        }
        let next_to = |a: usize, b: usize| {
            data.districts[a].neighbours.contains(&(b as u32))
                || data.districts[b].neighbours.contains(&(a as u32))
        };
        let next = |&a: &usize| reached.contains(&a) || reached.iter().any(|&b| next_to(a, b));
        reached = (0..data.districts.len()).filter(next).collect();
    }
    None
}

/// Clubs for a child that gave no list: home clubs, then neighbours by borders, distance, id.
fn made(data: &RoundData, child: usize) -> Vec<usize> {
    let (_, child) = &data.children[child];
    let Some(district) = child.district else { return Vec::new() };
    let most = if data.rules.lists == Lists::Home { 0 } else { data.rules.neighbours as usize };
    // A child without a place of its own starts from the first of its home clubs that has one.
    let homes = data.districts[district as usize].homes.iter().map(|&h| &data.clubs[h as usize]);
    let first = homes.filter(|h| h.position.is_some()).min_by_key(|h| &h.id);
    let from = child.position.or_else(|| first.and_then(|h| h.position));
    let mut clubs: Vec<_> = (0..data.clubs.len())
        .filter_map(|club| Some((hops(data, district as usize, club)?, club)))
        .filter(|&(hops, _)| hops <= most)
        .map(|(hops, club)| {
            let way = from.zip(data.clubs[club].position).map(|(a, b)| metres(a, b));
            (hops, way.is_none(), way, data.clubs[club].id.clone(), club)
        })
        .collect();
    clubs.sort();
    clubs.into_iter().map(|(.., club)| club).collect()
}

/// How a child gets to a club: not at all, by its own means (`Some(None)`) or on a route. Of the routes it is the one that
/// runs on most of its days, of equal ones the first by id; routes run in terms. A club that the family named itself it
/// reaches by its own means where there is no other way.
fn way(data: &RoundData, child: usize, club: usize, days: Days, made: bool) -> Option<Option<usize>> {
    if is_home(data, child, club) {
        return Some(None);
    }
    let (_, c) = &data.children[child];
    let runs = |r: usize| data.routes[r].days.intersection(days).len();
    let route = (0..data.routes.len())
        .filter(|&r| {
            let route = &data.routes[r];
            c.district.is_some_and(|d| route.districts.contains(&d))
                && route.clubs.contains(&(club as u32))
                && c.seasons.contains(Season::Term)
                && runs(r) > 0
        })
        .min_by_key(|&r| (std::cmp::Reverse(runs(r)), &data.routes[r].id));
    let by_rule = match c.overflow.unwrap_or(data.rules.overflow) {
        Overflow::Any => Some(route),
        Overflow::Transport => route.filter(|&r| runs(r) == days.len()).map(Some),
        Overflow::Own => Some(None),
        Overflow::No => None,
    };
    by_rule.or((!made).then_some(None))
}

/// Clubs and days of a list, before anything else is asked.
fn wanted(data: &RoundData, child: usize) -> (bool, Vec<(usize, Days)>) {
    let (_, c) = &data.children[child];
    let mut own: Vec<_> = data.wishes.iter().filter(|w| w.child as usize == child).collect();
    own.sort_by_key(|w| w.rank);
    let is_made = own.is_empty();
    let lines: Vec<(usize, Option<Days>)> = if is_made {
        made(data, child).into_iter().map(|club| (club, None)).collect()
    } else {
        own.into_iter().map(|w| (w.club as usize, w.days)).collect()
    };
    // Day sets of a line with so many days fewer than all; given days are meant as they stand.
    let sets = |given: Option<Days>, fewer: u32| -> Vec<Days> {
        match given {
            Some(days) if fewer == 0 => vec![days],
            Some(_) => Vec::new(),
            None => c.days.subsets(c.days.len() - fewer).collect(),
        }
    };
    let most = c.days.len() - c.min_days;
    let mut all: Vec<(usize, Days)> = Vec::new();
    let mut push = |club: usize, given: Option<Days>, fewer: u32| {
        for days in sets(given, fewer) {
            if !all.contains(&(club, days)) {
                all.push((club, days));
            }
        }
    };
    match data.rules.fewer_days {
        FewerDays::ClubFirst => {
            lines.iter().for_each(|&(club, given)| (0..=most).for_each(|fewer| push(club, given, fewer)));
        }
        FewerDays::DaysFirst => {
            (0..=most).for_each(|fewer| lines.iter().for_each(|&(club, given)| push(club, given, fewer)));
        }
    }
    (is_made, all)
}

/// The whole list of a child, cut at the seat it holds.
pub(super) fn lines(data: &RoundData, child: usize) -> Vec<Line> {
    let current = data.children[child].1.current.map(|(club, days)| (club as usize, days));
    let (made, wanted) = wanted(data, child);
    let better = wanted.iter().take_while(|&&line| Some(line) != current);
    let mut lines = Vec::new();
    for &(club, days) in better {
        let Some(route) = way(data, child, club, days, made) else { continue };
        let mut places = slots(data, child, club, days);
        if let (Some(places), Some(route)) = (&mut places, route) {
            let runs = days.iter().filter(|&day| data.routes[route].days.contains(day));
            places.extend(runs.map(|day| Place::Route(route, day)));
        }
        lines.push(Line { club, days, route, stay: false, places });
    }
    if let Some((club, days)) = current {
        let places = Some(held_slots(data, child));
        lines.push(Line { club, days, route: None, stay: true, places });
    }
    lines
}
