//! How the districts fare.

use super::Decided;
use crate::programme::PlacementKind;
use crate::programme::club::Grade;

/// The children of a district and what became of them. Everything counts children.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DistrictRow {
    /// The district, as a position in the districts; `None` for children of no district.
    pub district: Option<u32>,
    /// Home clubs.
    pub clubs: u32,
    /// Seats of the home clubs on their fullest weekday of the terms: the fewest over the weekdays. A club that serves several
    /// districts counts for each.
    pub seats: u32,
    /// Children who apply.
    pub children: u32,
    /// Of these, children who come in vacations only.
    pub vacation_only: u32,
    /// At a home club.
    pub at_home: u32,
    /// At another club (受け皿となった他学区).
    pub elsewhere: u32,
    /// Of these, on a route.
    pub transported: u32,
    /// With a seat on fewer days than they asked for.
    pub fewer_days: u32,
    /// Without a seat.
    pub refused: u32,
    /// Of these, children who come in vacations only.
    pub refused_vacation_only: u32,
    /// Without a seat, by grade.
    pub refused_by_grade: [u32; Grade::COUNT],
}

impl DistrictRow {
    /// Children with a seat.
    pub fn seated(&self) -> u32 {
        self.at_home + self.elsewhere
    }
}

/// One row per district in their order, and one for children of no district where there are some.
pub fn districts(decided: &Decided<'_>) -> Vec<DistrictRow> {
    let round = decided.round;
    let mut rows: Vec<DistrictRow> = (0..)
        .zip(round.districts())
        .map(|(d, district)| DistrictRow {
            district: Some(d),
            clubs: district.homes.len() as u32,
            seats: district.homes.iter().map(|&club| fewest_seats(decided, club)).sum(),
            ..DistrictRow::default()
        })
        .collect();
    rows.push(DistrictRow::default());
    let last = rows.len() - 1;
    for (child, c) in (0..).zip(round.children()) {
        let row = &mut rows[c.district.map_or(last, |d| d as usize)];
        let only = u32::from(c.seasons.is_vacation_only());
        row.children += 1;
        row.vacation_only += only;
        let decision = decided.decisions[child as usize];
        match decision.entry.map(|e| round.entry(e)) {
            Some(entry) => {
                let home = round.is_home(child, entry.club);
                row.at_home += u32::from(home);
                row.elsewhere += u32::from(!home);
                row.transported += u32::from(entry.route.is_some());
                row.fewer_days += u32::from(entry.days.len() < c.days.len());
            }
            None => {
                debug_assert_eq!(decision.kind, PlacementKind::Unplaced);
                row.refused += 1;
                row.refused_vacation_only += only;
                row.refused_by_grade[c.grade.index()] += 1;
            }
        }
    }
    if rows[last].children == 0 {
        rows.pop();
    }
    rows
}

/// The fewest seats of a club over the weekdays of the terms on which it opens.
fn fewest_seats(decided: &Decided<'_>, club: u32) -> u32 {
    let slots = decided.round.seats().of_club(club);
    let term = slots.filter(|(slot, _)| slot.season == crate::programme::club::Season::Term);
    let weekdays = term.filter(|(slot, _)| slot.day != crate::programme::club::Day::Saturday);
    weekdays.map(|(_, seats)| seats.open).min().unwrap_or(0)
}
