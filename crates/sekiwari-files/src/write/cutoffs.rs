//! `cutoffs.csv`.

use super::columns::CUTOFFS;
use super::outputs::OutputTables;
use super::table::TableWriter;
use sekiwari::priority::ScoreTable;
use std::io::{self, Write};

pub(super) fn write(tables: &OutputTables<'_>, out: impl Write, bom: bool) -> io::Result<()> {
    let (decided, round) = (tables.decided, tables.decided.round());
    let tie_keys = round.tie_names().len();
    let mut table = TableWriter::of_round(out, &CUTOFFS, round, bom)?;
    for cut in &tables.cut_offs {
        let label = &decided.compiled().pools[cut.pool.index()];
        table.text(&round.facilities()[label.facility as usize].id)?.optional(label.classes)?;
        for number in
            [cut.seats, cut.open, cut.held, cut.first_wishes, cut.applicants, cut.taken, cut.kept, cut.left]
        {
            table.value(number)?;
        }
        let score = cut.lowest.and_then(|c| decided.score(c));
        table.optional(score.map(|s| s.points))?;
        for key in 0..tie_keys {
            let tie = score.and_then(|s| s.ties.get(key).copied());
            table.optional(tie.filter(|&t| t != ScoreTable::BLANK))?;
        }
        table.optional(cut.lowest_place)?;
        table.value(cut.near)?.seat(round, Some(label.reserve))?.end_row()?;
    }
    table.finish()
}
