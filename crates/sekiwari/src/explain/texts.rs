//! Reasons in words: one table of sentences in Japanese and English, filled with numbers.

use super::{Decided, DecidedBy, Obstacle, Phrase, Reason, ReasonCode};
use crate::Lang;
use crate::lang::fill;
use crate::market::ClaimantId;
use crate::priority::Thousandths;
use crate::programme::nursery::{ChildIndex, Decision, FacilityIndex, ReserveGroup, ReserveKind, Round};
use std::fmt::{Display, Write as _};

/// A sentence in both languages; `{name}` stands for a number or an id.
pub(super) struct Sentence {
    pub(super) ja: &'static str,
    pub(super) en: &'static str,
}

const fn sentence(ja: &'static str, en: &'static str) -> Sentence {
    Sentence { ja, en }
}

#[rustfmt::skip]
pub(super) const SENTENCES: &[(Phrase, Sentence)] = &[
    (Phrase::WishGiven, sentence(
        "児童 {child}：施設 {facility} に内定しました（希望順位 {rank}）。",
        "Child {child}: a seat at facility {facility} (wish {rank}).")),
    (Phrase::TransferKeptSeat, sentence(
        "児童 {child}：在園中の施設 {facility} に引き続き在園します（希望順位 {rank}）。",
        "Child {child}: stays at facility {facility}, where it holds a seat (wish {rank}).")),
    (Phrase::GivenByHand, sentence(
        "児童 {child}：個別の決定により施設 {facility} に決まりました（決定の理由：{why}）。",
        "Child {child}: a seat at facility {facility}, decided by hand (for the reason: {why}).")),
    (Phrase::LeftOutByHand, sentence(
        "児童 {child}：個別の決定により、今回の席はありません（決定の理由：{why}）。",
        "Child {child}: no seat in this round, decided by hand (for the reason: {why}).")),
    (Phrase::Unplaced, sentence(
        "児童 {child}：今回は保留となりました。主な理由：{reason}。",
        "Child {child}: no seat in this round. Main reason: {reason}.")),
    (Phrase::NoWishes, sentence(
        "児童 {child}：希望する施設の記載がありません。",
        "Child {child}: no facility was wished for.")),
    (Phrase::FreeSeat, sentence(
        "第{wish}希望 施設 {facility}（{class}歳児）：席 {seats} のうちに空きがありますが、決定方式「{rule}」の手順では内定になりませんでした。",
        "Wish {wish}, facility {facility} (class {class}): one of its {seats} seats is free, but the steps of the rule \"{rule}\" did not give it.")),
    (Phrase::Envy, sentence(
        "第{wish}希望 施設 {facility}（{class}歳児）：席 {seats}。優先順位が下の児童が入所しています（この児童の指数 {score}、入所者の最低 {lowest}）。決定方式「{rule}」の手順によるものです。",
        "Wish {wish}, facility {facility} (class {class}), {seats} seats: a child of lower priority sits there ({score} points here, lowest admitted {lowest}). The steps of the rule \"{rule}\" led to this.")),
    (Phrase::EnvyInReserve, sentence(
        "第{wish}希望 施設 {facility}（{class}歳児）：席 {seats}。この児童より後に選ばれるはずの、優先の対象でない児童が入所しています（この児童の指数 {score}）。決定方式「{rule}」の手順によるものです。",
        "Wish {wish}, facility {facility} (class {class}), {seats} seats: a child sits there that comes only after those the seats are meant for, of whom this child is one ({score} points here). The steps of the rule \"{rule}\" led to this.")),
    (Phrase::SiblingElsewhere, sentence(
        "第{wish}希望 施設 {facility}（{class}歳児）：この児童の席はありましたが、きょうだい条件により必要な児童 {sibling} の施設 {elsewhere} の席がありませんでした（必要 {needed}、可能 {room}）。",
        "Wish {wish}, facility {facility} (class {class}): there was a seat for this child, but not the seat at facility {elsewhere} that the household's condition asks for child {sibling} ({needed} needed, {room} possible).")),
    (Phrase::SiblingSamePool, sentence(
        "第{wish}希望 施設 {facility}（{class}歳児）：この児童だけの席はありましたが、きょうだい条件により児童 {sibling} と合わせて {needed} 席が必要で、可能な席は {room} でした。",
        "Wish {wish}, facility {facility} (class {class}): there was a seat for this child alone, but with child {sibling} the household's condition needs {needed} and {room} were possible.")),
    (Phrase::SiblingNever, sentence(
        "第{wish}希望 施設 {facility}（{class}歳児）：この施設を含む組み合わせは、世帯のきょうだい条件に合いません。",
        "Wish {wish}, facility {facility} (class {class}): no combination with this facility meets the household's sibling condition.")),
    (Phrase::BetterWishGiven, sentence(
        "第{wish}希望 施設 {facility}（{class}歳児）：世帯にとってより上位の組み合わせで決まりました。",
        "Wish {wish}, facility {facility} (class {class}): the household got a combination that it ranks higher.")),
    (Phrase::ReservedSeats, sentence(
        "第{wish}希望 施設 {facility}（{class}歳児）：席 {seats} は優先順位が上の児童で埋まり、ほかにあるのは{reserve}のための優先枠 {reserved} 席で、この児童は対象ではありません（この児童の指数 {score}、待ち順 {place}）。",
        "Wish {wish}, facility {facility} (class {class}): seats {seats}, taken by children of higher priority; {reserved} more are kept for {reserve}, and this child is not one of them ({score} points, place {place} in the waiting list).")),
    (Phrase::OnlyReserved, sentence(
        "第{wish}希望 施設 {facility}（{class}歳児）：一般枠の席はなく、席は{reserve}のための優先枠 {reserved} 席です。この児童は対象ではありません（この児童の指数 {score}、待ち順 {place}）。",
        "Wish {wish}, facility {facility} (class {class}): there are no open seats; {reserved} seats are kept for {reserve}, and this child is not one of them ({score} points, place {place} in the waiting list).")),
    (Phrase::GuaranteedFirst, sentence(
        "第{wish}希望 施設 {facility}（{class}歳児）：席 {seats} に申込 {applicants}。{reserve}が指数にかかわらず先に決まり、席が残りませんでした（この児童の指数 {score}、待ち順 {place}）。",
        "Wish {wish}, facility {facility} (class {class}): seats {seats}, applicants {applicants}. First come {reserve}, whatever their points, and no seat was left ({score} points, place {place} in the waiting list).")),
    (Phrase::LowerPriority, sentence(
        "第{wish}希望 施設 {facility}（{class}歳児）：席 {seats} に申込 {applicants}。指数 {score} が入所者の最低 {lowest} を下回りました（待ち順 {place}）。",
        "Wish {wish}, facility {facility} (class {class}): seats {seats}, applicants {applicants}. {score} points, below the lowest admitted with {lowest} (place {place} in the waiting list).")),
    (Phrase::LowerByTie, sentence(
        "第{wish}希望 施設 {facility}（{class}歳児）：席 {seats} に申込 {applicants}。指数 {score} は入所者の最低と同点ですが、同点時の基準「{tie}」で下位となりました（待ち順 {place}）。",
        "Wish {wish}, facility {facility} (class {class}): seats {seats}, applicants {applicants}. {score} points like the lowest admitted, who comes first by the tie key \"{tie}\" (place {place} in the waiting list).")),
    (Phrase::LowerByLottery, sentence(
        "第{wish}希望 施設 {facility}（{class}歳児）：席 {seats} に申込 {applicants}。指数 {score} と同点時の基準がすべて入所者の最低と同じで、抽選で下位となりました（待ち順 {place}）。",
        "Wish {wish}, facility {facility} (class {class}): seats {seats}, applicants {applicants}. {score} points and all tie keys like the lowest admitted, who comes first by lot (place {place} in the waiting list).")),
    (Phrase::Equal, sentence(
        "第{wish}希望 施設 {facility}（{class}歳児）：席 {seats} に申込 {applicants}。指数 {score} は入所者の最低と同順位ですが、席に余りがありませんでした（待ち順 {place}）。",
        "Wish {wish}, facility {facility} (class {class}): seats {seats}, applicants {applicants}. {score} points, equal to the lowest admitted, but no seat was left (place {place} in the waiting list).")),
    (Phrase::ListCut, sentence(
        "第{wish}希望 施設 {facility}（{class}歳児）：世帯の組み合わせの数が上限を超え、この施設を含む組み合わせは扱われませんでした。",
        "Wish {wish}, facility {facility} (class {class}): the household has more combinations than the limit, and none of those considered contains this facility.")),
    (Phrase::SeatsByHand, sentence(
        "第{wish}希望 施設 {facility}（{class}歳児）：席 {seats}（うち在園児 {kept}）は、個別の決定によりすべて決まっていました。",
        "Wish {wish}, facility {facility} (class {class}): its {seats} seats ({kept} kept by children who hold them) were all settled by decisions made by hand.")),
    (Phrase::NoSeatInClass, sentence(
        "第{wish}希望 施設 {facility}（{class}歳児）：今回入所できる席がありませんでした（席 {seats}、うち在園児 {ahead}）。",
        "Wish {wish}, facility {facility} (class {class}): no seat to be given in this round ({seats} seats, {ahead} kept by children who hold them).")),
    (Phrase::NotOffered, sentence(
        "第{wish}希望 施設 {facility}：今回 {class} 歳児クラスの募集がありません。",
        "Wish {wish}, facility {facility}: class {class} is not offered in this round.")),
    (Phrase::MinAge, sentence(
        "第{wish}希望 施設 {facility}：入所日に受入れ開始日齢 {min_age} 日に達していません。",
        "Wish {wish}, facility {facility}: the child is younger than {min_age} days on the entry date.")),
    (Phrase::CareKind, sentence(
        "第{wish}希望 施設 {facility}：この児童に必要なケア（{needs}）に対応していません。",
        "Wish {wish}, facility {facility}: it cannot meet what the child needs ({needs}).")),
];

