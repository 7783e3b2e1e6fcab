//! Every limit of a market as rows `sum of what is used <= cap`, numbered densely.
//!
//! Seats, seats by class, nurses, quotas and teachers for one band of ages are such rows exactly. Teachers for several bands
//! and rooms are more than a row: their rows here are *implied* (nothing allowed breaks them), and [`super::board`] checks the
//! rest. Rows carry the arguments why somebody cannot be placed ([`super::witness`]).
//!
//! Rooms have up to three implied rows: all who are ill on all seats; the mixable on the seats of rooms that take them; and the
//! others on the seats of rooms that take those, or one to a room where nobody may share. Rows that say no more than the first
//! are left out.

use crate::market::day::{DayMarket, Group, Handling, LimitKind, Limits, Member, Rooms, Rounding, Staff};

/// A limit of the market.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LimitAt {
    /// A quota.
    Quota(u32),
    /// A limit of an opening in one slot.
    Opening {
        /// The opening.
        opening: u32,
        /// The slot.
        slot: u32,
        /// Which of its limits.
        kind: LimitKind,
    },
}

/// The rows of one opening: where those of each limit start. Each has one row per slot.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    pub(super) seats: Option<u32>,
    pub(super) groups: Option<u32>,
    nurses: Option<u32>,
    teachers: Option<u32>,
    rooms: Option<u32>,
    common_rooms: Option<u32>,
    isolation_rooms: Option<u32>,
}

/// All rows.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    pub(super) caps: Vec<u64>,
    pub(super) what: Vec<LimitAt>,
    pub(super) rows: Vec<Rows>,
}

impl Table {
    /// Quotas first, row *q* for quota *q*; then the openings in turn.
    pub(super) fn of(market: &DayMarket) -> Self {
        let mut table = Self::default();
        for (quota, q) in market.quotas().iter().zip(0..) {
            table.push(u64::from(quota.most), LimitAt::Quota(q));
        }
        for (opening, o) in market.openings().iter().zip(0..) {
            let rows = table.of_opening(o, &opening.limits, market.slots());
            table.rows.push(rows);
        }
        table
    }

    fn push(&mut self, cap: u64, what: LimitAt) {
        self.caps.push(cap);
        self.what.push(what);
    }

    fn per_slot(&mut self, opening: u32, slots: usize, kind: LimitKind, cap: impl Fn(usize) -> u64) -> u32 {
        let first = self.caps.len() as u32;
        for slot in 0..slots {
            self.push(cap(slot), LimitAt::Opening { opening, slot: slot as u32, kind });
        }
        first
    }

    fn of_opening(&mut self, o: u32, limits: &Limits, slots: usize) -> Rows {
        let Limits { seats, groups, staff, nurses, rooms } = limits;
        let mut rows = Rows::default();
        if let Some(seats) = seats {
            rows.seats = Some(self.per_slot(o, slots, LimitKind::Seats, |t| seats[t].into()));
        }
        for (Group { seats, .. }, g) in groups.iter().zip(0..) {
            let first = self.per_slot(o, slots, LimitKind::Group(g), |t| seats[t].into());
            rows.groups.get_or_insert(first);
        }
        if let Some(n) = nurses {
            let cap = |t: usize| u64::from(n.nurses[t]) * u64::from(n.per_nurse);
            rows.nurses = Some(self.per_slot(o, slots, LimitKind::Nurses, cap));
        }
        if let Some(staff) = staff {
            rows.teachers = Some(self.per_slot(o, slots, LimitKind::Teachers, |t| teacher_cap(staff, t)));
        }
        if let Some(rooms) = rooms {
            let all: u64 = rooms.rooms.iter().map(|room| u64::from(room.seats)).sum();
            rows.rooms = Some(self.per_slot(o, slots, LimitKind::Rooms, |_| all));
            let mut if_less = |kind, cap| (cap < all).then(|| self.per_slot(o, slots, kind, |_| cap));
            rows.common_rooms = if_less(LimitKind::CommonRooms, mixable_cap(rooms));
            rows.isolation_rooms = if_less(LimitKind::IsolationRooms, apart_cap(rooms));
        }
        rows
    }

    /// What members use of each row of an opening in a slot; `None` if one of them can never be there.
    pub(super) fn used(
        &self,
        opening: u32,
        limits: &Limits,
        slot: usize,
        slots: usize,
        members: &[Member],
        into: &mut Vec<(u32, u64)>,
    ) -> Option<()> {
        let rows = &self.rows[opening as usize];
        let heads = members.len() as u64;
        let mut add = |first: Option<u32>, amount: u64| {
            if let (Some(first), 1..) = (first, amount) {
                into.push((first + slot as u32, amount));
            }
        };
        add(rows.seats, heads);
        add(rows.nurses, heads);
        let ill = |is: fn(Handling) -> bool| {
            members.iter().filter(|m| m.illness.is_some_and(|i| is(i.handling))).count() as u64
        };
        add(rows.rooms, ill(|_| true));
        add(rows.common_rooms, ill(|h| h == Handling::Mix));
        add(rows.isolation_rooms, ill(|h| h != Handling::Mix));
        if let Some(staff) = &limits.staff {
            // Too few to open at all: the cap is 0, and everybody uses something.
            let least = u64::from(staff.teachers[slot] < staff.minimum) * heads;
            add(rows.teachers, members.iter().map(|m| teacher_share(staff, m)).sum::<u64>().max(least));
        }
        if let Some(first) = rows.groups {
            for member in members {
                let g = limits.groups.iter().position(|g| g.classes & (1 << member.class) != 0)?;
                add(Some(first + (g * slots) as u32), 1);
            }
        }
        Some(())
    }
}

