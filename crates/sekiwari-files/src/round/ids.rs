//! Identifiers of one table, for the references of the others.

use super::hash::QuickMap;
use super::names::Names;
use crate::finding::{Kind, did_you_mean_id};
use crate::table::{CellReader, Col, Invalid};

/// Most distinct unknown ids for which a nearest one is looked for; each costs a pass over all ids.
const HINT_LIMIT: usize = 200;

/// The ids of a table in row order, and their look-up.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    names: Names,
    // The position found last: tables mostly come in the order of children.
    last: u32,
    // Unknown ids already looked at, with the position of the nearest known one.
    unknown: QuickMap<String, Option<u32>>,
    // Known ids that some unknown one was probably meant to be: what is missing about them was reported there.
    suspected: Vec<bool>,
}

/// Looks ids up and remembers nothing but the position found last.
pub(crate) struct Finder<'a> {
    names: &'a Names,
    last: u32,
}

impl Finder<'_> {
    pub(crate) fn find(&mut self, id: &str) -> Option<u32> {
        self.names.find(id, &mut self.last)
    }
}

/// What became of a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reference {
    /// The cell is blank.
    Blank,
    /// The position of the id.
    To(u32),
}

impl Ids {
    /// Adds an id; the position it already has if it is known.
    pub(crate) fn add(&mut self, id: &str) -> Result<u32, u32> {
        let position = self.names.add(id)?;
        self.suspected.push(false);
        Ok(position)
    }

    pub(crate) fn get(&self, id: &str) -> Option<u32> {
        self.names.get(id)
    }

    /// Like [`Ids::get`], quick where references come in the order of the ids.
    fn find(&mut self, id: &str) -> Option<u32> {
        self.names.find(id, &mut self.last)
    }

    /// For look-ups on any thread.
    pub(crate) fn finder(&self) -> Finder<'_> {
        Finder { names: &self.names, last: 0 }
    }

    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter()
    }

    pub(crate) fn name(&self, position: u32) -> &str {
        self.names.name(position).unwrap_or_default()
    }

    /// Whether an unknown id was probably meant to be this one.
    pub(crate) fn is_suspected(&self, position: u32) -> bool {
        self.suspected.get(position as usize).copied().unwrap_or(false)
    }

    /// The nearest known id, remembered per unknown id.
    pub(crate) fn nearest(&mut self, id: &str) -> Option<String> {
        let known = self.unknown.get(id).copied();
        let near = known.unwrap_or_else(|| {
            if self.unknown.len() >= HINT_LIMIT {
                return None;
            }
            let near = did_you_mean_id(id, self.names.iter()).and_then(|n| self.get(n));
            self.unknown.insert(id.to_owned(), near);
            near
        });
        let near = near?;
        if let Some(s) = self.suspected.get_mut(near as usize) {
            *s = true;
        }
        Some(self.name(near).to_owned())
    }
}

/// Reads the id of a row and adds it to the ids of its table, with the row; an id that was there before is reported as `twice`.
/// Nothing where the row is of no use.
pub(crate) fn enlist(
    reader: &mut CellReader<'_>,
    row: usize,
    col: Col,
    ids: &mut Ids,
    row_of: &mut Vec<usize>,
    twice: &'static Kind,
) -> Option<String> {
    let id = reader.need_id(row, col).ok()?;
    if let Err(first) = ids.add(&id) {
        let first_line = row_of.get(first as usize).map_or(0, |&r| reader.table().line(r));
        let finding = reader.finding(twice, row, col).arg("first_line", first_line);
        reader.push(row, finding);
        return None;
    }
    row_of.push(row);
    Some(id.into_owned())
}

/// Reads a list of references. What is unknown is reported as `kind`.
///
/// # Errors
/// Where something could not be read or is unknown: what is known beside it.
pub(crate) fn refer_list(
    reader: &mut CellReader<'_>,
    row: usize,
    col: Col,
    ids: &mut Ids,
    kind: &'static Kind,
) -> Result<Vec<u32>, Vec<u32>> {
    let Ok(named) = reader.list(row, col) else { return Err(Vec::new()) };
    let mut known = Vec::with_capacity(named.len());
    let mut complete = true;
    for id in named {
        match ids.get(&id) {
            Some(position) => known.push(position),
            None => {
                complete = false;
                let near = ids.nearest(&id);
                let finding = reader.finding(kind, row, col).value(&id);
                reader.push(row, finding.hint(near.as_deref()));
            }
        }
    }
    if complete { Ok(known) } else { Err(known) }
}

/// Reads a reference cell. An unknown id is reported as `kind`. Without `ids` (the table they are in could not be read)
/// nothing can be said: the reference is invalid without a finding.
pub(crate) fn refer(
    reader: &mut CellReader<'_>,
    row: usize,
    col: Col,
    ids: Option<&mut Ids>,
    kind: &'static Kind,
) -> Result<Reference, Invalid> {
    let Some(id) = reader.id(row, col)? else { return Ok(Reference::Blank) };
    let ids = ids.ok_or(Invalid)?;
    if let Some(position) = ids.find(&id) {
        return Ok(Reference::To(position));
    }
    let near = ids.nearest(&id);
    let finding = reader.finding(kind, row, col).hint(near.as_deref());
    reader.push(row, finding);
    Err(Invalid)
}

/// Like [`refer`] where a blank cell is an error.
pub(crate) fn need(
    reader: &mut CellReader<'_>,
    row: usize,
    col: Col,
    ids: Option<&mut Ids>,
    kind: &'static Kind,
) -> Result<u32, Invalid> {
    match refer(reader, row, col, ids, kind)? {
        Reference::To(position) => Ok(position),
        Reference::Blank => {
            let _ = reader.need_id(row, col);
            Err(Invalid)
        }
    }
}