pub(super) fn template(phrase: Phrase, lang: Lang) -> &'static str {
    let found = SENTENCES.iter().find(|(p, _)| *p == phrase);
    found.map_or("", |(_, s)| lang.pick(s.ja, s.en))
}

/// Appends a value, or a dash where there is none.
fn push(text: &mut String, value: Option<impl Display>) {
    match value {
        // Writing to a string cannot fail.
        Some(value) => drop(write!(text, "{value}")),
        None => text.push('-'),
    }
}

impl Reason {
    /// Which sentence says this reason: for texts in other languages. What stands in it is in the reason and in `decided`.
    pub fn phrase(&self, round: &Round) -> Phrase {
        let reserve = self.reserve.and_then(|r| round.reserves().get(r as usize));
        let guarantee = reserve.is_some_and(|r| r.kind == ReserveKind::Guarantee);
        match (self.code, self.decided_by, self.obstacle) {
            (ReasonCode::FreeSeat, ..) => Phrase::FreeSeat,
            (ReasonCode::Envy, Some(DecidedBy::Reserve), _) => Phrase::EnvyInReserve,
            (ReasonCode::Envy, ..) => Phrase::Envy,
            (ReasonCode::SiblingRule, _, Some(o)) if o.pool == self.pool => Phrase::SiblingSamePool,
            (ReasonCode::SiblingRule, _, Some(_)) => Phrase::SiblingElsewhere,
            (ReasonCode::SiblingRule, _, None) => Phrase::SiblingNever,
            (ReasonCode::ReservedSeats, ..) if guarantee => Phrase::GuaranteedFirst,
            (ReasonCode::ReservedSeats, ..) if self.seats == 0 => Phrase::OnlyReserved,
            (ReasonCode::ReservedSeats, ..) => Phrase::ReservedSeats,
            (ReasonCode::LowerPriority, Some(DecidedBy::Tie(_)), _) => Phrase::LowerByTie,
            (ReasonCode::LowerPriority, Some(DecidedBy::Lottery), _) => Phrase::LowerByLottery,
            (ReasonCode::LowerPriority, Some(DecidedBy::Equal), _) => Phrase::Equal,
            (ReasonCode::LowerPriority, ..) => Phrase::LowerPriority,
            (ReasonCode::SeatsByHand, ..) => Phrase::SeatsByHand,
            (ReasonCode::ListCut, ..) => Phrase::ListCut,
            (ReasonCode::NoSeatInClass, ..) => Phrase::NoSeatInClass,
            (ReasonCode::NotOffered, ..) => Phrase::NotOffered,
            (ReasonCode::MinAge, ..) => Phrase::MinAge,
            (ReasonCode::NotEligibleCareKind, ..) => Phrase::CareKind,
            (
                ReasonCode::BetterWishGiven
                | ReasonCode::WishGiven
                | ReasonCode::TransferKeptSeat
                | ReasonCode::ManualDecision
                | ReasonCode::NoWishes
                // Codes of other programmes.
                | ReasonCode::TransportFull
                | ReasonCode::NoSeatOnDay
                | ReasonCode::NotOpenThen,
                ..,
            ) => Phrase::BetterWishGiven,
        }
    }

