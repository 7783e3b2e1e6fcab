//! What a plan promises, held against tables of seats; and the smallest plan by trying all.

use super::Town;
use crate::programme::club::capacity::{Binding, SeatTable, SlotSeats, UnitRow};
use crate::programme::club::need::{Item, NeedOptions, Place, Plan, Reach, Totals};
use crate::programme::club::{Day, Days, Season};

/// The rows of a club with something added to each; a new club has one row for all slots.
fn grown(town: &Town, place: Place, added: &Totals, options: &NeedOptions) -> Vec<UnitRow> {
    let n = |item| added.of(item) as u32;
    let grow = |row: UnitRow| UnitRow {
        rooms: row.rooms.map(|r| r + n(Item::Rooms)),
        area: row.area.map(|a| a + added.of(Item::Rooms) * options.area_per_room),
        staff: row.staff.map(|s| s + n(Item::Staff)),
        // Nobody more than the staff of the slot can be qualified, and that is always enough.
        qualified: row.qualified.map(|q| {
            let all = q + n(Item::Qualified);
            row.staff.map_or(all, |s| all.min(s + n(Item::Staff)))
        }),
        declared: row.declared.map(|d| d + n(Item::Declared)),
        ..row
    };
    let none = UnitRow { days: Days::ALL, ..super::units(0) };
    match place {
        Place::Club(club) => town.rows.iter().filter(|r| r.club == club).map(|&r| grow(r)).collect(),
        Place::NewIn(_) => vec![grow(none)],
    }
}

/// A table of one club.
fn table(town: &Town, place: Place, rows: &[UnitRow]) -> SeatTable {
    let rows: Vec<UnitRow> = rows.iter().map(|&r| UnitRow { club: 0, ..r }).collect();
    let here = town.enrolled.iter().filter(|e| place == Place::Club(e.club));
    let enrolled: Vec<_> =
        here.map(|&e| crate::programme::club::capacity::EnrolledRow { club: 0, ..e }).collect();
    SeatTable::new(1, town.standards, &rows, &enrolled).unwrap()
}

type Loads = [[u32; 6]; 4];

/// Whether a club with something added has seats for so many new children beside those enrolled, on every slot.
fn holds(town: &Town, place: Place, added: &Totals, loads: &Loads, options: &NeedOptions) -> bool {
    let before = match place {
        Place::Club(_) => Some(table(town, place, &grown(town, place, &Totals::default(), options))),
        Place::NewIn(_) => None,
    };
    if before.is_none() && added.of(Item::NewClubs) == 0 {
        return loads.iter().flatten().all(|&n| n == 0);
    }
    let after = table(town, place, &grown(town, place, added, options));
    after.slots().all(|(slot, seats)| {
        let new = loads[slot.season.index()][slot.day.index()];
        let units = match &before {
            Some(table) => table.get(slot).unwrap().units,
            None => Some(0),
        };
        let of_units =
            units.is_none_or(|u| seats.enrolled + new <= (u + added.of(Item::Units) as u32) * seats.limit);
        seats.enrolled + new <= seats.capacity && of_units
    }) && (Season::ALL.into_iter().flat_map(|s| Day::ALL.map(|d| (s, d)))).all(|(season, day)| {
        loads[season.index()][day.index()] == 0 || after.open_days(0, season).contains(day)
    })
}

/// What children of a group take at a club, and on a route; `None` if it cannot be.
fn takes(town: &Town, group: usize, place: Place) -> Option<(Loads, Option<u32>)> {
    let of = &town.groups[group];
    let open = |season: Season| match place {
        Place::NewIn(_) => Days::ALL,
        Place::Club(club) => {
            let covers = |r: &&UnitRow| r.club == club && r.seasons.is_none_or(|s| s.contains(season));
            town.rows.iter().filter(covers).fold(Days::NONE, |days, r| days.union(r.days))
        }
    };
    let mut loads = Loads::default();
    let mut any = false;
    for season in of.seasons.iter() {
        // Terms ask for every day; vacations only where a child comes in nothing else, and the club opens then.
        let strict =
            season == Season::Term || (!of.seasons.contains(Season::Term) && !open(season).is_empty());
        if strict && !of.days.is_subset(open(season)) {
            return None;
        }
        for d in of.days.iter().filter(|&d| open(season).contains(d)) {
            any = true;
            loads[season.index()][d.index()] = of.seats;
        }
    }
    let route = match place {
        Place::Club(club) => of.clubs.iter().find(|c| c.club == club).and_then(|c| c.route),
        Place::NewIn(_) => None,
    };
    let route = route.filter(|_| of.seasons.contains(Season::Term));
    let runs = route.is_none_or(|r| of.days.is_subset(town.routes[r as usize].days));
    (any && runs).then_some((loads, route))
}

