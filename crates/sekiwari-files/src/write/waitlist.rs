//! `waitlist.csv`.

use super::columns::WAITLIST;
use super::outputs::OutputTables;
use super::table::TableWriter;
use std::io::{self, Write};

pub(super) fn write(tables: &OutputTables<'_>, out: impl Write, bom: bool) -> io::Result<()> {
    let (decided, round) = (tables.decided, tables.decided.round());
    let mut table = TableWriter::of_round(out, &WAITLIST, round, bom)?;
    for line in &tables.waiting {
        let label = &decided.compiled().pools[line.pool.index()];
        table.text(&round.facilities()[label.facility as usize].id)?.optional(label.classes)?;
        table.value(line.place)?.text(&round.children()[line.child as usize].id)?;
        table.text(&round.households()[round.household_of(line.child) as usize].id)?;
        table.value(line.wish_rank)?;
        table.value(tables.decisions[line.child as usize].kind.as_str())?;
        table.seat(round, Some(label.reserve))?.end_row()?;
    }
    table.finish()
}
