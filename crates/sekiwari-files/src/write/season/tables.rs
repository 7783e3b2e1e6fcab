//! The tables of simulated seasons, from their document.

use super::{SEASON_UNMET, SEASON_WORTH, SeasonJson, SpreadJson};
use crate::write::folder::{OutputError, OutputFolder};
use crate::write::table::TableWriter;
use sekiwari::Lang;
use sekiwari::explain::daily::Cause;
use std::io::{self, Write};

/// Writes `season.json`, `season_unmet.csv` and, where it was asked for, `season_worth.csv`.
///
/// # Errors
/// What the file system refuses.
pub fn write_season(folder: &OutputFolder, json: &SeasonJson, bom: bool) -> Result<(), OutputError> {
    folder.write(SEASON_UNMET.file, |out| {
        let mut table = TableWriter::new(out, &SEASON_UNMET, 0, bom)?;
        for way in &json.ways {
            for row in &way.unmet {
                table.value(&way.way)?.value(&row.service)?.value(&row.code)?;
                spread(&mut table, row.unmet)?;
                let cause = Cause::from_name(&row.code);
                for lang in [Lang::Ja, Lang::En] {
                    table.text(cause.map_or("", |c| c.label(lang)))?;
                }
                table.end_row()?;
            }
        }
        table.finish()
    })?;
    if !json.worth.is_empty() {
        folder.write(SEASON_WORTH.file, |out| {
            let mut table = TableWriter::new(out, &SEASON_WORTH, 0, bom)?;
            for row in &json.worth {
                table.value(&row.way)?.text(&row.facility_id)?.value(&row.service)?;
                table.value(&row.item)?.value(&row.classes)?;
                spread(&mut table, row.gain)?;
                table.end_row()?;
            }
            table.finish()
        })?;
    }
    folder.write_json("season.json", json)
}

/// The mean to two decimals; single seasons are whole numbers.
fn spread<W: Write>(table: &mut TableWriter<W>, s: SpreadJson) -> io::Result<()> {
    table.value(format!("{:.2}", s.mean))?.value(s.low)?.value(s.high)?;
    Ok(())
}
