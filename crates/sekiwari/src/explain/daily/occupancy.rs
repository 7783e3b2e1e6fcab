//! Who is in which opening.

use crate::market::day::{CLASSES, DayAnswer, DayMarket, Freed, Illness, Nurses, Rounding, Slots, Staff};

/// A child in an opening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Present {
    /// The market request.
    pub request: u32,
    /// Its member.
    pub member: u32,
    /// The class.
    pub class: u8,
    /// Weight for teachers in tenths of a child.
    pub load: u32,
    /// What it is ill with.
    pub illness: Option<Illness>,
    /// When it is there.
    pub slots: Slots,
    /// The room it is in.
    pub room: Option<u32>,
}

/// Who is in every opening, what is taken of every quota, which seats are freed.
#[derive(Clone, Debug)]
pub(super) struct Occupancy {
    here: Vec<Vec<Present>>,
    taken: Vec<u32>,
    freed: Vec<Vec<Freed>>,
}

impl Occupancy {
    pub(super) fn new(market: &DayMarket, answer: &DayAnswer) -> Self {
        let openings = market.openings().len();
        let mut occupancy = Self {
            here: vec![Vec::new(); openings],
            taken: vec![0; market.quotas().len()],
            freed: vec![Vec::new(); openings],
        };
        for ((r, request), given) in (0..).zip(market.requests()).zip(&answer.given) {
            let Some(given) = given else { continue };
            let stay = request.stay(given.stay as usize);
            for &(quota, takes) in stay.takes {
                occupancy.taken[quota as usize] += takes;
            }
            for (m, member) in (0..).zip(request.members()) {
                occupancy.here[stay.opening as usize].push(Present {
                    request: r,
                    member: m,
                    class: member.class,
                    load: member.load,
                    illness: member.illness,
                    slots: stay.slots,
                    room: given.rooms.get(m as usize).copied().flatten(),
                });
            }
        }
        let granted = |f: &&Freed| answer.given.get(f.request as usize).is_some_and(Option::is_some);
        for freed in market.freed().iter().filter(granted) {
            occupancy.freed[freed.opening as usize].push(*freed);
        }
        occupancy
    }

    pub(super) fn here(&self, opening: u32) -> &[Present] {
        &self.here[opening as usize]
    }

    pub(super) fn taken(&self, quota: u32) -> u32 {
        self.taken[quota as usize]
    }

    /// Seats freed in a slot for some classes.
    pub(super) fn freed(&self, opening: u32, slot: usize, classes: u16) -> u32 {
        let there = self.freed[opening as usize].iter();
        there.filter(|f| f.slots.contains(slot) && classes & (1 << f.class) != 0).count() as u32
    }
}

/// Teachers that children need who are there at one time: tenths of children by class, and how many children.
pub fn teachers_needed(staff: &Staff, loads: &[u32; CLASSES], children: u32) -> u32 {
    if children == 0 {
        return 0;
    }
    let of_band = |classes: u16| -> u32 {
        let inside = (0..CLASSES).filter(|&class| classes & (1 << class) != 0);
        inside.map(|class| loads[class]).sum()
    };
    let quotients = staff.bands.iter().map(|band| (of_band(band.classes), band.per_teacher));
    let by_age = match staff.rounding {
        Rounding::Cut => (quotients.map(|(load, per)| load / per).sum::<u32>() + 5) / 10,
        Rounding::PerBand => quotients.map(|(load, per)| load.div_ceil(per.saturating_mul(10))).sum(),
    };
    by_age.max(staff.minimum)
}

/// Nurses that children need who are there at one time.
pub fn nurses_needed(nurses: &Nurses, children: u32) -> u32 {
    children.div_ceil(nurses.per_nurse)
}
