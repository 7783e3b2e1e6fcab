//! Which row speaks for which slot, and the seats of all slots.

use super::{CapacityError, EnrolledRow, MOST, Quantity, SlotSeats, Standards, UnitRow};
use crate::programme::club::{Day, Days, Season, Seasons};

const SEASONS: usize = Season::ALL.len();
const DAYS: usize = Day::ALL.len();
/// Slots of one club.
const SLOTS: usize = SEASONS * DAYS;

/// A weekday of a season at a club.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot {
    /// The club.
    pub club: u32,
    /// The season.
    pub season: Season,
    /// The weekday.
    pub day: Day,
}

impl Slot {
    const fn index(self) -> usize {
        self.club as usize * SLOTS + self.season.index() * DAYS + self.day.index()
    }
}

/// The seats of all slots of some clubs.
///
/// A row that names its seasons wins over one that does not, for the slots of both. A slot for which no row speaks is closed.
///
/// **Cost.** Linear in rows and slots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatTable {
    standards: Standards,
    rows: Vec<UnitRow>,
    slots: Vec<Option<SlotSeats>>,
}

impl SeatTable {
    /// Works the seats out.
    ///
    /// # Errors
    /// Everything that is wrong with standards and rows, in the order: standards, rows one by one, rows that contradict each
    /// other, enrolled children.
    pub fn new(
        clubs: u32,
        standards: Standards,
        rows: &[UnitRow],
        enrolled: &[EnrolledRow],
    ) -> Result<Self, Vec<CapacityError>> {
        let mut faults: Vec<CapacityError> = standards.faults().into_iter().map(Into::into).collect();
        for (at, row) in (0..).zip(rows) {
            row_faults(clubs, at, row, &standards, &mut faults);
        }
        let speaking = speaking(clubs, rows, &mut faults);
        let heads = heads(clubs, enrolled, &speaking, &mut faults);
        let slots = (speaking.iter().zip(&heads))
            .map(|(&row, &heads)| SlotSeats::of(row?, &rows[row? as usize], heads, &standards));
        let slots = slots.collect();
        if faults.is_empty() { Ok(Self { standards, rows: rows.to_vec(), slots }) } else { Err(faults) }
    }

    /// The standards that hold.
    pub const fn standards(&self) -> &Standards {
        &self.standards
    }

    /// The number of clubs.
    pub fn clubs(&self) -> u32 {
        (self.slots.len() / SLOTS) as u32
    }

    /// The seats of a slot; `None` where the club is closed.
    pub fn get(&self, slot: Slot) -> Option<&SlotSeats> {
        self.slots.get(slot.index())?.as_ref()
    }

    /// Opens more seats in a slot, whatever they come from; nothing where the club is closed.
    pub(in crate::programme::club) fn add(&mut self, slot: Slot, more: u32) {
        if let Some(seats) = self.slots.get_mut(slot.index()).and_then(Option::as_mut) {
            seats.open = seats.open.saturating_add(more);
        }
    }

    /// The row that speaks for a slot.
    pub fn row(&self, slot: Slot) -> Option<&UnitRow> {
        self.rows.get(self.get(slot)?.row as usize)
    }

    /// All open slots: by club, season and weekday.
    pub fn slots(&self) -> impl Iterator<Item = (Slot, &SlotSeats)> {
        (0..self.clubs()).flat_map(|club| self.of_club(club))
    }

    /// The open slots of a club.
    pub fn of_club(&self, club: u32) -> impl Iterator<Item = (Slot, &SlotSeats)> {
        let seasons = Season::ALL.into_iter();
        let slots = seasons.flat_map(move |season| Day::ALL.map(|day| Slot { club, season, day }));
        slots.filter_map(|slot| Some((slot, self.get(slot)?)))
    }

    /// The weekdays of a season on which a club opens.
    pub fn open_days(&self, club: u32, season: Season) -> Days {
        Day::ALL.into_iter().filter(|&day| self.get(Slot { club, season, day }).is_some()).collect()
    }

    /// The seasons in which a club opens at all.
    pub fn open_seasons(&self, club: u32) -> Seasons {
        Season::ALL.into_iter().filter(|&season| !self.open_days(club, season).is_empty()).collect()
    }
}

