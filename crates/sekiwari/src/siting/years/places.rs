//! Places of every facility and class, and who has them already.

use crate::programme::nursery::{AgeClass, ClassSet, Round, SeatRow};

/// Children who go on in a facility without applying, by class of this round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enrolled {
    /// The facility.
    pub facility: String,
    /// Children by class.
    pub children: [u32; AgeClass::COUNT],
}

/// Children by class at each facility of the round, and at each site.
#[derive(Clone, Debug)]
pub(super) struct Having {
    pub(super) facilities: Vec<[u32; AgeClass::COUNT]>,
    pub(super) sites: Vec<[u32; AgeClass::COUNT]>,
}

impl Having {
    /// A year later: everybody one class up, the oldest gone to school, and of each class so many thousandths stay, rounded to whole children.
    pub(super) fn older(&mut self, stay: u32) {
        for classes in self.facilities.iter_mut().chain(&mut self.sites) {
            for class in (1..AgeClass::COUNT).rev() {
                classes[class] = (classes[class - 1] * stay + 500) / 1000;
            }
            classes[0] = 0;
        }
    }
}

/// Places by row of seats of the round.
#[derive(Clone, Debug)]
pub(super) struct Places {
    /// The rows, with the open seats of the round.
    pub(super) rows: Vec<SeatRow>,
    /// All places of each row; `None` where it is not known who has some: then as many come free every year.
    total: Option<Vec<u32>>,
    /// Who goes on in the round's year.
    pub(super) first: Having,
}

impl Places {
    pub(super) fn new(round: &Round, enrolled: Option<&[Enrolled]>, sites: usize) -> Self {
        let rows: Vec<SeatRow> =
            round.seats().iter().map(|row| SeatRow { seats: round.open_seats(row), ..row.clone() }).collect();
        let mut facilities = vec![[0; AgeClass::COUNT]; round.facilities().len()];
        for own in enrolled.unwrap_or_default() {
            if let Some(f) = round.facility_by_id(&own.facility) {
                facilities[f as usize] = own.children;
            }
        }
        let first = Having { facilities, sites: vec![[0; AgeClass::COUNT]; sites] };
        let held = |row: &SeatRow| {
            let here = round.children().iter().filter(|c| c.current == Some(row.facility));
            here.filter(|c| row.classes.contains(c.class)).count() as u32
        };
        let all = |row: &SeatRow| row.seats + held(row) + had(&first, row.facility, row.classes);
        let total = enrolled.map(|_| rows.iter().map(all).collect());
        Self { rows, total, first }
    }

    /// Open seats by row in a later year. `held`: seats of a row that applicants hold; `built`: seats by class that were added to a facility, by
    /// the year of their opening counted back from this one.
    pub(super) fn open(
        &self,
        having: &Having,
        held: impl Fn(&SeatRow) -> u32,
        built: &[(u32, [u32; AgeClass::COUNT], bool)],
    ) -> Vec<SeatRow> {
        let mut rows = self.rows.clone();
        let mut total = self.total.clone();
        for &(facility, seats, new) in built {
            for class in AgeClass::all().filter(|c| seats[c.index()] > 0) {
                let own = rows.iter().position(|r| r.facility == facility && r.classes.contains(class));
                let at = own.unwrap_or_else(|| {
                    rows.push(SeatRow { facility, classes: ClassSet::one(class), seats: 0 });
                    if let Some(total) = &mut total {
                        total.push(0);
                    }
                    rows.len() - 1
                });
                match &mut total {
                    Some(total) => total[at] += seats[class.index()],
                    // After the first year those a class below move up into them.
                    None => {
                        let below = class.index().checked_sub(1).map_or(0, |c| seats[c]);
                        let free = if new { 0 } else { below };
                        rows[at].seats += seats[class.index()].saturating_sub(free);
                    }
                }
            }
        }
        if let Some(total) = &total {
            for (row, all) in rows.iter_mut().zip(total) {
                let taken = had(having, row.facility, row.classes) + held(row);
                row.seats = all.saturating_sub(taken);
            }
        }
        rows
    }
}

fn had(having: &Having, facility: u32, classes: ClassSet) -> u32 {
    classes.classes().map(|c| having.facilities[facility as usize][c.index()]).sum()
}
