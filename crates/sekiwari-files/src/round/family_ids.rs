//! Which children belong to one household.

use std::collections::BTreeSet;

use super::ids::Ids;
use crate::finding::{Finding, Findings, catalogue::consistency};
use crate::table::{CellReader, Col, Table};

/// The households of the children of a round.
#[derive(Debug)]
pub(crate) struct FamilyIds {
    /// Their ids, in the order of their first children.
    pub(crate) ids: Ids,
    /// Per child the position of its household.
    pub(crate) of: Vec<u32>,
    /// Per household the number of its children.
    pub(crate) size: Vec<u32>,
    /// Whether every id could be read, so that the sizes mean something.
    pub(crate) known: bool,
}

impl Default for FamilyIds {
    fn default() -> Self {
        Self { ids: Ids::default(), of: Vec::new(), size: Vec::new(), known: true }
    }
}

/// Starts the stand-in for a household id that could not be read; no id that can be read holds it.
const UNREADABLE: char = '\0';

impl FamilyIds {
    /// The household of a child as its row has it; empty if blank.
    pub(crate) fn read(&mut self, r: &mut CellReader<'_>, row: usize, col: Col, child: &str) -> String {
        match r.id(row, col) {
            Ok(id) => id.map(String::from).unwrap_or_default(),
            Err(_) => {
                self.known = false;
                format!("{UNREADABLE}{child}")
            }
        }
    }

    /// Gives children without a household one of their own, called after the child (with `_` before it where a written
    /// household is called so), and groups children by household. `rows`: household and id of every child.
    pub(crate) fn settle<'a>(
        &mut self,
        rows: impl Iterator<Item = (&'a mut String, &'a str)>,
        row_of: &[usize],
        table: &Table,
        findings: &mut Findings,
    ) {
        let mut rows: Vec<(&mut String, &str)> = rows.collect();
        let mut taken: BTreeSet<String> = BTreeSet::new();
        if rows.iter().any(|(household, _)| household.is_empty()) {
            taken = rows.iter().map(|(household, _)| (*household).clone()).collect();
        }
        let mut blank = (0u32, 0usize);
        for (i, (household, child)) in rows.iter_mut().enumerate() {
            if household.is_empty() {
                if blank.0 == 0 {
                    blank.1 = row_of[i];
                }
                blank.0 += 1;
                household.push_str(child);
                while taken.contains(household.as_str()) {
                    household.insert(0, '_');
                }
            }
            let position = self.ids.add(household).unwrap_or_else(|known| known);
            if position as usize == self.size.len() {
                self.size.push(0);
            }
            self.size[position as usize] += 1;
            self.of.push(position);
        }
        if blank.0 > 0 {
            let place = table.place().line(table.line(blank.1));
            findings.push(Finding::new(&consistency::HOUSEHOLD_BLANK, place).arg("count", blank.0));
        }
    }

    /// One note for all households with several children that state nothing.
    pub(crate) fn tell_silent(&self, stated: &BTreeSet<&str>, children: &Table, findings: &mut Findings) {
        let sizes = self.ids.names().zip(&self.size);
        let silent: BTreeSet<&str> =
            sizes.filter(|(id, n)| **n > 1 && !stated.contains(id)).map(|(id, _)| id).collect();
        if let Some(first) = silent.first() {
            let finding = Finding::new(&consistency::SIBLINGS_SEPARATE, children.place()).value(first);
            findings.push(finding.arg("count", silent.len()));
        }
    }
}
