//! Districts without a club, and children beyond seats.

use super::{Demand, District};
use crate::programme::club::Season;
use crate::programme::club::capacity::{Slot, SlotSeats};

/// Districts that have no home club.
pub fn districts_without_club(districts: &[District]) -> impl Iterator<Item = u32> {
    (0..).zip(districts).filter(|(_, d)| d.homes.is_empty()).map(|(at, _)| at)
}

/// A slot on which more children would come than there are seats, if everybody went to the club that comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shortfall {
    /// The slot.
    pub slot: Slot,
    /// Seats that would be taken by new children.
    pub wanted: u64,
    /// Seats that are open.
    pub open: u32,
}

impl Shortfall {
    /// Seats that are missing.
    pub fn missing(&self) -> u64 {
        self.wanted.saturating_sub(self.open.into())
    }
}

/// All slots on which seats are missing if every group goes to the club that it puts first, by club, season and weekday. On days on
/// which that club is closed it is not looked for elsewhere.
pub fn shortfalls(demand: &Demand<'_>) -> Vec<Shortfall> {
    let of = |(slot, seats): (Slot, &SlotSeats)| {
        let here = demand.groups.iter().filter(|g| {
            g.clubs.first().is_some_and(|c| c.club == slot.club)
                && g.days.contains(slot.day)
                && g.seasons.contains(slot.season)
        });
        let wanted = here.map(|g| u64::from(g.children) * u64::from(g.seats)).sum();
        Shortfall { slot, wanted, open: seats.open }
    };
    demand.seats.slots().map(of).filter(|s| s.missing() > 0).collect()
}

impl Demand<'_> {
    /// Children of each district who accept no club that opens on all their days.
    pub fn without_any_club(&self) -> Vec<(u32, u32)> {
        let mut of = vec![0u32; self.districts.len()];
        for group in self.groups {
            let opens = |club: u32| {
                let open = |s| self.seats.open_days(club, s);
                let only = group.seasons.is_vacation_only();
                let needed = |s: &Season| *s == Season::Term || (only && !open(*s).is_empty());
                let mut seasons = group.seasons.iter();
                seasons.clone().any(|s| !group.days.intersection(open(s)).is_empty())
                    && seasons.all(|s| !needed(&s) || group.days.is_subset(open(s)))
            };
            if !group.clubs.iter().any(|c| opens(c.club))
                && let Some(n) = of.get_mut(group.district as usize)
            {
                *n += group.children;
            }
        }
        (0..).zip(of).filter(|(_, n)| *n > 0).collect()
    }
}
