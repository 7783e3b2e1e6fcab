//! The tables of scenarios, from their document.

use super::{EFFECTS, GAINS_LOSSES, WHATIF_PLACES, WhatifFigureJson, WhatifJson, WhatifNumberJson};
use crate::write::folder::{OutputError, OutputFolder};
use crate::write::table::TableWriter;

/// Writes `effects.csv`.
pub(in crate::write) fn write_effects(
    folder: &OutputFolder,
    figures: &[WhatifFigureJson],
    bom: bool,
) -> Result<(), OutputError> {
    folder.write(EFFECTS.file, |out| {
        let mut table = TableWriter::new(out, &EFFECTS, 0, bom)?;
        for r in figures {
            table.value(&r.figure)?.text(&r.district_id)?;
            table.value(r.class.map_or_else(|| "*".to_owned(), |c| c.to_string()))?.optional(r.before)?;
            let after = r.after;
            table.optional(after.map(|a| a.mean))?.optional(after.map(|a| a.low))?;
            table.optional(after.map(|a| a.high))?.optional(r.difference)?.end_row()?;
        }
        table.finish()
    })
}

/// Writes `whatif.json`, `effects.csv`, `gains_losses.csv` and `whatif_facilities.csv`; `bom` as in [`crate::write::write_tables`].
///
/// # Errors
/// What the file system refuses.
pub fn write_whatif(folder: &OutputFolder, json: &WhatifJson, bom: bool) -> Result<(), OutputError> {
    write_effects(folder, &json.figures, bom)?;
    folder.write(GAINS_LOSSES.file, |out| {
        let mut table = TableWriter::new(out, &GAINS_LOSSES, 0, bom)?;
        for r in &json.children {
            table.text(&r.child_id)?.text(r.before.as_deref().unwrap_or_default())?;
            table.text(r.after.as_deref().unwrap_or_default())?.optional(r.change.as_ref())?;
            table.value(r.draws)?.value(r.gains)?.value(r.loses)?.end_row()?;
        }
        table.finish()
    })?;
    folder.write(WHATIF_PLACES.file, |out| {
        let mut table = TableWriter::new(out, &WHATIF_PLACES, 0, bom)?;
        let mean = |n: Option<WhatifNumberJson>| n.map(|n| n.mean);
        for r in &json.facilities {
            table.text(&r.facility_id)?.value(&r.classes)?.text(&r.reserved_for)?;
            table.optional(r.seats_before)?.optional(mean(r.seats_after))?;
            table.optional(r.taken_before)?.optional(mean(r.taken_after))?;
            table.optional(r.applicants_before)?.optional(mean(r.applicants_after))?;
            table.optional(r.first_wishes_before)?.optional(mean(r.first_wishes_after))?;
            table.optional(r.cut_off_before)?.optional(mean(r.cut_off_after))?;
            table.optional(r.cut_off_after.map(|c| c.low))?.optional(r.cut_off_after.map(|c| c.high))?;
            table.value(if r.cut_off_changes { "yes" } else { "" })?.end_row()?;
        }
        table.finish()
    })?;
    folder.write_json("whatif.json", json)
}