/// Where a group may go.
fn places(town: &Town, group: usize, options: &NeedOptions) -> Vec<Place> {
    let of = &town.groups[group];
    let homes = &town.districts[of.district as usize].homes;
    let mut listed: Vec<Place> = Vec::new();
    if homes.is_empty() && options.new_clubs {
        listed.push(Place::NewIn(of.district));
    }
    let own = of.clubs.iter().map(|c| c.club);
    match options.reach {
        Reach::WithOverflow => listed.extend(own.map(Place::Club)),
        Reach::HomeOnly => {
            listed.extend(own.filter(|c| homes.contains(c)).map(Place::Club));
            if listed.is_empty() {
                listed.extend(homes.iter().map(|&c| Place::Club(c)));
            }
        }
    }
    listed.retain(|&p| takes(town, group, p).is_some());
    listed
}

/// Everything a plan promises.
pub(super) fn check(town: &Town, plan: &Plan, options: &NeedOptions) {
    let mut loads: std::collections::BTreeMap<Place, Loads> = Default::default();
    let mut riding = vec![[0; 6]; town.routes.len()];
    for group in 0..town.groups.len() {
        let may = places(town, group, options);
        let here = plan.seated.iter().filter(|s| s.group as usize == group);
        let children = town.groups[group].children;
        assert_eq!(plan.nowhere.contains(&(group as u32)), may.is_empty() && children > 0);
        let mut seated = 0;
        for seating in here {
            assert!(may.contains(&seating.place));
            let (each, route) = takes(town, group, seating.place).unwrap();
            let sum = loads.entry(seating.place).or_default();
            sum.iter_mut().flatten().zip(each.iter().flatten()).for_each(|(s, n)| *s += n * seating.children);
            if let Some(route) = route {
                town.groups[group]
                    .days
                    .iter()
                    .for_each(|d| riding[route as usize][d.index()] += seating.children);
            }
            seated += seating.children;
        }
        assert_eq!(seated, if may.is_empty() { 0 } else { children }, "everybody has a seat");
    }
    let mut totals = [0; 7];
    for need in &plan.clubs {
        Item::ALL.iter().zip(&mut totals).for_each(|(&i, n)| *n += need.added.of(i));
    }
    totals[5] = plan.routes.iter().map(|r| u64::from(r.1)).sum();
    assert_eq!(totals, Item::ALL.map(|i| plan.totals.of(i)));
    assert_eq!(plan.cost, options.costs.of(&plan.totals));
    assert!(plan.bound <= plan.cost && plan.proven == (plan.bound == plan.cost), "{plan:?}");
    let clubs = (0..town.clubs)
        .map(Place::Club)
        .chain(loads.keys().copied().filter(|p| matches!(p, Place::NewIn(_))));
    for place in clubs {
        let added = plan.clubs.iter().find(|c| c.place == place).map(|c| c.added).unwrap_or_default();
        let new = loads.get(&place).copied().unwrap_or_default();
        assert!(holds(town, place, &added, &new, options), "{place:?} {added:?} {new:?}");
    }
    for (r, riding) in riding.iter().enumerate() {
        let added = plan.routes.iter().find(|(at, _)| *at as usize == r).map_or(0, |x| x.1);
        assert!(riding.iter().all(|&n| n <= town.routes[r].seats + added));
    }
}

/// The least cost over all ways to seat everybody.
pub(super) fn smallest(town: &Town, options: &NeedOptions) -> Vec<u64> {
    let may: Vec<Vec<Place>> = (0..town.groups.len()).map(|g| places(town, g, options)).collect();
    let mut best: Option<Vec<u64>> = None;
    let mut seen = std::collections::BTreeMap::new();
    let mut way: Vec<Vec<u32>> = Vec::new();
    all_ways(town, &may, &mut way, &mut |way| {
        let cost = options.costs.of(&least(town, &may, way, options, &mut seen));
        if best.as_ref().is_none_or(|b| cost < *b) {
            best = Some(cost);
        }
    });
    best.unwrap()
}

