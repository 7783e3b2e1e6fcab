//! Slots of one club as a set.

use super::{Day, Days, Season};

/// Weekdays of seasons at one club.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct SlotSet(u32);

impl SlotSet {
    pub(super) fn with(self, season: Season, day: Day) -> Self {
        Self(self.0 | 1 << (season.index() * Day::ALL.len() + day.index()))
    }

    /// The days of a season that are in it.
    pub fn days(self, season: Season) -> Days {
        let of = |d: &Day| self.0 & 1 << (season.index() * Day::ALL.len() + d.index()) != 0;
        Day::ALL.into_iter().filter(of).collect()
    }

    /// Seasons with the days in them, terms first; seasons without any are passed over.
    pub fn iter(self) -> impl Iterator<Item = (Season, Days)> {
        Season::ALL.into_iter().map(move |s| (s, self.days(s))).filter(|(_, days)| !days.is_empty())
    }
}

impl std::fmt::Display for SlotSet {
    /// As in `term MTWHF, summer MF`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (i, (season, days)) in self.iter().enumerate() {
            let comma = if i == 0 { "" } else { ", " };
            write!(f, "{comma}{} {days}", season.as_str())?;
        }
        Ok(())
    }
}
