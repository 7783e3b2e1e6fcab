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

    /// The rows of one household alone, with all facilities and seats, but without limits: a round of its own, in which its children
    /// stand in the same order. Cost: a copy of the facilities and seats.
    pub(crate) fn data_of_household(&self, household: u32) -> RoundData {
        let own = &self.households[household as usize];
        let children = own.children.clone();
        let at = |child: u32| child - children.start;
        let ours = |child: u32| children.contains(&child);
        let rows = |list: &std::ops::Range<u32>| {
            let from = self.score_of.partition_point(|s| s.0 < list.start);
            let to = self.score_of.partition_point(|s| s.0 < list.end);
            from..to
        };
        let score = |i: usize| {
            let (child, facility) = self.score_of[i];
            let facility = (facility != NONE).then_some(facility);
            let s = self.scores.get(i as u32)?;
            Some(ScoreRow { child: at(child), facility, points: s.points, ties: s.ties.into() })
        };
        let wishes = match own.joint_wishes {
            Some(_) => Vec::new(),
            None => children.clone().flat_map(|c| self.wish_rows_of(c)).collect(),
        };
        let child = |c: u32| (own.id.clone(), self.children[c as usize].clone());
        RoundData {
            name: self.name.clone(),
            fiscal_year: self.fiscal_year,
            entry_date: self.entry_date,
            facilities: self.facilities.clone(),
            seats: self.seat_rows(),
            reserves: self.reserves.clone(),
            limits: Vec::new(),
            children: children.clone().map(child).collect(),
            wishes: wishes.into_iter().map(|w| WishRow { child: at(w.child), ..w }).collect(),
            terms: own.terms.binds().then(|| (own.id.clone(), own.terms)).into_iter().collect(),
            joint_wishes: joint_rows_of(own).map(|r| JointRow { child: at(r.child), ..r }).collect(),
            decisions: self
                .decision_rows()
                .into_iter()
                .filter(|d| ours(d.child))
                .map(|d| DecisionRow { child: at(d.child), ..d })
                .collect(),
            tie_names: self.tie_names.clone(),
            scores: rows(&children).filter_map(score).collect(),
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
                rows.extend(self.wish_rows_of(child));
            }
        }
        rows
    }

    fn wish_rows_of(&self, child: u32) -> impl Iterator<Item = WishRow> {
        // Of a child decided by hand only the decision is left, at its place in the list if it was there.
        let first = match self.pin(child) {
            Some(pin) => pin.wish_rank,
            None => Some(1),
        };
        let list = self.list(child).iter();
        first
            .into_iter()
            .flat_map(move |first| list.clone().zip(first..))
            .map(move |(&facility, rank)| WishRow { child, rank, facility })
    }

    fn joint_rows(&self) -> Vec<JointRow> {
        self.households.iter().flat_map(joint_rows_of).collect()
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

fn joint_rows_of(household: &super::Household) -> impl Iterator<Item = JointRow> {
    household.joint_wishes.iter().flatten().zip(1..).flat_map(|(row, rank)| {
        let cells = household.children.clone().zip(row.iter());
        cells.map(move |(child, &facility)| JointRow { child, rank, facility })
    })
}
