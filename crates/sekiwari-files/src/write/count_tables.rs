//! The tables of `count`.

use super::columns::{COUNT, EXCLUDED, OFFERS, OVERLAPS, WAITING};
use super::count_json::CountJson;
use super::folder::{OutputError, OutputFolder};
use super::table::TableWriter;
use sekiwari::programme::nursery::waiting::{Count, Entry, Standing};
use sekiwari::programme::nursery::{FacilityIndex, Round};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Writes `count.csv`, `count.json` and, unless small figures are kept back, the tables about single children
/// (`excluded.csv`, `waiting.csv`, `offers.csv`) and `overlaps.csv`. `bom` as in [`super::write_tables`].
///
/// # Errors
/// What the file system refuses.
pub fn write_count(
    folder: &OutputFolder,
    round: &Round,
    count: &Count,
    json: &CountJson,
    bom: bool,
) -> Result<(), OutputError> {
    folder.write(COUNT.file, |out| {
        let mut table = TableWriter::new(out, &COUNT, 0, bom)?;
        for row in &json.rows {
            table.value(&row.age)?;
            // Only our own `*` and ids stand here.
            table.text(&row.district_id)?.value(&row.line)?.optional(row.children)?;
            table.value(&row.status)?.end_row()?;
        }
        table.finish()
    })?;
    if json.suppress < 2 {
        let mut entries: Vec<&Entry> = count.entries.iter().collect();
        entries.sort_by(|a, b| a.id.cmp(&b.id));
        folder.write(EXCLUDED.file, |out| excluded(round, count, &entries, out, bom))?;
        folder.write(WAITING.file, |out| waiting(round, count, &entries, out, bom))?;
        folder.write(OFFERS.file, |out| offers(round, count, out, bom))?;
        folder.write(OVERLAPS.file, |out| {
            let mut table = TableWriter::new(out, &OVERLAPS, 0, bom)?;
            for o in json.overlaps.iter().flatten() {
                table.value(&o.code)?.value(&o.other)?.value(o.children)?.end_row()?;
            }
            table.finish()
        })?;
    }
    folder.write_json("count.json", json)
}

fn excluded(round: &Round, count: &Count, entries: &[&Entry], out: impl Write, bom: bool) -> io::Result<()> {
    let mut table = TableWriter::new(out, &EXCLUDED, 0, bom)?;
    for entry in entries {
        let outside = entry.standing == Standing::Outside && entry.child.is_some() && !entry.seated;
        let code = match entry.counted {
            Some(exclusion) => exclusion.as_str(),
            None if outside => "wide-area",
            None => continue,
        };
        let met = count.rules.order.iter().filter(|&e| entry.met.contains(e)).map(|e| e.as_str());
        let codes: Vec<&str> = outside.then_some(code).into_iter().chain(met).collect();
        who(&mut table, round, entry)?;
        table.value(code)?.value(codes.join(" "))?;
        beside(&mut table, round, entry)?;
        table.end_row()?;
    }
    table.finish()
}

fn waiting(round: &Round, count: &Count, entries: &[&Entry], out: impl Write, bom: bool) -> io::Result<()> {
    let mut open: BTreeMap<u32, u32> = BTreeMap::new();
    for offer in count.offers.iter().filter(|o| !o.refused) {
        *open.entry(offer.child).or_default() += 1;
    }
    let mut table = TableWriter::new(out, &WAITING, 0, bom)?;
    for entry in entries.iter().filter(|e| e.is_waiting()) {
        who(&mut table, round, entry)?;
        table.value(if entry.returning { "yes" } else { "" })?;
        beside(&mut table, round, entry)?;
        let places = entry.child.map(|c| open.get(&c).copied().unwrap_or(0));
        table.optional(places)?.end_row()?;
    }
    table.finish()
}

fn who(table: &mut TableWriter<impl Write>, round: &Round, entry: &Entry) -> io::Result<()> {
    let household = |c: u32| round.households()[round.household_of(c) as usize].id.as_str();
    table.text(&entry.id)?.text(entry.child.map_or("", household))?.value(entry.class)?;
    table.text(entry.district.as_deref().unwrap_or(""))?;
    Ok(())
}

fn beside(table: &mut TableWriter<impl Write>, round: &Round, entry: &Entry) -> io::Result<()> {
    let id = |&f: &FacilityIndex| round.facilities()[f as usize].id.as_str();
    let refused: Vec<&str> = entry.refused.iter().map(id).collect();
    table.optional(entry.specific.map(|test| test.as_str()))?.text(&refused.join(" "))?;
    Ok(())
}

fn offers(round: &Round, count: &Count, out: impl Write, bom: bool) -> io::Result<()> {
    let mut table = TableWriter::new(out, &OFFERS, 0, bom)?;
    let yes = |is: bool| if is { "yes" } else { "" };
    let of_child = count.offers.chunk_by(|a, b| a.child == b.child);
    for (position, offers) in (1..).zip(of_child) {
        for o in offers {
            let child = &round.children()[o.child as usize];
            let household = &round.households()[round.household_of(o.child) as usize];
            table.value(position)?.text(&child.id)?.text(&household.id)?.value(child.class)?;
            table.value(o.benefit.as_str())?.text(&round.facilities()[o.facility as usize].id)?;
            table.value(o.minutes)?.optional(o.metres)?.value(o.left)?;
            table.value(yes(o.refused))?.value(yes(o.proposed))?.end_row()?;
        }
    }
    table.finish()
}
