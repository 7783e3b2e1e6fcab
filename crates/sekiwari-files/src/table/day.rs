//! Cells of rounds of day services: services, weekdays with Sunday, sessions, classes and grades, dates, moments.

use std::borrow::Cow;
use std::collections::BTreeSet;

use jiff::civil::{Date, DateTime, Time};
use sekiwari::programme::daily::round::Session;
use sekiwari::programme::daily::{Service, Weekdays};

use super::{CellReader, Col, Invalid};
use crate::daily::SERVICES;
use crate::finding::catalogue::{cells, daily, survey};
use crate::finding::{Kind, did_you_mean};
use crate::normalise::{
    DateError, find_word, normal_title, parse_all_classes, parse_date, parse_moment, parse_session, time_of,
};

impl<'t> CellReader<'t> {
    /// A cell without outer blanks and with full-width letters and digits folded.
    pub(crate) fn folded_text(&mut self, row: usize, col: Col) -> Cow<'t, str> {
        self.folded(row, col)
    }

    /// Reports a cell that cannot be read.
    ///
    /// # Errors
    /// Always [`Invalid`].
    pub(crate) fn fault<T>(&mut self, kind: &'static Kind, row: usize, col: Col) -> Result<T, Invalid> {
        self.refuse(kind, row, col)
    }

    /// A required service.
    ///
    /// # Errors
    /// [`Invalid`] where it is blank or none.
    pub fn service(&mut self, row: usize, col: Col) -> Result<Service, Invalid> {
        match self.word(row, col, SERVICES)? {
            Some(service) => Ok(service),
            None => self.refuse(&cells::CELL_EMPTY, row, col),
        }
    }

    /// Several services, each once; none in a blank cell.
    ///
    /// # Errors
    /// [`Invalid`] where something is no service.
    pub fn services(&mut self, row: usize, col: Col) -> Result<Vec<Service>, Invalid> {
        let mut services = Vec::new();
        for name in self.list(row, col)? {
            let Some(service) = find_word(SERVICES, &name) else {
                let allowed: Vec<&str> = SERVICES.iter().map(|w| w.name).collect();
                let near = did_you_mean(&name, allowed.iter().copied());
                let finding = self.finding(&cells::WORD_UNKNOWN, row, col);
                self.push(row, finding.value(&name).arg("allowed", allowed.join(", ")).hint(near));
                return Err(Invalid);
            };
            if !services.contains(&service) {
                services.push(service);
            }
        }
        Ok(services)
    }

    /// Optional weekdays, Sunday included; `none` for no day.
    ///
    /// # Errors
    /// [`Invalid`] where something is no weekday or stands there twice.
    pub fn all_weekdays(&mut self, row: usize, col: Col) -> Result<Option<Weekdays>, Invalid> {
        let text = self.folded(row, col);
        if text.is_empty() {
            return Ok(None);
        }
        if ["none", "なし", "-", "不定期"].contains(&normal_title(&text).as_str()) || text == "-" {
            return Ok(Some(Weekdays::NONE));
        }
        // 月曜日 is 月; 毎日 is every day.
        let plain = text.replace("曜日", "").replace("曜", "").replace("毎日", "MTWHFSU");
        match plain.parse::<Weekdays>() {
            Ok(days) if !days.is_empty() => Ok(Some(days)),
            _ => self.refuse(&daily::WEEKDAYS_INVALID, row, col),
        }
    }

    /// An optional session.
    ///
    /// # Errors
    /// [`Invalid`] where it is none.
    pub fn session(&mut self, row: usize, col: Col) -> Result<Option<Session>, Invalid> {
        let text = self.folded(row, col);
        if text.is_empty() {
            return Ok(None);
        }
        match parse_session(&text) {
            Some(session) => Ok(Some(session)),
            None => self.refuse(&daily::SESSION_INVALID, row, col),
        }
    }

    /// An optional time of day before midnight.
    ///
    /// # Errors
    /// [`Invalid`] where it is none.
    pub fn clock(&mut self, row: usize, col: Col) -> Result<Option<Time>, Invalid> {
        let Some(minutes) = self.time(row, col)? else { return Ok(None) };
        match time_of(minutes) {
            Some(time) => Ok(Some(time)),
            None => self.refuse(&survey::TIME_INVALID, row, col),
        }
    }

    /// Optional classes and grades, as bits.
    ///
    /// # Errors
    /// [`Invalid`] where they are none.
    pub fn all_classes(&mut self, row: usize, col: Col) -> Result<Option<u16>, Invalid> {
        let text = self.folded(row, col);
        if text.is_empty() {
            return Ok(None);
        }
        match parse_all_classes(&text) {
            Some(bits) => Ok(Some(bits)),
            None => self.refuse(&daily::ALL_CLASSES_INVALID, row, col),
        }
    }

    /// A required date.
    ///
    /// # Errors
    /// [`Invalid`] where it is blank or none.
    pub fn need_date(&mut self, row: usize, col: Col) -> Result<Date, Invalid> {
        self.date(row, col)?.map_or_else(|| self.refuse(&cells::CELL_EMPTY, row, col), Ok)
    }

    /// Several dates with `;`, `,` or `、` between them.
    ///
    /// # Errors
    /// [`Invalid`] where one is none or impossible.
    pub fn dates(&mut self, row: usize, col: Col) -> Result<Vec<Date>, Invalid> {
        let text = self.folded(row, col);
        let parts = text.split([';', ',', '、']).map(str::trim).filter(|p| !p.is_empty());
        let (mut dates, mut faults) = (Vec::new(), BTreeSet::new());
        for part in parts {
            match parse_date(part, self.table().is_sheet()) {
                Ok((date, _)) => dates.push(date),
                Err(fault) => {
                    let kind = match fault {
                        DateError::Form => &cells::DATE_INVALID,
                        DateError::Impossible => &cells::DATE_IMPOSSIBLE,
                    };
                    if faults.insert(kind.code) {
                        let finding = self.finding(kind, row, col).value(part);
                        self.push(row, finding);
                    }
                }
            }
        }
        if faults.is_empty() { Ok(dates) } else { Err(Invalid) }
    }

    /// An optional date with a time of day.
    ///
    /// # Errors
    /// [`Invalid`] where it is none.
    pub fn moment(&mut self, row: usize, col: Col) -> Result<Option<DateTime>, Invalid> {
        let text = self.folded(row, col);
        if text.is_empty() {
            return Ok(None);
        }
        match parse_moment(&text, self.table().is_sheet()) {
            Some(moment) => Ok(Some(moment)),
            None => self.refuse(&daily::MOMENT_INVALID, row, col),
        }
    }

    /// An optional decimal in tenths within a range of tenths.
    ///
    /// # Errors
    /// [`Invalid`] where it is none, has more than one decimal or is outside.
    pub fn tenths(&mut self, row: usize, col: Col, min: u32, max: u32) -> Result<Option<u32>, Invalid> {
        let Some(thousandths) = self.thousandths(row, col)? else { return Ok(None) };
        let tenths = u32::try_from(thousandths).ok().filter(|t| t % 100 == 0).map(|t| t / 100);
        match tenths.filter(|t| (min..=max).contains(t)) {
            Some(tenths) => Ok(Some(tenths)),
            None => {
                let shown = |n: u32| sekiwari::priority::Thousandths(i64::from(n) * 100).to_string();
                let finding = self.finding(&daily::TENTHS_RANGE, row, col);
                self.push(row, finding.arg("min", shown(min)).arg("max", shown(max)));
                Err(Invalid)
            }
        }
    }
}
