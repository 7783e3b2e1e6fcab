//! The texts of the violations: one table, two languages.

use super::DayViolation;
use crate::Lang;
use crate::lang::ViolationText;
use crate::market::day::RoomKind;

const fn text(code: &'static str, ja: &'static str, en: &'static str) -> ViolationText {
    ViolationText::new(code, ja, en)
}

/// All codes of [`DayViolation`] with their texts, in code order.
pub const DAY_VIOLATION_TEXTS: &[ViolationText] = &[
    text(
        "VD01",
        "申込の件数が合いません:{expected}件のはずが{found}件です。別の受付の結果ではないか確かめてください。",
        "the number of requests is {found} and should be {expected}: check that the result belongs to these requests",
    ),
    text(
        "VD02",
        "申込{request}に{stay}番目の利用が割り当てられていますが、希望は{stays}件です。",
        "request {request} is given its stay {stay}, but it lists {stays}",
    ),
    text(
        "VD03",
        "確定済みの申込{request}が断られています。",
        "request {request} was confirmed before and is refused",
    ),
    text(
        "VD04",
        "確定済みの申込{request}が{stay}番目の利用に移されています。確定した利用は動かせません。",
        "request {request} was confirmed before and is moved to its stay {stay}",
    ),
    text(
        "VD05",
        "申込{request}の児童は{members}人ですが、部屋の記載が{found}件あります。",
        "request {request} has {members} children but {found} entries about rooms",
    ),
    text(
        "VD06",
        "開設{opening}で、申込{request}の病気の児童{child}に部屋がありません。",
        "in opening {opening}, child {child} of request {request} is ill and has no room",
    ),
    text(
        "VD07",
        "開設{opening}で、申込{request}の児童{child}が部屋{room}に割り当てられていますが、部屋は{rooms}室です。",
        "in opening {opening}, child {child} of request {request} is given room {room}, but there are {rooms} rooms",
    ),
    text(
        "VD08",
        "開設{opening}で、病気でない児童{child}(申込{request})に部屋{room}が割り当てられています。",
        "in opening {opening}, child {child} of request {request} is not ill and is given room {room}",
    ),
    text(
        "VD09",
        "開設{opening}の部屋{room}で、児童{child}(申込{request})と児童{other_child}(申込{other_request})の病気は同室にできません。",
        "in room {room} of opening {opening}, child {child} of request {request} and child {other_child} of request {other_request} have illnesses that are kept apart",
    ),
    text(
        "VD10",
        "開設{opening}の部屋{room}で、児童{child}(申込{request})と児童{other_child}(申込{other_request})は個室が必要です。",
        "in room {room} of opening {opening}, child {child} of request {request} and child {other_child} of request {other_request} share where one must have a room alone",
    ),
    text(
        "VD11",
        "開設{opening}の部屋{room}は、時間帯{slot}に定員{seats}人のところ{children}人います。",
        "room {room} of opening {opening} has {seats} seats but {children} children in slot {slot}",
    ),
    text(
        "VD12",
        "開設{opening}は、時間帯{slot}に定員{seats}人のところ{children}人います。",
        "opening {opening} has {seats} seats but {children} children in slot {slot}",
    ),
    text(
        "VD13",
        "開設{opening}の年齢区分{group}は、時間帯{slot}に定員{seats}人のところ{children}人います。",
        "group {group} of opening {opening} has {seats} seats but {children} children in slot {slot}",
    ),
    text(
        "VD14",
        "開設{opening}は、申込{request}の児童{child}の年齢{class}を受け入れていません。",
        "opening {opening} does not take class {class} of child {child} of request {request}",
    ),
    text(
        "VD15",
        "開設{opening}は、時間帯{slot}に保育士{needed}人が必要ですが{present}人です。",
        "opening {opening} needs {needed} teachers in slot {slot} and has {present}",
    ),
    text(
        "VD16",
        "開設{opening}は、時間帯{slot}に看護師{needed}人が必要ですが{present}人です。",
        "opening {opening} needs {needed} nurses in slot {slot} and has {present}",
    ),
    text(
        "VD17",
        "上限{quota}は{most}ですが、{taken}使われています。",
        "{taken} is taken of quota {quota}, which is {most}",
    ),
    text(
        "VD18",
        "開設{opening}の部屋{room}は{kind}のため、児童{child}(申込{request})の病気は受け入れられません。",
        "room {room} of opening {opening} is {kind} and does not take the illness of child {child} of request {request}",
    ),
];

