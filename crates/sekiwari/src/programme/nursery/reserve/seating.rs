//! From who goes where to who sits on which seats.

use super::super::{ChildIndex, Compiled, FacilityIndex, Round};
use crate::market::{PoolId, RankClass};
use std::collections::BTreeMap;

/// Which seat of a facility a child is said to have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SaidSeat {
    /// Nothing is said.
    #[default]
    Any,
    /// An open one.
    Open,
    /// One of a reserve, as a position in [`Round::reserves`].
    Reserved(u32),
}

/// A child at a facility, on its way to a seat.
struct Guest {
    // Its place in what was asked.
    at: usize,
    seats: u32,
    pools: Vec<Place>,
    pool: Option<PoolId>,
}

/// A pool in which a guest may sit: when it is filled with guests like this one, and where this one stands among them.
type Place = (PoolId, Turn, Standing);

/// When a pool is filled with some of the guests.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    /// First: reserved seats with members.
    Members,
    /// Then the open seats.
    Open,
    /// Last: what is left of reserved seats with others.
    Others,
}

/// Smaller is better: the rank class, the lottery, the child's number.
type Standing = (RankClass, u64, u32);

impl Compiled {
    /// Reads who sits on which seats from a table that says only to which facility each child goes, in the way most
    /// favourable to it: at every facility the seats are filled as the facility itself would from those who are there
    /// ([`super`]), and where that leaves somebody over, children are shifted between seats they may have until there is
    /// room, if that can be. Seats that are said are taken as said, and first.
    ///
    /// So a table is taken for infeasible only if no naming of seats makes it feasible (as long as every child takes one
    /// seat), and members who go to a facility never block for a reserved seat that a child behind them has only by the
    /// way the table was read.
    ///
    /// Gives a pool for each entry of `said`, `None` where the facility has none for the child. Whoever finds no room is
    /// seated on the open seats nevertheless, for the judge to see. Cost: sorting the children of each facility and
    /// reserve; shifting is linear in them for each child left over.
    pub fn seating(
        &self,
        round: &Round,
        said: &[(ChildIndex, FacilityIndex, SaidSeat)],
    ) -> Vec<Option<PoolId>> {
        let mut seated: Vec<Option<PoolId>> = vec![None; said.len()];
        let mut by_facility: BTreeMap<FacilityIndex, Vec<Guest>> = BTreeMap::new();
        let mut free: Vec<i64> = self.market.pools().iter().map(|p| i64::from(p.seats)).collect();
        for (at, &(child, facility, seat)) in said.iter().enumerate() {
            let seats = round.children()[child as usize].affiliation.seat_weight;
            let pool = match seat {
                SaidSeat::Any => None,
                SaidSeat::Open => self.seat_pools.open(round, child, facility),
                SaidSeat::Reserved(reserve) => self.pool_of_reserve(reserve),
            };
            if let Some(pool) = pool {
                seated[at] = Some(pool);
                free[pool.index()] -= i64::from(seats);
            } else if seat == SaidSeat::Any {
                let pools = self.guest_pools(round, child, facility);
                if !pools.is_empty() {
                    by_facility.entry(facility).or_default().push(Guest { at, seats, pools, pool: None });
                }
            }
        }
        for mut guests in by_facility.into_values() {
            if guests.iter().all(|g| g.pools.len() == 1) {
                guests.iter().for_each(|g| seated[g.at] = Some(g.pools[0].0));
                continue;
            }
            fill(&mut guests, &mut free);
            (0..guests.len()).for_each(|g| make_room(&mut guests, &mut free, g));
            for guest in guests {
                let open = guest.pools.iter().find(|p| p.1 == Turn::Open);
                seated[guest.at] = guest.pool.or(open.map(|p| p.0));
            }
        }
        seated
    }

    fn guest_pools(&self, round: &Round, child: ChildIndex, facility: FacilityIndex) -> Vec<Place> {
        let draw = self.draws[child as usize];
        let Some(place) = round.list(child).iter().position(|&f| f == facility) else {
            // Not on its list, so that it stands behind everybody who asked.
            let open = self.seat_pools.open(round, child, facility);
            let last = (RankClass::new(u32::MAX), draw, child);
            return open.into_iter().map(|p| (p, Turn::Open, last)).collect();
        };
        let own = self.claimants_of(round.list_offset(child) + place);
        let mut pools: Vec<Place> = own
            .map(|c| {
                let claimant = self.market.claimant(c);
                let turn = match self.pools[claimant.pool.index()].reserve {
                    None => Turn::Open,
                    Some(_) if self.market.is_outsider(c) => Turn::Others,
                    Some(_) => Turn::Members,
                };
                (claimant.pool, turn, (claimant.rank, draw, child))
            })
            .collect();
        pools.dedup_by_key(|p| p.0);
        pools
    }
}

/// Members on reserved seats, pool by pool, then open seats, then what is left of reserves.
fn fill(guests: &mut [Guest], free: &mut [i64]) {
    for turn in [Turn::Members, Turn::Open, Turn::Others] {
        let of_turn = |g: &Guest| g.pools.iter().filter(|p| p.1 == turn).map(|p| p.0).collect::<Vec<_>>();
        let mut pools: Vec<PoolId> = guests.iter().flat_map(of_turn).collect();
        pools.sort_unstable();
        pools.dedup();
        for pool in pools {
            let mut here: Vec<(Standing, usize)> = Vec::new();
            for (i, g) in guests.iter().enumerate().filter(|(_, g)| g.pool.is_none()) {
                here.extend(g.pools.iter().filter(|p| p.0 == pool && p.1 == turn).map(|p| (p.2, i)));
            }
            here.sort_unstable();
            for (_, i) in here {
                let seats = i64::from(guests[i].seats);
                if free[pool.index()] >= seats {
                    free[pool.index()] -= seats;
                    guests[i].pool = Some(pool);
                }
            }
        }
    }
}

/// Seats one guest more by shifting others who take one seat, if that can be.
fn make_room(guests: &mut [Guest], free: &mut [i64], guest: usize) {
    if guests[guest].pool.is_some() || guests[guest].seats != 1 {
        return;
    }
    // Breadth first over guests: whoever can be reached may move on, from whom it was reached stands beside it.
    let mut from: BTreeMap<usize, (usize, PoolId)> = BTreeMap::new();
    let mut queue = vec![guest];
    let mut next = 0;
    while let Some(&g) = queue.get(next) {
        next += 1;
        for at in 0..guests[g].pools.len() {
            let pool = guests[g].pools[at].0;
            if free[pool.index()] >= 1 {
                free[pool.index()] -= 1;
                let (mut mover, mut to) = (g, pool);
                loop {
                    guests[mover].pool = Some(to);
                    match from.get(&mover) {
                        Some(&(before, left)) => (mover, to) = (before, left),
                        None => return,
                    }
                }
            }
            for (other, sits) in guests.iter().enumerate() {
                let movable = sits.pool == Some(pool) && sits.seats == 1;
                if movable && other != guest && !from.contains_key(&other) {
                    from.insert(other, (g, pool));
                    queue.push(other);
                }
            }
        }
    }
}