    /// The reason as a sentence, with the child's own points and the lowest admitted ones as decisions are notified;
    /// never with another family's id, name or tie keys. `rule` is the name of what decided.
    pub fn text(&self, decided: &Decided<'_>, rule: &str, lang: Lang) -> String {
        let mut text = String::with_capacity(256);
        self.write_text(decided, rule, lang, &mut text);
        text
    }

    /// Appends [`Reason::text`] to `text`.
    pub fn write_text(&self, decided: &Decided<'_>, rule: &str, lang: Lang, text: &mut String) {
        let round = decided.round;
        let facility = |f: FacilityIndex| &round.facilities()[f as usize].id;
        let points = |c: ClaimantId| decided.score(c).map(|s| s.points);
        let class = round.children()[self.child as usize].class;
        let reserve = self.reserve.map(|r| &round.reserves()[r as usize]);
        fill(template(self.phrase(round), lang), text, |name, text| match name {
            "wish" => push(text, Some(self.wish_rank)),
            "facility" => text.push_str(facility(self.facility)),
            "class" => push(text, Some(class)),
            "seats" => {
                push(text, Some(self.seats));
                // Of which kind, where there are several.
                if round.reserves_at(self.facility, class).next().is_some() {
                    let label = &decided.compiled.pools[self.pool.index()];
                    let group = label.reserve.map(|r| &round.reserves()[r as usize].group);
                    let kind = match group {
                        None => lang.pick("一般枠", "open").to_owned(),
                        Some(g) => {
                            let name = reserve_name(g, lang);
                            lang.pick(format!("{name}の優先枠"), format!("for {name}"))
                        }
                    };
                    text.push_str(&lang.pick(format!("（{kind}）"), format!(" ({kind})")));
                }
            }
            "reserve" => push(text, reserve.map(|r| reserve_name(&r.group, lang))),
            "reserved" => push(text, reserve.map(|r| r.seats)),
            "needs" => {
                let needs: Vec<&str> = round.unmet_needs(self.child, self.facility).collect();
                text.push_str(&needs.join(lang.pick("、", ", ")));
            }
            "ahead" => push(text, Some(self.ahead)),
            "kept" => push(text, Some(decided.kept(self.pool))),
            "applicants" => push(text, Some(decided.applicants(self.pool))),
            "score" => push(text, points(self.claimant)),
            "lowest" => push(text, self.lowest.and_then(points)),
            "place" => push(text, self.place),
            "tie" => push(text, self.tie_key().and_then(|key| round.tie_names().get(key))),
            "rule" => text.push_str(rule),
            "sibling" => push(text, self.obstacle.map(|o| &round.children()[o.sibling as usize].id)),
            "elsewhere" => {
                let pool = |o: Obstacle| decided.compiled.pools[o.pool.index()].facility;
                push(text, self.obstacle.map(|o| facility(pool(o))));
            }
            "needed" => push(text, self.obstacle.map(|o| o.needed)),
            "room" => push(text, self.obstacle.map(|o| o.room)),
            "min_age" => push(text, round.facilities()[self.facility as usize].min_age_days),
            _ => {}
        });
    }

