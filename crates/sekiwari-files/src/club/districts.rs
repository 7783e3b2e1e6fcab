//! `districts`: school districts with their schools, neighbours and home clubs.

use sekiwari::programme::club::District;

use super::clubs::Clubs;
use crate::finding::Findings;
use crate::finding::catalogue::{clubs as kinds, references};
use crate::round::ids::{self, Ids};
use crate::round::tables::club as tables;
use crate::table::{CellReader, Table};

/// The districts in row order, first rows of an id only.
pub(super) struct Districts {
    pub(super) rows: Vec<District>,
    pub(super) ids: Ids,
    /// Table row of each district.
    pub(super) row_of: Vec<usize>,
    /// All schools, and the district of each.
    pub(super) schools: Ids,
    pub(super) school_in: Vec<u32>,
    /// Whether every home club and neighbour is known, so that something can be said about clubs that are out of reach.
    pub(super) complete: bool,
    /// Whether any row names a neighbour.
    pub(super) names_neighbours: bool,
}

pub(super) fn read(table: &Table, clubs: Option<&mut Clubs>, findings: &mut Findings) -> Option<Districts> {
    let mut r = CellReader::new(table, &tables::DISTRICTS, findings)?;
    let (id, name, schools) = (r.col("district_id"), r.col("name"), r.col("school_ids"));
    let (neighbours, homes) = (r.col("neighbour_district_ids"), r.col("facility_ids"));
    let mut out = Districts {
        rows: Vec::new(),
        ids: Ids::default(),
        row_of: Vec::new(),
        schools: Ids::default(),
        school_in: Vec::new(),
        complete: true,
        names_neighbours: false,
    };
    r.need_rows();
    for row in 0..table.rows() {
        let twice = &kinds::DISTRICT_DUPLICATE;
        let Some(id) = ids::enlist(&mut r, row, id, &mut out.ids, &mut out.row_of, twice) else { continue };
        let named = r.list(row, schools).unwrap_or_default();
        let own = out.rows.len() as u32;
        for school in &named {
            match out.schools.add(school) {
                Ok(_) => out.school_in.push(own),
                Err(first) if out.school_in[first as usize] != own => {
                    let first_row = out.row_of[out.school_in[first as usize] as usize];
                    let finding = r.finding(&kinds::SCHOOL_TWICE, row, schools).value(school);
                    r.push(row, finding.arg("first_line", table.line(first_row)));
                }
                Err(_) => {}
            }
        }
        out.rows.push(District {
            id,
            name: r.text(row, name).to_owned(),
            schools: named,
            neighbours: Vec::new(),
            homes: Vec::new(),
        });
    }
    // Neighbours may stand further down, so they are looked up when all ids are known.
    let mut clubs = clubs;
    for i in 0..out.rows.len() {
        let row = out.row_of[i];
        let near = ids::refer_list(&mut r, row, neighbours, &mut out.ids, &kinds::DISTRICT_UNKNOWN);
        let home = match clubs.as_mut() {
            Some(clubs) => ids::refer_list(&mut r, row, homes, &mut clubs.ids, &references::FACILITY_UNKNOWN),
            None => Err(Vec::new()),
        };
        out.complete &= near.is_ok() && home.is_ok();
        out.names_neighbours |= near.as_ref().map_or(true, |named| !named.is_empty());
        out.rows[i].neighbours = near.unwrap_or_else(|known| known);
        out.rows[i].homes = home.unwrap_or_else(|known| known);
    }
    r.finish(findings);
    Some(out)
}
