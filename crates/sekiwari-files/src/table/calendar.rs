//! Cells of rounds of clubs: grades, weekdays, seasons.

use sekiwari::programme::club::{Days, Grade, Seasons};

use super::{CellReader, Col, Invalid};
use crate::finding::catalogue::clubs;
use crate::normalise::parse_grade;

impl CellReader<'_> {
    /// An optional grade of elementary school.
    ///
    /// # Errors
    /// [`Invalid`] where it is none from 1 to 6.
    pub fn grade(&mut self, row: usize, col: Col) -> Result<Option<Grade>, Invalid> {
        let text = self.folded(row, col);
        if text.is_empty() {
            return Ok(None);
        }
        parse_grade(&text)
            .map_or_else(|| self.refuse(&clubs::GRADE_INVALID, row, col), |grade| Ok(Some(grade)))
    }

    /// Optional weekdays, at least one where the cell is not blank.
    ///
    /// # Errors
    /// [`Invalid`] where something is no weekday or stands there twice.
    pub fn days(&mut self, row: usize, col: Col) -> Result<Option<Days>, Invalid> {
        let text = self.folded(row, col);
        if text.is_empty() {
            return Ok(None);
        }
        match text.parse::<Days>() {
            Ok(days) if !days.is_empty() => Ok(Some(days)),
            _ => self.refuse(&clubs::DAYS_INVALID, row, col),
        }
    }

    /// Optional seasons, at least one where the cell is not blank.
    ///
    /// # Errors
    /// [`Invalid`] where a word is no season.
    pub fn seasons(&mut self, row: usize, col: Col) -> Result<Option<Seasons>, Invalid> {
        let text = self.folded(row, col);
        if text.is_empty() {
            return Ok(None);
        }
        match text.parse::<Seasons>() {
            Ok(seasons) if !seasons.is_empty() => Ok(Some(seasons)),
            _ => self.refuse(&clubs::SEASONS_INVALID, row, col),
        }
    }
}
