//! One more of something at one service of one site.

use super::SeasonError;
use crate::market::day::{DayMarket, DayMarketBuilder, Limits, Opening};
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
    /// An isolation room for one child; the seats in all stay as many.
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
        ItemKind::Room => limits.rooms.iter_mut().for_each(|r| r.seats.push(1)),
    }
}
