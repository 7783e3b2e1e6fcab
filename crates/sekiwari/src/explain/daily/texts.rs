//! Reasons in words, in Japanese and English.
//!
//! | term | 日本語 | said of |
//! |---|---|---|
//! | place | 席 | what a child has at a site on a date |
//! | those who come earlier in the order | 先の順番の申込 | requests considered before this one, whoever they are |
//! | room | 部屋 | a room in which one illness, or mixable ones, are kept |
//! | isolation room | 隔離室 | a room that takes no mixable illness, where a site tells its rooms apart |
//! | common room | 保育室 | a room that takes mixable illnesses only |
//! | day used | 利用日数 | what a cap counts |

use super::{Broken, Cause, Decided, DecidedBy, Limit, MainReason, Reason, decided_by};
use crate::Lang;
use crate::market::day::{KeyPart, Keys, Slots};
use crate::programme::PlacementKind;
use crate::programme::daily::Round;
use crate::programme::daily::round::{OfferIndex, RequestIndex};
use jiff::civil::{Date, Weekday};

/// Tenths of a day as a decimal: `3`, `0.5`.
pub fn tenths_text(tenths: u32) -> String {
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        part => format!("{}.{part}", tenths / 10),
    }
}

/// A date for people: `2026年6月2日（火）`, `Tue 2026-06-02`.
pub(super) fn date_text(date: Date, lang: Lang) -> String {
    let (ja, en) = match date.weekday() {
        Weekday::Monday => ("月", "Mon"),
        Weekday::Tuesday => ("火", "Tue"),
        Weekday::Wednesday => ("水", "Wed"),
        Weekday::Thursday => ("木", "Thu"),
        Weekday::Friday => ("金", "Fri"),
        Weekday::Saturday => ("土", "Sat"),
        Weekday::Sunday => ("日", "Sun"),
    };
    lang.pick(format!("{}年{}月{}日（{ja}）", date.year(), date.month(), date.day()), format!("{en} {date}"))
}

/// A service of a site on a day, for people.
pub fn place_text(round: &Round, offer: OfferIndex, day: u32, lang: Lang) -> String {
    let offer = &round.offers()[offer as usize];
    let (site, service) = (&round.sites()[offer.site as usize].id, offer.service.label(lang));
    let date = date_text(round.date_of(day), lang);
    lang.pick(format!("施設 {site} {service} {date}"), format!("site {site}, {service}, {date}"))
}

/// From when to when slots are, for people: `8:00～12:30`, `8:00-12:30`.
pub fn time_text(round: &Round, slots: Slots, lang: Lang) -> String {
    let all = || slots.iter().filter_map(|slot| round.rules().slot_time(slot));
    let Some((from, to)) = all().next().zip(all().last()).map(|(a, b)| (a.0, b.1)) else {
        return String::new();
    };
    let clock = |t: jiff::civil::Time| format!("{}:{:02}", t.hour(), t.minute());
    format!("{}{}{}", clock(from), lang.pick("～", "-"), clock(to))
}

/// A key of the order, for people.
pub fn key_name(key: KeyPart, lang: Lang) -> &'static str {
    let (ja, en) = match key {
        KeyPart::Need => ("利用理由の区分", "the class of need"),
        KeyPart::Uses => ("これまでの利用回数の少なさ", "fewer uses so far"),
        KeyPart::Home => ("市内在住", "residence in the city"),
        KeyPart::Wish => ("希望順位", "the place in the list of wishes"),
        KeyPart::Time => ("申込みの時刻", "the time of the request"),
    };
    lang.pick(ja, en)
}

/// The decision on a request in a sentence.
pub fn decision_text(decided: &Decided<'_>, request: RequestIndex, main: MainReason, lang: Lang) -> String {
    let (round, decision) = (decided.round, decided.decisions()[request as usize]);
    let row = &round.requests()[request as usize];
    let (id, child) = (&row.id, &round.children()[row.child as usize].id);
    let who = lang.pick(format!("申込 {id}（児童 {child}）："), format!("Request {id} (child {child}): "));
    let Some(place) = decision.place else {
        let said = match decision.kind {
            None => lang.pick("取り下げられています。".to_owned(), "it was withdrawn.".to_owned()),
            Some(_) => lang.pick(
                format!("今回は利用できません。主な理由：{}。", main.label(lang)),
                format!("no place in this round. Main reason: {}.", main.label(lang)),
            ),
        };
        return who + &said;
    };
    let at = place_text(round, place.offer, place.day, lang);
    let (time, rank) = (time_text(round, place.slots, lang), place.wish_rank);
    let mut text = who
        + &match decision.kind {
            Some(PlacementKind::Kept) => lang
                .pick(format!("{at} {time} は確定済みです。"), format!("{at}, {time}, as confirmed before.")),
            _ => lang.pick(
                format!("{at} {time} に決まりました（希望順位 {rank}）。"),
                format!("{at}, {time} (wish {rank})."),
            ),
        };
    if let Some(room) =
        place.room.and_then(|r| round.offers()[place.offer as usize].rooms.get(r as usize)).map(|r| &r.id)
    {
        text += &lang.pick(format!("部屋：{room}。"), format!(" Room: {room}."));
    }
    text
}

