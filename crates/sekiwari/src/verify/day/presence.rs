//! Who is where, and what of each quota is taken: the answer read back.

use super::sharing::{Sharing, share};
use super::{DayViolation, limits};
use crate::market::day::{DayAnswer, DayMarket, Freed, Given, Illness, Rooms, Slots, Stay};

/// A child in an opening.
#[derive(Clone, Copy, Debug)]
pub(super) struct Present {
    pub(super) request: u32,
    pub(super) child: u32,
    pub(super) class: u8,
    pub(super) load: u32,
    pub(super) illness: Option<Illness>,
    pub(super) slots: Slots,
    /// A room that exists; `None` for a child that needs none or was given none.
    pub(super) room: Option<u32>,
}

impl Present {
    pub(super) fn is_in(&self, classes: u16) -> bool {
        limits::holds_class(classes, self.class)
    }
}

/// Whether a stay fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    Yes,
    No,
    /// The search for rooms ended at its limit.
    Unknown,
}

/// All that is taken of openings and quotas.
#[derive(Clone, Debug)]
pub(super) struct Presence<'m> {
    pub(super) market: &'m DayMarket,
    /// Per request the stay it has, one that it lists.
    pub(super) placed: Vec<Option<usize>>,
    /// Per opening the children there, by request where the answer was read.
    pub(super) there: Vec<Vec<Present>>,
    /// Per opening the seats set free by those who are placed.
    pub(super) freed: Vec<Vec<Freed>>,
    /// Per quota what is taken, and by which requests.
    pub(super) taken: Vec<u64>,
    pub(super) takers: Vec<Vec<u32>>,
}

impl<'m> Presence<'m> {
    /// Nobody is anywhere.
    pub(super) fn empty(market: &'m DayMarket) -> Self {
        Self {
            market,
            placed: vec![None; market.requests().len()],
            there: vec![Vec::new(); market.openings().len()],
            freed: vec![Vec::new(); market.openings().len()],
            taken: vec![0; market.quotas().len()],
            takers: vec![Vec::new(); market.quotas().len()],
        }
    }

    /// Reads an answer of the right size; what is wrong with its form is reported. Linear in children and quotas taken.
    pub(super) fn read(market: &'m DayMarket, answer: &DayAnswer, out: &mut Vec<DayViolation>) -> Self {
        let mut presence = Self::empty(market);
        for (index, (request, given)) in market.requests().zip(&answer.given).enumerate() {
            let number = index as u32;
            match given {
                None if request.fixed() => out.push(DayViolation::FixedRefused { request: number }),
                None => {}
                Some(Given { stay, .. }) if *stay as usize >= request.stays_len() => {
                    let stays = request.stays_len();
                    out.push(DayViolation::NoSuchStay { request: number, stay: *stay, stays });
                }
                Some(Given { stay, rooms }) => {
                    if request.fixed() && *stay != 0 {
                        out.push(DayViolation::FixedMoved { request: number, stay: *stay });
                    }
                    let rooms = presence.read_rooms(number, *stay as usize, rooms, out);
                    presence.enter(number, *stay as usize, &rooms);
                }
            }
        }
        for freed in market.freed() {
            let granted = presence.placed.get(freed.request as usize).is_some_and(Option::is_some);
            if let Some(list) = presence.freed.get_mut(freed.opening as usize).filter(|_| granted) {
                list.push(*freed);
            }
        }
        presence
    }

    /// The rooms of the members that can be taken as they are given; `None` for each that cannot.
    fn read_rooms(
        &self,
        request: u32,
        stay: usize,
        given: &[Option<u32>],
        out: &mut Vec<DayViolation>,
    ) -> Vec<Option<u32>> {
        let row = self.market.request(request as usize);
        let opening = row.stay(stay).opening;
        let members = row.members();
        if given.len() != members.len() {
            let (members, found) = (members.len(), given.len());
            out.push(DayViolation::RoomsLength { request, members, found });
            return vec![None; members];
        }
        let rooms = self.rooms(opening);
        let mut read = Vec::new();
        for (member, &room) in members.iter().zip(given) {
            let child = member.child;
            let count = rooms.map_or(0, |r| r.rooms.len());
            let fault = match room {
                None if member.illness.is_some() && rooms.is_some() => {
                    Some(DayViolation::NoRoom { opening, request, child })
                }
                None => None,
                Some(room) if room as usize >= count => {
                    Some(DayViolation::NoSuchRoom { opening, request, child, room, rooms: count })
                }
                Some(room) if member.illness.is_none() => {
                    Some(DayViolation::RoomForHealthy { opening, request, child, room })
                }
                Some(_) => None,
            };
            read.push(room.filter(|_| fault.is_none()));
            out.extend(fault);
        }
        read
    }

