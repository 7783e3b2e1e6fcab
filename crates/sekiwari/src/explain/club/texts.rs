//! Reasons in words, in Japanese and English.

use super::reasons::settled;
use super::{Decided, DecidedBy, FullDay, Reason, SeatsOn};
use crate::Lang;
use crate::explain::ReasonCode;
use crate::programme::PlacementKind;
use crate::programme::club::{ChildIndex, Day, Days, OrderKey, Round, Season};
use std::fmt::Write as _;

/// Weekdays for people: `月火水`, `MTW`.
pub fn days_text(days: Days, lang: Lang) -> String {
    lang.pick(days.kanji(), days.to_string())
}

pub(super) fn season_name(season: Season, lang: Lang) -> &'static str {
    lang.pick(season.ja(), season.as_str())
}

fn day_name(day: Day, lang: Lang) -> String {
    lang.pick(format!("{}曜", day.kanji()), day.letter().to_string())
}

/// Where seats are, for people.
pub fn place_text(round: &Round, on: SeatsOn, lang: Lang) -> String {
    match on {
        SeatsOn::Slot(slot) => format!("{} {}", season_name(slot.season, lang), day_name(slot.day, lang)),
        SeatsOn::Route(route, day) => {
            let id = &round.routes()[route as usize].id;
            let day = day_name(day, lang);
            lang.pick(format!("送迎 {id} {day}"), format!("route {id} {day}"))
        }
    }
}

/// A key of the rules, for people.
pub fn key_name(key: OrderKey, round: &Round, lang: Lang) -> String {
    let grades = round.rules().first_grades;
    let (ja, en) = match key {
        OrderKey::Always => ("必ず受け入れる事由", "cases that are always admitted"),
        OrderKey::Yearly => ("通年の利用", "coming all year"),
        OrderKey::Continuing => ("前年度からの継続", "being there since last year"),
        OrderKey::Home => ("学区のクラブであること", "its home club"),
        OrderKey::FirstGrades => {
            return lang.pick(
                format!("{grades} 年生以下または障害のある児童"),
                format!("grades up to {grades} and disabled children"),
            );
        }
        OrderKey::Disabled => ("障害のある児童", "disabled children"),
        OrderKey::Sibling => ("きょうだいの在籍", "a sibling who is there"),
        OrderKey::Score => ("指数", "points"),
        OrderKey::Grade => ("学年", "the grade"),
    };
    lang.pick(ja, en).to_owned()
}

/// The decision of a child in a sentence.
pub fn decision_text(decided: &Decided<'_>, child: ChildIndex, main: ReasonCode, lang: Lang) -> String {
    let (round, decision) = (decided.round, decided.decisions[child as usize]);
    let id = &round.children()[child as usize].id;
    let Some(entry) = decision.entry.map(|e| round.entry(e)) else {
        return match main {
            ReasonCode::NoWishes => lang.pick(
                format!("児童 {id}：希望するクラブがありません。"),
                format!("Child {id}: there is no club on its list."),
            ),
            code => lang.pick(
                format!("児童 {id}：今回は保留となりました。主な理由：{}。", code.label(lang)),
                format!("Child {id}: no seat in this round. Main reason: {}.", code.label(lang)),
            ),
        };
    };
    let club = &round.clubs()[entry.club as usize].id;
    let (days, rank) = (days_text(entry.days, lang), decision.wish_rank.unwrap_or(0));
    let mut text = match decision.kind {
        PlacementKind::Kept => lang.pick(
            format!("児童 {id}：クラブ {club} を引き続き利用します（{days}、希望順位 {rank}）。"),
            format!("Child {id}: stays at club {club} ({days}, wish {rank})."),
        ),
        PlacementKind::Placed | PlacementKind::Unplaced => lang.pick(
            format!("児童 {id}：クラブ {club} に決まりました（{days}、希望順位 {rank}）。"),
            format!("Child {id}: a seat at club {club} ({days}, wish {rank})."),
        ),
    };
    if let Some(route) = entry.route {
        let route = &round.routes()[route as usize].id;
        text += &lang.pick(format!("送迎：{route}。"), format!(" Transport: {route}."));
    }
    text
}

