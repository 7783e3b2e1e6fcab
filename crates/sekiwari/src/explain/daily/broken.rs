//! The limits that a request would break.

use super::rooms::Short;
use super::{Decided, Limit, Present, nurses_needed, rooms, teachers_needed};
use crate::market::day::{CLASSES, Handling, Illness, Limits, Request, Room, RoomKind, Rooms, Slots, Stay};
use crate::programme::daily::QuotaOf;
use crate::programme::daily::round::{RequestIndex, State};

/// A limit that a request would break, with the numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The limit.
    pub limit: Limit,
    /// The slot in which most is missing, the first of several; `None` for caps and rooms.
    pub slot: Option<u32>,
    /// What there is: seats, teachers or nurses present, rooms, tenths of a day left at the beginning of the round.
    pub have: u32,
    /// What the others need of it: seats, teachers, nurses, kinds of diseases that need rooms, tenths of a day.
    pub taken: u32,
    /// What would be needed with the request.
    pub needed: u32,
    /// Children there at that time who were considered before the request.
    pub ahead: u32,
    /// The quota, for [`Limit::Cap`] and [`Limit::Elsewhere`]; the group of classes for [`Limit::ClassSeats`].
    pub of: Option<u32>,
    /// Where a site has rooms of different kinds, the kind that is short by itself: [`RoomKind::Isolation`] for
    /// [`Limit::Rooms`], [`RoomKind::Common`] for [`Limit::Seats`]. All rooms that take the child are counted then, also those for
    /// any illness.
    pub room: Option<RoomKind>,
    /// Seats that are free during the stay, as things stand, in rooms of the other kind, which do not take the child; 0 where
    /// `room` is `None`.
    pub beside: u32,
}

impl Broken {
    /// A limit with its numbers, of no group, quota or kind of room.
    const fn new(limit: Limit, have: u32, taken: u32, needed: u32) -> Self {
        Self { limit, slot: None, have, taken, needed, ahead: 0, of: None, room: None, beside: 0 }
    }
}

/// What is thought to be otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// Nothing.
    None,
    /// Those who were considered after the request are not there.
    OnlyAhead,
    /// A member of a request is withdrawn.
    Gone((u32, u32)),
    /// There is one more.
    More(Limit),
}

/// See [`Decided::broken`].
pub(super) fn broken(decided: &Decided<'_>, request: u32, stay: usize, change: Change) -> Vec<Broken> {
    let market = &decided.compiled.market;
    let asking = market.request(request as usize);
    let stay = asking.stay(stay);
    let gone = match change {
        Change::Gone(gone) => Some(gone),
        _ => None,
    };
    let own = decided.considered(request);
    let mut found = quotas(decided, request, stay, gone, change == Change::OnlyAhead);
    let leaves = |p: &&Present| {
        let behind = change == Change::OnlyAhead && decided.considered(p.request) > own;
        p.request == request || Some((p.request, p.member)) == gone || behind
    };
    let here: Vec<&Present> = decided.here(stay.opening).iter().filter(|p| !leaves(p)).collect();
    let more = match change {
        Change::More(limit) => Some(limit),
        _ => None,
    };
    let place = Here { decided, request, asking, stay, here, more };
    let limits = &market.openings()[stay.opening as usize].limits;
    place.check_rooms(limits, &mut found);
    place.check_slots(limits, &mut found);
    found.sort_by_key(|b| (b.limit, b.of, b.slot));
    // Seats of rooms and seats are one limit to those who ask.
    found.dedup_by_key(|b| (b.limit, b.of));
    found
}

