//! Where the cells of an allocation are, so that what is said of them can be told.

use crate::finding::Place;
use crate::table::{Col, Table};

/// The file and the titles as printed, by field.
#[derive(Clone, Debug, Default)]
pub(super) struct Cells {
    file: Place,
    titles: Vec<Option<String>>,
}

impl Cells {
    pub(super) fn of(table: &Table, columns: &[Col]) -> Self {
        let title = |c: &Col| c.index().and_then(|i| table.header().get(i).cloned());
        Self { file: table.place(), titles: columns.iter().map(title).collect() }
    }

    /// The file and sheet as a whole.
    pub(super) fn whole(&self) -> Place {
        self.file.clone()
    }

    /// The place of a field in a line.
    pub(super) fn at(&self, line: u32, field: usize) -> Place {
        let place = self.file.clone().line(line);
        match self.titles.get(field).and_then(Option::as_ref) {
            Some(title) => place.column(title.clone()),
            None => place,
        }
    }
}
