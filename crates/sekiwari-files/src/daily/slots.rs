//! Which slots of the day a session takes.

use jiff::civil::Time;
use sekiwari::programme::daily::round::{Rules, Session};

/// The slots that a session touches, as bits; slot 0 is the earliest.
pub(super) fn slots_of(rules: &Rules, session: Session) -> u32 {
    let whole = |from: Time, to: Time| from < to;
    let touched = |(i, ends): (usize, &[Time])| {
        let (start, end) = (ends[0], ends[1]);
        let takes = match session {
            Session::Day => true,
            Session::Am => end <= rules.half,
            Session::Pm => start >= rules.half,
            Session::Hours(from, to) => whole(start.max(from), end.min(to)),
        };
        u32::from(takes) << i.min(31)
    };
    rules.bounds.windows(2).enumerate().map(touched).fold(0, |bits, bit| bits | bit)
}

/// Whether half days mean something: whether the half lies inside the day.
pub(super) fn has_halves(rules: &Rules) -> bool {
    rules.bounds.len() > 2
}

/// The slots that lie within opening hours.
pub(super) fn open_slots(rules: &Rules, (from, to): (Time, Time)) -> u32 {
    let inside = |(i, ends): (usize, &[Time])| u32::from(from <= ends[0] && ends[1] <= to) << i.min(31);
    rules.bounds.windows(2).enumerate().map(inside).fold(0, |bits, bit| bits | bit)
}

#[cfg(test)]
mod tests {
    use super::{open_slots, slots_of};
    use jiff::civil::{Time, time};
    use sekiwari::programme::daily::round::{Rules, Session};

    #[test]
    fn sessions_take_the_slots_they_touch() {
        let at = |h, m| time(h, m, 0, 0);
        let bounds: Vec<Time> = vec![at(8, 0), at(10, 0), at(12, 30), at(17, 0)];
        let rules = Rules {
            bounds,
            half: at(12, 30),
            reasons: Vec::new(),
            order: Vec::new(),
            uses_by_service: true,
            site_first: false,
            caps: Vec::new(),
        };
        for (session, slots) in [
            (Session::Day, 0b111),
            (Session::Am, 0b011),
            (Session::Pm, 0b100),
            (Session::Hours(at(9, 59), at(12, 30)), 0b011),
            (Session::Hours(at(10, 0), at(12, 31)), 0b110),
            (Session::Hours(at(17, 0), at(18, 0)), 0),
        ] {
            assert_eq!(slots_of(&rules, session), slots, "{session:?}");
        }
        assert_eq!(open_slots(&rules, (at(8, 30), at(18, 0))), 0b110);
    }
}