/// What the child may take in all.
fn quotas(
    decided: &Decided<'_>,
    request: u32,
    stay: Stay<'_>,
    gone: Option<(u32, u32)>,
    only_ahead: bool,
) -> Vec<Broken> {
    let compiled = decided.compiled;
    let given = decided.answer.given.get(request as usize).and_then(Option::as_ref);
    let own = given.map(|g| compiled.market.request(request as usize).stay(g.stay as usize));
    let takes_of = |stay: Option<Stay<'_>>, quota: u32| {
        stay.and_then(|s| s.takes.iter().find(|t| t.0 == quota)).map_or(0, |t| t.1)
    };
    let mut found = Vec::new();
    for &(quota, takes) in stay.takes {
        let of = compiled.quotas[quota as usize];
        let (limit, child) = match of {
            QuotaOf::Cap { child, .. } => (Limit::Cap, child),
            QuotaOf::Elsewhere { child, .. } => (Limit::Elsewhere, child),
        };
        let leaving = gone.filter(|&(g, m)| {
            let r = decided.round.groups()[g as usize][m as usize];
            g != request && decided.round.requests()[r as usize].child == child
        });
        let leaving = leaving.and_then(|(g, _)| {
            let given = decided.answer.given.get(g as usize)?.as_ref()?;
            Some(compiled.market.request(g as usize).stay(given.stay as usize))
        });
        // What the child was given of it by requests that were considered later.
        let later = |r: &RequestIndex| {
            let group = decided.round.group_of(*r)?;
            let is_later = decided.considered(group) > decided.considered(request);
            let given = decided.answer.given.get(group as usize)?.as_ref().filter(|_| is_later)?;
            Some(takes_of(Some(compiled.market.request(group as usize).stay(given.stay as usize)), quota))
        };
        let later: u32 = match only_ahead {
            true => decided.requests_of(child).iter().filter_map(later).sum(),
            false => 0,
        };
        let taken = decided.taken(quota) - takes_of(own, quota) - takes_of(leaving, quota) - later;
        let most = match gone {
            Some((g, _)) if decided.compiled.market.request(g as usize).fixed() => {
                most_without(decided, of, g)
            }
            _ => compiled.market.quotas()[quota as usize].most,
        };
        if taken + takes > most {
            found.push(Broken { of: Some(quota), ..Broken::new(limit, most, taken, taken + takes) });
        }
    }
    // The same place elsewhere may fill several slots.
    found.dedup_by_key(|b| (b.limit, (b.limit == Limit::Cap).then_some(b.of)));
    found
}

/// What may be taken of a quota without a confirmed request: a promise beyond a cap ends with what was promised.
fn most_without(decided: &Decided<'_>, of: QuotaOf, withdrawn: u32) -> u32 {
    let round = decided.round;
    let QuotaOf::Cap { cap, child, bucket } = of else { return 1 };
    let cap = &round.rules().caps[cap as usize];
    let promised = decided.requests_of(child).iter().filter(|&&r| {
        let row = &round.requests()[r as usize];
        let then = cap.bucket(row.dates[0], round.period()) == Some(bucket);
        then && row.state == State::Confirmed && round.group_of(r) != Some(withdrawn)
    });
    let promised = promised.map(|&r| cap.takes(round, r)).sum();
    cap.most.saturating_sub(cap.used(round, child, bucket)).max(promised)
}

struct Here<'d> {
    decided: &'d Decided<'d>,
    request: u32,
    asking: Request<'d>,
    stay: Stay<'d>,
    here: Vec<&'d Present>,
    more: Option<Limit>,
}

