//! `facilities`: the facilities and their ids.

use sekiwari::programme::nursery::{Facility, Position};

use super::ids::{self, Ids};
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
pub(crate) const MAX_AGE_DAYS: u32 = 2_200;

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
        let twice = &references::FACILITY_DUPLICATE;
        let Some(facility_id) = ids::enlist(&mut r, row, id, &mut out.ids, &mut out.row_of, twice) else {
            continue;
        };
        let kind = r.text(row, kind);
        out.rows.push(Facility {
            id: facility_id,
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
    }
    // Partners may stand further down, so they are looked up when all ids are known.
    for i in 0..out.rows.len() {
        let row = out.row_of[i];
        let named = ids::refer_list(&mut r, row, partners, &mut out.ids, &references::FACILITY_UNKNOWN);
        out.partners_known &= named.is_ok();
        out.rows[i].partners = named.unwrap_or_else(|known| known);
    }
    r.finish(findings);
    Some(out)
}

/// Latitude and longitude of a row; half a coordinate is a warning and none.
pub(crate) fn position(r: &mut CellReader<'_>, row: usize, lat: Col, lon: Col) -> Option<Position> {
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
