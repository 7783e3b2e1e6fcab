//! From rows to the facts of a rulebook: what holds on the entry date, and what follows from the round.

use super::{Circumstances, FactRow, FactValue, ReasonRow};
use crate::priority::rulebook::{Facts, FactsBuilder, Level, Rulebook, Slot};
use crate::programme::nursery::{FacilityIndex, Round, age_in_days};
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::HashMap;

/// The facts of a round. Rows about households, children and facilities that are not in the round are passed over, as are
/// rows that do not hold on the entry date.
///
/// Cost: sorting the rows; linear in the lists of the children.
pub fn facts_of(round: &Round, book: &Rulebook, circumstances: &Circumstances) -> Facts {
    let entry = round.entry_date();
    let mut rows = Rows::new(round, book, circumstances);
    let slots = Slots::new(book);
    let mut out = FactsBuilder::new(book, entry);
    let facility_words: Vec<[i64; 3]> = round
        .facilities()
        .iter()
        .map(|f| {
            let text = |t: &Option<String>| t.clone().unwrap_or_default();
            [f.id.clone(), text(&f.kind), text(&f.district)].map(|w| out.word(&w))
        })
        .collect();
    let month = i64::from(entry.month());
    out.set(slots.month, month * 1000);
    out.set(slots.fiscal_year, i64::from(round.fiscal_year()) * 1000);
    // Months of a fiscal year begin with April.
    let place = |month: i64| (month + 8) % 12;
    let this_year = place(month) >= place(i64::from(book.data().tax_month));
    for (h, household) in round.households().iter().enumerate() {
        let Own { reasons, idle, facts } = rows.next(h as u32);
        out.household();
        let mut guardians: Vec<&str> = reasons.iter().map(|r| r.1.guardian.as_str()).collect();
        guardians.extend(idle.iter().map(|g| g.1));
        guardians.sort_unstable();
        guardians.dedup();
        out.set(slots.guardians, guardians.len() as i64 * 1000);
        out.set(slots.applying, household.children.len() as i64 * 1000);
        for (_, f) in facts.iter().filter(|(_, f)| f.level == Level::Household) {
            set(&mut out, f.slot, &f.row.value, entry);
            if let FactValue::Number(tax) = f.row.value
                && f.slot == if this_year { slots.tax_this_year } else { slots.tax_last_year }
            {
                out.set(slots.tax, tax);
            }
        }
        if facts.iter().any(|(_, f)| f.slot == slots.sibling_here && f.row.value == FactValue::YesNo(true)) {
            out.set(slots.sibling_enrolled, 1);
        }
        for guardian in guardians {
            out.guardian(guardian);
            let own = reasons.iter().filter(|r| r.1.guardian == guardian && r.1.validity.holds_on(entry));
            out.set(slots.reasons, own.clone().count() as i64 * 1000);
            for (_, reason) in own {
                out.reason();
                for (attribute, value) in &reason.values {
                    set(&mut out, book.schema().slot(*attribute as usize), value, entry);
                }
            }
        }
        let workplaces: Vec<&str> = reasons
            .iter()
            .filter(|r| r.1.validity.holds_on(entry))
            .flat_map(|(_, r)| &r.values)
            .filter(|(a, _)| book.schema().slot(*a as usize) == slots.workplace)
            .filter_map(|(_, v)| if let FactValue::Word(id) = v { Some(id.as_str()) } else { None })
            .collect();
        for child in household.children.clone() {
            self::child(&mut out, round, &slots, facts, child);
            for (place, &facility) in round.list(child).iter().enumerate() {
                let staff = workplaces.contains(&round.facilities()[facility as usize].id.as_str());
                let words = facility_words[facility as usize];
                let here = Here { place, facility, staff, words };
                self::entry(&mut out, round, &slots, facts, child, here);
            }
        }
    }
    out.finish()
}

