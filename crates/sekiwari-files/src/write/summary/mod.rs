//! `summary.json` and `facilities.geojson`: a decided round in counts, for the page of `report` and for maps.

mod club;
mod daily;
mod document;
mod map;
mod nursery;
mod tally;

pub use document::{
    SummaryClubsJson, SummaryCountsJson, SummaryDayJson, SummaryDistrictJson, SummaryFacilityJson,
    SummaryJson, SummaryPoolJson, SummaryRanksJson, SummarySiblingsJson, SummaryTransfersJson,
    SummaryUnmetJson,
};
pub use map::FACILITIES_MAP;

use super::folder::{OutputError, OutputFolder};
use super::side_by_side;
use sekiwari::priority::Thousandths;
use sekiwari::programme::club::district::DistrictMap;

/// The summary's file.
pub const SUMMARY: &str = "summary.json";

/// Writes `summary.json` and `facilities.geojson` into a folder; `areas` are those of the districts, where the round has them.
///
/// # Errors
/// What the file system refuses.
pub fn write_summary(
    folder: &OutputFolder,
    summary: &SummaryJson,
    areas: Option<&DistrictMap>,
) -> Result<(), OutputError> {
    side_by_side(&[&|| folder.write_json(SUMMARY, summary), &|| map::write(folder, summary, areas)])
}

/// Millionths of a degree as degrees.
fn degrees(e6: i32) -> f64 {
    f64::from(e6) / 1e6
}

/// Points as a number with at most three decimals.
pub(super) fn thousandths(points: Thousandths) -> f64 {
    super::whatif::decimal(points.0)
}

/// Counts a household of several children by where they got seats.
fn count_siblings(
    siblings: &mut SummarySiblingsJson,
    together: bool,
    mut got: impl Iterator<Item = Option<u64>>,
) {
    siblings.households += 1;
    if !together {
        return;
    }
    siblings.decided_together += 1;
    let first = got.next().flatten();
    let (mut seated, mut all, mut one) = (first.is_some(), first.is_some(), first.is_some());
    for place in got {
        seated |= place.is_some();
        all &= place.is_some();
        one &= place == first;
    }
    match (all && one, all, seated) {
        (true, _, _) => siblings.one_facility += 1,
        (false, true, _) => siblings.apart += 1,
        (false, false, true) => siblings.some += 1,
        (false, false, false) => siblings.none += 1,
    }
}
