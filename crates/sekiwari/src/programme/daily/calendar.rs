//! Which services are open on which date, and in which slots.
//!
//! In this order:
//! 1. A closure closes, whatever else is said.
//! 2. A service is open on its weekdays. A national holiday closes it unless it says otherwise; holiday care is open on every
//!    national holiday, whatever the weekday.
//! 3. Session rows open a date that would be closed, for their slots; on a date that is open they say what is different. A
//!    row without classes and with 0 seats closes its slots.
//! 4. What is open is cut to the opening hours, and on short days to the time at which it closes early. A session row with
//!    hours (not a half day) goes beyond them.
//!
//! A slot is open if at least half of it is. Who asks for a half day or a day asks for the slots of it in which the service is
//! usually open, and all of them have to be open on the date; who asks for hours has to lie within them to the minute.

use crate::market::day::Slots;
use crate::programme::daily::Service;
use crate::programme::daily::round::{Offer, OfferIndex, Round, Rules, Session, SessionRow};
use jiff::civil::{Date, Time};

/// Why a service is closed on a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shut {
    /// It does not open on that weekday.
    Weekday,
    /// A national holiday.
    NationalHoliday,
    /// A closure, as a position in [`Round::closures`].
    Closure(u32),
    /// Session rows leave no slot open.
    Sessions,
}

/// When a service is open on a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenDay {
    /// From when.
    pub from: Time,
    /// Until when.
    pub to: Time,
    /// Slots that are open: at least half of each.
    pub open: Slots,
    /// Slots in which it is open for some time.
    pub touched: Slots,
    /// Slots in which it is open on a day that is not short.
    pub usual: Slots,
    /// Classes for which there are seats (bits).
    pub classes: u16,
}

impl OpenDay {
    /// The slots in which a child is there that comes for a session; `None` if it is not open for all of it.
    pub fn slots_for(&self, rules: &Rules, session: Session) -> Option<Slots> {
        let asked = rules.slots_of(session);
        if let Session::Hours(from, to) = session {
            let within = self.from <= from && to <= self.to && is_part(asked, self.touched);
            return (within && !asked.is_empty()).then_some(asked);
        }
        let needed = asked.intersection(self.usual);
        // A day has a morning and an afternoon, also where only one of them is usually open.
        let halves = [Session::Am, Session::Pm].map(|half| rules.slots_of(half).intersection(asked));
        let halves = halves.iter().all(|h| h.is_empty() || !h.intersection(needed).is_empty());
        (halves && !needed.is_empty() && is_part(needed, self.open)).then_some(needed)
    }
}

fn is_part(part: Slots, of: Slots) -> bool {
    part.union(of) == of
}

/// What is open when, for every service and every day of the period.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Calendar {
    days: u32,
    at: Vec<Result<OpenDay, Shut>>,
}

impl Calendar {
    /// Cost: services times days, and the closures of each.
    pub(super) fn new(round: &Round) -> Self {
        let (days, (first, last)) = (round.days(), round.period());
        let mut at = Vec::with_capacity(round.offers().len() * days as usize);
        let mut dates = Vec::with_capacity(days as usize);
        let mut date = first;
        while date <= last {
            dates.push(date);
            match date.tomorrow() {
                Ok(next) => date = next,
                Err(_) => break,
            }
        }
        for (o, offer) in (0..).zip(round.offers()) {
            let closed: Vec<(u32, Date, Date)> = (0..)
                .zip(round.closures())
                .filter(|(_, c)| {
                    c.site.is_none_or(|s| s == offer.site) && c.service.is_none_or(|s| s == offer.service)
                })
                .map(|(i, c)| (i, c.from, c.to))
                .collect();
            let mut rows = round.sessions_of(o);
            for &date in &dates {
                rows = &rows[rows.partition_point(|r| r.date < date)..];
                let own = &rows[..rows.partition_point(|r| r.date == date)];
                let closure = closed.iter().find(|c| c.1 <= date && date <= c.2);
                at.push(match closure {
                    Some(&(i, ..)) => Err(Shut::Closure(i)),
                    None => day(round, offer, date, own),
                });
            }
        }
        Self { days, at }
    }

