//! Where a request waits, in words.

use super::{Decided, Limit, Reason, waiting};
use crate::Lang;
use crate::market::day::RoomKind;

/// Where a refused request waits for a wish, and what would have to come free for it: `None` if it does not wait there, because
/// it has another place, can never come there, or the child has used its days. Cost: that of [`waiting`].
pub fn waiting_text(decided: &Decided<'_>, reason: &Reason, lang: Lang) -> Option<String> {
    let group = decided.round.group_of(reason.request).filter(|&g| !decided.is_granted(g))?;
    let stay = decided.compiled.market.request(group as usize).stay(reason.stay? as usize);
    let list = waiting(decided, stay.opening);
    let own = list.iter().find(|w| w.group == group && Some(w.stay) == reason.stay)?;
    let (place, of) = (own.place, list.len());
    let needs = if own.one_more.is_empty() {
        let lacks: Vec<&str> = own.lacks.iter().map(|b| name(b.limit, b.room, lang)).collect();
        lang.pick(
            format!("利用には{}がそろって空くことが必要です。", lacks.join("と")),
            format!("It could come if there were more of each of these: {}.", lacks.join(", ")),
        )
    } else {
        let room = |limit| own.lacks.iter().find(|b| b.limit == limit).and_then(|b| b.room);
        let any: Vec<&str> = own.one_more.iter().map(|&limit| name(limit, room(limit), lang)).collect();
        lang.pick(
            format!("{}が一つ空けば利用できます。", any.join("または")),
            format!("It could come if there were one more {}.", any.join(" or one more ")),
        )
    };
    Some(lang.pick(
        format!("待ち順 {place}（{of} 件中）。{needs}"),
        format!("Place {place} of {of} in the waiting list. {needs}"),
    ))
}

/// What comes free; of rooms of a kind, where the site has several.
fn name(limit: Limit, room: Option<RoomKind>, lang: Lang) -> &'static str {
    let (ja, en) = match limit {
        Limit::Rooms if room.is_some() => ("隔離室", "isolation room"),
        Limit::Seats if room.is_some() => {
            ("同室できる病気の部屋の席", "seat in a room for illnesses that may be together")
        }
        Limit::Rooms => ("部屋", "room"),
        Limit::Seats => ("席", "seat"),
        Limit::ClassSeats => ("この年齢の席", "seat for this age"),
        Limit::Teachers => ("保育士の配置", "teacher"),
        Limit::Nurses => ("看護師の配置", "nurse"),
        // Nobody waits for these.
        Limit::Cap | Limit::Elsewhere => ("利用日数", "day left"),
    };
    lang.pick(ja, en)
}
