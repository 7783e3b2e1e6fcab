//! From planned households to the tables of a round.

use super::ListingOptions;
use super::cells::{BANDS, Cells};
use super::families::{Household, Seeker};
use crate::draw::Draw;
use crate::families::birth_date;
use crate::town::digits;
use jiff::civil::{Date, date};
use sekiwari::priority::Thousandths;
use sekiwari::programme::nursery::{
    Affiliation, AgeClass, Child, ClassSet, Position, RoundData, ScoreRow, SeatRow, WishRow,
};
use std::cmp::Reverse;

pub(super) fn round(
    cells: &Cells,
    families: &[Household],
    freed: &[u32],
    draw: &mut Draw,
    options: &ListingOptions,
) -> RoundData {
    let fiscal_year = options.fiscal_year.clamp(2000, 2100);
    let classes: Vec<AgeClass> = AgeClass::all().collect();
    let seats = cells.cells.iter().zip(freed).map(|(c, freed)| SeatRow {
        facility: c.facility,
        classes: ClassSet::one(classes[c.class]),
        seats: c.seats - freed,
    });
    let mut data = RoundData {
        limits: Vec::new(),
        reserves: Vec::new(),
        name: options.name.clone(),
        fiscal_year,
        entry_date: date(fiscal_year, 4, 1),
        facilities: cells.facilities.clone(),
        seats: seats.collect(),
        children: Vec::new(),
        wishes: Vec::new(),
        terms: Vec::new(),
        joint_wishes: Vec::new(),
        decisions: Vec::new(),
        tie_names: vec!["tie_1".to_owned(), "tie_2".to_owned()],
        scores: Vec::new(),
    };
    let count: usize = families.iter().map(|h| h.seekers.len()).sum();
    let (child_width, household_width) = (digits(count), digits(families.len()));
    for (i, h) in families.iter().enumerate() {
        let household = format!("H{:0household_width$}", i + 1);
        let mut seekers: Vec<&Seeker> = h.seekers.iter().collect();
        seekers.sort_by_key(|s| Reverse(s.class));
        let home = home(cells, seekers[0], draw);
        let mut born: Option<(usize, Date)> = None;
        for s in &seekers {
            let birth = match born {
                Some((class, birth)) if class == s.class => birth,
                _ => birth_date(draw, s.class as u8, fiscal_year),
            };
            born = Some((s.class, birth));
            let child = data.children.len() as u32;
            let facility = |c: u32| cells.cells[c as usize].facility;
            let list = s.waits_at.iter().copied().chain(s.placed).chain(s.below.iter().copied());
            for (cell, rank) in list.zip(1..) {
                data.wishes.push(WishRow { child, rank, facility: facility(cell) });
            }
            data.scores.push(score(child, h));
            let record = Child {
                id: format!("C{:0child_width$}", child + 1),
                class: classes[s.class],
                birth_date: Some(birth),
                current: s.held.map(facility),
                district: home.0.clone(),
                position: Some(home.1),
                affiliation: Affiliation::default(),
            };
            data.children.push((household.clone(), record));
        }
        if let Some(terms) = h.terms {
            data.terms.push((household, terms));
        }
    }
    data
}

fn score(child: u32, h: &Household) -> ScoreRow {
    let points = Thousandths(i64::from(h.standing.div_euclid(BANDS)) * 1000);
    let band = i64::from(BANDS - h.standing.rem_euclid(BANDS));
    let ties = [Thousandths(band * 1000), Thousandths(i64::from(h.receipt) * 1000)];
    ScoreRow { child, facility: None, points, ties: ties.into() }
}

/// Within a few hundred metres of a facility the first child lists.
fn home(cells: &Cells, s: &Seeker, draw: &mut Draw) -> (Option<String>, Position) {
    let cell = s.waits_at.first().copied().or(s.placed).or(s.held).unwrap_or(0);
    let p = cells.position(cell);
    let position = Position {
        lat_e6: p.lat_e6 + draw.between(-6000, 6000),
        lon_e6: p.lon_e6 + draw.between(-6000, 6000),
    };
    (cells.facilities[cells.cells[cell as usize].facility as usize].district.clone(), position)
}
