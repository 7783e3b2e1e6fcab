//! What a letter of a round of clubs is given: the values behind the names of the templates.

use super::Speaker;
use super::phrases::Labels;
use super::place::{RouteValues, SpanValues, choice, missing, own_way};
use super::wish::{WishValues, by_club};
use crate::letters::LetterKind;
use crate::letters::phrases::filled;
use crate::letters::speaker::{Shared, shown_name};
use crate::write::ClubTables;
use sekiwari::programme::club::ChildIndex;
use serde::Serialize;

/// The values of one letter. Their names are those of all letters and of [`super::NAMES`].
#[derive(Debug, Serialize)]
pub(in crate::letters) struct Context<'a> {
    #[serde(flatten)]
    shared: Shared<'a>,
    child: ChildValues<'a>,
    club: ClubValues<'a>,
    weekdays: String,
    calendar: Vec<SpanValues>,
    closed_seasons: String,
    fewer_days: bool,
    missing_weekdays: String,
    fewer_note: String,
    route: RouteValues<'a>,
    own_way: bool,
    rank: Option<u32>,
    choice: Option<u32>,
    list_made: bool,
    same_club: Vec<WishValues<'a>>,
    wishes: Vec<WishValues<'a>>,
    waits: bool,
    words: &'a Labels,
}

#[derive(Debug, Serialize)]
struct ChildValues<'a> {
    id: &'a str,
    household: &'a str,
    grade: u8,
    grade_name: String,
    weekdays: String,
    seasons: String,
}

#[derive(Debug, Default, Serialize)]
struct ClubValues<'a> {
    id: &'a str,
    name: &'a str,
}

impl<'a> Speaker<'a> {
    /// The values of the letter of a child.
    pub(in crate::letters) fn context(
        &'a self,
        tables: &'a ClubTables<'a>,
        child: ChildIndex,
        sufficed: Vec<String>,
    ) -> Context<'a> {
        let (decided, phrases) = (tables.decided, &self.phrases);
        let round = decided.round();
        let (row, decision) = (&round.children()[child as usize], decided.decisions()[child as usize]);
        let got = decision.entry.map(|at| (at, round.entry(at)));
        let club = got.map(|(_, e)| &round.clubs()[e.club as usize]);
        let groups = by_club(round, tables.reasons_of(child));
        let is_here = |club: u32| got.is_some_and(|(_, e)| e.club == club);
        let wishes = |here: bool| {
            let own = groups.iter().filter(move |(club, _)| is_here(*club) == here);
            own.filter_map(|(club, reasons)| self.wish(tables, child, *club, reasons)).collect::<Vec<_>>()
        };
        let same_club = wishes(true);
        let missing = missing(decided, child);
        let unexplained = got.filter(|_| !missing.is_empty() && same_club.is_empty());
        let (calendar, closed_seasons) = match got {
            Some((at, _)) => self.calendar(round, child, at),
            None => (Vec::new(), String::new()),
        };
        let kind = LetterKind::of(decision.kind);
        Context {
            shared: self.shared(kind, tables.main_reasons[child as usize], &phrases.codes, sufficed),
            child: ChildValues {
                id: &row.id,
                household: &round.households()[round.household_of(child) as usize].id,
                grade: row.grade.get(),
                grade_name: filled(&phrases.around.grade, |_| row.grade.to_string()),
                weekdays: self.days(row.days),
                seasons: self.seasons(row.seasons),
            },
            club: club.map_or_else(ClubValues::default, |c| ClubValues {
                id: &c.id,
                name: shown_name(&c.name, &c.id),
            }),
            weekdays: got.map_or_else(String::new, |(_, e)| self.days(e.days)),
            calendar,
            closed_seasons,
            fewer_days: !missing.is_empty(),
            missing_weekdays: self.days(missing),
            fewer_note: unexplained.map_or_else(String::new, |(_, e)| self.fewer_note(round, child, e)),
            route: got.map_or_else(RouteValues::default, |(_, e)| self.route_of(round, child, e)),
            own_way: got.is_some_and(|(_, e)| own_way(round, child, e, decision.kind)),
            rank: decision.wish_rank,
            choice: got.and_then(|(_, e)| choice(round, child, e.club)),
            list_made: round.is_list_made(child),
            same_club,
            wishes: wishes(false),
            waits: tables.reasons_of(child).iter().any(|r| tables.place(r).is_some()),
            words: &phrases.words,
        }
    }
}
