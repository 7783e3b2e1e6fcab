//! A club round together with the allocation it ended in, slot by slot.

use crate::market::{Allocation, ChildId, HouseholdId, Market, WishId};
use crate::mechanism::Ties;
use crate::programme::club::capacity::Slot;
use crate::programme::club::{ChildIndex, Compiled, Day, Decision, Round, Season};
use crate::verify::BlockingWish;

const DAYS: usize = Day::ALL.len();
const SLOTS: usize = Season::ALL.len() * DAYS;

/// Where a child stands in an order: its rank class, 0 where it holds a seat, then the lottery where it decides.
pub type Standing = (u32, u64);

/// Seats on one day: of a slot of a club, or of a route on a weekday of the terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SeatsOn {
    /// A weekday of a season at a club.
    Slot(Slot),
    /// A weekday on a route.
    Route(u32, Day),
}

impl SeatsOn {
    /// The slot, if it is at a club.
    pub fn slot(self) -> Option<Slot> {
        match self {
            SeatsOn::Slot(slot) => Some(slot),
            SeatsOn::Route(..) => None,
        }
    }

    /// The route, if it is on one.
    pub fn route(self) -> Option<u32> {
        match self {
            SeatsOn::Slot(_) => None,
            SeatsOn::Route(route, _) => Some(route),
        }
    }
}

/// A child that sits somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sitting {
    /// Where it stands there.
    pub standing: Standing,
    /// The child.
    pub child: ChildIndex,
    /// The line of its list that it has.
    pub entry: usize,
    /// The seats it takes.
    pub seats: u32,
}

/// A club round, its market and the allocation to be explained. Everything is counted from what the children have, slot by
/// slot, not from the pools of the market.
#[derive(Clone, Debug)]
pub struct Decided<'a> {
    pub(super) round: &'a Round,
    pub(super) compiled: &'a Compiled,
    pub(super) market: &'a Market,
    pub(super) allocation: &'a Allocation,
    pub(super) decisions: Vec<Decision>,
    // The wishes that block, by household, and whether they displace nobody.
    blocking: Vec<(HouseholdId, WishId, bool)>,
    ties: Ties,
    // The slots in which each child holds a seat.
    held: Vec<Vec<Slot>>,
    // By slot who sits there, best first; then by day of each route.
    sitting: Vec<Vec<Sitting>>,
    seats: Vec<u32>,
}

impl<'a> Decided<'a> {
    /// `market` is the order of priority that counts, `blocking` what the judge found. Cost: linear in the days that children
    /// come, and sorting them slot by slot.
    pub fn new(
        round: &'a Round,
        compiled: &'a Compiled,
        market: &'a Market,
        allocation: &'a Allocation,
        blocking: &[BlockingWish],
        ties: Ties,
    ) -> Self {
        let places = round.clubs().len() * SLOTS + round.routes().len() * DAYS;
        let mut blocking: Vec<_> = blocking.iter().map(|b| (b.household, b.wish, b.wasted)).collect();
        blocking.sort_unstable();
        let mut decided = Self {
            round,
            compiled,
            market,
            allocation,
            decisions: compiled.decisions(round, allocation),
            blocking,
            ties,
            held: (0..round.children().len() as u32).map(|c| round.held_slots(c)).collect(),
            sitting: vec![Vec::new(); places],
            seats: vec![0; places],
        };
        for (slot, seats) in round.seats().slots() {
            let at = decided.index(SeatsOn::Slot(slot));
            decided.seats[at] = seats.open;
        }
        for (r, route) in (0..).zip(round.routes()) {
            for day in route.days.iter() {
                let at = decided.index(SeatsOn::Route(r, day));
                decided.seats[at] = route.seats;
            }
        }
        decided.keep_held();
        for child in 0..round.children().len() as u32 {
            let Some(entry) = decided.decisions[child as usize].entry else { continue };
            let seats = round.children()[child as usize].seats;
            for on in decided.places(entry) {
                let sitting = Sitting { standing: decided.standing(child, entry, on), child, entry, seats };
                let at = decided.index(on);
                decided.sitting[at].push(sitting);
            }
        }
        decided.sitting.iter_mut().for_each(|s| s.sort_unstable());
        decided
    }

    /// Who holds a seat keeps it, also where there are fewer now.
    fn keep_held(&mut self) {
        let mut held = vec![0; self.seats.len()];
        for child in 0..self.round.children().len() as u32 {
            for &slot in self.held(child) {
                held[self.index(SeatsOn::Slot(slot))] += self.round.children()[child as usize].seats;
            }
        }
        self.seats.iter_mut().zip(held).for_each(|(seats, held)| *seats = held.max(*seats));
    }

