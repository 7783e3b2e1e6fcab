//! What the tables of a decided club round say, computed once.

use super::{decisions, places};
use crate::write::folder::{OutputError, OutputFolder};
use sekiwari::explain::ReasonCode;
use sekiwari::explain::club::{
    CutOff, Decided, DistrictRow, Reason, Waiting, cut_offs, districts, main_reasons, reasons, waiting_lists,
};
use sekiwari::mechanism::Ties;
use sekiwari::programme::club::{ChildIndex, ClubIndex};

/// Everything that is told of a decided club round.
#[derive(Clone, Debug)]
pub struct ClubTables<'a> {
    /// The round with its allocation.
    pub decided: &'a Decided<'a>,
    /// Why not the wishes above the outcome, child by child.
    pub reasons: Vec<Reason>,
    /// The main reason of each child.
    pub main_reasons: Vec<ReasonCode>,
    /// How full each slot is.
    pub cut_offs: Vec<CutOff>,
    /// The waiting lists.
    pub waiting: Vec<Waiting>,
    /// The districts.
    pub districts: Vec<DistrictRow>,
    // Children by id; waiting lines by child and club.
    pub(crate) by_child: Vec<ChildIndex>,
    places: Vec<(ChildIndex, ClubIndex, usize, u32)>,
}

impl<'a> ClubTables<'a> {
    /// Computes everything. Cost: linear in the days of all list lines, plus sorting.
    pub fn new(decided: &'a Decided<'a>, ties: Ties) -> Self {
        let children = decided.round().children();
        let reasons = reasons(decided);
        let waiting = waiting_lists(decided, ties);
        let mut by_child: Vec<ChildIndex> = (0..children.len() as u32).collect();
        by_child.sort_by(|&a, &b| children[a as usize].id.cmp(&children[b as usize].id));
        let mut places: Vec<_> = waiting.iter().map(|w| (w.child, w.club, w.entry, w.place)).collect();
        places.sort_unstable();
        Self {
            main_reasons: main_reasons(decided, &reasons),
            cut_offs: cut_offs(decided),
            districts: districts(decided),
            decided,
            reasons,
            waiting,
            by_child,
            places,
        }
    }

    /// The reasons of one child, in the order of its list.
    pub fn reasons_of(&self, child: ChildIndex) -> &[Reason] {
        let from = self.reasons.partition_point(|r| r.child < child);
        let to = self.reasons.partition_point(|r| r.child <= child);
        &self.reasons[from..to]
    }

    /// The place in the waiting list of the club that a line of a child's list has, if the child waits for it.
    pub fn place(&self, reason: &Reason) -> Option<u32> {
        let club = self.decided.round().entry(reason.entry).club;
        let at = self.places.binary_search_by_key(&(reason.child, club, reason.entry), |p| (p.0, p.1, p.2));
        at.ok().map(|at| self.places[at].3)
    }

    /// Whether some wish is against the order of priority.
    pub fn has_reversals(&self) -> bool {
        self.reasons.iter().any(|r| matches!(r.code, ReasonCode::Envy | ReasonCode::FreeSeat))
    }
}

/// Writes all tables of a decided club round into a folder. `rule` is the name of what decided.
///
/// # Errors
/// What the file system refuses.
pub fn write_club_tables(
    folder: &OutputFolder,
    tables: &ClubTables<'_>,
    rule: &str,
    bom: bool,
) -> Result<(), OutputError> {
    folder.write(super::CLUB_ALLOCATION.file, |out| decisions::allocation(tables, out, bom))?;
    folder.write(super::CLUB_REASONS.file, |out| decisions::reasons(tables, rule, out, bom))?;
    folder.write(super::CLUB_CUTOFFS.file, |out| places::cutoffs(tables, out, bom))?;
    if !tables.decided.round().routes().is_empty() {
        folder.write(super::CLUB_ROUTES.file, |out| places::routes(tables, out, bom))?;
    }
    folder.write(super::CLUB_WAITLIST.file, |out| places::waitlist(tables, out, bom))?;
    folder.write(super::CLUB_DISTRICTS.file, |out| places::districts(tables, out, bom))?;
    if tables.has_reversals() {
        folder.write(super::CLUB_REVERSALS.file, |out| decisions::reversals(tables, out, bom))?;
    }
    Ok(())
}
