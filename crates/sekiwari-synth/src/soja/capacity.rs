//! Teachers, rooms and head counts of the sample: what its seats could have been worked out from.
//!
//! Quota and enrolment of every facility are facts; how they split over classes, the teachers and the rooms are made up so that
//! they bear out the seats of the sample.

use super::facts::{FACILITIES, Fact};
use super::{ENROLLED_MIX, SMALL_MIX, round, seats, whole_range};
use sekiwari::programme::nursery::AgeClass;
use std::fmt::Write as _;

type PerClass = [u32; AgeClass::COUNT];

/// One facility in the round's classes.
struct Heads {
    fact: &'static Fact,
    /// Children who move up into each class.
    continuing: PerClass,
    /// Of these, children who apply to move.
    movers: PerClass,
    /// Seats of the round.
    open: PerClass,
}

impl Heads {
    fn full(&self, class: usize) -> u32 {
        self.continuing[class] + self.open[class]
    }

    fn classes(&self) -> std::ops::Range<usize> {
        0..if whole_range(self.fact) { 6 } else { 3 }
    }

    /// Teachers for all seats taken by the national ratios, one more in small facilities (in tenths of a teacher before rounding).
    fn teachers(&self) -> u32 {
        let of =
            |classes: std::ops::Range<usize>, k: u32| 10 * classes.map(|c| self.full(c)).sum::<u32>() / k;
        let tenths = of(0..1, 3) + of(1..3, 6) + of(3..4, 15) + of(4..6, 25);
        (tenths + 5) / 10 + u32::from(!whole_range(self.fact))
    }
}

fn heads() -> Vec<Heads> {
    let data = round();
    let rows = seats();
    let each = FACILITIES.iter().enumerate().map(|(f, fact)| {
        let mix = if whole_range(fact) { ENROLLED_MIX } else { SMALL_MIX };
        let today = crate::draw::share_out(u64::from(fact.enrolled), mix);
        let mut heads = Heads { fact, continuing: [0; 6], movers: [0; 6], open: [0; 6] };
        for row in rows.iter().filter(|r| r.facility as usize == f) {
            row.classes.classes().for_each(|c| heads.open[c.index()] = row.seats);
        }
        for class in heads.classes().skip(1) {
            heads.continuing[class] = today[class - 1];
        }
        for (_, child) in data.children.iter().filter(|(_, c)| c.current == Some(f as u32)) {
            heads.movers[child.class.index()] += 1;
        }
        // Whoever applies to move is there.
        for class in 0..6 {
            heads.continuing[class] = heads.continuing[class].max(heads.movers[class]);
        }
        heads
    });
    each.collect()
}

/// The tables as files: name and content, with a byte order mark as in the other tables.
pub fn capacity_tables() -> Vec<(&'static str, String)> {
    let heads = heads();
    let table = |header: &str, rows: &dyn Fn(&mut String, usize, &Heads)| {
        let mut text = format!("\u{feff}{header}\n");
        heads.iter().enumerate().for_each(|(f, h)| rows(&mut text, f, h));
        text
    };
    // Writing to a String cannot fail.
    let declared = table("facility_id,class,seats,reserved,quota", &|text, _, h| {
        let _ = writeln!(text, "{},,,,{}", h.fact.id, h.fact.quota);
        for c in h.classes() {
            let _ = writeln!(text, "{},{c},{},,", h.fact.id, h.full(c));
        }
    });
    let staff = table("facility_id,class,teachers,nurses", &|text, f, h| {
        // Here and there half a teacher more, and a nurse in place of a teacher where there are many infants.
        let half = if f % 3 == 1 { 5 } else { 0 };
        let nurse = u32::from(f % 4 == 2 && h.full(0) >= 4);
        let nurses = if nurse > 0 { "1" } else { "" };
        let _ = writeln!(text, "{},,{}.{half},{nurses}", h.fact.id, h.teachers() - nurse);
    });
    let rooms = table("facility_id,room_id,kind,area_m2,class", &|text, f, h| {
        let id = h.fact.id;
        // A tenth to a third more than the children need, in quarters of a square metre.
        let area = |children: u32, unit: u32| {
            let hundredths = children * unit * (110 + 5 * (f as u32 % 5)) / 100 / 25 * 25 + 25;
            format!("{}.{:02}", hundredths / 100, hundredths % 100)
        };
        if whole_range(h.fact) {
            let _ = writeln!(text, "{id},ほふく室1,crawling,{},0", area(h.full(0), 330));
            let _ = writeln!(text, "{id},ほふく室2,crawling,{},1", area(h.full(1), 330));
            let _ = writeln!(text, "{id},保育室2,room,{},2", area(h.full(2), 198));
            let _ = writeln!(text, "{id},保育室3,room,{},3", area(h.full(3), 198));
            let _ = writeln!(text, "{id},保育室4,room,{},4-5", area(h.full(4) + h.full(5), 198));
            let outside = (2..6).map(|c| h.full(c)).sum();
            let _ = writeln!(text, "{id},園庭,yard,{},", area(outside, 330));
        } else {
            let all = h.classes().map(|c| h.full(c)).sum();
            let _ = writeln!(text, "{id},ほふく室,crawling,{},0-2", area(all, 330));
        }
    });
    let enrolled = table("facility_id,class,children", &|text, _, h| {
        for c in h.classes().skip(1) {
            let _ = writeln!(text, "{},{c},{}", h.fact.id, h.continuing[c] - h.movers[c]);
        }
    });
    let last_year = table("facility_id,class,seats,enrolled,quota", &|text, f, h| {
        let _ = writeln!(text, "{},,,{},{}", h.fact.id, h.fact.enrolled, h.fact.quota);
        for c in h.classes() {
            // One seat more or fewer than this year.
            let last = match (f + c) % 5 {
                0 => h.open[c] + 1,
                3 => h.open[c].saturating_sub(1),
                _ => h.open[c],
            };
            let _ = writeln!(text, "{},{c},{last},,", h.fact.id);
        }
    });
    vec![
        ("declared.csv", declared),
        ("staff.csv", staff),
        ("rooms.csv", rooms),
        ("enrolled.csv", enrolled),
        ("last_year.csv", last_year),
    ]
}