/// In which order requests were considered, with what counts for this one.
pub fn order_text(decided: &Decided<'_>, request: RequestIndex, lang: Lang) -> String {
    let round = decided.round;
    let row = &round.requests()[request as usize];
    let Some(group) = round.group_of(request) else { return String::new() };
    let market_request = decided.compiled.market.request(group as usize);
    let value = |key: &KeyPart| match key {
        KeyPart::Need => round.rules().reasons[market_request.need() as usize].clone(),
        KeyPart::Uses => {
            let uses = decided.uses_then(group);
            lang.pick(format!("{uses} 回"), uses.to_string())
        }
        KeyPart::Home => match market_request.home() {
            0 => lang.pick("市内", "resident").to_owned(),
            _ => lang.pick("市外", "not a resident").to_owned(),
        },
        KeyPart::Wish => lang.pick("希望ごと", "wish by wish").to_owned(),
        KeyPart::Time => row.requested_at.map_or_else(
            || lang.pick("記載なし", "not known").to_owned(),
            |at| at.strftime("%Y-%m-%d %H:%M").to_string(),
        ),
    };
    let Keys(keys) = decided.keys();
    let part = |key: &KeyPart| {
        let (name, value) = (key_name(*key, lang), value(key));
        lang.pick(format!("{name}（{value}）"), format!("{name} ({value})"))
    };
    let mut parts: Vec<String> = keys.iter().map(part).collect();
    parts.push(lang.pick("抽選", "the lottery").to_owned());
    let list = parts.join(lang.pick("、", ", then "));
    let mut text = lang.pick(
        format!("順番の決め方と、この申込の内容：{list}。"),
        format!("Requests are considered by {list}."),
    );
    if market_request.fixed() {
        text += lang.pick("確定済みの申込は先に数えます。", " What was confirmed comes first.");
    }
    text
}

impl Reason {
    /// The reason in a sentence. `rule` is the name of what decided.
    pub fn text(&self, decided: &Decided<'_>, rule: &str, lang: Lang) -> String {
        let site = &decided.round.sites()[self.site as usize].id;
        let (wish, date) = (self.wish_rank, date_text(self.date, lang));
        let head = lang.pick(
            format!("第{wish}希望 施設 {site} {date}："),
            format!("Wish {wish}, site {site}, {date}: "),
        );
        head + &match self.cause {
            Cause::Impossible(_) => {
                let labels: Vec<&str> = self.impossible.iter().map(|c| c.label(lang)).collect();
                lang.pick(
                    format!("利用できません（{}）。", labels.join("、")),
                    format!("it cannot be given ({}).", labels.join("; ")),
                )
            }
            Cause::Together => lang.pick(
                "一緒の利用を希望する児童の中に、利用できない児童がいます。".to_owned(),
                "one of the children that come together cannot come there.".to_owned(),
            ),
            Cause::FreePlace => lang.pick(
                format!("空きがありますが、決定方式「{rule}」の手順では決まりませんでした。"),
                format!("there is a place, but the steps of the rule \"{rule}\" did not give it."),
            ),
            Cause::PassedOver => lang.pick(
                format!("後の順番の申込が利用します。決定方式「{rule}」の手順によるものです。{}", self.full(decided, lang)),
                format!(
                    "one who came later in the order has a place there. The steps of the rule \"{rule}\" led to this.{}",
                    self.full(decided, lang)
                ),
            ),
            Cause::Order if decided.decisions()[self.request as usize].place.is_some() => lang.pick(
                format!("決定したすべての申込の席を確保するため、ここはほかの申込が利用します。{}", self.full(decided, lang)),
                format!("the place is needed so that everybody who is granted has one.{}", self.full(decided, lang)),
            ),
            Cause::Order => {
                let (full, by) = (self.full(decided, lang), by_text(decided, self, lang));
                lang.pick(
                    format!("先の順番の申込の席を確保すると、ほかの施設や日に移る組み合わせを含めて、ここに席が残りません。{full}{by}"),
                    format!("those who come earlier in the order need the place, also where some of them could be put elsewhere.{full}{by}"),
                )
            }
            Cause::Limit(limit) => {
                let full = self.full(decided, lang);
                let by = if matches!(limit, Limit::Cap | Limit::Elsewhere) {
                    String::new()
                } else {
                    by_text(decided, self, lang)
                };
                lang.pick(format!("{full}{by}"), format!("{}{by}", full.trim_start()))
            }
        }
    }

    /// What is full, with the numbers.
    fn full(&self, decided: &Decided<'_>, lang: Lang) -> String {
        self.binding.map_or_else(String::new, |binding| binding_text(decided, self, &binding, lang))
    }
}

