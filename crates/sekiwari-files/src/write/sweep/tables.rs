//! The tables of sweeps, from the results of all runs.

use super::document::{SweepJson, SweepShardJson, decimal};
use super::{AXES, SWEEP, SWEEP_GROUPS, SWEEP_RUNS};
use crate::sweep::journal;
use crate::sweep::shards::SHARD_RUNS;
use crate::sweep::{SweepPlan, SweepResults};
use crate::write::cell::guard;
use crate::write::columns::OutputTable;
use crate::write::folder::{OutputError, OutputFolder};
use crate::write::table::TableWriter;
use rayon::prelude::*;
use sekiwari::market::Status;
use sekiwari::siting::sweep::{Jobs, Scopes, Shard, Summary, Tally};
use std::io::{self, Write};

/// Writes `sweep.json`, `sweep.csv`, `sweep_runs.csv` and `sweep_groups.csv`; `bom` as in [`crate::write::write_tables`]. Gives the
/// document. The tables depend on plan and figures alone.
///
/// # Errors
/// What the file system refuses.
pub fn write_sweep(
    folder: &OutputFolder,
    results: &SweepResults,
    bom: bool,
) -> Result<SweepJson, OutputError> {
    let whole = Whole::of(results);
    let document = SweepJson::new(results, &whole.summaries, &whole.places);
    folder.write(SWEEP.file, |out| whole.points(out, bom))?;
    folder.write(SWEEP_RUNS.file, |out| whole.runs(out, results, bom))?;
    folder.write(SWEEP_GROUPS.file, |out| whole.groups(out, bom))?;
    folder.write_json("sweep.json", &document)?;
    Ok(document)
}

/// Writes the runs of one shard, by number, and `sweep_shard.json`.
///
/// # Errors
/// What the file system refuses.
pub fn write_sweep_shard(
    folder: &OutputFolder,
    plan: &SweepPlan,
    shard: Shard,
    runs: &[(u32, Tally)],
) -> Result<SweepShardJson, OutputError> {
    let document = SweepShardJson::new(plan, shard, runs.len() as u32);
    folder
        .write(SHARD_RUNS, |out| journal::write(out, plan, shard, runs.iter().map(|(job, t)| (*job, t))))?;
    folder.write_json("sweep_shard.json", &document)?;
    Ok(document)
}

/// What the tables are made from.
struct Whole<'r> {
    axes: Vec<&'r str>,
    // By combination, its label on every axis.
    places: Vec<Vec<&'r str>>,
    summaries: Vec<Summary>,
    jobs: Option<Jobs>,
    scopes: Scopes,
}

impl<'r> Whole<'r> {
    fn of(results: &'r SweepResults) -> Self {
        let SweepResults { plan, tallies } = results;
        let (jobs, grid) = (plan.jobs(), plan.grid());
        let points = grid.as_ref().map_or(0, |g| g.points());
        let place = |(axis, place): (&'r crate::sweep::SweepAxisJson, u32)| {
            axis.places.get(place as usize).map_or("", |p| p.label.as_str())
        };
        let places = grid
            .iter()
            .flat_map(|grid| (0..points).map(|p| plan.axes.iter().zip(grid.places(p)).map(place).collect()));
        let summary = |point: u32| {
            let (jobs, today) = (jobs.as_ref()?, tallies.first()?);
            let own = jobs.of_point(point);
            Some(Summary::of(today, tallies.get(own.start as usize..own.end as usize)?.iter()))
        };
        Self {
            axes: plan.axes.iter().map(|a| a.name.as_str()).collect(),
            places: places.collect(),
            summaries: (0..points).into_par_iter().filter_map(summary).collect(),
            scopes: plan.scopes().unwrap_or_else(|| Scopes::new(Vec::new(), Vec::new())),
            jobs,
        }
    }

    fn begin<W: Write>(&self, out: W, table: &OutputTable, bom: bool) -> io::Result<TableWriter<W>> {
        let names = |c: &crate::write::Column| match *c == AXES {
            true => self.axes.iter().map(|name| guard(name).into_owned()).collect(),
            false => vec![c.name.to_owned()],
        };
        TableWriter::with_headers(out, table.columns.iter().flat_map(names).collect(), bom)
    }

    fn points(&self, out: &mut impl Write, bom: bool) -> io::Result<()> {
        let mut table = self.begin(out, &SWEEP, bom)?;
        for ((summary, places), point) in self.summaries.iter().zip(&self.places).zip(1..) {
            begin_row(&mut table, point, places)?.value(summary.draws)?.value(summary.optimal)?;
            spreads(&mut table, summary, 0, Scopes::OF_ALL.len())?;
        }
        table.finish()
    }

    fn groups(&self, out: &mut impl Write, bom: bool) -> io::Result<()> {
        let mut table = self.begin(out, &SWEEP_GROUPS, bom)?;
        for ((summary, places), point) in self.summaries.iter().zip(&self.places).zip(1..) {
            for (group, scope) in self.scopes.groups().enumerate() {
                begin_row(&mut table, point, places)?;
                match &scope.district {
                    Some(district) => table.text(district)?.value("*")?,
                    None => table.value("*")?.optional(scope.class.map(|c| c.get()))?,
                };
                table.value(summary.draws)?;
                spreads(&mut table, summary, self.scopes.group_at(group), Scopes::OF_GROUPS.len())?;
            }
        }
        table.finish()
    }

    fn runs(&self, out: &mut impl Write, results: &SweepResults, bom: bool) -> io::Result<()> {
        let mut table = self.begin(out, &SWEEP_RUNS, bom)?;
        for (tally, run) in results.tallies.iter().zip(0..) {
            let Some((point, draw)) = self.jobs.as_ref().and_then(|jobs| jobs.place(run)) else { continue };
            table.value(run)?;
            begin_row(&mut table, point + 1, &self.places[point as usize])?.value(draw + 1)?;
            table.value(Status::as_str(tally.status))?;
            for value in &tally.values[..Scopes::OF_ALL.len()] {
                table.optional(*value)?;
            }
            table.end_row()?;
        }
        table.finish()
    }
}

fn begin_row<'t, W: Write>(
    table: &'t mut TableWriter<W>,
    point: u32,
    places: &[&str],
) -> io::Result<&'t mut TableWriter<W>> {
    table.value(point)?;
    for place in places {
        // A number of the axis is a number; anything else may be a text from a file.
        if place.parse::<f64>().is_ok() {
            table.value(place)?
        } else {
            table.text(place)?
        };
    }
    Ok(table)
}

fn spreads<W: Write>(
    table: &mut TableWriter<W>,
    summary: &Summary,
    from: usize,
    count: usize,
) -> io::Result<()> {
    for i in from..from + count {
        let spread = summary.spreads[i];
        table.optional(spread.map(|s| decimal(s.mean)))?.optional(spread.map(|s| s.low))?;
        table.optional(spread.map(|s| s.high))?.optional(summary.differences[i].map(decimal))?;
    }
    table.end_row()
}