    /// A service on a day of the period, counted from 0.
    ///
    /// # Errors
    /// Why it is closed.
    pub fn at(&self, offer: OfferIndex, day: u32) -> Result<&OpenDay, Shut> {
        self.at[offer as usize * self.days as usize + day as usize].as_ref().map_err(|&shut| shut)
    }
}

fn day(round: &Round, offer: &Offer, date: Date, rows: &[SessionRow]) -> Result<OpenDay, Shut> {
    let rules = round.rules();
    let regular = is_regular(round, offer, date);
    if rows.is_empty() {
        regular?;
    }
    let (mut opens, mut closes) = offer.hours.unwrap_or_else(|| rules.whole_day());
    let mut usual = rules.mostly_within(opens, closes);
    if let Some((_, early)) = offer.short.filter(|(days, _)| days.contains(date)) {
        closes = closes.min(early);
    }
    let shuts = |row: &&SessionRow| row.classes == 0 && row.seats == Some(0);
    let slots = |rows: &mut dyn Iterator<Item = &SessionRow>| {
        rows.fold(Slots::NONE, |all, row| all.union(rules.slots_of(row.session)))
    };
    let opened = slots(&mut rows.iter().filter(|r| !shuts(r)));
    let shut = slots(&mut rows.iter().filter(shuts));
    let hours = rows.iter().filter(|r| !shuts(r)).filter_map(|row| match row.session {
        Session::Hours(from, to) => Some((from, to)),
        Session::Am | Session::Pm | Session::Day => None,
    });
    let hours = hours.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
    if let Some((from, to)) = hours {
        let halves = rows.iter().any(|r| !shuts(&r) && !matches!(r.session, Session::Hours(..)));
        if regular.is_ok() || halves {
            (opens, closes) = (opens.min(from), closes.max(to));
        } else {
            (opens, closes) = (from, to);
            usual = rules.mostly_within(from, to);
        }
    }
    let offered = if regular.is_ok() { Slots::first(rules.slots()) } else { opened };
    let offered = Slots::from_bits(offered.bits() & !shut.bits());
    let touched = rules.slots_of(Session::Hours(opens, closes)).intersection(offered);
    if touched.is_empty() {
        return Err(Shut::Sessions);
    }
    let open = rules.mostly_within(opens, closes).intersection(offered);
    Ok(OpenDay {
        from: opens,
        to: closes,
        open,
        touched,
        usual,
        classes: classes(offer, rows, touched, rules),
    })
}

/// Whether a service is open on a date for which there is no session row.
fn is_regular(round: &Round, offer: &Offer, date: Date) -> Result<(), Shut> {
    let weekday = offer.days.contains(date);
    if round.is_holiday(date) {
        let open = match (offer.service, offer.on_holidays) {
            (Service::Holiday, said) => said.unwrap_or(!offer.days.is_empty()),
            (_, said) => said.unwrap_or(false) && weekday,
        };
        return if open { Ok(()) } else { Err(Shut::NationalHoliday) };
    }
    if weekday { Ok(()) } else { Err(Shut::Weekday) }
}

/// Classes that have seats on a date.
fn classes(offer: &Offer, rows: &[SessionRow], touched: Slots, rules: &Rules) -> u16 {
    let of_rows = rows.iter().filter(|r| r.classes != 0);
    let (said, slots) = of_rows.fold((0, Slots::NONE), |(classes, slots), row| {
        (classes | row.classes, slots.union(rules.slots_of(row.session)))
    });
    let of_offer = offer.groups.iter().fold(0, |all, g| all | g.0);
    let of_offer = if of_offer == 0 { u16::MAX } else { of_offer };
    if is_part(touched, slots) { said } else { said | of_offer }
}

#[cfg(test)]
mod tests;
