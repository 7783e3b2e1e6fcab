//! `reasons.csv`.

use super::columns::REASONS;
use super::outputs::OutputTables;
use super::table::TableWriter;
use sekiwari::Lang;
use std::io::{self, Write};

pub(super) fn write(tables: &OutputTables<'_>, rule: &str, out: impl Write, bom: bool) -> io::Result<()> {
    let (decided, round) = (tables.decided, tables.decided.round());
    let facility = |pool: sekiwari::market::PoolId| {
        let label = &decided.compiled().pools[pool.index()];
        round.facilities()[label.facility as usize].id.as_str()
    };
    let mut table = TableWriter::new(out, &REASONS, round.tie_names().len(), bom)?;
    for reason in tables.by_child.iter().flat_map(|&child| tables.reasons_of(child)) {
        let child = &round.children()[reason.child as usize];
        table.text(&child.id)?;
        table.text(&round.households()[round.household_of(reason.child) as usize].id)?;
        table.value(reason.wish_rank)?.text(facility(reason.pool))?.value(child.class)?;
        table.value(reason.code.as_str())?.value(reason.seats)?;
        table.value(decided.applicants(reason.pool))?.value(reason.ahead)?.optional(reason.place)?;
        let (score, lowest) = reason.points(decided);
        table.optional(score)?.optional(lowest)?;
        table.optional(reason.decided_by.map(|key| key.as_str()))?;
        let obstacle = reason.obstacle;
        table.text(obstacle.map_or("", |o| &round.children()[o.sibling as usize].id))?;
        table.text(obstacle.map_or("", |o| facility(o.pool)))?;
        table.optional(obstacle.map(|o| o.needed))?.optional(obstacle.map(|o| o.room))?;
        table.optional(reason.household_rank)?;
        table.text(&reason.text(decided, rule, Lang::Ja))?;
        table.text(&reason.text(decided, rule, Lang::En))?.end_row()?;
    }
    table.finish()
}
