//! Which printed title is which column.

use super::{Column, Table, TableSpec};
use crate::finding::{Finding, Findings, catalogue::shape, did_you_mean};
use crate::normalise::normal_title;

/// A column of a table that may be absent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Col(Option<u16>);

impl Col {
    /// A column the table does not have; also used for "the row as a whole".
    pub const NONE: Self = Self(None);

    pub(super) fn at(index: usize) -> Self {
        Self(u16::try_from(index).ok())
    }

    /// Position in the header.
    #[must_use]
    pub fn index(self) -> Option<usize> {
        self.0.map(usize::from)
    }

    /// Whether the table has the column.
    #[must_use]
    pub fn exists(self) -> bool {
        self.0.is_some()
    }
}

/// The columns of a specification found in a header.
pub(super) struct Bound {
    /// Per column of the specification.
    pub(super) plain: Vec<Col>,
    /// Numbered columns: position in the specification, number, column; by number.
    pub(super) numbered: Vec<(usize, u32, Col)>,
}

/// Looks every title up. Unknown titles are warnings, a column under two titles and a missing required one errors.
/// Returns nothing when a required column is missing.
pub(super) fn bind(table: &Table, spec: &TableSpec, findings: &mut Findings) -> Option<Bound> {
    let mut bound = Bound { plain: vec![Col::NONE; spec.columns.len()], numbered: Vec::new() };
    for (i, title) in table.header().iter().enumerate() {
        let place = || table.header_place().column(title.clone());
        let normal = normal_title(title);
        if normal.is_empty() {
            report_untitled(table, i, findings);
            continue;
        }
        let Some((at, number)) =
            spec.columns.iter().enumerate().find_map(|(at, c)| Some((at, matches(c, &normal)?)))
        else {
            let known = spec.columns.iter().flat_map(Column::all_titles);
            let near = did_you_mean(title, known);
            findings.push(Finding::new(&shape::COLUMN_UNKNOWN, place()).hint(near));
            continue;
        };
        let earlier = match number {
            None => bound.plain[at],
            Some(n) => {
                bound.numbered.iter().find(|(a, m, _)| (*a, *m) == (at, n)).map_or(Col::NONE, |&(_, _, c)| c)
            }
        };
        if let Some(first) = earlier.index() {
            findings.push(
                Finding::new(&shape::COLUMN_DUPLICATE, place())
                    .arg("first", &table.header()[first])
                    .arg("name", spec.columns[at].name),
            );
        } else if let Some(n) = number {
            bound.numbered.push((at, n, Col::at(i)));
        } else {
            bound.plain[at] = Col::at(i);
        }
    }
    bound.numbered.sort_unstable_by_key(|&(at, n, _)| (at, n));
    let mut complete = true;
    for (column, col) in spec.columns.iter().zip(&bound.plain) {
        if column.required && !col.exists() {
            complete = false;
            let titles: Vec<&str> = column.all_titles().collect();
            findings.push(
                Finding::new(&shape::COLUMN_MISSING, table.header_place())
                    .arg("name", column.name)
                    .arg("titles", titles.join(", ")),
            );
        }
    }
    complete.then_some(bound)
}

/// Whether a title is this column; the number of a numbered one.
fn matches(column: &Column, normal: &str) -> Option<Option<u32>> {
    column.all_titles().map(normal_title).find_map(|t| {
        if !column.numbered {
            return (t == normal).then_some(None);
        }
        let number = normal.strip_prefix(&t)?.parse().ok().filter(|&n: &u32| n > 0)?;
        Some(Some(number))
    })
}

fn report_untitled(table: &Table, column: usize, findings: &mut Findings) {
    if (0..table.rows()).any(|r| !table.cell(r, column).trim().is_empty()) {
        findings.push(Finding::new(&shape::HEADER_BLANK, table.header_place()).arg("index", column + 1));
    }
}
