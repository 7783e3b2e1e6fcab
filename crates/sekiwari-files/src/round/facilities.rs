//! `facilities`: the facilities and their ids.

use sekiwari::programme::nursery::{Facility, Position};

use super::ids::Ids;
use super::tables;
use crate::finding::{Findings, catalogue::cells, catalogue::references};
use crate::table::{CellReader, Col, Table};

/// The facilities in row order, first rows of an id only.
pub(super) struct Facilities {
    pub(super) rows: Vec<Facility>,
    pub(super) ids: Ids,
    /// Table row of each facility.
    pub(super) row_of: Vec<usize>,
    /// Whether the partners of every facility are known, so that something can be said about those that are missing.
    pub(super) partners_known: bool,
    /// Whether what every facility can care for is known.
    pub(super) care_known: bool,
}

/// Oldest age in days that a minimum age may ask for: six years.
pub(super) const MAX_AGE_DAYS: u32 = 2_200;

pub(super) fn read(table: &Table, findings: &mut Findings) -> Option<Facilities> {
    let mut r = CellReader::new(table, &tables::FACILITIES, findings)?;
    let (id, name, kind) = (r.col("facility_id"), r.col("name"), r.col("kind"));
    let (district, lat, lon, min) = (r.col("district_id"), r.col("lat"), r.col("lon"), r.col("min_age_days"));
    let (partners, care) = (r.col("partners"), r.col("care_kinds"));
    let mut out = Facilities {
        rows: Vec::new(),
        ids: Ids::default(),
        row_of: Vec::new(),
        partners_known: true,
        care_known: true,
    };
    r.need_rows();
    for row in 0..table.rows() {
        let Ok(facility_id) = r.need_id(row, id) else { continue };
        if let Err(first) = out.ids.add(&facility_id) {
            let first_line = out.row_of.get(first as usize).map_or(0, |&r| table.line(r));
            let finding = r.finding(&references::FACILITY_DUPLICATE, row, id).arg("first_line", first_line);
            r.push(row, finding);
            continue;
        }
        let kind = r.text(row, kind);
        out.rows.push(Facility {
            id: facility_id.into_owned(),
            name: r.text(row, name).to_owned(),
            kind: (!kind.is_empty()).then(|| kind.to_owned()),
            district: r.id(row, district).ok().flatten().map(Into::into),
            position: position(&mut r, row, lat, lon),
            min_age_days: r.count(row, min, 0, MAX_AGE_DAYS).ok().flatten(),
            partners: Vec::new(),
            care_kinds: r.list(row, care).unwrap_or_else(|_| {
                out.care_known = false;
                Vec::new()
            }),
        });
        out.row_of.push(row);
    }
    // Partners may stand further down, so they are looked up when all ids are known.
    for i in 0..out.rows.len() {
        let row = out.row_of[i];
        let Ok(named) = r.list(row, partners) else {
            out.partners_known = false;
            continue;
        };
        for id in named {
            match out.ids.get(&id) {
                Some(partner) => out.rows[i].partners.push(partner),
                None => {
                    out.partners_known = false;
                    let near = out.ids.nearest(&id);
                    let finding = r.finding(&references::FACILITY_UNKNOWN, row, partners).value(&id);
                    r.push(row, finding.hint(near.as_deref()));
                }
            }
        }
    }
    r.finish(findings);
    Some(out)
}

/// Latitude and longitude of a row; half a coordinate is a warning and none.
pub(super) fn position(r: &mut CellReader<'_>, row: usize, lat: Col, lon: Col) -> Option<Position> {
    let (lat_e6, lon_e6) = (r.micro_degrees(row, lat, 90), r.micro_degrees(row, lon, 180));
    match (lat_e6.ok()?, lon_e6.ok()?) {
        (Some(lat_e6), Some(lon_e6)) => Some(Position { lat_e6, lon_e6 }),
        (None, None) => None,
        (given, _) => {
            let missing = if given.is_some() { lon } else { lat };
            let finding =
                crate::finding::Finding::new(&cells::COORDINATE_HALF, r.table().place_at(row, missing));
            r.push(row, finding);
            None
        }
    }
}
