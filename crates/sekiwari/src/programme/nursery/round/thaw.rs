//! From a frozen round back to rows.

use super::lists::NONE;
use super::{DecisionRow, JointRow, LimitRow, Pin, Round, RoundData, ScoreRow, SeatRow, WishRow};
use crate::programme::nursery::ReserveKind;

impl Round {
    /// The rows of the round: [`Round::new`] makes an equal round of them. They stand in canonical order, and lists are cut
    /// at held seats. Cost: linear in the rows.
    ///
    /// ```
    /// use sekiwari::programme::nursery::{Round, RoundData};
    /// # let data = RoundData {
    /// #     name: "r".into(), fiscal_year: 2026, entry_date: jiff::civil::date(2026, 4, 1), facilities: vec![],
    /// #     seats: vec![], reserves: vec![], limits: vec![], decisions: vec![], children: vec![], wishes: vec![], terms: vec![], joint_wishes: vec![],
    /// #     tie_names: vec![], scores: vec![] };
    /// let round = Round::new(data).unwrap();
    /// assert_eq!(Round::new(round.data()), Ok(round));
    /// ```
    pub fn data(&self) -> RoundData {
        let row = |l: &super::FacilityLimit| {
            let (facility, capacity, name) = (l.facility, l.capacity, l.name.clone());
            let of = move |&(classes, weight, per)| LimitRow {
                facility,
                name: name.clone(),
                classes,
                weight,
                per,
                capacity,
            };
            l.weights.iter().map(of).collect::<Vec<_>>()
        };
        let household = |child: usize| self.households[self.household_of[child] as usize].id.clone();
        let stated = |h: &&super::Household| h.terms.binds();
        RoundData {
            name: self.name.clone(),
            fiscal_year: self.fiscal_year,
            entry_date: self.entry_date,
            facilities: self.facilities.clone(),
            seats: self.seat_rows(),
            reserves: self.reserves.clone(),
            limits: self.limits.iter().flat_map(row).collect(),
            children: self.children.iter().enumerate().map(|(i, c)| (household(i), c.clone())).collect(),
            wishes: self.wish_rows(),
            terms: self.households.iter().filter(stated).map(|h| (h.id.clone(), h.terms)).collect(),
            joint_wishes: self.joint_rows(),
            decisions: self.decision_rows(),
            tie_names: self.tie_names.clone(),
            scores: self.score_rows(),
        }
    }

    /// The open seats of a row, without those of guarantees that were added to them.
    pub(crate) fn open_seats(&self, row: &SeatRow) -> u32 {
        let guarantees = self.reserves.iter().filter(|r| {
            r.kind == ReserveKind::Guarantee && r.facility == row.facility && r.classes == row.classes
        });
        row.seats.saturating_sub(guarantees.map(|r| r.seats).sum())
    }

    fn seat_rows(&self) -> Vec<SeatRow> {
        self.seats.iter().map(|row| SeatRow { seats: self.open_seats(row), ..row.clone() }).collect()
    }

    fn decision_rows(&self) -> Vec<DecisionRow> {
        let row = |(child, pin): &(u32, Pin)| DecisionRow {
            child: *child,
            facility: pin.facility,
            reason: pin.reason.clone(),
        };
        self.pins.iter().map(row).collect()
    }

    fn wish_rows(&self) -> Vec<WishRow> {
        let mut rows = Vec::with_capacity(self.list_facility.len());
        for child in 0..self.children.len() as u32 {
            if self.households[self.household_of(child) as usize].joint_wishes.is_none() {
                // Of a child decided by hand only the decision is left, at its place in the list if it was there.
                let first = match self.pin(child) {
                    Some(pin) => pin.wish_rank,
                    None => Some(1),
                };
                let Some(first) = first else { continue };
                let list = self.list(child).iter().zip(first..);
                rows.extend(list.map(|(&facility, rank)| WishRow { child, rank, facility }));
            }
        }
        rows
    }

    fn joint_rows(&self) -> Vec<JointRow> {
        let mut rows = Vec::new();
        for h in &self.households {
            for (row, rank) in h.joint_wishes.iter().flatten().zip(1..) {
                let cells = h.children.clone().zip(row.iter());
                rows.extend(cells.map(|(child, &facility)| JointRow { child, rank, facility }));
            }
        }
        rows
    }

    fn score_rows(&self) -> Vec<ScoreRow> {
        let row = |(&(child, facility), i): (&(u32, u32), u32)| {
            self.scores.get(i).map(|s| ScoreRow {
                child,
                facility: (facility != NONE).then_some(facility),
                points: s.points,
                ties: s.ties.into(),
            })
        };
        self.score_of.iter().zip(0..).filter_map(row).collect()
    }
}