    fn index(&self, on: SeatsOn) -> usize {
        match on {
            SeatsOn::Slot(slot) => slot.club as usize * SLOTS + slot.season.index() * DAYS + slot.day.index(),
            SeatsOn::Route(route, day) => {
                self.round.clubs().len() * SLOTS + route as usize * DAYS + day.index()
            }
        }
    }

    /// The round.
    pub fn round(&self) -> &'a Round {
        self.round
    }

    /// The compiled round.
    pub fn compiled(&self) -> &'a Compiled {
        self.compiled
    }

    /// The market whose order of priority counts.
    pub fn market(&self) -> &'a Market {
        self.market
    }

    /// The allocation.
    pub fn allocation(&self) -> &'a Allocation {
        self.allocation
    }

    /// What each child gets.
    pub fn decisions(&self) -> &[Decision] {
        &self.decisions
    }

    /// The slots in which a child holds a seat.
    pub fn held(&self, child: ChildIndex) -> &[Slot] {
        &self.held[child as usize]
    }

    /// Where a line of a list needs seats: the slots of the club, then the days of the route.
    pub fn places(&self, entry: usize) -> Vec<SeatsOn> {
        let (child, e) = (self.round.child_of(entry), self.round.entry(entry));
        let slots = self.round.slots_of(entry).unwrap_or_default();
        let mut places: Vec<SeatsOn> = slots.into_iter().map(SeatsOn::Slot).collect();
        if let Some(route) =
            e.route.filter(|_| self.round.children()[child as usize].seasons.contains(Season::Term))
        {
            let days = e.days.intersection(self.round.routes()[route as usize].days);
            places.extend(days.iter().map(|day| SeatsOn::Route(route, day)));
        }
        places
    }

    /// Whether a child holds a seat there.
    pub(super) fn holds(&self, child: ChildIndex, on: SeatsOn) -> bool {
        matches!(on, SeatsOn::Slot(slot) if self.held(child).contains(&slot))
    }

    /// Where a child stands among those who want to sit somewhere, by a line of its list.
    pub fn standing(&self, child: ChildIndex, entry: usize, on: SeatsOn) -> Standing {
        if self.holds(child, on) { (0, 0) } else { self.standing_in_order(child, entry, on) }
    }

    /// The same by the order of priority alone, also for who holds a seat there.
    pub fn standing_in_order(&self, child: ChildIndex, entry: usize, on: SeatsOn) -> Standing {
        let class = match on {
            SeatsOn::Slot(_) => self.compiled.standings.class(entry),
            SeatsOn::Route(..) => self.compiled.standings.class_on_route(entry),
        };
        let draw = match self.ties {
            Ties::Strict => self.compiled.draws[child as usize],
            Ties::Weak => 0,
        };
        (class, draw)
    }

    /// Seats there: those open in this round, at least as many as applicants hold.
    pub fn seats(&self, on: SeatsOn) -> u32 {
        self.seats[self.index(on)]
    }

    /// Who sits there, best first.
    pub fn sitting(&self, on: SeatsOn) -> &[Sitting] {
        &self.sitting[self.index(on)]
    }

    /// Seats taken there.
    pub fn taken(&self, on: SeatsOn) -> u32 {
        self.sitting(on).iter().map(|s| s.seats).sum()
    }

    /// Seats there taken by children of other households who stand as well or better.
    pub fn ahead(&self, on: SeatsOn, standing: Standing, household: HouseholdId) -> u32 {
        let others = self.sitting(on).iter().filter(|s| s.standing <= standing);
        others.filter(|s| self.household_of(s.child) != household).map(|s| s.seats).sum()
    }

    /// The market household of a child.
    pub fn household_of(&self, child: ChildIndex) -> HouseholdId {
        self.market.household_of(ChildId::new(child))
    }

    /// Whether a wish of a household that gives a child this line blocks, and whether one of them displaces nobody.
    pub fn blocks(&self, child: ChildIndex, entry: usize) -> Option<bool> {
        let household = self.household_of(child);
        let own = self.blocking.partition_point(|b| b.0 < household)
            ..self.blocking.partition_point(|b| b.0 <= household);
        let gives = |wish: WishId| self.compiled.given_to(wish, child) == Some(entry);
        let found = self.blocking[own].iter().filter(|b| gives(b.1)).map(|b| b.2);
        found.fold(None, |any, wasted| Some(any.unwrap_or(false) | wasted))
    }
}