/// A limit that is full, in a sentence that may follow another.
fn binding_text(decided: &Decided<'_>, reason: &Reason, b: &Broken, lang: Lang) -> String {
    let round = decided.round;
    let at = b.slot.map_or_else(String::new, |slot| {
        let time = time_text(round, Slots::from_bits(1u32.checked_shl(slot).unwrap_or(0)), lang);
        lang.pick(format!("（{time}）"), format!(" ({time})"))
    });
    let Broken { have, taken, needed, .. } = *b;
    // Those who come together may find some seats, but too few.
    let together = if taken < have && matches!(b.limit, Limit::Seats | Limit::ClassSeats) {
        let seats = needed - taken;
        lang.pick(format!("一緒の利用には {seats} 席が必要です。"), format!(" {seats} are needed together."))
    } else {
        String::new()
    };
    match b.limit {
        Limit::Rooms if b.room.is_some() => isolation_text(b, lang),
        Limit::Seats if b.room.is_some() => common_text(b, &at, lang),
        Limit::Seats => lang.pick(
            format!("定員 {have} 人に対し {taken} 人の利用が決まっています{at}。{together}"),
            format!(" {taken} of {have} seats are taken{at}.{together}"),
        ),
        Limit::ClassSeats => lang.pick(
            format!("この年齢の席 {have} に対し {taken} 人の利用が決まっています{at}。{together}"),
            format!(" {taken} of {have} seats for this age are taken{at}.{together}"),
        ),
        Limit::Teachers => lang.pick(
            format!("保育士 {have} 人のところ、この申込を受けると年齢別の配置で {needed} 人が必要になります{at}。"),
            format!(" with this request the children would need {needed} teachers by their ages, and {have} are there{at}."),
        ),
        Limit::Nurses => lang.pick(
            format!("看護師 {have} 人のところ、この申込を受けると {needed} 人が必要になります{at}。"),
            format!(" with this request the children would need {needed} nurses, and {have} are there{at}."),
        ),
        Limit::Rooms => lang.pick(
            format!("病気ごとに分ける部屋が足りません（部屋 {have} 室、この申込を受けると分ける病気は {needed} 種類）。"),
            format!(" no room is left that keeps the illness apart ({have} rooms; with this request {needed} kinds to be kept apart)."),
        ),
        Limit::Cap => {
            let name = reason.cap(decided).unwrap_or_default();
            let (left, used) = (tenths_text(have), tenths_text(taken));
            lang.pick(
                format!("利用日数の上限「{name}」により利用できません（今回の残り {left} 日、決定済み {used} 日）。"),
                format!(" the cap \"{name}\" leaves no day ({left} days left at the beginning of the round, {used} given)."),
            )
        }
        Limit::Elsewhere => lang.pick(
            "同じ時間に、この児童の別の利用が決まっています。".to_owned(),
            " the child has another place at that time.".to_owned(),
        ),
    }
}

/// No isolation room, where a site has such; with what is free beside.
fn isolation_text(b: &Broken, lang: Lang) -> String {
    let Broken { have, needed, beside, .. } = *b;
    let short = match have {
        0 => lang.pick(
            "病気を分ける隔離室がありません。".to_owned(),
            " there is no isolation room for illnesses that are kept apart.".to_owned(),
        ),
        _ => lang.pick(
            format!("隔離室が足りません（分ける病気の部屋 {have} 室、この申込を受けると分ける病気は {needed} 種類）。"),
            format!(" no isolation room is left ({have} rooms take illnesses that are kept apart; with this request {needed} kinds need one)."),
        ),
    };
    let beside = match beside {
        0 => String::new(),
        _ => lang.pick(
            format!("保育室には {beside} 席の空きがありますが、分ける病気の児童は利用できません。"),
            format!(" {beside} of the seats in the common room are free, but it takes no illness that is kept apart."),
        ),
    };
    short + &beside
}

/// No seat in a room for illnesses that may be together; with what is free beside.
fn common_text(b: &Broken, at: &str, lang: Lang) -> String {
    let Broken { have, taken, beside, .. } = *b;
    let short = match have {
        0 => lang.pick(
            "同室できる病気を受け入れる部屋がありません。".to_owned(),
            " no room takes illnesses that may be together.".to_owned(),
        ),
        _ => lang.pick(
            format!("同室できる病気の部屋の定員 {have} 人に対し {taken} 人の利用が決まっています{at}。"),
            format!(
                " {taken} of {have} seats in the rooms for illnesses that may be together are taken{at}."
            ),
        ),
    };
    let beside = match beside {
        0 => "",
        _ => lang.pick(
            "隔離室は空いていますが、同室できる病気の児童は利用できません。",
            " An isolation room is free, but takes no illness that may be together.",
        ),
    };
    short + beside
}

/// What put those who are there before this one.
fn by_text(decided: &Decided<'_>, reason: &Reason, lang: Lang) -> String {
    let what = match decided_by(decided, reason) {
        None => return String::new(),
        Some(DecidedBy::Confirmed) => lang.pick("確定済みの利用であること", "being confirmed before"),
        Some(DecidedBy::Key(key)) => key_name(key, lang),
        Some(DecidedBy::Lottery) => lang.pick("抽選", "the lottery"),
    };
    lang.pick(format!("順番の決め手は{what}。"), format!(" What put the last of them first: {what}."))
}
