//! The probability that more come than fit, exactly.

use crate::explain::daily::{nurses_needed, teachers_needed};
use crate::market::day::{CLASSES, Limits, Member, Slots};

/// Somebody with a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Booked {
    /// Who.
    pub member: Member,
    /// When.
    pub slots: Slots,
    /// The probability that the child comes; each comes or not on its own.
    pub comes: f64,
}

/// Children who weigh the same in every limit.
struct Kind {
    class: u8,
    load: u32,
    /// The probability of each number of them.
    numbers: Vec<f64>,
}

/// The probability that those who come break a limit of an opening (seats, seats by class, teachers, nurses), in the slot of
/// `slots` in which it is greatest. Rooms are not looked at: who overbooks has to keep them for everybody.
///
/// Exact but for rounding: the numbers who come of each kind of child are Poisson-binomial, and all combinations that fit are added
/// up; as one child less never breaks a limit, a combination beyond the limits need not be followed further. Stops at a
/// probability above `enough`. Cost: the combinations that fit, in each slot.
pub fn risk(limits: &Limits, slots: Slots, booked: &[Booked], enough: f64) -> f64 {
    let mut worst: f64 = 0.0;
    for slot in slots.iter() {
        let kinds = kinds(booked.iter().filter(|b| b.slots.contains(slot)));
        let mut search = Search { limits, slot, kinds: &kinds, enough, broken: 0.0 };
        let mut counts = vec![0; kinds.len()];
        search.go(&mut counts, 0, 1.0);
        worst = worst.max(search.broken);
        if worst > enough {
            break;
        }
    }
    worst
}

fn kinds<'a>(booked: impl Iterator<Item = &'a Booked>) -> Vec<Kind> {
    let mut all: Vec<(u8, u32, f64)> = booked.map(|b| (b.member.class, b.member.load, b.comes)).collect();
    all.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)));
    let same = all.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1));
    same.map(|kind| Kind { class: kind[0].0, load: kind[0].1, numbers: numbers(kind) }).collect()
}

/// The probability of each number of comers.
fn numbers(kind: &[(u8, u32, f64)]) -> Vec<f64> {
    let mut numbers = vec![1.0];
    for &(.., comes) in kind {
        numbers.push(0.0);
        for n in (0..numbers.len()).rev() {
            let with = if n > 0 { numbers[n - 1] * comes } else { 0.0 };
            numbers[n] = numbers[n] * (1.0 - comes) + with;
        }
    }
    numbers
}

struct Search<'a> {
    limits: &'a Limits,
    slot: usize,
    kinds: &'a [Kind],
    enough: f64,
    broken: f64,
}

impl Search<'_> {
    /// Goes through the numbers of the kinds from `k` on; those before come with probability `p`.
    fn go(&mut self, counts: &mut Vec<u32>, k: usize, p: f64) {
        let kinds = self.kinds;
        let Some(kind) = kinds.get(k) else { return };
        for (n, &q) in kind.numbers.iter().enumerate() {
            if self.broken > self.enough {
                return;
            }
            counts[k] = n as u32;
            if n > 0 && !fits(self.limits, self.slot, kinds, counts) {
                // So do all larger numbers, whoever else comes.
                self.broken += p * kind.numbers[n..].iter().sum::<f64>();
                break;
            }
            if q > 0.0 {
                self.go(counts, k + 1, p * q);
            }
        }
        counts[k] = 0;
    }
}

/// Whether so many of each kind break no limit.
fn fits(limits: &Limits, slot: usize, kinds: &[Kind], counts: &[u32]) -> bool {
    let heads: u32 = counts.iter().sum();
    let mut loads = [0; CLASSES];
    for (kind, &n) in kinds.iter().zip(counts) {
        if let Some(load) = loads.get_mut(usize::from(kind.class)) {
            *load += kind.load * n;
        }
    }
    let of = |classes: u16| -> u32 {
        let inside = kinds.iter().zip(counts).filter(|(kind, _)| classes & (1 << kind.class) != 0);
        inside.map(|(_, &n)| n).sum()
    };
    limits.seats.as_ref().is_none_or(|seats| heads <= seats[slot])
        && limits.groups.iter().all(|g| of(g.classes) <= g.seats[slot])
        && limits.staff.as_ref().is_none_or(|s| teachers_needed(s, &loads, heads) <= s.teachers[slot])
        && limits.nurses.as_ref().is_none_or(|n| nurses_needed(n, heads) <= n.nurses[slot])
}

#[cfg(test)]
mod tests {
    use super::{Booked, risk};
    use crate::market::day::{Band, Limits, Member, Rounding, Slots, Staff};

    fn booked(n: u32, class: u8, comes: f64) -> Vec<Booked> {
        (0..n).map(|c| Booked { member: Member::new(c, class), slots: Slots::first(1), comes }).collect()
    }

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-12
    }

    #[test]
    fn of_seats_it_is_the_tail_of_the_binomial() {
        // Three for two seats: all three come. Four for two: three or four.
        let two = Limits::seats(&[2]);
        assert!(near(risk(&two, Slots::first(1), &booked(2, 3, 0.7), 1.0), 0.0));
        assert!(near(risk(&two, Slots::first(1), &booked(3, 3, 0.7), 1.0), 0.343));
        let four = 4.0 * 0.343 * 0.3 + 0.2401;
        assert!(near(risk(&two, Slots::first(1), &booked(4, 3, 0.7), 1.0), four));
        // Two kinds of children fill the same seats; each has its own probability.
        let mut mixed = booked(2, 3, 0.7);
        mixed.extend(booked(1, 4, 0.5));
        assert!(near(risk(&two, Slots::first(1), &mixed, 1.0), 0.245));
    }

    #[test]
    fn of_teachers_it_is_by_every_subset() {
        let bands = [(0b1, 3), (0b110, 6), (0b1000, 15)];
        let bands = bands.map(|(classes, per_teacher)| Band { classes, per_teacher }).to_vec();
        let staff = Staff { teachers: vec![2], bands, rounding: Rounding::Cut, minimum: 2 };
        let limits = Limits { staff: Some(staff.clone()), ..Limits::default() };
        let mut all = booked(6, 0, 0.8);
        all.extend(booked(5, 1, 0.6));
        all.extend(booked(3, 3, 0.9));
        let mut expected = 0.0;
        for set in 0..1u32 << all.len() {
            let (mut p, mut loads) = (1.0, [0; 16]);
            for (i, b) in all.iter().enumerate() {
                let there = set & (1 << i) != 0;
                p *= if there { b.comes } else { 1.0 - b.comes };
                loads[usize::from(b.member.class)] += u32::from(there) * 10;
            }
            let needed = crate::explain::daily::teachers_needed(&staff, &loads, set.count_ones());
            expected += if needed > 2 { p } else { 0.0 };
        }
        let got = risk(&limits, Slots::first(1), &all, 1.0);
        assert!((got - expected).abs() < 1e-10, "{got} {expected}");
    }
}