fn child(out: &mut FactsBuilder<'_>, round: &Round, slots: &Slots, facts: &[(u32, Fact<'_>)], child: u32) {
    let c = &round.children()[child as usize];
    let siblings = round.households()[round.household_of(child) as usize].children.clone();
    let count = |keep: &dyn Fn(u32) -> bool| {
        siblings.clone().filter(|&s| s != child && keep(s)).count() as i64 * 1000
    };
    out.child();
    out.set(slots.class, i64::from(c.class.get()) * 1000);
    if let Some(birth) = c.birth_date {
        out.set(slots.age, i64::from(age_in_days(birth, round.entry_date())) * 1000);
    }
    out.set(slots.transfer, i64::from(c.current.is_some()));
    out.set(slots.wishes, round.list(child).len() as i64 * 1000);
    out.set(slots.siblings, count(&|_| true));
    out.set(slots.siblings_same_class, count(&|s| round.children()[s as usize].class == c.class));
    out.set(slots.elder_siblings, count(&|s| s < child));
    out.set_word(slots.district, c.district.as_deref().unwrap_or_default());
    for (_, f) in facts.iter().filter(|(_, f)| f.level == Level::Child && f.is_about(child)) {
        set(out, f.slot, &f.row.value, round.entry_date());
    }
}

/// A place of a child's list.
struct Here {
    place: usize,
    facility: FacilityIndex,
    /// Whether a guardian works there.
    staff: bool,
    /// Id, kind and district of the facility as numbers.
    words: [i64; 3],
}

fn entry(
    out: &mut FactsBuilder<'_>,
    round: &Round,
    slots: &Slots,
    facts: &[(u32, Fact<'_>)],
    child: u32,
    Here { place, facility, staff, words }: Here,
) {
    let c = &round.children()[child as usize];
    let f = &round.facilities()[facility as usize];
    let siblings = round.households()[round.household_of(child) as usize].children.clone();
    let here = siblings.filter(|&s| s != child && round.list(s).contains(&facility)).count();
    out.entry();
    out.set(slots.wish_rank, (place as i64 + 1) * 1000);
    out.set(slots.first_choice, i64::from(place == 0));
    out.set(slots.held, i64::from(c.current == Some(facility)));
    let same = c.district.is_some() && c.district == f.district;
    out.set(slots.same_district, i64::from(same));
    out.set(slots.siblings_here, here as i64 * 1000);
    out.set(slots.staff_child, i64::from(staff));
    out.set(slots.facility_id, words[0]);
    out.set(slots.facility_kind, words[1]);
    out.set(slots.facility_district, words[2]);
    let at = |(_, x): &&(u32, Fact<'_>)| {
        x.level == Level::Facility && x.is_about(child) && x.facility == Some(facility)
    };
    for (_, x) in facts.iter().filter(at) {
        set(out, x.slot, &x.row.value, round.entry_date());
    }
}

fn set(out: &mut FactsBuilder<'_>, slot: Slot, value: &FactValue, entry: Date) {
    match value {
        FactValue::YesNo(yes) => out.set(slot, i64::from(*yes)),
        FactValue::Number(n) => out.set(slot, *n),
        FactValue::Date(date) => out.set(slot, i64::from(age_in_days(*date, entry)) * 1000),
        FactValue::Word(word) => out.set_word(slot, word),
    }
}

/// A fact that holds, with what it is about as positions in the round.
struct Fact<'a> {
    row: &'a FactRow,
    slot: Slot,
    level: Level,
    child: Option<u32>,
    facility: Option<FacilityIndex>,
}

impl Fact<'_> {
    fn is_about(&self, child: u32) -> bool {
        self.child.is_none_or(|c| c == child)
    }
}