impl Here<'_> {
    /// One more of a limit, where that is thought.
    fn more(&self, limit: Limit) -> u32 {
        u32::from(self.more == Some(limit))
    }

    fn ahead(&self, slot: Option<usize>) -> u32 {
        let own = self.decided.considered(self.request);
        let there = self.here.iter().filter(|p| slot.is_none_or(|slot| p.slots.contains(slot)));
        there.filter(|p| self.decided.considered(p.request) < own).count() as u32
    }

    fn check_rooms(&self, limits: &Limits, found: &mut Vec<Broken>) {
        let Some(table) = &limits.rooms else { return };
        let mut table: Rooms = table.clone();
        let ill = |p: &&Present| p.illness.map(|illness| (illness, p.slots));
        let others: Vec<(Illness, Slots)> = self.here.iter().filter_map(ill).collect();
        let mut all = others.clone();
        all.extend(self.asking.members().iter().filter_map(|m| Some((m.illness?, self.stay.slots))));
        if all.len() == others.len() {
            return;
        }
        let asking: Vec<Handling> =
            self.asking.members().iter().filter_map(|m| m.illness).map(|i| i.handling).collect();
        let short = |table: &Rooms| rooms::short(table, &asking, &all);
        // A seat more where all beds are taken is a bed in a room that takes the child; a room more is an isolation room where
        // the site has such.
        let bed = self.more == Some(Limit::Seats)
            && short(&table).iter().any(|short| matches!(short, Short::Beds { .. }));
        let kind = match self.more {
            _ if bed => Some(RoomKind::Any),
            Some(Limit::Rooms) if table.distinguish() => Some(RoomKind::Isolation),
            Some(Limit::Rooms) => Some(RoomKind::Any),
            _ => None,
        };
        if let Some(kind) = kind {
            table.rooms.push(Room { seats: self.asking.members().len() as u32, kind });
        }
        for short in short(&table) {
            found.push(match short {
                Short::Beds { slot, beds, of } => {
                    let counts = |c: &&(Illness, Slots)| {
                        c.1.contains(slot) && (of.is_none() || c.0.handling == Handling::Mix)
                    };
                    let count = |children: &[(Illness, Slots)]| children.iter().filter(counts).count() as u32;
                    Broken {
                        slot: Some(slot as u32),
                        ahead: self.ahead(Some(slot)),
                        room: of,
                        beside: self.beside(of),
                        ..Broken::new(Limit::Seats, beds, count(&others), count(&all))
                    }
                }
                Short::Rooms { rooms: have, of } => {
                    let apart = |c: &&(Illness, Slots)| of.is_none() || c.0.handling != Handling::Mix;
                    let kinds = |children: &[(Illness, Slots)]| {
                        rooms::kinds(&table, &children.iter().filter(apart).copied().collect::<Vec<_>>())
                    };
                    Broken {
                        ahead: self.ahead(None),
                        room: of,
                        beside: self.beside(of),
                        ..Broken::new(Limit::Rooms, have, kinds(&others), kinds(&all))
                    }
                }
            });
        }
    }

    /// Seats that nobody has during the stay, as things stand: in common rooms where isolation rooms are short, and in isolation
    /// rooms that nobody is in where common ones are.
    fn beside(&self, short: Option<RoomKind>) -> u32 {
        let opening = self.stay.opening;
        let limits = &self.decided.compiled.market.openings()[opening as usize].limits;
        let (Some(short), Some(table)) = (short, &limits.rooms) else { return 0 };
        let there = || self.decided.here(opening).iter().filter(|p| p.request != self.request);
        let free = |(number, room): (u32, &Room)| {
            let inside = || there().filter(move |p| p.room == Some(number));
            let most = |slot| inside().filter(|p| p.slots.contains(slot)).count() as u32;
            match (short, room.kind) {
                (RoomKind::Isolation, RoomKind::Common) => {
                    room.seats.saturating_sub(self.stay.slots.iter().map(most).max().unwrap_or(0))
                }
                (RoomKind::Common, RoomKind::Isolation) if inside().next().is_none() => room.seats,
                _ => 0,
            }
        };
        (0..).zip(&table.rooms).map(free).fold(0, u32::saturating_add)
    }

    fn check_slots(&self, limits: &Limits, found: &mut Vec<Broken>) {
        let opening = self.stay.opening;
        let members = self.asking.members();
        let coming = members.len() as u32;
        // Of each limit the slot in which most is missing.
        let mut worst = |limit, of, slot: usize, have: u32, taken, needed: u32| {
            if needed <= have {
                return;
            }
            let broken = Broken { slot: Some(slot as u32), of, ..Broken::new(limit, have, taken, needed) };
            match found.iter_mut().find(|b| (b.limit, b.of) == (limit, of)) {
                Some(known) if known.needed - known.have >= needed - have => {}
                Some(known) => *known = broken,
                None => found.push(broken),
            }
        };
        for slot in self.stay.slots.iter() {
            let now = || self.here.iter().filter(|p| p.slots.contains(slot));
            let children = now().count() as u32;
            if let Some(seats) = self.decided.seats(opening, slot) {
                worst(
                    Limit::Seats,
                    None,
                    slot,
                    seats.saturating_add(self.more(Limit::Seats)),
                    children,
                    children + coming,
                );
            }
            for (g, group) in limits.groups.iter().enumerate() {
                let inside = |class: u8| group.classes & (1 << class) != 0;
                let coming = members.iter().filter(|m| inside(m.class)).count() as u32;
                if coming > 0 {
                    let taken = now().filter(|p| inside(p.class)).count() as u32;
                    // A seat more is one for the child that asks.
                    let more = self.more(Limit::Seats) + self.more(Limit::ClassSeats);
                    let seats = self.decided.group_seats(opening, g, slot).saturating_add(more);
                    worst(Limit::ClassSeats, Some(g as u32), slot, seats, taken, taken + coming);
                }
            }
            if let Some(staff) = &limits.staff {
                let mut loads = [0; CLASSES];
                now().for_each(|p| loads[p.class as usize] += p.load);
                let taken = teachers_needed(staff, &loads, children);
                members.iter().for_each(|m| loads[m.class as usize] += m.load);
                let needed = teachers_needed(staff, &loads, children + coming);
                let present = staff.teachers[slot].saturating_add(self.more(Limit::Teachers));
                worst(Limit::Teachers, None, slot, present, taken, needed);
            }
            if let Some(nurses) = &limits.nurses {
                let needed = nurses_needed(nurses, children + coming);
                let present = nurses.nurses[slot].saturating_add(self.more(Limit::Nurses));
                worst(Limit::Nurses, None, slot, present, nurses_needed(nurses, children), needed);
            }
        }
        for broken in found.iter_mut() {
            if let Some(slot) = broken.slot {
                broken.ahead = self.ahead(Some(slot as usize));
            }
        }
    }
}
