//! What the tables of a decided round of day services say, computed once.

use super::{calendar, decisions};
use crate::write::folder::{OutputError, OutputFolder};
use sekiwari::explain::daily::{
    Decided, MainReason, Reason, SlotRow, Unmet, Waiting, calendar_rows, main_reasons, reasons, unmet,
    waiting,
};
use sekiwari::programme::daily::round::RequestIndex;
use sekiwari::programme::daily::{CapUse, Round, caps_used};
use sekiwari::season::today::Change;

/// Everything that is told of a decided round of day services.
#[derive(Clone, Debug)]
pub struct DailyTables<'a> {
    /// The round with its answer.
    pub decided: &'a Decided<'a>,
    /// Why not the wishes above the outcome, request by request.
    pub reasons: Vec<Reason>,
    /// The main reason of each request.
    pub main_reasons: Vec<MainReason>,
    /// How full each time of each day is.
    pub calendar: Vec<SlotRow>,
    /// Who waits, by opening.
    pub waiting: Vec<Vec<Waiting>>,
    /// What was refused.
    pub unmet: Vec<Unmet>,
    /// What is used of the caps.
    pub caps: Vec<CapUse>,
}

impl<'a> DailyTables<'a> {
    /// Computes everything. Cost: for every wish that is not given the children of its opening.
    pub fn new(decided: &'a Decided<'a>) -> Self {
        let reasons = reasons(decided);
        let main_reasons = main_reasons(decided, &reasons);
        let openings = decided.compiled().openings.len() as u32;
        Self {
            unmet: unmet(decided, &main_reasons),
            calendar: calendar_rows(decided),
            waiting: (0..openings).map(|opening| waiting(decided, opening)).collect(),
            caps: caps_used(decided.round(), decided.decisions()),
            main_reasons,
            reasons,
            decided,
        }
    }

    /// The reasons of one request, in the order of its list.
    pub fn reasons_of(&self, request: RequestIndex) -> &[Reason] {
        let from = self.reasons.partition_point(|r| r.request < request);
        let to = self.reasons.partition_point(|r| r.request <= request);
        &self.reasons[from..to]
    }
}

/// Writes all tables of a decided round of day services into a folder. `rule` is the name of what decided.
///
/// # Errors
/// What the file system refuses.
pub fn write_daily_tables(
    folder: &OutputFolder,
    tables: &DailyTables<'_>,
    rule: &str,
    bom: bool,
) -> Result<(), OutputError> {
    folder.write(super::DAILY_ALLOCATION.file, |out| decisions::allocation(tables, out, bom))?;
    folder.write(super::DAILY_REASONS.file, |out| decisions::reasons(tables, rule, out, bom))?;
    folder.write(super::DAILY_WAITLIST.file, |out| calendar::waitlist(tables, out, bom))?;
    folder.write(super::DAILY_OPENINGS.file, |out| calendar::openings(tables, out, bom))?;
    folder.write(super::DAILY_UNMET.file, |out| decisions::unmet(tables, out, bom))?;
    if !tables.caps.is_empty() {
        folder.write(super::DAILY_CAP_USE.file, |out| decisions::cap_use(tables, out, bom))?;
    }
    Ok(())
}

/// Writes what the desk changed. `round` is the round in which the requests were looked up.
///
/// # Errors
/// What the file system refuses.
pub fn write_daily_changes(
    folder: &OutputFolder,
    round: &Round,
    changes: &[Change],
    bom: bool,
) -> Result<(), OutputError> {
    folder.write(super::DAILY_CHANGES.file, |out| decisions::changes(round, changes, out, bom))
}
