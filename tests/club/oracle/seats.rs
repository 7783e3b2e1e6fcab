//! Seats by the rows: which row speaks for a slot, and what it allows.

use sekiwari::programme::club::capacity::UnitRow;
use sekiwari::programme::club::{Day, RoundData, Season};

/// The row that speaks for a slot: one that names the season before one for all seasons.
fn speaking(data: &RoundData, club: usize, season: Season, day: Day) -> Option<&UnitRow> {
    let rows = || data.units.iter().filter(|r| r.club as usize == club && r.days.contains(day));
    let named = rows().find(|r| r.seasons.is_some_and(|s| s.contains(season)));
    named.or_else(|| rows().find(|r| r.seasons.is_none()))
}

/// Seats that a slot offers, children enrolled taken off; `None` where the club is closed.
pub(crate) fn open_seats(data: &RoundData, club: usize, season: Season, day: Day) -> Option<u32> {
    let row = speaking(data, club, season, day)?;
    let standards = &data.standards;
    let mut units = Vec::new();
    units.extend(row.rooms);
    if let Some(staff) = row.staff
        && standards.staff_per_unit > 0
    {
        units.push(staff / standards.staff_per_unit);
    }
    if let Some(qualified) = row.qualified
        && standards.qualified_per_unit > 0
    {
        units.push(qualified / standards.qualified_per_unit);
    }
    let limit = row.limit_per_unit.unwrap_or_else(|| standards.counted_limit());
    let mut allowed: Vec<u64> = Vec::new();
    allowed.extend(row.declared.map(u64::from));
    allowed.extend(row.area.map(|a| a / u64::from(standards.area_per_child)));
    allowed.extend(units.iter().min().map(|&n| u64::from(n) * u64::from(limit)));
    let seats = *allowed.iter().min().expect("a row knows a limit") as u32;
    let enrolled: u32 = data
        .enrolled
        .iter()
        .filter(|e| e.club as usize == club && e.days.contains(day))
        .filter(|e| e.seasons.is_none_or(|s| s.contains(season)))
        .map(|e| e.children)
        .sum();
    Some(seats.saturating_sub(enrolled))
}
