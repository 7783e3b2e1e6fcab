//! A rulebook (or another TOML file) as text with places: keys, values, and where each was written.

use std::ops::Range;

use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::finding::catalogue::{rulebook as kinds, shape};
use crate::finding::{Finding, Findings, Place, did_you_mean};
use crate::normalise::{parse_date, parse_micro_degrees, parse_thousandths};

/// The file under reading.
pub(crate) struct Source<'t> {
    pub(crate) text: &'t str,
    pub(crate) file: &'t str,
}

impl Source<'_> {
    /// The place of a byte: line and character, both from 1.
    pub(crate) fn place(&self, at: usize, key: &str) -> Place {
        let before = &self.text[..floor(self.text, at)];
        let line = before.bytes().filter(|&b| b == b'\n').count() as u32 + 1;
        let start = before.rfind('\n').map_or(0, |i| i + 1);
        let character = before[start..].chars().count() as u32 + 1;
        Place::file(self.file).line(line).character(character).column(key)
    }
}

impl<'t> Source<'t> {
    /// The file as TOML; nothing where its syntax is broken, with every break told.
    pub(crate) fn parse(&self, findings: &mut Findings) -> Option<Spanned<DeTable<'t>>> {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        for e in &errors {
            let place = self.place(e.span().map_or(0, |s| s.start), "");
            findings.push(Finding::new(&shape::TOML_SYNTAX, place).arg("reason", e.message()));
        }
        errors.is_empty().then_some(table)
    }
}

/// The last character boundary not after `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)
}

/// A text in a file, and where its bytes stand.
#[derive(Debug, Clone)]
pub(crate) struct Written {
    pub(crate) text: String,
    /// Where it begins in the file.
    pub(crate) start: usize,
    /// Whether byte `i` of the text is byte `start + i` of the file; not so where the text holds escapes.
    pub(crate) exact: bool,
}

/// One table of the file, read key by key. Keys that nobody asked for are reported at the end.
pub(crate) struct Keys<'s, 't> {
    source: &'s Source<'t>,
    table: &'s DeTable<'t>,
    /// Where the table stands, for keys that are missing.
    span: Range<usize>,
    /// How the table is called in findings: `group.work`.
    name: String,
    known: Vec<&'static str>,
}

impl<'s, 't> Keys<'s, 't> {
    pub(crate) fn new(
        source: &'s Source<'t>,
        table: &'s DeTable<'t>,
        span: Range<usize>,
        name: String,
    ) -> Self {
        Self { source, table, span, name, known: Vec::new() }
    }

    /// Calls the table by its id from now on.
    pub(crate) fn called(&mut self, name: String) {
        self.name = name;
    }

    pub(crate) fn path(&self, key: &str) -> String {
        if self.name.is_empty() { key.to_owned() } else { format!("{}.{key}", self.name) }
    }

    /// The place of a key's value, or of the table where the key is missing.
    pub(crate) fn place(&self, key: &str) -> Place {
        let at = self.span_of(key).map_or(self.span.start, |s| s.start);
        self.source.place(at, &self.path(key))
    }

    /// The place of the table.
    pub(crate) fn own_place(&self) -> Place {
        self.source.place(self.span.start, &self.name)
    }

    fn span_of(&self, key: &str) -> Option<Range<usize>> {
        self.value(key).map(|v| v.span())
    }

    fn value(&self, key: &str) -> Option<&'s toml::Spanned<DeValue<'t>>> {
        self.table.iter().find(|(k, _)| k.get_ref() == key).map(|(_, v)| v)
    }

    fn find(&mut self, key: &'static str) -> Option<&'s toml::Spanned<DeValue<'t>>> {
        self.known.push(key);
        self.value(key)
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.value(key).is_some()
    }

    fn wrong_type(&self, key: &str, expected: &str, found: &DeValue<'_>, findings: &mut Findings) {
        let finding = Finding::new(&kinds::KEY_TYPE, self.place(key));
        findings.push(finding.arg("expected", expected).arg("found", found.type_str()));
    }

    /// An optional text.
    pub(crate) fn text(&mut self, key: &'static str, findings: &mut Findings) -> Option<Written> {
        let value = self.find(key)?;
        let DeValue::String(text) = value.get_ref() else {
            self.wrong_type(key, "text", value.get_ref(), findings);
            return None;
        };
        let span = value.span();
        let raw = &self.source.text[span.clone()];
        // The quotes, and the line end after opening ones of three, are not part of the text.
        let inside = raw.find(text.as_ref()).filter(|_| !text.is_empty());
        let start = span.start + inside.unwrap_or(1.min(raw.len()));
        Some(Written { text: text.to_string(), start, exact: inside.is_some() })
    }