    pub(super) fn rooms(&self, opening: u32) -> Option<&'m Rooms> {
        self.market.openings().get(opening as usize).and_then(|o| o.limits.rooms.as_ref())
    }

    /// Gives a request that is nowhere a stay that it lists.
    pub(super) fn enter(&mut self, request: u32, stay: usize, rooms: &[Option<u32>]) {
        self.placed[request as usize] = Some(stay);
        let market = self.market;
        let Stay { opening, takes, .. } = market.request(request as usize).stay(stay);
        self.there[opening as usize].extend(presents(market, request, stay, rooms));
        for &(quota, amount) in takes {
            self.taken[quota as usize] += u64::from(amount);
            self.takers[quota as usize].push(request);
        }
    }

    /// Takes a request out of where it is.
    pub(super) fn leave(&mut self, request: u32) {
        let Some(stay) = self.placed[request as usize].take() else { return };
        let Stay { opening, takes, .. } = self.market.request(request as usize).stay(stay);
        self.there[opening as usize].retain(|c| c.request != request);
        for &(quota, amount) in takes {
            self.taken[quota as usize] -= u64::from(amount);
            self.takers[quota as usize].retain(|&r| r != request);
        }
    }

    /// Whether a request can have a stay when nobody else moves but `without`, who is left out. Where the request is now
    /// does not count. Rooms may be shared out anew among those who are in the opening.
    pub(super) fn fits(&self, request: u32, stay: usize, without: Option<u32>) -> Fit {
        let market = self.market;
        let is_out = |r: u32| r == request || Some(r) == without;
        let Stay { opening, takes, .. } = market.request(request as usize).stay(stay);
        for &(quota, _) in takes {
            let gone = [Some(request), without].into_iter().flatten().filter_map(|r| {
                Some(amount(self.market.request(r as usize).stay(self.placed[r as usize]?).takes, quota))
            });
            let gone: u64 = gone.sum();
            let taken = self.taken[quota as usize] - gone + amount(takes, quota);
            if taken > u64::from(market.quotas()[quota as usize].most) {
                return Fit::No;
            }
        }
        let mut there: Vec<Present> =
            self.there[opening as usize].iter().filter(|c| !is_out(c.request)).copied().collect();
        there.extend(presents(market, request, stay, &[]));
        let mut broken = Vec::new();
        limits::check(market, opening, &there, &self.freed[opening as usize], &mut broken);
        match self.rooms(opening) {
            _ if !broken.is_empty() => Fit::No,
            None => Fit::Yes,
            Some(rooms) => match share(rooms, &there, market.slots()) {
                Sharing::Found(_) => Fit::Yes,
                Sharing::Impossible => Fit::No,
                Sharing::Unknown => Fit::Unknown,
            },
        }
    }
}

/// The children of a request in a stay.
fn presents<'a>(
    market: &'a DayMarket,
    request: u32,
    stay: usize,
    rooms: &'a [Option<u32>],
) -> impl Iterator<Item = Present> + 'a {
    let row = market.request(request as usize);
    let slots = row.stay(stay).slots;
    row.members().iter().enumerate().map(move |(i, m)| Present {
        request,
        child: m.child,
        class: m.class,
        load: m.load,
        illness: m.illness,
        slots,
        room: rooms.get(i).copied().flatten(),
    })
}

/// How much a stay takes of a quota.
fn amount(takes: &[(u32, u32)], quota: u32) -> u64 {
    takes.iter().filter(|t| t.0 == quota).map(|t| u64::from(t.1)).sum()
}
