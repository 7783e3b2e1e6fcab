//! One more of something at one service of one site.

use super::SeasonError;
use crate::market::day::{DayMarket, DayMarketBuilder, Limits, Opening, Room, RoomKind};
use crate::programme::daily::Round;
use crate::programme::daily::round::OfferIndex;

/// What there can be one more of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemKind {
    /// A seat, at all times and for all classes.
    Seat,
    /// A seat for some classes (bits), at all times; where all seats are counted together too, one more of these.
    ClassSeat(u16),
    /// A teacher, whenever it is open.
    Teacher,
    /// A nurse, whenever it is open.
    Nurse,
    /// A room for one child; the seats in all stay as many. An isolation room where the site has rooms of different kinds,
    /// else a room for any illness.
    Room,
}

impl ItemKind {
    /// The name in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            ItemKind::Seat => "seat",
            ItemKind::ClassSeat(_) => "class_seat",
            ItemKind::Teacher => "teacher",
            ItemKind::Nurse => "nurse",
            ItemKind::Room => "room",
        }
    }

    /// The name for people.
    pub fn label(self, lang: crate::Lang) -> &'static str {
        let (ja, en) = match self {
            ItemKind::Seat => ("定員 1 人", "one more seat"),
            ItemKind::ClassSeat(_) => ("年齢別の定員 1 人", "one more seat for some classes"),
            ItemKind::Teacher => ("保育士 1 人", "one more teacher"),
            ItemKind::Nurse => ("看護師 1 人", "one more nurse"),
            ItemKind::Room => ("隔離室 1 室", "one more room"),
        };
        lang.pick(ja, en)
    }
}

/// One more of something somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Item {
    /// Where.
    pub offer: OfferIndex,
    /// Of what.
    pub kind: ItemKind,
}

/// Everything of which one more could be worth something: the limits that the openings of the period have. Each once.
pub fn items(round: &Round, market: &DayMarket) -> Vec<Item> {
    let mut found = Vec::new();
    for opening in market.openings() {
        let limits = &opening.limits;
        let mut add = |kind| found.push(Item { offer: opening.site, kind });
        if limits.seats.is_some() && limits.groups.is_empty() {
            add(ItemKind::Seat);
        }
        limits.groups.iter().for_each(|g| add(ItemKind::ClassSeat(g.classes)));
        if limits.staff.is_some() {
            add(ItemKind::Teacher);
        }
        if limits.nurses.is_some() {
            add(ItemKind::Nurse);
        }
        if limits.rooms.is_some() {
            add(ItemKind::Room);
        }
    }
    found.retain(|item| (item.offer as usize) < round.offers().len());
    found.sort_unstable();
    found.dedup();
    found
}

/// The same market with one more.
///
/// # Errors
/// Never for a market that was built before; what its builder says.
pub(super) fn with(market: &DayMarket, item: Item) -> Result<DayMarket, SeasonError> {
    let more = |opening: &Opening| {
        let mut limits = opening.limits.clone();
        if opening.site == item.offer {
            add(&mut limits, item.kind);
        }
        limits
    };
    let built = DayMarketBuilder::with_limits(market.clone(), more).build();
    built.map_err(|errors| SeasonError::of(&errors))
}

fn add(limits: &mut Limits, kind: ItemKind) {
    let more = |numbers: &mut Vec<u32>| numbers.iter_mut().for_each(|n| *n = n.saturating_add(1));
    match kind {
        ItemKind::Seat => limits.seats.iter_mut().for_each(more),
        ItemKind::ClassSeat(classes) => {
            limits.seats.iter_mut().for_each(more);
            limits.groups.iter_mut().filter(|g| g.classes == classes).for_each(|g| more(&mut g.seats));
        }
        ItemKind::Teacher => limits.staff.iter_mut().for_each(|s| more(&mut s.teachers)),
        ItemKind::Nurse => limits.nurses.iter_mut().for_each(|n| more(&mut n.nurses)),
        ItemKind::Room => limits.rooms.iter_mut().for_each(|r| {
            let kind = if r.distinguish() { RoomKind::Isolation } else { RoomKind::Any };
            r.rooms.push(Room { seats: 1, kind });
        }),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{Item, ItemKind, items, with};
    use crate::market::day::{Room, RoomKind};
    use crate::priority::Lottery;
    use crate::programme::daily::made::{june, request};
    use crate::programme::daily::round::RoomRow;
    use crate::programme::daily::{Round, Service, compile};
    use jiff::civil::date;

    /// The rooms of a site, with one room more.
    fn one_more_room(rooms: Vec<RoomRow>) -> Vec<Room> {
        let mut data = june();
        data.offers[0].service = Service::Sick;
        data.offers[0].rooms = rooms;
        let mut row = request("R", 0, &[date(2026, 6, 2)]);
        row.service = Service::Sick;
        data.requests = vec![row];
        let round = Round::new(data).unwrap();
        let market = compile(&round, Lottery::new(1)).unwrap().market;
        let room = Item { offer: 0, kind: ItemKind::Room };
        assert!(items(&round, &market).contains(&room));
        let more = with(&market, room).unwrap();
        more.openings()[0].limits.rooms.clone().unwrap().rooms
    }

    #[test]
    fn one_more_room_is_an_isolation_room_where_there_are_such() {
        let any = Room { seats: 1, kind: RoomKind::Any };
        assert_eq!(one_more_room(vec![RoomRow::any("1", 3)])[1], any);
        let common = RoomRow::any("1", 3).of_kind(RoomKind::Common);
        assert_eq!(one_more_room(vec![common])[1], Room { kind: RoomKind::Isolation, ..any });
    }
}
