//! What only nursery rounds know: age classes, transfers, kinds of facilities.

use crate::priority::rulebook::{Facts, FactsBuilder, Rulebook};
use crate::programme::circumstances::{self, Circumstances, slots};
use crate::programme::nursery::{Round, age_in_days};

/// The facts of a round. Rows about households, children and facilities that are not in the round are passed over, as are
/// rows that do not hold on the entry date.
///
/// Cost: sorting the rows; linear in the lists of the children.
pub fn facts_of(round: &Round, book: &Rulebook, circumstances: &Circumstances) -> Facts {
    circumstances::facts_of(round, book, circumstances, |out| Own {
        round,
        slots: Slots::new(book),
        places: round
            .facilities()
            .iter()
            .map(|f| [&f.kind, &f.district].map(|text| out.word(text.as_deref().unwrap_or_default())))
            .collect(),
    })
}

struct Own<'a> {
    round: &'a Round,
    slots: Slots,
    /// Kind and district of each facility as numbers.
    places: Vec<[i64; 2]>,
}

impl circumstances::Own for Own<'_> {
    fn child(&self, out: &mut FactsBuilder<'_>, child: u32) {
        let (round, slots) = (self.round, &self.slots);
        let children = round.children();
        let c = &children[child as usize];
        let siblings = round.households()[round.household_of(child) as usize].children.clone();
        let same_class = siblings.filter(|&s| s != child && children[s as usize].class == c.class).count();
        out.set(slots.class, i64::from(c.class.get()) * 1000);
        if let Some(birth) = c.birth_date {
            out.set(slots.age, i64::from(age_in_days(birth, round.entry_date())) * 1000);
        }
        out.set(slots.transfer, i64::from(c.current.is_some()));
        out.set(slots.siblings_same_class, same_class as i64 * 1000);
    }

    fn entry(&self, out: &mut FactsBuilder<'_>, child: u32, facility: u32) {
        let (c, f) = (&self.round.children()[child as usize], &self.round.facilities()[facility as usize]);
        let same = c.district.is_some() && c.district == f.district;
        let [kind, district] = self.places[facility as usize];
        out.set(self.slots.same_district, i64::from(same));
        out.set(self.slots.facility_kind, kind);
        out.set(self.slots.facility_district, district);
    }
}

slots! {
    Slots {
        class: "child.class",
        age: "child.age",
        transfer: "child.transfer",
        siblings_same_class: "child.siblings_applying_same_class",
        same_district: "at.same_district",
        facility_kind: "facility.kind",
        facility_district: "facility.district",
    }
}

#[cfg(test)]
pub(crate) const DERIVED: &[&str] = Slots::NAMES;
