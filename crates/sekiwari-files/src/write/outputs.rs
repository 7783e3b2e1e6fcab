//! All tables of a decided round.

use super::columns::{ALLOCATION, CUTOFFS, REASONS, WAITLIST};
use super::folder::{OutputError, OutputFolder};
use super::{allocation, cutoffs, reasons, side_by_side, waitlist};
use rayon::prelude::*;
use sekiwari::explain::{
    CutOff, Decided, Reason, ReasonCode, Waiting, cut_offs, main_reasons, reasons as find_reasons,
    waiting_lists,
};
use sekiwari::programme::nursery::{ChildIndex, Decision, Round};

/// What the tables of a decided round say, computed once.
#[derive(Clone, Debug)]
pub struct OutputTables<'a> {
    /// The round with its allocation.
    pub decided: &'a Decided<'a>,
    /// What each child gets, in the order of the round's children.
    pub decisions: Vec<Decision>,
    /// Why not the wishes above the outcome, child by child.
    pub reasons: Vec<Reason>,
    /// The main reason of each child.
    pub main_reasons: Vec<ReasonCode>,
    /// The cut-off of each pool.
    pub cut_offs: Vec<CutOff>,
    /// The waiting lists.
    pub waiting: Vec<Waiting>,
    // Children by id, and where each child's reasons begin.
    pub(crate) by_child: Vec<ChildIndex>,
    reasons_start: Vec<u32>,
}

impl<'a> OutputTables<'a> {
    /// Computes everything. Cost: linear in the claims, plus one sort of the children.
    pub fn new(decided: &'a Decided<'a>) -> Self {
        let round = decided.round();
        let (reasons, (decisions, by_child)) = rayon::join(
            || find_reasons(decided),
            || (decided.compiled().decisions(round, decided.allocation()), by_id(round)),
        );
        let mut reasons_start = vec![0u32; round.children().len() + 1];
        for reason in &reasons {
            reasons_start[reason.child as usize + 1] += 1;
        }
        for child in 0..round.children().len() {
            reasons_start[child + 1] += reasons_start[child];
        }
        let (main_reasons, (cut_offs, waiting)) = rayon::join(
            || main_reasons(decided, &decisions, &reasons),
            || rayon::join(|| cut_offs(decided), || waiting_lists(decided)),
        );
        Self { main_reasons, cut_offs, waiting, decided, decisions, reasons, by_child, reasons_start }
    }

    /// The reasons of one child, in the order of its list.
    pub fn reasons_of(&self, child: ChildIndex) -> &[Reason] {
        let at = |i: usize| self.reasons_start[i] as usize;
        &self.reasons[at(child as usize)..at(child as usize + 1)]
    }
}

/// The children by id.
fn by_id(round: &Round) -> Vec<ChildIndex> {
    let mut order: Vec<ChildIndex> = (0..round.children().len() as u32).collect();
    order.par_sort_by_key(|&child| &round.children()[child as usize].id);
    order
}

/// Writes `allocation.csv`, `cutoffs.csv`, `waitlist.csv` and `reasons.csv` into a folder.
///
/// `rule` is the name of what decided, as it is to stand in the reasons; `bom` puts a byte order mark in front, without
/// which Excel takes UTF-8 for something else. The bytes depend on nothing but the decided round, `rule` and `bom`.
///
/// # Errors
/// What the file system refuses.
pub fn write_tables(
    folder: &OutputFolder,
    tables: &OutputTables<'_>,
    rule: &str,
    bom: bool,
) -> Result<(), OutputError> {
    side_by_side(&[
        &|| folder.write(ALLOCATION.file, |out| allocation::write(tables, out, bom)),
        &|| folder.write(CUTOFFS.file, |out| cutoffs::write(tables, out, bom)),
        &|| folder.write(WAITLIST.file, |out| waitlist::write(tables, out, bom)),
        &|| folder.write(REASONS.file, |out| reasons::write(tables, rule, out, bom)),
    ])
}
