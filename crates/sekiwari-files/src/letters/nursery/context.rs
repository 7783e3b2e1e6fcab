//! What a letter of a nursery round is given: the values behind the names of the templates.

use super::Speaker;
use super::phrases::Labels;
use super::sentence::{facility_name, reserve_name, sentence};
use crate::letters::LetterKind;
use crate::letters::phrases::filled;
use crate::letters::speaker::Shared;
use crate::write::OutputTables;
use sekiwari::explain::{DecidedBy, Reason};
use sekiwari::programme::nursery::{ChildIndex, FacilityIndex};
use serde::Serialize;

/// The values of one letter. Their names are those of all letters and of [`super::NAMES`].
#[derive(Debug, Serialize)]
pub(in crate::letters) struct Context<'a> {
    #[serde(flatten)]
    shared: Shared<'a>,
    child: ChildValues<'a>,
    facility: FacilityValues<'a>,
    seat: String,
    rank: Option<u32>,
    by_hand: bool,
    wishes: Vec<WishValues<'a>>,
    words: &'a Labels,
}

#[derive(Debug, Serialize)]
struct ChildValues<'a> {
    id: &'a str,
    household: &'a str,
    class: u8,
    class_name: String,
}

#[derive(Debug, Serialize)]
struct FacilityValues<'a> {
    id: &'a str,
    name: &'a str,
}

#[derive(Debug, Serialize)]
struct WishValues<'a> {
    rank: u32,
    label: String,
    facility_id: &'a str,
    facility: &'a str,
    code: &'static str,
    sentence: String,
    seats: u32,
    applicants: u32,
    ahead: u32,
    position: Option<u32>,
    points: Option<String>,
    lowest_points: Option<String>,
    tie_key: &'a str,
    decided_by: String,
}

impl<'a> Speaker<'a> {
    /// The values of the letter of a child; `sufficed` is what would have sufficed, as sentences.
    pub(in crate::letters) fn context(
        &'a self,
        tables: &'a OutputTables<'a>,
        child: ChildIndex,
        sufficed: Vec<String>,
    ) -> Context<'a> {
        let (round, phrases) = (tables.decided.round(), &self.phrases);
        let (row, decision) = (&round.children()[child as usize], &tables.decisions[child as usize]);
        let facility = decision.facility.map(|f: FacilityIndex| &round.facilities()[f as usize]);
        let seat = decision.reserve.map(|r| {
            let group = reserve_name(&round.reserves()[r as usize].group, self.language, &phrases.reserves);
            filled(&phrases.words.reserved_seats, |_| group.clone())
        });
        Context {
            shared: self.shared(
                LetterKind::of(decision.kind),
                tables.main_reasons[child as usize],
                &phrases.codes,
                sufficed,
            ),
            child: ChildValues {
                id: &row.id,
                household: &round.households()[round.household_of(child) as usize].id,
                class: row.class.get(),
                class_name: filled(&phrases.words.class_name, |_| row.class.to_string()),
            },
            facility: FacilityValues {
                id: facility.map_or("", |f| &f.id),
                name: facility.map_or("", facility_name),
            },
            seat: seat.unwrap_or_default(),
            rank: decision.wish_rank,
            by_hand: round.pin(child).is_some(),
            wishes: tables.reasons_of(child).iter().map(|r| self.wish(tables, r)).collect(),
            words: &phrases.words.labels,
        }
    }

    fn wish(&'a self, tables: &'a OutputTables<'a>, reason: &Reason) -> WishValues<'a> {
        let (decided, round) = (tables.decided, tables.decided.round());
        let facility = &round.facilities()[reason.facility as usize];
        let (own, lowest) = reason.points(decided);
        let points = |p: Option<sekiwari::priority::Thousandths>| {
            p.filter(|_| self.facts.shows_points).map(|p| p.to_string())
        };
        let words = &self.phrases.words;
        let tie_key = match reason.decided_by {
            Some(DecidedBy::Tie(key)) => round.tie_names().get(key).map_or("", String::as_str),
            _ => "",
        };
        let decided_by = match reason.decided_by {
            None => String::new(),
            Some(DecidedBy::Points) => words.by_points.clone(),
            Some(DecidedBy::Tie(_)) => filled(&words.by_tie, |_| tie_key.to_owned()),
            Some(DecidedBy::Lottery) => words.by_lottery.clone(),
            Some(DecidedBy::Equal) => words.by_equal.clone(),
            Some(DecidedBy::Reserve) => words.by_reserve.clone(),
        };
        WishValues {
            rank: reason.wish_rank,
            label: filled(&words.wish, |_| reason.wish_rank.to_string()),
            facility_id: &facility.id,
            facility: facility_name(facility),
            code: reason.code.as_str(),
            sentence: sentence(self, decided, reason),
            seats: reason.seats,
            applicants: decided.applicants(reason.pool),
            ahead: reason.ahead,
            position: reason.place,
            points: points(own),
            lowest_points: points(lowest),
            tie_key,
            decided_by,
        }
    }
}
