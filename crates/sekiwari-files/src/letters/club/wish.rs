//! The wishes above the outcome of a child, club by club: those for other sets of days at a club are told with the first one there.

use super::Speaker;
use super::place::choice;
use crate::letters::phrases::filled;
use crate::letters::speaker::shown_name;
use crate::write::ClubTables;
use sekiwari::explain::ReasonCode;
use sekiwari::explain::club::{DecidedBy, Reason};
use sekiwari::programme::club::{ChildIndex, OrderKey, Round};
use serde::Serialize;

/// The values of one club.
#[derive(Debug, Serialize)]
pub(super) struct WishValues<'a> {
    rank: u32,
    choice: u32,
    label: String,
    club_id: &'a str,
    club: &'a str,
    weekdays: String,
    route: &'a str,
    code: &'static str,
    sentence: String,
    full: String,
    tightest: String,
    seats: Option<u32>,
    ahead: Option<u32>,
    position: Option<u32>,
    points: Option<String>,
    lowest_points: Option<String>,
    tie_key: &'a str,
    decided_by: String,
    lines: u32,
    also: Vec<String>,
}

/// The reasons of a child, those of one club together, clubs in the order of the list.
pub(super) fn by_club<'r>(round: &Round, reasons: &'r [Reason]) -> Vec<(u32, Vec<&'r Reason>)> {
    let mut groups: Vec<(u32, Vec<&Reason>)> = Vec::new();
    for reason in reasons {
        let club = round.entry(reason.entry).club;
        match groups.iter_mut().find(|(c, _)| *c == club) {
            Some((_, own)) => own.push(reason),
            None => groups.push((club, vec![reason])),
        }
    }
    groups
}

/// The points of a reason and of the lowest child there, as in `reasons.csv`: where priority is the reason.
fn points(round: &Round, reason: &Reason) -> (Option<String>, Option<String>) {
    let by_points = matches!(reason.code, ReasonCode::LowerPriority | ReasonCode::Envy);
    let of = |entry| round.score_at(entry).filter(|_| by_points).map(|s| s.points.to_string());
    (of(reason.entry), reason.lowest.and_then(|(_, entry)| of(entry)))
}

/// The name of the tie key that decided.
pub(super) fn tie_key<'a>(round: &'a Round, reason: &Reason) -> &'a str {
    match reason.decided_by {
        Some(DecidedBy::Tie(key)) => round.tie_names().get(key).map_or("", String::as_str),
        _ => "",
    }
}

impl<'a> Speaker<'a> {
    /// The values of one club: `reasons` are those of its lines, of which there is one at least.
    pub(super) fn wish(
        &'a self,
        tables: &'a ClubTables<'a>,
        child: ChildIndex,
        club: u32,
        reasons: &[&Reason],
    ) -> Option<WishValues<'a>> {
        let (first, others) = reasons.split_first()?;
        let round = tables.decided.round();
        let (row, entry) = (&round.clubs()[club as usize], round.entry(first.entry));
        let choice = choice(round, child, club).unwrap_or_default();
        let (own, lowest) = points(round, first);
        let shown = |points: Option<String>| points.filter(|_| self.facts.shows_points);
        // A line that can never be given does not wait; the next one at the club does.
        let position = reasons.iter().find_map(|r| tables.place(r));
        Some(WishValues {
            rank: first.wish_rank,
            choice,
            label: filled(&self.phrases.around.choice, |_| choice.to_string()),
            club_id: &row.id,
            club: shown_name(&row.name, &row.id),
            weekdays: self.days(entry.days),
            route: entry.route.map_or("", |r| &round.routes()[r as usize].id),
            code: first.code.as_str(),
            sentence: self.sentence(round, first, position),
            full: self.full(round, &first.full),
            tightest: first.tightest.map_or_else(String::new, |d| self.day(round, d.on)),
            seats: first.tightest.map(|d| d.seats),
            ahead: first.tightest.map(|d| d.ahead),
            position,
            points: shown(own),
            lowest_points: shown(lowest),
            tie_key: tie_key(round, first),
            decided_by: self.decided_by(round, first),
            lines: reasons.len() as u32,
            also: self.also(round, first, others),
        })
    }

    /// Sentences about the other lines of a club: how many failed for the same reason, and one for each other reason.
    fn also(&self, round: &Round, first: &Reason, others: &[&Reason]) -> Vec<String> {
        let mut by_code: Vec<(ReasonCode, &Reason, u32)> = Vec::new();
        for &reason in others {
            match by_code.iter_mut().find(|(code, ..)| *code == reason.code) {
                Some((_, _, count)) => *count += 1,
                None => by_code.push((reason.code, reason, 1)),
            }
        }
        let phrases = &self.phrases.reasons;
        let told = |&(code, reason, count): &(ReasonCode, &Reason, u32)| match code == first.code {
            true => filled(&phrases.also_same, |_| count.to_string()),
            false => filled(&phrases.also_other, |place| match place {
                "count" => count.to_string(),
                "weekdays" => self.days(round.entry(reason.entry).days),
                _ => self.sentence(round, reason, None),
            }),
        };
        by_code.iter().map(told).collect()
    }

    /// What decided the order, in a few words.
    fn decided_by(&self, round: &Round, reason: &Reason) -> String {
        let words = &self.phrases.decided_by;
        match reason.decided_by {
            None => String::new(),
            Some(DecidedBy::Held) => words.held.clone(),
            Some(DecidedBy::Key(key)) => self.key(round, key),
            Some(DecidedBy::Tie(_)) => filled(&words.tie, |_| tie_key(round, reason).to_owned()),
            Some(DecidedBy::Lottery) => words.lottery.clone(),
            Some(DecidedBy::Equal) => words.equal.clone(),
        }
    }

    /// A key of the rules in a few words.
    pub(super) fn key(&self, round: &Round, key: OrderKey) -> String {
        filled(self.phrases.decided_by.key(key), |_| round.rules().first_grades.to_string())
    }
}
