//! Feasible, as the market's documentation says it, with nothing clever.

use sekiwari::market::day::{
    DayAnswer, DayMarket, Given, Handling, Illness, Limits, Member, RoomKind, Rooms, Rounding, Slots,
};

/// Per request the stay that it has.
pub type Stays = Vec<Option<usize>>;

/// A child in an opening: request, position among its members, when, and the member.
type There<'a> = (usize, usize, Slots, &'a Member);

fn there<'a>(market: &'a DayMarket, stays: &Stays, opening: usize) -> Vec<There<'a>> {
    let mut found = Vec::new();
    for (r, request) in market.requests().enumerate() {
        let Some(stay) = stays[r].map(|s| request.stay(s)) else { continue };
        if stay.opening as usize == opening {
            found.extend(request.members().iter().enumerate().map(|(m, member)| (r, m, stay.slots, member)));
        }
    }
    found
}

/// Whether the stays break no limit and no quota, for some way to share the rooms. Seats set free are those of the requests
/// marked in `freeing`; fixed requests are not looked at.
pub fn fits(market: &DayMarket, stays: &Stays, freeing: &[bool]) -> bool {
    quotas_hold(market, stays)
        && (0..market.openings().len()).all(|o| {
            let children = there(market, stays, o);
            opening_holds(market, o, &children, freeing) && rooms_for(market, o, &children).is_some()
        })
}

/// Fits with the seats set free by those who have a stay.
pub fn feasible(market: &DayMarket, stays: &Stays) -> bool {
    fits(market, stays, &stays.iter().map(Option::is_some).collect::<Vec<_>>())
}

/// Whether an answer is feasible in every respect, its rooms and the fixed requests too.
pub fn answer_is_feasible(market: &DayMarket, answer: &DayAnswer) -> bool {
    if answer.given.len() != market.requests().len() {
        return false;
    }
    let mut stays = Stays::new();
    for (request, given) in market.requests().zip(&answer.given) {
        match given {
            None => stays.push(None),
            Some(g) if (g.stay as usize) < request.stays_len() => stays.push(Some(g.stay as usize)),
            Some(_) => return false,
        }
        if request.fixed() && given.as_ref().is_none_or(|g| g.stay != 0) {
            return false;
        }
        if given.as_ref().is_some_and(|g| g.rooms.len() != request.members().len()) {
            return false;
        }
    }
    let freeing: Vec<bool> = stays.iter().map(Option::is_some).collect();
    quotas_hold(market, &stays)
        && (0..market.openings().len()).all(|o| {
            let children = there(market, &stays, o);
            let given = |c: &There<'_>| answer.given[c.0].as_ref().unwrap().rooms[c.1];
            let rooms: Vec<Option<u32>> = children.iter().map(given).collect();
            opening_holds(market, o, &children, &freeing) && rooms_hold(market, o, &children, &rooms)
        })
}

/// The answer with these stays and some way to share the rooms.
pub fn answer(market: &DayMarket, stays: &Stays) -> DayAnswer {
    let mut given: Vec<Option<Given>> = market
        .requests()
        .zip(stays)
        .map(|(r, s)| s.map(|s| Given { stay: s as u32, rooms: vec![None; r.members().len()] }))
        .collect();
    for o in 0..market.openings().len() {
        let children = there(market, stays, o);
        let rooms = rooms_for(market, o, &children).expect("rooms for a feasible assignment");
        for (child, room) in children.iter().zip(rooms) {
            given[child.0].as_mut().unwrap().rooms[child.1] = room;
        }
    }
    DayAnswer { given }
}

fn quotas_hold(market: &DayMarket, stays: &Stays) -> bool {
    (0..market.quotas().len()).all(|q| {
        let mut taken = 0u64;
        for (request, stay) in market.requests().zip(stays) {
            for take in stay.iter().flat_map(|&s| request.stay(s).takes) {
                taken += if take.0 as usize == q { u64::from(take.1) } else { 0 };
            }
        }
        taken <= u64::from(market.quotas()[q].most)
    })
}

