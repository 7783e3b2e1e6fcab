//! Sessions as slots of the day.

use super::{Rules, Session};
use crate::market::day::Slots;
use jiff::civil::Time;

impl Rules {
    /// Slots of a day.
    pub fn slots(&self) -> usize {
        self.bounds.len().saturating_sub(1)
    }

    /// From when to when a slot is.
    pub fn slot_time(&self, slot: usize) -> Option<(Time, Time)> {
        Some((*self.bounds.get(slot)?, *self.bounds.get(slot + 1)?))
    }

    /// The whole day.
    pub fn whole_day(&self) -> (Time, Time) {
        let first = self.bounds.first().copied().unwrap_or(Time::MIN);
        (first, self.bounds.last().copied().unwrap_or(Time::MAX))
    }

    /// The slots of a session, whatever is open: of half days those that lie in them, of hours every one that they touch.
    pub fn slots_of(&self, session: Session) -> Slots {
        self.slots_where(|from, to| match session {
            Session::Am => to <= self.half,
            Session::Pm => from >= self.half,
            Session::Day => true,
            Session::Hours(start, end) => start < to && from < end,
        })
    }

    /// The slots that are open for at least half of their time, from one time to another: a site that opens at 8:30 is open
    /// in a slot that begins at 8:00, but not in the afternoon when it closes at 13:00.
    pub fn mostly_within(&self, start: Time, end: Time) -> Slots {
        self.slots_where(|from, to| {
            let open = minutes(end.min(to)) - minutes(start.max(from));
            2 * open >= minutes(to) - minutes(from)
        })
    }

    /// Whether a session is a whole day: `day`, or hours that touch more than half of the slots. Everything else is a part
    /// of a day.
    pub fn is_whole_day(&self, session: Session) -> bool {
        match session {
            Session::Day => true,
            Session::Am | Session::Pm => false,
            Session::Hours(..) => 2 * self.slots_of(session).len() > self.slots(),
        }
    }

    fn slots_where(&self, holds: impl Fn(Time, Time) -> bool) -> Slots {
        let slots = self.bounds.windows(2).take(Slots::MOST).enumerate();
        slots.filter(|(_, w)| holds(w[0], w[1])).fold(Slots::NONE, |all, (i, _)| all.union(Slots::one(i)))
    }
}

/// Minutes since midnight.
fn minutes(time: Time) -> i32 {
    i32::from(time.hour()) * 60 + i32::from(time.minute())
}

#[cfg(test)]
mod tests {
    use super::super::{Rules, Session};
    use crate::market::day::Slots;
    use jiff::civil::time;

    fn rules() -> Rules {
        Rules {
            bounds: vec![time(8, 0, 0, 0), time(12, 30, 0, 0), time(17, 0, 0, 0)],
            half: time(12, 30, 0, 0),
            reasons: vec!["urgent".to_owned()],
            order: vec![],
            uses_by_service: true,
            site_first: false,
            caps: vec![],
        }
    }

    #[test]
    fn half_days_lie_on_either_side_of_the_middle() {
        let rules = rules();
        assert_eq!(rules.slots_of(Session::Am), Slots::one(0));
        assert_eq!(rules.slots_of(Session::Pm), Slots::one(1));
        assert_eq!(rules.slots_of(Session::Day), Slots::first(2));
    }

    #[test]
    fn hours_take_every_slot_they_touch() {
        let rules = rules();
        let hours = |a, b| Session::Hours(time(a, 0, 0, 0), time(b, 0, 0, 0));
        assert_eq!(rules.slots_of(hours(9, 12)), Slots::one(0));
        assert_eq!(rules.slots_of(hours(12, 13)), Slots::first(2));
        assert_eq!(rules.slots_of(hours(17, 18)), Slots::NONE);
        assert!(rules.is_whole_day(hours(9, 15)) && !rules.is_whole_day(hours(9, 12)));
    }

    #[test]
    fn a_slot_is_open_if_half_of_it_is() {
        let rules = rules();
        assert_eq!(rules.mostly_within(time(8, 30, 0, 0), time(17, 30, 0, 0)), Slots::first(2));
        assert_eq!(rules.mostly_within(time(8, 30, 0, 0), time(13, 0, 0, 0)), Slots::one(0));
        assert_eq!(rules.mostly_within(time(18, 0, 0, 0), time(19, 0, 0, 0)), Slots::NONE);
    }
}
