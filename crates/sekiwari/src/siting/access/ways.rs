//! Which seats are within reach of which children, and what is nearest.

use super::area::NONE;
use super::mesh::{Cell, Mesh};
use super::minutes::{Minutes, MinutesRow};
use super::plane::{Near, Plane};
use super::{Options, Travel};
use crate::programme::nursery::waiting::metres;
use crate::programme::nursery::{AgeClass, Child, FacilityIndex, Offer, Position, Round};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Children to a piece of work.
const PIECE: usize = 512;

/// The ways of all children.
pub(super) struct Ways {
    // By child: where its ways begin; the seat row and the length of each.
    pub(super) start: Vec<u32>,
    pub(super) row: Vec<u32>,
    pub(super) way: Vec<u32>,
    /// By child: whether it is known where it lives.
    pub(super) known: Vec<bool>,
    /// By child: the way to the nearest facility with seats that count, or NONE.
    pub(super) open: Vec<u32>,
    /// By child: the way to the nearest facility that takes its class at all, or NONE.
    pub(super) offered: Vec<u32>,
}

impl Ways {
    /// The ways of a child within reach, by seat row: (row, length).
    pub(super) fn of(&self, child: u32) -> impl Iterator<Item = (u32, u32)> + '_ {
        let range = self.start[child as usize] as usize..self.start[child as usize + 1] as usize;
        self.row[range.clone()].iter().copied().zip(self.way[range].iter().copied())
    }
}

/// Ways of some children in a row.
#[derive(Default)]
struct Part {
    count: Vec<u32>,
    ways: Vec<(u32, u32)>,
    known: Vec<bool>,
    open: Vec<u32>,
    offered: Vec<u32>,
}

impl Part {
    fn add(&mut self, known: bool, ways: &mut Vec<(u32, u32)>, open: Option<u32>, offered: Option<u32>) {
        ways.sort_unstable();
        self.count.push(ways.len() as u32);
        self.ways.append(ways);
        self.known.push(known);
        self.open.push(open.unwrap_or(NONE));
        self.offered.push(offered.unwrap_or(NONE));
    }
}

/// Finds all ways within reach, where `seats` count by seat row. `of_child` says which children have an area.
pub(super) fn find(round: &Round, options: &Options<'_>, seats: &[u32], of_child: &[u32]) -> Ways {
    let reach = options.bands.reach();
    let finder: Box<dyn Find> = match options.travel {
        Travel::Straight { percent } => Box::new(Straight::new(round, seats, percent, reach)),
        Travel::Minutes(table) => Box::new(Table::new(round, seats, table, reach)),
    };
    let pieces: Vec<u32> = (0..round.children().len() as u32).step_by(PIECE).collect();
    let parts: Vec<Part> = pieces
        .par_iter()
        .map(|&first| {
            let last = (first as usize + PIECE).min(round.children().len()) as u32;
            let (mut part, mut ways) = (Part::default(), Vec::new());
            for child in first..last {
                match of_child[child as usize] {
                    NONE => part.add(false, &mut ways, None, None),
                    _ => finder.find(child, &mut ways, &mut part),
                }
            }
            part
        })
        .collect();
    let mut all = Ways {
        start: vec![0],
        row: Vec::new(),
        way: Vec::new(),
        known: Vec::new(),
        open: Vec::new(),
        offered: Vec::new(),
    };
    for part in parts {
        for count in part.count {
            all.start.push(all.start.last().copied().unwrap_or(0) + count);
        }
        all.row.extend(part.ways.iter().map(|w| w.0));
        all.way.extend(part.ways.iter().map(|w| w.1));
        all.known.extend(part.known);
        all.open.extend(part.open);
        all.offered.extend(part.offered);
    }
    all
}

trait Find: Sync {
    /// Finds the ways of one child.
    fn find(&self, child: u32, ways: &mut Vec<(u32, u32)>, part: &mut Part);
}

/// The seat row through which a facility can take a child.
fn row_for(round: &Round, child: u32, facility: FacilityIndex) -> Option<u32> {
    match round.offer(child, facility) {
        Offer::Seats(row) => Some(row),
        Offer::NotOffered | Offer::TooYoung | Offer::CareKind => None,
    }
}

/// Straight lines times a factor.
struct Straight<'a> {
    round: &'a Round,
    percent: u32,
    reach: u32,
    // By class: facilities that have seats of it in this round, and those with seats that count.
    offering: Vec<Near>,
    open: Vec<Near>,
    seats: &'a [u32],
}

/// The length of a way in metres for a straight line of so many, rounded to whole metres.
pub(super) fn way_of(straight: u32, percent: u32) -> u32 {
    u32::try_from((u64::from(straight) * u64::from(percent) + 50) / 100).unwrap_or(u32::MAX)
}

