//! The limits of one opening, slot by slot: seats, groups, teachers, nurses.

use super::DayViolation;
use super::presence::Present;
use crate::market::day::{DayMarket, Freed, Limits, Rounding, Staff};

/// Reports every limit but those of the rooms that the children `there` break in an opening, slot by slot.
///
/// Cost: slots times (children and bands and groups and freed seats); nothing is remembered from slot to slot.
pub(super) fn check(
    market: &DayMarket,
    opening: u32,
    there: &[Present],
    freed: &[Freed],
    out: &mut Vec<DayViolation>,
) {
    let Some(Limits { seats, groups, staff, nurses, .. }) =
        market.openings().get(opening as usize).map(|o| &o.limits)
    else {
        return;
    };
    for child in there.iter().filter(|c| !groups.is_empty() && !groups.iter().any(|g| c.is_in(g.classes))) {
        let (request, class, child) = (child.request, child.class, child.child);
        out.push(DayViolation::ClassNotTaken { opening, request, child, class });
    }
    for slot in 0..market.slots() {
        let now: Vec<&Present> = there.iter().filter(|c| c.slots.contains(slot)).collect();
        let free: Vec<&Freed> = freed.iter().filter(|f| f.slots.contains(slot)).collect();
        let children = now.len() as u64;
        if let Some(seats) = seats {
            let seats = at(seats, slot) + free.len() as u64;
            if children > seats {
                out.push(DayViolation::Seats { opening, slot, seats, children });
            }
        }
        for (group, row) in groups.iter().enumerate() {
            let inside = |class: u8| holds_class(row.classes, class);
            let seats = at(&row.seats, slot) + free.iter().filter(|f| inside(f.class)).count() as u64;
            let children = now.iter().filter(|c| inside(c.class)).count() as u64;
            if children > seats {
                out.push(DayViolation::GroupSeats { opening, slot, group, seats, children });
            }
        }
        if let Some(staff) = staff {
            let (present, needed) = (at(&staff.teachers, slot), teachers(staff, &now));
            if needed > present {
                out.push(DayViolation::Teachers { opening, slot, present: present as u32, needed });
            }
        }
        if let Some(nurses) = nurses {
            let present = at(&nurses.nurses, slot);
            let needed = children.div_ceil(u64::from(nurses.per_nurse.max(1)));
            if needed > present {
                out.push(DayViolation::Nurses { opening, slot, present: present as u32, needed });
            }
        }
    }
}

/// Whether a set of classes holds a class.
pub(super) fn holds_class(classes: u16, class: u8) -> bool {
    1u16.checked_shl(u32::from(class)).is_some_and(|bit| classes & bit != 0)
}

fn at(numbers: &[u32], slot: usize) -> u64 {
    numbers.get(slot).copied().map_or(0, u64::from)
}

/// Teachers that these children need together.
fn teachers(staff: &Staff, children: &[&Present]) -> u64 {
    if children.is_empty() {
        return 0;
    }
    let (mut tenths, mut whole) = (0, 0);
    for band in &staff.bands {
        let load: u64 = children.iter().filter(|c| c.is_in(band.classes)).map(|c| u64::from(c.load)).sum();
        let per_teacher = u64::from(band.per_teacher.max(1));
        tenths += load / per_teacher;
        whole += load.div_ceil(10 * per_teacher);
    }
    let by_age = match staff.rounding {
        Rounding::Cut => (tenths + 5) / 10,
        Rounding::PerBand => whole,
    };
    by_age.max(u64::from(staff.minimum))
}
