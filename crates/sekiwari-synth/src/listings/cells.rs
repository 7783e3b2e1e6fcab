//! The published figures as cells: one per facility and class, with neighbours and cut-offs.

use super::{ListingError, ListingReport};
use crate::draw::Draw;
use crate::town::metres_squared;
use sekiwari::programme::nursery::{Facility, ListingRow, Position};
use std::collections::BTreeMap;

/// How many neighbours of a cell are looked at.
const NEIGHBOURS: usize = 60;

/// Standings of nobody: no cut-off.
pub(super) const FLOOR: i32 = 0;
/// The cut-off of a class without seats: above everybody.
pub(super) const NO_SEATS: i32 = i32::MAX;
/// Standings per point: income bands within the same points.
pub(super) const BANDS: i32 = crate::calibration::INCOME_BANDS as i32;
/// Cut-offs lie between these points. Assumed; Tokyo wards publish cut-offs close to the full-time couple's points.
const CUTOFF_POINTS: (i32, i32) = (33, 44);

/// One class of a facility.
pub(super) struct Cell {
    pub(super) facility: u32,
    pub(super) class: usize,
    pub(super) seats: u32,
    pub(super) admitted: u32,
    pub(super) continuing: u32,
    /// Who is admitted stands at or above this, who waits stands below.
    pub(super) cutoff: i32,
}

impl Cell {
    /// Whether all seats are taken.
    pub(super) fn closed(&self) -> bool {
        self.seats == self.admitted
    }
}

/// All cells, and how many listings of each still have no child.
pub(super) struct Cells {
    pub(super) facilities: Vec<Facility>,
    pub(super) cells: Vec<Cell>,
    pub(super) left: Vec<u32>,
    /// Cells of each class.
    pub(super) of_class: Vec<Vec<u32>>,
    /// Nearest cells of the same class, nearest first, without the cell itself.
    near: Vec<Vec<u32>>,
    place: Vec<Position>,
}

impl Cells {
    pub(super) fn new(
        facilities: &[Facility],
        rows: &[ListingRow],
        draw: &mut Draw,
    ) -> Result<(Self, ListingReport), ListingError> {
        let mut seen = BTreeMap::new();
        let mut report = ListingReport::default();
        let mut cells = Vec::with_capacity(rows.len());
        let mut of_class = vec![Vec::new(); 6];
        for row in rows {
            let facility = &facilities[row.facility as usize];
            let class = row.class.index();
            if seen.insert((row.facility, class), ()).is_some() {
                let facility = facility.id.clone();
                return Err(ListingError::DuplicateRow { facility, class: row.class.get() });
            }
            if row.admitted > row.seats {
                report.seats_raised.push((facility.id.clone(), row.class.get(), row.admitted - row.seats));
            }
            of_class[class].push(cells.len() as u32);
            cells.push(Cell {
                facility: row.facility,
                class,
                seats: row.seats.max(row.admitted),
                admitted: row.admitted,
                continuing: row.continuing,
                cutoff: FLOOR,
            });
        }
        let place = places(facilities);
        let near = neighbours(&cells, &of_class, &place);
        let left: Vec<u32> = rows.iter().map(|r| r.waiting).collect();
        set_cutoffs(&mut cells, &left, draw);
        let mut facilities = facilities.to_vec();
        for (f, &p) in facilities.iter_mut().zip(&place) {
            f.min_age_days = None;
            f.position.get_or_insert(p);
        }
        Ok((Self { facilities, cells, left, of_class, near, place }, report))
    }

    /// Neighbours of a cell in its class, nearest first.
    pub(super) fn near(&self, cell: u32) -> &[u32] {
        &self.near[cell as usize]
    }

    /// Where the facility of a cell is.
    pub(super) fn position(&self, cell: u32) -> Position {
        self.place[self.cells[cell as usize].facility as usize]
    }

    /// The cells of another class, nearest to a cell first.
    pub(super) fn near_in_class(&self, cell: u32, class: usize, wanted: impl Fn(u32) -> bool) -> Vec<u32> {
        let here = self.position(cell);
        let mut found: Vec<(u64, u32)> = self.of_class[class]
            .iter()
            .filter(|&&c| wanted(c))
            .map(|&c| (metres_squared(here, self.position(c)), c))
            .collect();
        if found.len() > NEIGHBOURS {
            found.select_nth_unstable(NEIGHBOURS);
            found.truncate(NEIGHBOURS);
        }
        found.sort_unstable();
        found.into_iter().map(|(_, c)| c).collect()
    }

    /// Whether a listing without a child is left at a closed cell.
    pub(super) fn waits_closed(&self, cell: u32) -> bool {
        self.left[cell as usize] > 0 && self.cells[cell as usize].closed()
    }
}

/// Given positions; the others in the middle of their district, or of everything.
fn places(facilities: &[Facility]) -> Vec<Position> {
    let mut sums: BTreeMap<Option<&str>, (i64, i64, i64)> = BTreeMap::new();
    for f in facilities {
        if let Some(p) = f.position {
            for key in [None, f.district.as_deref()] {
                let sum = sums.entry(key).or_default();
                *sum = (sum.0 + i64::from(p.lat_e6), sum.1 + i64::from(p.lon_e6), sum.2 + 1);
            }
        }
    }
    let mean = |key| {
        let &(lat, lon, n) = sums.get(&key)?;
        Some(Position { lat_e6: (lat / n) as i32, lon_e6: (lon / n) as i32 })
    };
    let nowhere = Position { lat_e6: 35_000_000, lon_e6: 135_000_000 };
    facilities
        .iter()
        .map(|f| f.position.or_else(|| mean(f.district.as_deref())).or_else(|| mean(None)).unwrap_or(nowhere))
        .collect()
}

fn neighbours(cells: &[Cell], of_class: &[Vec<u32>], place: &[Position]) -> Vec<Vec<u32>> {
    let at = |c: u32| place[cells[c as usize].facility as usize];
    let mut near = vec![Vec::new(); cells.len()];
    let mut found: Vec<(u64, u32)> = Vec::new();
    for class in of_class {
        for &cell in class {
            found.clear();
            let here = at(cell);
            found.extend(class.iter().filter(|&&c| c != cell).map(|&c| (metres_squared(here, at(c)), c)));
            if found.len() > NEIGHBOURS {
                found.select_nth_unstable(NEIGHBOURS);
                found.truncate(NEIGHBOURS);
            }
            found.sort_unstable();
            near[cell as usize] = found.iter().map(|&(_, c)| c).collect();
        }
    }
    near
}

/// The more listings per admitted child, the higher the cut-off.
fn set_cutoffs(cells: &mut [Cell], waiting: &[u32], draw: &mut Draw) {
    let mut crowded: Vec<(u64, u32, usize)> = Vec::new();
    for (i, cell) in cells.iter_mut().enumerate().filter(|(i, c)| c.closed() && waiting[*i] > 0) {
        if cell.seats == 0 {
            cell.cutoff = NO_SEATS;
        } else {
            crowded.push((u64::from(waiting[i]) * 1000 / u64::from(cell.seats), draw.below(1 << 30), i));
        }
    }
    crowded.sort_unstable();
    let (low, high) = (CUTOFF_POINTS.0 * BANDS, CUTOFF_POINTS.1 * BANDS);
    let n = crowded.len().max(1) as i32;
    for (place, &(_, _, i)) in crowded.iter().enumerate() {
        cells[i].cutoff = low + (high - low) * place as i32 / n;
    }
}
