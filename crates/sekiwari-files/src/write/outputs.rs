//! All tables of a decided round.

use super::columns::{ALLOCATION, CUTOFFS, REASONS, WAITLIST};
use super::folder::{OutputError, OutputFolder};
use super::{allocation, cutoffs, reasons, waitlist};
use sekiwari::explain::{
    CutOff, Decided, Reason, ReasonCode, Waiting, cut_offs, main_reasons, reasons as find_reasons,
    waiting_lists,
};
use sekiwari::programme::nursery::{ChildIndex, Decision};

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
        let decisions = decided.compiled().decisions(round, decided.allocation());
        let reasons = find_reasons(decided);
        let mut by_child: Vec<ChildIndex> = (0..round.children().len() as u32).collect();
        by_child.sort_by(|&a, &b| round.children()[a as usize].id.cmp(&round.children()[b as usize].id));
        let mut reasons_start = vec![0u32; round.children().len() + 1];
        for reason in &reasons {
            reasons_start[reason.child as usize + 1] += 1;
        }
        for child in 0..round.children().len() {
            reasons_start[child + 1] += reasons_start[child];
        }
        Self {
            main_reasons: main_reasons(decided, &decisions, &reasons),
            cut_offs: cut_offs(decided),
            waiting: waiting_lists(decided),
            decided,
            decisions,
            reasons,
            by_child,
            reasons_start,
        }
    }

    /// The reasons of one child, in the order of its list.
    pub fn reasons_of(&self, child: ChildIndex) -> &[Reason] {
        let at = |i: usize| self.reasons_start[i] as usize;
        &self.reasons[at(child as usize)..at(child as usize + 1)]
    }
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
    let (reasons, others) = rayon::join(
        || folder.write(REASONS.file, |out| reasons::write(tables, rule, out, bom)),
        || {
            folder.write(ALLOCATION.file, |out| allocation::write(tables, out, bom))?;
            folder.write(CUTOFFS.file, |out| cutoffs::write(tables, out, bom))?;
            folder.write(WAITLIST.file, |out| waitlist::write(tables, out, bom))
        },
    );
    others.and(reasons)
}