impl Reason {
    /// The reason in a sentence. `rule` is the name of what decided; `place` is the child's place in the waiting list of the
    /// club, where it waits for this line.
    pub fn text(&self, decided: &Decided<'_>, rule: &str, place: Option<u32>, lang: Lang) -> String {
        let (round, entry) = (decided.round, decided.round.entry(self.entry));
        let club = &round.clubs()[entry.club as usize].id;
        let (wish, days) = (self.wish_rank, days_text(entry.days, lang));
        let mut text = lang.pick(
            format!("第{wish}希望 クラブ {club}（{days}）："),
            format!("Wish {wish}, club {club} ({days}): "),
        );
        text += &match self.code {
            ReasonCode::NotOpenThen => lang.pick(
                "希望する曜日・期間に開所していません。".to_owned(),
                "it is not open on these days.".to_owned(),
            ),
            ReasonCode::FreeSeat => lang.pick(
                format!("どの日にも空きがありますが、決定方式「{rule}」の手順では決まりませんでした。"),
                format!("there is a seat on every day, but the steps of the rule \"{rule}\" did not give it."),
            ),
            ReasonCode::Envy => lang.pick(
                format!(
                    "優先順位が下の児童が利用します{}。決定方式「{rule}」の手順によるものです。",
                    self.difference(decided, lang)
                ),
                format!(
                    "a child of lower priority has a seat there{}. The steps of the rule \"{rule}\" led to this.",
                    self.difference(decided, lang)
                ),
            ),
            ReasonCode::SiblingRule => lang.pick(
                "この児童だけの席はありましたが、きょうだいの条件に合う組み合わせの席がありませんでした。".to_owned(),
                "there was a seat for this child alone, but not for what its household's condition asks for.".to_owned(),
            ),
            ReasonCode::NoSeatOnDay => {
                let full = self.full_text(decided, lang);
                let held = self.tightest.map_or((0, 0), |day| (settled(decided, day.on), day.seats));
                match held {
                    (held, seats) if held >= seats => lang.pick(
                        format!("継続する児童で席が埋まっています（{full}）。"),
                        format!("children who were there before hold all seats ({full})."),
                    ),
                    // It takes more than one seat.
                    (held, seats) => {
                        let needed = round.children()[self.child as usize].seats;
                        let left = seats - held;
                        lang.pick(
                            format!("この児童に必要な{needed}席に対し、継続する児童の席を除くと{left}席しかありません（{full}）。"),
                            format!("this child takes {needed} seats, and children who were there before leave {left} ({full})."),
                        )
                    }
                }
            }
            _ => {
                let (full, difference) = (self.full_text(decided, lang), self.difference(decided, lang));
                lang.pick(
                    format!("優先順位が上の児童で満席となりました（{full}）{difference}。"),
                    format!("full of children of higher priority ({full}){difference}."),
                )
            }
        };
        if let Some(place) = place {
            text += &lang.pick(format!("待ち順 {place}。"), format!(" Place {place} in the waiting list."));
        }
        text
    }

    /// The days without a seat, season by season, with the numbers of the tightest.
    fn full_text(&self, decided: &Decided<'_>, lang: Lang) -> String {
        let mut text = String::new();
        let comma = lang.pick("、", ", ");
        let slots: Vec<_> = self.full.iter().filter_map(FullDay::slot).collect();
        for season in Season::ALL {
            let days: Days = slots.iter().filter(|s| s.season == season).map(|s| s.day).collect();
            if !days.is_empty() {
                let between = if text.is_empty() { "" } else { comma };
                let _ = write!(text, "{between}{} {}", season_name(season, lang), days_text(days, lang));
            }
        }
        for day in self.full.iter().filter(|d| d.slot().is_none()) {
            let between = if text.is_empty() { "" } else { comma };
            let _ = write!(text, "{between}{}", place_text(decided.round, day.on, lang));
        }
        if let Some(FullDay { on, seats, ahead }) = self.tightest {
            let place = place_text(decided.round, on, lang);
            text += &lang.pick(
                format!("。{place}は席 {seats}、先の順位の児童 {ahead} 席"),
                format!("; {place}: {seats} seats, {ahead} of them taken by children who come first"),
            );
        }
        text
    }

    /// What tells the child from the lowest that was admitted.
    fn difference(&self, decided: &Decided<'_>, lang: Lang) -> String {
        let (Some(by), Some((_, other))) = (self.decided_by, self.lowest) else { return String::new() };
        let round = decided.round;
        let what = match by {
            DecidedBy::Held => return String::new(),
            DecidedBy::Key(OrderKey::Score) => {
                let points =
                    |entry| round.score_at(entry).map_or_else(|| "-".to_owned(), |s| s.points.to_string());
                let (own, lowest) = (points(self.entry), points(other));
                return lang.pick(
                    format!("。指数 {own}、利用する児童の最低 {lowest}"),
                    format!(": {own} points, the lowest there {lowest}"),
                );
            }
            DecidedBy::Key(OrderKey::Grade) => {
                let grade = |entry| round.children()[round.child_of(entry) as usize].grade;
                let (own, lowest) = (grade(self.entry), grade(other));
                return lang.pick(
                    format!("。この児童は {own} 年生、利用する児童の最後は {lowest} 年生"),
                    format!(": grade {own}, the last one there is in grade {lowest}"),
                );
            }
            DecidedBy::Key(key) => key_name(key, round, lang),
            DecidedBy::Tie(key) => {
                let unnamed = format!("tie_{}", key + 1);
                let name = round.tie_names().get(key).unwrap_or(&unnamed);
                lang.pick(format!("同点時の基準「{name}」"), format!("the tie key \"{name}\""))
            }
            DecidedBy::Lottery => lang.pick("抽選", "the lottery").to_owned(),
            DecidedBy::Equal => {
                return lang
                    .pick("。最後の児童と同順位です".to_owned(), ": equal to the last one there".to_owned());
            }
        };
        lang.pick(format!("。決め手は{what}"), format!(": decided by {what}"))
    }
}
