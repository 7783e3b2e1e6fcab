//! Seats, seats by class, teachers and nurses, slot by slot from the rows.

use super::places::Seated;
use super::{RoundViolation, Spot};
use crate::market::day::{Rounding, Slots};
use crate::programme::daily::round::{Offer, OfferIndex, Round, SessionRow};

/// Counts one service on one day. `freed` are seats that are there because somebody stays at home.
pub(super) fn check(
    round: &Round,
    offer: OfferIndex,
    day: u32,
    there: &[Seated],
    freed: &[(u8, Slots)],
    found: &mut Vec<RoundViolation>,
) {
    let date = round.date_of(day);
    let o = &round.offers()[offer as usize];
    for slot in 0..round.rules().slots() {
        let now: Vec<&Seated> = there.iter().filter(|s| s.slots.contains(slot)).collect();
        if now.is_empty() {
            continue;
        }
        let spot = Spot { offer, day, slot: slot as u32 };
        let speaks = |r: &&SessionRow| r.date == date && round.rules().slots_of(r.session).contains(slot);
        let rows: Vec<&SessionRow> = round.sessions_of(offer).iter().filter(speaks).collect();
        let freed_of = |classes: u16| {
            freed.iter().filter(|f| f.1.contains(slot) && classes >> f.0 & 1 == 1).count() as u32
        };
        let children = now.len() as u32;
        let said = |number: fn(&SessionRow) -> Option<u32>| rows.iter().find_map(|r| number(r));
        let seats = said(|r| r.seats.filter(|_| r.classes == 0)).or(o.seats);
        if let Some(seats) = seats.map(|s| s.saturating_add(freed_of(u16::MAX))).filter(|&s| s < children) {
            found.push(RoundViolation::Seats { spot, seats, children });
        }
        let mut told = 0;
        for child in &now {
            let Some((classes, seats)) = class_seats(o, &rows, child.class) else { continue };
            let seats = seats.saturating_add(freed_of(classes));
            let children = now.iter().filter(|s| classes >> s.class & 1 == 1).count() as u32;
            if children > seats && told & classes == 0 {
                told |= classes;
                found.push(RoundViolation::ClassSeats { spot, classes, seats, children });
            }
        }
        if let Some(present) = said(|r| r.teachers).or(o.teachers) {
            let needed = teachers(o, &now);
            if needed > present {
                found.push(RoundViolation::Teachers { spot, present, needed });
            }
        }
        if let Some(present) = said(|r| r.nurses).or(o.nurses) {
            let needed = children.div_ceil(o.per_nurse);
            if needed > present {
                found.push(RoundViolation::Nurses { spot, present, needed });
            }
        }
    }
}

/// Classes that share the seats of a class at a time, and how many seats; `None` where classes do not matter. `rows` are
/// those of the slot: where they speak of classes, no other class has a seat.
fn class_seats(offer: &Offer, rows: &[&SessionRow], class: u8) -> Option<(u16, u32)> {
    let inside = |classes: u16| classes >> class & 1 == 1;
    let own = 1 << class;
    if rows.iter().any(|r| r.classes != 0) {
        let row = rows.iter().find(|r| inside(r.classes));
        return Some(row.map_or((own, 0), |r| (r.classes, r.seats.unwrap_or(0))));
    }
    let group = offer.groups.iter().find(|g| inside(g.0)).copied();
    group.or((!offer.groups.is_empty()).then_some((own, 0)))
}

/// Teachers that these children need together.
fn teachers(offer: &Offer, now: &[&Seated]) -> u32 {
    let rule = &offer.teacher_rule;
    let mut by_age = 0;
    for &(classes, per_teacher) in &rule.bands {
        let load: u32 = now.iter().filter(|s| classes >> s.class & 1 == 1).map(|s| s.load).sum();
        by_age += match rule.rounding {
            // Tenths of a teacher, cut.
            Rounding::Cut => load / per_teacher,
            Rounding::PerBand => load.div_ceil(per_teacher.saturating_mul(10)),
        };
    }
    if rule.rounding == Rounding::Cut {
        // Half a teacher and more is a teacher.
        by_age = (by_age + 5) / 10;
    }
    by_age.max(rule.minimum)
}
