//! What only club rounds know: grades, days, home clubs.

use crate::priority::rulebook::{Facts, FactsBuilder, Rulebook};
use crate::programme::circumstances::{self, Circumstances, slots};
use crate::programme::club::{Day, Round};

/// The facts of a round. Rows about households, children and clubs that are not in the round are passed over, as are rows
/// that do not hold on the entry date.
///
/// Cost: sorting the rows; linear in the lists of the children.
pub fn facts_of(round: &Round, book: &Rulebook, circumstances: &Circumstances) -> Facts {
    circumstances::facts_of(round, book, circumstances, |_| Own { round, slots: Slots::new(book) })
}

struct Own<'a> {
    round: &'a Round,
    slots: Slots,
}

impl circumstances::Own for Own<'_> {
    fn child(&self, out: &mut FactsBuilder<'_>, child: u32) {
        let (c, slots) = (&self.round.children()[child as usize], &self.slots);
        out.set(slots.grade, i64::from(c.grade.get()) * 1000);
        out.set(slots.days, i64::from(c.days.len()) * 1000);
        out.set(slots.saturday, i64::from(c.days.contains(Day::Saturday)));
        out.set(slots.vacation_only, i64::from(c.seasons.is_vacation_only()));
        out.set(slots.disabled, i64::from(c.disabled));
        out.set(slots.always_admit, i64::from(c.always));
    }

    fn entry(&self, out: &mut FactsBuilder<'_>, child: u32, club: u32) {
        let last_year = self.round.children()[child as usize].last_year;
        out.set(self.slots.home, i64::from(self.round.is_home(child, club)));
        out.set(self.slots.continuing, i64::from(last_year == Some(club)));
    }
}

slots! {
    Slots {
        grade: "child.grade",
        days: "child.days",
        saturday: "child.saturday",
        vacation_only: "child.vacation_only",
        disabled: "child.disabled",
        always_admit: "child.always_admit",
        home: "at.home",
        continuing: "at.continuing",
    }
}

#[cfg(test)]
pub(crate) const DERIVED: &[&str] = Slots::NAMES;