    fn tie_key(&self) -> Option<usize> {
        match self.decided_by {
            Some(DecidedBy::Tie(key)) => Some(key),
            _ => None,
        }
    }

    /// The child's points at the facility and the lowest admitted ones, where the reason turns on them.
    pub fn points(&self, decided: &Decided<'_>) -> (Option<Thousandths>, Option<Thousandths>) {
        let at = |c: ClaimantId| decided.score(c).map(|s| s.points);
        let own =
            matches!(self.code, ReasonCode::LowerPriority | ReasonCode::Envy | ReasonCode::ReservedSeats);
        (own.then(|| at(self.claimant)).flatten(), self.lowest.and_then(at))
    }
}

/// Those whom seats are reserved for, for people.
pub fn reserve_name(group: &ReserveGroup, lang: Lang) -> String {
    match group {
        ReserveGroup::SpecialCare => lang.pick("障害児・医療的ケア児", "children with care needs"),
        ReserveGroup::Leavers => lang.pick("連携施設の卒園児", "leavers of partner facilities"),
        ReserveGroup::Staff => lang.pick("従業員の子", "children of staff"),
        ReserveGroup::Local => lang.pick("地域の子", "local children"),
        ReserveGroup::District(ids) => {
            let ids = ids.join(lang.pick("・", ", "));
            return lang.pick(format!("地区 {ids} の児童"), format!("children of district {ids}"));
        }
        ReserveGroup::Named(name) => {
            return lang.pick(format!("「{name}」の児童"), format!("children of \"{name}\""));
        }
    }
    .to_owned()
}

