//! `reasons.csv`.

use super::columns::REASONS;
use super::outputs::OutputTables;
use super::table::TableWriter;
use rayon::prelude::*;
use sekiwari::Lang;
use sekiwari::programme::nursery::ChildIndex;
use std::io::{self, Write};

/// Children whose rows are made by one thread at a time, and how many such pieces stand in memory at once.
const PIECE: usize = 512;
const PIECES: usize = 32;

/// Rows are made piece by piece on all threads and written in order: by far the largest table.
pub(super) fn write(tables: &OutputTables<'_>, rule: &str, mut out: impl Write, bom: bool) -> io::Result<()> {
    TableWriter::of_round(&mut out, &REASONS, tables.decided.round(), bom)?.finish()?;
    for children in tables.by_child.chunks(PIECE * PIECES) {
        let pieces: Vec<io::Result<Vec<u8>>> =
            children.par_chunks(PIECE).map(|children| rows(tables, rule, children)).collect();
        for piece in pieces {
            out.write_all(&piece?)?;
        }
    }
    Ok(())
}

fn rows(tables: &OutputTables<'_>, rule: &str, children: &[ChildIndex]) -> io::Result<Vec<u8>> {
    let (decided, round) = (tables.decided, tables.decided.round());
    let facility = |pool: sekiwari::market::PoolId| {
        let label = &decided.compiled().pools[pool.index()];
        round.facilities()[label.facility as usize].id.as_str()
    };
    let mut bytes = Vec::new();
    let mut table = TableWriter::rows(&mut bytes);
    let mut text = String::new();
    for reason in children.iter().flat_map(|&child| tables.reasons_of(child)) {
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
        for lang in Lang::ALL {
            text.clear();
            reason.write_text(decided, rule, lang, &mut text);
            table.text(&text)?;
        }
        table.seat(round, reason.reserve.map(Some))?.end_row()?;
    }
    table.finish()?;
    Ok(bytes)
}