/// The most children with mixable illnesses at a time.
fn mixable_cap(rooms: &Rooms) -> u64 {
    let takes = rooms.rooms.iter().filter(|room| room.kind.takes(Handling::Mix));
    takes.map(|room| u64::from(room.seats)).sum()
}

/// There are never more children whose illnesses are kept apart at a time.
fn apart_cap(rooms: &Rooms) -> u64 {
    let takes = rooms.rooms.iter().filter(|room| room.kind.takes(Handling::Separate));
    takes.map(|room| u64::from(if rooms.same_may_share { room.seats } else { room.seats.min(1) })).sum()
}

/// Least common multiple of the bands' ratios; 0 where it is too large to be of use.
fn scale(staff: &Staff) -> u64 {
    let mut lcm = 1;
    for band in &staff.bands {
        let k = u64::from(band.per_teacher);
        lcm = lcm / gcd(lcm, k) * k;
        if lcm > 1_000_000 {
            return 0;
        }
    }
    lcm
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// The largest sum of [`teacher_share`]s that the rule may allow; exact for a single band.
///
/// Cut: `sum floor(load/k) <= 10 T + 4`, and `floor(load/k) >= (load - k + 1)/k`. Per band: `sum ceil(load/10k) <= T`.
fn teacher_cap(staff: &Staff, slot: usize) -> u64 {
    let teachers = u64::from(staff.teachers[slot]);
    if teachers < u64::from(staff.minimum) {
        return 0;
    }
    let scale = scale(staff);
    match staff.rounding {
        Rounding::PerBand => scale * 10 * teachers,
        Rounding::Cut => {
            let cut: u64 = staff.bands.iter().map(|b| scale - scale / u64::from(b.per_teacher)).sum();
            scale * (10 * teachers + 4) + cut
        }
    }
}

/// What one child weighs in the row of teachers.
fn teacher_share(staff: &Staff, member: &Member) -> u64 {
    let band = staff.bands.iter().find(|b| b.classes & (1 << member.class) != 0);
    band.map_or(0, |b| u64::from(member.load) * scale(staff) / u64::from(b.per_teacher))
}

/// Teachers needed for the loads of the bands (tenths of children), the minimum left out.
pub(super) fn teachers_needed(staff: &Staff, loads: &[u64]) -> u64 {
    let shares = staff.bands.iter().zip(loads);
    match staff.rounding {
        Rounding::PerBand => shares.map(|(b, &load)| load.div_ceil(10 * u64::from(b.per_teacher))).sum(),
        Rounding::Cut => (shares.map(|(b, &load)| load / u64::from(b.per_teacher)).sum::<u64>() + 5) / 10,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::market::day::Band;

    fn staff(rounding: Rounding, teachers: u32) -> Staff {
        let bands = [(0b1, 3), (0b110, 6), (0b1000, 15), (0b11_0000, 25)];
        let bands = bands.map(|(classes, per_teacher)| Band { classes, per_teacher }).to_vec();
        Staff { teachers: vec![teachers], bands, rounding, minimum: 2 }
    }

    /// Figures of the pay rule: 1.6 + 1.6 + 0.9 + 0.9 = 5.0; in whole teachers 2 + 2 + 1 + 1.
    #[test]
    fn teachers_are_those_of_the_worked_examples() {
        let loads = [50, 100, 140, 240];
        assert_eq!(teachers_needed(&staff(Rounding::Cut, 9), &loads), 5);
        assert_eq!(teachers_needed(&staff(Rounding::PerBand, 9), &loads), 6);
        assert_eq!(teachers_needed(&staff(Rounding::Cut, 9), &[90, 320, 200, 410]), 11);
    }

    /// The row never forbids a mix that the rule allows, and with one band it allows nothing more.
    #[test]
    fn the_row_of_teachers_is_implied_and_exact_for_one_band() {
        let classes = [0_u8, 1, 3, 4];
        for rounding in [Rounding::Cut, Rounding::PerBand] {
            for teachers in 2..5 {
                let many = staff(rounding, teachers);
                for mix in 0..6_u64.pow(4) {
                    let loads: Vec<u64> = (0..4).map(|i| mix / 6_u64.pow(i) % 6 * 20).collect();
                    let share: u64 = classes
                        .iter()
                        .zip(&loads)
                        .map(|(&c, &l)| teacher_share(&many, &Member { load: l as u32, ..Member::new(0, c) }))
                        .sum();
                    let allowed = teachers_needed(&many, &loads) <= teachers.into();
                    assert!(!allowed || share <= teacher_cap(&many, 0), "{rounding:?} {loads:?}");
                }
                let one = Staff { bands: vec![many.bands[1]], ..many };
                for load in 0..600 {
                    let share = teacher_share(&one, &Member { load, ..Member::new(0, 1) });
                    let allowed = teachers_needed(&one, &[load.into()]) <= teachers.into();
                    assert_eq!(allowed, share <= teacher_cap(&one, 0), "{rounding:?} {load}");
                }
            }
        }
    }
}
