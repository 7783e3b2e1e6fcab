//! What put those who have a place before one who was refused it.

use super::{Decided, Reason};
use crate::market::day::{KeyPart, Keys};

/// What decided between a request and the last of those who were considered before it and are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecidedBy {
    /// They were confirmed before.
    Confirmed,
    /// A key of the order.
    Key(KeyPart),
    /// The lottery.
    Lottery,
}

impl DecidedBy {
    /// The word used in files: `confirmed`, a key of the order, `lottery`.
    pub fn as_str(self) -> &'static str {
        match self {
            DecidedBy::Confirmed => "confirmed",
            DecidedBy::Key(key) => KeyPart::NAMES.iter().find(|n| n.1 == key).map_or("", |n| n.0),
            DecidedBy::Lottery => "lottery",
        }
    }
}

/// What decided about a wish that was not given; `None` where nobody who was considered before is there.
///
/// Where the rank of the wish is a key, the ranks compared are those that the others have and the one that is asked for.
pub fn decided_by(decided: &Decided<'_>, reason: &Reason) -> Option<DecidedBy> {
    let group = decided.round.group_of(reason.request)?;
    let market = &decided.compiled.market;
    let own = market.request(group as usize);
    let stay = own.stay(reason.stay? as usize);
    let before = decided.considered(group);
    let near = decided.here(stay.opening).iter().filter(|p| !p.slots.intersection(stay.slots).is_empty());
    let ahead = near.map(|p| p.request).filter(|&r| decided.considered(r) < before);
    let last = ahead.max_by_key(|&r| decided.considered(r))?;
    let other = market.request(last as usize);
    if other.fixed() {
        return Some(DecidedBy::Confirmed);
    }
    let rank = |r: u32| {
        let given = decided.answer.given.get(r as usize)?.as_ref()?;
        Some(market.request(r as usize).stay(given.stay as usize).rank)
    };
    let differs = |key: &KeyPart| match key {
        KeyPart::Need => own.need() != other.need(),
        KeyPart::Uses => decided.uses_then(group) != decided.uses_then(last),
        KeyPart::Home => own.home() != other.home(),
        KeyPart::Wish => rank(last) != Some(stay.rank),
        KeyPart::Time => own.time() != other.time(),
    };
    let Keys(keys) = decided.keys();
    Some(keys.iter().copied().find(differs).map_or(DecidedBy::Lottery, DecidedBy::Key))
}
