//! The texts of the violations: one table, two languages.

use super::{RoundViolation, Spot};
use crate::Lang;
use crate::lang::ViolationText;
use crate::market::day::RoomKind;
use crate::programme::daily::round::{OfferIndex, RequestIndex, Round};

const fn text(code: &'static str, ja: &'static str, en: &'static str) -> ViolationText {
    ViolationText::new(code, ja, en)
}

/// All codes of [`RoundViolation`] with their texts, in code order.
pub const ROUND_VIOLATION_TEXTS: &[ViolationText] = &[
    text(
        "VR01",
        "決定は{found}件ですが、申込は{expected}件です。",
        "there are {found} decisions and {expected} requests",
    ),
    text(
        "VR02",
        "申込{request}の利用先または利用日が、この受付にありません。",
        "request {request} is given a service or a day that the round does not have",
    ),
    text(
        "VR03",
        "取り下げられた申込{request}に利用が割り当てられています。",
        "request {request} was withdrawn and is given a place",
    ),
    text(
        "VR04",
        "確定済みの申込{request}が、確定した利用のとおりになっていません。",
        "request {request} was confirmed before and is not where it was confirmed",
    ),
    text(
        "VR05",
        "申込{request}は、割り当てられた施設・日・事業を希望していません。",
        "request {request} does not ask for the site, date or service that it is given",
    ),
    text(
        "VR06",
        "申込{request}の希望順位は{said}とされていますが、正しくは{rank}です。",
        "request {request} is said to have wish {said}; it is wish {rank}",
    ),
    text(
        "VR07",
        "申込{request}は、割り当てられた利用ができません:{cause}。",
        "request {request} cannot have what it is given: {cause}",
    ),
    text(
        "VR08",
        "申込{request}の利用時間が、申込みの時間と合いません。",
        "request {request} is given another time than it asked for",
    ),
    text(
        "VR09",
        "一緒の利用を希望する申込{first}と申込{other}が、別々に決まっています。",
        "requests {first} and {other} come together or not at all, and are put apart",
    ),
    text(
        "VR10",
        "申込{first}と申込{other}で、同じ児童が同じ時間に2か所を利用しています。",
        "requests {first} and {other} put one child in two places at a time",
    ),
    text(
        "VR11",
        "児童{child}の利用が上限「{cap}」を超えています({date}の期間):上限{most}日に対し{taken}日。",
        "child {child} has more than the cap \"{cap}\" allows around {date}: {taken} days where {most} are allowed",
    ),
    text(
        "VR12",
        "{spot}:定員{seats}人に対し児童{children}人。",
        "{spot}: {seats} seats, {children} children",
    ),
    text(
        "VR13",
        "{spot}:年齢{classes}の定員{seats}人に対し児童{children}人。",
        "{spot}: {seats} seats for classes {classes}, {children} children",
    ),
    text(
        "VR14",
        "{spot}:保育士が{needed}人必要ですが、{present}人です。",
        "{spot}: {needed} teachers are needed, {present} are there",
    ),
    text(
        "VR15",
        "{spot}:看護師が{needed}人必要ですが、{present}人です。",
        "{spot}: {needed} nurses are needed, {present} are there",
    ),
    text("VR16", "申込{request}の児童に部屋がありません。", "the child of request {request} has no room"),
    text(
        "VR17",
        "申込{request}の部屋の割り当てが正しくありません(部屋がない、または病気でない児童です)。",
        "request {request} is given a room that does not exist, or that it does not need",
    ),
    text(
        "VR18",
        "申込{first}と申込{other}の児童は、病気の別により同室にできません。",
        "the children of requests {first} and {other} have illnesses that are kept apart, and share a room",
    ),
    text(
        "VR19",
        "{spot}の部屋{room}:定員{seats}人に対し児童{children}人。",
        "{spot}, room {room}: {seats} seats, {children} children",
    ),
    text(
        "VR20",
        "部屋{room}は{kind}のため、申込{request}の児童の病気は受け入れられません。",
        "room {room} is {kind} and does not take the illness of the child of request {request}",
    ),
];

/// Tenths as a decimal.
fn tenths(amount: u32) -> String {
    if amount.is_multiple_of(10) {
        (amount / 10).to_string()
    } else {
        format!("{}.{}", amount / 10, amount % 10)
    }
}

