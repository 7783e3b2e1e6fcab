//! The seats of one slot.

use super::{Standards, UnitRow};

/// A limit of a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Binding {
    /// The number that the club declares.
    Declared,
    /// Area.
    Area,
    /// Rooms.
    Rooms,
    /// Staff.
    Staff,
    /// Qualified staff.
    Qualified,
}

impl Binding {
    /// All limits, in the order in which they are named where several are equal.
    pub const ALL: [Binding; 5] =
        [Binding::Declared, Binding::Area, Binding::Rooms, Binding::Staff, Binding::Qualified];

    /// The name in tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Binding::Declared => "declared",
            Binding::Area => "area",
            Binding::Rooms => "rooms",
            Binding::Staff => "staff",
            Binding::Qualified => "qualified",
        }
    }
}

/// The seats of a slot, with every number behind them. `None` = nothing is known of that limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlotSeats {
    /// The row that speaks for the slot.
    pub row: u32,
    /// Seats that the club declares.
    pub declared: Option<u32>,
    /// Seats that the area allows.
    pub area: Option<u32>,
    /// Seats that the rooms allow, one unit each.
    pub rooms: Option<u32>,
    /// Seats that the staff allow.
    pub staff: Option<u32>,
    /// Seats that the qualified staff allow.
    pub qualified: Option<u32>,
    /// Units that rooms, staff and qualified staff allow together.
    pub units: Option<u32>,
    /// Children of a unit.
    pub limit: u32,
    /// The smallest of the five numbers.
    pub capacity: u32,
    /// Children who have a seat already.
    pub enrolled: u32,
    /// Seats open in the round: what they leave of the capacity, 0 where they are more.
    pub open: u32,
}

impl SlotSeats {
    /// From the row that speaks for it; `None` if the row knows no limit.
    ///
    /// ```
    /// use sekiwari::programme::club::capacity::{Binding, SlotSeats, Standards, UnitRow};
    /// // 100 m², five staff of whom two are qualified, two rooms: 60 children by area, 80 by units.
    /// let row = UnitRow {
    ///     area: Some(10_000), staff: Some(5), qualified: Some(2), rooms: Some(2), ..UnitRow::default()
    /// };
    /// let seats = SlotSeats::of(0, &row, 0, &Standards::default()).unwrap();
    /// assert_eq!((seats.open, seats.units), (60, Some(2)));
    /// assert!(seats.binding().eq([Binding::Area]));
    /// ```
    pub fn of(at: u32, row: &UnitRow, enrolled: u32, standards: &Standards) -> Option<Self> {
        let limit = row.limit(standards);
        let of_units = |units: u32| units.saturating_mul(limit);
        let mut seats = SlotSeats {
            row: at,
            declared: row.declared,
            area: row.area.map(|a| standards.children_in(a)),
            rooms: row.rooms.map(of_units),
            staff: row.staff.and_then(|n| standards.units_of_staff(n)).map(of_units),
            qualified: row.qualified.and_then(|n| standards.units_of_qualified(n)).map(of_units),
            units: row.units(standards),
            limit,
            capacity: 0,
            enrolled,
            open: 0,
        };
        seats.capacity = Binding::ALL.into_iter().filter_map(|b| seats.number(b)).min()?;
        seats.open = seats.capacity.saturating_sub(enrolled);
        Some(seats)
    }

    /// The number of a limit.
    pub const fn number(&self, of: Binding) -> Option<u32> {
        match of {
            Binding::Declared => self.declared,
            Binding::Area => self.area,
            Binding::Rooms => self.rooms,
            Binding::Staff => self.staff,
            Binding::Qualified => self.qualified,
        }
    }

    /// The limits that are as small as the capacity, in the order of [`Binding::ALL`]; at least one.
    pub fn binding(&self) -> impl Iterator<Item = Binding> + use<> {
        let seats = *self;
        Binding::ALL.into_iter().filter(move |&b| seats.number(b) == Some(seats.capacity))
    }

    /// Seats without the number that the club declares: what it could offer by its rooms and staff. `None` if only that is
    /// known.
    pub fn possible(&self) -> Option<u32> {
        [self.area, self.rooms, self.staff, self.qualified].into_iter().flatten().min()
    }
}
