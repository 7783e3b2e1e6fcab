//! Rooms, floor and staff of every club, made up around the children who apply.

use super::city::City;
use super::tables::{Table, number};
use crate::draw::{Draw, Stream, permille};

/// Columns of `units.csv`.
const COLUMNS: &[&str] = &[
    "facility_id",
    "season",
    "weekdays",
    "rooms",
    "area_m2",
    "staff",
    "qualified_staff",
    "limit_per_unit",
    "declared_seats",
];

/// Children of one unit.
const UNIT: u32 = 40;
/// Floor of one child in hundredths of a square metre, as the national standard has it.
const FLOOR_PER_CHILD: u32 = 165;
/// Of a thousand clubs, how many take more children in summer than in term.
const LARGER_IN_SUMMER: u32 = 200;

/// Every club is open Monday to Friday all year, many on Saturdays with a smaller staff; some have another row for the summer.
/// Seats are 85 to 115 % of the applicants of its districts, and one of rooms, floor and staff is what limits them.
pub(super) fn units(city: &City, seed: u64) -> Table {
    let mut draw = Draw::new(seed, Stream::Clubs);
    let mut table = Table::new("units", COLUMNS);
    for (club, applicants) in city.clubs.iter().zip(city.applicants_by_club()) {
        let seats = club.quota.unwrap_or_else(|| permille(applicants, 850 + draw.below(301)).max(10));
        let units = seats.div_ceil(UNIT);
        // The floor is what limits, or bears a few children more.
        let floor = permille(seats, 1_000 + draw.below(4) * 40) * FLOOR_PER_CHILD + draw.below(100);
        let staff = club.staff.unwrap_or(2 * units + draw.below(3));
        let qualified = (units + draw.below(units + 1)).min(staff);
        let mut row =
            |season: &str, days: &str, rooms: u32, staff: u32, qualified: u32, declared: Option<u32>| {
                table.push([
                    club.id.clone(),
                    season.to_owned(),
                    days.to_owned(),
                    rooms.to_string(),
                    format!("{}.{:02}", floor / 100, floor % 100),
                    staff.to_string(),
                    qualified.to_string(),
                    String::new(),
                    number(declared),
                ]);
            };
        row("", "MTWHF", units, staff, qualified, club.quota);
        if club.saturdays {
            let fewer = units.div_ceil(2);
            row("", "S", fewer, (2 * fewer).min(staff), fewer.min(qualified), club.quota);
        }
        if club.quota.is_none() && draw.chance(LARGER_IN_SUMMER) {
            // Students help in the summer, and another room of the school stands free; the floor stays what it is measured.
            row("summer", "MTWHF", units + 1, staff + 2, qualified + 1, None);
        }
    }
    table
}