    /// A text that has to be there.
    pub(crate) fn need_text(&mut self, key: &'static str, findings: &mut Findings) -> Option<Written> {
        if !self.has(key) {
            self.known.push(key);
            findings.push(Finding::new(&kinds::KEY_MISSING, self.place(key)).arg("key", key));
            return None;
        }
        self.text(key, findings)
    }

    /// An optional name out of some.
    pub(crate) fn named<T: Copy>(
        &mut self,
        key: &'static str,
        names: &[(&'static str, T)],
        findings: &mut Findings,
    ) -> Option<T> {
        let written = self.text(key, findings)?;
        let found = names.iter().find(|(n, _)| *n == written.text).map(|&(_, v)| v);
        if found.is_none() {
            self.wrong_name(key, &written.text, names.iter().map(|(n, _)| *n), findings);
        }
        found
    }

    pub(crate) fn wrong_name<'a>(
        &self,
        key: &str,
        written: &str,
        names: impl Iterator<Item = &'a str> + Clone,
        findings: &mut Findings,
    ) {
        let near = did_you_mean(written, names.clone());
        let allowed = names.collect::<Vec<_>>().join(", ");
        let finding = Finding::new(&kinds::KEY_VALUE, self.place(key)).value(written);
        findings.push(finding.arg("allowed", allowed).hint(near));
    }

    /// An optional decimal in thousandths, read from its digits.
    pub(crate) fn decimal(&mut self, key: &'static str, findings: &mut Findings) -> Option<i64> {
        let value = self.find(key)?;
        let found = thousandths(value.get_ref());
        if found.is_none() {
            let number = matches!(value.get_ref(), DeValue::Integer(_) | DeValue::Float(_));
            if number {
                let written = &self.source.text[value.span()];
                findings.push(Finding::new(&kinds::NUMBER_TOO_FINE, self.place(key)).value(written));
            } else {
                self.wrong_type(key, "number", value.get_ref(), findings);
            }
        }
        found
    }

    /// An optional list of decimals in thousandths.
    pub(crate) fn decimals(&mut self, key: &'static str, findings: &mut Findings) -> Option<Vec<i64>> {
        let value = self.find(key)?;
        let list = value
            .get_ref()
            .as_array()
            .and_then(|list| list.iter().map(|v| thousandths(v.get_ref())).collect::<Option<Vec<i64>>>());
        if list.is_none() {
            self.wrong_type(key, "list of numbers", value.get_ref(), findings);
        }
        list
    }

    /// An optional list of texts.
    pub(crate) fn texts(&mut self, key: &'static str, findings: &mut Findings) -> Option<Vec<String>> {
        let value = self.find(key)?;
        let list = value.get_ref().as_array().and_then(|list| {
            list.iter().map(|v| v.get_ref().as_str().map(str::to_owned)).collect::<Option<Vec<String>>>()
        });
        if list.is_none() {
            self.wrong_type(key, "list of texts", value.get_ref(), findings);
        }
        list
    }

    /// An optional whole number.
    pub(crate) fn int(&mut self, key: &'static str, findings: &mut Findings) -> Option<i64> {
        let value = self.find(key)?;
        let found = match value.get_ref() {
            DeValue::Integer(i) => i64::from_str_radix(i.as_str(), i.radix()).ok(),
            _ => None,
        };
        if found.is_none() {
            self.wrong_type(key, "integer", value.get_ref(), findings);
        }
        found
    }

    /// An optional number of degrees in millionths, read from its digits; those beyond the sixth are cut.
    pub(crate) fn micro_degrees(
        &mut self,
        key: &'static str,
        most: i32,
        findings: &mut Findings,
    ) -> Option<i32> {
        let value = self.find(key)?;
        let digits = match value.get_ref() {
            DeValue::Integer(i) => i.as_str().to_owned(),
            DeValue::Float(f) => f.as_str().replace('_', ""),
            other => {
                self.wrong_type(key, "number", other, findings);
                return None;
            }
        };
        let found = parse_micro_degrees(digits.strip_prefix('+').unwrap_or(&digits), most);
        if found.is_none() {
            let finding = Finding::new(&kinds::NUMBER_RANGE, self.place(key)).value(&digits).arg("what", key);
            findings.push(finding.arg("min", -most).arg("max", most));
        }
        found
    }

    /// An optional whole number in a range.
    pub(crate) fn count(
        &mut self,
        key: &'static str,
        range: std::ops::RangeInclusive<i64>,
        findings: &mut Findings,
    ) -> Option<i64> {
        let found = self.int(key, findings)?;
        if !range.contains(&found) {
            let finding = Finding::new(&kinds::NUMBER_RANGE, self.place(key)).value(&found.to_string());
            let finding = finding.arg("what", key).arg("min", range.start()).arg("max", range.end());
            findings.push(finding);
            return None;
        }
        Some(found)
    }

    /// An optional `true` or `false`.
    pub(crate) fn flag(&mut self, key: &'static str, findings: &mut Findings) -> Option<bool> {
        let value = self.find(key)?;
        let found = value.get_ref().as_bool();
        if found.is_none() {
            self.wrong_type(key, "true or false", value.get_ref(), findings);
        }
        found
    }

    /// An optional date, as a TOML date or as text.
    pub(crate) fn date(&mut self, key: &'static str, findings: &mut Findings) -> Option<Date> {
        let value = self.find(key)?;
        let found = match value.get_ref() {
            DeValue::Datetime(d) if d.time.is_none() => {
                d.date.and_then(|d| Date::new(d.year as i16, d.month as i8, d.day as i8).ok())
            }
            DeValue::String(text) => parse_date(text, false).ok().map(|(date, _)| date),
            _ => None,
        };
        if found.is_none() {
            self.wrong_type(key, "date", value.get_ref(), findings);
        }
        found
    }

    /// A value that may be a number or a text.
    pub(crate) fn number_or_text(
        &mut self,
        key: &'static str,
        findings: &mut Findings,
    ) -> Option<Result<i64, String>> {
        let value = self.find(key)?;
        match value.get_ref() {
            DeValue::String(text) => Some(Err(text.to_string())),
            _ => self.decimal(key, findings).map(Ok),
        }
    }

    /// A list of whatever values.
    pub(crate) fn list(
        &mut self,
        key: &'static str,
        findings: &mut Findings,
    ) -> Option<&'s [Spanned<DeValue<'t>>]> {
        let value = self.find(key)?;
        let list = value.get_ref().as_array();
        if list.is_none() {
            self.wrong_type(key, "list", value.get_ref(), findings);
        }
        list.map(|list| &list[..])
    }

