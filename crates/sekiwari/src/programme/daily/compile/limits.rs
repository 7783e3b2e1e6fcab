//! The limits of an opening: what the service says, with what the session rows of the date say instead.

use crate::market::day::{Band, Group, Limits, Nurses, Room, Rooms, Slots, Staff};
use crate::programme::daily::Round;
use crate::programme::daily::round::{OfferIndex, Rules, SessionRow};
use jiff::civil::Date;

/// More than any opening has, for slots without a limit beside slots with one.
const UNLIMITED: u32 = 1_000_000;

/// The limits of a service on a date.
pub(super) fn limits(round: &Round, offer: OfferIndex, date: Date) -> Limits {
    let rules = round.rules();
    let rows = round.sessions_of(offer);
    let rows = &rows[rows.partition_point(|r| r.date < date)..];
    let rows = &rows[..rows.partition_point(|r| r.date == date)];
    let o = &round.offers()[offer as usize];
    let of_all = |row: &SessionRow| row.seats.filter(|_| row.classes == 0);
    let bands = o.teacher_rule.bands.iter();
    let bands = bands.map(|&(classes, per_teacher)| Band { classes, per_teacher }).collect();
    Limits {
        seats: per_slot(rules, o.seats, rows, of_all),
        groups: groups(rules, &o.groups, rows),
        staff: per_slot(rules, o.teachers, rows, |r| r.teachers).map(|teachers| Staff {
            teachers,
            bands,
            rounding: o.teacher_rule.rounding,
            minimum: o.teacher_rule.minimum,
        }),
        nurses: per_slot(rules, o.nurses, rows, |r| r.nurses)
            .map(|nurses| Nurses { nurses, per_nurse: o.per_nurse }),
        rooms: (!o.rooms.is_empty()).then(|| Rooms {
            rooms: o.rooms.iter().map(|room| Room { seats: room.seats, kind: room.kind }).collect(),
            same_may_share: o.same_may_share,
        }),
    }
}

/// A number for every slot: what a row says of it, else what is usual. `None` where nothing says any.
fn per_slot(
    rules: &Rules,
    usual: Option<u32>,
    rows: &[SessionRow],
    said: impl Fn(&SessionRow) -> Option<u32>,
) -> Option<Vec<u32>> {
    let mut numbers = vec![usual.unwrap_or(UNLIMITED); rules.slots()];
    let mut any = usual.is_some();
    for row in rows {
        if let Some(number) = said(row) {
            any = true;
            rules.slots_of(row.session).iter().for_each(|slot| numbers[slot] = number);
        }
    }
    any.then_some(numbers)
}

/// Seats by class. Where rows speak of classes, no other class has a seat in their slots; elsewhere it is as usual.
fn groups(rules: &Rules, usual: &[(u16, u32)], rows: &[SessionRow]) -> Vec<Group> {
    let slots = rules.slots();
    let of_classes: Vec<&SessionRow> = rows.iter().filter(|r| r.classes != 0).collect();
    if of_classes.is_empty() {
        let group = |&(classes, seats): &(u16, u32)| Group { classes, seats: vec![seats; slots] };
        return usual.iter().map(group).collect();
    }
    let covered = of_classes.iter().fold(Slots::NONE, |all, r| all.union(rules.slots_of(r.session)));
    let mut sets: Vec<u16> = of_classes.iter().map(|r| r.classes).collect();
    if covered != Slots::first(slots) {
        // The groups of the service are those of the rows or apart from them, else the round is refused.
        let said = sets.iter().fold(0, |all, set| all | set);
        let apart = usual.iter().map(|g| g.0).filter(|set| set & said == 0);
        sets.extend(apart);
        if usual.is_empty() && said != u16::MAX {
            sets.push(!said);
        }
    }
    sets.sort_unstable();
    sets.dedup();
    let group = |classes: u16| {
        let usual = usual.iter().find(|g| g.0 == classes).map_or(UNLIMITED, |g| g.1);
        let mut seats = vec![usual; slots];
        covered.iter().for_each(|slot| seats[slot] = 0);
        for row in of_classes.iter().filter(|r| r.classes == classes) {
            rules.slots_of(row.session).iter().for_each(|slot| seats[slot] = row.seats.unwrap_or(0));
        }
        Group { classes, seats }
    };
    sets.into_iter().map(group).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::limits;
    use crate::programme::daily::Round;
    use crate::programme::daily::made::{june, row};
    use crate::programme::daily::round::Session;
    use jiff::civil::date;

    const DAY: jiff::civil::Date = date(2026, 6, 2);

    #[test]
    fn rows_say_what_is_different() {
        let mut data = june();
        data.sessions = vec![row(0, DAY, Session::Pm, 0, Some(1))];
        data.sessions[0].nurses = Some(2);
        let round = Round::new(data).unwrap();
        let got = limits(&round, 0, DAY);
        assert_eq!(got.seats, Some(vec![3, 1]));
        // Nobody said how many nurses there are in the morning: that is no limit.
        assert_eq!(got.nurses.map(|n| n.nurses), Some(vec![1_000_000, 2]));
        assert_eq!(limits(&round, 0, date(2026, 6, 3)).seats, Some(vec![3, 3]));
    }

    #[test]
    fn rows_by_class_leave_no_seat_to_other_classes() {
        let mut data = june();
        data.sessions =
            vec![row(0, DAY, Session::Am, 0b11, Some(2)), row(0, DAY, Session::Am, 0b100, Some(1))];
        let round = Round::new(data).unwrap();
        let groups: Vec<_> =
            limits(&round, 0, DAY).groups.into_iter().map(|g| (g.classes, g.seats)).collect();
        let free = 1_000_000;
        assert_eq!(groups, [(0b11, vec![2, free]), (0b100, vec![1, free]), (!0b111, vec![0, free])]);
    }

    #[test]
    fn rows_of_the_whole_day_cut_the_classes_anew() {
        let mut data = june();
        data.offers[0].groups = vec![(0b111, 5)];
        data.sessions = vec![row(0, DAY, Session::Day, 0b1, Some(2))];
        let round = Round::new(data).unwrap();
        let groups = limits(&round, 0, DAY).groups;
        assert_eq!(groups.iter().map(|g| (g.classes, &g.seats[..])).collect::<Vec<_>>(), [(1, &[2, 2][..])]);
    }
}
