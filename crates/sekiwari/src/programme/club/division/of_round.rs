//! The children of a decided club, and its units.

use super::{Member, StaffOfUnits, UnitLimits, share_staff};
use crate::programme::club::capacity::UnitRow;
use crate::programme::club::{ChildIndex, ClubIndex, Day, Decision, Round, Season};

/// A club with the children who come, and the units that they are to be divided into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecidedClub {
    /// The club.
    pub club: ClubIndex,
    /// The children with a seat there, in the order of the round.
    pub children: Vec<ChildIndex>,
    /// What matters of them.
    pub members: Vec<Member>,
    /// The units.
    pub units: Vec<UnitLimits>,
    /// Their staff, where it is known.
    pub staff: Option<StaffOfUnits>,
}

impl DecidedClub {
    /// All clubs with children who come in terms, and the units that their rooms and staff allow then; at least as many as the soft
    /// limit asks for where that is not known. Children who come in vacations only belong to no unit of the terms.
    pub fn all(round: &Round, decisions: &[Decision]) -> Vec<Self> {
        let mut by_club: Vec<(Vec<ChildIndex>, Vec<Member>)> = vec![Default::default(); round.clubs().len()];
        for ((child, c), decision) in (0..).zip(round.children()).zip(decisions) {
            let Some(entry) = decision.entry.map(|e| round.entry(e)) else { continue };
            if !c.seasons.contains(Season::Term) {
                continue;
            }
            let (children, members) = &mut by_club[entry.club as usize];
            children.push(child);
            members.push(Member {
                grade: c.grade,
                household: round.household_of(child),
                days: entry.days,
                seats: c.seats,
                disabled: c.disabled,
            });
        }
        let clubs = (0..).zip(by_club).filter(|(_, (children, _))| !children.is_empty());
        clubs.map(|(club, (children, members))| Self::new(round, club, children, members)).collect()
    }

    fn new(round: &Round, club: ClubIndex, children: Vec<ChildIndex>, members: Vec<Member>) -> Self {
        let standards = round.seats().standards();
        let term = |(slot, _): &(crate::programme::club::capacity::Slot, _)| slot.season == Season::Term;
        let row: Option<&UnitRow> =
            round.seats().of_club(club).find(term).and_then(|(slot, _)| round.seats().row(slot));
        let on = |day: Day| members.iter().filter(|m| m.days.contains(day)).map(|m| m.seats).sum::<u32>();
        let busiest = Day::ALL.into_iter().map(on).max().unwrap_or(0);
        let own = row.and_then(|r| r.limit_per_unit);
        let soft = own.unwrap_or(standards.limit);
        let hard = own.unwrap_or(standards.hard_limit).max(soft);
        let known = row.and_then(|r| r.units(standards));
        let count = known.unwrap_or_else(|| busiest.div_ceil(soft.max(1))).max(1);
        // Units that nobody needs are not opened.
        let count = count.min(busiest.div_ceil(soft.max(1)).max(1));
        let staff = row.and_then(|r| Some(share_staff(count, r.staff?, r.qualified.unwrap_or(0), standards)));
        Self { club, children, members, units: vec![UnitLimits { soft, hard }; count as usize], staff }
    }
}