fn opening_holds(market: &DayMarket, opening: usize, children: &[There<'_>], freeing: &[bool]) -> bool {
    let Limits { seats, groups, staff, nurses, .. } = &market.openings()[opening].limits;
    let in_set = |set: u16, class: u8| (0..16).any(|c| set >> c & 1 == 1 && c == u32::from(class));
    let homeless = |class: u8| !groups.is_empty() && groups.iter().all(|g| !in_set(g.classes, class));
    if children.iter().any(|c| homeless(c.3.class)) {
        return false;
    }
    (0..market.slots()).all(|slot| {
        let now: Vec<&Member> = children.iter().filter(|c| c.2.contains(slot)).map(|c| c.3).collect();
        let mut free = Vec::new();
        for f in market.freed() {
            if f.opening as usize == opening && f.slots.contains(slot) && freeing[f.request as usize] {
                free.push(f.class);
            }
        }
        let seats_hold = seats.as_ref().is_none_or(|s| now.len() <= s[slot] as usize + free.len());
        let groups_hold = groups.iter().all(|g| {
            let sit = now.iter().filter(|m| in_set(g.classes, m.class)).count();
            sit <= g.seats[slot] as usize + free.iter().filter(|&&c| in_set(g.classes, c)).count()
        });
        let staff_holds = staff.as_ref().is_none_or(|s| {
            let mut need = 0;
            for band in &s.bands {
                let load: u32 = now.iter().filter(|m| in_set(band.classes, m.class)).map(|m| m.load).sum();
                // Tenths of a teacher, counted out: with cutting, every k tenths of children are a tenth of a teacher.
                let mut left = load;
                while left >= band.per_teacher && s.rounding == Rounding::Cut {
                    (left, need) = (left - band.per_teacher, need + 1);
                }
                while left > 0 && s.rounding == Rounding::PerBand {
                    (left, need) = (left.saturating_sub(10 * band.per_teacher), need + 10);
                }
            }
            let teachers = need / 10 + u32::from(need % 10 >= 5);
            let teachers = if now.is_empty() { 0 } else { teachers.max(s.minimum) };
            teachers <= s.teachers[slot]
        });
        let nurses_hold =
            nurses.as_ref().is_none_or(|n| now.len() <= (n.per_nurse * n.nurses[slot]) as usize);
        seats_hold && groups_hold && staff_holds && nurses_hold
    })
}

/// What a room serves while this child is in it. Children of different kinds never meet in a room; `Own` is a kind that
/// only this child has.
#[derive(PartialEq, Clone, Copy, Debug)]
enum Kind {
    Mixed,
    Disease(u16),
    Own(usize, usize),
}

fn kind(rooms: &Rooms, child: &There<'_>, illness: Illness) -> Kind {
    match illness.handling {
        Handling::Mix => Kind::Mixed,
        Handling::Separate if rooms.same_may_share => Kind::Disease(illness.disease),
        Handling::Separate | Handling::Alone => Kind::Own(child.0, child.1),
    }
}

fn rooms_hold(market: &DayMarket, opening: usize, children: &[There<'_>], given: &[Option<u32>]) -> bool {
    let Some(rooms) = &market.openings()[opening].limits.rooms else {
        return given.iter().all(Option::is_none);
    };
    let right = |(c, room): (&There<'_>, &Option<u32>)| match room {
        Some(room) => c.3.illness.is_some() && (*room as usize) < rooms.rooms.len(),
        None => c.3.illness.is_none(),
    };
    children.iter().zip(given).all(right)
        && (0..rooms.rooms.len()).all(|room| {
            let inside =
                || children.iter().zip(given).filter(|(_, g)| **g == Some(room as u32)).map(|(c, _)| c);
            let kinds: Vec<Kind> = inside().map(|c| kind(rooms, c, c.3.illness.unwrap())).collect();
            let allowed = |kind: &Kind| match rooms.rooms[room].kind {
                RoomKind::Any => true,
                RoomKind::Common => *kind == Kind::Mixed,
                RoomKind::Isolation => *kind != Kind::Mixed,
            };
            let seats = rooms.rooms[room].seats as usize;
            kinds.windows(2).all(|w| w[0] == w[1])
                && kinds.iter().all(allowed)
                && (0..market.slots()).all(|slot| inside().filter(|c| c.2.contains(slot)).count() <= seats)
        })
}

/// Rooms for all, by counting through every combination.
fn rooms_for(market: &DayMarket, opening: usize, children: &[There<'_>]) -> Option<Vec<Option<u32>>> {
    let ill: Vec<usize> = (0..children.len()).filter(|&c| children[c].3.illness.is_some()).collect();
    let mut given = vec![None; children.len()];
    let Some(rooms) = market.openings()[opening].limits.rooms.as_ref().filter(|_| !ill.is_empty()) else {
        return Some(given);
    };
    let count = rooms.rooms.len() as u32;
    for mut number in 0..count.pow(ill.len() as u32) {
        for &child in &ill {
            given[child] = Some(number % count);
            number /= count;
        }
        if rooms_hold(market, opening, children, &given) {
            return Some(given);
        }
    }
    None
}
