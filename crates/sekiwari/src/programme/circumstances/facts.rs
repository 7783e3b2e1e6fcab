//! From rows to the facts of a rulebook: what holds on the entry date, and what follows from the round.

use super::rows::{Fact, OfHousehold, Rows};
use super::slots::Slots;
use super::view::{Families, Own};
use super::{Circumstances, FactValue};
use crate::priority::rulebook::{Facts, FactsBuilder, Level, Rulebook, Slot};
use crate::programme::nursery::age_in_days;
use jiff::civil::Date;

/// The facts of a round. Rows about households, children and facilities that are not in the round are passed over, as are
/// rows that do not hold on the entry date. `own` sets what only rounds of its programme know; it is made once the words of
/// facilities may be numbered.
///
/// Cost: sorting the rows; linear in the lists of the children.
pub(crate) fn facts_of<R: Families, O: Own>(
    round: &R,
    book: &Rulebook,
    circumstances: &Circumstances,
    own: impl FnOnce(&mut FactsBuilder<'_>) -> O,
) -> Facts {
    let entry = round.entry_date();
    let mut rows = Rows::new(round, book, circumstances);
    let slots = Slots::new(book);
    let mut out = FactsBuilder::new(book, entry);
    let ids: Vec<i64> = round.facility_ids().map(|id| out.word(id)).collect();
    let own = own(&mut out);
    let month = i64::from(entry.month());
    out.set(slots.month, month * 1000);
    out.set(slots.fiscal_year, i64::from(round.fiscal_year()) * 1000);
    // Months of a fiscal year begin with April.
    let place = |month: i64| (month + 8) % 12;
    let this_year = place(month) >= place(i64::from(book.data().tax_month));
    let tax_slot = if this_year { slots.tax_this_year } else { slots.tax_last_year };
    // The facilities of a list in its order, each once.
    let mut listed: Vec<u32> = Vec::new();
    for h in 0..round.household_ids().count() as u32 {
        let of = rows.next(h);
        let children = round.children_of(h);
        out.household();
        out.set(slots.applying, children.len() as i64 * 1000);
        stated(&mut out, &slots, &of, entry, tax_slot);
        guardians(&mut out, book, &slots, &of, entry);
        let workplaces = workplaces(book, &slots, &of, entry);
        for child in children.clone() {
            listed.clear();
            for facility in round.list(child) {
                if !listed.contains(&facility) {
                    listed.push(facility);
                }
            }
            let siblings = |keep: &dyn Fn(u32) -> bool| {
                children.clone().filter(|&s| s != child && keep(s)).count() as i64 * 1000
            };
            out.child();
            out.set(slots.wishes, listed.len() as i64 * 1000);
            out.set(slots.siblings, siblings(&|_| true));
            out.set(slots.elder_siblings, siblings(&|s| s < child));
            out.set_word(slots.district, round.district(child));
            own.child(&mut out, child);
            for (_, f) in of.facts.iter().filter(|(_, f)| f.level == Level::Child && f.is_about(child)) {
                set(&mut out, f.slot, &f.row.value, entry);
            }
            for facility in round.list(child) {
                let place = listed.iter().position(|&f| f == facility).unwrap_or_default() as i64;
                out.entry();
                out.set(slots.wish_rank, (place + 1) * 1000);
                out.set(slots.first_choice, i64::from(place == 0));
                out.set(slots.held, i64::from(round.held_at(child) == Some(facility)));
                out.set(slots.siblings_here, siblings(&|s| round.list(s).any(|f| f == facility)));
                out.set(slots.staff_child, i64::from(workplaces.contains(&round.facility_id(facility))));
                out.set(slots.facility_id, ids[facility as usize]);
                own.entry(&mut out, child, facility);
                let at = |(_, x): &&(u32, Fact<'_>)| {
                    x.level == Level::Facility && x.is_about(child) && x.facility == Some(facility)
                };
                for (_, x) in of.facts.iter().filter(at) {
                    set(&mut out, x.slot, &x.row.value, entry);
                }
            }
        }
    }
    out.finish()
}

/// What was stated about the household.
fn stated(out: &mut FactsBuilder<'_>, slots: &Slots, of: &OfHousehold<'_, '_>, entry: Date, tax_slot: Slot) {
    for (_, f) in of.facts.iter().filter(|(_, f)| f.level == Level::Household) {
        set(out, f.slot, &f.row.value, entry);
        if let FactValue::Number(tax) = f.row.value
            && f.slot == tax_slot
        {
            out.set(slots.tax, tax);
        }
    }
    if of.facts.iter().any(|(_, f)| f.slot == slots.sibling_here && f.row.value == FactValue::YesNo(true)) {
        out.set(slots.sibling_enrolled, 1);
    }
}

/// The guardians, with or without reasons, and their reasons.
fn guardians(
    out: &mut FactsBuilder<'_>,
    book: &Rulebook,
    slots: &Slots,
    of: &OfHousehold<'_, '_>,
    entry: Date,
) {
    let mut guardians: Vec<&str> = of.reasons.iter().map(|r| r.1.guardian.as_str()).collect();
    guardians.extend(of.idle.iter().map(|g| g.1));
    guardians.sort_unstable();
    guardians.dedup();
    out.set(slots.guardians, guardians.len() as i64 * 1000);
    for guardian in guardians {
        out.guardian(guardian);
        let own = of.reasons.iter().filter(|r| r.1.guardian == guardian && r.1.validity.holds_on(entry));
        out.set(slots.reasons, own.clone().count() as i64 * 1000);
        for (_, reason) in own {
            out.reason();
            for (attribute, value) in &reason.values {
                set(out, book.schema().slot(*attribute as usize), value, entry);
            }
        }
    }
}

/// The facilities at which the guardians work.
fn workplaces<'a>(book: &Rulebook, slots: &Slots, of: &OfHousehold<'_, 'a>, entry: Date) -> Vec<&'a str> {
    of.reasons
        .iter()
        .filter(|r| r.1.validity.holds_on(entry))
        .flat_map(|(_, r)| &r.values)
        .filter(|(a, _)| book.schema().slot(*a as usize) == slots.workplace)
        .filter_map(|(_, v)| if let FactValue::Word(id) = v { Some(id.as_str()) } else { None })
        .collect()
}

fn set(out: &mut FactsBuilder<'_>, slot: Slot, value: &FactValue, entry: Date) {
    match value {
        FactValue::YesNo(yes) => out.set(slot, i64::from(*yes)),
        FactValue::Number(n) => out.set(slot, *n),
        FactValue::Date(date) => out.set(slot, i64::from(age_in_days(*date, entry)) * 1000),
        FactValue::Word(word) => out.set_word(slot, word),
    }
}
