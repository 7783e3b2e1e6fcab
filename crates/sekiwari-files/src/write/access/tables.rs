//! The tables of access, from their document.

use super::document::rounded;
use super::map::write_map;
use super::{
    ACCESS, ACCESS_EFFECTS, ACCESS_FACILITIES, AccessFacts, AccessFiguresJson, AccessJson, AccessSeatsJson,
};
use crate::districts::Districts;
use crate::write::folder::{OutputError, OutputFolder};
use crate::write::table::TableWriter;

/// A figure of two sides, by its name in `access_effects.csv`; `None` where it is not known.
type Effect = (String, [Option<f64>; 2]);

/// What is compared of one area and class, in the order of `access_effects.csv`.
pub fn access_effects(before: Option<&AccessFiguresJson>, after: Option<&AccessFiguresJson>) -> Vec<Effect> {
    let of = |name: &str, figure: &dyn Fn(&AccessFiguresJson) -> Option<f64>| {
        (name.to_owned(), [before.and_then(figure), after.and_then(figure)])
    };
    let mut effects = vec![
        of("children", &|f| Some(f64::from(f.children))),
        of("open_mean", &|f| f.open.mean.map(f64::from)),
        of("open_median", &|f| f.open.median.map(f64::from)),
        of("open_longest", &|f| f.open.longest.map(f64::from)),
    ];
    let limits = before.or(after).map_or(0, |f| f.open.within.len());
    effects.extend(
        (0..limits).map(|i| of(&format!("open_within_{}", i + 1), &move |f| f.open.within.get(i).copied())),
    );
    effects.extend([
        of("without", &|f| Some(f64::from(f.without))),
        of("seats_per_child", &|f| Some(f.seats_per_child)),
        of("weighted_seats_per_child", &|f| Some(f.weighted_seats_per_child)),
    ]);
    effects
}

/// The second less the first.
pub(super) fn difference([before, after]: [Option<f64>; 2]) -> Option<f64> {
    Some(rounded(after? - before?))
}

/// Writes `access.json`, `access.csv`, `access_facilities.csv`, `access.geojson` and, where there is a scenario, `access_effects.csv`;
/// `bom` as in [`crate::write::write_tables`]. `districts` gives the shapes of districts where there are some; without, they are
/// points.
///
/// # Errors
/// What the file system refuses.
pub fn write_access(
    folder: &OutputFolder,
    json: &AccessJson,
    facts: &AccessFacts<'_>,
    districts: Option<&Districts>,
    bom: bool,
) -> Result<(), OutputError> {
    let class = |c: Option<u8>| c.map_or_else(|| "*".to_owned(), |c| c.to_string());
    folder.write(ACCESS.file, |out| {
        let limits = json.within.len();
        let mut table = TableWriter::new(out, &ACCESS, limits, bom)?;
        for row in json.rows.iter().filter(|r| r.withheld || r.before.is_some()) {
            let f = row.before.as_ref();
            table.text(&row.area)?.value(class(row.class))?.optional(f.map(|f| f.children))?;
            table.value(if row.withheld { "yes" } else { "" })?;
            let offered = f.map(|f| &f.offered);
            table.optional(offered.and_then(|o| o.mean))?.optional(offered.and_then(|o| o.median))?;
            table.optional(offered.and_then(|o| o.longest))?;
            let open = f.map(|f| &f.open);
            table.optional(open.and_then(|o| o.mean))?.optional(open.and_then(|o| o.median))?;
            table.optional(open.and_then(|o| o.longest))?.optional(open.map(|o| o.reached))?;
            for i in 0..limits {
                table.optional(open.and_then(|o| o.within.get(i)))?;
            }
            table.optional(f.map(|f| f.without))?.optional(f.map(|f| f.seats_per_child))?;
            table.optional(f.map(|f| f.weighted_seats_per_child))?.end_row()?;
        }
        table.finish()
    })?;
    folder.write(ACCESS_FACILITIES.file, |out| {
        let mut table = TableWriter::new(out, &ACCESS_FACILITIES, 0, bom)?;
        for row in &json.facilities {
            table.text(&row.facility_id)?.value(&row.classes)?;
            for side in [row.before, row.after] {
                let of = |f: fn(AccessSeatsJson) -> Option<f64>| side.and_then(f);
                table.optional(side.map(|s| s.seats))?.optional(side.and_then(|s| s.children))?;
                table.optional(of(|s| s.seats_per_child))?.optional(of(|s| s.weighted_seats_per_child))?;
            }
            table.end_row()?;
        }
        table.finish()
    })?;
    if json.after.is_some() {
        folder.write(ACCESS_EFFECTS.file, |out| {
            let mut table = TableWriter::new(out, &ACCESS_EFFECTS, 0, bom)?;
            for row in json.rows.iter().filter(|r| !r.withheld) {
                for (figure, sides) in access_effects(row.before.as_ref(), row.after.as_ref()) {
                    table.value(figure)?.text(&row.area)?.value(class(row.class))?;
                    table.optional(sides[0])?.optional(sides[1])?.optional(difference(sides))?.end_row()?;
                }
            }
            table.finish()
        })?;
    }
    write_map(folder, json, facts, districts)?;
    folder.write_json("access.json", json)
}