fn all_ways(town: &Town, may: &[Vec<Place>], way: &mut Vec<Vec<u32>>, see: &mut impl FnMut(&[Vec<u32>])) {
    let at = way.len();
    if at == may.len() {
        return see(way);
    }
    let children = if may[at].is_empty() { 0 } else { town.groups[at].children };
    let most = (children + 1).pow(may[at].len() as u32);
    for code in 0..most {
        let counts: Vec<u32> =
            (0..may[at].len() as u32).map(|k| code / (children + 1).pow(k) % (children + 1)).collect();
        if counts.iter().sum::<u32>() == children {
            way.push(counts);
            all_ways(town, may, way, see);
            way.pop();
        }
    }
}

type Seen = std::collections::BTreeMap<(Place, Loads), [u64; 7]>;

/// The least additions for one way to seat everybody: each item raised until its own number is enough.
fn least(
    town: &Town,
    may: &[Vec<Place>],
    way: &[Vec<u32>],
    options: &NeedOptions,
    seen: &mut Seen,
) -> Totals {
    let mut loads: std::collections::BTreeMap<Place, Loads> =
        (0..town.clubs).map(|c| (Place::Club(c), Loads::default())).collect();
    let mut riding = vec![[0u32; 6]; town.routes.len()];
    for (group, counts) in way.iter().enumerate() {
        for (&place, &n) in may[group].iter().zip(counts).filter(|(_, n)| **n > 0) {
            let (each, route) = takes(town, group, place).unwrap();
            let sum = loads.entry(place).or_default();
            sum.iter_mut().flatten().zip(each.iter().flatten()).for_each(|(s, k)| *s += k * n);
            if let Some(route) = route {
                town.groups[group].days.iter().for_each(|d| riding[route as usize][d.index()] += n);
            }
        }
    }
    let mut totals = [0u64; 7];
    for (place, loads) in loads {
        let of = *seen.entry((place, loads)).or_insert_with(|| least_of(town, place, &loads, options));
        totals.iter_mut().zip(of).for_each(|(sum, n)| *sum += n);
    }
    totals[5] = (riding.iter().zip(&town.routes))
        .map(|(on, r)| u64::from(on.iter().max().unwrap().saturating_sub(r.seats)))
        .sum();
    Totals(totals)
}

fn least_of(town: &Town, place: Place, loads: &Loads, options: &NeedOptions) -> [u64; 7] {
    let new = matches!(place, Place::NewIn(_));
    let mut of = [0; 7];
    if new {
        if loads.iter().flatten().all(|&n| n == 0) {
            return of;
        }
        of[0] = 1;
    }
    let before = table(town, place, &grown(town, place, &Totals::default(), options));
    let numbers: [&[Binding]; 7] = [
        &[],
        &[Binding::Rooms, Binding::Area],
        &[],
        &[Binding::Staff],
        &[Binding::Qualified],
        &[],
        &[Binding::Declared],
    ];
    for item in Item::ALL {
        let at = item as usize;
        let enough = |n: u64| {
            let mut added = Totals::default();
            added.0[at] = n;
            let mut rows = grown(town, place, &added, options);
            if item == Item::Qualified {
                // Their number alone is asked for; that they are among the staff is for the whole plan.
                let many = Totals([0, 0, 0, 1_000, n, 0, 0]);
                rows = grown(town, place, &many, options);
            }
            let after = table(town, place, &rows);
            after.slots().all(|(slot, seats): (_, &SlotSeats)| {
                let children = seats.enrolled + loads[slot.season.index()][slot.day.index()];
                let units = before.get(slot).unwrap().units;
                let of_units = units.is_none_or(|u| children <= (u + n as u32) * seats.limit);
                numbers[at].iter().all(|&b| seats.number(b).is_none_or(|n| children <= n))
                    && (item != Item::Units || of_units)
            })
        };
        of[at] += (0..).find(|&n| enough(n)).unwrap();
    }
    of
}
