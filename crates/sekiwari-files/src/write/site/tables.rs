//! The tables of `site`, from their document.

use super::{
    SITE_CANDIDATES, SITE_CHOICES, SITE_GUIDES, SITE_SEQUENCE, SiteChoiceJson, SiteJson, SitePartJson,
};
use crate::write::folder::{OutputError, OutputFolder};
use crate::write::table::TableWriter;
use crate::write::whatif::write_effects;

/// `A; B:large`.
pub fn site_names(parts: &[SitePartJson]) -> String {
    let one = |p: &SitePartJson| match p.size.as_str() {
        "" => p.site_id.clone(),
        size => format!("{}:{size}", p.site_id),
    };
    parts.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// What one child more with a seat costs, rounded to hundredths; `None` where there is none.
fn per_child(cost: u64, more: f64) -> Option<f64> {
    (more > 0.0).then(|| (cost as f64 / more * 100.0).round() / 100.0)
}

/// Writes `site.json`, its tables and `effects.csv`; `bom` as in [`crate::write::write_tables`].
///
/// # Errors
/// What the file system refuses.
pub fn write_site(folder: &OutputFolder, json: &SiteJson, bom: bool) -> Result<(), OutputError> {
    folder.write(SITE_CHOICES.file, |out| {
        let mut table = TableWriter::new(out, &SITE_CHOICES, 0, bom)?;
        for (choice, place) in json.choices.iter().zip(1..) {
            let worth = &choice.worth;
            table.value(place)?.text(&site_names(&choice.sites))?.value(choice.count)?.value(choice.cost)?;
            table.value(choice.teachers)?.value(choice.seats)?.value(worth.seated.mean)?;
            table.value(worth.more.mean)?.value(worth.more.low)?.value(worth.more.high)?;
            table.value(worth.waiting.mean)?.optional(per_child(choice.cost, worth.more.mean))?;
            table.value(worth.district_gap)?.value(worth.blocking)?.value(worth.optimal)?.end_row()?;
        }
        table.finish()
    })?;
    folder.write(SITE_CANDIDATES.file, |out| {
        let mut table = TableWriter::new(out, &SITE_CANDIDATES, 0, bom)?;
        for c in &json.candidates {
            let seats: u32 = c.seats.iter().sum();
            let more = c.worth.map(|w| w.more);
            table.text(&c.part.site_id)?.text(&c.part.size)?.optional(c.expands.as_deref())?;
            table.value(&c.standing)?.value(seats)?.value(c.cost)?.value(c.teachers)?;
            table
                .optional(more.map(|m| m.mean))?
                .optional(more.map(|m| m.low))?
                .optional(more.map(|m| m.high))?;
            let per_seat = |mean: f64| (mean / f64::from(seats.max(1)) * 1000.0).round() / 1000.0;
            table.optional(more.map(|m| per_seat(m.mean)))?;
            table.optional(more.and_then(|m| per_child(c.cost, m.mean)))?;
            table.value(if c.chosen { "yes" } else { "" })?.end_row()?;
        }
        table.finish()
    })?;
    if !json.sequence.is_empty() {
        folder.write(SITE_SEQUENCE.file, |out| {
            let mut table = TableWriter::new(out, &SITE_SEQUENCE, 0, bom)?;
            for s in &json.sequence {
                let SiteChoiceJson { sites, cost, worth, .. } = &s.choice;
                table.value(&s.path)?.value(s.step)?.text(&site_names(sites))?.value(cost)?;
                table.value(worth.seated.mean)?.value(worth.more.mean)?.value(worth.waiting.mean)?;
                table.optional(s.proven)?.end_row()?;
            }
            table.finish()
        })?;
    }
    if !json.guides.is_empty() {
        folder.write(SITE_GUIDES.file, |out| {
            let mut table = TableWriter::new(out, &SITE_GUIDES, 0, bom)?;
            for g in &json.guides {
                let choice = g.choice.as_ref();
                table.value(g.objective.as_str())?.text(&g.value)?.value(g.proven)?;
                table.text(&choice.map(|c| site_names(&c.sites)).unwrap_or_default())?;
                table.optional(choice.map(|c| c.cost))?.optional(choice.map(|c| c.worth.more.mean))?;
                table.optional(choice.map(|c| c.worth.waiting.mean))?;
                let best = json.best.as_ref().map(|b| b.worth.seated.mean);
                let less =
                    best.zip(choice).map(|(b, c)| ((b - c.worth.seated.mean) * 1000.0).round() / 1000.0);
                table.optional(less)?.end_row()?;
            }
            table.finish()
        })?;
    }
    if !json.figures.is_empty() {
        write_effects(folder, &json.figures, bom)?;
    }
    folder.write_json("site.json", json)
}
