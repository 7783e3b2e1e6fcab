//! Typed access to the cells of a table, with findings for what does not fit and notes for what was tidied.

use std::borrow::Cow;
use std::fmt::Write as _;

use jiff::civil::Date;
use sekiwari::programme::nursery::{AgeClass, ClassSet};

use super::columns::{Bound, bind};
use super::{Col, Table, TableSpec};
use crate::finding::catalogue::{cells, shape, survey};
use crate::finding::{Finding, Findings, Kind, did_you_mean};
use crate::normalise::{
    self, DateError, DateForm, DecimalError, Word, fold_width, is_invisible, outer_blanks_stripped,
};

/// The cell was reported; there is no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Invalid;

/// What was tidied in one column: how often, and the row of the first time.
#[derive(Debug, Clone, Copy, Default)]
struct Tidied {
    blanks: (u32, u32),
    widths: (u32, u32),
    dates: (u32, u32),
}

fn count(slot: &mut (u32, u32), row: usize) {
    if slot.0 == 0 {
        slot.1 = row as u32;
    }
    slot.0 = slot.0.saturating_add(1);
}

/// Reads the cells of one table by column name. Collects its findings; [`CellReader::finish`] hands them over.
pub struct CellReader<'t> {
    table: &'t Table,
    spec: &'static TableSpec,
    bound: Bound,
    tidied: Vec<Tidied>,
    findings: Findings,
}

impl<'t> CellReader<'t> {
    /// Looks the columns up. Findings about the header go to `findings`; nothing is returned when a required column is
    /// missing.
    pub fn new(table: &'t Table, spec: &'static TableSpec, findings: &mut Findings) -> Option<Self> {
        let bound = bind(table, spec, findings)?;
        let tidied = vec![Tidied::default(); table.header().len()];
        Some(Self { table, spec, bound, tidied, findings: Findings::new() })
    }

    /// The column of a contract name; absent columns give [`Col::NONE`].
    #[must_use]
    pub fn col(&self, name: &str) -> Col {
        let at = self.spec.columns.iter().position(|c| c.name == name);
        at.and_then(|i| self.bound.plain.get(i).copied()).unwrap_or_default()
    }

    /// The numbered columns of a contract name, by number.
    #[must_use]
    pub fn numbered(&self, name: &str) -> Vec<(u32, Col)> {
        let at = self.spec.columns.iter().position(|c| c.name == name);
        self.bound.numbered.iter().filter(|(a, _, _)| Some(*a) == at).map(|&(_, n, c)| (n, c)).collect()
    }

