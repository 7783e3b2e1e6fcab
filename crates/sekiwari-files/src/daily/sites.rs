//! `facilities`: the sites and their ids.

use sekiwari::programme::daily::round::Site;

use crate::finding::Findings;
use crate::finding::catalogue::references;
use crate::round::facilities::position;
use crate::round::ids::{self, Ids};
use crate::round::tables::daily as tables;
use crate::table::{CellReader, Table};

/// The sites in row order, first rows of an id only.
pub(super) struct Sites {
    pub(super) rows: Vec<Site>,
    pub(super) ids: Ids,
}

pub(super) fn read(table: &Table, findings: &mut Findings) -> Option<Sites> {
    let mut r = CellReader::new(table, &tables::FACILITIES, findings)?;
    let (id, name, lat, lon) = (r.col("facility_id"), r.col("name"), r.col("lat"), r.col("lon"));
    let mut out = Sites { rows: Vec::new(), ids: Ids::default() };
    let mut row_of = Vec::new();
    r.need_rows();
    for row in 0..table.rows() {
        let twice = &references::FACILITY_DUPLICATE;
        let Some(id) = ids::enlist(&mut r, row, id, &mut out.ids, &mut row_of, twice) else { continue };
        let name = r.text(row, name).to_owned();
        out.rows.push(Site { id, name, position: position(&mut r, row, lat, lon) });
    }
    r.finish(findings);
    Some(out)
}
