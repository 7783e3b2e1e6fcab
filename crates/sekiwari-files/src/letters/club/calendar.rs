//! Weekdays and seasons in words.

use super::Speaker;
use super::phrases::Calendar;
use crate::letters::phrases::filled;
use sekiwari::explain::club::{FullDay, SeatsOn};
use sekiwari::programme::club::capacity::Slot;
use sekiwari::programme::club::{Day, Days, Round, Season, Seasons};

/// Seasons with the weekdays of each; those with the same ones stand together, where the first of them does.
pub(super) fn spans(slots: impl Iterator<Item = Slot>) -> Vec<(Seasons, Days)> {
    let mut days = [Days::NONE; 4];
    for slot in slots {
        days[slot.season.index()] = days[slot.season.index()].with(slot.day);
    }
    let mut spans: Vec<(Seasons, Days)> = Vec::new();
    for season in Season::ALL {
        let own = days[season.index()];
        match spans.iter_mut().find(|(_, days)| *days == own) {
            _ if own.is_empty() => {}
            Some((seasons, _)) => *seasons = seasons.with(season),
            None => spans.push((Seasons::one(season), own)),
        }
    }
    spans
}

impl Calendar {
    /// Weekdays.
    pub(super) fn days(&self, days: Days) -> String {
        let names: Vec<&str> = days.iter().map(|d| self.days[d.index()].as_str()).collect();
        names.join(&self.between)
    }

    /// Seasons; all of them, and all vacations, have words of their own.
    pub(super) fn seasons(&self, seasons: Seasons, comma: &str) -> String {
        match seasons {
            Seasons::YEAR => self.year.clone(),
            Seasons::VACATIONS => self.vacations.clone(),
            some => {
                let names: Vec<&str> = some.iter().map(|s| self.seasons[s.index()].as_str()).collect();
                names.join(comma)
            }
        }
    }
}

impl Speaker<'_> {
    /// Weekdays.
    pub(super) fn days(&self, days: Days) -> String {
        self.phrases.calendar.days(days)
    }

    /// Seasons.
    pub(super) fn seasons(&self, seasons: Seasons) -> String {
        self.phrases.calendar.seasons(seasons, self.language.comma())
    }

    /// A route for families.
    pub(super) fn route(&self, round: &Round, route: u32) -> String {
        filled(&self.phrases.around.route, |_| round.routes()[route as usize].id.clone())
    }

    /// Where there is no seat: season by season, then route by route.
    pub(super) fn full(&self, round: &Round, full: &[FullDay]) -> String {
        let spans = spans(full.iter().filter_map(FullDay::slot)).into_iter();
        let mut parts: Vec<String> =
            spans.map(|(s, days)| format!("{} {}", self.seasons(s), self.days(days))).collect();
        let on_route = |d: &FullDay| match d.on {
            SeatsOn::Route(route, day) => Some((route, day)),
            SeatsOn::Slot(_) => None,
        };
        let routes: Vec<(u32, Day)> = full.iter().filter_map(on_route).collect();
        for same in routes.chunk_by(|a, b| a.0 == b.0) {
            let days: Days = same.iter().map(|r| r.1).collect();
            parts.push(format!("{} {}", self.route(round, same[0].0), self.days(days)));
        }
        parts.join(self.language.comma())
    }

    /// One day.
    pub(super) fn day(&self, round: &Round, on: SeatsOn) -> String {
        let (what, day) = match on {
            SeatsOn::Slot(slot) => (self.seasons(Seasons::one(slot.season)), slot.day),
            SeatsOn::Route(route, day) => (self.route(round, route), day),
        };
        format!("{what} {}", self.days(Days::one(day)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seasons_with_the_same_days_stand_together() {
        let slot = |season, day| Slot { club: 0, season, day };
        let year = Season::ALL.map(|s| slot(s, Day::Monday));
        assert_eq!(spans(year.into_iter()), [(Seasons::YEAR, Days::one(Day::Monday))]);
        let more = year.into_iter().chain([slot(Season::Term, Day::Saturday)]);
        let monday = Days::one(Day::Monday);
        let expected =
            [(Seasons::one(Season::Term), monday.with(Day::Saturday)), (Seasons::VACATIONS, monday)];
        assert_eq!(spans(more), expected);
        assert_eq!(spans(std::iter::empty()), []);
    }
}