    /// The table.
    #[must_use]
    pub fn table(&self) -> &'t Table {
        self.table
    }

    /// A finding about a cell, with the cell as its value.
    #[must_use]
    pub fn finding(&self, kind: &'static Kind, row: usize, col: Col) -> Finding {
        let finding = Finding::new(kind, self.table.place_at(row, col));
        match col.index() {
            Some(c) => finding.value(outer_blanks_stripped(self.table.cell(row, c))),
            None => finding,
        }
    }

    /// Adds a finding about a row, unless the row was already reported as damaged: what its cells hold is then chance.
    pub fn push(&mut self, row: usize, finding: Finding) {
        if !self.table.is_damaged(row) {
            self.findings.push(finding);
        }
    }

    pub(super) fn refuse<T>(&mut self, kind: &'static Kind, row: usize, col: Col) -> Result<T, Invalid> {
        let finding = self.finding(kind, row, col);
        self.push(row, finding);
        Err(Invalid)
    }

    /// A cell without outer blanks; empty if blank or absent.
    pub fn text(&mut self, row: usize, col: Col) -> &'t str {
        let Some(c) = col.index() else { return "" };
        let raw = self.table.cell(row, c);
        let text = outer_blanks_stripped(raw);
        if text.len() != raw.len() && !text.is_empty() {
            count(&mut self.tidied[c].blanks, row);
        }
        text
    }

    /// A cell without outer blanks and with full-width letters and digits folded.
    pub(super) fn folded(&mut self, row: usize, col: Col) -> Cow<'t, str> {
        let text = self.text(row, col);
        let folded = fold_width(text);
        if let (Cow::Owned(_), Some(c)) = (&folded, col.index()) {
            count(&mut self.tidied[c].widths, row);
        }
        folded
    }

    /// An optional identifier.
    ///
    /// # Errors
    /// [`Invalid`] where it holds characters that cannot be seen. They are refused rather than dropped: dropping could make
    /// two ids one, keeping would leave two ids that nobody can tell apart.
    pub fn id(&mut self, row: usize, col: Col) -> Result<Option<Cow<'t, str>>, Invalid> {
        let id = self.folded(row, col);
        if id.is_empty() {
            return Ok(None);
        }
        if id.bytes().all(|b| b.is_ascii_graphic()) {
            return Ok(Some(id));
        }
        let hidden: Vec<char> = id.chars().filter(|c| is_invisible(*c)).collect();
        if hidden.is_empty() {
            return Ok(Some(id));
        }
        let mut names = String::new();
        for c in hidden {
            let _ = write!(names, "U+{:04X} ", c as u32);
        }
        let finding = self.finding(&cells::INVISIBLE_CHARACTER, row, col).arg("characters", names.trim_end());
        self.push(row, finding);
        Err(Invalid)
    }

    /// Several identifiers with `;`, `,` or `、` between them; none in a blank cell.
    ///
    /// # Errors
    /// As [`CellReader::id`].
    pub fn list(&mut self, row: usize, col: Col) -> Result<Vec<String>, Invalid> {
        let Some(text) = self.id(row, col)? else { return Ok(Vec::new()) };
        let parts = text.split([';', ',', '、']).map(normalise::outer_blanks_stripped);
        Ok(parts.filter(|p| !p.is_empty()).map(str::to_owned).collect())
    }

    /// A required identifier.
    ///
    /// # Errors
    /// [`Invalid`] where it is blank or holds characters that cannot be seen.
    pub fn need_id(&mut self, row: usize, col: Col) -> Result<Cow<'t, str>, Invalid> {
        self.id(row, col)?.map_or_else(|| self.refuse(&cells::CELL_EMPTY, row, col), Ok)
    }

    /// An optional whole number in a range.
    ///
    /// # Errors
    /// [`Invalid`] where it is none or outside.
    pub fn count(&mut self, row: usize, col: Col, min: u32, max: u32) -> Result<Option<u32>, Invalid> {
        let text = self.folded(row, col);
        if text.is_empty() {
            return Ok(None);
        }
        match normalise::parse_count(&text) {
            Some(n) if (min..=max).contains(&n) => Ok(Some(n)),
            // Digits that do not fit are a number out of range as well.
            None if !text.bytes().all(|b| b.is_ascii_digit()) => {
                self.refuse(&cells::NUMBER_INVALID, row, col)
            }
            _ => {
                let finding = self.finding(&cells::NUMBER_RANGE, row, col).arg("min", min).arg("max", max);
                self.push(row, finding);
                Err(Invalid)
            }
        }
    }

    /// A required whole number in a range.
    ///
    /// # Errors
    /// [`Invalid`] where it is blank, none or outside.
    pub fn need_count(&mut self, row: usize, col: Col, min: u32, max: u32) -> Result<u32, Invalid> {
        self.count(row, col, min, max)?.map_or_else(|| self.refuse(&cells::CELL_EMPTY, row, col), Ok)
    }

    /// An optional decimal in thousandths.
    ///
    /// # Errors
    /// [`Invalid`] where it is none, has more than three decimals or is too large. The value is left out of the finding:
    /// points are personal.
    pub fn thousandths(&mut self, row: usize, col: Col) -> Result<Option<i64>, Invalid> {
        let text = self.folded(row, col);
        if text.is_empty() {
            return Ok(None);
        }
        normalise::parse_thousandths(&text).map(Some).map_err(|e| {
            let kind = match e {
                DecimalError::Form => &cells::DECIMAL_INVALID,
                DecimalError::TooFine => &cells::DECIMAL_TOO_FINE,
                DecimalError::TooLarge => &cells::NUMBER_RANGE,
            };
            let mut finding = Finding::new(kind, self.table.place_at(row, col));
            if e == DecimalError::TooLarge {
                finding = finding.arg("min", "-9223372036854775.806").arg("max", "9223372036854775.806");
            }
            self.push(row, finding);
            Invalid
        })
    }

    /// An optional date.
    ///
    /// # Errors
    /// [`Invalid`] where it is none or impossible.
    pub fn date(&mut self, row: usize, col: Col) -> Result<Option<Date>, Invalid> {
        let text = self.folded(row, col);
        if text.is_empty() {
            return Ok(None);
        }
        match normalise::parse_date(&text, self.table.is_sheet()) {
            Ok((date, form)) => {
                if let (true, Some(c)) = (form != DateForm::Common, col.index()) {
                    count(&mut self.tidied[c].dates, row);
                }
                Ok(Some(date))
            }
            Err(DateError::Form) => self.refuse(&cells::DATE_INVALID, row, col),
            Err(DateError::Impossible) => self.refuse(&cells::DATE_IMPOSSIBLE, row, col),
        }
    }

    /// An optional time of day, in minutes after midnight.
    ///
    /// # Errors
    /// [`Invalid`] where it is none.
    pub fn time(&mut self, row: usize, col: Col) -> Result<Option<u16>, Invalid> {
        let text = self.folded(row, col);
        if text.is_empty() {
            return Ok(None);
        }
        match normalise::parse_time(&text, self.table.is_sheet()) {
            Some(minutes) => Ok(Some(minutes)),
            None => self.refuse(&survey::TIME_INVALID, row, col),
        }
    }

    /// An optional age class.
    ///
    /// # Errors
    /// [`Invalid`] where it is none from 0 to 5.
    pub fn class(&mut self, row: usize, col: Col) -> Result<Option<AgeClass>, Invalid> {
        let text = self.folded(row, col);
        if text.is_empty() {
            return Ok(None);
        }
        let class = normalise::parse_class(&text);
        class.map(Some).or_else(|_| self.refuse(&cells::CLASS_INVALID, row, col))
    }

    /// A required set of age classes.
    ///
    /// # Errors
    /// [`Invalid`] where it is blank or no set of classes.
    pub fn need_classes(&mut self, row: usize, col: Col) -> Result<ClassSet, Invalid> {
        let text = self.folded(row, col);
        if text.is_empty() {
            return self.refuse(&cells::CELL_EMPTY, row, col);
        }
        normalise::parse_classes(&text).or_else(|_| self.refuse(&cells::CLASSES_INVALID, row, col))
    }

    /// An optional coordinate in millionths of a degree. The value is left out of the finding: an address is personal.
    ///
    /// # Errors
    /// [`Invalid`] where it is no number or beyond `limit` degrees.
    pub fn micro_degrees(&mut self, row: usize, col: Col, limit: i32) -> Result<Option<i32>, Invalid> {
        let text = self.folded(row, col);
        if text.is_empty() {
            return Ok(None);
        }
        let value = normalise::parse_micro_degrees(&text, limit);
        value.map(Some).ok_or_else(|| {
            let finding = Finding::new(&cells::COORDINATE_INVALID, self.table.place_at(row, col));
            self.push(row, finding);
            Invalid
        })
    }

    /// An optional choice.
    ///
    /// # Errors
    /// [`Invalid`] where the cell holds none of the words; the finding names them all and the nearest.
    pub fn word<T: Copy>(&mut self, row: usize, col: Col, words: &[Word<T>]) -> Result<Option<T>, Invalid> {
        let text = self.text(row, col);
        if text.is_empty() {
            return Ok(None);
        }
        if let Some(value) = normalise::find_word(words, text) {
            return Ok(Some(value));
        }
        let allowed: Vec<&str> = words.iter().map(|w| w.name).collect();
        let near = did_you_mean(
            text,
            words.iter().flat_map(|w| std::iter::once(w.name).chain(w.aliases.iter().copied())),
        );
        let finding =
            self.finding(&cells::WORD_UNKNOWN, row, col).arg("allowed", allowed.join(", ")).hint(near);
        self.push(row, finding);
        Err(Invalid)
    }

    /// Reports a table that needs rows and has none.
    pub fn need_rows(&mut self) {
        if self.table.rows() == 0 {
            self.findings.add(&shape::TABLE_EMPTY, self.table.header_place());
        }
    }

    /// Hands the findings over, with one note per column for each kind of tidying.
    pub fn finish(mut self, findings: &mut Findings) {
        for (c, t) in self.tidied.iter().enumerate() {
            for (kind, (n, row)) in [
                (&cells::BLANKS_STRIPPED, t.blanks),
                (&cells::WIDTH_FOLDED, t.widths),
                (&cells::DATES_CONVERTED, t.dates),
            ] {
                if n > 0 {
                    let place = self.table.place_at(row as usize, Col::at(c));
                    self.findings.push(Finding::new(kind, place).arg("count", n));
                }
            }
        }
        findings.append(self.findings);
    }
}
