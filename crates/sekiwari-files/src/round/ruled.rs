//! The rulebook that the settings name, and what must or must not stand beside it.

use jiff::civil::Date;
use sekiwari::priority::rulebook::Rulebook;

use super::source::Tables;
use crate::finding::catalogue::rulebook as kinds;
use crate::finding::{Finding, Findings, Place, did_you_mean};
use crate::rulebook::read_rulebook_of;

/// Reads the rulebook of that name for rounds of this programme; `place` is where it is named.
pub(crate) fn rulebook(
    tables: &Tables,
    name: Option<&str>,
    place: &Place,
    entry: Option<Date>,
    findings: &mut Findings,
) -> Option<Rulebook> {
    let Some(name) = name else {
        for table in ["guardians", "circumstances"].into_iter().filter_map(|t| tables.get(t)) {
            let name = table.file().to_owned();
            findings.push(Finding::new(&kinds::CIRCUMSTANCES_UNUSED, table.place()).arg("table", name));
        }
        return None;
    };
    if tables.was_tried("scores") {
        findings.add(&kinds::RULEBOOK_AND_SCORES, place.clone());
    }
    let Some(bytes) = tables.other(name) else {
        let near = did_you_mean(name, tables.others());
        findings.push(Finding::new(&kinds::RULEBOOK_MISSING, place.clone()).value(name).hint(near));
        return None;
    };
    read_rulebook_of(tables.programme(), bytes, name, entry, findings)
}
