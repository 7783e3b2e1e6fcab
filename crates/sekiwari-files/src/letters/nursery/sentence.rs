//! The reason against a wish as a sentence, in any language of letters.

use super::Speaker;
use super::phrases::Reserves;
use crate::letters::Language;
use crate::letters::phrases::filled;
use crate::letters::speaker::shown_name;
use sekiwari::explain::{Decided, DecidedBy, Reason};
use sekiwari::market::ClaimantId;
use sekiwari::programme::nursery::{Facility, ReserveGroup};
use std::fmt::Display;

/// A facility for families.
pub(super) fn facility_name(facility: &Facility) -> &str {
    shown_name(&facility.name, &facility.id)
}

/// Those whom seats are reserved for.
pub(super) fn reserve_name(group: &ReserveGroup, language: Language, names: &Reserves) -> String {
    match group {
        ReserveGroup::SpecialCare => names.special_care.clone(),
        ReserveGroup::Leavers => names.leavers.clone(),
        ReserveGroup::Staff => names.staff.clone(),
        ReserveGroup::Local => names.local.clone(),
        ReserveGroup::District(ids) => filled(&names.district, |_| ids.join(language.comma())),
        ReserveGroup::Named(name) => filled(&names.named, |_| name.clone()),
    }
}

fn shown(value: Option<impl Display>) -> String {
    value.map_or_else(|| "-".to_owned(), |v| v.to_string())
}

/// The sentence, with the numbers of `reasons.csv`.
pub(super) fn sentence(speaker: &Speaker<'_>, decided: &Decided<'_>, reason: &Reason) -> String {
    let (round, phrases, language) = (decided.round(), &speaker.phrases, speaker.language);
    let name = reason.phrase(round).as_str();
    let without = phrases.reasons_without_points.get(name).filter(|_| !speaker.facts.shows_points);
    let Some(phrase) = without.or_else(|| phrases.reasons.get(name)) else { return String::new() };
    let points = |c: ClaimantId| decided.score(c).map(|s| s.points);
    let class = round.children()[reason.child as usize].class;
    let reserve = reason.reserve.map(|r| &round.reserves()[r as usize]);
    let group = |g: &ReserveGroup| reserve_name(g, language, &phrases.reserves);
    filled(phrase, |place| match place {
        "seats" => {
            let seats = reason.seats.to_string();
            // Of which kind, where there are several.
            if round.reserves_at(reason.facility, class).next().is_none() {
                return seats;
            }
            let label = &decided.compiled().pools[reason.pool.index()];
            let kind = match label.reserve {
                None => phrases.words.open_seats.clone(),
                Some(r) => {
                    filled(&phrases.words.reserved_seats, |_| group(&round.reserves()[r as usize].group))
                }
            };
            language.bracketed(&seats, &kind)
        }
        "class" => class.to_string(),
        "reserve" => shown(reserve.map(|r| group(&r.group))),
        "reserved" => shown(reserve.map(|r| r.seats)),
        "needs" => {
            round.unmet_needs(reason.child, reason.facility).collect::<Vec<_>>().join(language.comma())
        }
        "ahead" => reason.ahead.to_string(),
        "kept" => shown(Some(decided.kept(reason.pool))),
        "applicants" => decided.applicants(reason.pool).to_string(),
        "score" => shown(points(reason.claimant)),
        "lowest" => shown(reason.lowest.and_then(points)),
        "place" => shown(reason.place),
        "tie" => match reason.decided_by {
            Some(DecidedBy::Tie(key)) => shown(round.tie_names().get(key)),
            _ => "-".to_owned(),
        },
        "rule" => speaker.facts.rule.to_owned(),
        "sibling" => shown(reason.obstacle.map(|o| &round.children()[o.sibling as usize].id)),
        "elsewhere" => {
            let facility = |o: sekiwari::explain::Obstacle| decided.compiled().pools[o.pool.index()].facility;
            shown(reason.obstacle.map(|o| facility_name(&round.facilities()[facility(o) as usize])))
        }
        "needed" => shown(reason.obstacle.map(|o| o.needed)),
        "room" => shown(reason.obstacle.map(|o| o.room)),
        "min_age" => shown(round.facilities()[reason.facility as usize].min_age_days),
        _ => String::new(),
    })
}