/// A decision as a sentence; `code` is its main reason.
pub fn decision_text(
    decided: &Decided<'_>,
    child: ChildIndex,
    decision: Decision,
    code: ReasonCode,
    lang: Lang,
) -> String {
    let phrase = match code {
        ReasonCode::WishGiven => Phrase::WishGiven,
        ReasonCode::TransferKeptSeat => Phrase::TransferKeptSeat,
        ReasonCode::NoWishes => Phrase::NoWishes,
        ReasonCode::ManualDecision if decision.facility.is_some() => Phrase::GivenByHand,
        ReasonCode::ManualDecision => Phrase::LeftOutByHand,
        _ => Phrase::Unplaced,
    };
    let mut text = String::new();
    fill(template(phrase, lang), &mut text, |name, text| match name {
        "child" => text.push_str(&decided.round.children()[child as usize].id),
        "facility" => {
            push(text, decision.facility.map(|f| &decided.round.facilities()[f as usize].id));
            if let Some(reserve) = decision.reserve.map(|r| &decided.round.reserves()[r as usize]) {
                let name = reserve_name(&reserve.group, lang);
                text.push_str(&lang.pick(format!("（{name}の優先枠）"), format!(", reserved for {name}")));
            }
        }
        "rank" => push(text, decision.wish_rank),
        "reason" => text.push_str(code.label(lang)),
        "why" => {
            let why = decided.round.pin(child).map_or("", |pin| pin.reason.trim());
            text.push_str(if why.is_empty() { "-" } else { why });
        }
        _ => {}
    });
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn names(text: &str) -> BTreeSet<&str> {
        text.split('{').skip(1).filter_map(|t| t.split_once('}')).map(|(name, _)| name).collect()
    }

    #[test]
    fn both_languages_speak_of_the_same_numbers_and_every_key_has_one_sentence() {
        for (i, (key, s)) in SENTENCES.iter().enumerate() {
            assert_eq!(names(s.ja), names(s.en), "{key:?}");
            assert!(SENTENCES[..i].iter().all(|(k, _)| k != key), "{key:?} stands twice");
        }
    }

    /// The children who keep their seats were once missing from a sentence.
    #[test]
    fn every_place_of_a_sentence_is_filled() {
        let source = include_str!("texts.rs");
        for name in SENTENCES.iter().flat_map(|(_, s)| names(s.ja)) {
            assert!(source.contains(&format!("\"{name}\" =>")), "{name}");
        }
    }

    #[test]
    fn filling_keeps_text_after_an_open_brace() {
        let mut text = "-".to_owned();
        fill("a {x} b {", &mut text, |name, text| text.push_str(&name.to_uppercase()));
        assert_eq!(text, "-a X b {");
    }
}