/// How the outside names what the market numbers. The default of each is the number.
pub trait DayNames {
    /// The name of an opening.
    fn opening(&self, opening: u32) -> String {
        opening.to_string()
    }
    /// The name of a request.
    fn request(&self, request: u32) -> String {
        request.to_string()
    }
    /// The name of a child.
    fn child(&self, child: u32) -> String {
        child.to_string()
    }
    /// The name of a slot of an opening.
    fn slot(&self, opening: u32, slot: usize) -> String {
        let _ = opening;
        slot.to_string()
    }
    /// The name of a room of an opening.
    fn room(&self, opening: u32, room: u32) -> String {
        let _ = opening;
        room.to_string()
    }
    /// The name of a group of classes of an opening.
    fn group(&self, opening: u32, group: usize) -> String {
        let _ = opening;
        group.to_string()
    }
    /// The name of a class.
    fn class(&self, class: u8) -> String {
        class.to_string()
    }
    /// The name of a quota.
    fn quota(&self, quota: u32) -> String {
        quota.to_string()
    }
}

/// Names everything by its number in the market.
#[derive(Clone, Copy, Debug, Default)]
pub struct DayNumbers;

impl DayNames for DayNumbers {}

/// What a room is, said of one.
fn is_kind(kind: RoomKind, lang: Lang) -> &'static str {
    match kind {
        RoomKind::Any => lang.pick("どの病気も受け入れる部屋", "for any illness"),
        RoomKind::Common => lang.pick("同室できる病気だけの保育室", "a common room"),
        RoomKind::Isolation => lang.pick("分ける病気だけの隔離室", "an isolation room"),
    }
}

impl DayViolation {
    /// The text in a language, with the market's numbers as names. Stays are counted from 1 for people.
    pub fn describe(&self, lang: Lang) -> String {
        self.describe_with(lang, &DayNumbers)
    }

    /// The text in a language, with the outside's own names.
    pub fn describe_with(&self, lang: Lang, names: &dyn DayNames) -> String {
        ViolationText::describe(DAY_VIOLATION_TEXTS, self.code(), lang, &self.values(lang, names))
    }

    fn values(&self, lang: Lang, names: &dyn DayNames) -> Vec<(&'static str, String)> {
        use DayViolation as V;
        let nth = |stay: u32| (u64::from(stay) + 1).to_string();
        let at = |opening: u32| ("opening", names.opening(opening));
        let who = |request: u32| ("request", names.request(request));
        let child = |child: u32| ("child", names.child(child));
        let number = |name, n: u64| (name, n.to_string());
        match *self {
            V::WrongSize { expected, found } => {
                vec![number("expected", expected as u64), number("found", found as u64)]
            }
            V::NoSuchStay { request, stay, stays } => {
                vec![who(request), ("stay", nth(stay)), number("stays", stays as u64)]
            }
            V::FixedRefused { request } => vec![who(request)],
            V::FixedMoved { request, stay } => vec![who(request), ("stay", nth(stay))],
            V::RoomsLength { request, members, found } => {
                vec![who(request), number("members", members as u64), number("found", found as u64)]
            }
            V::NoRoom { opening, request, child: c } => vec![at(opening), who(request), child(c)],
            V::NoSuchRoom { opening, request, child: c, room, rooms } => vec![
                at(opening),
                who(request),
                child(c),
                ("room", names.room(opening, room)),
                number("rooms", rooms as u64),
            ],
            V::RoomForHealthy { opening, request, child: c, room } => {
                vec![at(opening), who(request), child(c), ("room", names.room(opening, room))]
            }
            V::RoomMixed { opening, room, first, other, .. } => vec![
                at(opening),
                ("room", names.room(opening, room)),
                who(first.0),
                child(first.1),
                ("other_request", names.request(other.0)),
                ("other_child", names.child(other.1)),
            ],
            V::RoomFull { opening, room, slot, seats, children } => vec![
                at(opening),
                ("room", names.room(opening, room)),
                ("slot", names.slot(opening, slot)),
                number("seats", u64::from(seats)),
                number("children", children),
            ],
            V::RoomUnfit { opening, room, kind, request, child: c } => vec![
                at(opening),
                ("room", names.room(opening, room)),
                ("kind", is_kind(kind, lang).to_owned()),
                who(request),
                child(c),
            ],
            V::Seats { opening, slot, seats, children } => vec![
                at(opening),
                ("slot", names.slot(opening, slot)),
                number("seats", seats),
                number("children", children),
            ],
            V::GroupSeats { opening, slot, group, seats, children } => vec![
                at(opening),
                ("slot", names.slot(opening, slot)),
                ("group", names.group(opening, group)),
                number("seats", seats),
                number("children", children),
            ],
            V::ClassNotTaken { opening, request, child: c, class } => {
                vec![at(opening), who(request), child(c), ("class", names.class(class))]
            }
            V::Teachers { opening, slot, present, needed } | V::Nurses { opening, slot, present, needed } => {
                vec![
                    at(opening),
                    ("slot", names.slot(opening, slot)),
                    number("present", u64::from(present)),
                    number("needed", needed),
                ]
            }
            V::Quota { quota, most, taken } => {
                vec![("quota", names.quota(quota)), number("most", u64::from(most)), number("taken", taken)]
            }
        }
    }
}
