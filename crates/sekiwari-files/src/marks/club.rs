//! Marks of a club round.

use super::table::{Mark, MarkColumn, MarkRow};
use super::{MarkTable, table};
use crate::write::ClubTables;
use sekiwari::explain::club::SeatsOn;
use sekiwari::programme::club::{Day, Season};

impl MarkTable {
    /// What is left by club, season and weekday. A child can come on several days only where all of them have a seat.
    pub fn of_clubs(tables: &ClubTables<'_>, few: u32) -> Self {
        let round = tables.decided.round();
        let slots = || {
            tables.cut_offs.iter().filter_map(|cut| match cut.on {
                SeatsOn::Slot(slot) => Some((slot, cut.left)),
                SeatsOn::Route(..) => None,
            })
        };
        let mut times: Vec<(Season, Day)> = slots().map(|(slot, _)| (slot.season, slot.day)).collect();
        times.sort_unstable();
        times.dedup();
        let columns = times.iter().map(|(season, day)| MarkColumn {
            name: format!("{}_{}", season.as_str(), day.letter()),
            ja: format!("{} {}曜", season.ja(), day.kanji()),
            en: format!("{}, {}", season.as_str(), day.letter()),
        });
        let mut marks = table(round.name(), round.entry_date(), few, columns.collect());
        marks.rows = round
            .clubs()
            .iter()
            .map(|c| MarkRow {
                id: c.id.clone(),
                name: c.name.clone(),
                marks: vec![Mark::NotOffered; times.len()],
            })
            .collect();
        for (slot, left) in slots() {
            if let Ok(at) = times.binary_search(&(slot.season, slot.day)) {
                marks.rows[slot.club as usize].marks[at] = Mark::of(left, few);
            }
        }
        marks
    }
}
