//! `travel`: how long the way of a child to a facility takes.

use sekiwari::programme::nursery::waiting::Travel;

use super::rows::MAX_MINUTES;
use crate::finding::Findings;
use crate::finding::catalogue::{references, survey as kinds};
use crate::round::children::Children;
use crate::round::facilities::Facilities;
use crate::round::hash::QuickMap;
use crate::round::ids;
use crate::round::tables;
use crate::table::{CellReader, Table};

pub(super) fn read(
    table: &Table,
    mut children: Option<&mut Children>,
    mut facilities: Option<&mut Facilities>,
    findings: &mut Findings,
) -> Vec<Travel> {
    let Some(mut r) = CellReader::new(table, &tables::TRAVEL, findings) else { return Vec::new() };
    let (child, facility, minutes) = (r.col("child_id"), r.col("facility_id"), r.col("minutes"));
    let mut first: QuickMap<(u32, u32), usize> = QuickMap::default();
    let mut out = Vec::new();
    for row in 0..table.rows() {
        let c = children.as_deref_mut().map(|c| &mut c.ids);
        let c = ids::need(&mut r, row, child, c, &references::CHILD_UNKNOWN);
        let f = facilities.as_deref_mut().map(|f| &mut f.ids);
        let f = ids::need(&mut r, row, facility, f, &references::FACILITY_UNKNOWN);
        let minutes = r.need_count(row, minutes, 0, MAX_MINUTES);
        let (Ok(c), Ok(f), Ok(minutes)) = (c, f, minutes) else { continue };
        let name = |ids: Option<&ids::Ids>, at: u32| ids.map_or("", |ids| ids.name(at)).to_owned();
        let id = name(children.as_deref().map(|c| &c.ids), c);
        if let Some(&earlier) = first.get(&(c, f)) {
            let finding = r.finding(&kinds::TRAVEL_DUPLICATE, row, facility).arg("child", id);
            r.push(row, finding.arg("first_line", table.line(earlier)));
            continue;
        }
        first.insert((c, f), row);
        let to = name(facilities.as_deref().map(|f| &f.ids), f);
        out.push(Travel { child: id, facility: to, minutes });
    }
    r.finish(findings);
    out
}
