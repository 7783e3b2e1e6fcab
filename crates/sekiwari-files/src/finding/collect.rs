//! The collector: keeps every finding, gives them out in a fixed order.

use super::{Finding, Kind, Place, Severity};

/// All findings of one reading. Nothing is ever dropped here; capping is a matter of display.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    list: Vec<Finding>,
    errors: usize,
}

impl Findings {
    /// No findings yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, finding: Finding) {
        if finding.kind.severity == Severity::Error {
            self.errors += 1;
        }
        self.list.push(finding);
    }

    /// Adds a finding of `kind` at `place` without value or arguments.
    pub fn add(&mut self, kind: &'static Kind, place: Place) {
        self.push(Finding::new(kind, place));
    }

    /// Adds several.
    pub fn extend(&mut self, findings: impl IntoIterator<Item = Finding>) {
        findings.into_iter().for_each(|finding| self.push(finding));
    }

    /// Takes over everything from another collector.
    pub fn append(&mut self, other: Findings) {
        self.errors += other.errors;
        self.list.extend(other.list);
    }

    /// Whether at least one finding is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// Number of findings of that severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.list.iter().filter(|f| f.kind.severity == severity).count()
    }

    /// Number of findings in all.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Puts the findings in their order: file, sheet, line, column, code, then value and arguments, so that the order never
    /// depends on the order of checks.
    pub fn sort(&mut self) {
        self.list.sort_by(|a, b| {
            (
                &a.place.file,
                &a.place.sheet,
                (a.place.line, a.place.character),
                &a.place.column,
                a.kind.code,
                &a.value,
                &a.args,
            )
                .cmp(&(
                    &b.place.file,
                    &b.place.sheet,
                    (b.place.line, b.place.character),
                    &b.place.column,
                    b.kind.code,
                    &b.value,
                    &b.args,
                ))
        });
    }

    /// The findings in their present order.
    pub fn iter(&self) -> std::slice::Iter<'_, Finding> {
        self.list.iter()
    }
}

impl<'a> IntoIterator for &'a Findings {
    type Item = &'a Finding;
    type IntoIter = std::slice::Iter<'a, Finding>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for Findings {
    type Item = Finding;
    type IntoIter = std::vec::IntoIter<Finding>;
    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}