/// What is wrong with one row on its own.
fn row_faults(clubs: u32, at: u32, row: &UnitRow, standards: &Standards, faults: &mut Vec<CapacityError>) {
    if row.club >= clubs {
        faults.push(CapacityError::NoSuchClub { row: at, club: row.club });
    }
    if row.days.is_empty() || row.seasons.is_some_and(Seasons::is_empty) {
        faults.push(CapacityError::NoSlot { row: at });
    }
    let numbers = [
        (Quantity::Rooms, row.rooms),
        (Quantity::Staff, row.staff),
        (Quantity::Qualified, row.qualified),
        (Quantity::LimitPerUnit, row.limit_per_unit),
        (Quantity::Declared, row.declared),
    ];
    for (of, number) in numbers {
        let none = of == Quantity::LimitPerUnit && number == Some(0);
        if let Some(n) = number.filter(|&n| n > MOST || none) {
            faults.push(CapacityError::Impossible { row: at, of, value: n.into() });
        }
    }
    if let Some(area) = row.area.filter(|&a| a > 100 * u64::from(MOST)) {
        faults.push(CapacityError::Impossible { row: at, of: Quantity::Area, value: area });
    }
    if let (Some(staff), Some(qualified)) = (row.staff, row.qualified)
        && qualified > staff
    {
        faults.push(CapacityError::QualifiedBeyondStaff { row: at, staff, qualified });
    }
    if SlotSeats::of(at, row, 0, standards).is_none() {
        faults.push(CapacityError::NoLimitKnown { row: at });
    }
}

/// The row that speaks for each slot. Two rows that meet are told once, where they meet first.
fn speaking(clubs: u32, rows: &[UnitRow], faults: &mut Vec<CapacityError>) -> Vec<Option<u32>> {
    let mut speaking: Vec<Option<u32>> = vec![None; clubs as usize * SLOTS];
    let mut told: Vec<(u32, u32)> = Vec::new();
    for named in [true, false] {
        // Rows for all seasons fill what the named ones leave.
        let taken = speaking.clone();
        let known = |row: &UnitRow| row.club < clubs && row.seasons.is_some() == named;
        for (at, row) in (0..).zip(rows).filter(|(_, row)| known(row)) {
            for season in row.seasons.unwrap_or(Seasons::YEAR).iter() {
                for day in row.days.iter() {
                    let i = Slot { club: row.club, season, day }.index();
                    if taken[i].is_some() {
                        continue;
                    }
                    match speaking[i] {
                        None => speaking[i] = Some(at),
                        Some(first) if !told.contains(&(first, at)) => {
                            told.push((first, at));
                            faults.push(CapacityError::SpokenForTwice { first, second: at, season, day });
                        }
                        Some(_) => {}
                    }
                }
            }
        }
    }
    speaking
}

/// Children with a seat in each slot.
fn heads(
    clubs: u32,
    enrolled: &[EnrolledRow],
    speaking: &[Option<u32>],
    faults: &mut Vec<CapacityError>,
) -> Vec<u32> {
    let mut heads = vec![0u32; speaking.len()];
    for (at, row) in (0..).zip(enrolled) {
        if row.club >= clubs {
            faults.push(CapacityError::EnrolledNowhere { row: at, club: row.club });
            continue;
        }
        if row.days.is_empty() || row.seasons.is_some_and(Seasons::is_empty) {
            faults.push(CapacityError::EnrolledNever { row: at });
        }
        if row.children > MOST {
            faults.push(CapacityError::EnrolledImpossible { row: at, value: row.children.into() });
        }
        let slot = |season, day| Slot { club: row.club, season, day }.index();
        let mut closed = None;
        for day in row.days.iter() {
            let mut open = false;
            for season in row.seasons.unwrap_or(Seasons::YEAR).iter() {
                let i = slot(season, day);
                if speaking[i].is_some() {
                    open = true;
                    heads[i] = heads[i].saturating_add(row.children);
                } else if row.seasons.is_some() {
                    closed = closed.or(Some((Some(season), day)));
                }
            }
            if !open && row.seasons.is_none() {
                closed = closed.or(Some((None, day)));
            }
        }
        if let Some((season, day)) = closed {
            faults.push(CapacityError::EnrolledWhereClosed { row: at, season, day });
        }
    }
    heads
}