impl Spot {
    /// The site, service, date and time, for people.
    pub fn text(self, round: &Round, lang: Lang) -> String {
        let at = offer_name(round, self.offer, lang);
        let date = round.date_of(self.day);
        let (from, to) =
            round.rules().slot_time(self.slot as usize).unwrap_or_else(|| round.rules().whole_day());
        let (from, to) = (from.strftime("%H:%M"), to.strftime("%H:%M"));
        lang.pick(format!("{at} {date} {from}～{to}"), format!("{at} on {date}, {from}-{to}"))
    }
}

/// A site and its service, for people.
fn offer_name(round: &Round, offer: OfferIndex, lang: Lang) -> String {
    let Some(o) = round.offers().get(offer as usize) else { return offer.to_string() };
    let site = &round.sites()[o.site as usize].id;
    format!("{site} {}", o.service.label(lang))
}

/// The id of a room, and its kind.
fn room_name(round: &Round, offer: OfferIndex, room: u32) -> (String, RoomKind) {
    let known = round.offers().get(offer as usize).and_then(|o| o.rooms.get(room as usize));
    known.map_or_else(|| (room.to_string(), RoomKind::Any), |r| (r.id.clone(), r.kind))
}

impl RoundViolation {
    /// The text in a language.
    pub fn describe(&self, round: &Round, lang: Lang) -> String {
        ViolationText::describe(ROUND_VIOLATION_TEXTS, self.code(), lang, &self.values(round, lang))
    }

    fn values(&self, round: &Round, lang: Lang) -> Vec<(&'static str, String)> {
        let who = |name, r: RequestIndex| (name, round.requests()[r as usize].id.clone());
        let n = |name, number: u32| (name, number.to_string());
        let at = |spot: Spot| ("spot", spot.text(round, lang));
        match *self {
            Self::WrongSize { expected, found } => {
                vec![("expected", expected.to_string()), ("found", found.to_string())]
            }
            Self::NoSuchPlace { request }
            | Self::Withdrawn { request }
            | Self::ConfirmedMoved { request }
            | Self::NotAsked { request }
            | Self::WrongTime { request }
            | Self::NoRoom { request }
            | Self::NoSuchRoom { request, .. } => vec![who("request", request)],
            Self::WrongRank { request, said, rank } => {
                vec![who("request", request), n("said", said), n("rank", rank)]
            }
            Self::Impossible { request, cause } => {
                vec![who("request", request), ("cause", cause.label(lang).to_owned())]
            }
            Self::Apart { first, other }
            | Self::TwoPlaces { first, other }
            | Self::RoomMixed { first, other } => vec![who("first", first), who("other", other)],
            Self::Cap { cap, child, date, taken, most } => vec![
                ("cap", round.rules().caps[cap as usize].name.clone()),
                ("child", round.children()[child as usize].id.clone()),
                ("date", date.to_string()),
                ("taken", tenths(taken)),
                ("most", tenths(most)),
            ],
            Self::Seats { spot, seats, children } => {
                vec![at(spot), n("seats", seats), n("children", children)]
            }
            Self::ClassSeats { spot, classes, seats, children } => {
                let list: Vec<String> =
                    (0..16).filter(|c| classes >> c & 1 == 1).map(|c: u32| c.to_string()).collect();
                let list = ("classes", list.join(lang.pick("・", ", ")));
                vec![at(spot), list, n("seats", seats), n("children", children)]
            }
            Self::Teachers { spot, present, needed } | Self::Nurses { spot, present, needed } => {
                vec![at(spot), n("present", present), n("needed", needed)]
            }
            Self::RoomFull { spot, room, seats, children } => {
                let (room, _) = room_name(round, spot.offer, room);
                vec![at(spot), ("room", room), n("seats", seats), n("children", children)]
            }
            Self::RoomUnfit { offer, request, room } => {
                let (room, kind) = room_name(round, offer, room);
                let kind = match kind {
                    RoomKind::Any => lang.pick("どの病気も受け入れる部屋", "for any illness"),
                    RoomKind::Common => lang.pick("同室できる病気だけの保育室", "a common room"),
                    RoomKind::Isolation => lang.pick("分ける病気だけの隔離室", "an isolation room"),
                };
                vec![("room", room), ("kind", kind.to_owned()), who("request", request)]
            }
        }
    }
}
