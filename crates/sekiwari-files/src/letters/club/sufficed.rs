//! What would have sufficed, as sentences of a letter.

use super::Speaker;
use super::calendar::spans;
use super::place::choice;
use crate::letters::phrases::filled;
use crate::letters::speaker::shown_name;
use sekiwari::explain::club::counterfactual::{Counterfactuals, LineCounterfactual, MoreSeats};
use sekiwari::explain::club::{Decided, SeatsOn};
use sekiwari::explain::counterfactual::Tried;
use sekiwari::programme::club::{ClubIndex, Round};
use sekiwari::programme::siblings::{Joint, SiblingTerms, SingleFallback};

/// The sentences for a child; one that nothing was found where something was tried, none where nothing could be.
pub(super) fn sufficed(speaker: &Speaker<'_>, decided: &Decided<'_>, found: &Counterfactuals) -> Vec<String> {
    let (round, phrases) = (decided.round(), &speaker.phrases.sufficed);
    let mut lines: Vec<String> = found.lines.iter().flat_map(|l| of_line(speaker, round, l)).collect();
    if let Tried::Sufficed(looser) = &found.terms {
        let first = round.households()[round.household_of(found.child) as usize].children.start;
        if let Some(own) = looser.lines.get((found.child - first) as usize).copied().flatten() {
            lines.push(filled(&phrases.terms, |place| match place {
                "terms" => terms(speaker, looser.terms),
                "club" => club_name(round, own.club),
                _ => speaker.days(own.days),
            }));
        }
    }
    if let Tried::Sufficed(clubs) = &found.added {
        let names: Vec<String> = clubs.iter().map(|&c| club_name(round, c)).collect();
        lines.push(filled(&phrases.clubs, |_| names.join(speaker.language.comma())));
    }
    // A line can also be behind a better one, which has its own sentence.
    let any = found.lines.iter().any(|l| !l.in_vain());
    if lines.is_empty() && !any && found.lines.iter().any(LineCounterfactual::was_asked) {
        lines.push(phrases.nothing.clone());
    }
    lines
}

fn of_line(speaker: &Speaker<'_>, round: &Round, line: &LineCounterfactual) -> Vec<String> {
    let phrases = &speaker.phrases.sufficed;
    let asked = round.entry(line.reason.entry);
    let common = |place: &str| match place {
        "choice" => {
            let number = choice(round, line.reason.child, asked.club).unwrap_or(line.reason.wish_rank);
            filled(&speaker.phrases.around.choice, |_| number.to_string())
        }
        "club" => club_name(round, asked.club),
        _ => speaker.days(asked.days),
    };
    let mut lines = Vec::new();
    if let Tried::Sufficed(more) = line.points
        && more.line == asked
        && speaker.facts.shows_points
    {
        lines.push(filled(&phrases.points, |place| match place {
            "more" => more.more.to_string(),
            "points" => more.points.to_string(),
            place => common(place),
        }));
    }
    if let Tried::Sufficed(MoreSeats { seats, line: got }) = &line.seats
        && *got == asked
    {
        lines.push(filled(&phrases.seats, |place| match place {
            "seats" => speaker.seats(round, seats),
            place => common(place),
        }));
    }
    if let Tried::Sufficed(fewer) = line.days {
        lines.push(filled(&phrases.days, |place| match place {
            "fewer" => speaker.days(fewer.days),
            place => common(place),
        }));
    }
    lines
}

impl Speaker<'_> {
    /// So many seats more, and where: days of seasons with as many, then routes.
    fn seats(&self, round: &Round, seats: &[(SeatsOn, u32)]) -> String {
        let phrases = &self.phrases.sufficed;
        let mut counts: Vec<u32> = seats.iter().map(|s| s.1).collect();
        counts.sort_unstable();
        counts.dedup();
        let mut parts = Vec::new();
        for count in counts {
            let slots = seats.iter().filter(|s| s.1 == count).filter_map(|s| s.0.slot());
            for (seasons, days) in spans(slots) {
                parts.push(filled(&phrases.on_days, |place| match place {
                    "seasons" => self.seasons(seasons),
                    "weekdays" => self.days(days),
                    _ => count.to_string(),
                }));
            }
        }
        for &(on, count) in seats {
            if let Some(route) = on.route() {
                parts.push(filled(&phrases.on_route, |place| match place {
                    "route" => self.route(round, route),
                    _ => count.to_string(),
                }));
            }
        }
        parts.join(self.language.comma())
    }
}

fn club_name(round: &Round, club: ClubIndex) -> String {
    let club = &round.clubs()[club as usize];
    shown_name(&club.name, &club.id).to_owned()
}

/// A sibling condition in a few words.
fn terms(speaker: &Speaker<'_>, terms: SiblingTerms) -> String {
    let phrases = &speaker.phrases.sufficed;
    let joint = match terms.joint {
        Joint::SameFacility => &phrases.same_club,
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
