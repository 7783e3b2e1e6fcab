//! What is to be judged, in outside form: who sits where.

use super::{Table, Violation};
use crate::market::{Allocation, ChildId, Market, PoolId};

/// One seat that a child is said to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Seat {
    /// A seat of a pool.
    Pool(PoolId),
    /// A seat that is no pool of the market: a facility that does not offer the child's class, a mistyped name.
    Elsewhere,
}

/// An allocation as the outside knows it: per child the seats it has, none for a child left out.
///
/// It need not come from a mechanism and need not make sense: a table typed by hand is judged the same way.
/// It speaks of children and pools only, never of wishes, so the judge finds out by itself which wish was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    // The seats of child i are seats[start[i]..start[i + 1]].
    start: Vec<u32>,
    seats: Vec<Seat>,
    // What could not even be written down as seats of children.
    pub(super) faults: Vec<Violation>,
}

impl Submission {
    /// From the seats of every child, in child id order.
    ///
    /// ```
    /// use sekiwari::market::PoolId;
    /// use sekiwari::verify::{Seat, Submission};
    ///
    /// let two_children = Submission::new([vec![Seat::Pool(PoolId::new(0))], vec![]]);
    /// assert_eq!(two_children.child_count(), 2);
    /// ```
    pub fn new<S: IntoIterator<Item = Seat>>(children: impl IntoIterator<Item = S>) -> Self {
        let (mut start, mut seats) = (vec![0], Vec::new());
        for child in children {
            seats.extend(child);
            start.push(seats.len() as u32);
        }
        Self { start, seats, faults: Vec::new() }
    }

    /// From an allocation: the seats of the wish that each household is given. A rank that is not in a household's
    /// list, or the wrong number of households, is kept as a fault for the verdict. Linear in the claims given.
    pub fn from_allocation(market: &Market, allocation: &Allocation) -> Self {
        let mut rows = SubmissionBuilder::new(market);
        let (expected, found) = (market.households().len(), allocation.len());
        if expected != found {
            rows.faults.push(Violation::WrongSize { table: Table::Households, expected, found });
            return rows.build();
        }
        for household in market.households() {
            let Some(rank) = allocation.rank(household) else { continue };
            match market.wish_at(household, rank) {
                Some(wish) => market.claims(wish).iter().for_each(|c| rows.sit(c.child, c.pool)),
                None => rows.faults.push(Violation::NoSuchWish { household, rank }),
            }
        }
        rows.build()
    }

    /// The number of children it speaks of.
    pub fn child_count(&self) -> usize {
        self.start.len() - 1
    }

    /// The seats that a child has; none if the child is unknown.
    pub fn seats(&self, child: ChildId) -> &[Seat] {
        match self.start.get(child.index()..child.index() + 2) {
            Some(range) => &self.seats[range[0] as usize..range[1] as usize],
            None => &[],
        }
    }

    pub(super) fn wrong_size(&self, market: &Market) -> Option<Violation> {
        let (expected, found) = (market.child_count(), self.child_count());
        let children = Violation::WrongSize { table: Table::Children, expected, found };
        let told = self.faults.iter().find(|v| matches!(v, Violation::WrongSize { .. }));
        told.cloned().or((expected != found).then_some(children))
    }
}

/// Collects a [`Submission`] row by row, in any order of children.
///
/// ```
/// # use sekiwari::market::{ChildId, FacilityId, MarketBuilder};
/// # let mut b = MarketBuilder::new();
/// # let pool = b.add_pool(FacilityId::new(0), 1);
/// # let household = b.add_household(1);
/// # let child = b.add_child(household);
/// # let market = b.build().unwrap();
/// use sekiwari::verify::{Seat, SubmissionBuilder};
///
/// let mut rows = SubmissionBuilder::new(&market);
/// rows.sit(child, pool);
/// assert_eq!(rows.build().seats(child), [Seat::Pool(pool)]);
/// ```
#[derive(Clone, Debug)]
pub struct SubmissionBuilder {
    children: usize,
    rows: Vec<(ChildId, Seat)>,
    faults: Vec<Violation>,
}

impl SubmissionBuilder {
    /// Nobody seated yet.
    pub fn new(market: &Market) -> Self {
        Self { children: market.child_count(), rows: Vec::new(), faults: Vec::new() }
    }

    /// Says that a child has a seat of a pool. A child that is not in the market is kept as a fault for the verdict.
    pub fn sit(&mut self, child: ChildId, pool: PoolId) {
        self.add(child, Seat::Pool(pool));
    }

    /// Says that a child has a seat that is no pool of the market.
    pub fn sit_elsewhere(&mut self, child: ChildId) {
        self.add(child, Seat::Elsewhere);
    }

    fn add(&mut self, child: ChildId, seat: Seat) {
        if child.index() < self.children {
            self.rows.push((child, seat));
        } else {
            self.faults.push(Violation::NoSuchChild { child });
        }
    }

    /// Puts the rows in child order. Linear in children and rows.
    pub fn build(self) -> Submission {
        let mut start = vec![0u32; self.children + 1];
        for (child, _) in &self.rows {
            start[child.index() + 1] += 1;
        }
        for child in 0..self.children {
            start[child + 1] += start[child];
        }
        let mut next = start.clone();
        let mut seats = vec![Seat::Elsewhere; self.rows.len()];
        for (child, seat) in self.rows {
            let slot = &mut next[child.index()];
            seats[*slot as usize] = seat;
            *slot += 1;
        }
        Submission { start, seats, faults: self.faults }
    }
}
