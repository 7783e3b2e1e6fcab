//! `facilities`: the clubs and their ids.

use sekiwari::programme::club::Club;

use super::districts::Districts;
use crate::finding::catalogue::{clubs, references};
use crate::finding::{Finding, Findings};
use crate::round::facilities::position;
use crate::round::ids::{self, Ids};
use crate::round::tables::club as tables;
use crate::table::{CellReader, Col, Table};

/// The clubs in row order, first rows of an id only.
pub(super) struct Clubs {
    pub(super) rows: Vec<Club>,
    pub(super) ids: Ids,
    /// Table row of each club.
    pub(super) row_of: Vec<usize>,
    // The district in which each club stands, as written.
    districts: Vec<Option<String>>,
    district_col: Col,
}

pub(super) fn read(table: &Table, findings: &mut Findings) -> Option<Clubs> {
    let mut r = CellReader::new(table, &tables::FACILITIES, findings)?;
    let (id, name, district) = (r.col("facility_id"), r.col("name"), r.col("district_id"));
    let (lat, lon) = (r.col("lat"), r.col("lon"));
    let mut out = Clubs {
        rows: Vec::new(),
        ids: Ids::default(),
        row_of: Vec::new(),
        districts: Vec::new(),
        district_col: district,
    };
    r.need_rows();
    for row in 0..table.rows() {
        let twice = &references::FACILITY_DUPLICATE;
        let Some(id) = ids::enlist(&mut r, row, id, &mut out.ids, &mut out.row_of, twice) else { continue };
        let name = r.text(row, name).to_owned();
        out.districts.push(r.id(row, district).ok().flatten().map(Into::into));
        out.rows.push(Club { id, name, position: position(&mut r, row, lat, lon) });
    }
    r.finish(findings);
    Some(out)
}

/// Whether the districts that the clubs name are in their table. Said once the districts are known.
pub(super) fn check_districts(
    table: &Table,
    clubs: &Clubs,
    districts: &mut Districts,
    findings: &mut Findings,
) {
    for (district, &row) in clubs.districts.iter().zip(&clubs.row_of) {
        let Some(id) = district.as_ref().filter(|id| districts.ids.get(id).is_none()) else { continue };
        let near = districts.ids.nearest(id);
        let place = table.place_at(row, clubs.district_col);
        findings.push(Finding::new(&clubs::DISTRICT_UNKNOWN, place).value(id).hint(near.as_deref()));
    }
}
