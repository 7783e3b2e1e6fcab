//! Households whose wishes claim several seats at once, among single ones that move aside.

use super::augment::{Near, seat_most};
use super::lists::{Lists, NONE};
use super::seating::Seating;
use crate::market::{Allocation, HouseholdId, Market, WishId};

/// Passes over the households with several claims.
const PASSES: u32 = 4;

/// Wishes of one household tried in a pass, those that seat most first.
const TRIES: usize = 64;

/// Arcs looked at per claim of the market, after which no further wish is tried.
const WORK_PER_CLAIM: u64 = 200;

/// A step that can be taken back.
enum Step {
    /// A seat was taken for the household that is moving in.
    Took(usize),
    /// A single household had this entry before ([`NONE`] if none).
    Moved(u32, u32),
}

/// A good seating of everybody: first as many single households as possible, then those with several claims, each at a
/// wish that seats more children than have to go out for it; those who can move elsewhere do. Returns the 1-based ranks
/// of the households with several claims and the arcs looked at.
///
/// Feasible, holders keep a seat; nothing is proven here.
pub(super) fn seat_together(
    market: &Market,
    seating: &mut Seating<'_>,
    multi: &[HouseholdId],
) -> (Allocation, u64) {
    let lists = seating.lists;
    let mut allocation = Allocation::as_today(market);
    for &h in multi {
        let claims = allocation.wish(market, h).map_or(&[][..], |w| market.claims(w));
        claims.iter().for_each(|c| seating.room.take(c.pool.index()));
    }
    let units = 0..lists.units() as u32;
    for u in units.clone().filter(|&u| lists.must[u as usize]) {
        // As today: the last wish of a holder is to stay.
        seating.sit(u, lists.entries(u).end - 1);
    }
    let all: Vec<u32> = units.collect();
    let mut arcs = seat_most(seating, &all);
    let mut search =
        Search { market, seating, near: Near::new(market.pools().len()), steps: Vec::new(), lost: 0 };
    let limit = WORK_PER_CLAIM * market.claim_count() as u64;
    for _ in 0..PASSES {
        let mut moved = false;
        for &h in multi {
            moved |= search.near.arcs <= limit && search.improve(&mut allocation, h);
        }
        if !moved {
            break;
        }
        arcs += seat_most(search.seating, &all);
        search.near.forget();
    }
    (allocation, arcs + search.near.arcs)
}

struct Search<'s, 'l> {
    market: &'s Market,
    seating: &'s mut Seating<'l>,
    near: Near,
    steps: Vec<Step>,
    lost: u32,
}

impl Search<'_, '_> {
    /// Gives a household the first wish that seats more children on the whole than now.
    fn improve(&mut self, allocation: &mut Allocation, h: HouseholdId) -> bool {
        let market = self.market;
        let now = allocation.wish(market, h);
        let has = now.map_or(0, |w| market.seated_by(w));
        let mut wishes: Vec<(u32, WishId)> = (1..).zip(market.wishes(h)).collect();
        wishes.retain(|&(_, w)| market.seated_by(w) > has);
        wishes.sort_by_key(|&(rank, w)| (std::cmp::Reverse(market.seated_by(w)), rank));
        for (rank, wish) in wishes.into_iter().take(TRIES) {
            if self.move_in(now, wish, market.seated_by(wish) - has) {
                allocation.set(h, Some(rank));
                return true;
            }
        }
        false
    }

    /// Makes room for a wish beside what the household has; undoes everything if `gain` or more children go out for it.
    fn move_in(&mut self, now: Option<WishId>, wish: WishId, gain: u32) -> bool {
        let market = self.market;
        self.steps.clear();
        self.lost = 0;
        let own = now.map_or(&[][..], |w| market.claims(w));
        for demand in market.demands(wish) {
            let has = own.iter().filter(|c| c.pool == demand.pool).count() as u32;
            for _ in has..demand.count {
                if !self.take_seat(demand.pool.index(), gain) {
                    self.undo();
                    return false;
                }
            }
        }
        // What the household had and does not need any more is free from now on.
        let mut freed = false;
        for group in own.chunk_by(|a, b| a.pool == b.pool) {
            let needs = market.demands(wish).find(|d| d.pool == group[0].pool).map_or(0, |d| d.count);
            for _ in needs..group.len() as u32 {
                self.seating.room.give_back(group[0].pool.index());
                freed = true;
            }
        }
        if freed {
            self.near.forget();
        }
        true
    }

    fn take_seat(&mut self, pool: usize, gain: u32) -> bool {
        if !self.seating.room.has(pool) {
            let steps = &mut self.steps;
            if !self.near.make_room(self.seating, pool, |u, entry| steps.push(Step::Moved(u, entry))) {
                self.lost += 1;
                let lists = self.seating.lists;
                let leaver = self.seating.occupants(pool).iter().copied().find(|&u| !lists.must[u as usize]);
                let Some(leaver) = leaver.filter(|_| self.lost < gain) else { return false };
                self.steps.push(Step::Moved(leaver, self.seating.entry(leaver)));
                self.seating.stand(leaver);
            }
            // Limits may still be in the way.
            if !self.seating.room.has(pool) {
                return false;
            }
        }
        self.seating.room.take(pool);
        self.steps.push(Step::Took(pool));
        true
    }

    fn undo(&mut self) {
        let room_was_used = !self.steps.is_empty();
        while let Some(step) = self.steps.pop() {
            match step {
                Step::Took(pool) => self.seating.room.give_back(pool),
                Step::Moved(unit, entry) => {
                    if self.seating.entry(unit) != NONE {
                        self.seating.stand(unit);
                    }
                    if entry != NONE {
                        self.seating.sit(unit, entry);
                    }
                }
            }
        }
        if room_was_used {
            self.near.forget();
        }
    }
}

/// Lets households take better wishes that seat no fewer children and for which there is room, until nothing moves.
pub(super) fn improve_ranks(market: &Market, allocation: Allocation) -> Allocation {
    let mut occupancy = crate::mechanism::occupancy::Occupancy::new(market, allocation);
    let order = market.by_precedence();
    occupancy
        .fill_where(&order, |now, wish| now.is_none_or(|w| market.seated_by(wish) >= market.seated_by(w)));
    occupancy.into_allocation()
}

/// The seats that single households have, as ranks in an allocation.
pub(super) fn write_seats(seating: &Seating<'_>, lists: &Lists, allocation: &mut Allocation) {
    for u in 0..lists.units() as u32 {
        let entry = seating.entry(u);
        let rank = (entry != NONE).then(|| lists.place(u, entry));
        allocation.set(HouseholdId::new(lists.owner[u as usize]), rank);
    }
}
