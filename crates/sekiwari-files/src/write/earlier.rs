//! `earlier.csv`: the decision that a new one was to stay near to.

use super::columns::EARLIER;
use super::folder::{OutputError, OutputFolder};
use super::outputs::OutputTables;
use super::table::TableWriter;
use sekiwari::market::{ChildId, Earlier};

/// Writes `earlier.csv`: what the earlier decision beside the market gave the children of the round. The judge reads it
/// where an objective counts who stays as before.
///
/// # Errors
/// What the file system refuses.
pub fn write_earlier(folder: &OutputFolder, tables: &OutputTables<'_>, bom: bool) -> Result<(), OutputError> {
    let (round, market) = (tables.decided.round(), tables.decided.market());
    folder.write(EARLIER.file, |out| {
        let mut table = TableWriter::new(out, &EARLIER, 0, bom)?;
        for &i in &tables.by_child {
            let facility = match market.earlier(ChildId::new(i)) {
                Earlier::New => continue,
                Earlier::Out => "",
                Earlier::At(facility) => round.facilities()[facility.index()].id.as_str(),
            };
            table.text(&round.children()[i as usize].id)?.text(facility)?.end_row()?;
        }
        table.finish()
    })
}
