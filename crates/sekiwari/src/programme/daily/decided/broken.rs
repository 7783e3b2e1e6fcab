//! The limits that a request would break.

use super::{Decided, Present, nurses_needed, rooms, teachers_needed};
use crate::Lang;
use crate::market::day::{CLASSES, Illness, Limits, Request, Slots, Stay};
use crate::programme::daily::QuotaOf;

/// What is full. The first in this order tells the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Limit {
    /// The child has used what a cap allows.
    Cap,
    /// The child is somewhere else at that time.
    Elsewhere,
    /// No room that keeps the disease apart.
    Rooms,
    /// Seats.
    Seats,
    /// Seats for children of the class.
    ClassSeats,
    /// Teachers.
    Teachers,
    /// Nurses.
    Nurses,
}

impl Limit {
    /// All limits.
    pub const ALL: [Limit; 7] = [
        Limit::Cap,
        Limit::Elsewhere,
        Limit::Rooms,
        Limit::Seats,
        Limit::ClassSeats,
        Limit::Teachers,
        Limit::Nurses,
    ];

    /// The code used in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Limit::Cap => "CAP",
            Limit::Elsewhere => "ELSEWHERE",
            Limit::Rooms => "ISOLATION",
            Limit::Seats => "SEATS",
            Limit::ClassSeats => "CLASS_SEATS",
            Limit::Teachers => "TEACHERS",
            Limit::Nurses => "NURSES",
        }
    }

    /// A few words for people.
    pub fn label(self, lang: Lang) -> &'static str {
        let (ja, en) = match self {
            Limit::Cap => ("利用日数の上限", "days used up"),
            Limit::Elsewhere => ("同じ時間の別の利用", "elsewhere at that time"),
            Limit::Rooms => ("隔離室なし", "no isolation room"),
            Limit::Seats => ("定員", "no seat"),
            Limit::ClassSeats => ("年齢別の定員", "no seat for the class"),
            Limit::Teachers => ("保育士の不足", "too few teachers"),
            Limit::Nurses => ("看護師の不足", "too few nurses"),
        };
        lang.pick(ja, en)
    }
}

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
}

/// See [`Decided::broken`]; `gone` is a member of a request that is withdrawn.
pub(super) fn broken(
    decided: &Decided<'_>,
    request: u32,
    stay: usize,
    gone: Option<(u32, u32)>,
) -> Vec<Broken> {
    let market = &decided.compiled.market;
    let asking = market.request(request as usize);
    let stay = asking.stay(stay);
    let mut found = quotas(decided, request, stay, gone);
    let leaves = |p: &&Present| p.request == request || Some((p.request, p.member)) == gone;
    let here: Vec<&Present> = decided.here(stay.opening).iter().filter(|p| !leaves(p)).collect();
    let place = Here { decided, request, asking, stay, here };
    let limits = &market.openings()[stay.opening as usize].limits;
    place.check_rooms(limits, &mut found);
    place.check_slots(limits, &mut found);
    found.sort_by_key(|b| (b.limit, b.of, b.slot));
    // Seats of rooms and seats are one limit to those who ask.
    found.dedup_by_key(|b| (b.limit, b.of));
    found
}

/// What the child may take in all.
fn quotas(decided: &Decided<'_>, request: u32, stay: Stay<'_>, gone: Option<(u32, u32)>) -> Vec<Broken> {
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
        let taken = decided.occupancy.taken(quota) - takes_of(own, quota) - takes_of(leaving, quota);
        let most = compiled.market.quotas()[quota as usize].most;
        if taken + takes > most {
            found.push(Broken {
                limit,
                slot: None,
                have: most,
                taken,
                needed: taken + takes,
                ahead: 0,
                of: Some(quota),
            });
        }
    }
    // The same place elsewhere may fill several slots.
    found.dedup_by_key(|b| (b.limit, (b.limit == Limit::Cap).then_some(b.of)));
    found
}

struct Here<'d> {
    decided: &'d Decided<'d>,
    request: u32,
    asking: Request<'d>,
    stay: Stay<'d>,
    here: Vec<&'d Present>,
}

impl Here<'_> {
    fn ahead(&self, slot: Option<usize>) -> u32 {
        let own = self.decided.considered(self.request);
        let there = self.here.iter().filter(|p| slot.is_none_or(|slot| p.slots.contains(slot)));
        there.filter(|p| self.decided.considered(p.request) < own).count() as u32
    }

    fn check_rooms(&self, limits: &Limits, found: &mut Vec<Broken>) {
        let Some(table) = &limits.rooms else { return };
        let ill = |p: &&Present| p.illness.map(|illness| (illness, p.slots));
        let others: Vec<(Illness, Slots)> = self.here.iter().filter_map(ill).collect();
        let mut all = others.clone();
        all.extend(self.asking.members().iter().filter_map(|m| Some((m.illness?, self.stay.slots))));
        if all.len() == others.len() {
            return;
        }
        if let Some((slot, needed)) = rooms::crowded(table, &all) {
            let taken = others.iter().filter(|c| c.1.contains(slot)).count() as u32;
            found.push(Broken {
                limit: Limit::Seats,
                slot: Some(slot as u32),
                have: table.seats.iter().sum(),
                taken,
                needed,
                ahead: self.ahead(Some(slot)),
                of: None,
            });
        } else if !rooms::fit(table, &all) {
            found.push(Broken {
                limit: Limit::Rooms,
                slot: None,
                have: table.seats.len() as u32,
                taken: rooms::kinds(table, &others),
                needed: rooms::kinds(table, &all),
                ahead: self.ahead(None),
                of: None,
            });
        }
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
            let broken = Broken { limit, slot: Some(slot as u32), have, taken, needed, ahead: 0, of };
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
                worst(Limit::Seats, None, slot, seats, children, children + coming);
            }
            for (g, group) in limits.groups.iter().enumerate() {
                let inside = |class: u8| group.classes & (1 << class) != 0;
                let coming = members.iter().filter(|m| inside(m.class)).count() as u32;
                if coming > 0 {
                    let taken = now().filter(|p| inside(p.class)).count() as u32;
                    let seats = self.decided.group_seats(opening, g, slot);
                    worst(Limit::ClassSeats, Some(g as u32), slot, seats, taken, taken + coming);
                }
            }
            if let Some(staff) = &limits.staff {
                let mut loads = [0; CLASSES];
                now().for_each(|p| loads[p.class as usize] += p.load);
                let taken = teachers_needed(staff, &loads, children);
                members.iter().for_each(|m| loads[m.class as usize] += m.load);
                let needed = teachers_needed(staff, &loads, children + coming);
                worst(Limit::Teachers, None, slot, staff.teachers[slot], taken, needed);
            }
            if let Some(nurses) = &limits.nurses {
                let needed = nurses_needed(nurses, children + coming);
                worst(Limit::Nurses, None, slot, nurses.nurses[slot], nurses_needed(nurses, children), needed);
            }
        }
        for broken in found.iter_mut() {
            if let Some(slot) = broken.slot {
                broken.ahead = self.ahead(Some(slot as usize));
            }
        }
    }
}