/// The rows of each household, in an order that does not depend on the tables.
struct Rows<'a> {
    reasons: Vec<(u32, &'a ReasonRow)>,
    idle: Vec<(u32, &'a str)>,
    facts: Vec<(u32, Fact<'a>)>,
    /// The first rows that no household has taken yet.
    at: [usize; 3],
}

impl<'a> Rows<'a> {
    fn new(round: &Round, book: &Rulebook, circumstances: &'a Circumstances) -> Self {
        let entry = round.entry_date();
        // Only looked up, never walked through, so the order inside leaves no trace.
        let households: HashMap<&str, u32> =
            round.households().iter().enumerate().map(|(i, h)| (h.id.as_str(), i as u32)).collect();
        let children: HashMap<&str, u32> =
            round.children().iter().enumerate().map(|(i, c)| (c.id.as_str(), i as u32)).collect();
        let household = |id: &str| households.get(id).copied();
        let mut reasons: Vec<(u32, &ReasonRow)> =
            circumstances.reasons.iter().filter_map(|r| Some((household(&r.household)?, r))).collect();
        reasons.par_sort_unstable();
        let mut idle: Vec<(u32, &str)> =
            circumstances.idle.iter().filter_map(|(h, g)| Some((household(h)?, g.as_str()))).collect();
        idle.sort_unstable();
        let mut facts: Vec<(u32, Fact<'a>)> = circumstances
            .facts
            .iter()
            .filter(|f| f.validity.holds_on(entry))
            .filter_map(|row| {
                let child = match &row.child {
                    Some(id) => Some(children.get(id.as_str()).copied()?),
                    None => None,
                };
                let household = match child {
                    Some(c) => round.household_of(c),
                    None => household(row.household.as_deref()?)?,
                };
                let facility = match &row.facility {
                    Some(id) => Some(round.facility_by_id(id)?),
                    None => None,
                };
                let attribute = row.attribute as usize;
                let level = book.schema().attributes().get(attribute)?.level;
                let slot = book.schema().slot(attribute);
                Some((household, Fact { row, slot, level, child, facility }))
            })
            .collect();
        facts.par_sort_unstable_by(|a, b| (a.0, a.1.row).cmp(&(b.0, b.1.row)));
        Self { reasons, idle, facts, at: [0; 3] }
    }

    /// The rows of the next household; households are asked for in their order.
    fn next(&mut self, household: u32) -> Own<'_, 'a> {
        Own {
            reasons: take(&self.reasons, &mut self.at[0], household, |r| r.0),
            idle: take(&self.idle, &mut self.at[1], household, |r| r.0),
            facts: take(&self.facts, &mut self.at[2], household, |r| r.0),
        }
    }
}

/// The rows of one household.
struct Own<'r, 'a> {
    reasons: &'r [(u32, &'a ReasonRow)],
    idle: &'r [(u32, &'a str)],
    facts: &'r [(u32, Fact<'a>)],
}

fn take<'r, T>(rows: &'r [T], at: &mut usize, household: u32, of: impl Fn(&T) -> u32) -> &'r [T] {
    let from = *at;
    while rows.get(*at).is_some_and(|r| of(r) == household) {
        *at += 1;
    }
    &rows[from..*at]
}

macro_rules! slots {
    ($($field:ident: $name:literal),+ $(,)?) => {
        /// Where derived values go.
        struct Slots {
            $($field: Slot,)+
        }

        impl Slots {
            #[cfg(test)]
            const NAMES: &'static [&'static str] = &[$($name),+];

            fn new(book: &Rulebook) -> Self {
                // Every name below is in the catalogue; a test holds them against it.
                let slot = |name: &str| book.schema().slot(book.schema().find(name).unwrap_or_default());
                Self { $($field: slot($name),)+ }
            }
        }
    };
}

slots! {
    month: "round.month",
    fiscal_year: "round.fiscal_year",
    workplace: "reason.workplace",
    reasons: "guardian.reasons",
    guardians: "household.guardians",
    applying: "household.applying",
    tax_this_year: "household.tax_this_year",
    tax_last_year: "household.tax_last_year",
    tax: "household.tax",
    sibling_enrolled: "household.sibling_enrolled",
    class: "child.class",
    age: "child.age",
    transfer: "child.transfer",
    wishes: "child.wishes",
    siblings: "child.siblings_applying",
    siblings_same_class: "child.siblings_applying_same_class",
    elder_siblings: "child.elder_siblings_applying",
    district: "child.district",
    wish_rank: "at.wish_rank",
    first_choice: "at.first_choice",
    held: "at.held",
    same_district: "at.same_district",
    siblings_here: "at.siblings_applying_here",
    staff_child: "at.staff_child",
    sibling_here: "at.sibling_here",
    facility_id: "facility.id",
    facility_kind: "facility.kind",
    facility_district: "facility.district",
}

#[cfg(test)]
mod tests {
    use super::Slots;
    use crate::priority::rulebook::{Schema, Source};

    #[test]
    fn every_derived_attribute_is_filled_in_here() {
        let schema = Schema::default();
        for name in Slots::NAMES {
            assert!(schema.find(name).is_some(), "{name}");
        }
        for a in schema.attributes().iter().filter(|a| a.source == Source::Derived) {
            assert!(Slots::NAMES.contains(&a.name.as_str()), "{}", a.name);
        }
    }
}
