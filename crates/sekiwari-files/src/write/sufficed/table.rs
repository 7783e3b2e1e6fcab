//! `sufficed.csv`, and the folder it stands in.

use super::SufficedJson;
use crate::write::columns::SUFFICED;
use crate::write::folder::{OutputError, OutputFolder};
use crate::write::outputs::OutputTables;
use crate::write::table::TableWriter;
use sekiwari::Lang;
use sekiwari::explain::counterfactual::Counterfactuals;
use std::io;

/// Writes `sufficed.csv` and `sufficed.json` into a folder; `bom` as in [`crate::write::write_tables`].
///
/// # Errors
/// What the file system refuses.
pub fn write_sufficed(
    folder: &OutputFolder,
    tables: &OutputTables<'_>,
    json: &SufficedJson,
    all: &[Counterfactuals],
    bom: bool,
) -> Result<(), OutputError> {
    let round = tables.decided.round();
    folder.write(SUFFICED.file, |out| -> io::Result<()> {
        let mut table = TableWriter::new(out, &SUFFICED, 0, bom)?;
        for found in all {
            let ja = found.told(tables.decided, Lang::Ja);
            for (line, en) in ja.iter().zip(found.told(tables.decided, Lang::En)) {
                let ids = line.facilities.iter().map(|&f| round.facilities()[f as usize].id.as_str());
                table.text(&round.children()[found.child as usize].id)?;
                table.optional(line.wish_rank)?.value(line.topic.as_str())?.value(line.suffices)?;
                table.optional(line.more)?.text(&ids.collect::<Vec<_>>().join(" "))?;
                table.text(&line.text)?.text(&en.text)?.end_row()?;
            }
        }
        table.finish()
    })?;
    folder.write_json("sufficed.json", json)
}
