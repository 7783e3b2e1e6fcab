//! `allocation.csv`.

use super::columns::ALLOCATION;
use super::outputs::OutputTables;
use super::table::TableWriter;
use std::io::{self, Write};

pub(super) fn write(tables: &OutputTables<'_>, out: impl Write, bom: bool) -> io::Result<()> {
    let round = tables.decided.round();
    let mut table = TableWriter::of_round(out, &ALLOCATION, round, bom)?;
    for &i in &tables.by_child {
        let (child, decision) = (&round.children()[i as usize], &tables.decisions[i as usize]);
        table.text(&child.id)?.text(&round.households()[round.household_of(i) as usize].id)?;
        table.value(child.class)?;
        table.text(decision.facility.map_or("", |f| &round.facilities()[f as usize].id))?;
        table.value(decision.kind.as_str())?.optional(decision.wish_rank)?;
        table.value(tables.main_reasons[i as usize].as_str())?;
        table.seat(round, decision.facility.map(|_| decision.reserve))?.end_row()?;
    }
    table.finish()
}
