//! What would have sufficed, as sentences of a letter.

use super::Speaker;
use super::sentence::facility_name;
use crate::letters::phrases::filled;
use sekiwari::explain::Decided;
use sekiwari::explain::counterfactual::{Counterfactuals, MoreSeats, Tried, WishCounterfactual};
use sekiwari::programme::nursery::{FacilityIndex, Joint, SiblingTerms, SingleFallback};

/// The sentences for a child; one that nothing was found where something was tried, none where nothing could be.
pub(super) fn sufficed(speaker: &Speaker<'_>, decided: &Decided<'_>, found: &Counterfactuals) -> Vec<String> {
    let phrases = &speaker.phrases.sufficed;
    let name = |f: FacilityIndex| facility_name(&decided.round().facilities()[f as usize]).to_owned();
    let mut lines: Vec<String> = found.wishes.iter().flat_map(|w| of_wish(speaker, decided, w)).collect();
    if let Tried::Sufficed(looser) = &found.terms {
        let round = decided.round();
        let first = round.households()[round.household_of(found.child) as usize].children.start;
        let own = looser.facilities.get((found.child - first) as usize).copied().flatten();
        lines.push(filled(&phrases.terms, |place| match place {
            "terms" => terms(speaker, looser.terms),
            _ => own.map_or_else(String::new, name),
        }));
    }
    if let Tried::Sufficed(facilities) = &found.added {
        let names: Vec<String> = facilities.iter().map(|&f| name(f)).collect();
        lines.push(filled(&phrases.wish, |_| names.join(speaker.language.comma())));
    }
    // A wish can also be behind a better one, which has its own sentence.
    let any = found.wishes.iter().any(|w| !w.in_vain());
    let asked = |w: &WishCounterfactual| w.points != Tried::NotAsked || w.seats != Tried::NotAsked;
    if lines.is_empty() && !any && found.wishes.iter().any(asked) {
        lines.push(phrases.nothing.clone());
    }
    lines
}

fn of_wish(speaker: &Speaker<'_>, decided: &Decided<'_>, wish: &WishCounterfactual) -> Vec<String> {
    let (phrases, words) = (&speaker.phrases.sufficed, &speaker.phrases.words);
    let facility = wish.reason.facility;
    let name = |f: FacilityIndex| facility_name(&decided.round().facilities()[f as usize]).to_owned();
    let common = |place: &str| match place {
        "wish" => filled(&words.wish, |_| wish.reason.wish_rank.to_string()),
        _ => name(facility),
    };
    let mut lines = Vec::new();
    if let Tried::Sufficed(more) = wish.points
        && more.facility == facility
        && speaker.facts.shows_points
    {
        lines.push(filled(&phrases.points, |place| match place {
            "more" => more.more.to_string(),
            "points" => more.points.to_string(),
            place => common(place),
        }));
    }
    if let Tried::Sufficed(MoreSeats { pool, seats, facility: got }) = wish.seats
        && got == facility
    {
        let label = &decided.compiled().pools[pool.index()];
        lines.push(filled(&phrases.seats, |place| match place {
            "at" => name(label.facility),
            "class" => {
                let classes = label.classes.map_or_else(String::new, |c| c.to_string());
                filled(&words.class_name, |_| classes.clone())
            }
            "seats" => seats.to_string(),
            place => common(place),
        }));
    }
    lines
}

/// A sibling condition in a few words.
fn terms(speaker: &Speaker<'_>, terms: SiblingTerms) -> String {
    let phrases = &speaker.phrases.sufficed;
    let joint = match terms.joint {
        Joint::SameFacility => &phrases.same_facility,
        Joint::SameRound => &phrases.same_round,
        Joint::Independent => return phrases.separate.clone(),
    };
    let alone = match terms.single_fallback {
        SingleFallback::None => &phrases.none,
        SingleFallback::Elder => &phrases.elder,
        SingleFallback::Younger => &phrases.younger,
        SingleFallback::Either | SingleFallback::ElderElseYounger => &phrases.either,
    };
    format!("{joint}{}{alone}", speaker.language.comma())
}