    /// The table as it was parsed, and where it stands.
    pub(crate) fn parsed(&self) -> (&'s DeTable<'t>, Range<usize>) {
        (self.table, self.span.clone())
    }

    /// A table inside; the table itself if it is missing is none.
    pub(crate) fn table(&mut self, key: &'static str, findings: &mut Findings) -> Option<Keys<'s, 't>> {
        let value = self.find(key)?;
        let Some(table) = value.get_ref().as_table() else {
            self.wrong_type(key, "table", value.get_ref(), findings);
            return None;
        };
        Some(Keys::new(self.source, table, value.span(), self.path(key)))
    }

    /// The tables of a list: `[[group]]`.
    pub(crate) fn tables(&mut self, key: &'static str, findings: &mut Findings) -> Vec<Keys<'s, 't>> {
        let Some(value) = self.find(key) else { return Vec::new() };
        let Some(list) = value.get_ref().as_array() else {
            self.wrong_type(key, "list of tables", value.get_ref(), findings);
            return Vec::new();
        };
        let mut tables = Vec::with_capacity(list.len());
        for value in list {
            match value.get_ref().as_table() {
                Some(table) => tables.push(Keys::new(self.source, table, value.span(), self.path(key))),
                None => self.wrong_type(key, "list of tables", value.get_ref(), findings),
            }
        }
        tables
    }

    /// Reports keys that mean nothing: a mistyped key must not silently change scores.
    pub(crate) fn finish(&self, findings: &mut Findings) {
        for (key, _) in self.table {
            if !self.known.contains(&key.get_ref().as_ref()) {
                let near = did_you_mean(key.get_ref(), self.known.iter().copied());
                let place = self.source.place(key.span().start, &self.path(key.get_ref()));
                findings.push(Finding::new(&kinds::KEY_UNKNOWN, place).hint(near));
            }
        }
    }
}

/// A number in thousandths, from its digits.
fn thousandths(value: &DeValue<'_>) -> Option<i64> {
    match value {
        DeValue::Integer(i) => i64::from_str_radix(i.as_str(), i.radix()).ok()?.checked_mul(1000),
        DeValue::Float(f) => {
            let digits = f.as_str().replace('_', "");
            parse_thousandths(digits.strip_prefix('+').unwrap_or(&digits)).ok()
        }
        _ => None,
    }
}