impl<'a> Straight<'a> {
    fn new(round: &'a Round, seats: &'a [u32], percent: u32, reach: u32) -> Self {
        let places =
            || round.facilities().iter().enumerate().filter_map(|(f, x)| Some((f as u32, x.position?)));
        let homes = round.children().iter().filter_map(|c| c.position);
        let plane = Plane::of(homes.chain(places().map(|(_, p)| p)));
        let index = |class: AgeClass, open: bool| {
            let has = |&(f, _): &(u32, Position)| {
                round.seat_row(f, class).is_some_and(|row| !open || seats[row as usize] > 0)
            };
            Near::new(plane, places().filter(has))
        };
        let all = |open| AgeClass::all().map(|class| index(class, open)).collect();
        Self { round, percent, reach, offering: all(false), open: all(true), seats }
    }

    fn measure(&self, child: u32, home: Position, facility: u32) -> Option<(u32, u32)> {
        let place = self.round.facilities()[facility as usize].position?;
        Some((row_for(self.round, child, facility)?, way_of(metres(home, place), self.percent)))
    }
}

impl Find for Straight<'_> {
    fn find(&self, child: u32, ways: &mut Vec<(u32, u32)>, part: &mut Part) {
        let Child { position, class, .. } = &self.round.children()[child as usize];
        let Some(home) = *position else { return part.add(false, ways, None, None) };
        let class = class.index();
        // Straight lines that can become ways within reach.
        let straight = (u64::from(self.reach) * 100 + 50) / u64::from(self.percent.max(1)) + 1;
        let straight = u32::try_from(straight).unwrap_or(u32::MAX);
        let (mut open, mut offered) = (None, None);
        let nearer = |best: Option<u32>, way: u32| Some(best.map_or(way, |b: u32| b.min(way)));
        for facility in self.offering[class].within(home, straight) {
            let Some((row, way)) = self.measure(child, home, facility) else { continue };
            if way > self.reach {
                continue;
            }
            ways.push((row, way));
            offered = nearer(offered, way);
            if self.seats[row as usize] > 0 {
                open = nearer(open, way);
            }
        }
        // What lies within reach is nearer than what does not; only where nothing does, the search goes on beyond.
        let beyond = |near: &Near| {
            let straight = |facility| {
                row_for(self.round, child, facility)?;
                Some(metres(home, self.round.facilities()[facility as usize].position?))
            };
            Some(way_of(near.nearest(home, straight)?, self.percent))
        };
        let open = open.or_else(|| beyond(&self.open[class]));
        let offered = offered.or_else(|| beyond(&self.offering[class]));
        part.add(true, ways, open, offered);
    }
}

/// Minutes from a table.
struct Table<'a> {
    round: &'a Round,
    reach: u32,
    seats: &'a [u32],
    // By child: the rows that begin where it lives, or none.
    rows: Vec<Option<&'a [MinutesRow]>>,
}

impl<'a> Table<'a> {
    fn new(round: &'a Round, seats: &'a [u32], table: &'a Minutes, reach: u32) -> Self {
        let mut found = BTreeMap::new();
        let rows = round.children().iter().map(|child| {
            let cell = child.position.and_then(|p| Cell::of(p, Mesh::Quarter));
            let district = child.district.as_deref();
            *found.entry((cell, district)).or_insert_with(|| begin(table, cell, district))
        });
        let rows = rows.collect();
        Self { round, reach, seats, rows }
    }
}

/// The ways that begin where a child lives: by the finest cell of the grid that the table has, else by its district.
fn begin<'t>(table: &'t Minutes, cell: Option<Cell>, district: Option<&str>) -> Option<&'t [MinutesRow]> {
    let cells = cell.into_iter().flat_map(|c| Mesh::ALL.map(|m| c.within(m).to_string()));
    let mut names = cells.chain(district.map(str::to_owned));
    names.find_map(|name| Some(table.from(&name)).filter(|rows| !rows.is_empty()))
}

impl Find for Table<'_> {
    fn find(&self, child: u32, ways: &mut Vec<(u32, u32)>, part: &mut Part) {
        let Some(rows) = self.rows[child as usize] else { return part.add(false, ways, None, None) };
        let (mut open, mut offered) = (None, None);
        for row in rows {
            let Some(facility) = self.round.facility_by_id(&row.to) else { continue };
            let Some(seats) = row_for(self.round, child, facility) else { continue };
            let nearer = |best: Option<u32>| Some(best.map_or(row.minutes, |b: u32| b.min(row.minutes)));
            offered = nearer(offered);
            if self.seats[seats as usize] > 0 {
                open = nearer(open);
            }
            if row.minutes <= self.reach {
                ways.push((seats, row.minutes));
            }
        }
        part.add(true, ways, open, offered);
    }
}
